/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/records.h"

G_BEGIN_DECLS

/* What was guessed when a table was read, in short sentences for people, in their language,
 * without a full stop: "line 1 taken as header", "left out: Id, all different". Free with
 * g_strfreev(). */
char **gradus_records_list_notes (const GradusRecords *records);

/* Why a column is no input unless somebody names it: "all different"; NULL if it is one. Free with
 * g_free(). */
char *gradus_records_explain_left_out (const GradusRecords *records, guint column);

/* How its numbers are written, if not plainly: "a comma between thousands, $"; else NULL. Free
 * with g_free(). */
char *gradus_numerals_describe (const GradusRecords *records, guint column);

G_END_DECLS
