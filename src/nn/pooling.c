/* SPDX-License-Identifier: MIT */
#include "nn/pooling.h"

#include <glib/gi18n.h>

#include "nn/kernels/kernels.h"
#include "nn/network.h"

enum {
  SIZE,
  STRIDE,
};

const GradusLayerSetting gradus_pooling_settings[] = {
  [SIZE] = { "size", N_ ("Size"), N_ ("how wide and how high the window is, in pixels"),
             GRADUS_SETTING_WHOLE, 2, 1, GRADUS_MAX_WINDOW },
  [STRIDE] = { "stride", N_ ("Stride"), N_ ("how many pixels the window goes on at a time"),
               GRADUS_SETTING_WHOLE, GRADUS_SETTING_WORD, 1, GRADUS_MAX_WINDOW, .word = "size",
               .word_title = N_ ("As the size") },
  { NULL },
};

static gboolean
find_scan (const GradusLayerSpec *spec, const GradusShape *in, GradusScan *scan)
{
  const guint size = (guint) spec->settings[SIZE];
  const double stride = spec->settings[STRIDE];

  return gradus_scan_init (scan, in, size, size, stride < 0 ? size : (guint) stride, 0);
}

gboolean
gradus_pooling_check_maps (const GradusLayerSpec *spec, const GradusShape *in, GError **error)
{
  g_autofree char *given = gradus_shape_format (in);

  if (in->n_axes == 3)
    return TRUE;
  g_set_error (error, GRADUS_NETWORK_ERROR, GRADUS_NETWORK_ERROR_SHAPE,
               "%s reads pictures or maps, not %s units; put it behind a convolution",
               spec->class->name, given);
  return FALSE;
}

gboolean
gradus_pooling_infer_shape (const GradusLayerSpec *spec, const GradusShape *in,
                            const GradusShape *earlier, GradusShape *out, GError **error)
{
  GradusScan scan;
  const gboolean fits = find_scan (spec, in, &scan);

  *out = gradus_shape_make_picture (in->sizes[0], scan.out_height, scan.out_width);
  if (!gradus_pooling_check_maps (spec, in, error))
    return FALSE;
  if (!fits)
    g_set_error (error, GRADUS_NETWORK_ERROR, GRADUS_NETWORK_ERROR_SHAPE,
                 "a %u × %u window does not fit %u × %u; size %u does", scan.window_height,
                 scan.window_width, scan.height, scan.width, MIN (scan.height, scan.width));
  return fits;
}

GradusScan
gradus_pooling_get_scan (const GradusLayer *layer)
{
  GradusScan scan;

  find_scan (&layer->spec, &layer->in, &scan);
  return scan;
}

void
gradus_pooling_take_gradient (const GradusLayer *layer, const GradusPass *pass,
                              const GradusLayerPass *own, const GradusPart *part,
                              const float *gradient)
{
  for (guint i = 0; gradient && i < gradus_part_count_runs (part, &layer->out); i++) {
    const GradusSpan run = gradus_part_find_run (part, &layer->out, i);

    gradus_pass_take_gradient (pass, layer, own, &run, &part->columns, gradient);
  }
}

GradusSpan
gradus_pooling_find_input_rows (const GradusLayer *layer, GradusSpan rows)
{
  const GradusScan scan = gradus_pooling_get_scan (layer);

  return gradus_scan_find_rows (&scan, rows);
}

/* Where windows overlap, several rows of them give something back to one of the input. */
GradusSharing
gradus_pooling_find_sharing (const GradusLayer *layer)
{
  const GradusScan scan = gradus_pooling_get_scan (layer);

  return scan.step >= scan.window_height ? GRADUS_SHARED_BY_ROWS_UNITS_OR_SAMPLES
                                         : GRADUS_SHARED_BY_UNITS_OR_SAMPLES;
}
