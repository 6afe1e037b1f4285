/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GRADUS_SHAPE_MAX_AXES 3

/* GradusShape: how the numbers of a sample, or those that a layer says about it, belong together.
 *
 *   1 axis    units
 *   2 axes    time, features
 *   3 axes    channels, height, width: a picture, or a layer's maps
 *
 * The last axis runs fastest. No size is 0. This header needs no library, so that data can say its
 * shape without the mathematics. */
typedef struct {
  guint n_axes;
  guint sizes[GRADUS_SHAPE_MAX_AXES]; /* those behind the last axis are 0 */
} GradusShape;

/* GradusUnitKind: what one unit of an output is; what is drawn of it follows from this alone. */
typedef enum {
  GRADUS_UNIT_NUMBER, /* one number a sample */
  GRADUS_UNIT_STEP,   /* a step in time, with all features of it */
  GRADUS_UNIT_MAP,    /* a channel over all places of a picture */
} GradusUnitKind;

static inline GradusShape
gradus_shape_make_units (guint n_units)
{
  return (GradusShape){ 1, { n_units } };
}

static inline GradusShape
gradus_shape_make_picture (guint n_channels, guint height, guint width)
{
  return (GradusShape){ 3, { n_channels, height, width } };
}

/* How many numbers the shape has; G_MAXUINT where they are more than that. */
static inline guint
gradus_shape_count (const GradusShape *shape)
{
  guint64 n = 1;

  for (guint i = 0; i < shape->n_axes; i++)
    n = MIN (n * shape->sizes[i], G_MAXUINT);
  return (guint) n;
}

static inline gboolean
gradus_shape_equal (const GradusShape *a, const GradusShape *b)
{
  gboolean is_equal = a->n_axes == b->n_axes;

  for (guint i = 0; is_equal && i < a->n_axes; i++)
    is_equal = a->sizes[i] == b->sizes[i];
  return is_equal;
}

static inline GradusUnitKind
gradus_shape_get_unit_kind (const GradusShape *shape)
{
  return shape->n_axes == 3   ? GRADUS_UNIT_MAP
         : shape->n_axes == 2 ? GRADUS_UNIT_STEP
                              : GRADUS_UNIT_NUMBER;
}

/* How many units such an output has, and of how many numbers each is made. */
static inline guint
gradus_shape_count_units (const GradusShape *shape)
{
  return shape->sizes[0];
}

static inline guint
gradus_shape_count_unit_numbers (const GradusShape *shape)
{
  return gradus_shape_count (shape) / shape->sizes[0];
}

/* "5", "3 × 32 × 32". Free with g_free(). */
static inline char *
gradus_shape_format (const GradusShape *shape)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < shape->n_axes; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? " × " : "", shape->sizes[i]);
  return g_string_free (text, FALSE);
}

G_END_DECLS
