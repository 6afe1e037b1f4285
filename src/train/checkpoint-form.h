/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/weights.h"

G_BEGIN_DECLS

/* GradusCheckpointForm: how the checkpoints of one experiment are written in a document: a
 * safetensors file each, with the tensors that weights have, and the optimiser's moments of those
 * that are trained, first_moment.layer.N.NAME and second_moment.layer.N.NAME. */
typedef struct _GradusCheckpointForm GradusCheckpointForm;

/* For samples of that shape. Fails as gradus_network_new() does. */
GradusCheckpointForm *gradus_checkpoint_form_new (const GradusExperiment *experiment,
                                                  const GradusShape *input, GError **error);
void gradus_checkpoint_form_free (GradusCheckpointForm *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusCheckpointForm, gradus_checkpoint_form_free)

/* How long each is as Gradus writes it. */
gsize gradus_checkpoint_form_get_length (const GradusCheckpointForm *form);

/* Fills so many bytes. */
void gradus_checkpoint_form_write (const GradusCheckpointForm *form,
                                   const GradusCheckpoint *checkpoint, char *bytes);

/* Fails with G_IO_ERROR_INVALID_DATA where it is no such file or not of such a network,
 * G_FILE_ERROR_NOMEM without memory. */
GradusCheckpoint *gradus_checkpoint_form_read (const GradusCheckpointForm *form, guint64 step,
                                               const char *bytes, gsize n, GError **error);

G_END_DECLS
