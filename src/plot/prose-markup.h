/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The parser of plot/prose.h's markup. */

typedef enum {
  GRADUS_PROSE_SPAN_EMPHASIS,
  GRADUS_PROSE_SPAN_STRONG,
  GRADUS_PROSE_SPAN_CODE,
  GRADUS_PROSE_SPAN_FORMULA, /* in the text a single U+FFFC */
  GRADUS_PROSE_SPAN_CLAIM,
} GradusProseSpanKind;

typedef struct {
  GradusProseSpanKind kind;
  guint start, end; /* bytes of the block's text */
  char *content;    /* of a formula; what a claim is about; else NULL */
} GradusProseSpan;

typedef enum {
  GRADUS_PROSE_BLOCK_PARAGRAPH,
  GRADUS_PROSE_BLOCK_ITEM,
  GRADUS_PROSE_BLOCK_CODE,
  GRADUS_PROSE_BLOCK_FORMULA,
} GradusProseBlockKind;

typedef struct {
  GradusProseBlockKind kind;
  char *text;    /* of a formula: as it is written */
  GArray *spans; /* GradusProseSpan, by their starts */
} GradusProseBlock;

/* A new array of GradusProseBlock. */
GPtrArray *gradus_prose_markup_parse (const char *text);

/* What a claim shall state instead, borrowed until the next call; NULL: what it does. */
typedef const char *(*GradusProseRestate) (const char *stated, const char *about, gpointer data);

/* The text with its claims restated. Free with g_free(). */
char *gradus_prose_markup_restate (const char *text, GradusProseRestate func, gpointer data);

G_END_DECLS
