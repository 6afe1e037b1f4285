/* SPDX-License-Identifier: MIT */
#include "app/views/views-page.h"

G_DEFINE_INTERFACE (GradusViewsPage, gradus_views_page, GTK_TYPE_WIDGET)

static void
gradus_views_page_default_init (GradusViewsPageInterface *iface)
{
}

void
gradus_views_page_set_document (GradusViewsPage *self, GradusDocument *document)
{
  if (GRADUS_VIEWS_PAGE_GET_IFACE (self)->set_document)
    GRADUS_VIEWS_PAGE_GET_IFACE (self)->set_document (self, document);
}

void
gradus_views_page_set_run (GradusViewsPage *self, GradusRun *run)
{
  if (GRADUS_VIEWS_PAGE_GET_IFACE (self)->set_run)
    GRADUS_VIEWS_PAGE_GET_IFACE (self)->set_run (self, run);
}

void
gradus_views_page_show (GradusViewsPage *self, const GradusShow *show)
{
  if (GRADUS_VIEWS_PAGE_GET_IFACE (self)->show)
    GRADUS_VIEWS_PAGE_GET_IFACE (self)->show (self, show);
}

void
gradus_views_page_add_dividers (GradusViewsPage *self, GArray *dividers)
{
  if (GRADUS_VIEWS_PAGE_GET_IFACE (self)->add_dividers)
    GRADUS_VIEWS_PAGE_GET_IFACE (self)->add_dividers (self, dividers);
}
