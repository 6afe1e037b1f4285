/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/intake.h"
#include "data/hints.h"

G_BEGIN_DECLS

/* GradusCsvText: a text file as a stream of UTF-8, piece by piece. What was read and not yet
 * dropped lies together in memory. */
typedef struct {
  GradusIntake *intake;
  GradusEncoding encoding; /* as it was found */
  char *text;              /* (n) */
  gsize n, room;
  gboolean is_last; /* nothing comes behind it */
  guint64 line;     /* in which `text` begins, from 1 */
} GradusCsvText;

/* Opens a file and reads its first piece. Without a wanted encoding, a byte order mark tells it;
 * else a text that is no UTF-8 is taken for CP949 where most of its other letters are Hangul, and
 * for windows-1252 where not. */
gboolean gradus_csv_text_open (GradusCsvText *text, const char *filename, GradusEncoding wanted,
                               GradusLoading *loading, GError **error);
void gradus_csv_text_clear (GradusCsvText *text);

/* Reads one more piece and appends it. */
gboolean gradus_csv_text_read (GradusCsvText *text, GError **error);

/* Drops the first n bytes, which are so many lines. */
void gradus_csv_text_drop (GradusCsvText *text, gsize n, guint64 n_lines);

/* What a text that is no UTF-8 most likely is; UTF-8 where it looks like no text at all. */
GradusEncoding gradus_csv_text_guess_encoding (const char *text, gsize n);

G_END_DECLS
