/* SPDX-License-Identifier: MIT */
#include "app/views/images-page.h"

#include <glib/gi18n.h>

#include "app/common/file-dialog.h"
#include "app/views/palette.h"
#include "app/views/picture-pad.h"
#include "app/views/view-card.h"
#include "app/views/views-page.h"
#include "data/picture-file.h"

struct _GradusImagesPage {
  GtkWidget parent_instance;

  GtkStack *sections;
  GradusPicturePad *pad;
  GradusPalette *palette;
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
on_colour (GradusImagesPage *self)
{
  gradus_picture_pad_set_colour (self->pad, gradus_palette_get_colour (self->palette));
}

static void
say_what_becomes (GradusImagesPage *self)
{
  g_autofree char *note = gradus_picture_pad_describe (self->pad);

  gtk_label_set_label (self->note, note);
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

/* -- A picture of one's own -------------------------------------------------------------------- */

typedef struct {
  char *path;
  GradusPictureLayout canvas;
} PictureWanted;

static void
free_picture_wanted (gpointer data)
{
  PictureWanted *wanted = data;

  g_free (wanted->path);
  g_free (wanted);
}

/* On a thread: a photograph takes a while to be unpacked. */
static void
read_wanted_picture (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const PictureWanted *wanted = data;
  GError *error = NULL;
  guint8 *levels =
      gradus_picture_file_read (wanted->path, wanted->canvas.width, wanted->canvas.height,
                                wanted->canvas.n_channels, "take another one", &error);

  if (levels)
    g_task_return_pointer (task, levels, g_free);
  else
    g_task_return_error (task, error);
}

/* The data may be others by now. */
static void
on_picture_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GradusImagesPage *self = GRADUS_IMAGES_PAGE (object);
  const PictureWanted *wanted = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *levels = g_task_propagate_pointer (G_TASK (result), &error);
  GradusPictureLayout canvas;

  if (!self->run)
    return;
  canvas = gradus_picture_pad_get_canvas (self->pad);
  say_what_becomes (self);
  if (error)
    gtk_label_set_label (self->note, error->message);
  else if (canvas.width == wanted->canvas.width && canvas.height == wanted->canvas.height &&
           canvas.n_channels == wanted->canvas.n_channels)
    gradus_picture_pad_put (self->pad, levels);
}

static void
on_picture_chosen (GtkWidget *widget, const char *filename)
{
  GradusImagesPage *self = GRADUS_IMAGES_PAGE (widget);
  g_autoptr (GTask) task = g_task_new (self, NULL, on_picture_read, NULL);
  PictureWanted *wanted = g_new (PictureWanted, 1);

  *wanted = (PictureWanted){ g_strdup (filename), gradus_picture_pad_get_canvas (self->pad) };
  g_task_set_task_data (task, wanted, free_picture_wanted);
  if (wanted->canvas.width > 0)
    g_task_run_in_thread (task, read_wanted_picture);
}

static void
on_open (GradusImagesPage *self)
{
  gradus_file_dialog_open (GTK_WIDGET (self), _ ("Open a Picture"), NULL, on_picture_chosen);
}

/* -- What a page does -------------------------------------------------------------------------- */

gboolean
gradus_images_page_is_useful (GradusRun *run)
{
  return gradus_run_get_dataset (run)->picture.width > 0;
}

/* A page that is hidden asks for nothing, so it has no run. */
static void
gradus_images_page_set_run (GradusViewsPage *page, GradusRun *run)
{
  GradusImagesPage *self = GRADUS_IMAGES_PAGE (page);
  GradusRun *shown = gradus_images_page_is_useful (run) ? run : NULL;

  if (!g_set_object (&self->run, shown))
    return;
  for (guint i = 0; i < self->cards->len; i++)
    gradus_view_card_set_run (g_ptr_array_index (self->cards, i), shown);
  gradus_picture_pad_set_dataset (self->pad, shown ? gradus_run_get_dataset (shown) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->palette), gradus_picture_pad_has_colours (self->pad));
  say_what_becomes (self);
  on_drawn (self);
}

/* A class is what the network looks for, so whoever is shown one shall see it. */
static void
gradus_images_page_show (GradusViewsPage *page, const GradusShow *show)
{
  double class;

  if (!show)
    return;
  gtk_stack_set_visible_child_name (
      GRADUS_IMAGES_PAGE (page)->sections,
      gradus_show_find_setting (show, "class", &class) ? "seen" : "judged");
}

static void
gradus_images_page_page_init (GradusViewsPageInterface *iface)
{
  iface->show = gradus_images_page_show;
  iface->set_run = gradus_images_page_set_run;
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
  g_type_ensure (GRADUS_TYPE_PALETTE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/images-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusImagesPage, sections);
  gtk_widget_class_bind_template_child (widget_class, GradusImagesPage, pad);
  gtk_widget_class_bind_template_child (widget_class, GradusImagesPage, palette);
  gtk_widget_class_bind_template_child (widget_class, GradusImagesPage, note);
  gtk_widget_class_bind_template_callback (widget_class, on_drawn);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_colour);
  gtk_widget_class_bind_template_callback (widget_class, on_sample);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
}

static void
gradus_images_page_init (GradusImagesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  on_colour (self);
  self->cards = gradus_view_card_find_all (GTK_WIDGET (self));
}
