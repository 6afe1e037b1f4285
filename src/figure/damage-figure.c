/* SPDX-License-Identifier: MIT */

/* What a network still does when it is damaged: accuracy against the amount. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>

#include "figure/figure.h"
#include "plot/band-plot.h"

typedef struct {
  GradusFigure parent;
  guint kind; /* GradusDamageKind */
} DamageFigure;

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

static void
draw_damage (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusDamage *damage = source->damage;
  GradusBandLine lines[2];
  guint n_lines = 1;

  if (!damage)
    return;
  lines[0] = make_curve (&damage->training, C_ ("data", "training"), canvas->style->mark);
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
                                     .y_title = damage->has_numbers ? "R²" : _ ("accuracy"),
                                     .pointer_x = figure->pointer_x,
                                     .pointer_y = figure->pointer_y,
                                 });
}

static GradusDamageKind
choose_damage (const GradusFigure *figure)
{
  return ((const DamageFigure *) figure)->kind;
}

static char *
describe_damage (const GradusFigure *figure, const GradusFigureSource *source)
{
  return source->damage ? gradus_damage_describe (source->damage)
                        : g_strdup (_ ("Nothing has been damaged yet"));
}

static char *
find_damage_fault (const GradusFigure *figure, const GradusFigureSource *source,
                   const char **setting)
{
  char *why = NULL;

  gradus_damage_is_possible (choose_damage (figure), source->experiment, source->training, &why);
  return why;
}

static const GradusFigureSetting damage_settings[] = {
  { .name = "damage",
    .kind = GRADUS_FIGURE_SETTING_CHOICE,
    .offset = offsetof (DamageFigure, kind),
    .choices = gradus_damage_names,
    .titles = gradus_damage_titles,
    .label = N_ ("What is damaged"),
    .tooltip = N_ ("What is damaged"),
    .help = "What damage does: units, prune, weight-noise, input-noise, shift or rotate",
    .argument = "KIND",
    .in_lessons = TRUE },
  { NULL },
};

const GradusFigureClass gradus_damage_figure = {
  .name = "damage",
  .title = N_ ("Damage"),
  .label = N_ ("Accuracy against damage"),
  .size = sizeof (DamageFigure),
  .settings = damage_settings,
  .choose_damage = choose_damage,
  .draw = draw_damage,
  .describe = describe_damage,
  .find_fault = find_damage_fault,
};
