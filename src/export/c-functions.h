/* SPDX-License-Identifier: MIT */
#pragma once

#include "export/outline.h"

G_BEGIN_DECLS

/* The functions in C that the code of a network calls: those of its kinds of layers and of its
 * activations, and no others. */
void gradus_c_append_functions (GString *code, const GradusOutline *outline);

/* The name of an activation's function, a new string: "apply_leaky_relu". */
char *gradus_c_name_activation (GradusActivationKind kind);

G_END_DECLS
