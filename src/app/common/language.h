/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The language of the interface and of lessons: the system's, or one that the user chose, which the
 * settings keep. */

/* The languages to choose from, the system's first; the last code is NULL. */
typedef struct {
  const char *code; /* "ko"; "": the system's */
  const char *name; /* in that language; the first one, "As the System", is translated */
} GradusLanguage;

extern const GradusLanguage gradus_languages[];

/* A menu with an item for each, which activates app.language; the caller's own. */
GMenuModel *gradus_language_make_menu (void);

/* Binds the translations and sets the chosen language. Must come before any text is looked up. */
void gradus_language_begin (void);

/* The code of the chosen language, "ko"; "": the system's. The caller's own. */
char *gradus_language_get_chosen (void);

/* Chooses a language for texts from now on. Windows that exist have to be made anew. */
void gradus_language_choose (const char *language);

G_END_DECLS
