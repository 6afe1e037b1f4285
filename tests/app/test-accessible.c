/* SPDX-License-Identifier: MIT */

/* The window for everyone: what it needs of a screen, with large text too, from right to left,
 * in grey that can be read, and what it tells those who do not see it. Needs a display. */
#include <adwaita.h>

#include "app/common/scheme.h"
#include "app/lessons/lesson-pane.h"
#include "app/lessons/prose-view.h"
#include "app/runs/run-status.h"
#include "app/window/side.h"
#include "app/window/window.h"
#include "finding.h"

static void
iterate (double seconds)
{
  const gint64 end = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
}

static int
get_least_width (GtkWidget *widget)
{
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

/* What makes it so wide, for whoever has to mend it. */
static void
tell_wide (GtkWidget *widget, int depth)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    const int least = get_least_width (child);

    if (gtk_widget_get_visible (child) && least > 200) {
      g_printerr ("%*s%s %d\n", depth * 2, "", G_OBJECT_TYPE_NAME (child), least);
      tell_wide (child, depth + 1);
    }
  }
}

static void
check_width (GtkWidget *window, int most)
{
  const int least = get_least_width (window);

  if (least > most)
    tell_wide (window, 0);
  g_assert_cmpint (least, <=, most);
}

static void
test_width (void)
{
  GtkWidget *window = GTK_WIDGET (gradus_window_new (NULL));

  gtk_window_present (GTK_WINDOW (window));
  iterate (0.2);
  check_width (window, 1000);
  gtk_window_destroy (GTK_WINDOW (window));
  iterate (0.1);
}

/* -- What is read ------------------------------------------------------------------------------ */

/* The colour in the middle of a widget, as it is drawn on its window. */
static GradusColour
pick (GtkWidget *window, GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  const int width = gtk_widget_get_width (window), height = gtk_widget_get_height (window);
  g_autofree guint32 *pixels = g_new0 (guint32, width * height);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  graphene_rect_t bounds;
  guint32 pixel;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gdk_texture_download (texture, (guchar *) pixels, width * sizeof *pixels);
  g_assert_true (gtk_widget_compute_bounds (widget, window, &bounds));
  pixel = pixels[(int) (bounds.origin.y + bounds.size.height / 2) * width +
                 (int) (bounds.origin.x + bounds.size.width / 2)];
  return (GradusColour){ (pixel >> 16 & 255) / 255.0, (pixel >> 8 & 255) / 255.0,
                         (pixel & 255) / 255.0, 1 };
}

/* A letter that is all ink, in the grey of captions. */
static void
check_grey (AdwColorScheme scheme)
{
  GtkWidget *window = gtk_window_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 40);
  GtkWidget *ink = gtk_label_new ("\342\226\210\342\226\210\342\226\210"),
            *paper = gtk_label_new ("   ");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  gtk_widget_add_css_class (ink, "dim-label");
  gtk_box_append (GTK_BOX (box), ink);
  gtk_box_append (GTK_BOX (box), paper);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  iterate (0.3);
  g_assert_cmpfloat (gradus_colour_contrast (pick (window, ink), pick (window, paper)), >=, 4.5);
  gtk_window_destroy (GTK_WINDOW (window));
  iterate (0.05);
}

static void
test_grey (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/gradus/Gradus/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  check_grey (ADW_COLOR_SCHEME_FORCE_LIGHT);
  check_grey (ADW_COLOR_SCHEME_FORCE_DARK);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

/* -- What is told ------------------------------------------------------------------------------ */

static char *
get_told (GtkWidget *status)
{
  return gtk_test_accessible_check_property (GTK_ACCESSIBLE (status), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                             "");
}

/* Until that is what it says; the caller's own. */
static char *
wait_until_told (GtkWidget *status, const char *wanted)
{
  char *told = get_told (status);

  for (guint i = 0; i < 200 && !(told && strstr (told, wanted)); i++) {
    g_free (told);
    iterate (0.05);
    told = get_told (status);
  }
  g_assert_nonnull (told);
  g_assert_nonnull (strstr (told, wanted));
  return told;
}

/* At a change of state at once; while training goes on, not with each number. */
static void
test_announcement (void)
{
  GtkWidget *window = GTK_WIDGET (gradus_window_new (NULL)), *status;
  g_autofree char *ready = NULL, *training = NULL, *still = NULL, *paused = NULL;

  gtk_window_present (GTK_WINDOW (window));
  iterate (0.3);
  status = find_first (window, GRADUS_TYPE_RUN_STATUS);
  gtk_test_accessible_assert_role (status, GTK_ACCESSIBLE_ROLE_STATUS);
  ready = wait_until_told (status, "ready, step 0, cost 0.69");
  gradus_document_set_speed (gradus_window_get_document (GRADUS_WINDOW (window)), 100);
  gtk_widget_activate_action (window, "win.train", NULL);
  training = wait_until_told (status, "training, step ");
  iterate (0.5);
  still = get_told (status);
  g_assert_cmpstr (still, ==, training);
  gtk_widget_activate_action (window, "win.train", NULL);
  paused = wait_until_told (status, "paused, step ");
  gtk_window_destroy (GTK_WINDOW (window));
  iterate (0.1);
}

/* Orca says it when the focus comes, and when its name changes: of a label it does not. */
static void
test_reading (void)
{
  GtkWidget *pane = g_object_ref_sink (g_object_new (GRADUS_TYPE_LESSON_PANE, NULL));
  GtkWidget *text = find_first (pane, GRADUS_TYPE_PROSE_VIEW);

  gtk_test_accessible_assert_role (text, GTK_ACCESSIBLE_ROLE_DOCUMENT);
  gradus_prose_view_set_headed_text (GRADUS_PROSE_VIEW (text), "Predict first", "*Say* it.");
  gtk_test_accessible_assert_property (text, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Predict first\nSay it.");
  gradus_prose_view_set_text (GRADUS_PROSE_VIEW (text), "Then look.");
  gtk_test_accessible_assert_property (text, GTK_ACCESSIBLE_PROPERTY_LABEL, "Then look.");
  g_object_unref (pane);
}

/* -- From right to left ------------------------------------------------------------------------ */

static void
test_direction (void)
{
  GtkWidget *window, *side;
  graphene_rect_t bounds;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  window = GTK_WIDGET (gradus_window_new (NULL));
  gtk_window_present (GTK_WINDOW (window));
  iterate (0.5);
  side = find_first (window, GRADUS_TYPE_SIDE);
  g_assert_true (gtk_widget_compute_bounds (side, window, &bounds));
  g_assert_cmpfloat (bounds.origin.x, >, gtk_widget_get_width (window) / 2.0);
  gtk_window_destroy (GTK_WINDOW (window));
  iterate (0.1);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/accessible/width", test_width);
  g_test_add_func ("/accessible/grey", test_grey);
  g_test_add_func ("/accessible/announcement", test_announcement);
  g_test_add_func ("/accessible/reading", test_reading);
  g_test_add_func ("/accessible/direction", test_direction);
  return g_test_run ();
}
