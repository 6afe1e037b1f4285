/* SPDX-License-Identifier: MIT */
#include "figure/figure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PART "part"

/* Pixels beside a legend; the least height of a figure that has one, and the largest part of it
 * that the legend takes. */
#define LEGEND_MARGIN 8.0
#define LEAST_WITH_LEGEND 200.0
#define LARGEST_LEGEND 0.25

/* Meson writes a GRADUS_FIGURE (kind) a line of its list. */
#define GRADUS_FIGURE(kind) extern const GradusFigureClass gradus_##kind##_figure;
#include "figure-kinds.h"
#undef GRADUS_FIGURE

const GradusFigureClass *const gradus_figures[] = {
#define GRADUS_FIGURE(kind) &gradus_##kind##_figure,
#include "figure-kinds.h"
#undef GRADUS_FIGURE
  NULL
};

/* -- By name ----------------------------------------------------------------------------------- */

const GradusFigureClass *
gradus_figure_find_class (const char *name)
{
  for (guint i = 0; gradus_figures[i]; i++) {
    if (g_strcmp0 (gradus_figures[i]->name, name) == 0)
      return gradus_figures[i];
  }
  return NULL;
}

const GradusFigureClass *
gradus_figure_find_card (const char *card)
{
  for (guint i = 0; gradus_figures[i]; i++) {
    if (gradus_figures[i]->card && g_strcmp0 (gradus_figures[i]->card, card) == 0)
      return gradus_figures[i];
  }
  return NULL;
}

const GradusFigureSetting *
gradus_figure_class_find_setting (const GradusFigureClass *class, const char *name)
{
  for (const GradusFigureSetting *setting = class->settings; setting && setting->name; setting++) {
    if (g_str_equal (setting->name, name))
      return setting;
  }
  return NULL;
}

const GradusFigureSetting *
gradus_figure_find_setting (const char *name)
{
  const GradusFigureSetting *setting = NULL;

  for (guint i = 0; gradus_figures[i] && !setting; i++)
    setting = gradus_figure_class_find_setting (gradus_figures[i], name);
  return setting;
}

/* -- Settings ---------------------------------------------------------------------------------- */

GradusFigure *
gradus_figure_new (const GradusFigureClass *class)
{
  GradusFigure *figure = g_malloc0 (class->size);

  figure->class = class;
  figure->pointer_x = figure->pointer_y = NAN;
  for (const GradusFigureSetting *setting = class->settings; setting && setting->name; setting++) {
    if (setting->kind != GRADUS_FIGURE_SETTING_PART)
      gradus_figure_setting_write (setting, figure, setting->usual);
  }
  return figure;
}

/* A figure owns nothing but itself. */
GradusFigure *
gradus_figure_copy (const GradusFigure *figure)
{
  return g_memdup2 (figure, figure->class->size);
}

void
gradus_figure_free (GradusFigure *figure)
{
  g_free (figure);
}

double
gradus_figure_get (const GradusFigure *figure, const char *name)
{
  const GradusFigureSetting *setting = gradus_figure_class_find_setting (figure->class, name);

  return setting ? gradus_figure_setting_read (setting, figure) : 0;
}

gboolean
gradus_figure_set (GradusFigure *figure, const char *name, double value)
{
  const GradusFigureSetting *setting = gradus_figure_class_find_setting (figure->class, name);
  double before;

  if (!setting)
    return FALSE;
  before = gradus_figure_setting_read (setting, figure);
  gradus_figure_setting_write (setting, figure, value);
  return gradus_figure_setting_read (setting, figure) != before;
}

static GradusDiagramPart *
find_part (const GradusFigure *figure)
{
  const GradusFigureSetting *setting = gradus_figure_class_find_setting (figure->class, PART);

  return setting ? (GradusDiagramPart *) (void *) ((char *) figure + setting->offset) : NULL;
}

GradusDiagramPart
gradus_figure_get_part (const GradusFigure *figure)
{
  const GradusDiagramPart *part = find_part (figure);

  return part ? *part : (GradusDiagramPart){ GRADUS_DIAGRAM_NOTHING, 0, 0, 0 };
}

gboolean
gradus_figure_set_part (GradusFigure *figure, GradusDiagramPart part)
{
  GradusDiagramPart *own = find_part (figure);

  if (!own || gradus_diagram_part_equal (*own, part))
    return FALSE;
  *own = part;
  return TRUE;
}

/* -- What a figure does ------------------------------------------------------------------------ */

GradusSnapshotNeeds
gradus_figure_look (const GradusFigure *figure)
{
  GradusSnapshotNeeds needs = GRADUS_SNAPSHOT_NEEDS_NONE;

  if (figure->class->look)
    figure->class->look (figure, &needs);
  return needs;
}

/* NULL where the figure has none, or none is wanted. */
static GradusLegend *
make_legend (const GradusFigure *figure, const GradusFigureSource *source, const GradusStyle *style)
{
  GradusLegend *legend;

  if (!figure->has_legend || !figure->class->list_marks)
    return NULL;
  legend = gradus_legend_new ();
  figure->class->list_marks (figure, source, style, legend);
  return legend;
}

/* Leaves the legend's rows out of the height of a canvas; returns their height. A figure is more
 * than its legend: in a small one there is none. */
static double
leave_room (GradusCanvas *canvas, const GradusLegend *legend)
{
  double height =
      legend ? gradus_legend_measure (canvas, legend, canvas->width - 2 * LEGEND_MARGIN) : 0;

  if (canvas->height < LEAST_WITH_LEGEND || height > canvas->height * LARGEST_LEGEND)
    height = 0;
  canvas->height -= height;
  return height;
}

void
gradus_figure_draw (GradusCanvas *canvas, const GradusFigure *figure,
                    const GradusFigureSource *source)
{
  g_autoptr (GradusLegend) legend = make_legend (figure, source, canvas->style);
  GradusCanvas inner = *canvas;

  if (leave_room (&inner, legend) > 0)
    gradus_legend_draw (canvas, legend, LEGEND_MARGIN, inner.height,
                        canvas->width - 2 * LEGEND_MARGIN);
  figure->class->draw (&inner, figure, source);
}

char *
gradus_figure_describe (const GradusFigure *figure, const GradusFigureSource *source)
{
  if (!figure->class->needs_no_run && !source->snapshot)
    return g_strdup (_ ("Nothing has been measured yet"));
  return figure->class->describe (figure, source);
}

GradusPick
gradus_figure_pick (GradusCanvas *canvas, const GradusFigure *figure,
                    const GradusFigureSource *source, double x, double y)
{
  g_autoptr (GradusLegend) legend = make_legend (figure, source, canvas->style);
  GradusCanvas inner = *canvas;

  leave_room (&inner, legend);
  return figure->class->pick ? figure->class->pick (&inner, figure, source, x, y)
                             : GRADUS_PICK_NONE;
}

char *
gradus_figure_find_fault (const GradusFigure *figure, const GradusFigureSource *source,
                          const GradusFigureSetting **setting)
{
  const GradusFigureClass *class = figure->class;
  const char *name = NULL;
  char *fault = NULL;

  if (class->needs_window)
    fault = g_strdup ("a drawing is to be had in the window alone; take another view");
  else if (class->is_of_pictures && !gradus_figure_source_has_pictures (source))
    fault = g_strdup ("these samples are no pictures; take another view");
  else if (class->find_fault)
    fault = class->find_fault (figure, source, &name);
  *setting = name ? gradus_figure_class_find_setting (class, name) : NULL;
  return fault;
}

typedef struct {
  const GradusFigure *figure;
  const GradusFigureSource *source;
} FigureSheet;

static void
draw_figure_sheet (GradusCanvas *canvas, gpointer data)
{
  const FigureSheet *sheet = data;

  gradus_figure_draw (canvas, sheet->figure, sheet->source);
}

/* On paper nobody points, and there is no moment beside the one that is drawn. */
GBytes *
gradus_figure_render (const GradusFigure *figure, const GradusFigureSource *source,
                      GradusSheetFormat format, const GradusStyle *style, double width,
                      double height)
{
  g_autoptr (GradusFigure) still = gradus_figure_copy (figure);
  GradusFigureSource present = *source;
  FigureSheet sheet = { still, &present };

  still->pointer_x = still->pointer_y = NAN;
  gradus_figure_set (still, "cursor", -1);
  present.is_past = FALSE;
  return gradus_sheet_render (format, style, width, height, draw_figure_sheet, &sheet);
}
