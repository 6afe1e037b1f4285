/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The language of the interface and of lessons: the system's, unless another one was chosen, which is remembered. */

/* Before anything is said: binds the translations, wherever they lie, and takes the language. */
void gradus_language_begin (void);

/* The chosen one, "ko"; "": the system's. The caller's own. */
char *gradus_language_get_chosen (void);

/* From now on; what is on the screen already has to be made anew. */
void gradus_language_choose (const char *language);

G_END_DECLS
