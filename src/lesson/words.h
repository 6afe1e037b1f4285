/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/json-reader.h"

G_BEGIN_DECLS

/* GradusWords: the same text in one or several languages. In a lesson's file it is a string, or an object of them by language:
 *
 *   "One neuron"      { "en": "One neuron", "ko": "뉴런 하나" }
 *
 * and in the place of a string there may be a list of strings, which are paragraphs. Immutable. */
typedef struct _GradusWords GradusWords;

/* In one language, which need not be known. */
GradusWords *gradus_words_new (const char *text);
void gradus_words_free (GradusWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusWords, gradus_words_free)

/* The member `key` of an object; NULL after a fault, and where it is left out unless it is required. */
GradusWords *gradus_words_from_tree (GradusJsonReader *reader, const char *path, json_t *object,
                                     const char *key, gboolean is_required);

/* The same for a value that stands somewhere else. */
GradusWords *gradus_words_from_value (GradusJsonReader *reader, const char *path, json_t *value);

/* In the first of the languages ("ko", as from g_get_language_names(), ends with NULL) in which it is; else in English, else in
 * the language that comes first. "" for NULL. Borrowed. */
const char *gradus_words_get (const GradusWords *words, const char *const *languages);

/* The same in the language of the interface. */
const char *gradus_words_say (const GradusWords *words);

/* The languages, borrowed, in the order of the file, and NULL behind the last; "" is the one that is not named. */
const char *gradus_words_get_language (const GradusWords *words, guint i);

G_END_DECLS
