/* SPDX-License-Identifier: MIT */
#pragma once

#include "export/outline.h"

G_BEGIN_DECLS

/* Appends the class Network of a script for PyTorch, and the modules that PyTorch lacks; its
 * tensors have the names that they have in Gradus's files. The outline is without what the cost has
 * inside, see gradus_outline_leave_to_cost(); `gives_logits`: that is the last activation. */
void gradus_pytorch_append_network (GString *code, const GradusOutline *outline,
                                    gboolean gives_logits);

G_END_DECLS
