/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tokens: what a link must have in it. Of 32 letters and digits, none of which is taken for
 * another when it is read from a projector: five bits each. */

/* For the link that the whole class types: 60 bits, which nobody guesses over a network. */
#define GRADUS_TOKEN_SHORT 12
/* For a link that is clicked, of one student or of the lecturer: 130 bits. */
#define GRADUS_TOKEN_LONG 26

/* A token of so many characters, by the system's source of random bytes; NULL with errno set where
 * that fails. The caller's own. */
char *gradus_token_new (guint n_characters);

/* Whether the text could be a token of that many characters. */
gboolean gradus_token_is_form (const char *text, guint n_characters);

/* Whether two texts are the same, in a time that says nothing of where they differ; only their
 * lengths can be told by it. */
gboolean gradus_token_is_same (const char *a, const char *b);

G_END_DECLS
