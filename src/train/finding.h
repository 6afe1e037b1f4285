/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/experiment.h"

G_BEGIN_DECLS

/* Why a run does not learn, or learns what is not meant. */
typedef enum {
  GRADUS_CAUSE_OUTPUT_RANGE,      /* targets lie beyond what the last layer can answer */
  GRADUS_CAUSE_UNSCALED,          /* inputs or targets are far from 1 */
  GRADUS_CAUSE_LARGE_RATE,        /* the numbers grew without end, or the cost above its start */
  GRADUS_CAUSE_SMALL_BATCH,       /* batch normalisation has hardly anything to compare */
  GRADUS_CAUSE_DEAD,              /* units that answer 0 to every sample */
  GRADUS_CAUSE_VANISHED_GRADIENT, /* hardly any of it comes back to the first layers */
  GRADUS_CAUSE_VANISHED_SIGNAL,   /* the last layers hardly tell samples apart */
  GRADUS_CAUSE_SATURATED,         /* the activation is flat where most numbers fall */
  GRADUS_CAUSE_SMALL_RATE,        /* the weights have hardly moved */
  GRADUS_CAUSE_OVERFITTED,        /* the test data's cost rises while the training data's falls */
  GRADUS_CAUSE_ONE_CLASS,         /* that has almost all samples */
} GradusCause;

#define GRADUS_N_CAUSES (GRADUS_CAUSE_ONE_CLASS + 1)

/* GradusFinding: one thing that is wrong with a run, and what may help. */
typedef struct {
  GradusCause cause;
  gboolean has_steps; /* its numbers are of the steps `from` to `to`; else of the last one */
  guint64 from, to;
  guint class;       /* that it is about, from 0; GRADUS_NO_CLASS: none */
  guint first, last; /* the layers that it is about, from 0; GRADUS_NO_LAYER: none */
  char *sentence;    /* translated, with the numbers that it rests on; as those of advice.h */
  char *remedy;      /* the one change of a second run, as gradus_experiment_set() takes it; NULL:
                        no setting helps */
} GradusFinding;

#define GRADUS_NO_CLASS G_MAXUINT

GradusFinding *gradus_finding_copy (const GradusFinding *finding);
void gradus_finding_free (GradusFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusFinding, gradus_finding_free)

/* In files and for programs: "vanished-gradient". */
const char *gradus_cause_get_name (GradusCause cause);

G_END_DECLS
