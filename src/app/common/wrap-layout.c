/* SPDX-License-Identifier: MIT */
#include "app/common/wrap-layout.h"

#define SPACING 6

struct _GradusWrapLayout {
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (GradusWrapLayout, gradus_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* A line of children, from the first to before `end`. */
typedef struct {
  GtkWidget *first, *end;
  int width, height, n_expanding;
} Line;

static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static int
measure_width (GtkWidget *child, int most)
{
  int least, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  return most < 0 ? natural : MAX (least, MIN (natural, most));
}

/* Of what is narrower than it would be, for it may wrap, too. */
static int
measure_child_height (GtkWidget *child, int width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* At least one child, and as many more as there is room for; `most` < 0: all. */
static void
fill_line (Line *line, GtkWidget *first, int most)
{
  *line = (Line){ first, first, -SPACING, 0, 0 };
  for (GtkWidget *child = first; child; child = skip_hidden (gtk_widget_get_next_sibling (child))) {
    const int width = measure_width (child, most);

    if (child != first && most >= 0 && line->width + SPACING + width > most)
      return;
    line->width += SPACING + width;
    line->height = MAX (line->height, measure_child_height (child, width));
    line->n_expanding += gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
    line->end = skip_hidden (gtk_widget_get_next_sibling (child));
  }
}

static int
measure_height (GtkWidget *widget, int width)
{
  int height = -SPACING;
  Line line;

  for (GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget)); child;
       child = line.end) {
    fill_line (&line, child, width);
    height += SPACING + line.height;
  }
  return MAX (height, 0);
}

static void
gradus_wrap_layout_measure (GtkLayoutManager *manager, GtkWidget *widget,
                            GtkOrientation orientation, int for_size, int *least, int *natural,
                            int *least_baseline, int *natural_baseline)
{
  *least = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL) {
    /* The least is that of one line whatever the width, as boxes around ask for the narrowest width at
     * which the least height suffices, and GTK 4.8 searches for it without end where none does. */
    *least = measure_height (widget, -1);
    *natural = MAX (measure_height (widget, for_size), *least);
    return;
  }
  for (GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget)); child;
       child = skip_hidden (gtk_widget_get_next_sibling (child))) {
    *least = MAX (*least, measure_width (child, 0));
    *natural += measure_width (child, -1) + (*natural > 0 ? SPACING : 0);
  }
  *natural = MAX (*natural, *least);
}

static void
place_line (const Line *line, int y, int width, gboolean is_mirrored)
{
  const int rest = MAX (width - line->width, 0);
  int x = 0;

  for (GtkWidget *child = line->first; child != line->end;
       child = skip_hidden (gtk_widget_get_next_sibling (child))) {
    const gboolean expands = gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
    const int own = measure_width (child, width) + (expands ? rest / line->n_expanding : 0);
    const GtkAllocation place = { is_mirrored ? width - x - own : x, y, own, line->height };

    gtk_widget_size_allocate (child, &place, -1);
    x += own + SPACING;
  }
}

static void
gradus_wrap_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                             int baseline)
{
  const gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = 0;
  Line line;

  for (GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget)); child;
       child = line.end) {
    fill_line (&line, child, width);
    if (y == 0 && !line.end)
      line.height = MAX (line.height, height); /* one line is centred in what there is */
    place_line (&line, y, width, is_mirrored);
    y += line.height + SPACING;
  }
}

static GtkSizeRequestMode
gradus_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gradus_wrap_layout_class_init (GradusWrapLayoutClass *class)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (class);

  layout_class->measure = gradus_wrap_layout_measure;
  layout_class->allocate = gradus_wrap_layout_allocate;
  layout_class->get_request_mode = gradus_wrap_layout_get_request_mode;
}

static void
gradus_wrap_layout_init (GradusWrapLayout *self)
{
}
