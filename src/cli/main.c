/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"

typedef struct {
  const char *name;
  CommandFunc run;
  const char *summary;
} Command;

static const Command commands[] = {
  { "list", gradus_cli_list, "the built-in experiments" },
  { "train", gradus_cli_train, "train an experiment and print how it ends" },
  { "sweep", gradus_cli_sweep, "train over a grid of choices and many seeds" },
  { "export", gradus_cli_export, "write the weights of a document to a file" },
  { "predict", gradus_cli_predict, "say what trained weights say to samples" },
  { "report", gradus_cli_report, "write a run of a document as PDF, for handing in" },
  { "plot", gradus_cli_plot, "train an experiment and draw a figure of it" },
  { "check", gradus_cli_check, "say what a file is, or what is wrong with it" },
  { "bench", gradus_cli_bench, "how fast this machine trains" },
};

static void
print_usage (FILE *stream)
{
  fputs (
      "Usage: gradus-cli COMMAND [OPTION…]\n\nTrains small networks, as Gradus does, without a window.\n\n",
      stream);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (stream, "  %-8s %s\n", commands[i].name, commands[i].summary);
  fputs (
      "\ngradus-cli COMMAND --help tells a command's options, gradus-cli --version the version.\n",
      stream);
}

ExitStatus
gradus_cli_fail (ExitStatus status, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  fprintf (stderr, "gradus-cli: %s\n", message);
  return status;
}

/* What could not be written has not been done. */
static ExitStatus
finish_output (ExitStatus status)
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

gboolean
gradus_cli_parse (int *argc, char ***argv, const GOptionEntry *entries, const char *needs,
                  const char *summary)
{
  g_autoptr (GOptionContext) context = g_option_context_new (needs);
  g_autofree char *name = g_strdup_printf ("gradus-cli %s", (*argv)[0]);
  g_autoptr (GError) error = NULL;

  g_set_prgname (name);
  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, NULL);
  /* GOption would print the help by itself and exit with 0, whether it could be written or not. */
  if (is_help_wanted (*argc, *argv)) {
    g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

    fputs (help, stdout);
    exit ((int) finish_output (EXIT_DONE));
  }
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;
  gradus_cli_fail (EXIT_WRONG_USAGE, "%s; usage: %s [OPTION…]%s%s; %s --help lists the options",
                   error->message, name, *needs ? " " : "", needs, name);
  return FALSE;
}

int
main (int argc, char **argv)
{
  /* The messages of the system in the user's language, numbers always with a decimal point. */
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C");

  if (argc < 2) {
    print_usage (stderr);
    return EXIT_WRONG_USAGE;
  }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    if (strcmp (argv[1], commands[i].name) == 0)
      return (int) finish_output (commands[i].run (argc - 1, argv + 1));
  }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 || strcmp (argv[1], "help") == 0) {
    print_usage (stdout);
    return (int) finish_output (EXIT_DONE);
  }
  if (strcmp (argv[1], "--version") == 0) {
    puts ("gradus-cli " GRADUS_VERSION);
    return (int) finish_output (EXIT_DONE);
  }
  return (int) gradus_cli_fail (EXIT_WRONG_USAGE, "there is no command \"%s\"; gradus-cli --help lists them",
                                argv[1]);
}
