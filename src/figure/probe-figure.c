/* SPDX-License-Identifier: MIT */

/* What the network says to a picture that was drawn. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "figure/figure.h"
#include "plot/number.h"

#define MARGIN 10.0
#define MOST_ROW_HEIGHT 30.0

/* Behind a bar. */
#define PERCENT_WIDTH 56.0

static double
get_class_share (const GradusSnapshot *snapshot, guint class)
{
  return gradus_confusion_get_output (snapshot->probe, snapshot->n_outputs, 1, class);
}

/* The most likely classes, the first one first: (n). Sorted while they come in, and cut off at n:
 * there may be many classes, and room for few. */
static void
rank_classes (const GradusSnapshot *snapshot, guint n_classes, guint n, guint *ranked)
{
  guint n_ranked = 0;

  for (guint i = 0; i < n_classes; i++) {
    guint at = n_ranked;

    while (at > 0 && get_class_share (snapshot, ranked[at - 1]) < get_class_share (snapshot, i))
      at--;
    if (at == n)
      continue;
    n_ranked = MIN (n_ranked + 1, n);
    memmove (ranked + at + 1, ranked + at, (n_ranked - at - 1) * sizeof *ranked);
    ranked[at] = i;
  }
}

static double
find_name_width (GradusCanvas *canvas, const GradusDataset *dataset)
{
  double most = 0;

  for (guint i = 0; i < gradus_dataset_count_classes (dataset); i++) {
    g_autofree char *name = gradus_dataset_name_class (dataset, i);
    double width, height;

    gradus_canvas_measure_text (canvas, name, &width, &height);
    most = MAX (most, width);
  }
  return MIN (most, canvas->width / 3);
}

static void
draw_class (GradusCanvas *canvas, const GradusFigureSource *source, guint class, GradusRect row,
            gboolean is_first)
{
  const double share = get_class_share (source->snapshot, class), middle = row.y + row.height / 2;
  const double width = CLAMP (share, 0, 1) * (row.width - PERCENT_WIDTH);
  const GradusColour colour = is_first ? canvas->style->text : canvas->style->dim_text;
  g_autofree char *name = gradus_dataset_name_class (source->training, class);
  g_autofree char *text = gradus_number_format_share (share);

  gradus_canvas_draw_text (canvas, name, row.x - MARGIN, middle, 1, 0.5, colour);
  cairo_rectangle (canvas->cr, row.x, row.y + 0.15 * row.height, width, 0.7 * row.height);
  gradus_canvas_set_colour (canvas, gradus_style_get_class_colour (canvas->style, class));
  cairo_fill (canvas->cr);
  gradus_canvas_draw_text (canvas, text, row.x + width + 4, middle, 0, 0.5, colour);
}

/* As many of the classes as there is room for, the likeliest first. */
static void
draw_probe (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusSnapshot *snapshot = source->snapshot;
  g_autofree guint *ranked = NULL;
  double names, line, ignored, pitch;
  guint n_classes, n;

  if (!snapshot || !snapshot->probe || !source->training)
    return;
  n_classes = gradus_dataset_count_classes (source->training);
  names = find_name_width (canvas, source->training);
  gradus_canvas_measure_text (canvas, "0", &ignored, &line);
  n = (guint) CLAMP (floor ((canvas->height - MARGIN) / line), 1, n_classes);
  pitch = MIN ((canvas->height - MARGIN) / n, MOST_ROW_HEIGHT);
  ranked = g_new0 (guint, n + 1);
  rank_classes (snapshot, n_classes, n, ranked);
  for (guint i = 0; i < n; i++)
    draw_class (canvas, source, ranked[i],
                (GradusRect){ 2 * MARGIN + names, MARGIN / 2 + i * pitch,
                              canvas->width - names - 3 * MARGIN, pitch },
                i == 0);
}

static char *
describe_probe (const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusSnapshot *snapshot = source->snapshot;
  g_autofree char *name = NULL, *share = NULL;
  guint said;

  if (!snapshot->probe || !source->training)
    return g_strdup (_ ("Nothing has been drawn yet"));
  said = gradus_confusion_find_class (snapshot->probe, snapshot->n_outputs, 1);
  name = gradus_dataset_name_class (source->training, said);
  share = gradus_number_format_share (get_class_share (snapshot, said));
  return g_strdup_printf (_ ("The drawing is taken for %s, with %s"), name, share);
}

const GradusFigureClass gradus_probe_figure = {
  .name = "probe",
  .title = N_ ("What the drawing is taken for"),
  .label = N_ ("What the drawing is taken for"),
  .size = sizeof (GradusFigure),
  .needs_window = TRUE,
  .draw = draw_probe,
  .describe = describe_probe,
};
