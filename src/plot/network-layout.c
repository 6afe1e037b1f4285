/* SPDX-License-Identifier: MIT */
#include "plot/network-layout.h"

#include <math.h>

#include "plot/frame.h"

#define MARGIN 10.0
#define SMALLEST_RADIUS 7.0
#define SMALLEST_PITCH 26.0
#define ROUNDING 1e-6 /* so that rows that fit exactly do fit */

/* Between units, in radii from middle to middle. */
#define ROW_PITCH 2.35
#define PITCH_SHARE 0.31 /* of a column's, for the radius: edges need room, too */
#define LARGEST_ROW_PITCH 3.4

/* Maps: their least and largest radius, the gap between them, and the share of a column's width that
 * they take: kernels and edges need the rest. */
#define LEAST_MAP 13.0
#define MOST_MAP 60.0
#define MAP_GAP 4.0
#define MAP_SHARE 0.56
#define MAP_LINES 2

/* A kernel: pixels of a weight, and of a whole kernel on an edge. */
#define LEAST_WEIGHT 2.0
#define MOST_KERNEL 34.0
#define KERNEL_GAP 3.0

/* The share of the height that the bars take. */
#define BARS_SHARE 0.24
#define BARS_SHARE_LOW 0.15
#define MOST_BARS 150.0

/* Lines of text below which a canvas is low. */
#define LOW 15

/* Of the width, what names beside the first or the last column may take. */
#define NAMES_SHARE 0.2


/* From one arc to the one above it; less where all of them would take too much of the height. */
#define LEVEL_PITCH 12.0
#define ARCS_SHARE 0.2
#define FOOT_GAP 2.0 /* between an arc and the unit below */

gboolean
gradus_diagram_part_equal (GradusDiagramPart a, GradusDiagramPart b)
{
  return a.kind == b.kind &&
         (a.kind == GRADUS_DIAGRAM_NOTHING ||
          (a.column == b.column &&
           (a.kind == GRADUS_DIAGRAM_LAYER || a.kind == GRADUS_DIAGRAM_ARC ||
            (a.unit == b.unit && (a.kind == GRADUS_DIAGRAM_UNIT || a.input == b.input)))));
}

/* -- Levels of arcs ---------------------------------------------------------------------------- */

static gboolean
has_overlap (const GradusDiagramColumn *columns, guint a, guint b)
{
  return MAX (columns[a].earlier, columns[b].earlier) < MIN (a, b);
}

/* The lowest level that no overlapping arc has which was placed before; G_MAXUINT: not placed. */
static guint
find_free_level (const GradusDiagramColumn *columns, guint n_columns, guint column,
                 const guint *levels)
{
  guint level = 0;

  for (guint i = 0; i < n_columns; i++) {
    if (levels[i] == level && has_overlap (columns, i, column)) {
      level++;
      i = G_MAXUINT; /* from the first on again */
    }
  }
  return level;
}

/* The level of each column's arc, from 0, (n_columns): short ones lie below long ones. Returns how
 * many levels there are. */
static guint
place_arcs (const GradusDiagramColumn *columns, guint n_columns, guint *levels)
{
  guint n_levels = 0;

  for (guint i = 0; i < n_columns; i++)
    levels[i] = G_MAXUINT;
  for (guint length = 1; length < n_columns; length++) {
    for (guint i = length; i < n_columns; i++) {
      if (!columns[i].has_earlier || columns[i].earlier != i - length)
        continue;
      levels[i] = find_free_level (columns, n_columns, i, levels);
      n_levels = MAX (n_levels, levels[i] + 1);
    }
  }
  return n_levels;
}

/* -- Places ------------------------------------------------------------------------------------ */

/* Too many columns leave a gap in the middle, which takes a place of its own. */
static void
place_columns (GradusNetworkLayout *layout, double width)
{
  const guint fit = (guint) MAX (floor (width / SMALLEST_PITCH), 3);
  guint n_slots = layout->n_columns;

  layout->n_left = layout->n_columns;
  if (layout->n_columns > fit) {
    layout->n_left = (fit - 1) / 2;
    layout->n_right = fit - 1 - layout->n_left;
    n_slots = fit;
  }
  layout->pitch = width / n_slots;
  layout->first_x = layout->units.x + layout->pitch / 2;
  layout->n_slots = n_slots;
}

/* The widest name that stands beside the units of a column, rather than in them; 0: none. */
static double
find_widest_beside (GradusCanvas *canvas, const GradusDiagramColumn *column, double inside)
{
  double widest = 0;

  for (guint i = 0; column->unit_names && !column->picture && i < column->n_shown; i++) {
    double width, height;

    gradus_canvas_measure_text (canvas, column->unit_names[i], &width, &height);
    if (width + 2 > inside)
      widest = MAX (widest, width + 2 * GRADUS_NETWORK_NAME_GAP);
  }
  return widest;
}

/* Names beside the first and the last column get their room from the others, as far as these can
 * spare it. */
static void
make_room_for_names (GradusNetworkLayout *layout, GradusCanvas *canvas,
                     const GradusDiagramColumn *columns)
{
  const double inside = 2 * layout->radius, most = NAMES_SHARE * layout->units.width;
  const double half = layout->pitch / 2;
  const double left = find_widest_beside (canvas, &columns[0], inside);
  const double right = find_widest_beside (canvas, &columns[layout->n_columns - 1], 0);
  const double before = MAX (half, MIN (left, most) + layout->radius);
  const double behind = MAX (half, MIN (right, most) + layout->radius);

  if (layout->n_slots < 2 || (before <= half && behind <= half))
    return;
  layout->pitch = (layout->units.width - before - behind) / (layout->n_slots - 1);
  layout->first_x = layout->units.x + before;
}

gboolean
gradus_network_layout_has_pictures (const GradusDiagramColumn *column)
{
  return column->is_map && (column->pictures || column->picture);
}

static void
place_rows (GradusNetworkLayout *layout, const GradusDiagramColumn *columns)
{
  guint most = 1;

  for (guint i = 0; i < layout->n_columns; i++) {
    if (!gradus_network_layout_has_pictures (&columns[i]))
      most = MAX (most, columns[i].n_shown + (columns[i].n_units > columns[i].n_shown ? 1 : 0));
  }
  layout->radius =
      MIN (layout->units.height / MAX (most, 2) / ROW_PITCH, layout->pitch * PITCH_SHARE);
  layout->radius = MAX (layout->radius, SMALLEST_RADIUS);
  layout->row_pitch = CLAMP (layout->units.height / most, ROW_PITCH * layout->radius,
                             LARGEST_ROW_PITCH * layout->radius);
  layout->n_rows = (guint) MAX (floor (layout->units.height / layout->row_pitch + ROUNDING), 1);
}

/* Where the units leave room above them, the arcs come down to them, but for a line of text. */
static void
lower_arcs (GradusNetworkLayout *layout, const GradusDiagramColumn *columns, double above)
{
  double roof = layout->units.y + layout->units.height;

  for (guint i = 0; i < layout->n_columns; i++)
    roof = MIN (roof, gradus_network_layout_get_block (layout, &columns[i]).top);
  layout->arcs.y = MAX (layout->arcs.y, roof - above - layout->arcs.height);
}

void
gradus_network_layout_init (GradusNetworkLayout *layout, GradusCanvas *canvas,
                            const GradusDiagramColumn *columns, guint n_columns)
{
  g_autofree guint *levels = g_new (guint, MAX (n_columns, 1));
  const guint n_levels = place_arcs (columns, n_columns, levels);
  const double arcs = MIN (n_levels * LEVEL_PITCH, ARCS_SHARE * canvas->height);
  double width, height, bars, above, below, margin;
  gboolean is_low;

  gradus_canvas_measure_text (canvas, "0", &width, &height);
  is_low = canvas->height < LOW * height;
  margin = is_low ? MARGIN / 2 : MARGIN;
  above = is_low ? 0 : height;          /* of the units and of the bars: a line each */
  below = is_low ? height : 3 * height; /* numbers, titles and the key */
  bars = MIN (canvas->height * (is_low ? BARS_SHARE_LOW : BARS_SHARE), MOST_BARS);
  *layout = (GradusNetworkLayout){
    .n_columns = n_columns, .n_levels = n_levels, .is_low = is_low, .line = height
  };
  layout->arcs = (GradusRect){ MARGIN, margin, MAX (canvas->width - 2 * MARGIN, 1), arcs };
  layout->units =
      (GradusRect){ MARGIN, margin + arcs + above, layout->arcs.width,
                    MAX (canvas->height - arcs - bars - 2 * above - below - 3 * margin, 1) };
  layout->bars = (GradusRect){ MARGIN, layout->units.y + layout->units.height + margin + above,
                               layout->units.width, MAX (bars, 1) };
  layout->key = (GradusRect){ MARGIN, layout->bars.y + layout->bars.height + 2 * height,
                              layout->units.width, is_low ? 0 : height };
  place_columns (layout, layout->units.width);
  place_rows (layout, columns);
  make_room_for_names (layout, canvas, columns);
  place_rows (layout, columns);
  lower_arcs (layout, columns, above);
}

gboolean
gradus_network_layout_has_column (const GradusNetworkLayout *layout, guint column)
{
  return column < layout->n_left ||
         (layout->n_right > 0 && column >= layout->n_columns - layout->n_right);
}

double
gradus_network_layout_get_x (const GradusNetworkLayout *layout, guint column)
{
  const guint slot = column < layout->n_left
                         ? column
                         : layout->n_left + 1 + (column - (layout->n_columns - layout->n_right));

  return layout->first_x + slot * layout->pitch;
}

/* -- The units of a column --------------------------------------------------------------------- */

/* Where not all fit, the last row tells how many more there are. */
static GradusNetworkBlock
place_numbers (const GradusNetworkLayout *layout, const GradusDiagramColumn *column)
{
  const gboolean fit = column->n_units <= layout->n_rows && column->n_shown == column->n_units;
  const guint drawn = fit ? column->n_units : MIN (column->n_shown, layout->n_rows - 1);
  const double rows = drawn + (drawn < column->n_units ? 1 : 0);
  const double middle = layout->units.y + layout->units.height / 2;
  const double reach = (rows - 1) / 2 * layout->row_pitch + layout->radius;

  return (GradusNetworkBlock){ .n_across = 1,
                               .n_rows = drawn,
                               .n_drawn = drawn,
                               .radius = layout->radius,
                               .pitch_x = 0,
                               .pitch_y = layout->row_pitch,
                               .top = middle - reach,
                               .bottom = middle + reach };
}

/* So many across, as large as the room for them is; as many as fit. */
static GradusNetworkBlock
place_maps_across (const GradusNetworkLayout *layout, const GradusDiagramColumn *column,
                   guint across, double height)
{
  GradusNetworkBlock block = { .n_across = across, .n_drawn = column->n_shown };
  const double widest =
      MIN (((MAP_SHARE * layout->pitch + MAP_GAP) / across - MAP_GAP) / 2, MOST_MAP);
  double highest;

  block.n_rows = (column->n_shown + across - 1) / across;
  highest = ((height + MAP_GAP) / block.n_rows - MAP_GAP) / 2;
  block.radius = MAX (MIN (widest, highest), MIN (LEAST_MAP, widest));
  block.pitch_x = block.pitch_y = 2 * block.radius + MAP_GAP;
  if (highest < block.radius - ROUNDING || column->n_shown < column->n_units) {
    const guint fit =
        (guint) MAX (floor ((height - layout->line + MAP_GAP) / block.pitch_y + ROUNDING), 1);

    block.n_rows = MIN (block.n_rows, fit);
    block.n_drawn = MIN (column->n_shown, block.n_rows * across);
  }
  return block;
}

/* More maps are better than larger ones, as soon as they can be read. */
static gboolean
is_better (const GradusNetworkBlock *a, const GradusNetworkBlock *b)
{
  return a->radius >= LEAST_MAP - ROUNDING &&
         (a->n_drawn > b->n_drawn || (a->n_drawn == b->n_drawn && a->radius > b->radius));
}

static GradusNetworkBlock
place_maps (const GradusNetworkLayout *layout, const GradusDiagramColumn *column)
{
  const double text = layout->is_low ? 0 : MAP_LINES * layout->line;
  const double height = MAX (layout->units.height - text, 1);
  GradusNetworkBlock best = place_maps_across (layout, column, 1, height);
  double rest, reach;

  for (guint across = 2; across <= column->n_shown; across++) {
    const GradusNetworkBlock block = place_maps_across (layout, column, across, height);

    if (is_better (&block, &best))
      best = block;
  }
  rest = best.n_drawn < column->n_units ? layout->line : 0;
  reach = (best.n_rows * best.pitch_y - MAP_GAP + rest + text) / 2;
  best.top = layout->units.y + layout->units.height / 2 - reach;
  best.bottom = best.top + 2 * reach;
  best.text = text > 0 ? best.bottom - text : 0;
  return best;
}

GradusNetworkBlock
gradus_network_layout_get_block (const GradusNetworkLayout *layout,
                                 const GradusDiagramColumn *column)
{
  return (gradus_network_layout_has_pictures (column) ? place_maps : place_numbers) (layout, column);
}

guint
gradus_network_layout_count_drawn (const GradusNetworkLayout *layout,
                                   const GradusDiagramColumn *column)
{
  return gradus_network_layout_get_block (layout, column).n_drawn;
}

static double
get_block_y (const GradusNetworkLayout *layout, const GradusNetworkBlock *block, guint unit)
{
  if (block->pitch_x > 0 && unit >= block->n_drawn)
    return block->top + block->n_rows * block->pitch_y - MAP_GAP + layout->line / 2;
  return block->top + block->radius + unit / block->n_across * block->pitch_y;
}

double
gradus_network_layout_get_y (const GradusNetworkLayout *layout, const GradusDiagramColumn *column,
                             guint unit)
{
  const GradusNetworkBlock block = gradus_network_layout_get_block (layout, column);

  return get_block_y (layout, &block, unit);
}

GradusRect
gradus_network_layout_get_square (const GradusNetworkLayout *layout,
                                  const GradusDiagramColumn *columns, guint column, guint unit)
{
  const GradusNetworkBlock block = gradus_network_layout_get_block (layout, &columns[column]);
  const double x = gradus_network_layout_get_x (layout, column) +
                   (unit % block.n_across - (block.n_across - 1) / 2.0) * block.pitch_x;

  return (GradusRect){ x - block.radius, get_block_y (layout, &block, unit) - block.radius,
                       2 * block.radius, 2 * block.radius };
}

/* Ports are as far from the middle as a square's side, circles' too; one in front of a map that has
 * its kernel there is at the kernel. */
GradusNetworkEdge
gradus_network_layout_place_edge (const GradusNetworkLayout *layout,
                                  const GradusDiagramColumn *columns, guint column, guint unit,
                                  guint input)
{
  const GradusRect from = gradus_network_layout_get_square (layout, columns, column - 1, input);
  GradusRect to = gradus_network_layout_get_square (layout, columns, column, unit), kernel;

  if (gradus_network_layout_has_one_kernel (columns, column) &&
      gradus_network_layout_place_kernel (layout, columns, column, unit, 0, &kernel))
    to.x = kernel.x;
  return (GradusNetworkEdge){ from.x + from.width, from.y + from.height / 2, to.x,
                              to.y + to.height / 2 };
}

/* -- Kernels ----------------------------------------------------------------------------------- */

gboolean
gradus_network_layout_has_one_kernel (const GradusDiagramColumn *columns, guint column)
{
  const GradusDiagramColumn *own = &columns[column], *before = own - 1;

  return column > 0 && own->kernels &&
         (own->n_shown_inputs == 1 || (own->n_shown_inputs == 3 && before->picture)) &&
         before->n_units == own->n_shown_inputs;
}

/* A kernel is no larger than its room, and its weights are whole pixels where there are enough. */
static double
find_kernel_side (const GradusDiagramColumn *own, double room)
{
  const double most = MAX (own->kernel_rows, own->kernel_columns);
  const double side = MIN (room, MOST_KERNEL);

  return side < most * LEAST_WEIGHT ? 0 : most * floor (side / most);
}

/* Between the maps of two columns, or, in front of one of several that lie across, none. */
gboolean
gradus_network_layout_place_kernel (const GradusNetworkLayout *layout,
                                    const GradusDiagramColumn *columns, guint column, guint unit,
                                    guint input, GradusRect *rect)
{
  const GradusDiagramColumn *own = &columns[column];
  const GradusNetworkBlock block = gradus_network_layout_get_block (layout, own);
  const GradusRect square = gradus_network_layout_get_square (layout, columns, column, unit);
  const gboolean is_one = gradus_network_layout_has_one_kernel (columns, column);
  double side, across, down;

  if (!own->kernels || unit >= block.n_drawn)
    return FALSE;
  if (is_one && block.n_across > 1)
    return FALSE;
  if (is_one) {
    side = find_kernel_side (own, MIN ((1 - MAP_SHARE) / 2 * layout->pitch, square.height));
    across = square.x - KERNEL_GAP - side / 2;
    down = square.y + square.height / 2;
  } else {
    const GradusRect from = gradus_network_layout_get_square (layout, columns, column - 1, input);

    side = find_kernel_side (own, MIN (from.height, MAX (square.x - from.x - from.width, 0)));
    across = (from.x + from.width + square.x) / 2;
    down = (from.y + from.height / 2 + square.y + square.height / 2) / 2;
  }
  *rect = gradus_rect_fit (own->kernel_rows, own->kernel_columns,
                           (GradusRect){ across - side / 2, down - side / 2, side, side });
  return side > 0;
}

/* -- Arcs -------------------------------------------------------------------------------------- */

/* The height at which the arc to a column passes over others. */
static double
find_top (const GradusNetworkLayout *layout, const GradusDiagramColumn *columns, guint column)
{
  g_autofree guint *levels = g_new (guint, layout->n_columns);

  place_arcs (columns, layout->n_columns, levels);
  return layout->arcs.y +
         layout->arcs.height * (layout->n_levels - levels[column] - 0.75) / layout->n_levels;
}

/* Arcs leave right of the middle of a column and arrive left of it: a column may have both, and a
 * sign in the middle above it. */
static double
find_foot (const GradusNetworkLayout *layout)
{
  return MAX (0.5 * layout->radius, MIN (6, 0.85 * layout->radius));
}

/* The top of a column's first unit, at the foot of an arc. */
static double
find_roof (const GradusNetworkLayout *layout, const GradusDiagramColumn *column)
{
  const GradusNetworkBlock block = gradus_network_layout_get_block (layout, column);
  const double foot = find_foot (layout), r = block.radius;
  const gboolean is_square = column->maps || column->is_map;
  const double rise = is_square ? r : sqrt (MAX (r * r - foot * foot, 0));

  return get_block_y (layout, &block, 0) - rise - FOOT_GAP;
}

gboolean
gradus_network_layout_place_arc (const GradusNetworkLayout *layout,
                                 const GradusDiagramColumn *columns, guint column,
                                 GradusNetworkArc *arc)
{
  const guint earlier = columns[column].earlier;
  const double gap = layout->first_x + layout->n_left * layout->pitch;
  const double space = 0.2 * layout->pitch; /* what goes into the gap does not come out of it */
  const gboolean has_start = gradus_network_layout_has_column (layout, earlier);
  const gboolean has_end = gradus_network_layout_has_column (layout, column);

  if (!columns[column].has_earlier || (!has_start && !has_end))
    return FALSE;
  arc->top = find_top (layout, columns, column);
  arc->x0 =
      has_start ? gradus_network_layout_get_x (layout, earlier) + find_foot (layout) : gap + space;
  arc->y0 = has_start ? find_roof (layout, &columns[earlier]) : arc->top;
  arc->x1 =
      has_end ? gradus_network_layout_get_x (layout, column) - find_foot (layout) : gap - space;
  arc->y1 = has_end ? find_roof (layout, &columns[column]) : arc->top;
  return TRUE;
}
