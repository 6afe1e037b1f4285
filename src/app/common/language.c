/* SPDX-License-Identifier: MIT */
#include "app/common/language.h"

#include <glib/gi18n.h>
#include <libintl.h>
#include <locale.h>

#include "app/common/installed-path.h"
#include "app/common/settings.h"

#define KEY "language"

const GradusLanguage gradus_languages[] = {
  { "", N_ ("As the System") },
  { "en", "English" },
  { "ko", "한국어" },
  { NULL, NULL },
};

/* LANGUAGE as the program found it; NULL: not set. */
static char *system_language;

/* gettext ignores LANGUAGE in the locale "C", and reads it again when a domain is bound anew. */
static void
take_language (const char *language)
{
  g_autofree char *translations = gradus_installed_path_find ("resources/po", GRADUS_LOCALE_DIR);
  const char *locale = setlocale (LC_MESSAGES, NULL);

  if (*language)
    g_setenv ("LANGUAGE", language, TRUE);
  else if (system_language)
    g_setenv ("LANGUAGE", system_language, TRUE);
  else
    g_unsetenv ("LANGUAGE");
  if (*language && (g_str_equal (locale, "C") || g_str_equal (locale, "POSIX")))
    setlocale (LC_MESSAGES, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, translations);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

void
gradus_language_begin (void)
{
  g_autofree char *language = NULL;

  /* At the first text that it looks up GLib decides whether the program has translations, and never
   * again. Before a locale is set it says yes. In a locale without translations it would say no,
   * and a language that is chosen later would have no effect on GLib's own texts. */
  g_dgettext (GETTEXT_PACKAGE, "Gradus");
  setlocale (LC_ALL, "");
  system_language = g_strdup (g_getenv ("LANGUAGE"));
  take_language ("");
  language = gradus_language_get_chosen ();
  take_language (language);
}

GMenuModel *
gradus_language_make_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (const GradusLanguage *language = gradus_languages; language->code; language++) {
    g_autoptr (GMenuItem) item = g_menu_item_new (_ (language->name), NULL);

    g_menu_item_set_action_and_target (item, "app.language", "s", language->code);
    g_menu_append_item (menu, item);
  }
  return G_MENU_MODEL (menu);
}

char *
gradus_language_get_chosen (void)
{
  return g_settings_get_string (gradus_settings_get (), KEY);
}

void
gradus_language_choose (const char *language)
{
  g_settings_set_string (gradus_settings_get (), KEY, language);
  take_language (language);
}
