/* SPDX-License-Identifier: MIT */
#include "class/options.h"

#include <stdio.h>

#define USUAL_PLACES 20
#define USUAL_MEGABYTES 1024
#define USUAL_MINUTES 10

/* As the command line has them. */
typedef struct {
  char *address, *folder;
  int n_places, megabytes, processors, sleep_minutes;
  gboolean is_unfenced, asks_for_version;
} TypedOptions;

static gboolean
check_range (const char *name, int value, int least, int most, char **fault)
{
  if (value >= least && value <= most)
    return TRUE;
  *fault = g_strdup_printf ("%s takes a whole number from %d to %d, not %d", name, least, most,
                            value);
  return FALSE;
}

static gboolean
check_typed (const TypedOptions *typed, char **fault)
{
  return check_range ("--places", typed->n_places, 1, 200, fault) &&
         check_range ("--memory", typed->megabytes, 256, 65536, fault) &&
         check_range ("--processors", typed->processors, 1, 1024, fault) &&
         check_range ("--sleep", typed->sleep_minutes, 0, 1440, fault);
}

static gboolean
read_port (int argc, char **argv, guint *port, char **fault)
{
  guint64 value;

  if (argc != 2) {
    *fault = g_strdup (argc < 2 ? "which PORT? As in gradus-class 8080"
                                : "there is one PORT, as in gradus-class 8080");
    return FALSE;
  }
  if (!g_ascii_isdigit (argv[1][0]) ||
      !g_ascii_string_to_unsigned (argv[1], 10, 0, 65535, &value, NULL)) {
    *fault = g_strdup_printf ("\"%s\" is no port; that is a number from 1024 to 65535, or 0 for any "
                              "that is free",
                              argv[1]);
    return FALSE;
  }
  *port = (guint) value;
  return TRUE;
}

static GOptionContext *
make_context (TypedOptions *typed)
{
  const GOptionEntry entries[] = {
    { "address", 0, 0, G_OPTION_ARG_STRING, &typed->address,
      "Listen on this address, as 0.0.0.0 for all of this machine's; usually 127.0.0.1, this "
      "machine alone",
      "ADDRESS" },
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &typed->folder,
      "Keep the students' work and hand-ins there; usually ~/gradus-class", "FOLDER" },
    { "places", 0, 0, G_OPTION_ARG_INT, &typed->n_places,
      "At most N windows at once; usually 20", "N" },
    { "memory", 0, 0, G_OPTION_ARG_INT, &typed->megabytes,
      "At most N MB of memory for each; usually 1024", "N" },
    { "processors", 0, 0, G_OPTION_ARG_INT, &typed->processors,
      "At most N processors for each; usually 1", "N" },
    { "sleep", 0, 0, G_OPTION_ARG_INT, &typed->sleep_minutes,
      "Put a window to sleep that no browser has shown for N minutes; usually 10", "N" },
    { "unfenced", 0, 0, G_OPTION_ARG_NONE, &typed->is_unfenced,
      "Go without bubblewrap: students can then open each other's files and the lecturer's", NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &typed->asks_for_version,
      "Print the version and exit", NULL },
    G_OPTION_ENTRY_NULL
  };
  GOptionContext *context = g_option_context_new ("PORT");

  g_option_context_set_summary (
      context, "Gives each student who opens the link a Gradus in the browser.");
  g_option_context_add_main_entries (context, entries, NULL);
  return context;
}

static void
take_typed (GradusClassOptions *options, TypedOptions *typed)
{
  options->address = typed->address ? typed->address : g_strdup ("127.0.0.1");
  options->folder =
      typed->folder ? typed->folder : g_build_filename (g_get_home_dir (), "gradus-class", NULL);
  options->n_places = (guint) typed->n_places;
  options->megabytes = (guint) typed->megabytes;
  options->processors = (guint) typed->processors;
  options->sleep_minutes = (guint) typed->sleep_minutes;
  options->is_unfenced = typed->is_unfenced;
}

gboolean
gradus_class_options_read (GradusClassOptions *options, int argc, char **argv, int *status)
{
  TypedOptions typed = { NULL, NULL, USUAL_PLACES, USUAL_MEGABYTES, 1, USUAL_MINUTES, FALSE, FALSE };
  g_autoptr (GOptionContext) context = make_context (&typed);
  g_autoptr (GError) error = NULL;
  g_autofree char *fault = NULL;
  gboolean is_read;

  *status = 0;
  *options = (GradusClassOptions){ 0 };
  is_read = g_option_context_parse (context, &argc, &argv, &error);
  take_typed (options, &typed);
  if (!is_read)
    fault = g_strdup (error->message);
  else if (typed.asks_for_version)
    printf ("gradus-class %s\n", GRADUS_VERSION);
  else if (check_typed (&typed, &fault) && read_port (argc, argv, &options->port, &fault))
    return TRUE;
  if (fault) {
    fprintf (stderr, "gradus-class: %s; gradus-class --help lists the options\n", fault);
    *status = 2;
  }
  return FALSE;
}

void
gradus_class_options_clear (GradusClassOptions *options)
{
  g_free (options->address);
  g_free (options->folder);
}
