/* SPDX-License-Identifier: MIT */
#include "figure/unit-words.h"

#include <glib/gi18n-lib.h>

char *
gradus_unit_words_make (const GradusShape *shape)
{
  switch (gradus_shape_get_unit_kind (shape)) {
  case GRADUS_UNIT_MAP:
    return g_strdup_printf (_ ("a map of %u × %u"), shape->sizes[1], shape->sizes[2]);
  case GRADUS_UNIT_STEP:
    return g_strdup_printf (_ ("a step in time with %u features"), shape->sizes[1]);
  case GRADUS_UNIT_NUMBER:
    break;
  }
  return NULL;
}
