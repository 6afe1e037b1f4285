/* SPDX-License-Identifier: MIT */
#pragma once

#include "export/python-data.h"

G_BEGIN_DECLS

/* Appends the parts of a program that does with PyTorch what the experiment does. Fails where the
 * data's files are not there, or a kind of layer does not say what it is made of. */
gboolean gradus_pytorch_list_parts (const GradusWeights *weights, GradusPythonPlace place,
                                    GPtrArray *parts, GError **error);

G_END_DECLS
