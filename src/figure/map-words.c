/* SPDX-License-Identifier: MIT */
#include "figure/map-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "nn/receptive-field.h"
#include "plot/number.h"

/* -- Forward ----------------------------------------------------------------------------------- */

static guint
count_window (const GradusPixel *pixel)
{
  return pixel->scan.window_height * pixel->scan.window_width;
}

static char *
write_sum (const GradusPixel *pixel)
{
  g_autofree char *bias = gradus_number_format ((double) pixel->bias);
  g_autofree char *sum = gradus_number_format ((double) pixel->z - (double) pixel->bias);
  g_autofree char *z = gradus_number_format ((double) pixel->z);
  g_autofree char *text = g_strdup_printf ("$z = b + Σ w·x$ = %s + (%s) = %s", bias, sum, z);

  if (pixel->n_pieces == 1)
    return g_steal_pointer (&text);
  /* Translators: of a maxout; then the sum of the piece that is the largest */
  return g_strdup_printf (_ ("piece %u of %u is the largest:  %s"), pixel->piece + 1,
                          pixel->n_pieces, text);
}

static char *
write_normalised (const GradusPixel *pixel)
{
  g_autofree char *scale = gradus_number_format ((double) pixel->scale);
  g_autofree char *x = gradus_number_format ((double) pixel->patch[0]);
  g_autofree char *mean = gradus_number_format ((double) pixel->mean);
  g_autofree char *deviation = gradus_number_format (1 / (double) pixel->inverse);
  g_autofree char *shift = gradus_number_format ((double) pixel->shift);
  g_autofree char *z = gradus_number_format ((double) pixel->z);

  /* Translators: then the same with numbers */
  return g_strdup_printf (
      _ ("$z$ = scale · ($x$ − mean) / deviation + shift = %s · (%s − (%s)) / %s + (%s) = %s"),
      scale, x, mean, deviation, shift, z);
}

static char *
write_largest (const GradusPixel *pixel)
{
  g_autofree char *value = gradus_number_format ((double) pixel->value);

  return g_strdup_printf (_ ("$a$ = the largest $x$ = %s: row %u, column %u of the patch"), value,
                          pixel->largest / pixel->scan.window_width + 1,
                          pixel->largest % pixel->scan.window_width + 1);
}

static char *
write_mean (const GradusPixel *pixel)
{
  g_autofree char *value = gradus_number_format ((double) pixel->value);

  return g_strdup_printf (_ ("$a$ = the mean of %u $x$ = %s"), count_window (pixel), value);
}

static char *
write_added (const GradusPixel *pixel)
{
  g_autofree char *x = gradus_number_format ((double) pixel->patch[0]);
  g_autofree char *earlier = gradus_number_format ((double) pixel->earlier);
  g_autofree char *value = gradus_number_format ((double) pixel->value);

  return g_strdup_printf (_ ("$a = x$ + what the earlier layer says = %s + (%s) = %s"), x, earlier,
                          value);
}

static char *
write_z (const GradusPixel *pixel)
{
  g_autofree char *value = NULL;

  switch (pixel->kind) {
  case GRADUS_PIXEL_SUM:
    return write_sum (pixel);
  case GRADUS_PIXEL_LARGEST:
    return write_largest (pixel);
  case GRADUS_PIXEL_MEAN:
    return write_mean (pixel);
  case GRADUS_PIXEL_NORMALISED:
    return write_normalised (pixel);
  case GRADUS_PIXEL_ADDED:
    return write_added (pixel);
  case GRADUS_PIXEL_PASSED:
    break;
  }
  value = gradus_number_format ((double) pixel->value);
  return g_strdup_printf ("$a = x$ = %s", value);
}

char *
gradus_map_words_forward (const GradusPixel *pixel)
{
  g_autofree char *z = write_z (pixel);
  g_autofree char *value = gradus_number_format ((double) pixel->value);

  return pixel->has_activation ? g_strdup_printf ("%s,   $a = f(z)$ = %s", z, value)
                               : g_steal_pointer (&z);
}

/* -- Backward ---------------------------------------------------------------------------------- */

char *
gradus_map_words_backward (const GradusPixel *pixel)
{
  g_autofree char *delta = gradus_number_format ((double) pixel->delta);
  g_autofree char *arrived = gradus_number_format ((double) pixel->arrived);
  g_autofree char *slope = gradus_number_format ((double) pixel->slope);

  if (!pixel->has_activation)
    return g_strdup_printf ("$δ$ = dCost/d$a$ = %s", delta);
  if (isnan (pixel->arrived))
    return g_strdup_printf ("$δ$ = dCost/d$z$ = %s", delta);
  return g_strdup_printf ("$δ$ = dCost/d$z$ = dCost/d$a$ · $f′(z)$ = %s · %s = %s", arrived, slope,
                          delta);
}

/* -- For those who do not see it --------------------------------------------------------------- */

static guint
count_seen (const GradusPixel *pixel, const GradusExperiment *experiment)
{
  g_autofree GradusLayer *layers = gradus_experiment_make_layers (experiment);
  g_autofree guint8 *field =
      gradus_receptive_field_find (layers, pixel->layer, pixel->row, pixel->column);
  const GradusShape *picture = &layers[0].in;
  guint n = 0;

  for (guint i = 0; field && i < picture->sizes[1] * picture->sizes[2]; i++)
    n += field[i];
  return n;
}

char *
gradus_map_words_describe (const GradusPixel *pixel, const GradusExperiment *experiment)
{
  g_autofree char *value = gradus_number_format ((double) pixel->value);
  g_autofree char *z = gradus_number_format ((double) pixel->z);
  g_autofree char *delta = gradus_number_format ((double) pixel->delta);

  return g_strdup_printf (_ ("Map %u of layer %u for sample %u, row %u, column %u: z is %s, a is "
                             "%s, δ is %s; it sees %u pixels of the picture"),
                          pixel->map + 1, pixel->layer + 1, pixel->sample + 1, pixel->row + 1,
                          pixel->column + 1, z, value, delta, count_seen (pixel, experiment));
}

char *
gradus_map_words_range (double low, double high)
{
  g_autofree char *from = gradus_number_format_short (low);
  g_autofree char *to = gradus_number_format_short (high);

  return low == -high ? g_strdup_printf ("±%s", to) : g_strdup_printf ("%s … %s", from, to);
}

char *
gradus_map_words_title (const char *title, double unit)
{
  g_autofree char *one = NULL;

  if (unit == 1)
    return g_strdup (title);
  one = gradus_number_format_decade ((int) lround (log10 (unit)));
  /* Translators: what numbers are, then the power of ten that they are counted in */
  return g_strdup_printf (_ ("%s, in %s"), title, one);
}
