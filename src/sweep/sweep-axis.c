/* SPDX-License-Identifier: MIT */
#include <gio/gio.h>
#include <string.h>

#include "sweep/sweep.h"

static void
free_choice (gpointer data)
{
  GradusSweepChoice *choice = data;

  g_free (choice->label);
  g_strfreev (choice->settings);
  g_free (choice);
}

GradusSweepAxis *
gradus_sweep_axis_new (const char *name)
{
  GradusSweepAxis *axis = g_new (GradusSweepAxis, 1);

  *axis = (GradusSweepAxis){ g_strdup (name), g_ptr_array_new_with_free_func (free_choice) };
  return axis;
}

void
gradus_sweep_axis_free (GradusSweepAxis *axis)
{
  g_free (axis->name);
  g_ptr_array_unref (axis->choices);
  g_free (axis);
}

void
gradus_sweep_axis_add (GradusSweepAxis *axis, const char *label, const char *const *settings)
{
  GradusSweepChoice *choice = g_new (GradusSweepChoice, 1);

  *choice = (GradusSweepChoice){ g_strdup (label), g_strdupv ((char **) settings) };
  g_ptr_array_add (axis->choices, choice);
}

/* The length of a value: up to the next comma outside brackets and quotes. Values may be JSON:
 * lists and objects have commas of their own. */
static gsize
find_end (const char *text)
{
  guint depth = 0;
  gboolean is_quoted = FALSE;
  gsize i = 0;

  for (; text[i]; i++) {
    if (is_quoted && text[i] == '\\' && text[i + 1])
      i++;
    else if (text[i] == '"')
      is_quoted = !is_quoted;
    else if (!is_quoted && strchr ("[{", text[i]))
      depth++;
    else if (!is_quoted && strchr ("]}", text[i]) && depth > 0)
      depth--;
    else if (!is_quoted && depth == 0 && text[i] == ',')
      break;
  }
  return i;
}

GradusSweepAxis *
gradus_sweep_axis_parse (const char *text, GError **error)
{
  const char *equals = strchr (text, '=');
  g_autofree char *path = equals ? g_strndup (text, (gsize) (equals - text)) : NULL;
  g_autoptr (GradusSweepAxis) axis = NULL;

  if (!equals || equals == text) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "%s: there is no \"=\" between a path and its values; give PATH=V1,V2,…", text);
    return NULL;
  }
  axis = gradus_sweep_axis_new (path);
  for (const char *at = equals + 1;; at++) {
    const gsize length = find_end (at);
    g_autofree char *raw = g_strndup (at, length);
    g_autofree char *setting = g_strconcat (path, "=", g_strstrip (raw), NULL);

    if (*raw == '\0') {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "%s: a value is missing; give PATH=V1,V2,… without empty values", text);
      return NULL;
    }
    gradus_sweep_axis_add (axis, raw, (const char *const[]){ setting, NULL });
    at += length;
    if (*at == '\0')
      break;
  }
  return g_steal_pointer (&axis);
}

gboolean
gradus_sweep_axis_sets (const GradusSweepAxis *axis, const char *path)
{
  const gsize length = strlen (path);

  for (guint i = 0; i < axis->choices->len; i++) {
    const GradusSweepChoice *choice = g_ptr_array_index (axis->choices, i);

    for (char **setting = choice->settings; *setting; setting++) {
      if (g_str_has_prefix (*setting, path) && (*setting)[length] == '=')
        return TRUE;
    }
  }
  return FALSE;
}

GradusSweepAxis *
gradus_sweep_axis_copy (const GradusSweepAxis *axis)
{
  GradusSweepAxis *copy = gradus_sweep_axis_new (axis->name);

  for (guint i = 0; i < axis->choices->len; i++) {
    const GradusSweepChoice *choice = g_ptr_array_index (axis->choices, i);

    gradus_sweep_axis_add (copy, choice->label, (const char *const *) choice->settings);
  }
  return copy;
}
