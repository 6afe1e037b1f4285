/* SPDX-License-Identifier: MIT */
#include "cli/command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/interrupt.h"
#include "data/escape.h"

/* Line by line: the format's own ends of lines stay. An end of a line in a text would be the
 * format's, too; but it only ends a line. */
void
gradus_cli_print (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line; line++) {
    g_autofree char *shown = gradus_escape_text (*line);

    fputs (shown, stdout);
    if (line[1])
      putchar ('\n');
  }
}

ExitStatus
gradus_cli_fail (ExitStatus status, const char *format, ...)
{
  g_autofree char *message = NULL, *shown = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  shown = gradus_escape_text (message); /* it may quote a file, or a name */
  fprintf (stderr, "gradus-cli: %s\n", shown);
  return status;
}

void
gradus_cli_note (const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  gradus_cli_fail (EXIT_DONE, "%s", message);
}

ExitStatus
gradus_cli_fail_with (const GError *error)
{
  const gboolean is_interrupted = g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_INTR);

  return gradus_cli_fail (is_interrupted ? gradus_cli_conclude () : EXIT_BAD_INPUT, "%s",
                          error->message);
}

ExitStatus
gradus_cli_conclude (void)
{
  const int signal_number = gradus_interrupt_get_signal ();

  return signal_number > 0 ? EXIT_BY_SIGNAL + (guint) signal_number : EXIT_DONE;
}

/* A full disk or a closed pipe is only noticed here: stdout is buffered until the end. */
ExitStatus
gradus_cli_finish (ExitStatus status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  return gradus_cli_fail (EXIT_BAD_INPUT, "standard output: %s", g_strerror (errno));
}

static gboolean
is_help_wanted (int argc, char **argv)
{
  for (int i = 1; i < argc && strcmp (argv[i], "--") != 0; i++) {
    if (strcmp (argv[i], "--help") == 0 || strcmp (argv[i], "-h") == 0)
      return TRUE;
  }
  return FALSE;
}

static const char *example = "";

void
gradus_cli_set_example (const char *arguments)
{
  example = arguments;
}

static void
print_help (GOptionContext *context, const char *name)
{
  g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

  printf ("%sExample:\n  gradus-cli %s%s%s\n", help, name, *example ? " " : "", example);
}

static GradusOptionsFunc look;
static gpointer looker;

void
gradus_cli_look_at_options (GradusOptionsFunc func, gpointer data)
{
  look = func;
  looker = data;
}

gboolean
gradus_cli_parse (int *argc, char ***argv, const GOptionEntry *entries, const char *needs,
                  const char *summary)
{
  g_autoptr (GOptionContext) context = g_option_context_new (needs);
  g_autofree char *name = g_strdup_printf ("gradus-cli %s", (*argv)[0]);
  g_autoptr (GError) error = NULL;

  if (look) {
    look (entries, needs, looker);
    return FALSE;
  }
  g_set_prgname (name);
  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, NULL);
  /* GOption would print the help by itself and exit with 0, whether it could be written or not. */
  if (is_help_wanted (*argc, *argv)) {
    print_help (context, (*argv)[0]);
    g_clear_pointer (&context, g_option_context_free); /* exit() leaves no function */
    g_clear_pointer (&name, g_free);
    exit ((int) gradus_cli_finish (EXIT_DONE));
  }
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;
  gradus_cli_fail (EXIT_WRONG_USAGE, "%s; usage: %s [OPTION…]%s%s; %s --help lists the options",
                   error->message, name, *needs ? " " : "", needs, name);
  return FALSE;
}
