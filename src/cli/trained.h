/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/weights.h"
#include "document/draft.h"

G_BEGIN_DECLS

/* Which weights of a file are meant: a document has runs, and these have checkpoints. */
typedef struct {
  const char *filename;
  char *run;  /* its number, from 1; NULL: the one that was selected */
  char *step; /* that has a checkpoint; NULL: the last */
} GradusChosen;

void gradus_chosen_clear (GradusChosen *chosen);

/* The run of a document, the draft's. */
GradusDraftEntry *gradus_cli_find_run (const GradusChosen *chosen, GradusDraft *draft, GError **error);

/* Out of a document or of a .safetensors file that Gradus wrote; without its data. The error's message
 * names the file or the option and what would be right. */
GradusWeights *gradus_cli_load_weights (const GradusChosen *chosen, GError **error);

G_END_DECLS
