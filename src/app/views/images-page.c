/* SPDX-License-Identifier: MIT */
#include "app/views/images-page.h"

#include "app/views/picture-pad.h"
#include "app/views/view-card.h"
#include "app/views/views-page.h"

struct _GradusImagesPage {
  GtkWidget parent_instance;

  GradusPicturePad *pad;
  GtkLabel *note; /* what becomes of a drawing */
  GPtrArray *cards; /* GradusViewCard */

  GradusRun *run;
  guint next_sample; /* that the pad is given */
};

static void gradus_images_page_page_init (GradusViewsPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GradusImagesPage, gradus_images_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GRADUS_TYPE_VIEWS_PAGE,
                                                      gradus_images_page_page_init))

static void
on_drawn (GradusImagesPage *self)
{
  g_autoptr (GBytes) probe = gradus_picture_pad_get_inputs (self->pad);

  if (self->run)
    gradus_run_set_probe (self->run, probe);
}

static void
on_clear (GradusImagesPage *self)
{
  gradus_picture_pad_clear (self->pad);
}

/* The next of the test data, or of the training data where there are none. */
static void
on_sample (GradusImagesPage *self)
{
  const GradusDataset *dataset = self->run ? gradus_run_get_test_dataset (self->run) : NULL;
  g_autofree float *inputs = NULL;

  if (!dataset && self->run)
    dataset = gradus_run_get_dataset (self->run);
  if (!dataset || dataset->picture.width == 0)
    return;
  inputs = gradus_dataset_copy_inputs (dataset, self->next_sample++ % dataset->n_samples, 1);
  gradus_picture_pad_load (self->pad, inputs);
}

/* -- What a page does -------------------------------------------------------------------------- */

/* Only where the samples are pictures there is something to see. */
static gboolean
has_pictures (GradusRun *run)
{
  return gradus_run_get_dataset (run)->picture.width > 0;
}

/* A page that is hidden asks for nothing, so it has no run. */
static void
gradus_images_page_set_run (GradusViewsPage *page, GradusRun *run)
{
  GradusImagesPage *self = GRADUS_IMAGES_PAGE (page);
  GradusRun *shown = has_pictures (run) ? run : NULL;
  g_autofree char *note = NULL;

  if (!g_set_object (&self->run, shown))
    return;
  for (guint i = 0; i < self->cards->len; i++)
    gradus_view_card_set_run (g_ptr_array_index (self->cards, i), shown);
  gradus_picture_pad_set_dataset (self->pad, shown ? gradus_run_get_dataset (shown) : NULL);
  note = gradus_picture_pad_describe (self->pad);
  gtk_label_set_label (self->note, note);
  on_drawn (self);
}

static void
gradus_images_page_page_init (GradusViewsPageInterface *iface)
{
  iface->set_run = gradus_images_page_set_run;
  iface->is_useful = has_pictures;
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_images_page_dispose (GObject *object)
{
  GradusImagesPage *self = GRADUS_IMAGES_PAGE (object);
  GtkWidget *child;

  g_clear_object (&self->run);
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_images_page_parent_class)->dispose (object);
}

static void
gradus_images_page_class_init (GradusImagesPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_images_page_dispose;
  g_type_ensure (GRADUS_TYPE_VIEW_CARD);
  g_type_ensure (GRADUS_TYPE_PICTURE_PAD);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/images-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusImagesPage, pad);
  gtk_widget_class_bind_template_child (widget_class, GradusImagesPage, note);
  gtk_widget_class_bind_template_callback (widget_class, on_drawn);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_sample);
}

static void
gradus_images_page_init (GradusImagesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cards = gradus_view_card_find_all (GTK_WIDGET (self));
}
