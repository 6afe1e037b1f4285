/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The markup of plot/prose.h, taken apart. */

typedef enum {
  GRADUS_SPAN_EMPHASIS,
  GRADUS_SPAN_STRONG,
  GRADUS_SPAN_CODE,
  GRADUS_SPAN_FORMULA, /* in the text a single U+FFFC */
  GRADUS_SPAN_CLAIM,
} GradusSpanKind;

typedef struct {
  GradusSpanKind kind;
  guint start, end; /* bytes of the block's text */
  char *content;    /* of a formula; what a claim is about; else NULL */
} GradusSpan;

typedef enum {
  GRADUS_BLOCK_PARAGRAPH,
  GRADUS_BLOCK_ITEM,
  GRADUS_BLOCK_CODE,
  GRADUS_BLOCK_FORMULA,
} GradusBlockKind;

typedef struct {
  GradusBlockKind kind;
  char *text;    /* of a formula: as it is written */
  GArray *spans; /* GradusSpan, by their starts */
} GradusProseBlock;

/* GradusProseBlock, the caller's own. */
GPtrArray *gradus_prose_markup_parse (const char *text);

G_END_DECLS
