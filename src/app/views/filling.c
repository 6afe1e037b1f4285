/* SPDX-License-Identifier: MIT */
#include "app/views/filling.h"

struct _GradusFilling {
  GPtrArray *hidden; /* GtkWidget */
};

/* The handle of a divider is a child of it, too, but comes and goes with what it divides. */
static gboolean
is_handle (GtkWidget *widget, GtkWidget *parent)
{
  return GTK_IS_PANED (parent) && widget != gtk_paned_get_start_child (GTK_PANED (parent)) &&
         widget != gtk_paned_get_end_child (GTK_PANED (parent));
}

static void
hide_widget (GradusFilling *self, GtkWidget *widget)
{
  gtk_widget_set_visible (widget, FALSE);
  g_ptr_array_add (self->hidden, g_object_ref (widget));
}

static void
hide_siblings (GradusFilling *self, GtkWidget *widget, GtkWidget *parent)
{
  for (GtkWidget *other = gtk_widget_get_first_child (parent); other;
       other = gtk_widget_get_next_sibling (other)) {
    if (other != widget && gtk_widget_get_visible (other) && !is_handle (other, parent))
      hide_widget (self, other);
  }
}

/* From the widget up to the whole, everything beside the way is hidden. Only what was visible is
 * noted, so that the end shows no more than there was. */
GradusFilling *
gradus_filling_begin (GtkWidget *widget, GtkWidget *whole, GtkWidget *other)
{
  GradusFilling *self = g_new0 (GradusFilling, 1);
  GtkWidget *parent;

  self->hidden = g_ptr_array_new_with_free_func (g_object_unref);
  for (; (parent = gtk_widget_get_parent (widget)) != whole; widget = parent)
    hide_siblings (self, widget, parent);
  hide_widget (self, other);
  return self;
}

void
gradus_filling_end (GradusFilling *self)
{
  for (guint i = 0; i < self->hidden->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->hidden, i), TRUE);
  gradus_filling_free (self);
}

void
gradus_filling_free (GradusFilling *self)
{
  g_ptr_array_unref (self->hidden);
  g_free (self);
}
