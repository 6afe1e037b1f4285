/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The language of the interface and of lessons: the system's, unless another one was chosen, which is remembered. */

/* What can be chosen, the system's first; the last one's code is NULL. */
typedef struct {
  const char *code; /* "ko"; "": the system's */
  const char *name; /* as those say who speak it; the first is to be translated */
} GradusLanguage;

extern const GradusLanguage gradus_languages[];

/* An entry for each, of the action app.language; the caller's own. */
GMenuModel *gradus_language_make_menu (void);

/* Before anything is said: binds the translations, wherever they lie, and takes the language. */
void gradus_language_begin (void);

/* The chosen one, "ko"; "": the system's. The caller's own. */
char *gradus_language_get_chosen (void);

/* From now on; what is on the screen already has to be made anew. */
void gradus_language_choose (const char *language);

G_END_DECLS
