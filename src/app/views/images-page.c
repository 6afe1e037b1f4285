/* SPDX-License-Identifier: MIT */
#include "app/views/images-page.h"

#include "app/views/picture-pad.h"

struct _GradusImagesPage {
  GtkWidget parent_instance;

  GradusViewCard *samples_card, *filters_card, *confusion_card, *mistakes_card, *probe_card;
  GradusPicturePad *pad;

  GradusRun *run;
  guint next_sample; /* that the pad is given */
};

G_DEFINE_FINAL_TYPE (GradusImagesPage, gradus_images_page, GTK_TYPE_WIDGET)

static guint fill_signal, told_signal;

GradusViewCard *
gradus_images_page_get_card (GradusImagesPage *self, guint i)
{
  GradusViewCard *const cards[] = { self->samples_card, self->filters_card, self->confusion_card,
                                    self->mistakes_card, self->probe_card };

  return i < G_N_ELEMENTS (cards) ? cards[i] : NULL;
}

static void
on_drawn (GradusImagesPage *self)
{
  g_autoptr (GBytes) probe = gradus_picture_pad_get_inputs (self->pad);

  if (self->run)
    gradus_run_set_probe (self->run, probe);
}

void
gradus_images_page_set_run (GradusImagesPage *self, GradusRun *run)
{
  if (!g_set_object (&self->run, run))
    return;
  for (guint i = 0; gradus_images_page_get_card (self, i); i++)
    gradus_view_set_run (gradus_view_card_get_view (gradus_images_page_get_card (self, i)), run);
  gradus_picture_pad_set_dataset (self->pad, run ? gradus_run_get_dataset (run) : NULL);
  on_drawn (self);
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

  if (!dataset && self->run)
    dataset = gradus_run_get_dataset (self->run);
  if (!dataset || dataset->shape.width == 0)
    return;
  gradus_picture_pad_load (self->pad, dataset->inputs + (gsize) (self->next_sample++ % dataset->n_samples) *
                                                            dataset->n_inputs);
}

static void
on_fill (GradusImagesPage *self, GradusViewCard *card)
{
  g_signal_emit (self, fill_signal, 0, card);
}

static void
on_told (GradusImagesPage *self, const char *sentence)
{
  g_signal_emit (self, told_signal, 0, sentence);
}

/* -- The widget ------------------------------------------------------------------------------------------ */

static void
gradus_images_page_dispose (GObject *object)
{
  GradusImagesPage *self = GRADUS_IMAGES_PAGE (object);
  GtkWidget *child;

  g_clear_object (&self->run);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_images_page_parent_class)->dispose (object);
}

static void
gradus_images_page_class_init (GradusImagesPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_images_page_dispose;
  fill_signal = g_signal_new ("fill", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, GRADUS_TYPE_VIEW_CARD);
  told_signal = g_signal_new ("told", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (GRADUS_TYPE_PICTURE_PAD);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/images-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusImagesPage, samples_card);
  gtk_widget_class_bind_template_child (widget_class, GradusImagesPage, filters_card);
  gtk_widget_class_bind_template_child (widget_class, GradusImagesPage, confusion_card);
  gtk_widget_class_bind_template_child (widget_class, GradusImagesPage, mistakes_card);
  gtk_widget_class_bind_template_child (widget_class, GradusImagesPage, probe_card);
  gtk_widget_class_bind_template_child (widget_class, GradusImagesPage, pad);
  gtk_widget_class_bind_template_callback (widget_class, on_fill);
  gtk_widget_class_bind_template_callback (widget_class, on_told);
  gtk_widget_class_bind_template_callback (widget_class, on_drawn);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_sample);
}

static void
gradus_images_page_init (GradusImagesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
