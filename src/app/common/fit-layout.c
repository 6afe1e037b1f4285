/* SPDX-License-Identifier: MIT */
#include "app/common/fit-layout.h"

struct _GradusFitLayout {
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (GradusFitLayout, gradus_fit_layout, GTK_TYPE_LAYOUT_MANAGER)

/* It would be as wide as the first child, and can be as narrow as the last. */
static void
gradus_fit_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                           int for_size, int *least, int *natural, int *least_baseline,
                           int *natural_baseline)
{
  *least = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    int child_least, child_natural;

    gtk_widget_measure (child, orientation, -1, &child_least, &child_natural, NULL, NULL);
    *least = orientation == GTK_ORIENTATION_VERTICAL ? MAX (*least, child_least) : child_natural;
    *natural = MAX (*natural, child_natural);
  }
}

/* Only child visibility: hiding would ask for another layout in the middle of this one. */
static void
gradus_fit_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                            int baseline)
{
  gboolean is_found = FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    int natural;
    gboolean fits;

    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
    fits = natural <= width || !gtk_widget_get_next_sibling (child);
    gtk_widget_set_child_visible (child, fits && !is_found);
    natural = MIN (natural, width);
    if (fits && !is_found)
      gtk_widget_size_allocate (child,
                                &(GtkAllocation){ (width - natural) / 2, 0, natural, height }, -1);
    is_found = is_found || fits;
  }
}

static void
gradus_fit_layout_class_init (GradusFitLayoutClass *class)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (class);

  layout_class->measure = gradus_fit_layout_measure;
  layout_class->allocate = gradus_fit_layout_allocate;
}

static void
gradus_fit_layout_init (GradusFitLayout *self)
{
}
