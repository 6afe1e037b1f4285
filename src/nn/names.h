/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The names of a family of things (activations, costs …) in files and on the command line: an array that ends with
 * NULL, a name's position being the thing's kind. Finds that of `name`; FALSE, and nothing written, where there is
 * none. */
gboolean gradus_names_find (const char *const *names, const char *name, guint *position);

G_END_DECLS
