/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* What a line of a legend shows beside its words. */
typedef enum {
  GRADUS_LEGEND_CLASS, /* see plot/mark.h */
  GRADUS_LEGEND_HOLLOW_CIRCLE,
  GRADUS_LEGEND_HOLLOW_SQUARE,
  GRADUS_LEGEND_CROSS,
  GRADUS_LEGEND_LINE,
  GRADUS_LEGEND_DASHED_LINE,
  GRADUS_LEGEND_FAINT_LINE,
  GRADUS_LEGEND_WEDGE, /* a line from a hair's width to a thick one */
  GRADUS_LEGEND_SWATCH,
  GRADUS_LEGEND_HATCHED,
  GRADUS_LEGEND_RAMP, /* from one colour through a second to a third */
} GradusLegendMark;

/* GradusLegend: what the marks and colours of a figure mean, as a row of marks with words that goes
 * on in further rows where it must. */
typedef struct _GradusLegend GradusLegend;

GradusLegend *gradus_legend_new (void);
void gradus_legend_free (GradusLegend *legend);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusLegend, gradus_legend_free)

/* Adds the mark of a class; `text` is copied. */
void gradus_legend_add_class (GradusLegend *legend, guint class, GradusColour colour,
                              const char *text);

/* Adds another mark. */
void gradus_legend_add (GradusLegend *legend, GradusLegendMark mark, GradusColour colour,
                        const char *text);

/* Adds a ramp with words at its two ends. */
void gradus_legend_add_ramp (GradusLegend *legend, GradusColour low, GradusColour middle,
                             GradusColour high, const char *low_text, const char *high_text);

/* Adds a mark that comes and goes: where it is not there now, room for it is kept. Else what stands
 * above the legend would jump. */
void gradus_legend_add_if (GradusLegend *legend, gboolean is_there, GradusLegendMark mark,
                           GradusColour colour, const char *text);

/* The marks that are there. */
guint gradus_legend_count (const GradusLegend *legend);

/* The height of the rows in `width`, of those that room is kept for, too; 0 without any. */
double gradus_legend_measure (GradusCanvas *canvas, const GradusLegend *legend, double width);

/* Draws the rows with their top left corner at (x, y). */
void gradus_legend_draw (GradusCanvas *canvas, const GradusLegend *legend, double x, double y,
                         double width);

G_END_DECLS
