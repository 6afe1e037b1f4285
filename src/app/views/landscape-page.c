/* SPDX-License-Identifier: MIT */
#include "app/views/landscape-page.h"

#include "app/views/views-page.h"

struct _GradusLandscapePage {
  GtkWidget parent_instance;

  GradusViewCard *card;
};

static void gradus_landscape_page_page_init (GradusViewsPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GradusLandscapePage, gradus_landscape_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GRADUS_TYPE_VIEWS_PAGE,
                                                      gradus_landscape_page_page_init))

/* -- What a page does -------------------------------------------------------------------------- */

static void
gradus_landscape_page_set_document (GradusViewsPage *page, GradusDocument *document)
{
  GradusLandscapePage *self = GRADUS_LANDSCAPE_PAGE (page);

  gradus_view_set_document (gradus_view_card_get_view (self->card), document);
}

static void
gradus_landscape_page_set_run (GradusViewsPage *page, GradusRun *run)
{
  gradus_view_card_set_run (GRADUS_LANDSCAPE_PAGE (page)->card, run);
}

static void
gradus_landscape_page_page_init (GradusViewsPageInterface *iface)
{
  iface->set_document = gradus_landscape_page_set_document;
  iface->set_run = gradus_landscape_page_set_run;
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_landscape_page_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_landscape_page_parent_class)->dispose (object);
}

static void
gradus_landscape_page_class_init (GradusLandscapePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_landscape_page_dispose;
  g_type_ensure (GRADUS_TYPE_VIEW_CARD);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gradus/Gradus/landscape-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusLandscapePage, card);
}

static void
gradus_landscape_page_init (GradusLandscapePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
