/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/json-reader.h"

G_BEGIN_DECLS

/* GradusWords: a text in one or several languages. In a lesson's file it is a string, or an object
 * of strings by language:
 *
 *   "One neuron"      { "en": "One neuron", "ko": "뉴런 하나" }
 *
 * A list of strings instead of a string means paragraphs. Immutable. */
typedef struct _GradusWords GradusWords;

/* A text in one language, without its name. */
GradusWords *gradus_words_new (const char *text);
void gradus_words_free (GradusWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusWords, gradus_words_free)

/* Reads the member `key` of an object. NULL after a fault, or if it is left out and not
 * required. */
GradusWords *gradus_words_from_tree (GradusJsonReader *reader, const char *path, json_t *object,
                                     const char *key, gboolean is_required);

/* Reads a value in the same way. */
GradusWords *gradus_words_from_value (GradusJsonReader *reader, const char *path, json_t *value);

/* The text in the first of `languages` that it has ("ko", as from g_get_language_names(), ends
 * with NULL), else in English, else in its first language; "" for NULL. The words own it. */
const char *gradus_words_get (const GradusWords *words, const char *const *languages);

/* The text in the language of the interface. */
const char *gradus_words_say (const GradusWords *words);

/* Language i, in the order of the file, or NULL after the last; "" has no name. The words own
 * it. */
const char *gradus_words_get_language (const GradusWords *words, guint i);

G_END_DECLS
