/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Finds `name` among the names of a family of things (activations, costs …) in files and on the
 * command line: an array that ends with NULL, in which a name's position is the kind. FALSE, and
 * nothing is written, where it is not there. */
gboolean gradus_names_find (const char *const *names, const char *name, guint *position);

G_END_DECLS
