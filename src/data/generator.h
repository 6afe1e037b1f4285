/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"

G_BEGIN_DECLS

/* GradusGenerator: a built-in dataset, by name. */
typedef struct {
  const char *name;  /* in files: "xor" */
  const char *title; /* before people: "XOR" */
  guint n_inputs;
  guint n_targets;
  GradusDataset *(*make) (void);
} GradusGenerator;

/* NULL where there is none of that name. */
const GradusGenerator *gradus_generator_find (const char *name);

/* All of them; ends with an entry without a name. */
const GradusGenerator *gradus_generator_list (void);

/* The four points of exclusive or, in the lecture's order: (0,0) 0, (0,1) 1, (1,0) 1, (1,1) 0. */
GradusDataset *gradus_xor_make (void);

G_END_DECLS
