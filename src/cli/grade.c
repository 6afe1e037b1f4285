/* SPDX-License-Identifier: MIT */
#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/outputs.h"
#include "cli/progress-bar.h"
#include "experiment/file.h"
#include "grade/hand-ins.h"
#include "lesson/library.h"

#define USAGE "LESSON FOLDER|FILE.gradus…"

typedef struct {
  char *csv;
  int n_threads;
  gboolean is_json, is_quiet;
  const char *lesson;
  char **paths;
} Options;

static gboolean
parse_grade_options (Options *options, int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "csv", 0, 0, G_OPTION_ARG_FILENAME, &options->csv, "Write a table, a row a hand-in",
      "FILE.csv" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->is_json, "Print one JSON object on one line",
      NULL },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options->n_threads, "At most so many at a time", "N" },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &options->is_quiet, "No progress", NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!gradus_cli_parse (&argc, &argv, entries, USAGE,
                         "Grades homework: runs what was handed in again, and tells what each "
                         "exercise came to and what was altered or copied."))
    return FALSE;
  if (options->n_threads < 0) {
    gradus_cli_fail (EXIT_WRONG_USAGE, "--threads %d: this must be 1 or more", options->n_threads);
    return FALSE;
  }
  if (argc < 3) {
    gradus_cli_fail (EXIT_WRONG_USAGE,
                     "grade takes a LESSON and what was handed in; usage: gradus-cli grade "
                     "[OPTION…] " USAGE);
    return FALSE;
  }
  options->lesson = argv[1];
  options->paths = argv + 2;
  return TRUE;
}

/* A lesson of the course by its name, or a file. */
static GradusLesson *
load_homework (const char *name, GError **error)
{
  GradusLesson *known = gradus_library_find (name);
  g_autoptr (GradusLesson) lesson =
      known ? gradus_lesson_ref (known) : gradus_lesson_load (name, error);

  if (lesson && gradus_lesson_is_homework (lesson))
    return g_steal_pointer (&lesson);
  if (lesson)
    g_set_error (error, GRADUS_LESSON_ERROR, GRADUS_LESSON_ERROR_INVALID,
                 "%s: this lesson is no homework; it has no \"homework\"", name);
  return NULL;
}

/* A file that is named twice is one. */
static GPtrArray *
list_files (const Options *options, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  for (char **path = options->paths; *path; path++) {
    g_autoptr (GPtrArray) some = gradus_hand_ins_list_files (*path, error);

    if (!some)
      return NULL;
    for (guint i = 0; i < some->len; i++) {
      if (!g_ptr_array_find_with_equal_func (files, g_ptr_array_index (some, i), g_str_equal, NULL))
        g_ptr_array_add (files, g_strdup (g_ptr_array_index (some, i)));
    }
  }
  return g_steal_pointer (&files);
}

/* -- Doing it ---------------------------------------------------------------------------------- */

typedef struct {
  GradusProgressBar bar;
  GCancellable *cancellable;
} Progress;

/* Called from any of the threads, one at a time. */
static void
show_grading (guint n_done, guint n, gpointer data)
{
  Progress *progress = data;

  gradus_progress_bar_draw (&progress->bar, n_done, n, "hand-ins");
}

/* Ctrl-C is told in the default context, in which nothing of the grading waits. */
typedef struct {
  GMainLoop *loop;
  GradusLesson *lesson;
  const GPtrArray *files;
  guint n_threads;
  Progress *progress;
  GradusHandIns *hand_ins;
  GError *error;
} Grading;

static gboolean
end_loop (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static gpointer
grade_in_thread (gpointer data)
{
  Grading *grading = data;
  g_autoptr (GMainContext) context = g_main_context_new ();

  g_main_context_push_thread_default (context);
  grading->hand_ins =
      gradus_hand_ins_grade (grading->lesson, grading->files, grading->n_threads, show_grading,
                             grading->progress, grading->progress->cancellable, &grading->error);
  g_main_context_pop_thread_default (context);
  g_idle_add (end_loop, grading->loop);
  return NULL;
}

static void
cancel_grading (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

static GradusHandIns *
grade_all (const Options *options, GradusLesson *lesson, const GPtrArray *files, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Progress progress = { .cancellable = cancellable };
  Grading grading = { loop, lesson, files, (guint) options->n_threads, &progress, NULL, NULL };
  GThread *thread;
  guint watch;

  gradus_interrupt_catch ();
  watch = gradus_interrupt_watch (cancel_grading, cancellable);
  gradus_progress_bar_begin (&progress.bar, options->is_quiet);
  gradus_progress_bar_draw (&progress.bar, 0, files->len, "hand-ins");
  thread = g_thread_new ("grade", grade_in_thread, &grading);
  g_main_loop_run (loop);
  g_thread_join (thread);
  gradus_progress_bar_end (&progress.bar);
  g_source_remove (watch);
  if (grading.error)
    g_propagate_error (error, grading.error);
  return grading.hand_ins;
}

/* -- What came of it --------------------------------------------------------------------------- */

static void
print_exercise (guint step, const GradusExercise *asked, const GradusGradedExercise *exercise)
{
  g_autofree char *changes = exercise->changes ? g_strjoinv ("; ", exercise->changes) : NULL;

  gradus_cli_print ("  step %u: %s", step + 1, gradus_grade_get_name (exercise->grade));
  if (exercise->measured && *exercise->measured)
    gradus_cli_print (" (%s)", exercise->measured);
  if (asked->blanks->len > 0)
    gradus_cli_print (", numbers worked out %u of %u", exercise->n_blanks, asked->blanks->len);
  if (exercise->breach)
    gradus_cli_print (", %s may not be changed", exercise->breach);
  if (exercise->grade != GRADUS_GRADE_UNTRIED)
    gradus_cli_print (", hints %u, tries %u, %.1f min", exercise->n_hints, exercise->n_tries,
                      exercise->seconds / 60);
  if (exercise->saw_solution)
    gradus_cli_print (", the solution was shown");
  gradus_cli_print ("\n");
  if (changes && *changes)
    gradus_cli_print ("    changed: %s\n", changes);
}

static void
print_answer (const GradusHandIns *hand_ins, guint step, const GradusHandIn *hand_in)
{
  const GradusDeed *prediction = gradus_hand_in_find_prediction (hand_in, step);
  g_autofree char *answer = gradus_hand_ins_describe_answer (prediction);

  if (prediction)
    gradus_cli_print ("  step %u: answered %s, %s\n", step + 1, answer,
                      gradus_hand_ins_is_right (hand_ins, step, prediction) ? "right" : "wrong");
  else
    gradus_cli_print ("  step %u: no answer\n", step + 1);
}

static void
print_graded (const GradusHandIns *hand_ins, const GradusGraded *graded)
{
  guint n = 0;

  gradus_cli_print ("%s: %s\n", graded->filename, graded->hand_in->name);
  for (guint i = 0; i < graded->signs->len; i++) {
    const GradusSign *sign = &g_array_index (graded->signs, GradusSign, i);
    g_autofree char *sentence = gradus_sign_describe (sign);

    gradus_cli_print ("  %s: %s\n",
                      gradus_evidence_is_copying (sign->kind)    ? "COPIED"
                      : gradus_evidence_is_altering (sign->kind) ? "ALTERED"
                                                                 : "note",
                      sentence);
  }
  for (guint i = 0; i < gradus_lesson_get_n_steps (hand_ins->lesson); i++) {
    const GradusStep *step = gradus_lesson_get_step (hand_ins->lesson, i);

    if (step->question)
      print_answer (hand_ins, i, graded->hand_in);
    if (step->exercise)
      print_exercise (i, step->exercise, g_ptr_array_index (graded->exercises, n++));
  }
}

/* EXIT_BAD_INPUT where a file was no hand-in of the lesson. */
static ExitStatus
print_all (const Options *options, const GradusHandIns *hand_ins)
{
  g_autofree char *json = options->is_json ? gradus_hand_ins_to_json (hand_ins) : NULL;
  ExitStatus status = EXIT_DONE;

  for (guint i = 0; i < hand_ins->all->len; i++) {
    const GradusGraded *graded = g_ptr_array_index (hand_ins->all, i);

    if (graded->fault)
      status = gradus_cli_fail (EXIT_BAD_INPUT, "%s", graded->fault);
    else if (!json)
      print_graded (hand_ins, graded);
  }
  if (json)
    puts (json);
  return status;
}

static gboolean
save_csv (const char *filename, const GradusHandIns *hand_ins, GError **error)
{
  g_autofree char *csv = gradus_hand_ins_to_csv (hand_ins);

  return gradus_file_replace (filename, csv, strlen (csv), error);
}

static gboolean
check_csv (const Options *options, const GPtrArray *files, GError **error)
{
  g_autoptr (GradusOutputs) outputs = gradus_outputs_new ();

  for (guint i = 0; i < files->len; i++)
    gradus_outputs_add_input (outputs, g_ptr_array_index (files, i));
  gradus_outputs_add (outputs, "csv", options->csv, GRADUS_OUTPUT_FILE);
  return gradus_outputs_check (outputs, error);
}

static ExitStatus
run_grade (const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusLesson) lesson = load_homework (options->lesson, &error);
  g_autoptr (GPtrArray) files = lesson ? list_files (options, &error) : NULL;
  g_autoptr (GradusHandIns) hand_ins = NULL;
  ExitStatus status;

  if (!files || !check_csv (options, files, &error))
    return gradus_cli_fail_with (error);
  hand_ins = grade_all (options, lesson, files, &error);
  if (!hand_ins)
    return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? gradus_cli_conclude ()
                                                                      : gradus_cli_fail_with (error);
  status = print_all (options, hand_ins);
  if (options->csv && !save_csv (options->csv, hand_ins, &error))
    return gradus_cli_fail_with (error);
  return status;
}

ExitStatus
gradus_cli_grade (int argc, char **argv)
{
  Options options = { 0 };
  const ExitStatus status =
      parse_grade_options (&options, argc, argv) ? run_grade (&options) : EXIT_WRONG_USAGE;

  g_free (options.csv);
  return status;
}
