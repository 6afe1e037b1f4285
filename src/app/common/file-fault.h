/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Messages about files begin with the file's path. Before people the file's name is enough:
 * "“data.csv”: line 3, …" for "/home/ada/data.csv: line 3, …". NULL if the message is not about a
 * file; free with g_free(). */
char *gradus_file_fault_describe (const char *message);

/* The message without the path, for a place where the file's name stands already. */
const char *gradus_file_fault_get_rest (const char *message);

G_END_DECLS
