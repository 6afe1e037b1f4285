/* SPDX-License-Identifier: MIT */
#pragma once

#include <jansson.h>

#include "lesson/words.h"

G_BEGIN_DECLS

/* A text of a lesson that is being written, as it is in the file's tree: a string, a list of
 * paragraphs, or an object of either by language. Where there are several languages, that which
 * gradus_words_say() says is read and changed. */

/* In the tree: the string or the list; NULL for NULL. The tree owns it. */
json_t *gradus_written_words_find (json_t *words);

/* Paragraphs are parted by an empty line. "" for NULL; free with g_free(). */
char *gradus_written_words_read (json_t *words);

/* What is to stand in its place: a new reference. Other languages stay, and what is the same
 * already stays as it is written. `words` may be NULL. */
json_t *gradus_written_words_change (json_t *words, const char *text);

G_END_DECLS
