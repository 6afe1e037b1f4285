/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads a file of data, or the folder of Fashion-MNIST, and prints what it is and what was
 * guessed: in lines, or as one JSON object. */
gboolean gradus_cli_check_data (const char *filename, gboolean is_json, GError **error);

G_END_DECLS
