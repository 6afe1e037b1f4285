/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusCodePart: some lines of a program in Python, with a sentence that says what they do. A
 * script has the sentence as a comment above them, a notebook as a cell of text. */
typedef struct {
  char *words;
  GString *code; /* whole lines; an empty part is left out */
} GradusCodePart;

/* Of GradusCodePart. */
GPtrArray *gradus_code_parts_new (void);

/* Begins a part and returns its code, which belongs to the part. Copies the words. */
GString *gradus_code_parts_begin (GPtrArray *parts, const char *words);

/* Appends all of them to a script, two empty lines between them. */
void gradus_code_parts_join (const GPtrArray *parts, GString *script);

G_END_DECLS
