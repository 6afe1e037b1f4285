/* SPDX-License-Identifier: MIT */
#include "app/views/views-pages.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/views/chain-page.h"
#include "app/views/compare-page.h"
#include "app/views/gallery-page.h"
#include "app/views/images-page.h"
#include "app/views/inside-page.h"
#include "app/views/landscape-page.h"
#include "app/views/maps-page.h"
#include "app/views/multiples-page.h"
#include "app/views/overview-page.h"
#include "app/views/results-page.h"
#include "app/views/sweep-page.h"

static const struct {
  const char *name;
  const char *topic; /* of "What Is This?", where the page's parts have none; or NULL */
  GType (*get_type) (void);
  gboolean (*is_useful) (GradusRun *run); /* NULL: there is always something to see of it */
} pages[] = {
  { "overview", NULL, gradus_overview_page_get_type },
  { "images", "topic:images", gradus_images_page_get_type, gradus_images_page_is_useful },
  { "maps", NULL, gradus_maps_page_get_type, gradus_maps_page_is_useful },
  { "results", NULL, gradus_results_page_get_type },
  { "inside", NULL, gradus_inside_page_get_type },
  { "chain", NULL, gradus_chain_page_get_type },
  { "landscape", NULL, gradus_landscape_page_get_type },
  { "gallery", NULL, gradus_gallery_page_get_type },
  { "compare", NULL, gradus_compare_page_get_type },
  { "multiples", "topic:race", gradus_multiples_page_get_type },
  { "sweep", "topic:sweep", gradus_sweep_page_get_type },
};

struct _GradusViewsPages {
  GtkStack *stack;
  GradusViewsPagesMade made;
  gpointer data;
  GradusDocument *document;
  GradusRun *run;
  GradusViewsPage *made_pages[G_N_ELEMENTS (pages)]; /* which their places own; or NULL */
};

static AdwBin *
get_place (GradusViewsPages *self, guint i)
{
  return ADW_BIN (gtk_stack_get_child_by_name (self->stack, pages[i].name));
}

guint
gradus_views_pages_count (void)
{
  return G_N_ELEMENTS (pages);
}

const char *
gradus_views_pages_get_name (guint i)
{
  return pages[i].name;
}

GradusViewsPage *
gradus_views_pages_peek (GradusViewsPages *self, guint i)
{
  return self->made_pages[i];
}

/* It takes its place when it knows document and run: where the place is seen, it is seen at
 * once. */
static GradusViewsPage *
make (GradusViewsPages *self, guint i)
{
  GradusViewsPage *page = self->made_pages[i];

  g_return_val_if_fail (self->document, NULL);

  if (page)
    return page;
  page = self->made_pages[i] = g_object_new (pages[i].get_type (), NULL);
  if (pages[i].topic)
    gtk_widget_set_name (GTK_WIDGET (page), pages[i].topic);
  self->made (page, self->data);
  gradus_views_page_set_document (page, self->document);
  if (self->run)
    gradus_views_page_set_run (page, self->run);
  adw_bin_set_child (get_place (self, i), GTK_WIDGET (page));
  return page;
}

gpointer
gradus_views_pages_get (GradusViewsPages *self, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
    if (g_str_equal (pages[i].name, name))
      return make (self, i);
  }
  return NULL;
}

void
gradus_views_pages_make_all (GradusViewsPages *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    make (self, i);
}

static void
on_shown (GradusViewsPages *self)
{
  if (self->document && gtk_stack_get_visible_child (self->stack))
    gradus_views_pages_get (self, gtk_stack_get_visible_child_name (self->stack));
}

GtkWidget *
gradus_views_pages_get_shown (GradusViewsPages *self)
{
  return adw_bin_get_child (ADW_BIN (gtk_stack_get_visible_child (self->stack)));
}

void
gradus_views_pages_set_document (GradusViewsPages *self, GradusDocument *document)
{
  g_return_if_fail (!self->document);

  self->document = g_object_ref (document);
  make (self, 0);
  on_shown (self);
}

/* A page that is not offered cannot stay the one that is shown. */
static void
offer (GradusViewsPages *self, guint i, gboolean is_useful)
{
  GtkWidget *place = GTK_WIDGET (get_place (self, i));

  if (!is_useful && gtk_stack_get_visible_child (self->stack) == place)
    gtk_stack_set_visible_child_name (self->stack, pages[0].name);
  gtk_stack_page_set_visible (gtk_stack_get_page (self->stack, place), is_useful);
}

void
gradus_views_pages_set_run (GradusViewsPages *self, GradusRun *run)
{
  g_set_object (&self->run, run);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
    offer (self, i, !pages[i].is_useful || pages[i].is_useful (run));
    if (gradus_views_pages_peek (self, i))
      gradus_views_page_set_run (gradus_views_pages_peek (self, i), run);
  }
}

GradusViewsPages *
gradus_views_pages_new (GtkStack *stack, GradusViewsPagesMade made, gpointer data)
{
  GradusViewsPages *self = g_new0 (GradusViewsPages, 1);

  self->stack = stack;
  self->made = made;
  self->data = data;
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    gtk_stack_add_titled (stack, adw_bin_new (), pages[i].name,
                          _ (gradus_page_get_title (pages[i].name)));
  g_signal_connect_swapped (stack, "notify::visible-child", G_CALLBACK (on_shown), self);
  return self;
}

void
gradus_views_pages_free (GradusViewsPages *self)
{
  g_signal_handlers_disconnect_by_data (self->stack, self);
  g_clear_object (&self->document);
  g_clear_object (&self->run);
  g_free (self);
}
