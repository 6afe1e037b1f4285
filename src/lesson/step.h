/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/figure.h"
#include "lesson/condition.h"
#include "lesson/words.h"
#include "sweep/sweep.h"

G_BEGIN_DECLS

/* GradusStep: a step of a lesson: what is read, what is seen, what is done, what is asked. Plain numbers, filled by the reader and
 * not changed afterwards. What a step does not have is NULL or 0. */

/* Of answers, conditions, hints, runs and the rest no step has more: an answer is chosen by a key. */
#define GRADUS_STEP_MOST 9

/* A run of a race. */
typedef struct {
  GradusWords *name;
  char **settings; /* of the step's experiment, see gradus_experiment_set() */
} GradusRunner;

/* What of the window is to be seen. */
typedef struct {
  char *page;       /* of gradus_page_names; NULL: as it is */
  char **views;     /* what figures call their cards on the overview; NULL: all */
  GArray *settings; /* GradusShownSetting */
  int layer, unit;  /* that is inspected, from 0; -1: as it is */
} GradusShow;

/* A setting of figures that is to have that value. */
typedef struct {
  const GradusFigureSetting *setting;
  double value;
} GradusShownSetting;

/* Whether it says something of the setting of that name, and its value. */
gboolean gradus_show_find_setting (const GradusShow *show, const char *name, double *value);

extern const char *const gradus_page_names[]; /* "overview" … */

typedef enum {
  GRADUS_ACT_NONE,
  GRADUS_ACT_TRAIN, /* the selected run, or all of a race */
  GRADUS_ACT_SWEEP,
  GRADUS_ACT_REWIND,
} GradusActKind;

typedef struct {
  GradusActKind kind;
  guint64 steps; /* to train, for a sweep of its own or where they are not the built-in one's; to rewind to */
  double speed;  /* steps a second; 0: all that the machine has */
  char *mark;    /* the name that the moment gets when training is done; of a moment to rewind to */
  char *question;  /* the id of a built-in sweep; NULL: the step's own */
  GPtrArray *axes; /* GradusSweepAxis, of its own */
  guint n_seeds;   /* 0: as usual */
} GradusAct;

typedef enum {
  GRADUS_QUESTION_CHOICE,
  GRADUS_QUESTION_NUMBER,
  GRADUS_QUESTION_CURVE,
} GradusQuestionKind;

typedef struct {
  GradusWords *text;
  GradusCondition *when; /* it is right */
} GradusAnswer;

/* What is to be predicted before the step's act, whose outcome then says what is right. */
typedef struct {
  GradusQuestionKind kind;
  GradusWords *text;
  GPtrArray *answers;           /* GradusAnswer; of a choice */
  GradusExpression *expression; /* of a number */
  gboolean is_share;            /* 0 to 1, in per cent before people */
  gboolean is_accuracy;         /* of a curve; else the cost */
  double low, high;             /* what a number may be, and the curve's axis */
  double tolerance; /* what counts as right: of a number as such; of a curve as a share of the axis */
  gboolean is_log;  /* the curve's axis */
} GradusQuestion;

/* What stands on a slide, beside what is measured here. */
typedef struct {
  GradusWords *what;
  char *slide; /* "0.69314718" */
  GradusExpression *expression;
} GradusComparison;

typedef struct {
  GradusWords *task;
  char **may_change;     /* see lesson/restriction.h; NULL: everything */
  GPtrArray *conditions; /* GradusCondition, all of which must hold */
  GPtrArray *hints;      /* GradusWords, from the vague to the plain */
  GradusWords *done;     /* what it showed, when it is met */
  char **solution;       /* settings that meet it; NULL: none is told */
  GPtrArray *mistakes;   /* lists of settings (char **) that do not */
} GradusExercise;

typedef struct {
  GradusWords *title;
  GradusWords *text;
  GradusWords *after; /* read when the act is done */
  GradusWords *note;  /* for the speaker */
  char **explains;    /* topics of "What is this?" */

  GradusWords *name;            /* of its run */
  GradusExperiment *experiment; /* that begins with this step; NULL: the present one */
  char **settings;              /* changes to it, or to the present one */
  GPtrArray *runners;           /* GradusRunner; NULL: one run */
  GradusShow show;
  GradusAct act;
  GradusQuestion *question;
  GradusExercise *exercise;
  GPtrArray *comparisons; /* GradusComparison */
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

/* Whether the step puts something on the stage: runs of its own, or changed ones. */
gboolean gradus_step_sets_scene (const GradusStep *step);

G_END_DECLS
