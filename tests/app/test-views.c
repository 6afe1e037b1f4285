/* SPDX-License-Identifier: MIT */

/* The panel of views: its pages, its cards, what lessons and layouts set in them. Needs a
 * display. */
#include <adwaita.h>
#include <string.h>

#include "app/views/chain-page.h"
#include "app/views/drawing-turns.h"
#include "app/views/maps-page.h"
#include "app/views/overview-page.h"
#include "app/views/race-column.h"
#include "app/views/setting-control.h"
#include "app/views/views-page.h"
#include "app/views/views-panel.h"
#include "document/edit.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "finding.h"

/* A panel in a window, with a document of one run. */
typedef struct {
  GtkWidget *window;
  GradusViewsPanel *panel;
  GradusOverviewPage *overview;
  GradusDocument *document;
  GradusRun *run;
  guint n_boundaries;
} Desk;

static void
count_boundary (Desk *desk, GradusView *view)
{
  g_assert_cmpstr (gradus_view_get_figure (view)->class->name, ==, "boundary");
  desk->n_boundaries++;
}

static void
desk_init_with (Desk *desk, const GradusExperiment *experiment)
{
  desk->panel = g_object_new (GRADUS_TYPE_VIEWS_PANEL, NULL);
  desk->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 900, 600);
  gtk_window_set_child (GTK_WINDOW (desk->window), GTK_WIDGET (desk->panel));
  desk->document = gradus_document_new ();
  desk->run = gradus_run_new (experiment, NULL);
  desk->n_boundaries = 0;
  g_signal_connect_swapped (desk->panel, "boundary-made", G_CALLBACK (count_boundary), desk);
  gradus_views_panel_set_document (desk->panel, desk->document);
  desk->overview =
      GRADUS_OVERVIEW_PAGE (find_first (GTK_WIDGET (desk->panel), GRADUS_TYPE_OVERVIEW_PAGE));
  gradus_document_insert (desk->document, 0, desk->run);
  gradus_views_panel_set_run (desk->panel, desk->run);
}

static void
desk_init (Desk *desk, const char *id)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make (id);

  desk_init_with (desk, experiment);
}

static void
desk_clear (Desk *desk)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  g_object_unref (desk->run);
  g_object_unref (desk->document);
}

static GtkStack *
get_stack (Desk *desk)
{
  return GTK_STACK (gtk_widget_get_ancestor (GTK_WIDGET (desk->overview), GTK_TYPE_STACK));
}

/* NULL: it has not been made. */
static GtkWidget *
peek_page (Desk *desk, const char *name)
{
  return adw_bin_get_child (ADW_BIN (gtk_stack_get_child_by_name (get_stack (desk), name)));
}

/* Turns to a page and back. */
static GtkWidget *
visit_page (Desk *desk, const char *name)
{
  const char *shown = gtk_stack_get_visible_child_name (get_stack (desk));

  gtk_stack_set_visible_child_name (get_stack (desk), name);
  gtk_stack_set_visible_child_name (get_stack (desk), shown);
  return peek_page (desk, name);
}

static double
get_setting (Desk *desk, const char *card, const char *name)
{
  GradusView *view = gradus_overview_page_get_view (desk->overview, card);

  g_assert_nonnull (view);
  return gradus_figure_get (gradus_view_get_figure (view), name);
}

/* The card that a view is in. */
static GtkWidget *
get_card (Desk *desk, const char *card)
{
  return gtk_widget_get_ancestor (GTK_WIDGET (gradus_overview_page_get_view (desk->overview, card)),
                                  GRADUS_TYPE_VIEW_CARD);
}

static gboolean
set_flag (gpointer flag)
{
  *(gboolean *) flag = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_a_little (void)
{
  gboolean is_over = FALSE;

  g_timeout_add (300, set_flag, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

/* Every page that a lesson may name is there, and no other. */
static void
test_pages (void)
{
  g_autoptr (GtkSelectionModel) pages = NULL;
  guint n = 0;
  Desk desk;

  desk_init (&desk, "xor");
  gtk_window_present (GTK_WINDOW (desk.window));
  for (; gradus_page_names[n]; n++)
    g_assert_true (GRADUS_IS_VIEWS_PAGE (visit_page (&desk, gradus_page_names[n])));
  pages = gtk_stack_get_pages (get_stack (&desk));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (pages)), ==, n);
  g_assert_false (gtk_stack_page_get_visible (gtk_stack_get_page (
      get_stack (&desk), gtk_stack_get_child_by_name (get_stack (&desk), "images"))));
  desk_clear (&desk);
}

/* Every figure that wants a card on the first page has one. */
static void
test_cards (void)
{
  Desk desk;

  desk_init (&desk, "xor");
  for (guint i = 0; gradus_figures[i]; i++) {
    if (gradus_figures[i]->card)
      g_assert_true (gradus_view_get_figure (
                         gradus_overview_page_get_view (desk.overview, gradus_figures[i]->card))
                         ->class
                     == gradus_figures[i]);
  }
  desk_clear (&desk);
}

/* The control follows the view, and the view the control. */
static void
test_controls (void)
{
  GtkWidget *toggle, *list;
  GradusView *cost, *layers;
  Desk desk;

  desk_init (&desk, "xor");
  cost = gradus_overview_page_get_view (desk.overview, "cost");
  layers = gradus_overview_page_get_view (desk.overview, "layers");
  toggle = find_first (get_card (&desk, "cost"), GTK_TYPE_TOGGLE_BUTTON);
  list = find_first (get_card (&desk, "layers"), GTK_TYPE_DROP_DOWN); /* of measures */
  gradus_view_set (cost, "log", TRUE);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (toggle)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), FALSE);
  g_assert_cmpfloat (get_setting (&desk, "cost", "log"), ==, 0);
  gradus_view_set (layers, "measure", 4);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (list)), ==, 4);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), 2);
  g_assert_cmpfloat (get_setting (&desk, "layers", "measure"), ==, 2);
  desk_clear (&desk);
}

/* What no run has a use for yet is not made; what one had a use for hides with the next. */
static void
test_controls_made_when_needed (void)
{
  g_autoptr (GradusExperiment) spiral = gradus_builtin_make ("spiral");
  g_autoptr (GradusRun) other = gradus_run_new (spiral, NULL);
  GtkWidget *card, *label;
  Desk desk;

  desk_init (&desk, "xor");
  card = get_card (&desk, "boundary");
  g_assert_null (find_label (card, "Test"));             /* there are no test data */
  g_assert_null (find_first (card, GTK_TYPE_DROP_DOWN)); /* nor more than two axes */
  g_assert_nonnull (find_label (card, "Classes"));
  gradus_document_insert (desk.document, 1, other);
  gradus_views_panel_set_run (desk.panel, other);
  label = find_label (card, "Test");
  g_assert_true (
      gtk_widget_get_visible (gtk_widget_get_ancestor (label, GRADUS_TYPE_SETTING_CONTROL)));
  g_assert_true (gtk_toggle_button_get_active (
      GTK_TOGGLE_BUTTON (gtk_widget_get_ancestor (label, GTK_TYPE_TOGGLE_BUTTON))));
  gradus_views_panel_set_run (desk.panel, desk.run);
  g_assert_false (
      gtk_widget_get_visible (gtk_widget_get_ancestor (label, GRADUS_TYPE_SETTING_CONTROL)));
  desk_clear (&desk);
}

/* Curves look at the same steps; the cost and the accuracy alone are smoothed alike. */
static void
test_sharing (void)
{
  GradusView *accuracy;
  Desk desk;

  desk_init (&desk, "xor");
  accuracy = gradus_overview_page_get_view (desk.overview, "accuracy");
  gradus_view_set (accuracy, "x-high", 40);
  gradus_view_set (accuracy, "x-low", 10);
  gradus_view_set (accuracy, "cursor", 20);
  gradus_view_set (accuracy, "smoothing", 0.5);
  g_assert_cmpfloat (get_setting (&desk, "cost", "x-low"), ==, 10);
  g_assert_cmpfloat (get_setting (&desk, "layers", "x-high"), ==, 40);
  g_assert_cmpfloat (get_setting (&desk, "layers", "cursor"), ==, 20);
  g_assert_cmpfloat (get_setting (&desk, "cost", "smoothing"), ==, 0.5);
  g_assert_cmpfloat (get_setting (&desk, "layers", "smoothing"), ==, 0.5);
  gradus_view_set (accuracy, "step-axis", 0);
  g_assert_cmpfloat (get_setting (&desk, "cost", "step-axis"), ==, 0);
  g_assert_cmpfloat (get_setting (&desk, "layers", "step-axis"), ==, 0);
  g_assert_true (gradus_view_is_zoomed (gradus_overview_page_get_view (desk.overview, "cost")));
  desk_clear (&desk);
}

/* A layout comes back as it was; one of before, with the keys of then, is read. */
static void
test_layout (void)
{
  static const char before[] =
      "[views]\npage=chain\nmeasure=3\nform=2\nlog=true\nrows=0.5\ntop=0.5\n"
      "bottom=0.3\nbottom-right=0.4\nchain=0.5\ninside=0.5\ncompare=0.5\n"
      "compare-rows=0.5\n";
  g_autoptr (GKeyFile) file = g_key_file_new (), empty = g_key_file_new (),
                       again = g_key_file_new ();
  Desk desk;

  desk_init (&desk, "xor");
  g_assert_true (g_key_file_load_from_data (file, before, strlen (before), G_KEY_FILE_NONE, NULL));
  gradus_views_panel_load_layout (desk.panel, file);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_stack (&desk)), ==, "chain");
  g_assert_cmpfloat (get_setting (&desk, "layers", "measure"), ==, 3);
  g_assert_cmpfloat (get_setting (&desk, "layers", "form"), ==, 2);
  g_assert_cmpfloat (get_setting (&desk, "cost", "log"), ==, 1);
  gradus_views_panel_save_layout (desk.panel, again);
  g_assert_cmpint (g_key_file_get_integer (again, "views", "measure", NULL), ==, 3);
  g_assert_cmpint (g_key_file_get_integer (again, "views", "form", NULL), ==, 2);
  g_assert_true (g_key_file_get_boolean (again, "views", "log", NULL));
  gradus_views_panel_load_layout (desk.panel, empty);
  g_assert_cmpfloat (get_setting (&desk, "layers", "measure"), ==, 0);
  g_assert_cmpfloat (get_setting (&desk, "cost", "step-axis"), ==, 1);
  g_assert_cmpfloat (get_setting (&desk, "cost", "log"), ==, 1); /* stays */
  g_key_file_set_boolean (again, "views", "log", FALSE);
  gradus_views_panel_load_layout (desk.panel, again);
  g_assert_cmpfloat (get_setting (&desk, "cost", "log"), ==, 0);
  desk_clear (&desk);
}

static int
count_made (Desk *desk)
{
  int n = 0;

  for (guint i = 0; gradus_page_names[i]; i++)
    n += peek_page (desk, gradus_page_names[i]) != NULL;
  return n;
}

/* Nobody waits at the start for pages that are not shown; those that a lesson turns to are there,
 * and runs that are hidden from it meanwhile make none. */
static void
test_made_when_needed (void)
{
  g_autoptr (GradusStep) step = gradus_step_new ();
  Desk desk;

  desk_init (&desk, "xor");
  g_assert_cmpint (count_made (&desk), ==, 1);
  g_assert_true (GRADUS_IS_OVERVIEW_PAGE (peek_page (&desk, "overview")));
  gradus_views_panel_set_run (desk.panel, desk.run);
  gradus_views_panel_show (desk.panel, NULL);
  gradus_views_panel_clear_marks (desk.panel);
  g_assert_cmpint (count_made (&desk), ==, 1);
  visit_page (&desk, "gallery");
  g_assert_cmpint (count_made (&desk), ==, 2);
  gradus_views_panel_show (desk.panel, &step->show);
  g_assert_cmpint (count_made (&desk), ==, (int) g_strv_length ((char **) gradus_page_names));
  desk_clear (&desk);
}

/* What a layout says of a page that has not been made is kept, and done when it is made: each
 * layout over the one before it. */
static void
test_layout_of_later_pages (void)
{
  static const char first[] = "[views]\nsurface=1\ninside=0.4\n",
                    second[] = "[views]\ninside=0.6\nplane=2\n";
  g_autoptr (GKeyFile) file = g_key_file_new (), saved = g_key_file_new ();
  g_autoptr (GArray) dividers = g_array_new (FALSE, FALSE, sizeof (GradusPaneLayout));
  const GradusFigure *landscape;
  Desk desk;

  desk_init (&desk, "xor");
  g_assert_true (g_key_file_load_from_data (file, first, strlen (first), G_KEY_FILE_NONE, NULL));
  gradus_views_panel_load_layout (desk.panel, file);
  g_assert_true (g_key_file_load_from_data (file, second, strlen (second), G_KEY_FILE_NONE, NULL));
  gradus_views_panel_load_layout (desk.panel, file);
  gradus_views_panel_save_layout (desk.panel, saved);
  g_assert_cmpfloat (g_key_file_get_double (saved, "views", "inside", NULL), ==, 0.6);
  g_assert_cmpint (g_key_file_get_integer (saved, "views", "plane", NULL), ==, 2);
  g_assert_false (g_key_file_has_key (saved, "views", "surface", NULL)); /* as usual again */
  gtk_window_present (GTK_WINDOW (desk.window));
  gtk_stack_set_visible_child_name (get_stack (&desk), "inside");
  wait_a_little ();
  gradus_views_page_add_dividers (GRADUS_VIEWS_PAGE (peek_page (&desk, "inside")), dividers);
  g_assert_cmpfloat_with_epsilon (
      gradus_pane_layout_get_share (g_array_index (dividers, GradusPaneLayout, 0).paned), 0.6,
      0.01);
  landscape = gradus_view_get_figure (
      GRADUS_VIEW (find_first (visit_page (&desk, "landscape"), GRADUS_TYPE_VIEW)));
  g_assert_cmpfloat (gradus_figure_get (landscape, "plane"), ==, 2);
  g_assert_cmpfloat (gradus_figure_get (landscape, "surface"), ==, 0);
  desk_clear (&desk);
}

/* Runs that were there before the page: each side has its own, and the other side's is not taken. */
static void
test_compare_later (void)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  Desk desk;

  desk_init (&desk, "xor");
  g_assert_true (gradus_document_duplicate (desk.document, desk.run, &error));
  find_all (visit_page (&desk, "compare"), GTK_TYPE_DROP_DOWN, choices);
  g_assert_cmpuint (choices->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpuint (gtk_drop_down_get_selected (g_ptr_array_index (choices, i)), ==, i);
  desk_clear (&desk);
}

/* A sweep that was asked before, as a lesson or a file does. */
static void
test_sweep_later (void)
{
  g_autoptr (GradusExperiment) xor = gradus_builtin_make ("xor");
  g_autoptr (GradusSweep) sweep = NULL;
  g_autoptr (GradusDocumentSweep) asked = NULL;
  g_autoptr (GPtrArray) spins = g_ptr_array_new ();
  Desk desk;

  desk_init (&desk, "xor");
  sweep = gradus_sweep_new (xor, g_ptr_array_new (), 1, 7, NULL);
  asked = gradus_document_sweep_new ("", sweep);
  gradus_document_set_sweep (desk.document, asked);
  find_all (visit_page (&desk, "sweep"), GTK_TYPE_SPIN_BUTTON, spins);
  g_assert_cmpfloat (gtk_spin_button_get_value (g_ptr_array_index (spins, spins->len - 2)), ==, 7);
  desk_clear (&desk);
}

static void
add_setting (GradusShow *show, const char *name, double value)
{
  const GradusShownSetting shown = { gradus_figure_find_setting (name), value };

  g_array_append_val (show->settings, shown);
}

/* A step of a lesson hides cards and sets what it names. */
static void
test_lesson (void)
{
  g_autoptr (GradusStep) step = gradus_step_new ();
  GtkWidget *chain;
  Desk desk;

  desk_init (&desk, "xor");
  step->show.views = g_strdupv ((char *[]){ (char *) "cost", (char *) "layers", NULL });
  add_setting (&step->show, "measure", 5);
  add_setting (&step->show, "position", 3);
  gradus_views_panel_show (desk.panel, &step->show);
  g_assert_true (gtk_widget_get_visible (get_card (&desk, "cost")));
  g_assert_true (gtk_widget_get_visible (get_card (&desk, "layers")));
  g_assert_false (gtk_widget_get_visible (get_card (&desk, "network")));
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_parent (get_card (&desk, "network"))));
  g_assert_cmpfloat (get_setting (&desk, "layers", "measure"), ==, 5);
  chain = find_first (GTK_WIDGET (desk.panel), GRADUS_TYPE_CHAIN_PAGE);
  for (GtkWidget *view = find_first (chain, GRADUS_TYPE_VIEW); view; view = NULL)
    g_assert_cmpfloat (gradus_figure_get (gradus_view_get_figure (GRADUS_VIEW (view)), "position"),
                       ==, 3);
  add_setting (&step->show, "activation", GRADUS_ACTIVATION_RELU);
  gradus_views_panel_show (desk.panel, &step->show);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_stack (&desk)), ==, "gallery");
  gradus_views_panel_show (desk.panel, NULL);
  g_assert_true (gtk_widget_get_visible (get_card (&desk, "network")));
  desk_clear (&desk);
}

/* The arrows walk along the chain on its page alone, and end with it. */
static void
test_walk (void)
{
  GradusView *view;
  Desk desk;

  desk_init (&desk, "xor");
  g_assert_false (gradus_views_panel_walk (desk.panel, 1));
  gtk_stack_set_visible_child_name (get_stack (&desk), "chain");
  view = GRADUS_VIEW (
      find_first (GTK_WIDGET (gtk_stack_get_visible_child (get_stack (&desk))), GRADUS_TYPE_VIEW));
  for (guint i = 0; i < 9; i++)
    g_assert_true (gradus_views_panel_walk (desk.panel, 1));
  g_assert_cmpfloat (gradus_figure_get (gradus_view_get_figure (view), "position"), ==, 4);
  g_assert_true (gradus_views_panel_walk (desk.panel, -9));
  g_assert_cmpfloat (gradus_figure_get (gradus_view_get_figure (view), "position"), ==, 1);
  desk_clear (&desk);
}

static double
get_of_chain (Desk *desk, const char *name)
{
  GtkWidget *page = visit_page (desk, "chain");
  GradusView *view = GRADUS_VIEW (find_first (page, GRADUS_TYPE_VIEW));

  return gradus_figure_get (gradus_view_get_figure (view), name);
}

/* What a lesson asks for is a blank, to which the walk goes; without a pencil there is none. */
static void
test_blank (void)
{
  const GradusChainNumber number = { GRADUS_CHAIN_DELTA, 0, 1, 0 };
  GtkWidget *page;
  Desk desk;

  desk_init (&desk, "xor");
  gradus_views_panel_ask_number (desk.panel, &number);
  g_assert_cmpfloat (get_of_chain (&desk, "pencil"), ==, 1);
  g_assert_cmpfloat (get_of_chain (&desk, "position"), ==, 4); /* back at layer 1 */
  g_assert_cmpfloat (get_of_chain (&desk, "chain-unit"), ==, 2);
  g_assert_cmpfloat (get_of_chain (&desk, "blank"), ==, gradus_chain_number_pack (number));
  page = visit_page (&desk, "chain");
  gradus_view_set (GRADUS_VIEW (find_first (page, GRADUS_TYPE_VIEW)), "pencil", 0);
  g_assert_cmpfloat (get_of_chain (&desk, "blank"), ==, 0);
  gradus_views_panel_ask_number (desk.panel, &number);
  gradus_views_panel_ask_number (desk.panel, NULL);
  g_assert_cmpfloat (get_of_chain (&desk, "pencil"), ==, 0);
  desk_clear (&desk);
}

/* Up and Down choose the unit, and end with the layer's last. */
static void
test_units (void)
{
  Desk desk;

  desk_init (&desk, "xor");
  gtk_stack_set_visible_child_name (get_stack (&desk), "chain");
  for (guint i = 0; i < 5; i++)
    g_assert_true (gradus_views_panel_scroll (desk.panel, 1));
  g_assert_cmpfloat (get_of_chain (&desk, "chain-unit"), ==, 2);
  g_assert_true (gradus_views_panel_scroll (desk.panel, -5));
  g_assert_cmpfloat (get_of_chain (&desk, "chain-unit"), ==, 1);
  desk_clear (&desk);
}

/* A slider for each input goes through the network until a sample is chosen. */
static void
test_own_input (void)
{
  g_autoptr (GPtrArray) scales = g_ptr_array_new ();
  GtkWidget *page;
  Desk desk;

  desk_init (&desk, "xor");
  page = visit_page (&desk, "chain");
  find_all (page, GTK_TYPE_SCALE, scales);
  g_assert_cmpuint (scales->len, ==, 2);
  g_assert_cmpfloat (gtk_range_get_value (g_ptr_array_index (scales, 0)), ==, 1); /* of (1, 1) */
  gtk_range_set_value (g_ptr_array_index (scales, 0), 0.25);
  g_assert_cmpfloat (get_of_chain (&desk, "own-inputs"), ==, 1);
  g_assert_cmpfloat (get_of_chain (&desk, "own-input-1"), ==, 0.25);
  g_assert_cmpfloat (get_of_chain (&desk, "own-input-2"), ==, 1);
  gradus_view_set (GRADUS_VIEW (find_first (page, GRADUS_TYPE_VIEW)), "sample", 1);
  g_assert_cmpfloat (get_of_chain (&desk, "own-inputs"), ==, 0);
  g_assert_cmpfloat (gtk_range_get_value (g_ptr_array_index (scales, 0)), ==, 0);
  desk_clear (&desk);
}

static double
get_chain_sample (Desk *desk)
{
  GtkWidget *page = visit_page (desk, "chain");
  g_autoptr (GPtrArray) views = g_ptr_array_new ();
  double sample;

  find_all (page, GRADUS_TYPE_VIEW, views);
  g_assert_cmpuint (views->len, ==, 1);
  sample = gradus_figure_get (gradus_view_get_figure (g_ptr_array_index (views, 0)), "sample");
  g_ptr_array_set_size (views, 0);
  find_all (page, GTK_TYPE_SPIN_BUTTON, views);
  for (guint i = 0; i < views->len; i++)
    g_assert_cmpfloat (gtk_spin_button_get_value (g_ptr_array_index (views, i)), ==, sample);
  return sample;
}

/* The page of the chain rule opens on the sample that tells most; who chose another keeps it. */
static void
test_sample (void)
{
  g_autoptr (GradusExperiment) spiral = gradus_builtin_make ("spiral");
  g_autoptr (GradusRun) run = gradus_run_new (spiral, NULL);
  Desk desk;

  desk_init (&desk, "xor");
  g_assert_cmpfloat (get_chain_sample (&desk), ==, 4);
  gradus_document_insert (desk.document, 1, run);
  gradus_views_panel_set_run (desk.panel, run);
  g_assert_cmpfloat (get_chain_sample (&desk), ==, 1);
  gradus_view_set (GRADUS_VIEW (find_first (visit_page (&desk, "chain"), GRADUS_TYPE_VIEW)),
                   "sample", 3);
  gradus_views_panel_set_run (desk.panel, desk.run);
  g_assert_cmpfloat (get_chain_sample (&desk), ==, 3);
  desk_clear (&desk);
}

static guint
count_columns (GtkWidget *panel)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  guint n = 0;

  find_all (panel, GRADUS_TYPE_RACE_COLUMN, found);
  for (guint i = 0; i < found->len; i++)
    n += gtk_widget_get_visible (g_ptr_array_index (found, i)) &&
         gtk_widget_get_visible (gtk_widget_get_parent (g_ptr_array_index (found, i)));
  return n;
}

/* Its cards fill the panel as others do, and may be painted on. */
static void
check_column (Desk *desk)
{
  GtkWidget *column = find_first (GTK_WIDGET (desk->panel), GRADUS_TYPE_RACE_COLUMN);

  g_signal_emit_by_name (find_first (column, GRADUS_TYPE_VIEW_CARD), "fill");
  g_assert_true (gradus_views_panel_restore (desk->panel));
  g_assert_cmpuint (desk->n_boundaries, ==, 3);
}

/* In a race every run has its network; without, or on demand, there is the selected run's alone. */
static void
test_race (void)
{
  g_autoptr (GError) error = NULL;
  Desk desk;

  desk_init (&desk, "xor");
  g_assert_cmpuint (count_columns (GTK_WIDGET (desk.panel)), ==, 0);
  gradus_document_set_together (desk.document, TRUE); /* alone it is no race */
  g_assert_cmpuint (count_columns (GTK_WIDGET (desk.panel)), ==, 0);
  g_assert_true (gradus_document_duplicate (desk.document,
                                            gradus_document_get_selected (desk.document), &error));
  g_assert_cmpuint (count_columns (GTK_WIDGET (desk.panel)), ==, 2);
  check_column (&desk);
  g_assert_false (gtk_widget_get_visible (get_card (&desk, "network")));
  g_object_set (desk.overview, "has-all-runs", FALSE, NULL);
  g_assert_cmpuint (count_columns (GTK_WIDGET (desk.panel)), ==, 0);
  g_assert_true (gtk_widget_get_visible (get_card (&desk, "network")));
  g_object_set (desk.overview, "has-all-runs", TRUE, NULL);
  gradus_document_hide (desk.document, gradus_document_get_selected (desk.document), TRUE);
  g_assert_cmpuint (count_columns (GTK_WIDGET (desk.panel)), ==, 0);
  desk_clear (&desk);
}

/* One card fills the panel, and all come back. */
static void
test_fill (void)
{
  GtkWidget *cost, *network;
  gboolean is_filled;
  Desk desk;

  desk_init (&desk, "xor");
  cost = get_card (&desk, "cost");
  network = get_card (&desk, "network");
  g_assert_false (gradus_views_panel_restore (desk.panel));
  g_signal_emit_by_name (cost, "fill");
  g_object_get (desk.panel, "is-filled", &is_filled, NULL);
  g_assert_true (is_filled && gtk_widget_get_visible (cost));
  g_assert_false (gtk_widget_get_mapped (network));
  g_assert_true (gradus_views_panel_restore (desk.panel));
  g_object_get (desk.panel, "is-filled", &is_filled, NULL);
  g_assert_true (!is_filled && gtk_widget_get_visible (gtk_widget_get_parent (network)));
  desk_clear (&desk);
}

static void
count_up (guint *n)
{
  ++*n;
}

/* Until nothing is painted any more: a run at rest costs no frame. */
static void
wait_for_rest (Desk *desk)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (desk->window);
  guint n;
  const gulong handler = g_signal_connect_swapped (clock, "paint", G_CALLBACK (count_up), &n);

  do {
    n = 0;
    wait_a_little ();
  } while (n > 0);
  g_signal_handler_disconnect (clock, handler);
}

/* Makes a step and waits for what is shown of it; returns how many frames were painted. */
static guint
watch_step (Desk *desk)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (desk->window);
  guint n = 0;
  gulong handler;

  wait_for_rest (desk);
  handler = g_signal_connect_swapped (clock, "paint", G_CALLBACK (count_up), &n);
  gradus_run_step (desk->run);
  do {
    gradus_document_refresh (desk->document);
    g_main_context_iteration (NULL, FALSE);
  } while (!gradus_run_is_settled (desk->run));
  wait_a_little ();
  g_signal_handler_disconnect (clock, handler);
  return n;
}

/* What is not on the screen costs neither the trainer nor a frame. */
static void
test_unseen (void)
{
  Desk desk;

  desk_init (&desk, "xor");
  gtk_window_present (GTK_WINDOW (desk.window));
  g_assert_cmpuint (watch_step (&desk), >, 0);
  g_assert_nonnull (gradus_run_get_snapshot (desk.run)->anatomy);
  g_assert_cmpuint (gradus_run_get_snapshot (desk.run)->grid_size, >, 0);

  gtk_stack_set_transition_type (get_stack (&desk), GTK_STACK_TRANSITION_TYPE_NONE);
  gtk_stack_set_visible_child_name (get_stack (&desk), "gallery");
  g_assert_cmpuint (watch_step (&desk), ==, 0);
  g_assert_null (gradus_run_get_snapshot (desk.run)->anatomy);
  g_assert_cmpuint (gradus_run_get_snapshot (desk.run)->grid_size, ==, 0);
  desk_clear (&desk);
}

/* The dividers are where they were before a view filled the panel, also where the panel had less
 * room meanwhile, as below a notice. */
static void
test_dividers (void)
{
  g_autoptr (GArray) dividers = g_array_new (FALSE, FALSE, sizeof (GradusPaneLayout));
  int before[8];
  Desk desk;

  desk_init (&desk, "xor");
  gtk_window_present (GTK_WINDOW (desk.window));
  wait_a_little ();
  gradus_views_page_add_dividers (GRADUS_VIEWS_PAGE (desk.overview), dividers);
  g_assert_cmpuint (dividers->len, <=, G_N_ELEMENTS (before));
  for (guint i = 0; i < dividers->len; i++)
    before[i] = gtk_paned_get_position (g_array_index (dividers, GradusPaneLayout, i).paned);
  g_signal_emit_by_name (get_card (&desk, "cost"), "fill");
  wait_a_little ();
  gtk_widget_set_margin_bottom (GTK_WIDGET (desk.panel), 61);
  wait_a_little ();
  gtk_widget_set_margin_bottom (GTK_WIDGET (desk.panel), 0);
  wait_a_little ();
  g_assert_true (gradus_views_panel_restore (desk.panel));
  wait_a_little ();
  for (guint i = 0; i < dividers->len; i++)
    g_assert_cmpint (gtk_paned_get_position (g_array_index (dividers, GradusPaneLayout, i).paned),
                     ==, before[i]);
  desk_clear (&desk);
}

/* -- Turns ------------------------------------------------------------------------------------- */

#define N_PADS 6
#define PADS_IN_ROW 3
#define N_FRAMES 60

/* Where drawing itself is slow, as with a sanitizer, there are frames without turns. */
#define SLOWNESS 5

/* Some widgets that say how long they take. */
typedef struct {
  GtkWidget *window;
  GtkWidget *pads[N_PADS];
  gint64 durations[N_PADS];
  guint drawn[N_PADS];                   /* how often */
  guint last[N_PADS];                    /* the frame in which it was drawn last */
  guint most_wait;                       /* frames between two drawings of one */
  gint64 frame, in_frame, most_in_frame; /* microseconds of all in a frame */
  gint64 work;                           /* microseconds that each really takes */
  guint row, n_mixed;                    /* frames that had pads of both rows */
  guint n_frames;
  GMainLoop *loop;
} Pads;

/* Of the processor, of this thread. */
static gint64
get_processor_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
on_pad_drawn (GtkDrawingArea *pad, cairo_t *cr, int width, int height, gpointer data)
{
  Pads *pads = data;
  const gint64 frame =
      gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (GTK_WIDGET (pad)));
  guint i = 0;

  if (pads->n_frames == 0) /* the window comes */
    return;
  while (pads->pads[i] != GTK_WIDGET (pad))
    i++;
  for (const gint64 end = get_processor_time () + pads->work; get_processor_time () < end;)
    ;
  pads->n_mixed += frame == pads->frame && i / PADS_IN_ROW != pads->row;
  pads->row = i / PADS_IN_ROW;
  if (frame != pads->frame)
    pads->in_frame = 0;
  pads->frame = frame;
  pads->in_frame += pads->durations[i];
  pads->most_in_frame = MAX (pads->most_in_frame, pads->in_frame);
  if (pads->drawn[i]++ > 0)
    pads->most_wait = MAX (pads->most_wait, pads->n_frames - pads->last[i]);
  pads->last[i] = pads->n_frames;
}

/* All have news in every frame. */
static gboolean
ask_for_all (GtkWidget *window, GdkFrameClock *clock, gpointer data)
{
  Pads *pads = data;

  pads->n_frames++;
  for (guint i = 0; i < N_PADS; i++)
    gradus_drawing_turns_ask (gradus_drawing_turns_get (clock), pads->pads[i], pads->durations[i]);
  if (pads->n_frames < N_FRAMES)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (pads->loop);
  return G_SOURCE_REMOVE;
}

/* Until so many frames are over; returns how many microseconds it took. */
static gint64
draw_pads (Pads *pads, const gint64 *durations, gint64 work)
{
  GtkWidget *grid = gtk_grid_new ();
  gint64 start;

  *pads = (Pads){ .window = gtk_window_new (),
                  .work = work,
                  .loop = g_main_loop_new (NULL, FALSE) };
  for (guint i = 0; i < N_PADS; i++) {
    pads->pads[i] = gtk_drawing_area_new ();
    pads->durations[i] = durations[i];
    gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (pads->pads[i]), 10);
    gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (pads->pads[i]), 10);
    gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (pads->pads[i]), on_pad_drawn, pads, NULL);
    gtk_grid_attach (GTK_GRID (grid), pads->pads[i], i % PADS_IN_ROW, i / PADS_IN_ROW, 1, 1);
  }
  gtk_window_set_child (GTK_WINDOW (pads->window), grid);
  gtk_window_present (GTK_WINDOW (pads->window));
  wait_a_little ();
  gtk_widget_add_tick_callback (pads->window, ask_for_all, pads, NULL);
  start = g_get_monotonic_time ();
  g_main_loop_run (pads->loop);
  g_main_loop_unref (pads->loop);
  gtk_window_destroy (GTK_WINDOW (pads->window));
  return g_get_monotonic_time () - start;
}

/* Widgets two of which, of a row, fit into a frame: the others wait, and none waits for longer than
 * it takes to draw all. */
static void
test_turns (void)
{
  const gint64 one = GRADUS_DRAWING_TURNS_ROOM / 2 - 50;
  const gint64 durations[N_PADS] = { one, one, one, one, one, one };
  Pads pads;

  draw_pads (&pads, durations, 0);
  g_assert_cmpint (pads.most_in_frame, ==, 2 * one);
  g_assert_cmpuint (pads.n_mixed, ==, 0);
  g_assert_cmpuint (pads.most_wait, <=, SLOWNESS * N_PADS);
  for (guint i = 0; i < N_PADS; i++)
    g_assert_cmpuint (pads.drawn[i], >, N_FRAMES / 5 / SLOWNESS);
}

/* What takes longer than there is room is drawn all the same, alone; what is quick is all drawn
 * together, whatever its row. */
static void
test_long_turns (void)
{
  const gint64 longer[N_PADS] = { 9000, 100, 100, 100, 100, 100 };
  const gint64 quick[N_PADS] = { 100, 100, 100, 100, 100, 100 };
  Pads pads;

  draw_pads (&pads, longer, 0);
  g_assert_cmpint (pads.most_in_frame, ==, 9000);
  g_assert_cmpuint (pads.most_wait, <=, SLOWNESS * 3);
  draw_pads (&pads, quick, 0);
  g_assert_cmpint (pads.most_in_frame, ==, N_PADS * 100);
  for (guint i = 1; i < N_PADS; i++)
    g_assert_cmpuint (pads.drawn[i], ==, pads.drawn[0]);
}

/* However long they really take, a share of the processor is left to others, and they go on. */
static void
test_share_of_turns (void)
{
  const gint64 work = 1500, durations[N_PADS] = { 1, 1, 1, 1, 1, 1 };
  Pads pads;
  const gint64 time = draw_pads (&pads, durations, work);
  gint64 spent = 0;

  for (guint i = 0; i < N_PADS; i++)
    spent += pads.drawn[i] * work;
  g_assert_cmpint (spent, <, /* begun with a frame's room, ended with one drawing of all */
                   (gint64) (GRADUS_DRAWING_TURNS_SHARE * (double) time) +
                       GRADUS_DRAWING_TURNS_ROOM + N_PADS * work);
  g_assert_cmpint (spent, >, 4 * N_PADS * work);
}

/* -- Maps -------------------------------------------------------------------------------------- */

#define MAPS                                                                                       \
  "{\"gradus-experiment\":1,\"data\":{\"name\":\"file\",\"path\":\"" GRADUS_DATA_DIR               \
  "/right/few-images-idx3-ubyte\",\"test-fraction\":0},\"network\":{\"layers\":["                  \
  "{\"kind\":\"convolution\",\"filters\":4,\"kernel\":3,\"activation\":\"relu\"},"                 \
  "{\"kind\":\"max-pooling\",\"size\":1},{\"units\":3,\"activation\":\"softmax\"}]},"              \
  "\"training\":{\"cost\":\"cross-entropy\",\"optimiser\":{\"name\":\"sgd\","                      \
  "\"learning-rate\":0.1}},\"seed\":3}"

static void
desk_init_maps (Desk *desk)
{
  g_autoptr (GradusExperiment) experiment = gradus_experiment_from_json (MAPS, strlen (MAPS), NULL);

  g_assert_nonnull (experiment);
  desk_init_with (desk, experiment);
}

static GradusMapsPage *
get_maps_page (Desk *desk)
{
  return GRADUS_MAPS_PAGE (visit_page (desk, "maps"));
}

/* The figure of the map that is open. */
static const GradusFigure *
get_map (Desk *desk)
{
  GtkWidget *view = find_first (GTK_WIDGET (get_maps_page (desk)), GRADUS_TYPE_VIEW);

  return gradus_view_get_figure (GRADUS_VIEW (view));
}

static gboolean
has_maps_page (Desk *desk)
{
  return gtk_stack_page_get_visible (gtk_stack_get_page (
      get_stack (desk), gtk_stack_get_child_by_name (get_stack (desk), "maps")));
}

/* Where somebody clicks in the network of the first page. */
static void
pick_part (Desk *desk, GradusDiagramPart part)
{
  GradusView *network = gradus_overview_page_get_view (desk->overview, "network");

  gradus_view_set_part (network, part);
  g_signal_emit_by_name (network, "picked");
}

/* A map is opened where its layer makes maps, for the sample that the network shows; what is no map
 * is looked into. */
static void
test_open_map (void)
{
  GradusDiagramPart part;
  Desk desk;

  desk_init (&desk, "xor");
  g_assert_false (has_maps_page (&desk));
  pick_part (&desk, (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, 1, 1, 0 });
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_stack (&desk)), ==, "inside");
  desk_clear (&desk);

  desk_init_maps (&desk);
  g_assert_true (has_maps_page (&desk));
  gradus_view_set (gradus_overview_page_get_view (desk.overview, "network"), "sample", 3);
  pick_part (&desk, (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, 2, 3, 0 });
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_stack (&desk)), ==, "maps");
  part = gradus_figure_get_part (get_map (&desk));
  g_assert_cmpuint (part.column, ==, 2);
  g_assert_cmpuint (part.unit, ==, 3);
  g_assert_cmpfloat (gradus_figure_get (get_map (&desk), "sample"), ==, 3);
  pick_part (&desk, (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, 3, 1, 0 });
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_stack (&desk)), ==, "inside");
  desk_clear (&desk);
}

/* The arrows move the pixel within the map, from where the run has it. */
static void
test_move_pixel (void)
{
  Desk desk;

  desk_init_maps (&desk);
  gtk_window_present (GTK_WINDOW (desk.window));
  gtk_stack_set_visible_child_name (get_stack (&desk), "maps");
  while (!gradus_run_get_snapshot (desk.run) || !gradus_run_get_snapshot (desk.run)->pixel) {
    gradus_document_refresh (desk.document);
    g_main_context_iteration (NULL, FALSE);
  }
  g_assert_cmpfloat (gradus_figure_get (get_map (&desk), "row"), ==, 0); /* the middle: 2, 2 */
  g_assert_true (gradus_views_panel_scroll (desk.panel, -1));
  g_assert_cmpfloat (gradus_figure_get (get_map (&desk), "row"), ==, 1);
  g_assert_cmpfloat (gradus_figure_get (get_map (&desk), "column"), ==, 2);
  g_assert_true (gradus_views_panel_walk (desk.panel, -1)); /* the run has not seen the first */
  g_assert_cmpfloat (gradus_figure_get (get_map (&desk), "row"), ==, 1);
  g_assert_cmpfloat (gradus_figure_get (get_map (&desk), "column"), ==, 1);
  g_assert_true (gradus_views_panel_walk (desk.panel, 9));
  g_assert_cmpfloat (gradus_figure_get (get_map (&desk), "column"), ==, 2);
  gtk_stack_set_visible_child_name (get_stack (&desk), "overview");
  g_assert_false (gradus_views_panel_walk (desk.panel, 1));
  desk_clear (&desk);
}

/* A step of a lesson opens a map, and names its pixel. */
static void
test_map_in_lesson (void)
{
  g_autoptr (GradusStep) step = gradus_step_new ();
  Desk desk;

  desk_init_maps (&desk);
  step->show.page = g_strdup ("maps");
  step->show.layer = 0;
  step->show.unit = 2;
  add_setting (&step->show, "row", 1);
  gradus_views_panel_show (desk.panel, &step->show);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_stack (&desk)), ==, "maps");
  g_assert_cmpuint (gradus_figure_get_part (get_map (&desk)).unit, ==, 2);
  g_assert_cmpfloat (gradus_figure_get (get_map (&desk), "row"), ==, 1);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/views/pages", test_pages);
  g_test_add_func ("/views/cards", test_cards);
  g_test_add_func ("/views/controls", test_controls);
  g_test_add_func ("/views/sharing", test_sharing);
  g_test_add_func ("/views/layout", test_layout);
  g_test_add_func ("/views/controls-made-when-needed", test_controls_made_when_needed);
  g_test_add_func ("/views/made-when-needed", test_made_when_needed);
  g_test_add_func ("/views/layout-of-later-pages", test_layout_of_later_pages);
  g_test_add_func ("/views/compare-later", test_compare_later);
  g_test_add_func ("/views/sweep-later", test_sweep_later);
  g_test_add_func ("/views/lesson", test_lesson);
  g_test_add_func ("/views/walk", test_walk);
  g_test_add_func ("/views/blank", test_blank);
  g_test_add_func ("/views/units", test_units);
  g_test_add_func ("/views/own-input", test_own_input);
  g_test_add_func ("/views/sample", test_sample);
  g_test_add_func ("/views/fill", test_fill);
  g_test_add_func ("/views/dividers", test_dividers);
  g_test_add_func ("/views/race", test_race);
  g_test_add_func ("/views/unseen", test_unseen);
  g_test_add_func ("/views/open-map", test_open_map);
  g_test_add_func ("/views/move-pixel", test_move_pixel);
  g_test_add_func ("/views/map-in-lesson", test_map_in_lesson);
  g_test_add_func ("/views/turns", test_turns);
  g_test_add_func ("/views/long-turns", test_long_turns);
  g_test_add_func ("/views/turns/share", test_share_of_turns);
  return g_test_run ();
}
