/* SPDX-License-Identifier: MIT */
#include "plot/confusion-plot.h"

#include <math.h>
#include <string.h>

#include "plot/formula.h"
#include "plot/number.h"

#define MARGIN 8.0
#define GAP 2.0
#define SHARES_GAP 8.0 /* before the shares */
#define NAME_GAP 6.0

/* The most that names may take, of the width and of the height. */
#define NAMES_SHARE 0.4

/* A cell lower than this is none that is seen: names above the columns, which are those beside the
 * rows, and the caption leave their room to the cells then. */
#define LEAST_CELL 9.0

/* How steep names are, where they do not lie. */
#define SLANT (G_PI / 4)

/* Letters, as large as all texts have room for. */
static const double scales[] = { 1.3, 1, 0.85, 0.7 };

typedef struct {
  GradusRect cells;     /* without the shares */
  double width, height; /* of a cell with its gap */
  double line;          /* height of one */
  double caption_y, title_y;
  double names_height; /* of names above columns, from the cells up */
  gboolean is_slanted;
  gboolean is_low; /* without names above columns and without a caption */
  char *caption;   /* in as many lines as it takes; NULL: none */
  double scale;    /* of texts in cells; 0: there is no room for any */
} ConfusionLayout;

/* Where all cells are percents, the title says so. */
static char *
format_percent (double share, gboolean has_unit)
{
  char *text = gradus_number_format_percent (share);

  if (!has_unit)
    *strchr (text, ' ') = '\0';
  return text;
}

static guint
count_row (const GradusConfusionPlot *plot, guint row)
{
  guint n = plot->undecided ? plot->undecided[row] : 0;

  for (guint k = 0; k < plot->n_classes; k++)
    n += plot->counts[row * plot->n_classes + k];
  return n;
}

static char *
format_cell (const GradusConfusionPlot *plot, guint row, guint column)
{
  const guint n = plot->n_classes;
  const double share = row < n && column < n ? 0
                       : row < n             ? plot->row_shares[row]
                       : column < n          ? plot->column_shares[column]
                                             : plot->share;
  guint count;

  if (row == n || column == n)
    return isnan (share) ? g_strdup ("–") : format_percent (share, plot->has_counts);
  count = plot->counts[row * n + column];
  if (count == 0)
    return NULL;
  if (plot->has_counts)
    return gradus_number_format_count (count);
  return format_percent ((double) count / count_row (plot, row), FALSE);
}

static gboolean
fits_cells (GradusCanvas *canvas, const GradusConfusionPlot *plot, const ConfusionLayout *layout,
            double scale)
{
  for (guint i = 0; i < (plot->n_classes + 1) * (plot->n_classes + 1); i++) {
    g_autofree char *text =
        format_cell (plot, i / (plot->n_classes + 1), i % (plot->n_classes + 1));
    double width, height;

    if (!text)
      continue;
    gradus_formula_measure (canvas, text, scale, &width, &height);
    if (width > layout->width - GAP || height > layout->height - GAP + 4)
      return FALSE;
  }
  return TRUE;
}

static double
find_scale (GradusCanvas *canvas, const GradusConfusionPlot *plot, const ConfusionLayout *layout)
{
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++) {
    if (fits_cells (canvas, plot, layout, scales[i]))
      return scales[i];
  }
  return 0;
}

/* Of the names and of `last`. */
static double
find_widest_name (GradusCanvas *canvas, const GradusConfusionPlot *plot, const char *last)
{
  double widest, height;

  gradus_canvas_measure_text (canvas, last, &widest, &height);
  for (guint i = 0; i < plot->n_classes; i++) {
    double width;

    gradus_canvas_measure_text (canvas, plot->names[i], &width, &height);
    widest = MAX (widest, width);
  }
  return widest;
}

/* A caption that is too wide for a line is broken where its parts end. */
static char *
break_caption (GradusCanvas *canvas, const char *caption)
{
  double width, height;
  g_auto (GStrv) parts = NULL;

  gradus_canvas_measure_text (canvas, caption, &width, &height);
  if (width <= canvas->width - 2 * MARGIN)
    return g_strdup (caption);
  parts = g_strsplit (caption, "; ", -1);
  return g_strjoinv (";\n", parts);
}

static void
confusion_layout_clear (ConfusionLayout *layout)
{
  g_free (layout->caption);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ConfusionLayout, confusion_layout_clear)

/* Names beside the rows first, then the cells' width, then whether names above them can lie. */
static ConfusionLayout
lay_out_cells (GradusCanvas *canvas, const GradusConfusionPlot *plot, gboolean is_low)
{
  ConfusionLayout layout = { .caption_y = MARGIN / 2, .is_low = is_low };
  const double n = plot->n_classes + 1;
  double ignored, rows, columns, right, caption = 0;

  gradus_canvas_measure_text (canvas, "0", &ignored, &layout.line);
  rows = MIN (find_widest_name (canvas, plot, plot->column_share), NAMES_SHARE * canvas->width);
  columns = find_widest_name (canvas, plot, plot->row_share);
  if (plot->caption && !is_low) {
    layout.caption = break_caption (canvas, plot->caption);
    gradus_canvas_measure_text (canvas, layout.caption, &ignored, &caption);
  }
  layout.title_y = layout.caption_y + caption;
  layout.cells.x = MARGIN + layout.line + NAME_GAP + rows + NAME_GAP;
  layout.width = (canvas->width - layout.cells.x - MARGIN - SHARES_GAP) / n;
  layout.is_slanted = !is_low && columns > layout.width - GAP;
  columns = MIN (columns, NAMES_SHARE * canvas->height / sin (SLANT));
  right = layout.is_slanted ? columns * cos (SLANT) - layout.width / 2 : 0;
  layout.width =
      MAX ((canvas->width - layout.cells.x - MARGIN - SHARES_GAP - MAX (right, 0)) / n, 1);
  layout.names_height = is_low              ? 0
                        : layout.is_slanted ? columns * sin (SLANT) + layout.line * cos (SLANT)
                                            : layout.line + 2;
  layout.cells.y = layout.title_y + layout.line + layout.names_height + 2;
  layout.height = MAX ((canvas->height - layout.cells.y - MARGIN - SHARES_GAP) / n, 1);
  layout.height = MIN (layout.height, MAX (layout.width, 2 * layout.line));
  layout.cells.width = plot->n_classes * layout.width;
  layout.cells.height = plot->n_classes * layout.height;
  layout.scale = find_scale (canvas, plot, &layout);
  return layout;
}

static ConfusionLayout
lay_out_confusion (GradusCanvas *canvas, const GradusConfusionPlot *plot)
{
  ConfusionLayout layout = lay_out_cells (canvas, plot, FALSE);

  if (layout.height >= LEAST_CELL)
    return layout;
  confusion_layout_clear (&layout);
  return lay_out_cells (canvas, plot, TRUE);
}

static GradusRect
get_confusion_cell (const GradusConfusionPlot *plot, const ConfusionLayout *layout, guint row,
                    guint column)
{
  return (GradusRect){
    layout->cells.x + column * layout->width + (column == plot->n_classes ? SHARES_GAP : 0),
    layout->cells.y + row * layout->height + (row == plot->n_classes ? SHARES_GAP : 0),
    MAX (layout->width - GAP, 1), MAX (layout->height - GAP, 1)
  };
}

/* What is right towards one side of the middle, what is wrong towards the other, the more of its
 * row there is; shares have no colour of their own. */
static GradusColour
find_cell_colour (const GradusStyle *style, const GradusConfusionPlot *plot, guint row,
                  guint column)
{
  const guint n = plot->n_classes;
  double share;

  if (row == n || column == n)
    return gradus_colour_mix (style->background, style->grid, 0.5);
  if (plot->counts[row * n + column] == 0)
    return gradus_colour_mix (style->background, style->grid, 0.25);
  share = (double) plot->counts[row * n + column] / count_row (plot, row);
  return gradus_style_get_output_colour (style, 0.5 + (row == column ? -share : share) / 2);
}

static void
draw_confusion_cell (GradusCanvas *canvas, const GradusConfusionPlot *plot,
                     const ConfusionLayout *layout, guint row, guint column)
{
  const GradusStyle *style = canvas->style;
  const GradusRect rect = get_confusion_cell (plot, layout, row, column);
  const GradusColour ground = find_cell_colour (style, plot, row, column);
  g_autofree char *text = layout->scale > 0 ? format_cell (plot, row, column) : NULL;
  double width, height;

  gradus_canvas_round_rect (canvas, rect, 3);
  gradus_canvas_set_colour (canvas, ground);
  cairo_fill (canvas->cr);
  if (!text)
    return;
  gradus_formula_measure (canvas, text, layout->scale, &width, &height);
  gradus_formula_draw (canvas, text, layout->scale, rect.x + (rect.width - width) / 2,
                       rect.y + (rect.height - height) / 2,
                       gradus_style_get_ink (style, ground));
}

static void
draw_turned (GradusCanvas *canvas, const char *text, double x, double y, double angle,
             double align_x, double align_y, GradusColour colour)
{
  cairo_save (canvas->cr);
  cairo_translate (canvas->cr, x, y);
  cairo_rotate (canvas->cr, -angle);
  gradus_canvas_draw_text (canvas, text, 0, 0, align_x, align_y, colour);
  cairo_restore (canvas->cr);
}

static const char *
get_name (const GradusConfusionPlot *plot, guint i, const char *last)
{
  return i < plot->n_classes ? plot->names[i] : last;
}

/* Where rows or columns are too many for a name each, every second has one, or every third … */
static guint
find_name_step (double room, double line)
{
  return (guint) MAX (ceil (0.8 * line / room), 1);
}

static void
draw_column_names (GradusCanvas *canvas, const GradusConfusionPlot *plot,
                   const ConfusionLayout *layout)
{
  const guint step = layout->is_slanted ? find_name_step (layout->width, layout->line) : 1;
  const double most = NAMES_SHARE * canvas->height / sin (SLANT);

  for (guint i = 0; i <= plot->n_classes;
       i += i + step > plot->n_classes && i < plot->n_classes ? plot->n_classes - i : step) {
    const GradusRect rect = get_confusion_cell (plot, layout, 0, i);
    g_autofree char *name =
        gradus_canvas_shorten_text (canvas, get_name (plot, i, plot->row_share), most);

    draw_turned (canvas, name, rect.x + rect.width / 2, rect.y - 3, layout->is_slanted ? SLANT : 0,
                 layout->is_slanted ? 0 : 0.5, layout->is_slanted ? 0.7 : 1,
                 i < plot->n_classes ? canvas->style->text : canvas->style->dim_text);
  }
}

static void
draw_row_names (GradusCanvas *canvas, const GradusConfusionPlot *plot,
                const ConfusionLayout *layout)
{
  const guint step = find_name_step (layout->height, layout->line);
  const double most = NAMES_SHARE * canvas->width;

  for (guint i = 0; i <= plot->n_classes;
       i += i + step > plot->n_classes && i < plot->n_classes ? plot->n_classes - i : step) {
    const GradusRect rect = get_confusion_cell (plot, layout, i, 0);
    g_autofree char *name =
        gradus_canvas_shorten_text (canvas, get_name (plot, i, plot->column_share), most);

    gradus_canvas_draw_text (canvas, name, rect.x - NAME_GAP, rect.y + rect.height / 2, 1, 0.5,
                             i < plot->n_classes ? canvas->style->text : canvas->style->dim_text);
  }
}

static void
draw_confusion_titles (GradusCanvas *canvas, const GradusConfusionPlot *plot,
                       const ConfusionLayout *layout)
{
  const GradusRect cells = layout->cells;
  const GradusColour colour = canvas->style->dim_text;

  if (layout->caption)
    gradus_canvas_draw_text (canvas, layout->caption, MARGIN, layout->caption_y, 0, 0, colour);
  gradus_canvas_draw_text (canvas, plot->column_title, cells.x + cells.width / 2, layout->title_y,
                           0.5, 0, colour);
  draw_turned (canvas, plot->row_title, MARGIN + layout->line / 2, cells.y + cells.height / 2,
               G_PI_2, 0.5, 0.5, colour);
}

static int
find_confusion_cell (const GradusConfusionPlot *plot, const ConfusionLayout *layout, double x,
                     double y)
{
  const guint n = plot->n_classes + 1;

  for (guint i = 0; i < n * n; i++) {
    const GradusRect rect = get_confusion_cell (plot, layout, i / n, i % n);

    if (x >= rect.x && x < rect.x + rect.width + GAP && y >= rect.y &&
        y < rect.y + rect.height + GAP)
      return (int) i;
  }
  return -1;
}

static void
draw_marked_class (GradusCanvas *canvas, const GradusConfusionPlot *plot, const ConfusionLayout *layout)
{
  GradusRect first, last;

  if (plot->marked == 0 || plot->marked > plot->n_classes)
    return;
  first = get_confusion_cell (plot, layout, plot->marked - 1, 0);
  last = get_confusion_cell (plot, layout, plot->marked - 1, plot->n_classes - 1);
  gradus_canvas_draw_emphasis (canvas, (GradusRect){ first.x, first.y,
                                                     last.x + last.width - first.x, first.height });
}

void
gradus_confusion_plot_draw (GradusCanvas *canvas, const GradusConfusionPlot *plot)
{
  g_auto (ConfusionLayout) layout = lay_out_confusion (canvas, plot);
  const guint n = plot->n_classes + 1;
  const int pointed = find_confusion_cell (plot, &layout, plot->pointer_x, plot->pointer_y);

  draw_confusion_titles (canvas, plot, &layout);
  if (!layout.is_low)
    draw_column_names (canvas, plot, &layout);
  draw_row_names (canvas, plot, &layout);
  for (guint i = 0; i < n * n; i++)
    draw_confusion_cell (canvas, plot, &layout, i / n, i % n);
  draw_marked_class (canvas, plot, &layout);
  if (pointed < 0)
    return;
  gradus_canvas_round_rect (
      canvas, get_confusion_cell (plot, &layout, (guint) pointed / n, (guint) pointed % n), 3);
  gradus_canvas_set_colour (canvas, canvas->style->text);
  gradus_canvas_set_line_width (canvas, 2);
  cairo_stroke (canvas->cr);
  if (plot->callout)
    gradus_canvas_draw_callout (canvas, plot->pointer_x, plot->pointer_y, plot->callout, NULL);
}

int
gradus_confusion_plot_find (GradusCanvas *canvas, const GradusConfusionPlot *plot, double x,
                            double y)
{
  g_auto (ConfusionLayout) layout = lay_out_confusion (canvas, plot);

  return find_confusion_cell (plot, &layout, x, y);
}
