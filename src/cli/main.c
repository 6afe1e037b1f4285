/* SPDX-License-Identifier: MIT */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "cli/complete.h"
#include "experiment/file.h"
#include "nn/blas.h"
#include "platform/platform.h"

static ExitStatus complete (int argc, char **argv);

static const GradusCommand commands[] = {
  { "list", gradus_cli_list, "the built-in experiments", "" },
  { "train", gradus_cli_train, "train an experiment, or go on with a run of a document",
    "xor-deep-relu --seed 7 --save relu.gradus" },
  { "rate", gradus_cli_rate, "look for a learning rate: a short run with a rising one",
    "xor-wide-deep --figure rate.png" },
  { "sweep", gradus_cli_sweep, "train over a grid of choices and many seeds",
    "xor-deep-relu --vary network.hidden.activation=sigmoid,tanh,relu --seeds 100" },
  { "export", gradus_cli_export, "write the weights of a document to a file",
    "relu.gradus --to relu.onnx" },
  { "predict", gradus_cli_predict, "print what trained weights answer to samples",
    "relu.gradus --input samples.csv" },
  { "damage", gradus_cli_damage, "measure what a network still does when it is damaged",
    "relu.gradus --kind prune --figure prune.png" },
  { "report", gradus_cli_report, "write a run of a document as PDF, for handing in",
    "relu.gradus --to report.pdf" },
  { "grade", gradus_cli_grade, "grade what a class has handed in for a lesson",
    "homework hand-ins --csv grades.csv" },
  { "plot", gradus_cli_plot, "train an experiment and draw a figure of it",
    "xor-deep-relu --steps 20000 --view boundary --to boundary.pdf" },
  { "film", gradus_cli_film, "make a moving picture of a figure while a run learns",
    "relu.gradus --view overview --to relu.gif" },
  { "check", gradus_cli_check, "say what a file is, or what is wrong with it",
    "relu.gradus samples.csv" },
  { "bench", gradus_cli_bench, "how fast this machine trains", "xor boundary" },
  { "complete", complete, "how a command line can go on, for shells", "-- train xor --set tr" },
};

static ExitStatus
complete (int argc, char **argv)
{
  return gradus_cli_complete (commands, G_N_ELEMENTS (commands), argc, argv);
}

static void
print_usage (FILE *stream)
{
  fputs ("Usage: gradus-cli COMMAND [OPTION…]\n\nTrains small networks, as Gradus does, without a "
         "window.\n\n",
         stream);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (stream, "  %-8s %s\n", commands[i].name, commands[i].summary);
  fputs (
      "\ngradus-cli COMMAND --help tells a command's options, gradus-cli --version the version.\n",
      stream);
}

int
main (int argc, char **argv)
{
  /* The messages of the system in the user's language, numbers always with a decimal point. */
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C");
  argv = gradus_platform_begin_program (argv);
  gradus_file_wait_for_readers ();
  gradus_blas_begin ();

  if (argc < 2) {
    print_usage (stderr);
    return EXIT_WRONG_USAGE;
  }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    if (strcmp (argv[1], commands[i].name) == 0) {
      gradus_cli_set_example (commands[i].example);
      return (int) gradus_cli_finish (commands[i].run (argc - 1, argv + 1));
    }
  }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 ||
      strcmp (argv[1], "help") == 0) {
    print_usage (stdout);
    return (int) gradus_cli_finish (EXIT_DONE);
  }
  if (strcmp (argv[1], "--version") == 0) {
    puts ("gradus-cli " GRADUS_VERSION);
    return (int) gradus_cli_finish (EXIT_DONE);
  }
  return (int) gradus_cli_fail (
      EXIT_WRONG_USAGE, "there is no command \"%s\"; gradus-cli --help lists them", argv[1]);
}
