/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/lesson.h"

G_BEGIN_DECLS

/* GradusManuscript: a lesson that is being written: its file as a tree, of which one part after the
 * other is changed, and everything else stays as it is. It may be without a text that a lesson must
 * have; gradus_manuscript_make_lesson() tells. Has one step at least. Steps, answers and conditions
 * count from 0.
 *
 * Where a text is there in several languages, that in the language of the interface is read and
 * changed, see gradus_words_say(). */
typedef struct _GradusManuscript GradusManuscript;

/* One with an empty step. */
GradusManuscript *gradus_manuscript_new (void);

/* From a lesson's file, or the lesson.json of a folder, that has no fault as gradus_lesson_load()
 * sees it; or from a draft, which may have some (`is_draft`). */
GradusManuscript *gradus_manuscript_load (const char *path, gboolean is_draft, GError **error);
GradusManuscript *gradus_manuscript_copy (const GradusManuscript *self);
void gradus_manuscript_free (GradusManuscript *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusManuscript, gradus_manuscript_free)

/* The file, as people read it; free with g_free(). */
char *gradus_manuscript_to_json (const GradusManuscript *self);

/* Writes it, so that the file is the old one or the new one whatever happens; data in the folder of
 * the file, or below it, are named from there. The error's message names the file. */
gboolean gradus_manuscript_save (const GradusManuscript *self, const char *path, GError **error);

/* Whether it is what is in that file. */
gboolean gradus_manuscript_is_saved (const GradusManuscript *self, const char *path);

/* The first file with a step's data that lies elsewhere: others who get the folder lack it. NULL:
 * none does. */
const char *gradus_manuscript_find_strange_data (const GradusManuscript *self, const char *folder);

/* The lesson, to be tried. `folder` is where the files are that it names, or NULL. The error's
 * message says which step, where it is of one, and what would be right. */
GradusLesson *gradus_manuscript_make_lesson (const GradusManuscript *self, const char *folder,
                                             GError **error);

/* -- The lesson -------------------------------------------------------------------------------- */

/* "" where it has none; valid until it is changed. */
const char *gradus_manuscript_get_title (const GradusManuscript *self);
void gradus_manuscript_set_title (GradusManuscript *self, const char *title);

/* Whether the window says nothing of what is wrong with a run while the lesson is read. */
gboolean gradus_manuscript_holds_tips (const GradusManuscript *self);
void gradus_manuscript_set_holds_tips (GradusManuscript *self, gboolean holds_tips);

guint gradus_manuscript_get_n_steps (const GradusManuscript *self);

/* An empty step; TRUE unless there are GRADUS_LESSON_MAX_STEPS. */
gboolean gradus_manuscript_insert_step (GradusManuscript *self, guint at);
void gradus_manuscript_move_step (GradusManuscript *self, guint from, guint to);

/* The only step becomes an empty one. */
void gradus_manuscript_remove_step (GradusManuscript *self, guint step);

/* -- A step ------------------------------------------------------------------------------------ */

typedef enum {
  GRADUS_MANUSCRIPT_TITLE,
  GRADUS_MANUSCRIPT_TEXT,
  GRADUS_MANUSCRIPT_AFTER,
  GRADUS_MANUSCRIPT_NOTE,
  GRADUS_MANUSCRIPT_QUESTION,
} GradusManuscriptText;

/* Paragraphs are parted by an empty line. "" where there is none; free with g_free(). */
char *gradus_manuscript_get_text (const GradusManuscript *self, guint step,
                                  GradusManuscriptText which);

/* "" takes it out, and a question with its answers, which come back with the next text. */
void gradus_manuscript_set_text (GradusManuscript *self, guint step, GradusManuscriptText which,
                                 const char *text);

/* What the step begins with: an experiment and what of the window is seen, in the place of all that
 * it showed; a window that it opens by itself ("show.window"), which is not there while one writes,
 * stays. `experiment` NULL: it goes on with what the step before has left. */
void gradus_manuscript_set_scene (GradusManuscript *self, guint step,
                                  const GradusExperiment *experiment, const GradusShow *show);

/* Whether it begins with an experiment of its own, or with settings, or runs. */
gboolean gradus_manuscript_has_scene (const GradusManuscript *self, guint step);

/* What its experiment is called, "" where that is not written out; and its page, "" where it has
 * none. Valid until they are changed. */
const char *gradus_manuscript_get_experiment_name (const GradusManuscript *self, guint step);
const char *gradus_manuscript_get_page (const GradusManuscript *self, guint step);

/* The steps that its act trains; 0: it has no act, or another. */
guint64 gradus_manuscript_get_training (const GradusManuscript *self, guint step);

/* 0 takes the act out. An act that is none of training is replaced only by n_steps above 0. */
void gradus_manuscript_set_training (GradusManuscript *self, guint step, guint64 n_steps);

/* What its act may train where it has none: as many as the experiment that is there then. 0: it has
 * an act, or the experiment is not known. */
guint64 gradus_manuscript_propose_training (const GradusManuscript *self, guint step);

/* -- Answers ----------------------------------------------------------------------------------- */

typedef enum {
  GRADUS_MANUSCRIPT_ANSWER,
  GRADUS_MANUSCRIPT_WHEN, /* the condition under which it is right */
  GRADUS_MANUSCRIPT_WHY,
} GradusManuscriptAnswer;

guint gradus_manuscript_get_n_answers (const GradusManuscript *self, guint step);

/* FALSE where there are GRADUS_STEP_MOST already, or the question is not one of answers. */
gboolean gradus_manuscript_add_answer (GradusManuscript *self, guint step);
void gradus_manuscript_remove_answer (GradusManuscript *self, guint step, guint answer);

/* "" where there is none; free with g_free(). */
char *gradus_manuscript_get_answer (const GradusManuscript *self, guint step, guint answer,
                                    GradusManuscriptAnswer which);
void gradus_manuscript_set_answer (GradusManuscript *self, guint step, guint answer,
                                   GradusManuscriptAnswer which, const char *text);

/* -- The exercise ------------------------------------------------------------------------------ */

typedef enum {
  GRADUS_MANUSCRIPT_TASK,
  GRADUS_MANUSCRIPT_HINTS, /* one a line */
  GRADUS_MANUSCRIPT_DONE,
} GradusManuscriptExercise;

/* "" where there is none; free with g_free(). */
char *gradus_manuscript_get_exercise (const GradusManuscript *self, guint step,
                                      GradusManuscriptExercise which);

/* Without a task there is no exercise: "" takes it out with all that it has, which comes back with
 * the next one. The others need a task. */
void gradus_manuscript_set_exercise (GradusManuscript *self, guint step,
                                     GradusManuscriptExercise which, const char *text);

/* The conditions that must all hold. FALSE: there is no exercise, or it has GRADUS_STEP_MOST. */
guint gradus_manuscript_get_n_wanted (const GradusManuscript *self, guint step);
gboolean gradus_manuscript_add_wanted (GradusManuscript *self, guint step);
void gradus_manuscript_remove_wanted (GradusManuscript *self, guint step, guint wanted);

/* Valid until it is set. */
const char *gradus_manuscript_get_wanted (const GradusManuscript *self, guint step, guint wanted);
void gradus_manuscript_set_wanted (GradusManuscript *self, guint step, guint wanted,
                                   const char *text);

/* How it is met: what has to be changed of what the step begins with. Fails where nothing was
 * changed, or where settings cannot tell it. */
gboolean gradus_manuscript_set_solution (GradusManuscript *self, guint step,
                                         const GradusExperiment *solution, GError **error);

/* "PATH=VALUE, …", "" where there is none; free with g_free(). */
char *gradus_manuscript_describe_solution (const GradusManuscript *self, guint step);

/* Whether only some things may be changed; setting it, those that the solution changes. */
gboolean gradus_manuscript_is_limited (const GradusManuscript *self, guint step);
void gradus_manuscript_set_limited (GradusManuscript *self, guint step, gboolean is_limited);

G_END_DECLS
