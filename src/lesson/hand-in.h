/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/draft.h"
#include "lesson/session.h"

G_BEGIN_DECLS

/* GradusHandIn: what a student did in a homework, deed by deed, and hands in beside the runs.
 *
 *   { "gradus-hand-in": 1, "lesson": ID, "lesson-digest": SHA-256, "name": "Kim Minji",
 *     "origin": UUID, "loops": "avx512 SkylakeX", "digest": SHA-256,
 *     "deeds": [
 *       { "kind": "begun" },
 *       { "kind": "predicted", "step": 2, "answer": 1, "happened": 3, "right": false },
 *       { "kind": "predicted", "step": 3, "number": 0.5, "happened": 0.25, "right": false },
 *       { "kind": "predicted", "step": 4, "curve": [0.1, null, …], "happened": 0.07,
 *         "right": true },
 *       { "kind": "hint", "step": 4, "hint": 1 },
 *       { "kind": "blank", "step": 5, "blank": "z.1.2" },
 *       { "kind": "solution", "step": 4 },
 *       { "kind": "tried", "step": 4, "experiment": { … }, "at": 20000, "met": true,
 *         "seconds": 73.5 },
 *       { "kind": "handed-in", "runs": [ { "step": 4, "digest": SHA-256 }, … ] } ] }
 *
 * Steps, answers and hints count from 1. Each deed has an "id" too, a UUID, its "time" in
 * microseconds since 1970, and a "digest": SHA-256 of the digest before it and of its own JSON
 * without the digest, compact and with its members sorted, a line each. The first digest is of the
 * head, in the same way. So whoever changes a name or an answer must work out all digests anew;
 * and who copies has the same ids. There is no secret in it: see gradus-lesson(5) for what that
 * cannot find. */

typedef enum {
  GRADUS_DEED_BEGUN,
  GRADUS_DEED_PREDICTED,
  GRADUS_DEED_HINT,
  GRADUS_DEED_BLANK,
  GRADUS_DEED_SOLUTION, /* it was shown */
  GRADUS_DEED_TRIED,    /* an exercise, with a run that has come to rest */
  GRADUS_DEED_HANDED_IN,
} GradusDeedKind;

/* A run of the document, in its order: the step whose exercise it is of, and its digest. */
typedef struct {
  guint step;
  char *digest;
} GradusHandedRun;

typedef struct {
  GradusDeedKind kind;
  char *id;
  gint64 time;
  guint step; /* from 0 */

  int answer;      /* predicted: -1: none */
  double number;   /* NaN: none */
  double *curve;   /* (GRADUS_PREDICTION_POINTS); NULL: none */
  double happened; /* the right answer, from 1; the number; a curve's distance. NaN: not known */
  gboolean is_right;

  guint hint;
  char *blank; /* see train/chain-number.h */

  char *experiment; /* tried: its JSON */
  guint64 at;       /* the step of training */
  gboolean is_met;
  double seconds; /* in the step of the lesson until then */

  GArray *runs; /* handed in: GradusHandedRun */

  char *digest;
} GradusDeed;

typedef struct {
  char *lesson, *lesson_digest;
  char *name;
  char *origin;
  char *loops; /* in which its runs were trained */
  char *digest;
  GPtrArray *deeds; /* GradusDeed */
} GradusHandIn;

/* More is not read and not noted. */
#define GRADUS_HAND_IN_MAX_BYTES (16 * 1024 * 1024)
#define GRADUS_HAND_IN_MOST_DEEDS 4000
#define GRADUS_HAND_IN_MOST_NAME 200

/* One that begins now, with an origin of its own. */
GradusHandIn *gradus_hand_in_new (const GradusLesson *lesson, const char *name);
GradusHandIn *gradus_hand_in_copy (const GradusHandIn *hand_in);
void gradus_hand_in_free (GradusHandIn *hand_in);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusHandIn, gradus_hand_in_free)

/* Another name; all digests are worked out anew. */
void gradus_hand_in_rename (GradusHandIn *hand_in, const char *name);

/* A deed of now, to be filled in. */
GradusDeed *gradus_deed_new (GradusDeedKind kind, guint step);
void gradus_deed_free (GradusDeed *deed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusDeed, gradus_deed_free)

/* Notes an experiment in it, in one form however it was written. */
void gradus_deed_set_experiment (GradusDeed *deed, const GradusExperiment *experiment);

/* Takes the deed and works out its digest; one too many is forgotten. */
void gradus_hand_in_take (GradusHandIn *hand_in, GradusDeed *deed);

/* Free with g_free(). */
char *gradus_hand_in_to_json (const GradusHandIn *hand_in);

/* Anybody's: fails with a GRADUS_LESSON_ERROR, or that of gradus_json_file_parse(), where it is not
 * of this form. Digests are read as they are. */
GradusHandIn *gradus_hand_in_from_json (const char *text, gsize length, GError **error);

/* Whether each digest is that of what it is of. Else *deed is the first that does not follow; -1:
 * the head, with name and lesson. */
gboolean gradus_hand_in_follows (const GradusHandIn *hand_in, int *deed);

/* The try that counts of an exercise: the first that met it, else the last; NULL: it was not
 * tried. */
const GradusDeed *gradus_hand_in_find_try (const GradusHandIn *hand_in, guint step);

/* The first prediction of a step; NULL: none. */
const GradusDeed *gradus_hand_in_find_prediction (const GradusHandIn *hand_in, guint step);

/* How many hints of a step were read, on whatever day. */
guint gradus_hand_in_count_hints (const GradusHandIn *hand_in, guint step);

/* Whether that number was worked out. */
gboolean gradus_hand_in_has_blank (const GradusHandIn *hand_in, guint step, const char *name);

/* How many deeds of a kind there are of a step. */
guint gradus_hand_in_count (const GradusHandIn *hand_in, GradusDeedKind kind, guint step);

/* How many of the numbers that an exercise wants were worked out. */
guint gradus_hand_in_count_blanks (const GradusHandIn *hand_in, guint step,
                                   const GradusExercise *exercise);

/* SHA-256 of a run: its experiment, its step, its weights, its history. Free with g_free(). */
char *gradus_hand_in_digest_run (const GradusDraftEntry *run);

/* The instructions with which this computer trains: "avx512 SkylakeX". Free with g_free(). */
char *gradus_hand_in_describe_loops (void);

G_END_DECLS
