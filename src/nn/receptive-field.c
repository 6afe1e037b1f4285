/* SPDX-License-Identifier: MIT */
#include "nn/receptive-field.h"

#include <string.h>

#include "nn/primitive.h"
#include "nn/scan-place.h"

/* Places of what a layer reads or says: those of a map, or a single one. */
static gsize
count_places (const GradusShape *shape)
{
  return shape->n_axes == 3 ? (gsize) shape->sizes[1] * shape->sizes[2] : 1;
}

/* How the layer's window goes, if it has one. */
static gboolean
find_scan (const GradusLayer *layer, GradusScan *scan)
{
  GradusPrimitive primitives[GRADUS_LAYER_MAX_PRIMITIVES];
  guint n;

  if (!gradus_layer_list_primitives (layer, primitives, &n) || n == 0)
    return FALSE;
  if (primitives[0].kind == GRADUS_PRIMITIVE_CONVOLUTION)
    *scan = primitives[0].convolution.scan;
  else if (primitives[0].kind == GRADUS_PRIMITIVE_POOL)
    *scan = primitives[0].pool.scan;
  else
    return FALSE;
  return TRUE;
}

static void
add_window (const GradusScan *scan, guint row, guint column, guint8 *read)
{
  const GradusScanPlace place = gradus_scan_place_find (scan, row, column);

  for (guint i = place.top; i < place.bottom; i++)
    memset (read + (gsize) (place.row + (int) i) * scan->width + place.column + (int) place.left, 1,
            place.right - place.left);
}

/* Adds what the places of a layer read. */
static void
add_read (const GradusLayer *layer, const guint8 *said, guint8 *read)
{
  const gsize n = count_places (&layer->out), n_read = count_places (&layer->in);
  GradusScan scan;

  if (find_scan (layer, &scan)) {
    for (gsize at = 0; at < n; at++) {
      if (said[at])
        add_window (&scan, (guint) (at / scan.out_width), (guint) (at % scan.out_width), read);
    }
  } else if (n == n_read) {
    for (gsize at = 0; at < n; at++)
      read[at] |= said[at];
  } else if (memchr (said, 1, n)) {
    memset (read, 1, n_read);
  }
}

/* From the layer back to the picture. What is added from an earlier layer sees nothing else: layers
 * between two of the same shape have windows that keep it, which see the place itself. */
guint8 *
gradus_receptive_field_find (const GradusLayer *layers, guint layer, guint row, guint column)
{
  const GradusShape *own = &layers[layer].out;
  guint8 *said;

  if (layers[0].in.n_axes != 3)
    return NULL;
  said = g_malloc0 (count_places (own));
  said[own->n_axes == 3 ? (gsize) row * own->sizes[2] + column : 0] = 1;
  for (guint i = layer + 1; i-- > 0;) {
    guint8 *read = g_malloc0 (count_places (&layers[i].in));

    add_read (&layers[i], said, read);
    g_free (said);
    said = read;
  }
  return said;
}
