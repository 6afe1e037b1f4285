/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/step.h"

G_BEGIN_DECLS

/* GradusLesson: a sequence of steps with an experiment. Immutable and reference-counted.
 *
 * The file is JSON, or a folder with lesson.json and the experiments and tables that it names:
 *
 *   { "gradus-lesson": 1, "title": WORDS, "summary": WORDS, "needs": "fashion-mnist",
 *     "homework": { "asks-for": WORDS }, "tips": false,
 *     "steps": [
 *       { "title": WORDS, "text": PROSE, "after": PROSE, "note": WORDS, "explains": [TOPIC, …],
 *         "name": WORDS (of its run),
 *         "experiment": "xor" | "file.json" | { "gradus-experiment": 1, … },
 *         "set": ["network.hidden.activation=relu", …],
 *         "runs": [ { "name": WORDS, "set": [ … ] }, … ],
 *         "show": { "page": "overview", "views": ["network", "cost"], "measure": "gradient-norm",
 *                   "form": "bars", "log": true, "layer": 1, "unit": 1, "sample": 1,
 *                   "position": 1, "activation": "relu" },
 *         "act": { "train": 200000, "speed": 100, "mark": "the end" }
 *              | { "sweep": "lucky-seed", "seeds": 20, "steps": 20000 }
 *              | { "sweep": ["network.hidden.activation=relu,tanh"], "seeds": 20,
 *                  "steps": 20000 }
 *              | { "rewind": "the end" }  or  { "rewind": 1000 },
 *         "question": { "text": PROSE, "answers": [ { "text": WORDS, "when": CONDITION }, … ] }
 *                   | { "text": PROSE, "number": EXPRESSION, "low": 0, "high": 10,
 *                       "tolerance": 1, "percent": false }
 *                   | { "text": PROSE, "curve": "cost", "low": 0, "high": 1, "log": false,
 *                       "tolerance": 0.1 },
 *         "compare": [ { "what": WORDS, "slide": "0.69314718", "here": EXPRESSION }, … ],
 *         "exercise": { "task": PROSE, "may-change": [PATH, …], "met-when": [CONDITION, …],
 *                       "hints": [PROSE, …], "done": PROSE, "solution": ["PATH=VALUE", …],
 *                       "mistakes": [ ["PATH=VALUE", …], … ] } }, … ] }
 *
 * WORDS is a text, or an object of texts by language (lesson/words.h). PROSE is WORDS with the
 * markup of plot/prose.h; its claims (lesson/claim.h) are about what is measured when the text is
 * read. CONDITION is as in lesson/condition.h, EXPRESSION as in lesson/expression.h, PATH as in
 * lesson/restriction.h.
 *
 * Only "title" and "steps" are required, and of a step "title" and "text". A step without
 * "experiment", "set" and "runs" continues with the runs of the step before. Layers, units,
 * samples and positions count from 1. A list in a step has at most GRADUS_STEP_MOST elements. An
 * unknown key is an error. */
typedef struct _GradusLesson GradusLesson;

/* The greatest size of a lesson's file, and the most steps. */
#define GRADUS_LESSON_MAX_BYTES (4 * 1024 * 1024)
#define GRADUS_LESSON_MAX_STEPS 200

typedef enum {
  GRADUS_LESSON_ERROR_INVALID,
} GradusLessonError;

#define GRADUS_LESSON_ERROR (gradus_lesson_error_quark ())
GQuark gradus_lesson_error_quark (void);

/* Loads a lesson from a file or a folder. The error's message is "FILE: LINE: what is wrong and
 * what would be right". */
GradusLesson *gradus_lesson_load (const char *path, GError **error);

/* Reads a lesson. Files that it names are in `folder` (NULL: it may name none). `id`
 * distinguishes it from other lessons. The error's message is "LINE: …". */
GradusLesson *gradus_lesson_from_json (const char *id, const char *text, gsize length,
                                       const char *folder, GError **error);

GradusLesson *gradus_lesson_ref (GradusLesson *lesson);
void gradus_lesson_unref (GradusLesson *lesson);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusLesson, gradus_lesson_unref)

/* Whether the file or folder looks like a lesson; it may still have faults. */
gboolean gradus_lesson_is_one (const char *path);

/* What a lesson's file or folder is called, in the language of the interface; NULL where that is
 * not to be read. Free with g_free(). */
char *gradus_lesson_read_title (const char *path);

/* "vanishing-gradient": the name of the file or folder. */
const char *gradus_lesson_get_id (const GradusLesson *lesson);
const GradusWords *gradus_lesson_get_title (const GradusLesson *lesson);
const GradusWords *gradus_lesson_get_summary (const GradusLesson *lesson);

/* SHA-256 of its JSON, 64 hexadecimal digits, the same however that is laid out. */
const char *gradus_lesson_get_digest (const GradusLesson *lesson);

/* Whether it asks for the student's name and ends in a hand-in (see lesson/hand-in.h); and what it
 * asks for, NULL: the usual, a name. */
gboolean gradus_lesson_is_homework (const GradusLesson *lesson);
const GradusWords *gradus_lesson_get_asks_for (const GradusLesson *lesson);

/* Whether nothing is said, while it is read, of what is wrong with a run and may help: it would say
 * what the lesson is about to ask. */
gboolean gradus_lesson_holds_tips (const GradusLesson *lesson);

/* Whether the data that it needs is installed. */
gboolean gradus_lesson_is_possible (const GradusLesson *lesson);

guint gradus_lesson_get_n_steps (const GradusLesson *lesson);
const GradusStep *gradus_lesson_get_step (const GradusLesson *lesson, guint step);

/* The last step up to `step` that sets up runs, see gradus_step_sets_scene(). */
guint gradus_lesson_find_scene (const GradusLesson *lesson, guint step);

/* A new experiment: the one that the step starts with, or that of a runner. */
GradusExperiment *gradus_lesson_make_experiment (const GradusLesson *lesson, guint step,
                                                 const GradusRunner *runner);

/* The first fault for the author, with the step's title ("step 3, “The slope”: …"): a claim that
 * cannot be checked, or a text without a language that the title has. NULL if there is none.
 * Free with g_free(). */
char *gradus_lesson_find_fault (const GradusLesson *lesson);

G_END_DECLS
