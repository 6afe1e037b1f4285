/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/step.h"

G_BEGIN_DECLS

/* GradusLesson: steps one after the other, with an experiment that they look at. Immutable and reference-counted.
 *
 * The file is JSON, or a folder that has it as lesson.json beside the experiments and tables that it names:
 *
 *   { "gradus-lesson": 1, "title": WORDS, "summary": WORDS, "needs": "fashion-mnist",
 *     "steps": [
 *       { "title": WORDS, "text": PROSE, "after": PROSE, "note": WORDS, "explains": [TOPIC, …], "name": WORDS (of its run),
 *         "experiment": "xor" | "file.json" | { "gradus-experiment": 1, … },
 *         "set": ["network.hidden.activation=relu", …],
 *         "runs": [ { "name": WORDS, "set": [ … ] }, … ],
 *         "show": { "page": "overview", "views": ["network", "cost"], "measure": "gradient-norm", "form": "bars", "log": true,
 *                   "layer": 1, "unit": 1, "sample": 1, "position": 1, "activation": "relu" },
 *         "act": { "train": 200000, "speed": 100, "mark": "the end" }
 *              | { "sweep": "lucky-seed", "seeds": 20, "steps": 20000 }
 *              | { "sweep": ["network.hidden.activation=relu,tanh"], "seeds": 20, "steps": 20000 }
 *              | { "rewind": "the end" }  or  { "rewind": 1000 },
 *         "question": { "text": PROSE, "answers": [ { "text": WORDS, "when": CONDITION }, … ] }
 *                   | { "text": PROSE, "number": EXPRESSION, "low": 0, "high": 10, "tolerance": 1, "percent": false }
 *                   | { "text": PROSE, "curve": "cost", "low": 0, "high": 1, "log": false, "tolerance": 0.1 },
 *         "compare": [ { "what": WORDS, "slide": "0.69314718", "here": EXPRESSION }, … ],
 *         "exercise": { "task": PROSE, "may-change": [PATH, …], "met-when": [CONDITION, …], "hints": [PROSE, …], "done": PROSE,
 *                       "solution": ["PATH=VALUE", …], "mistakes": [ ["PATH=VALUE", …], … ] } }, … ] }
 *
 * where WORDS is a text or an object of it by language (lesson/words.h), PROSE the same with the markup of plot/prose.h, whose
 * claims (lesson/claim.h) are about what is measured when the text is read; CONDITION see lesson/condition.h, EXPRESSION
 * lesson/expression.h, PATH lesson/restriction.h. Only "title" and "steps" must be there, and of a step "title" and "text". A step
 * without "experiment", "set" and "runs" goes on with what the step before has left. Layers, units, samples and positions count
 * from 1; of anything that a step lists there are at most GRADUS_STEP_MOST. A key that is not known is an error. */
typedef struct _GradusLesson GradusLesson;

/* No lesson's file is larger, and none has more steps. */
#define GRADUS_LESSON_MAX_BYTES (4 * 1024 * 1024)
#define GRADUS_LESSON_MAX_STEPS 200

typedef enum {
  GRADUS_LESSON_ERROR_INVALID,
} GradusLessonError;

#define GRADUS_LESSON_ERROR (gradus_lesson_error_quark ())
GQuark gradus_lesson_error_quark (void);

/* From a file or a folder. The error's message is "FILE: LINE: what is wrong and what would be right". */
GradusLesson *gradus_lesson_load (const char *path, GError **error);

/* From a text; files that it names are looked for in `folder` (NULL: there are none). `id` tells it from other lessons. The error's
 * message is "LINE: …". */
GradusLesson *gradus_lesson_from_json (const char *id, const char *text, gsize length, const char *folder,
                                       GError **error);

GradusLesson *gradus_lesson_ref (GradusLesson *lesson);
void gradus_lesson_unref (GradusLesson *lesson);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusLesson, gradus_lesson_unref)

/* Whether a JSON text, or the file or folder of that path, says that it is a lesson; it need not be right otherwise. */
gboolean gradus_lesson_is_one (const char *path);

/* "vanishing-gradient"; of a file its name, of a folder the folder's. */
const char *gradus_lesson_get_id (const GradusLesson *lesson);
const GradusWords *gradus_lesson_get_title (const GradusLesson *lesson);
const GradusWords *gradus_lesson_get_summary (const GradusLesson *lesson);

/* Whether the data that it needs are installed. */
gboolean gradus_lesson_is_possible (const GradusLesson *lesson);

guint gradus_lesson_get_n_steps (const GradusLesson *lesson);
const GradusStep *gradus_lesson_get_step (const GradusLesson *lesson, guint step);

/* The step at or before `step` that put on the stage what is there. */
guint gradus_lesson_find_scene (const GradusLesson *lesson, guint step);

/* The experiment that the step begins with, as the lesson has it; with a runner, that one's. The caller's own. */
GradusExperiment *gradus_lesson_make_experiment (const GradusLesson *lesson, guint step,
                                                 const GradusRunner *runner);

/* Of the whole lesson, by title ("step 3, “The slope”: …"), what a person must know who wrote it: claims that cannot be checked,
 * settings that do not fit, languages that some texts are in and others are not. NULL where there is nothing. */
char *gradus_lesson_find_fault (const GradusLesson *lesson);

G_END_DECLS
