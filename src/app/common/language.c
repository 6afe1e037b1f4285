/* SPDX-License-Identifier: MIT */
#include "app/common/language.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
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

/* LANGUAGE as the program found it; NULL: not set. The locale of texts, as it found that. */
static char *system_language, *system_locale;

/* gettext ignores LANGUAGE in the locale "C", which asks for that, and since glibc 2.41 in
 * "C.UTF-8", which is usual where no locale was set up. A language that was chosen here counts in
 * both. */
static gboolean
must_leave_locale (gboolean is_chosen)
{
  const char *locale = setlocale (LC_MESSAGES, NULL);

  return g_str_has_prefix (locale, "C.") ||
         (is_chosen && (g_str_equal (locale, "C") || g_str_equal (locale, "POSIX")));
}

/* Where no other locale is installed, "C.UTF-8" under another name does as well: a folder that
 * glibc is told to look into has a link of that name. What was read stays when the link has gone. */
static void
borrow_locale (const char *name)
{
  g_autofree char *folder = g_dir_make_tmp ("gradus-locale-XXXXXX", NULL);
  g_autofree char *link = folder ? g_build_filename (folder, name, NULL) : NULL;
  g_autofree char *before = g_strdup (g_getenv ("LOCPATH"));
  g_autoptr (GFile) file = link ? g_file_new_for_path (link) : NULL;

  if (!link)
    return;
  if (g_file_make_symbolic_link (file, "/usr/lib/locale/C.utf8", NULL, NULL)) {
    g_setenv ("LOCPATH", folder, TRUE);
    setlocale (LC_MESSAGES, name);
    if (before)
      g_setenv ("LOCPATH", before, TRUE);
    else
      g_unsetenv ("LOCPATH");
    g_unlink (link);
  }
  g_rmdir (folder);
}

/* Texts alone are in it: numbers, dates and letters stay those of the system's locale. */
static void
leave_locale (void)
{
  const char *installed[] = { "en_US.UTF-8", "en_GB.UTF-8", "ko_KR.UTF-8" };

  for (guint i = 0; i < G_N_ELEMENTS (installed); i++) {
    if (setlocale (LC_MESSAGES, installed[i]))
      return;
  }
  borrow_locale (installed[0]);
}

/* gettext reads LANGUAGE again when a domain is bound anew. */
static void
take_language (const char *language)
{
  g_autofree char *translations = gradus_installed_path_find ("resources/po", GRADUS_LOCALE_DIR);
  const char *wanted = *language ? language : system_language;

  if (wanted)
    g_setenv ("LANGUAGE", wanted, TRUE);
  else
    g_unsetenv ("LANGUAGE");
  setlocale (LC_MESSAGES, system_locale);
  if (wanted && *wanted && must_leave_locale (*language != '\0'))
    leave_locale ();
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
  system_locale = g_strdup (setlocale (LC_MESSAGES, NULL));
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
