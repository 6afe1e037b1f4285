/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/figure.h"
#include "lesson/condition.h"
#include "lesson/words.h"
#include "sweep/sweep.h"
#include "train/chain-number.h"

G_BEGIN_DECLS

/* GradusStep: a step of a lesson: its text, what it shows, its act and its question. A plain
 * struct, filled by the reader and not changed afterwards. What a step does not have is NULL or
 * 0. */

/* The most answers, conditions, hints, runs and so on of a step: each answer needs a key from 1
 * to 9. */
#define GRADUS_STEP_MOST 9

/* What stands for the condition of an answer that is right where no other is. */
#define GRADUS_ANSWER_OTHERWISE "otherwise"

/* One of several runs that train together. */
typedef struct {
  GradusWords *name;
  char **settings; /* changes to the step's experiment, see gradus_experiment_set() */
} GradusRunner;

/* What the window shows. */
typedef struct {
  char *page;       /* of gradus_page_names; NULL: unchanged */
  char *window;     /* of gradus_measurement_names, that opens when the act is done; NULL: none */
  char **views;     /* the figures' cards on the overview; NULL: all */
  GArray *settings; /* GradusShownSetting */
  int layer, unit;  /* in the inspector, from 0; -1: unchanged */
} GradusShow;

/* Frees what it points at, and leaves it empty. */
void gradus_show_clear (GradusShow *show);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusShow, gradus_show_clear)

/* A setting of figures and its value. */
typedef struct {
  const GradusFigureSetting *setting;
  double value;
} GradusShownSetting;

/* Gets the value of the setting of that name; FALSE if there is none. */
gboolean gradus_show_find_setting (const GradusShow *show, const char *name, double *value);

extern const char *const gradus_page_names[]; /* "overview" … */

extern const char *const gradus_measurement_names[]; /* "damage", "rate" */

/* What a page is called before people, to be translated; NULL: there is no such page. */
const char *gradus_page_get_title (const char *name);

typedef enum {
  GRADUS_ACT_NONE,
  GRADUS_ACT_TRAIN, /* the selected run, or all that train together */
  GRADUS_ACT_SWEEP,
  GRADUS_ACT_REWIND,
} GradusActKind;

typedef struct {
  GradusActKind kind;
  guint64 steps;   /* to train; of a sweep's runs, 0: the default; to rewind to */
  double speed;    /* steps a second; 0: full speed */
  char *mark;      /* the marker that is set when training is done, or to rewind to */
  char *question;  /* the id of a built-in sweep; NULL: `axes` */
  GPtrArray *axes; /* of GradusSweepAxis; NULL for a built-in sweep */
  guint n_seeds;   /* 0: the default */
} GradusAct;

typedef enum {
  GRADUS_QUESTION_CHOICE,
  GRADUS_QUESTION_NUMBER,
  GRADUS_QUESTION_CURVE,
} GradusQuestionKind;

typedef struct {
  GradusWords *text;
  GradusCondition *when; /* the answer is right if this is true; NULL: if no other is */
  GradusWords *why;      /* said to those who chose it where it is wrong, or NULL */
} GradusAnswer;

/* A prediction before the step's act, whose outcome decides what is right. */
typedef struct {
  GradusQuestionKind kind;
  GradusWords *text;
  GPtrArray *answers;           /* of GradusAnswer; for a choice */
  GradusExpression *expression; /* for a number */
  gboolean is_share;            /* 0 to 1, shown in per cent */
  gboolean is_accuracy;         /* for a curve: of the accuracy, else of the cost */
  double low, high;             /* the range of a number, or the curve's axis */
  double tolerance; /* of a right answer: a difference, or a share of the curve's axis */
  gboolean is_log;  /* the curve's axis */
} GradusQuestion;

/* A number on a slide, and the same measured here. */
typedef struct {
  GradusWords *what;
  char *slide; /* "0.69314718" */
  GradusExpression *expression;
} GradusComparison;

#define GRADUS_EXERCISE_MOST_BLANKS 32

typedef struct {
  GradusWords *task;
  char **may_change;     /* see lesson/restriction.h; NULL: everything */
  GPtrArray *conditions; /* of GradusCondition, which must all be true */
  GArray *blanks; /* of GradusChainNumber, from 0 to GRADUS_EXERCISE_MOST_BLANKS: numbers of the
                     chain rule that must all be worked out */
  GPtrArray *hints;      /* of GradusWords, from vague to plain */
  GradusWords *done;     /* text when it is met */
  char **solution;       /* settings that meet it, or NULL */
  GPtrArray *mistakes;   /* of char **: settings that must not meet it */
} GradusExercise;

/* Whether it can be shown how it is met. */
gboolean gradus_exercise_has_solution (const GradusExercise *exercise);

/* An experiment that nobody watches, and that shows what the step says: a rehearsal does it. Each
 * claim's number stands in the step's texts, see lesson/claim.h. */
typedef struct {
  GradusExperiment *experiment; /* NULL: the step's */
  char **settings;              /* changes to it */
  GradusAct act;                /* trains one run, or is a sweep */
  char **claims;                /* "[38](solved@ReLU ± chance)" */
} GradusEvidence;

typedef struct {
  GradusWords *title;
  GradusWords *text;
  GradusWords *after; /* read when the act is done */
  GradusWords *note;  /* for the speaker */
  char **explains;    /* topics of "What is this?" */

  GradusWords *name;            /* of its run */
  GradusExperiment *experiment; /* that starts with this step; NULL: the current one */
  char **settings;              /* changes to it, or to the current one */
  GPtrArray *runners;           /* GradusRunner; NULL: one run */
  GradusShow show;
  GradusAct act;
  GradusQuestion *question;
  GradusExercise *exercise;
  GPtrArray *comparisons; /* GradusComparison */
  GPtrArray *evidence;    /* GradusEvidence */
} GradusStep;

GradusStep *gradus_step_new (void);
void gradus_step_free (GradusStep *step);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusStep, gradus_step_free)

void gradus_runner_free (GradusRunner *runner);
void gradus_answer_free (GradusAnswer *answer);
void gradus_question_free (GradusQuestion *question);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusQuestion, gradus_question_free)
void gradus_exercise_free (GradusExercise *exercise);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusExercise, gradus_exercise_free)
void gradus_comparison_free (GradusComparison *comparison);
void gradus_evidence_free (GradusEvidence *evidence);

/* A new sweep of an act that is one, without outcomes, over an experiment, which a built-in sweep
 * has of its own. Fails like gradus_sweep_new(). */
GradusSweep *gradus_act_make_sweep (const GradusAct *act, const GradusExperiment *experiment,
                                    GError **error);

/* Whether the step sets up runs: with an experiment, changed settings, or several runs. */
gboolean gradus_step_sets_scene (const GradusStep *step);

G_END_DECLS
