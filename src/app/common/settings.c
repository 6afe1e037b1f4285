/* SPDX-License-Identifier: MIT */
#include "app/common/settings.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "app/common/installed-path.h"

#define SCHEMA "org.gradus.Gradus"

/* A program that runs from its build folder uses the schema beside it: an installed one may be
 * older. */
static GSettingsSchema *
find_schema (void)
{
  g_autofree char *compiled =
      gradus_installed_path_find ("resources/desktop/gschemas.compiled", "");
  g_autofree char *folder = g_path_get_dirname (compiled);
  GSettingsSchemaSource *usual = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchemaSource) own =
      *compiled ? g_settings_schema_source_new_from_directory (folder, usual, TRUE, NULL) : NULL;

  if (own)
    return g_settings_schema_source_lookup (own, SCHEMA, TRUE);
  return usual ? g_settings_schema_source_lookup (usual, SCHEMA, TRUE) : NULL;
}

GSettings *
gradus_settings_get (void)
{
  static GSettings *settings;

  if (!settings) {
    g_autoptr (GSettingsSchema) schema = find_schema ();

    if (!schema) {
      g_printerr (
          _ ("gradus: the settings schema “%s” is not installed; “meson install” does that\n"),
          SCHEMA);
      exit (1);
    }
    settings = g_settings_new_full (schema, NULL, NULL);
  }
  return settings;
}
