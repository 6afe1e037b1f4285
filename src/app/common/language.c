/* SPDX-License-Identifier: MIT */
#include "app/common/language.h"

#include <libintl.h>
#include <locale.h>

#include "app/common/layout-file.h"

#define GROUP "interface"

/* What the system says, before anybody chose. */
static char *of_system;

/* Beside the program, as long as it was not installed; else where it was installed. The caller's own. */
static char *
find_translations (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program ? g_path_get_dirname (program) : g_strdup (".");
  g_autofree char *built = g_build_filename (folder, "..", "..", "resources", "po", NULL);

  return g_file_test (built, G_FILE_TEST_IS_DIR) ? g_steal_pointer (&built) : g_strdup (GRADUS_LOCALE_DIR);
}

/* gettext looks at LANGUAGE, but never in the locale "C"; and again when a domain is bound anew. */
static void
take (const char *language)
{
  g_autofree char *translations = find_translations ();
  const char *locale = setlocale (LC_MESSAGES, NULL);

  if (*language)
    g_setenv ("LANGUAGE", language, TRUE);
  else if (of_system)
    g_setenv ("LANGUAGE", of_system, TRUE);
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
  g_autofree char *language = gradus_language_get_chosen ();

  setlocale (LC_ALL, "");
  of_system = g_strdup (g_getenv ("LANGUAGE"));
  take (language);
}

char *
gradus_language_get_chosen (void)
{
  g_autoptr (GKeyFile) file = gradus_layout_file_load ();
  char *language = g_key_file_get_string (file, GROUP, "language", NULL);

  return language ? language : g_strdup ("");
}

void
gradus_language_choose (const char *language)
{
  g_autoptr (GKeyFile) file = gradus_layout_file_load ();

  g_key_file_set_string (file, GROUP, "language", language);
  gradus_layout_file_save (file);
  take (language);
}
