/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/reader.h"
#include "export/code-parts.h"

G_BEGIN_DECLS

/* How a program in Python reads a table of text just as Gradus read it: its encoding, what stands
 * before the samples, comments, separators, and the ways in which people write numbers and gaps. */

/* Appends parts that set `table` (samples, columns of the file), of texts, from the file of that
 * name by `read`; and define to_numbers(cells, …), which gives float32, NaN for a gap, and
 * to_classes(cells, texts), which gives a column for each text, NaN for a gap. */
void gradus_python_text_append (GPtrArray *parts, const GradusRecords *records,
                                const GradusReader *reader, const char *name);

/* The function to_classes() alone; it needs the list MISSING. */
extern const char gradus_python_text_classes[];

/* Appends the arguments by which to_numbers() reads a column's numbers; nothing for plain ones. */
void gradus_python_text_append_numerals (GString *code, const GradusNumerals *numerals);

/* Whether two columns have numbers that are written alike. */
gboolean gradus_python_text_are_alike (const GradusColumn *a, const GradusColumn *b);

G_END_DECLS
