/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/hand-in.h"

G_BEGIN_DECLS

/* What an exercise of a hand-in is worth. */
typedef enum {
  GRADUS_GRADE_UNTRIED,
  GRADUS_GRADE_UNMET,
  GRADUS_GRADE_MET,
  GRADUS_GRADE_UNKNOWN, /* it could not be run again: `measured` says why */
} GradusGrade;

/* An exercise, run again. */
typedef struct {
  GradusGrade grade;
  char *measured; /* "accuracy = 1: 1"; NULL: nothing was measured */
  char *breach;   /* the path of a change that is not allowed; NULL: none */
  char **changes; /* see lesson/changes.h; NULL: nothing was run */
  guint64 at;     /* the step of training */
  guint n_blanks; /* numbers that were worked out */
  guint n_hints, n_tries;
  gboolean saw_solution;
  double seconds; /* in the step of the lesson, until the try that counts */
} GradusGradedExercise;

/* What tells that a hand-in is not what it seems to be. */
typedef enum {
  GRADUS_EVIDENCE_SEAL_BROKEN,
  GRADUS_EVIDENCE_SEAL_MISSING,
  GRADUS_EVIDENCE_HEAD,     /* name, lesson or origin are not those of the digest */
  GRADUS_EVIDENCE_DEED,     /* what is said of `step` is not */
  GRADUS_EVIDENCE_NO_END,   /* it was never handed in by Gradus */
  GRADUS_EVIDENCE_RUN,      /* the run of `step` is not the one that was handed in */
  GRADUS_EVIDENCE_TRY,      /* the run of `step` is not of the experiment that was tried */
  GRADUS_EVIDENCE_WEIGHTS,  /* the weights of `step` do not follow from experiment, seed, steps */
  GRADUS_EVIDENCE_HISTORY,  /* nor does its history */
  GRADUS_EVIDENCE_ORIGIN,   /* `other` has the same origin and another name */
  GRADUS_EVIDENCE_SAME,     /* `other` is the same hand-in */
  GRADUS_EVIDENCE_DEEDS,    /* `other` has some of the same deeds */
  GRADUS_EVIDENCE_RUN_OF,   /* the run of `step` is that of `other` */
  GRADUS_EVIDENCE_AGAIN,    /* `other` is a hand-in of the same student; no offence */
  GRADUS_EVIDENCE_VERSION,  /* of another version of the lesson; no offence */
  GRADUS_EVIDENCE_LOOPS,    /* trained with other instructions, other last bits; no offence */
} GradusEvidenceKind;

typedef struct {
  GradusEvidenceKind kind;
  guint step;  /* of the lesson, from 0 */
  char *other; /* a file's name without its folder; NULL: none */
} GradusSign;

/* A file that was handed in. */
typedef struct {
  char *filename;
  char *fault;             /* why it is no hand-in of the lesson; NULL: it is, and has the rest */
  GradusHandIn *hand_in;
  GPtrArray *exercises;    /* GradusGradedExercise, for each step that has one */
  GArray *signs;           /* GradusSign */
  GPtrArray *foreign_runs; /* digests of runs that are not those that were handed in */
  GArray *foreign_steps;   /* guint, of each of them */
} GradusGraded;

void gradus_graded_add_sign (GradusGraded *graded, GradusEvidenceKind kind, guint step,
                             const char *other);

/* Whether it was altered, or copied from another or by another; signs that are no offence do not
 * count. */
gboolean gradus_graded_is_altered (const GradusGraded *graded);
gboolean gradus_graded_is_copied (const GradusGraded *graded);

/* Whether the sign says that it was copied; altered; else it is no offence. */
gboolean gradus_evidence_is_copying (GradusEvidenceKind kind);
gboolean gradus_evidence_is_altering (GradusEvidenceKind kind);

/* "seal-broken" */
const char *gradus_evidence_get_name (GradusEvidenceKind kind);

/* A sentence in the language of the interface. Free with g_free(). */
char *gradus_sign_describe (const GradusSign *sign);

G_END_DECLS
