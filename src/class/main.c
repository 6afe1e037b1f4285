/* SPDX-License-Identifier: MIT */
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "class/door.h"
#include "class/fence.h"
#include "class/options.h"
#include "class/reception.h"

/* Everything that there is while a class goes on. */
typedef struct {
  GradusClassroomSettings settings;
  GradusRoster *roster;
  GradusClassroom *classroom;
  GradusReception *reception;
  GradusDoor *door;
  GMainLoop *loop;
  gboolean is_ending;
} Class;

/* -- Before it begins -------------------------------------------------------------------------- */

/* The page for students is in the language of who starts the class. */
static void
begin_texts (const char *translations)
{
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C");
  bindtextdomain (GETTEXT_PACKAGE, translations);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* The program that students see: the one of the same installation. In a build folder it is in the
 * neighbouring one. */
static gboolean
find_gradus (GradusSeatSettings *seats, char **translations, GError **error)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", error), *folder = NULL;
  g_autofree char *built = NULL, *installed = NULL, *top = NULL;

  if (!self)
    return FALSE;
  folder = g_path_get_dirname (self);
  built = g_build_filename (folder, "..", "app", "gradus", NULL);
  installed = g_build_filename (folder, "gradus", NULL);
  if (g_file_test (built, G_FILE_TEST_IS_EXECUTABLE)) {
    seats->gradus = g_canonicalize_filename (built, NULL);
    top = g_build_filename (folder, "..", "..", NULL);
    *translations = g_build_filename (top, "resources", "po", NULL);
  } else {
    seats->gradus = g_steal_pointer (&installed);
    top = g_build_filename (folder, "..", NULL);
    *translations = g_strdup (GRADUS_LOCALE_DIR);
  }
  if (!g_file_test (seats->gradus, G_FILE_TEST_IS_EXECUTABLE)) {
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "there is no program %s beside this one",
                 seats->gradus);
    return FALSE;
  }
  if (!g_str_has_prefix (seats->gradus, "/usr/"))
    seats->program_folder = g_canonicalize_filename (top, NULL);
  return TRUE;
}

/* The path of a socket has at most 107 bytes, so it is no folder of the class's. */
static char *
make_runtime (GError **error)
{
  const char *user = g_get_user_runtime_dir ();
  g_autofree char *folder =
      g_build_filename (g_access (user, W_OK) == 0 && strlen (user) < 60 ? user : "/tmp",
                        "gradus-class-XXXXXX", NULL);

  if (g_mkdtemp (folder))
    return g_steal_pointer (&folder);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "no folder for sockets can be made in %s",
               g_get_user_runtime_dir ());
  return NULL;
}

/* Each browser has two files open here; a shell allows 1024 of them, the system far more. */
static void
raise_file_limit (void)
{
  struct rlimit files;

  if (getrlimit (RLIMIT_NOFILE, &files) != 0)
    return;
  files.rlim_cur = files.rlim_max;
  setrlimit (RLIMIT_NOFILE, &files);
}

static gboolean
check_broadway (GError **error)
{
  g_autofree char *program = g_find_program_in_path ("gtk4-broadwayd");

  if (!program)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                 "gtk4-broadwayd, which shows windows in browsers, is not installed; it is in the "
                 "package libgtk-4-bin");
  return program != NULL;
}

static gboolean
settle (Class *class, const GradusClassOptions *options, GError **error)
{
  GradusSeatSettings *seats = &class->settings.seats;

  class->settings.n_places = options->n_places;
  class->settings.sleep_after = options->sleep_minutes * 60;
  seats->bounds.megabytes = options->megabytes;
  seats->bounds.processors = options->processors;
  seats->is_fenced = !options->is_unfenced;
  if (!check_broadway (error) || (seats->is_fenced && !gradus_fence_can_be (error)))
    return FALSE;
  seats->bounds.means = gradus_bounds_find_means ();
  class->roster = gradus_roster_open (options->folder, error);
  if (!class->roster)
    return FALSE;
  seats->shared = class->roster->shared;
  seats->runtime = make_runtime (error);
  return seats->runtime != NULL;
}

/* -- While it goes on -------------------------------------------------------------------------- */

static void
on_visit (GradusVisit *visit, gpointer data)
{
  gradus_reception_receive (((Class *) data)->reception, visit);
}

static void
print_links (const Class *class)
{
  g_auto (GStrv) addresses = gradus_door_list_addresses (class->door);
  const guint port = gradus_door_get_port (class->door);

  for (guint i = 0; addresses[i]; i++) {
    const gboolean is_long = strchr (addresses[i], ':') != NULL;
    g_autofree char *host =
        is_long ? g_strdup_printf ("[%s]", addresses[i]) : g_strdup (addresses[i]);

    printf ("For students:     http://%s:%u/%s/\n", host, port, class->roster->token);
    printf ("For the lecturer: http://%s:%u/%s/\n", host, port, class->roster->lecturer_token);
  }
}

static void
print_start (const Class *class)
{
  g_autofree char *bounds = gradus_bounds_describe (&class->settings.seats.bounds);

  print_links (class);
  printf ("In %s: %u known student%s, %u places; %s; %s. Ctrl+C ends the class, everything is "
           "kept.\n",
           class->roster->folder, class->roster->known->len,
           class->roster->known->len == 1 ? "" : "s", class->settings.n_places, bounds,
           class->settings.seats.is_fenced
               ? "each within a fence of its own"
               : "no fence: students can open each other's files and the lecturer's");
}

static gboolean
look_for_quiet (gpointer data)
{
  Class *class = data;

  if (!gradus_door_is_empty (class->door) ||
      gradus_reception_count_tunnels (class->reception) > 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (class->loop);
  return G_SOURCE_REMOVE;
}

static void
on_classroom_ended (gpointer data)
{
  g_timeout_add (10, look_for_quiet, data);
}

static gboolean
on_signal (gpointer data)
{
  Class *class = data;

  if (class->is_ending)
    return G_SOURCE_CONTINUE;
  class->is_ending = TRUE;
  printf ("The class ends: documents are being saved\n");
  gradus_door_close (class->door);
  gradus_reception_close (class->reception);
  gradus_classroom_end (class->classroom, on_classroom_ended, class);
  return G_SOURCE_CONTINUE;
}

static void
run (Class *class)
{
  const int signals[] = { SIGINT, SIGTERM, SIGHUP };
  guint sources[G_N_ELEMENTS (signals)];

  class->loop = g_main_loop_new (NULL, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    sources[i] = g_unix_signal_add (signals[i], on_signal, class);
  print_start (class);
  fflush (stdout);
  g_main_loop_run (class->loop);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_source_remove (sources[i]);
  g_main_loop_unref (class->loop);
}

static void
clear_class (Class *class)
{
  GradusSeatSettings *seats = &class->settings.seats;

  g_clear_pointer (&class->door, gradus_door_free);
  g_clear_pointer (&class->reception, gradus_reception_free);
  g_clear_pointer (&class->classroom, gradus_classroom_free);
  g_clear_pointer (&class->roster, gradus_roster_free);
  if (seats->runtime)
    g_rmdir (seats->runtime);
  g_free (seats->runtime);
  g_free (seats->gradus);
  g_free (seats->program_folder);
}

static gboolean
hold_class (Class *class, const GradusClassOptions *options, GError **error)
{
  if (!settle (class, options, error))
    return FALSE;
  class->classroom = gradus_classroom_new (&class->settings, class->roster);
  class->reception = gradus_reception_new (class->classroom);
  class->door = gradus_door_open (options->address, options->port, on_visit, class, error);
  if (!class->door)
    return FALSE;
  run (class);
  return TRUE;
}

int
main (int argc, char **argv)
{
  Class class = { 0 };
  g_autofree char *translations = NULL;
  g_autoptr (GError) error = NULL;
  GradusClassOptions options;
  int status;

  signal (SIGPIPE, SIG_IGN);
  raise_file_limit ();
  if (find_gradus (&class.settings.seats, &translations, &error))
    begin_texts (translations);
  if (gradus_class_options_read (&options, argc, argv, &status) &&
      (error || !hold_class (&class, &options, &error))) {
    fprintf (stderr, "gradus-class: %s\n", error->message);
    status = 1;
  }
  clear_class (&class);
  gradus_class_options_clear (&options);
  return status;
}
