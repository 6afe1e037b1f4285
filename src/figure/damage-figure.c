/* SPDX-License-Identifier: MIT */
#include "figure/damage-figure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plot/band-plot.h"

static GradusBandLine
make_curve (const GradusDamageCurve *curve, const char *name, GradusColour colour)
{
  return (GradusBandLine){ .name = name,
                           .colour = colour,
                           .means = curve->mean,
                           .lowest = curve->lowest,
                           .highest = curve->highest };
}

/* From 0, or from below it where numbers are explained worse than by their mean; no further than
 * tells that. */
static GradusAxis
find_damage_axis (const GradusDamage *damage)
{
  double lowest = 0;

  for (guint i = 0; i < GRADUS_DAMAGE_POINTS; i++) {
    if (isfinite (damage->training.lowest[i]))
      lowest = MIN (lowest, damage->training.lowest[i]);
  }
  return gradus_axis_linear (MAX (lowest, -1), 1);
}

void
gradus_damage_figure_draw (GradusCanvas *canvas, const GradusDamage *damage, double pointer_x,
                           double pointer_y)
{
  GradusBandLine lines[2] = { make_curve (&damage->training, C_ ("data", "training"),
                                          canvas->style->mark) };
  guint n_lines = 1;

  if (damage->test.n_samples > 0) {
    lines[n_lines] = make_curve (&damage->test, _ ("test"), canvas->style->high_mark);
    lines[n_lines++].is_dashed = TRUE;
  }
  gradus_band_plot_draw (canvas, &(GradusBandPlot){
                                     .n = GRADUS_DAMAGE_POINTS,
                                     .x = damage->amounts,
                                     .n_lines = n_lines,
                                     .lines = lines,
                                     .x_axis = { 0, damage->amounts[GRADUS_DAMAGE_POINTS - 1],
                                                 FALSE, FALSE },
                                     .y_axis = find_damage_axis (damage),
                                     .x_title = gradus_damage_axis (damage->kind),
                                     .y_title =
                                         damage->has_numbers ? "R²" : _ ("accuracy"),
                                     .pointer_x = pointer_x,
                                     .pointer_y = pointer_y,
                                 });
}

static void
draw_on_page (GradusCanvas *canvas, gpointer data)
{
  gradus_damage_figure_draw (canvas, data, NAN, NAN);
}

GBytes *
gradus_damage_figure_render (const GradusDamage *damage, GradusSheetFormat format,
                             const GradusStyle *style, double width, double height)
{
  return gradus_sheet_render (format, style, width, height, draw_on_page, (gpointer) damage);
}
