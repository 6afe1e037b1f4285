/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The exit status of gradus-cli. */
typedef enum {
  EXIT_DONE = 0,
  EXIT_BAD_INPUT = 1, /* the input or a file was bad */
  EXIT_WRONG_USAGE = 2,
  EXIT_BY_SIGNAL = 128, /* + its number, as shells have it: 130 for Ctrl-C */
} ExitStatus;

/* A command; argv has its name and its arguments. */
typedef struct {
  const char *name;
  ExitStatus (*run) (int argc, char **argv);
  const char *summary;
  const char *example; /* its arguments */
} GradusCommand;

ExitStatus gradus_cli_bench (int argc, char **argv);
ExitStatus gradus_cli_check (int argc, char **argv);
ExitStatus gradus_cli_damage (int argc, char **argv);
ExitStatus gradus_cli_export (int argc, char **argv);
ExitStatus gradus_cli_film (int argc, char **argv);
ExitStatus gradus_cli_grade (int argc, char **argv);
ExitStatus gradus_cli_list (int argc, char **argv);
ExitStatus gradus_cli_plot (int argc, char **argv);
ExitStatus gradus_cli_predict (int argc, char **argv);
ExitStatus gradus_cli_rate (int argc, char **argv);
ExitStatus gradus_cli_report (int argc, char **argv);
ExitStatus gradus_cli_sweep (int argc, char **argv);
ExitStatus gradus_cli_train (int argc, char **argv);

/* printf() on standard output, where each text may be out of a file or a name: what a terminal
 * would obey in them is printed as gradus_escape_text() has it. */
void gradus_cli_print (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Prints one line on standard error, "gradus-cli: …", and returns `status`. */
ExitStatus gradus_cli_fail (ExitStatus status, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* The same of what is no failure, but must be known. */
void gradus_cli_note (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Prints the error's message in that way. Returns EXIT_BAD_INPUT; if what failed was waiting, as
 * for the reader of a FIFO, when a signal came, that of gradus_cli_conclude(). */
ExitStatus gradus_cli_fail_with (const GError *error);

/* EXIT_DONE; EXIT_BY_SIGNAL + its number if a signal came (see cli/interrupt.h). */
ExitStatus gradus_cli_conclude (void);

/* Flushes standard output, the last thing that a command does. Returns `status`; where the output
 * could not be written it says so and returns EXIT_BAD_INPUT: what was asked for is not done. */
ExitStatus gradus_cli_finish (ExitStatus status);

/* From now on gradus_cli_parse() calls `func` with what it is called with, and returns FALSE. */
typedef void (*GradusOptionsFunc) (const GOptionEntry *entries, const char *needs, gpointer data);
void gradus_cli_look_at_options (GradusOptionsFunc func, gpointer data);

/* The workloads of bench; ends with NULL. */
const char *const *gradus_cli_bench_list_workloads (void);

/* The arguments of a command, for an example in the help of the command that is run. */
void gradus_cli_set_example (const char *arguments);

/* Parses a command's options. `needs` is what must follow its name, as in "EXPERIMENT --to FILE",
 * and `summary` a sentence; --help prints both with the options and the command's example, and ends
 * the program. On success
 * `argv` is left with the command's name and its arguments, without options. FALSE after wrong
 * usage, which it has reported. */
gboolean gradus_cli_parse (int *argc, char ***argv, const GOptionEntry *entries, const char *needs,
                           const char *summary);

G_END_DECLS
