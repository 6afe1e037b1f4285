/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusMeasure: what there is to be measured in a lesson, one row for each name: the one list from
 * which conditions are read (see lesson/gauge.h), the sentence on a wrong name is made, and the
 * window offers a choice. */

typedef enum {
  GRADUS_MEASURE_METRIC,     /* "cost": of a run */
  GRADUS_MEASURE_OUTPUT,     /* "output.1": for a sample, from 1 */
  GRADUS_MEASURE_DIAGNOSTIC, /* "dead.first": of a layer, from 1, "first" or "last" */
  GRADUS_MEASURE_CHAIN,      /* the same, for the sample of the chain rule */
  GRADUS_MEASURE_SHAPE,      /* "weights": of the network */
  GRADUS_MEASURE_SETTING,    /* "seed", and what begins with "network." …: of the experiment */
  GRADUS_MEASURE_ENSEMBLE,   /* "ensemble-accuracy": of all runs together */
  GRADUS_MEASURE_CELL,       /* "solved@ReLU": of a cell of the sweep */
  GRADUS_MEASURE_CELLS,      /* "lower@ReLU|Tanh": of two cells */
  GRADUS_MEASURE_ACTIVATION, /* "sigmoid'(0)": of an activation, whichever it is */
} GradusMeasureKind;

typedef struct {
  GradusMeasureKind kind;
  const char *name;        /* as it is written, without a place; of a setting "network." */
  const char *example;     /* as it is written in a condition */
  const char *explanation; /* a phrase, to be translated */
} GradusMeasure;

/* In groups by kind, in the order of the kinds. Ends with a row without a name. */
extern const GradusMeasure gradus_measures[];

/* Finds a name of a kind; *position is its place among those of that kind. FALSE: there is none. */
gboolean gradus_measure_find (GradusMeasureKind kind, const char *name, guint *position);

/* The name of a group before people, to be translated. */
const char *gradus_measure_kind_get_title (GradusMeasureKind kind);

/* All of them as they are written: "step, cost, …, output.N, gradient-norm.L, …". Free with
 * g_free(). */
char *gradus_measures_list (void);

G_END_DECLS
