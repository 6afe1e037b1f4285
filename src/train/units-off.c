/* SPDX-License-Identifier: MIT */
#include "train/units-off.h"

#include <glib/gi18n.h>
#include <string.h>

GArray *
gradus_units_off_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (GradusUnitPlace));
}

GArray *
gradus_units_off_copy (const GArray *units)
{
  GArray *copy = gradus_units_off_new ();

  g_array_append_vals (copy, units->data, units->len);
  return copy;
}

gboolean
gradus_units_off_equal (const GArray *a, const GArray *b)
{
  const guint n = a ? a->len : 0;

  return n == (b ? b->len : 0) &&
         (n == 0 || memcmp (a->data, b->data, n * sizeof (GradusUnitPlace)) == 0);
}

/* Where it is, or would be. */
static guint
find_unit (const GArray *units, guint layer, guint unit, gboolean *is_there)
{
  guint at = 0;

  *is_there = FALSE;
  for (; units && at < units->len; at++) {
    const GradusUnitPlace *place = &g_array_index (units, GradusUnitPlace, at);

    *is_there = place->layer == layer && place->unit == unit;
    if (*is_there || place->layer > layer || (place->layer == layer && place->unit > unit))
      break;
  }
  return at;
}

gboolean
gradus_units_off_has (const GArray *units, guint layer, guint unit)
{
  gboolean is_there;

  find_unit (units, layer, unit, &is_there);
  return is_there;
}

void
gradus_units_off_toggle (GArray *units, guint layer, guint unit)
{
  const GradusUnitPlace place = { layer, unit };
  gboolean is_there;
  const guint at = find_unit (units, layer, unit, &is_there);

  if (is_there)
    g_array_remove_index (units, at);
  else
    g_array_insert_val (units, at, place);
}

char *
gradus_units_off_name (const GArray *units)
{
  const GradusUnitPlace *first = &g_array_index (units, GradusUnitPlace, 0);

  if (units->len == 1)
    /* Translators: the name of a run: the numbers of a unit and of its layer */
    return g_strdup_printf (_ ("Unit %u of layer %u off"), first->unit + 1, first->layer + 1);
  return g_strdup_printf (ngettext ("%u unit off", "%u units off", units->len), units->len);
}
