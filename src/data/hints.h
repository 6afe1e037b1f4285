/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusHints: how a file of text, or a folder of pictures, is to be read, as far as somebody says
 * so; the rest is guessed. All 0 guesses everything. Readers of other files pass it over. */

/* Whether the first line of a text file has the names of the columns. */
typedef enum {
  GRADUS_HEADER_AUTOMATIC, /* guess */
  GRADUS_HEADER_YES,
  GRADUS_HEADER_NO,
} GradusHeader;

/* How letters are written as bytes. In an answer never AUTOMATIC; UTF-16 may have a byte order
 * mark or none. */
typedef enum {
  GRADUS_ENCODING_AUTOMATIC, /* UTF-8; where it is not, a guess between the others */
  GRADUS_ENCODING_UTF_8,
  GRADUS_ENCODING_UTF_16LE,
  GRADUS_ENCODING_UTF_16BE,
  GRADUS_ENCODING_CP949,        /* Korean Windows; EUC-KR is a part of it */
  GRADUS_ENCODING_WINDOWS_1252, /* western Windows; Latin-1 is nearly a part of it */
} GradusEncoding;

/* In files: "automatic", "yes", "no"; "automatic", "utf-8", "utf-16le" and so on, which Python's
 * codecs know, too. End with NULL. */
extern const char *const gradus_header_names[];
extern const char *const gradus_encoding_names[];

/* Pixels that pictures of a folder have to a side where nobody says it, and may have. */
#define GRADUS_HINTS_SIDE 32
#define GRADUS_HINTS_LEAST_SIDE 4
#define GRADUS_HINTS_MOST_SIDE 127

typedef struct {
  GradusHeader header;
  GradusEncoding encoding;
  char **missing; /* texts that mean that a value is missing, beside the usual ones; or NULL */
  guint side;     /* pixels of pictures of a folder; 0: GRADUS_HINTS_SIDE */
  gboolean is_grey; /* they are read so; else in colour */
} GradusHints;

GradusHints gradus_hints_copy (const GradusHints *hints);
void gradus_hints_clear (GradusHints *hints);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusHints, gradus_hints_clear)
gboolean gradus_hints_equal (const GradusHints *a, const GradusHints *b);

G_END_DECLS
