/* SPDX-License-Identifier: MIT */
#include "grade/hand-ins.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "grade/copies.h"
#include "plot/number.h"
#include "store/document-file.h"
#include "train/cores.h"

/* -- Files ------------------------------------------------------------------------------------- */

/* Folders within folders: what a learning platform packs. No deeper, and no link is followed. */
#define DEEPEST 3
#define MOST_FILES 10000

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
list_folder (GPtrArray *files, const char *folder, guint depth, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (!dir)
    return FALSE;
  while ((name = g_dir_read_name (dir)) && files->len < MOST_FILES) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (name[0] == '.' || g_file_test (path, G_FILE_TEST_IS_SYMLINK))
      continue;
    if (g_file_test (path, G_FILE_TEST_IS_DIR) && depth < DEEPEST)
      list_folder (files, path, depth + 1, NULL);
    else if (gradus_document_file_is_one (name))
      g_ptr_array_add (files, g_steal_pointer (&path));
  }
  return TRUE;
}

GPtrArray *
gradus_hand_ins_list_files (const char *path, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  if (!g_file_test (path, G_FILE_TEST_IS_DIR)) {
    g_ptr_array_add (files, g_strdup (path));
    return g_steal_pointer (&files);
  }
  if (!list_folder (files, path, 0, error))
    return NULL;
  g_ptr_array_sort (files, compare_paths);
  if (files->len > 0)
    return g_steal_pointer (&files);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               "%s: no file in this folder ends in " GRADUS_DOCUMENT_SUFFIX, path);
  return NULL;
}

/* -- Many at a time ---------------------------------------------------------------------------- */

typedef struct {
  GradusLesson *lesson;
  const GPtrArray *files;
  GradusGraded **graded;
  GradusFilesFunc tell;
  gpointer data;
  GCancellable *cancellable;
  atomic_uint next;
  pthread_mutex_t mutex; /* of n_done and of telling */
  guint n_done;
} Work;

static void
tell_done (Work *work)
{
  pthread_mutex_lock (&work->mutex);
  work->n_done++;
  if (work->tell)
    work->tell (work->n_done, work->files->len, work->data);
  pthread_mutex_unlock (&work->mutex);
}

/* Each thread has a main context of its own, in which its runs tell what they measured. */
static gpointer
grade_some (gpointer data)
{
  Work *work = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  guint at;

  g_main_context_push_thread_default (context);
  while ((at = atomic_fetch_add (&work->next, 1)) < work->files->len &&
         !g_cancellable_is_cancelled (work->cancellable)) {
    work->graded[at] = gradus_grade (work->lesson, g_ptr_array_index (work->files, at), NULL, NULL,
                                     work->cancellable);
    tell_done (work);
  }
  g_main_context_pop_thread_default (context);
  return NULL;
}

static gboolean
grade_files (Work *work, guint n_threads, GError **error)
{
  const guint n = MIN (n_threads > 0 ? n_threads : gradus_cores_count (), work->files->len);
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();

  for (guint i = 0; i < n; i++) {
    GThread *thread = g_thread_try_new ("grade", grade_some, work, i == 0 ? error : NULL);

    if (thread)
      g_ptr_array_add (threads, thread);
  }
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));
  return threads->len > 0 && !g_cancellable_set_error_if_cancelled (work->cancellable, error);
}

/* -- The class --------------------------------------------------------------------------------- */

void
gradus_hand_ins_free (GradusHandIns *hand_ins)
{
  if (!hand_ins)
    return;
  gradus_lesson_unref (hand_ins->lesson);
  g_ptr_array_unref (hand_ins->all);
  g_free (hand_ins->outcomes);
  g_free (hand_ins);
}

static void
free_graded (gpointer graded)
{
  if (graded)
    gradus_graded_free (graded);
}

GradusHandIns *
gradus_hand_ins_grade (GradusLesson *lesson, const GPtrArray *files, guint n_threads,
                       GradusFilesFunc tell, gpointer data, GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GradusHandIns) hand_ins = g_new0 (GradusHandIns, 1);
  Work work = { .lesson = lesson, .files = files, .tell = tell, .data = data,
                .cancellable = cancellable };
  gboolean is_done;

  hand_ins->lesson = gradus_lesson_ref (lesson);
  hand_ins->all = g_ptr_array_new_with_free_func (free_graded);
  g_ptr_array_set_size (hand_ins->all, (int) files->len);
  work.graded = (GradusGraded **) hand_ins->all->pdata;
  pthread_mutex_init (&work.mutex, NULL);
  hand_ins->outcomes = gradus_rehearse_questions (lesson, cancellable, error);
  is_done = hand_ins->outcomes && grade_files (&work, n_threads, error);
  pthread_mutex_destroy (&work.mutex);
  if (!is_done)
    return NULL;
  gradus_copies_find (hand_ins->all);
  return g_steal_pointer (&hand_ins);
}

/* -- What is said of it ------------------------------------------------------------------------ */

const char *
gradus_grade_get_name (GradusGrade grade)
{
  static const char *const names[] = { "untried", "unmet", "met", "unknown" };

  return names[grade];
}

char *
gradus_hand_ins_describe_answer (const GradusDeed *prediction)
{
  if (!prediction)
    return g_strdup ("");
  if (prediction->answer >= 0)
    return g_strdup_printf ("%d", prediction->answer + 1);
  return isnan (prediction->number) ? g_strdup (prediction->curve ? "drawn" : "")
                                    : gradus_number_format_setting (prediction->number);
}

static double
measure_curves (const double *drawn, const double *happened)
{
  double sum = 0;
  guint n = 0;

  for (guint i = 0; drawn && i < GRADUS_PREDICTION_POINTS; i++) {
    if (isnan (drawn[i]) || isnan (happened[i]))
      continue;
    sum += fabs (drawn[i] - happened[i]);
    n++;
  }
  return n > 0 ? sum / n : NAN;
}

gboolean
gradus_hand_ins_is_right (const GradusHandIns *hand_ins, guint step, const GradusDeed *prediction)
{
  const GradusQuestion *question = gradus_lesson_get_step (hand_ins->lesson, step)->question;
  const GradusAnswerOutcome *outcome = &hand_ins->outcomes[step];

  if (!question || !outcome->is_known || !prediction)
    return FALSE;
  switch (question->kind) {
  case GRADUS_QUESTION_CHOICE:
    return prediction->answer >= 0 && prediction->answer == outcome->right;
  case GRADUS_QUESTION_NUMBER:
    return fabs (prediction->number - outcome->measured) <= question->tolerance * (1 + 1e-9);
  case GRADUS_QUESTION_CURVE:
  default:
    return measure_curves (prediction->curve, outcome->curve) <= question->tolerance;
  }
}
