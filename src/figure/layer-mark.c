/* SPDX-License-Identifier: MIT */
#include "figure/layer-mark.h"

#include <glib/gi18n-lib.h>

guint
gradus_layer_mark_count (const GradusLayerMark *mark)
{
  return mark->first < 0 ? 0 : (guint) (MAX (mark->last, mark->first) - mark->first) + 1;
}

gboolean
gradus_layer_mark_has (const GradusLayerMark *mark, guint layer)
{
  return mark->first >= 0 && layer >= (guint) mark->first &&
         layer < (guint) mark->first + gradus_layer_mark_count (mark);
}

char *
gradus_layer_mark_add_words (const GradusLayerMark *mark, char *sentence)
{
  const int first = MAX (mark->first, 1), last = MAX (mark->last, first);
  g_autofree char *start = sentence;

  if (mark->first < 0)
    return g_steal_pointer (&start);
  if (first == last)
    /* Translators: what a figure says, and the number of a layer */
    return g_strdup_printf (_ ("%s; marked: layer %d"), start, first);
  /* Translators: what a figure says, and the numbers of two layers */
  return g_strdup_printf (_ ("%s; marked: layers %d to %d"), start, first, last);
}
