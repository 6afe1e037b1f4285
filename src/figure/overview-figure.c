/* SPDX-License-Identifier: MIT */

/* The figures of the window's first page beside each other, as they are there. */
#include <glib/gi18n-lib.h>

#include "figure/figure.h"

/* Of the height, what the top row gets; between figures, and around each, in units of the canvas. */
#define TOP_SHARE 0.56
#define GAP 10.0

typedef struct {
  const GradusFigure *figure;
  const GradusFigureSource *source;
} Card;

/* What has the place of a kind with that run; NULL: it has none on the page. */
static const GradusFigureClass *
find_kind (const GradusFigureClass *class, const GradusFigureSource *source)
{
  if (class->row == GRADUS_FIGURE_NOWHERE)
    return NULL;
  return class->for_pictures && source->training && gradus_figure_source_has_pictures (source)
             ? gradus_figure_find_class (class->for_pictures)
             : class;
}

/* -- Drawing ----------------------------------------------------------------------------------- */

static const char *
find_title (const GradusFigureClass *class, const GradusFigureSource *source)
{
  const gboolean is_of_numbers = class->numbers_title && source->training &&
                                 source->experiment && gradus_figure_source_has_numbers (source);

  return is_of_numbers ? class->numbers_title : class->title;
}

static void
draw_card (GradusCanvas *canvas, gpointer data)
{
  const Card *card = data;

  gradus_figure_draw (canvas, card->figure, card->source);
}

/* Its title above it. */
static void
put_card (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
          const GradusFigureClass *class, GradusRect place)
{
  g_autoptr (GradusFigure) own = gradus_figure_new (class);
  Card card = { own, source };
  double width, height;

  own->has_legend = figure->has_legend;
  gradus_canvas_measure_text (canvas, "0", &width, &height);
  gradus_canvas_draw_text (canvas, _ (find_title (class, source)), place.x, place.y, 0, 0,
                           canvas->style->text);
  place.y += height;
  place.height = MAX (place.height - height, 1);
  gradus_sheet_draw_part (canvas, place, draw_card, &card);
}

/* Each has its share of what those before it leave; the last one has all of it. */
static void
draw_row (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
          GradusFigureRow row, GradusRect room)
{
  const GradusFigureClass *waiting = NULL;
  double share = 1;

  for (guint i = 0; gradus_figures[i]; i++) {
    GradusRect place = room;

    if (gradus_figures[i]->row != row)
      continue;
    if (waiting) {
      place.width = MAX (share * (room.width - GAP), 1);
      put_card (canvas, figure, source, waiting, place);
      room.x += place.width + GAP;
      room.width = MAX (room.width - place.width - GAP, 1);
    }
    waiting = find_kind (gradus_figures[i], source);
    share = gradus_figures[i]->share > 0 ? gradus_figures[i]->share : 0.5;
  }
  if (waiting)
    put_card (canvas, figure, source, waiting, room);
}

static void
draw_overview (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const double width = MAX (canvas->width - 2 * GAP, 1), height = canvas->height - 3 * GAP,
               top = MAX (TOP_SHARE * height, 1);

  draw_row (canvas, figure, source, GRADUS_FIGURE_TOP_ROW, (GradusRect){ GAP, GAP, width, top });
  draw_row (canvas, figure, source, GRADUS_FIGURE_BOTTOM_ROW,
            (GradusRect){ GAP, top + 2 * GAP, width, MAX (height - top, 1) });
}

/* -- In words ---------------------------------------------------------------------------------- */

static char *
describe_overview (const GradusFigure *figure, const GradusFigureSource *source)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; gradus_figures[i]; i++) {
    const GradusFigureClass *class = find_kind (gradus_figures[i], source);
    g_autoptr (GradusFigure) own = class ? gradus_figure_new (class) : NULL;

    if (own)
      g_ptr_array_add (sentences, gradus_figure_describe (own, source));
  }
  g_ptr_array_add (sentences, NULL);
  return g_strjoinv ("; ", (char **) sentences->pdata);
}

/* Of pictures, too: whether there are any is not known here. */
static void
look_at_overview (const GradusFigure *figure, GradusSnapshotNeeds *needs)
{
  for (guint i = 0; gradus_figures[i]; i++) {
    const GradusFigureClass *class = gradus_figures[i];
    const GradusFigureClass *kinds[] = { class, gradus_figure_find_class (class->for_pictures) };

    for (guint k = 0; class->row != GRADUS_FIGURE_NOWHERE && k < G_N_ELEMENTS (kinds); k++) {
      g_autoptr (GradusFigure) own = kinds[k] ? gradus_figure_new (kinds[k]) : NULL;
      const GradusSnapshotNeeds own_needs =
          own ? gradus_figure_look (own) : GRADUS_SNAPSHOT_NEEDS_NONE;

      gradus_snapshot_needs_merge (needs, &own_needs);
    }
  }
}

const GradusFigureClass gradus_overview_figure = {
  .name = "overview",
  .title = N_ ("Overview"),
  .label = N_ ("The figures of the first page beside each other"),
  .size = sizeof (GradusFigure),
  .has_all_runs = TRUE,
  .look = look_at_overview,
  .draw = draw_overview,
  .describe = describe_overview,
};
