/* SPDX-License-Identifier: MIT */
#include "app/lessons/achievements-window.h"

#include <glib/gi18n.h>

#include "app/common/export.h"
#include "app/common/file-dialog.h"
#include "app/common/scheme.h"
#include "app/lessons/progress-store.h"
#include "lesson/achievements.h"
#include "plot/sheet.h"

/* A4, in points. */
#define WIDTH 595
#define HEIGHT 842

struct _GradusAchievementsWindow {
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkDrawingArea *page;
};

G_DEFINE_FINAL_TYPE (GradusAchievementsWindow, gradus_achievements_window, ADW_TYPE_WINDOW)

static void
draw_page (GradusCanvas *canvas, gpointer data)
{
  const GradusAchievementWords words = {
    .title = _ ("Achievements with Gradus"),
    .read = _ ("%u of %u steps read"),
    .predictions = _ ("%u of %u predictions right"),
    .met = _ ("met on %s"),
    .hints = _ ("with %u hints"),
    .open = _ ("not met yet"),
  };

  gradus_achievements_draw (canvas, gradus_progress_store_get (), &words, g_get_language_names ());
}

/* The page as it will be on paper, scaled to the room that there is. */
static void
on_draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_PRINT, "Cantarell 11");
  GradusCanvas canvas;

  cairo_scale (cr, (double) width / WIDTH, (double) width / WIDTH);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  gradus_canvas_init (&canvas, cr, style, WIDTH, HEIGHT);
  draw_page (&canvas, NULL);
  gradus_canvas_clear (&canvas);
}

static void
tell (GtkWidget *widget, const char *sentence)
{
  adw_toast_overlay_add_toast (GRADUS_ACHIEVEMENTS_WINDOW (widget)->toasts,
                               adw_toast_new (sentence));
}

/* -- On paper ---------------------------------------------------------------------------------- */

static void
on_print_page (GtkPrintOperation *operation, GtkPrintContext *context, int number, gpointer data)
{
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_PRINT, "Cantarell 11");
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  const double scale = MIN (gtk_print_context_get_width (context) / WIDTH,
                            gtk_print_context_get_height (context) / HEIGHT);
  GradusCanvas canvas;

  cairo_scale (cr, scale, scale);
  gradus_canvas_init (&canvas, cr, style, WIDTH, HEIGHT);
  draw_page (&canvas, NULL);
  gradus_canvas_clear (&canvas);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GError) error = NULL;

  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_job_name (operation, _ ("Achievements with Gradus"));
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_print_page), NULL);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (widget), &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    tell (widget, error->message);
}

static void
save_to (GtkWidget *widget, const char *filename)
{
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_PRINT, "Cantarell 11");
  GBytes *bytes = gradus_sheet_render (GRADUS_SHEET_PDF, style, WIDTH, HEIGHT, draw_page, NULL);

  if (bytes)
    gradus_export_write (widget, filename, bytes, _ ("The page was written to %s"), tell);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_file_dialog_save (widget, _ ("Save as PDF"), "gradus.pdf", save_to);
}

/* -- The window -------------------------------------------------------------------------------- */

static void
gradus_achievements_window_class_init (GradusAchievementsWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_install_action (widget_class, "page.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "page.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "page.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gradus/Gradus/achievements-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusAchievementsWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, GradusAchievementsWindow, page);
}

static void
gradus_achievements_window_init (GradusAchievementsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->page, on_draw, NULL, NULL);
}

void
gradus_achievements_window_open (GtkWindow *parent)
{
  gtk_window_present (
      g_object_new (GRADUS_TYPE_ACHIEVEMENTS_WINDOW, "transient-for", parent, "modal", TRUE, NULL));
}
