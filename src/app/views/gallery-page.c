/* SPDX-License-Identifier: MIT */
#include "app/views/gallery-page.h"

#include <glib/gi18n.h>

#include "app/views/views-page.h"

struct _GradusGalleryPage {
  GtkWidget parent_instance;

  GtkListBox *activations;
  GradusViewCard *card;
};

/* It shows nothing of a run. */
G_DEFINE_FINAL_TYPE_WITH_CODE (GradusGalleryPage, gradus_gallery_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GRADUS_TYPE_VIEWS_PAGE, NULL))

static void
on_activation_chosen (GradusGalleryPage *self, GtkListBoxRow *row)
{
  if (row)
    gradus_view_set (gradus_view_card_get_view (self->card), "activation",
                     gtk_list_box_row_get_index (row));
}

static void
show_activation (GradusGalleryPage *self)
{
  const GradusFigure *figure = gradus_view_get_figure (gradus_view_card_get_view (self->card));
  const GradusActivationKind kind = (GradusActivationKind) gradus_figure_get (figure, "activation");

  g_object_set (self->card, "title", _ (gradus_activation_title (kind)), NULL);
  gtk_list_box_select_row (self->activations,
                           gtk_list_box_get_row_at_index (self->activations, (int) kind));
}

/* The kind stands in the check's data. */
static void
on_other_toggled (GradusGalleryPage *self, GtkCheckButton *check)
{
  GradusView *view = gradus_view_card_get_view (self->card);
  const int bit = 1 << GPOINTER_TO_INT (g_object_get_data (G_OBJECT (check), "kind"));
  const int others = (int) gradus_figure_get (gradus_view_get_figure (view), "others");

  gradus_view_set (view, "others",
                   gtk_check_button_get_active (check) ? others | bit : others & ~bit);
}

static GtkWidget *
make_check (GradusGalleryPage *self, GradusActivationKind kind, const char *title)
{
  GtkWidget *check = gtk_check_button_new ();
  /* Translators: the name of an activation */
  g_autofree char *words = g_strdup_printf (_ ("Lay %s over the chosen one"), title);

  g_object_set_data (G_OBJECT (check), "kind", GINT_TO_POINTER ((int) kind));
  gtk_widget_set_tooltip_text (check, words);
  gtk_widget_set_focus_on_click (check, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (on_other_toggled), self);
  return check;
}

static void
fill_activations (GradusGalleryPage *self)
{
  for (GradusActivationKind kind = 0; kind < GRADUS_N_ACTIVATIONS; kind++) {
    const char *title = _ (gradus_activation_title (kind));
    GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (title);

    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_widget_set_hexpand (label, TRUE);
    gtk_box_append (GTK_BOX (row), label);
    gtk_box_append (GTK_BOX (row), make_check (self, kind, title));
    gtk_list_box_append (self->activations, row);
  }
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_gallery_page_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_gallery_page_parent_class)->dispose (object);
}

static void
gradus_gallery_page_class_init (GradusGalleryPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_gallery_page_dispose;
  g_type_ensure (GRADUS_TYPE_VIEW_CARD);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/gallery-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusGalleryPage, activations);
  gtk_widget_class_bind_template_child (widget_class, GradusGalleryPage, card);
  gtk_widget_class_bind_template_callback (widget_class, on_activation_chosen);
}

static void
gradus_gallery_page_init (GradusGalleryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_activations (self);
  g_signal_connect_swapped (gradus_view_card_get_view (self->card), "setting-changed::activation",
                            G_CALLBACK (show_activation), self);
  show_activation (self);
}
