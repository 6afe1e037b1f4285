/* SPDX-License-Identifier: MIT */
#include "experiment/experiment-parts.h"

#include <float.h>

/* Returns `has_it`. Fails if the member is there and the kind does not have it. */
static gboolean
check_has_it (GradusJsonReader *reader, const char *path, json_t *object, const char *key,
              gboolean has_it, const char *name)
{
  g_autofree char *where = gradus_json_path (path, key);

  if (!has_it && json_object_get (object, key))
    gradus_json_reader_fail (reader, where, "%s has no %s; leave it out", name, key);
  return has_it;
}

void
gradus_json_reader_optional (GradusJsonReader *reader, const char *path, json_t *object,
                             const char *key, gboolean has_it, const char *name, double low,
                             double high, double *value)
{
  const double usual = *value;

  if (check_has_it (reader, path, object, key, has_it, name))
    *value = gradus_json_reader_number (reader, path, object, key, low, high, &usual);
}

void
gradus_json_reader_optional_integer (GradusJsonReader *reader, const char *path, json_t *object,
                                     const char *key, gboolean has_it, const char *name,
                                     guint64 low, guint64 high, guint64 *value)
{
  const guint64 usual = *value;

  if (check_has_it (reader, path, object, key, has_it, name))
    *value = gradus_json_reader_integer (reader, path, object, key, low, high, &usual);
}

/* People read and edit these files: 0.1 is written as 0.1, and no digit is lost. */
json_t *
gradus_json_write_float (float value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  for (int precision = 1; precision <= FLT_DECIMAL_DIG; precision++) {
    char format[8];

    g_snprintf (format, sizeof format, "%%.%dg", precision);
    g_ascii_formatd (digits, sizeof digits, format, (double) value);
    if ((float) g_ascii_strtod (digits, NULL) == value)
      break;
  }
  return json_real (g_ascii_strtod (digits, NULL));
}
