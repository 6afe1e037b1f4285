/* SPDX-License-Identifier: MIT */
#include "app/common/overflow-layout.h"

#define SPACING 6

struct _GradusOverflowLayout {
  GtkLayoutManager parent_instance;

  GtkWidget *kept;
};

G_DEFINE_FINAL_TYPE (GradusOverflowLayout, gradus_overflow_layout, GTK_TYPE_LAYOUT_MANAGER)

static guint shown_signal;

void
gradus_overflow_layout_keep (GradusOverflowLayout *self, GtkWidget *child)
{
  self->kept = child;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

static int
get_width (GtkWidget *child, gboolean is_least)
{
  int least, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  return is_least ? least : natural;
}

/* All but the last child side by side, -SPACING without any. */
static int
sum_widths (GtkWidget *widget)
{
  GtkWidget *last = gtk_widget_get_last_child (widget);
  int sum = -SPACING;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != last;
       child = gtk_widget_get_next_sibling (child))
    sum += get_width (child, FALSE) + SPACING;
  return sum;
}

static void
gradus_overflow_layout_measure (GtkLayoutManager *manager, GtkWidget *widget,
                                GtkOrientation orientation, int for_size, int *least, int *natural,
                                int *least_baseline, int *natural_baseline)
{
  GtkWidget *last = gtk_widget_get_last_child (widget);

  *least = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    int child_least, child_natural;

    gtk_widget_measure (child, orientation, -1, &child_least, &child_natural, NULL, NULL);
    *least = MAX (*least, child_least);
    *natural = MAX (*natural, child_natural);
  }
  if (orientation == GTK_ORIENTATION_VERTICAL)
    return;
  *least += SPACING + get_width (last, FALSE);
  *natural = MAX (sum_widths (widget), *least);
}

/* From the first on, or where the one that is kept would not be among them as little further on as
 * it takes; one at the least. */
static void
find_shown (GradusOverflowLayout *self, GtkWidget *widget, int room, GtkWidget **first,
            GtkWidget **end)
{
  GtkWidget *last = gtk_widget_get_last_child (widget);
  gboolean has_kept = self->kept == NULL;

  *first = gtk_widget_get_first_child (widget);
  do {
    int width = get_width (*first, FALSE);

    has_kept = has_kept || *first == self->kept;
    *end = gtk_widget_get_next_sibling (*first);
    while (*end != last && (width += SPACING + get_width (*end, FALSE)) <= room) {
      has_kept = has_kept || *end == self->kept;
      *end = gtk_widget_get_next_sibling (*end);
    }
    if (!has_kept)
      *first = gtk_widget_get_next_sibling (*first);
  } while (!has_kept && *first != last);
}

static void
gradus_overflow_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width,
                                 int height, int baseline)
{
  const gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *last = gtk_widget_get_last_child (widget);
  GtkWidget *first = gtk_widget_get_first_child (widget), *end = last;
  const gboolean overflows = sum_widths (widget) > width;
  const int room = overflows ? width - SPACING - get_width (last, FALSE) : width;
  gboolean is_shown = FALSE, is_other = FALSE;
  int x = 0;

  if (overflows)
    find_shown (GRADUS_OVERFLOW_LAYOUT (manager), widget, room, &first, &end);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    const int own = MIN (get_width (child, FALSE), MAX (room, get_width (child, TRUE)));

    is_shown = child == last ? overflows : child == first || (is_shown && child != end);
    is_other = is_other || is_shown != gtk_widget_get_child_visible (child);
    gtk_widget_set_child_visible (child, is_shown);
    if (!is_shown)
      continue;
    gtk_widget_size_allocate (
        child, &(GtkAllocation){ is_mirrored ? width - x - own : x, 0, own, height }, -1);
    x += own + SPACING;
  }
  if (is_other)
    g_signal_emit (manager, shown_signal, 0);
}

static void
gradus_overflow_layout_class_init (GradusOverflowLayoutClass *class)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (class);

  layout_class->measure = gradus_overflow_layout_measure;
  layout_class->allocate = gradus_overflow_layout_allocate;
  shown_signal = g_signal_new ("shown", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
gradus_overflow_layout_init (GradusOverflowLayout *self)
{
}
