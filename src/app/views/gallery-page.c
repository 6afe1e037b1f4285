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

static void
fill_activations (GradusGalleryPage *self)
{
  for (GradusActivationKind kind = 0; kind < GRADUS_N_ACTIVATIONS; kind++) {
    GtkWidget *label = gtk_label_new (_ (gradus_activation_title (kind)));

    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_list_box_append (self->activations, label);
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
