/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/weights.h"
#include "document/draft.h"
#include "train/stepper.h"

G_BEGIN_DECLS

/* Which weights of a file to use: a document has runs, and a run has checkpoints; weights of other
 * programs need an experiment. */
typedef struct {
  const char *filename;
  char *run;                /* its number, from 1; NULL: the selected one */
  char *step;               /* of a checkpoint; NULL: the last step */
  char *experiment, *order; /* see cli/foreign.h; NULL: Gradus wrote the file */
} GradusChosen;

/* The first entries of a command that takes such weights: the options that choose them. */
#define GRADUS_CHOSEN_N_OPTIONS 4
void gradus_chosen_list_options (GradusChosen *chosen,
                                 GOptionEntry entries[GRADUS_CHOSEN_N_OPTIONS]);

void gradus_chosen_clear (GradusChosen *chosen);

/* Finds the run in a document; the draft owns it. */
GradusDraftEntry *gradus_cli_find_run (const GradusChosen *chosen, GradusDraft *draft,
                                       GError **error);

/* A stepper that is where the run is, on the run's own samples. The draft must be read with its
 * data. */
GradusStepper *gradus_cli_resume (const GradusDraftEntry *run, GError **error);

/* Loads weights from a document, or from a .safetensors file that Gradus wrote, without the
 * data; or from another program's, with the data of its experiment. The error's
 * message names the file or the option, and what would be right. */
GradusWeights *gradus_cli_load_weights (const GradusChosen *chosen, GError **error);

/* Adds the weights of all runs of a document, as they are now. */
gboolean gradus_cli_load_all_runs (const GradusChosen *chosen, GPtrArray *weights, GError **error);

G_END_DECLS
