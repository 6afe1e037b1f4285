/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/import.h"

G_BEGIN_DECLS

/* What is left out of a file without anybody having asked for it, in short sentences for people, in
 * their language, without a full stop: columns where no inputs were named ("left out: Id, all
 * different"), samples that lack values, arrays that do not fit the others. Free with
 * g_strfreev(). */
char **gradus_import_list_left_out (const GradusImport *import);

G_END_DECLS
