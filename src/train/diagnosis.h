/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/finding.h"
#include "train/stepper.h"

G_BEGIN_DECLS

/* What a diagnosis is made from; all borrowed. */
typedef struct {
  const GradusExperiment *experiment;
  const GradusDataset *training;
  const GradusMetrics *now;             /* at the last step */
  const GradusDiagnostics *diagnostics; /* (layers), then */
  const GradusSeries *history;
  const GradusDivergence *divergence; /* NULL: all numbers are finite */
} GradusSymptoms;

/* What is wrong with a run, as far as its numbers tell: GradusFindings, the one that explains most
 * first; empty where nothing is. What only follows from another is left out, and a run that has
 * learned is not blamed for how it did. Free with g_ptr_array_unref().
 *
 * Learned means an accuracy of GRADUS_DIAGNOSIS_LEARNED at least, of numbers that share of their
 * variance explained. */
GPtrArray *gradus_diagnosis_make (const GradusSymptoms *symptoms);

/* What is known of it before the first step, as gradus_advice_list() says it, in the same order. */
GPtrArray *gradus_diagnosis_foresee (const GradusExperiment *experiment,
                                     const GradusDataset *training);

/* The same of a stepper's run, after gradus_stepper_measure() or gradus_stepper_finish(), whose
 * result `now` is. The experiment is the stepper's. */
GPtrArray *gradus_stepper_diagnose (const GradusStepper *stepper,
                                    const GradusExperiment *experiment, const GradusMetrics *now);

#define GRADUS_DIAGNOSIS_LEARNED 0.9

/* Before so many steps a run is not blamed for not having learned. */
#define GRADUS_DIAGNOSIS_STEPS 100

/* The gradient norm of a layer beside the last one's: below this it has vanished. */
#define GRADUS_DIAGNOSIS_VANISHED_GRADIENT 1e-4

/* How far apart samples are in a layer, beside the first: below this the signal has vanished. */
#define GRADUS_DIAGNOSIS_VANISHED_SIGNAL 1e-4

/* The shares of units that are dead, and of outputs that are saturated, from which on these are a
 * cause; and below which share of its size a layer has hardly moved. */
#define GRADUS_DIAGNOSIS_DEAD 0.8
#define GRADUS_DIAGNOSIS_SATURATED 0.8
#define GRADUS_DIAGNOSIS_MOVED 0.02

/* Up to so many samples a batch normalisation has hardly anything to compare. */
#define GRADUS_DIAGNOSIS_SMALL_BATCH 4

/* From this many times the lowest cost of the test data on, and of the training data's cost now,
 * what is learned is the samples; if besides so much of the test data's first cost is there again:
 * a small rise after a long fall harms nobody. */
#define GRADUS_DIAGNOSIS_OVERFITTED 1.5
#define GRADUS_DIAGNOSIS_LOST 0.25

G_END_DECLS
