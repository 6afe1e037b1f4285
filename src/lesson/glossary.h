/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/words.h"

G_BEGIN_DECLS

/* The glossary: what the words of the window mean, from resources/glossary.json. */

/* GradusGlossaryEntry: one word, or several that are explained together. */
typedef struct {
  GradusWords *term; /* "Gradient norm" */
  GradusWords *text; /* with the markup of plot/prose.h */
  char **also;       /* other titles in the window, in English, that mean this; or NULL */
  char *topic;       /* a step of the course says more, see gradus_library_find_topic(); or NULL */
} GradusGlossaryEntry;

/* An array of GradusGlossaryEntry in the alphabetical order of the English terms, which is read
 * once and cached. The glossary owns it. */
const GPtrArray *gradus_glossary_get_entries (void);

/* The entry whose English term is `word`, else the first of which it is another title; upper and
 * lower case are the same. NULL where the word is not explained. */
const GradusGlossaryEntry *gradus_glossary_find (const char *word);

/* Whether an entry's term, text or other titles, in one of `languages` (see gradus_words_get()),
 * contain `typed`; upper and lower case are the same. "" is in every entry. */
gboolean gradus_glossary_entry_has (const GradusGlossaryEntry *entry, const char *typed,
                                    const char *const *languages);

G_END_DECLS
