/* SPDX-License-Identifier: MIT */

/* The window: what it does for others as their host, its layout, its side, presenting, and what it
 * asks of the application. Needs a display. */
#include <adwaita.h>

#include "app/application.h"
#include "app/common/host.h"
#include "app/common/settings.h"
#include "app/experiment/import-window.h"
#include "app/lessons/prose-view.h"
#include "app/views/views-panel.h"
#include "app/window/guide.h"
#include "app/window/presentation.h"
#include "app/window/window-layout.h"
#include "app/window/window.h"
#include "document/edit.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "finding.h"
#include "lesson/library.h"

/* -- Looking ----------------------------------------------------------------------------------- */

/* How large the letters of drawings are. */
static double
get_letters (void)
{
  g_autofree char *name = NULL;
  PangoFontDescription *font;
  int size;

  g_object_get (gtk_settings_get_default (), "gtk-font-name", &name, NULL);
  font = pango_font_description_from_string (name);
  size = pango_font_description_get_size (font);
  pango_font_description_free (font);
  return size;
}

/* Whether a window shows a lesson. */
static gboolean
find_lesson (GtkWidget *window)
{
  GtkWidget *pane = find_first (window, GRADUS_TYPE_LESSON_PANE);

  return pane && gtk_widget_get_mapped (pane);
}

/* -- A host that writes down what it is asked -------------------------------------------------- */

#define TEST_TYPE_HOST (test_host_get_type ())
G_DECLARE_FINAL_TYPE (TestHost, test_host, TEST, HOST, GtkWindow)

struct _TestHost {
  GtkWindow parent_instance;

  GString *asked;
};

static void test_host_implement (GradusHostInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestHost, test_host, GTK_TYPE_WINDOW,
                               G_IMPLEMENT_INTERFACE (GRADUS_TYPE_HOST, test_host_implement))

static void
note_told (GradusHost *host, const char *sentence)
{
  g_string_append_printf (TEST_HOST (host)->asked, "tell %s;", sentence);
}

static void
note_warned (GradusHost *host, const char *sentence)
{
  g_string_append_printf (TEST_HOST (host)->asked, "warn %s;", sentence);
}

static void
note_offered (GradusHost *host, const char *sentence, const char *label, const char *action)
{
  g_string_append_printf (TEST_HOST (host)->asked, "offer %s, %s, %s;", sentence, label, action);
}

static void
note_cleared (GradusHost *host)
{
  g_string_append (TEST_HOST (host)->asked, "clear;");
}

static void
note_file (GradusHost *host, const char *filename)
{
  g_string_append_printf (TEST_HOST (host)->asked, "file %s;", filename);
}

static void
note_draft (GradusHost *host, GradusDraft *draft)
{
  g_string_append_printf (TEST_HOST (host)->asked, "draft of %u;", draft->runs->len);
}

static void
test_host_implement (GradusHostInterface *iface)
{
  iface->tell = note_told;
  iface->warn = note_warned;
  iface->offer = note_offered;
  iface->clear = note_cleared;
  iface->open_file = note_file;
  iface->open_draft = note_draft;
}

static void
test_host_finalize (GObject *object)
{
  g_string_free (TEST_HOST (object)->asked, TRUE);
  G_OBJECT_CLASS (test_host_parent_class)->finalize (object);
}

static void
test_host_class_init (TestHostClass *class)
{
  G_OBJECT_CLASS (class)->finalize = test_host_finalize;
}

static void
test_host_init (TestHost *self)
{
  self->asked = g_string_new (NULL);
}

static void
test_host_passes_on (void)
{
  TestHost *host = g_object_new (TEST_TYPE_HOST, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *label = gtk_label_new (NULL);
  g_autoptr (GradusDraft) draft = gradus_draft_new ();

  gtk_box_append (GTK_BOX (box), label);
  gtk_window_set_child (GTK_WINDOW (host), box);
  gradus_host_tell (label, "a");
  gradus_host_warn (box, "w");
  gradus_host_offer (label, "b", "Do It", "win.do-it");
  gradus_host_clear (box);
  gradus_host_open_file (GTK_WIDGET (host), "/tmp/c");
  gradus_host_open_draft (label, draft);
  g_assert_cmpstr (host->asked->str, ==,
                   "tell a;warn w;offer b, Do It, win.do-it;clear;file /tmp/c;draft of 0;");
  gtk_window_destroy (GTK_WINDOW (host));
}

/* A dialog speaks to the window that it belongs to, and so does a dialog of that dialog. */
static void
test_host_of_dialogs (void)
{
  TestHost *host = g_object_new (TEST_TYPE_HOST, NULL);
  GtkWidget *dialog = g_object_new (GTK_TYPE_WINDOW, "transient-for", host, NULL);
  GtkWidget *inner = g_object_new (ADW_TYPE_WINDOW, "transient-for", dialog, NULL);
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_new (),
            *label = gtk_label_new (NULL);

  adw_window_set_content (ADW_WINDOW (inner), button);
  gtk_popover_set_child (GTK_POPOVER (popover), label);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  g_assert_true (gradus_host_find (dialog) == GRADUS_HOST (host));
  g_assert_true (gradus_host_find (label) == GRADUS_HOST (host));
  gradus_host_tell (label, "from a popover");
  g_assert_cmpstr (host->asked->str, ==, "tell from a popover;");
  gtk_window_destroy (GTK_WINDOW (inner));
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (GTK_WINDOW (host));
}

static void
test_host_is_missing (void)
{
  GtkWidget *window = g_object_new (GTK_TYPE_WINDOW, NULL);
  g_autoptr (GtkWidget) label = g_object_ref_sink (gtk_label_new (NULL));

  g_assert_null (gradus_host_find (label));
  g_assert_null (gradus_host_find (window));
  gradus_host_tell (label, "nobody");
  gradus_host_clear (window);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* -- The window as a host ---------------------------------------------------------------------- */

static void
test_window_tells (void)
{
  GtkWidget *window = GTK_WIDGET (gradus_window_new (NULL));
  GtkWidget *button;

  gtk_window_present (GTK_WINDOW (window));
  gradus_host_tell (window, "the disk is full");
  g_assert_nonnull (find_label (window, "The disk is full"));
  gradus_host_offer (window, "something was left", "Look", "win.train");
  iterate_until_gone (window, "The disk is full");
  g_assert_nonnull (find_label (window, "Something was left"));
  button = gtk_widget_get_ancestor (find_label (window, "Look"), GTK_TYPE_BUTTON);
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==, "win.train");
  gradus_host_clear (window);
  iterate_until_gone (window, "Something was left");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What is told is whole, in as many lines as it needs, and covers no chart. */
static void
test_window_tells_below (void)
{
  static const char *const sentence =
      "Fashion-MNIST is not there (No such file or directory); install the package "
      "dataset-fashion-mnist, or choose a folder that has its four files, and try again then";
  GtkWidget *window = GTK_WIDGET (gradus_window_new (NULL)), *label, *views;
  graphene_rect_t told, charts;

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  gradus_host_offer (window, sentence, "Look", "win.train");
  label = find_label (window, sentence);
  views = find_first (window, GRADUS_TYPE_VIEWS_PANEL);
  while (gtk_widget_get_height (label) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
  g_assert_true (gtk_widget_compute_bounds (label, window, &told));
  g_assert_true (gtk_widget_compute_bounds (views, window, &charts));
  g_assert_cmpfloat (told.origin.y, >=, charts.origin.y + charts.size.height);
  g_assert_cmpfloat (told.origin.x, >=, charts.origin.x);
  g_assert_cmpfloat (told.origin.x + told.size.width, <=, charts.origin.x + charts.size.width);
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkDropTarget *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_DROP_TARGET (controller))
      return GTK_DROP_TARGET (controller); /* which the widget holds */
  }
  g_assert_not_reached ();
}

static void
drop (GtkWidget *window, GSList *files)
{
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean is_taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  g_signal_emit_by_name (find_drop_target (window), "drop", &value, 10.0, 10.0, &is_taken);
  g_assert_true (is_taken);
}

/* All files that are dropped are opened; what is wrong with each stays, by its name. */
static void
test_window_takes_drops (void)
{
  GtkWidget *window = GTK_WIDGET (gradus_window_new (NULL));
  const char *const names[] = { "bad.json", "bad.safetensors", "빈.csv" };
  g_autofree char *folder = g_dir_make_tmp ("gradus-drops-XXXXXX", NULL);
  GSList *files = g_slist_append (NULL, g_file_new_for_uri ("http://example.com/a.csv"));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (folder, names[i], NULL);

    g_assert_true (g_file_set_contents (path, i == 2 ? "" : "{", -1, NULL));
    files = g_slist_append (files, g_file_new_for_path (path));
  }
  gtk_window_present (GTK_WINDOW (window));
  drop (window, files);
  g_assert_nonnull (find_label (window, "Only files on this computer can be opened"));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *start = g_strdup_printf ("“%s”: ", names[i]);

    while (!find_label_with (window, start))
      g_main_context_iteration (NULL, TRUE);
  }
  g_slist_free_full (files, g_object_unref);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A picture of one colour in a folder for its class. */
static char *
write_picture (const char *folder, const char *class, const char *name, guint32 colour)
{
  g_autofree char *class_folder = g_build_filename (folder, class, NULL);
  g_autofree char *path = g_build_filename (class_folder, name, NULL);
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 6, 6);

  g_assert_cmpint (g_mkdir_with_parents (class_folder, 0700), ==, 0);
  gdk_pixbuf_fill (picture, colour);
  g_assert_true (gdk_pixbuf_save (picture, path, "png", NULL, NULL));
  return g_steal_pointer (&path);
}

static void
wait_for_import (GtkWidget *window)
{
  GtkWindow *import;

  while (!(import = find_window (GRADUS_TYPE_IMPORT_WINDOW)))
    g_main_context_iteration (NULL, TRUE);
  while (!find_label_with (GTK_WIDGET (import), "pictures in folders"))
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (import);
}

/* One of the pictures stands for all of its folder and of those beside it, whether it is dropped or
 * opened. */
static void
test_window_takes_pictures (void)
{
  GtkWidget *window = GTK_WIDGET (gradus_window_new (NULL));
  g_autofree char *folder = g_dir_make_tmp ("gradus-pictures-XXXXXX", NULL);
  g_autofree char *cat = write_picture (folder, "cat", "1.png", 0xc86432ff);
  g_autofree char *dog = write_picture (folder, "dog", "2.png", 0x808080ff);
  GSList *files = g_slist_append (NULL, g_file_new_for_path (dog));

  gtk_window_present (GTK_WINDOW (window));
  drop (window, files);
  wait_for_import (window);
  gradus_host_open_file (window, cat);
  wait_for_import (window);
  g_slist_free_full (files, g_object_unref);
  gtk_window_destroy (GTK_WINDOW (window));
}

static guint
count_windows (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GObject) window = g_list_model_get_item (windows, i);

    n += GRADUS_IS_WINDOW (window);
  }
  return n;
}

/* An experiment replaces the selected run; what is no file of Gradus's is told, and changes
 * nothing. */
static void
test_window_opens_files (void)
{
  GradusWindow *window = gradus_window_new (NULL);
  g_autofree char *folder = g_dir_make_tmp ("gradus-XXXXXX", NULL);
  g_autofree char *good = g_build_filename (folder, "good.json", NULL);
  g_autofree char *bad = g_build_filename (folder, "bad.json", NULL);
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor-deep-relu");
  g_autofree char *json = gradus_experiment_to_json (experiment);
  GradusRun *run = gradus_window_get_run (window);

  g_assert_true (g_file_set_contents (good, json, -1, NULL));
  g_assert_true (g_file_set_contents (bad, "{ \"gradus-experiment\": 1, ", -1, NULL));
  gtk_window_present (GTK_WINDOW (window));
  gradus_host_open_file (GTK_WIDGET (window), bad);
  while (!find_label_with (GTK_WIDGET (window), "bad.json"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gradus_window_get_run (window) == run);
  gradus_host_open_file (GTK_WIDGET (window), good);
  while (gradus_window_get_run (window) == run)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (
      gradus_experiment_get_n_layers (gradus_run_get_experiment (gradus_window_get_run (window))),
      ==, 11);
  g_assert_cmpint (remove (good) + remove (bad) + remove (folder), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A copy of a document is another window's, with as many runs, and was never saved. */
static void
test_window_opens_drafts (void)
{
  GradusWindow *window = gradus_window_new (NULL), *copy;
  GradusDocument *document = gradus_window_get_document (window);

  g_assert_true (gradus_document_duplicate (document, gradus_window_get_run (window), NULL));
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.duplicate-document", NULL);
  while (count_windows () < 2)
    g_main_context_iteration (NULL, TRUE);
  copy = GRADUS_WINDOW (find_other_window (GRADUS_TYPE_WINDOW, GTK_WINDOW (window)));
  while (gradus_document_get_n_runs (gradus_window_get_document (copy)) < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gradus_window_get_document (copy) != document);
  g_assert_null (gradus_autosaver_get_filename (gradus_window_get_autosaver (copy)));
  gtk_window_destroy (GTK_WINDOW (copy));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* -- The layout -------------------------------------------------------------------------------- */

static void
check_size (int width, int height, int expected_width, int expected_height)
{
  GtkWindow *window = g_object_new (GTK_TYPE_WINDOW, NULL);
  GradusViewsPanel *views = g_object_new (GRADUS_TYPE_VIEWS_PANEL, NULL);

  gtk_window_set_child (window, GTK_WIDGET (views));
  g_settings_set (gradus_settings_get (), "window-size", "(ii)", width, height);
  gradus_window_layout_load (window, views);
  gtk_window_get_default_size (window, &width, &height);
  g_assert_cmpint (width, ==, expected_width);
  g_assert_cmpint (height, ==, expected_height);
  gtk_window_destroy (window);
}

static void
test_layout_size (void)
{
  GListModel *monitors = gdk_display_get_monitors (gdk_display_get_default ());
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, 0);
  GdkRectangle screen;

  gdk_monitor_get_geometry (monitor, &screen);
  check_size (600, 450, 600, 450);
  check_size (1, -5, 400, 300);
  check_size (100000, 100000, screen.width, screen.height);
  g_settings_reset (gradus_settings_get (), "window-size");
}

static void
test_maximised_is_remembered (void)
{
  GtkWindow *window;

  g_settings_set_boolean (gradus_settings_get (), "is-maximized", TRUE);
  window = GTK_WINDOW (gradus_window_new (NULL));
  g_assert_true (gtk_window_is_maximized (window));
  gtk_window_destroy (window);
  g_settings_reset (gradus_settings_get (), "is-maximized");
}

static void
test_layout_is_remembered (void)
{
  GtkWindow *window =
      g_object_new (GTK_TYPE_WINDOW, "default-width", 640, "default-height", 500, NULL);
  GradusViewsPanel *views = g_object_new (GRADUS_TYPE_VIEWS_PANEL, NULL);
  GSettings *settings = gradus_settings_get ();
  g_autofree char *before = NULL, *after = NULL;
  int width, height;

  gtk_window_set_child (window, GTK_WIDGET (views));
  gradus_window_layout_save (window, views);
  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  g_assert_cmpint (width, ==, 640);
  g_assert_cmpint (height, ==, 500);
  g_assert_false (g_settings_get_boolean (settings, "is-maximized"));
  before = g_settings_get_string (settings, "views");
  g_assert_nonnull (strchr (before, '=')); /* a key file with something in it */

  /* What cannot be read leaves the views as they usually are. */
  g_settings_set_string (settings, "views", "no key file");
  gradus_window_layout_load (window, views);
  gradus_window_layout_save (window, views);
  after = g_settings_get_string (settings, "views");
  g_assert_cmpstr (after, ==, before);
  g_settings_reset (settings, "views");
  g_settings_reset (settings, "window-size");
  gtk_window_destroy (window);
}

/* A widget that would be wide if it were asked what it needs at a height. */
#define TEST_TYPE_PROBE (test_probe_get_type ())
G_DECLARE_FINAL_TYPE (TestProbe, test_probe, TEST, PROBE, GtkWidget)

struct _TestProbe {
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (TestProbe, test_probe, GTK_TYPE_WIDGET)

static void
test_probe_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *least,
                    int *natural, int *least_baseline, int *natural_baseline)
{
  *least = *natural = orientation == GTK_ORIENTATION_HORIZONTAL && for_size >= 0 ? 5000 : 1;
}

static GtkSizeRequestMode
test_probe_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
test_probe_class_init (TestProbeClass *class)
{
  GTK_WIDGET_CLASS (class)->measure = test_probe_measure;
  GTK_WIDGET_CLASS (class)->get_request_mode = test_probe_get_request_mode;
}

static void
test_probe_init (TestProbe *self)
{
}

/* What is in a window is not asked for the least width at a height: boxes within panes within boxes
 * would search for it without end, and the window stood still. */
static void
test_layout_least_width (void)
{
  GtkWidget *window = GTK_WIDGET (gradus_window_new (NULL));
  GtkOverlay *overlay = GTK_OVERLAY (find_first (window, GTK_TYPE_OVERLAY));
  int least;

  gtk_box_append (GTK_BOX (gtk_overlay_get_child (overlay)), g_object_new (TEST_TYPE_PROBE, NULL));
  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, 700, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <, 5000);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* -- The side, and presenting ------------------------------------------------------------------ */

static void
check_side (GradusSide *side, gboolean has_lesson, gboolean has_panel)
{
  GtkWidget *panel =
      gtk_widget_get_ancestor (GTK_WIDGET (gradus_side_get_panel (side)), GTK_TYPE_SCROLLED_WINDOW);

  GtkWidget *pane = GTK_WIDGET (gradus_side_get_lesson_pane (side));

  g_assert_cmpint (gtk_widget_get_visible (gtk_widget_get_parent (pane)), ==, has_lesson);
  g_assert_cmpint (gtk_widget_get_visible (panel), ==, has_panel);
  g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (side)), ==, has_lesson || has_panel);
}

static void
test_side (void)
{
  GradusSide *side = g_object_ref_sink (g_object_new (GRADUS_TYPE_SIDE, NULL));

  g_assert_null (gradus_side_get_lesson_pane (side));
  gradus_side_add_lesson_pane (side, g_object_new (GRADUS_TYPE_LESSON_PANE, NULL));
  gradus_side_set_has_lesson (side, FALSE);
  check_side (side, FALSE, TRUE);
  gradus_side_set_has_lesson (side, TRUE); /* in a window that is not wide */
  check_side (side, TRUE, FALSE);
  gradus_side_toggle (side);
  check_side (side, FALSE, TRUE);
  gradus_side_show_lesson (side, TRUE);
  check_side (side, TRUE, FALSE);
  gradus_side_set_presenting (side, TRUE);
  check_side (side, TRUE, FALSE);
  gradus_side_set_has_lesson (side, FALSE);
  check_side (side, FALSE, FALSE); /* the audience needs no settings */
  gradus_side_set_presenting (side, FALSE);
  check_side (side, FALSE, TRUE);
  g_object_unref (side);
}

/* The task is above the experiment only where the lesson that says it is out of sight. */
static void
test_side_task (void)
{
  GradusSide *side = g_object_ref_sink (g_object_new (GRADUS_TYPE_SIDE, NULL));
  GtkWidget *task = find_first (GTK_WIDGET (side), GRADUS_TYPE_PROSE_VIEW);

  gradus_side_set_has_lesson (side, TRUE);
  gradus_side_set_task (side, "Make it learn.");
  g_assert_false (gtk_widget_get_visible (task));
  gradus_side_toggle (side);
  g_assert_true (gtk_widget_get_visible (task));
  gradus_side_set_task (side, NULL);
  g_assert_false (gtk_widget_get_visible (task));
  g_object_unref (side);
}

static void
iterate_for (guint milliseconds)
{
  const gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
}

static int
measure_label (GtkWidget *window, const char *text)
{
  int natural;

  gtk_widget_measure (find_label (window, text), GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL,
                      NULL);
  return natural;
}

/* What was hidden from the audience is afterwards as large as it was. */
static void
test_after_presentation (void)
{
  GtkWidget *window = GTK_WIDGET (gradus_window_new (NULL));
  int before;

  gtk_window_present (GTK_WINDOW (window));
  iterate_for (300);
  before = measure_label (window, "Training");
  for (guint i = 0; i < 2; i++) {
    gtk_widget_activate_action (window, "win.present", NULL);
    iterate_for (300);
  }
  g_assert_cmpint (measure_label (window, "Training"), ==, before);
  gtk_window_destroy (GTK_WINDOW (window));
  iterate_for (50);
}

static void
test_presentation (void)
{
  GtkWindow *window = g_object_new (GTK_TYPE_WINDOW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = gtk_label_new (NULL);
  GtkWidget *header_place = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *edge = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *stage = gtk_label_new (NULL);
  GtkWidget *bottom = gtk_label_new (NULL), *curtain = gtk_label_new (NULL);
  GtkWidget *views = g_object_new (GRADUS_TYPE_VIEWS_PANEL, NULL);
  GradusSide *side = g_object_new (GRADUS_TYPE_SIDE, NULL);
  GtkWidget *const all[] = { header_place, edge, stage, GTK_WIDGET (side), views, bottom, curtain };
  GradusPresentation *presentation;
  const double usual = get_letters ();

  gtk_box_append (GTK_BOX (header_place), header);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    gtk_box_append (GTK_BOX (box), all[i]);
  gtk_window_set_child (window, box);
  gtk_widget_set_visible (stage, FALSE);
  presentation =
      gradus_presentation_new (&(GradusPresented){ window, side, header, header_place, edge, stage,
                                                   GRADUS_VIEWS_PANEL (views), bottom, curtain });
  gtk_widget_set_visible (curtain, FALSE);
  g_assert_false (
      gradus_presentation_take_key (presentation, GDK_KEY_b)); /* not before an audience */
  gradus_presentation_toggle (presentation);
  g_assert_true (gradus_presentation_is_on (presentation));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (window), "presenting"));
  g_assert_false (gtk_widget_get_visible (bottom));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (side)));
  g_assert_true (gtk_widget_get_visible (stage)); /* instead of the header bar */
  g_assert_true (gtk_widget_get_parent (header) == edge);
  g_assert_false (gtk_widget_get_visible (edge));
  g_assert_cmpfloat (get_letters (), >, 1.2 * usual);
  g_assert_true (gradus_presentation_take_key (presentation, GDK_KEY_B));
  g_assert_true (gtk_widget_get_visible (curtain));
  g_assert_true (gradus_presentation_take_key (presentation, GDK_KEY_period));
  g_assert_false (gtk_widget_get_visible (curtain));
  g_assert_false (gradus_presentation_take_key (presentation, GDK_KEY_a));
  gradus_presentation_take_key (presentation, GDK_KEY_period);
  g_assert_true (gradus_presentation_take_key (presentation, GDK_KEY_Escape));
  g_assert_false (gradus_presentation_is_on (presentation));
  g_assert_false (gtk_widget_get_visible (curtain)); /* nobody is left in the dark */
  g_assert_true (gtk_widget_get_visible (bottom));
  g_assert_false (gtk_widget_get_visible (stage));
  g_assert_true (gtk_widget_get_parent (header) == header_place);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (window), "presenting"));
  g_assert_cmpfloat (get_letters (), ==, usual);

  /* A window that is closed in the middle leaves the others with letters of the usual size. */
  gradus_presentation_toggle (presentation);
  gradus_presentation_free (presentation);
  g_assert_cmpfloat (get_letters (), ==, usual);
  gtk_window_destroy (window);
}

/* -- The application, which is reached by its actions alone ------------------------------------ */

static void
ask (GtkWidget *window, const char *topic)
{
  gtk_widget_activate_action (window, "win.explain", "s", topic);
}

static void
open_about (GtkWidget *window, const char *topic)
{
  gtk_widget_activate_action (window, "app.explain-in", "(us)",
                              gtk_application_window_get_id (GTK_APPLICATION_WINDOW (window)),
                              topic);
}

/* A topic is explained over the window that asks, which stays as it is. The lesson itself opens in
 * it while nothing would be lost, else in another one. */
static void
test_explaining (void)
{
  g_autoptr (GradusApplication) application = gradus_application_new ();
  GradusWindow *window, *other;

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  window = gradus_window_new (ADW_APPLICATION (application));
  gtk_window_present (GTK_WINDOW (window));
  ask (GTK_WIDGET (window), "nothing-at-all");
  g_assert_nonnull (find_label (GTK_WIDGET (window), "There is no lesson about this"));
  g_assert_false (find_lesson (GTK_WIDGET (window)));

  g_assert_true (gradus_document_duplicate (gradus_window_get_document (window),
                                            gradus_window_get_run (window), NULL));
  g_assert_false (gradus_window_has_room (window));
  ask (GTK_WIDGET (window), "learning-rate");
  g_assert_nonnull (find_label (GTK_WIDGET (window), "One step"));
  g_assert_cmpuint (count_windows (), ==, 1);
  open_about (GTK_WIDGET (window), "learning-rate");
  g_assert_cmpuint (count_windows (), ==, 2);
  g_assert_false (find_lesson (GTK_WIDGET (window)));
  other = GRADUS_WINDOW (find_other_window (GRADUS_TYPE_WINDOW, GTK_WINDOW (window)));
  while (!find_lesson (GTK_WIDGET (other)))
    g_main_context_iteration (NULL, TRUE);
  open_about (GTK_WIDGET (other), "batch-size"); /* a lesson may follow a lesson */
  g_assert_cmpuint (count_windows (), ==, 2);
  gtk_window_destroy (GTK_WINDOW (other));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("gradus-window-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE); /* where windows keep their drafts */
  g_setenv ("XDG_DATA_HOME", state, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/window/host/passes-on", test_host_passes_on);
  g_test_add_func ("/window/host/of-dialogs", test_host_of_dialogs);
  g_test_add_func ("/window/host/is-missing", test_host_is_missing);
  g_test_add_func ("/window/host/tells", test_window_tells);
  g_test_add_func ("/window/tells-below", test_window_tells_below);
  g_test_add_func ("/window/host/takes-drops", test_window_takes_drops);
  g_test_add_func ("/window/host/takes-pictures", test_window_takes_pictures);
  g_test_add_func ("/window/host/opens-files", test_window_opens_files);
  g_test_add_func ("/window/host/opens-drafts", test_window_opens_drafts);
  g_test_add_func ("/window/layout/size", test_layout_size);
  g_test_add_func ("/window/layout/maximised-is-remembered", test_maximised_is_remembered);
  g_test_add_func ("/window/layout/is-remembered", test_layout_is_remembered);
  g_test_add_func ("/window/layout/least-width", test_layout_least_width);
  g_test_add_func ("/window/side", test_side);
  g_test_add_func ("/window/side/task", test_side_task);
  g_test_add_func ("/window/presentation", test_presentation);
  g_test_add_func ("/window/after-presentation", test_after_presentation);
  g_test_add_func ("/window/explaining", test_explaining);
  return g_test_run ();
}
