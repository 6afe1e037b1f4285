/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/experiment.h"

G_BEGIN_DECLS

/* GradusOutputs: the files that a command is to write, looked at before its work begins: none may
 * cost an hour and then turn out to be impossible, or take the place of what was read. */
typedef struct _GradusOutputs GradusOutputs;

typedef enum {
  GRADUS_OUTPUT_FILE,
  GRADUS_OUTPUT_WEIGHTS, /* a file, perhaps with a companion (see export/format.h) */
  GRADUS_OUTPUT_DOCUMENT,
  GRADUS_OUTPUT_FOLDER, /* that gets a new file */
} GradusOutputKind;

GradusOutputs *gradus_outputs_new (void);
void gradus_outputs_free (GradusOutputs *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusOutputs, gradus_outputs_free)

/* A file that is read, or a folder whose files are. */
void gradus_outputs_add_input (GradusOutputs *self, const char *filename);

/* A document that is read, and written again as a whole: a document may take its place. */
void gradus_outputs_add_document (GradusOutputs *self, const char *filename);

/* The files that an experiment's data are from. */
void gradus_outputs_add_data (GradusOutputs *self, const GradusDataSpec *data);

/* What an option asks for; `filename` NULL: nothing. */
void gradus_outputs_add (GradusOutputs *self, const char *option, const char *filename,
                         GradusOutputKind kind);

/* Whether all can be written, and none is an input or another output, by whatever name. The error's
 * message begins with the option. */
gboolean gradus_outputs_check (const GradusOutputs *self, GError **error);

G_END_DECLS
