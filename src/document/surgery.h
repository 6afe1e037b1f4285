/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

/* Adds a run behind another and selects it, which begins with the weights of a checkpoint that was
 * made of the other's (see train/damage.h), at its step, with the other's experiment and samples.
 * Nothing of the other changes. It is one step of undo. FALSE as gradus_run_new_from(). */
gboolean gradus_document_operate (GradusDocument *self, GradusRun *run,
                                  GradusCheckpoint *checkpoint, const char *name, GError **error);

G_END_DECLS
