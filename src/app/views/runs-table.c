/* SPDX-License-Identifier: MIT */
#include "app/views/runs-table.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/common/mute.h"
#include "document/ensemble.h"
#include "experiment/trait.h"
#include "plot/number.h"

/* Microseconds between two updates of numbers that move: faster nobody reads them. */
#define INTERVAL (G_USEC_PER_SEC / 5)

/* What a column tells: a trait (its number), or one of these behind them. */
typedef enum {
  COLUMN_NAME = GRADUS_N_TRAITS,
  COLUMN_STEP,
  COLUMN_COST,
  COLUMN_ACCURACY,
  COLUMN_TEST_ACCURACY,
  COLUMN_STATE,
  N_COLUMNS
} Column;

struct _GradusRunsTable {
  GtkWidget parent_instance;

  GtkColumnView *view;
  GtkEditable *search;
  GtkLabel *together;

  GradusDocument *document;
  GtkFilter *filter;
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection; /* the view's while it is seen */
  GtkColumnViewColumn *columns[N_COLUMNS];
  GPtrArray *items; /* GtkListItem, bound, of all columns */
  gint64 refreshed_at;
};

G_DEFINE_FINAL_TYPE (GradusRunsTable, gradus_runs_table, GTK_TYPE_WIDGET)

/* -- What stands in a cell --------------------------------------------------------------------- */

static const char *
get_title (Column column)
{
  static const char *const titles[] = { N_ ("Run"),      N_ ("Step"),          N_ ("Cost"),
                                        N_ ("Accuracy"), N_ ("Test accuracy"), N_ ("State") };

  return _ (column < COLUMN_NAME ? gradus_trait_title ((GradusTrait) column)
                                 : titles[column - COLUMN_NAME]);
}

static const char *
get_state (const GradusSnapshot *snapshot)
{
  switch (snapshot->state) {
  case GRADUS_RUN_TRAINING:
    return _ ("training");
  case GRADUS_RUN_FINISHED:
    return _ ("finished");
  case GRADUS_RUN_DIVERGED:
    return _ ("diverged");
  case GRADUS_RUN_PAUSED:
    break;
  }
  return snapshot->metrics.step > 0 ? _ ("paused") : _ ("ready");
}

static char *
format_share (double share)
{
  return isnan (share) ? g_strdup ("") : gradus_number_format_share (share);
}

static char *
format_cell (GradusRunsTable *self, Column column, GradusRun *run)
{
  const GradusSnapshot *snapshot = gradus_run_get_newest (run);

  if (column < COLUMN_NAME)
    return gradus_trait_format ((GradusTrait) column, gradus_run_get_experiment (run));
  if (column == COLUMN_NAME)
    return g_strdup (gradus_document_get_label (self->document, run));
  if (!snapshot)
    return g_strdup ("");
  switch ((int) column) {
  case COLUMN_STEP:
    return gradus_number_format_count (snapshot->metrics.step);
  case COLUMN_COST:
    return gradus_number_format (snapshot->metrics.cost);
  case COLUMN_ACCURACY:
    return format_share (snapshot->metrics.accuracy);
  case COLUMN_TEST_ACCURACY:
    return format_share (snapshot->metrics.test_accuracy);
  default:
    return g_strdup (get_state (snapshot));
  }
}

static void
fill_cell (GradusRunsTable *self, GtkListItem *item)
{
  const Column column = (Column) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (item), "column"));
  g_autofree char *text = format_cell (self, column, gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *label = gtk_label_new (NULL);
  const Column own = (Column) GPOINTER_TO_INT (column);

  gtk_label_set_xalign (GTK_LABEL (label), own >= COLUMN_STEP && own < COLUMN_STATE ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  g_object_set_data (G_OBJECT (item), "column", column);
  gtk_list_item_set_child (item, label);
}

/* Cells do not listen to their runs: those that are bound are filled again by refresh(). */
static void
on_bind (GradusRunsTable *self, GtkListItem *item)
{
  g_ptr_array_add (self->items, item);
  fill_cell (self, item);
}

static void
on_unbind (GradusRunsTable *self, GtkListItem *item)
{
  g_ptr_array_remove_fast (self->items, item);
}

/* -- Order and choice -------------------------------------------------------------------------- */

/* What a column is sorted by where that is a number; else NaN. */
static double
get_number (Column column, GradusRun *run)
{
  const GradusExperiment *experiment = gradus_run_get_experiment (run);
  const GradusSnapshot *snapshot = gradus_run_get_newest (run);

  switch ((int) column) {
  case GRADUS_TRAIT_RATE:
    return experiment->optimiser.learning_rate;
  case GRADUS_TRAIT_BATCH:
    return experiment->batch_size;
  case GRADUS_TRAIT_STEPS:
    return (double) experiment->steps;
  case GRADUS_TRAIT_SEED:
    return (double) experiment->seed;
  case COLUMN_STEP:
    return snapshot ? (double) snapshot->metrics.step : 0;
  case COLUMN_COST:
    return snapshot ? snapshot->metrics.cost : 0;
  case COLUMN_ACCURACY:
    return snapshot ? snapshot->metrics.accuracy : 0;
  case COLUMN_TEST_ACCURACY:
    return snapshot ? snapshot->metrics.test_accuracy : 0;
  default:
    return NAN;
  }
}

typedef struct {
  GradusRunsTable *table;
  Column column;
} Order;

/* Numbers are compared as numbers: as texts "10" would stand before "9". */
static int
compare_runs (gconstpointer a, gconstpointer b, gpointer data)
{
  const Order *order = data;
  GradusRun *first = GRADUS_RUN ((gpointer) a), *second = GRADUS_RUN ((gpointer) b);
  const double x = get_number (order->column, first), y = get_number (order->column, second);
  g_autofree char *text = NULL, *other = NULL;

  if (!isnan (x) && !isnan (y))
    return x < y ? GTK_ORDERING_SMALLER : x > y ? GTK_ORDERING_LARGER : GTK_ORDERING_EQUAL;
  text = format_cell (order->table, order->column, first);
  other = format_cell (order->table, order->column, second);
  return gtk_ordering_from_cmpfunc (g_utf8_collate (text, other));
}

/* Whether any column of the run has what is searched for in it. */
static gboolean
is_wanted (gpointer run, gpointer data)
{
  GradusRunsTable *self = data;
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (self->search), -1);

  for (Column column = 0; column < N_COLUMNS; column++) {
    g_autofree char *text = format_cell (self, column, run);
    g_autofree char *folded = g_utf8_casefold (text, -1);

    if (strstr (folded, wanted))
      return TRUE;
  }
  return FALSE;
}

static void
on_searched (GradusRunsTable *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
on_activated (GradusRunsTable *self, guint position)
{
  g_autoptr (GradusRun) run =
      g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (self->view)), position);

  gradus_document_set_selected (self->document, run);
}

/* The highlighted row is the selected run, as the pressed chip is; none where it is filtered out. */
static void
show_selected (GradusRunsTable *self)
{
  GListModel *model = G_LIST_MODEL (self->selection);
  GradusRun *selected = gradus_document_get_selected (self->document);
  guint at = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (GradusRun) run = g_list_model_get_item (model, i);

    if (run == selected)
      at = i;
  }
  gradus_mute (self->selection, self);
  gtk_single_selection_set_selected (self->selection, at);
  gradus_unmute (self->selection, self);
}

static void
on_row_selected (GradusRunsTable *self)
{
  GradusRun *run = gtk_single_selection_get_selected_item (self->selection);

  if (run)
    gradus_document_set_selected (self->document, run);
}

/* -- Keeping it up to date --------------------------------------------------------------------- */

static gboolean
has_test_data (GradusRunsTable *self)
{
  for (guint i = 0; i < gradus_document_get_n_runs (self->document); i++) {
    if (gradus_run_get_test_dataset (gradus_document_get_run (self->document, i)))
      return TRUE;
  }
  return FALSE;
}

/* Only settings that differ have a column. */
static void
show_columns (GradusRunsTable *self)
{
  const guint traits = gradus_document_get_traits (self->document);

  for (Column column = 0; column < COLUMN_NAME; column++)
    gtk_column_view_column_set_visible (self->columns[column], (traits >> column & 1) != 0);
  gtk_column_view_column_set_visible (self->columns[COLUMN_TEST_ACCURACY], has_test_data (self));
}

/* The runs say what they answer for as long as somebody can read it. */
static void
ask_runs (GradusRunsTable *self, gboolean is_shown)
{
  const guint n_runs = self->document ? gradus_document_get_n_runs (self->document) : 0;
  GradusSnapshotNeeds needs = GRADUS_SNAPSHOT_NEEDS_NONE;

  needs.has_answers = TRUE;
  for (guint i = 0; i < n_runs; i++)
    gradus_run_set_needs (gradus_document_get_run (self->document, i), self,
                          is_shown && n_runs > 1 ? &needs : NULL);
}

static void
show_together (GradusRunsTable *self)
{
  g_autofree char *together = NULL, *alone = NULL, *text = NULL;
  gboolean is_tested;
  GradusEnsemble ensemble;
  const gboolean is_known = gradus_ensemble_measure (self->document, &ensemble);

  gtk_widget_set_visible (GTK_WIDGET (self->together), is_known);
  if (!is_known)
    return;
  is_tested = !isnan (ensemble.test_accuracy);
  together =
      gradus_number_format_share (is_tested ? ensemble.test_accuracy : ensemble.accuracy);
  alone = gradus_number_format_share (is_tested ? ensemble.test_members : ensemble.members);
  text = g_strdup_printf (
      is_tested ? _ ("All %u runs averaged: test accuracy %s; one alone has %s on average")
                : _ ("All %u runs averaged: accuracy %s; one alone has %s on average"),
      ensemble.n_runs, together, alone);
  gtk_label_set_label (self->together, text);
}

static void
refresh (GradusRunsTable *self)
{
  for (guint i = 0; i < self->items->len; i++)
    fill_cell (self, g_ptr_array_index (self->items, i));
  show_together (self);
  self->refreshed_at = g_get_monotonic_time ();
}

/* The last news is shown in any case: nothing comes after it. */
static void
on_changed (GradusRunsTable *self)
{
  const gboolean is_settled = gradus_document_is_settled (self->document);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      (is_settled || g_get_monotonic_time () - self->refreshed_at > INTERVAL))
    refresh (self);
}

static void
on_unsettled (GradusRunsTable *self)
{
  show_columns (self);
  ask_runs (self, gtk_widget_get_mapped (GTK_WIDGET (self)));
  refresh (self);
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
add_column (GradusRunsTable *self, Column column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Order *order = g_new (Order, 1);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_runs, order, g_free));

  *order = (Order){ self, column };
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), GINT_TO_POINTER (column));
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (on_unbind), self);
  self->columns[column] = gtk_column_view_column_new (get_title (column), factory);
  gtk_column_view_column_set_sorter (self->columns[column], sorter);
  gtk_column_view_column_set_resizable (self->columns[column], TRUE);
  gtk_column_view_column_set_expand (self->columns[column], column == COLUMN_NAME);
  gtk_column_view_append_column (self->view, self->columns[column]);
  g_object_unref (self->columns[column]); /* the view has it */
}

void
gradus_runs_table_set_document (GradusRunsTable *self, GradusDocument *document)
{
  GtkSortListModel *sorted;

  g_return_if_fail (!self->document);

  self->document = g_object_ref (document);
  add_column (self, COLUMN_NAME);
  for (Column column = 0; column < COLUMN_NAME; column++)
    add_column (self, column);
  for (Column column = COLUMN_STEP; column < N_COLUMNS; column++)
    add_column (self, column);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));
  self->filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (document)), self->filter);
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->filtered)),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (on_row_selected),
                            self);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (show_selected), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (document, "notify::selected", G_CALLBACK (show_selected), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "unsettled", G_CALLBACK (on_unsettled), self,
                           G_CONNECT_SWAPPED);
  /* After the models between document and view, so that their cells are of the runs that there
   * are. */
  g_signal_connect_object (document, "items-changed", G_CALLBACK (on_unsettled), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  show_columns (self);
  show_selected (self);
}

/* Rows that nobody sees would tell a screen reader of each run that is selected. */
static void
gradus_runs_table_map (GtkWidget *widget)
{
  GradusRunsTable *self = GRADUS_RUNS_TABLE (widget);

  gtk_column_view_set_model (self->view, (GtkSelectionModel *) self->selection);
  GTK_WIDGET_CLASS (gradus_runs_table_parent_class)->map (widget);
  ask_runs (GRADUS_RUNS_TABLE (widget), TRUE);
  refresh (GRADUS_RUNS_TABLE (widget));
}

static void
gradus_runs_table_unmap (GtkWidget *widget)
{
  ask_runs (GRADUS_RUNS_TABLE (widget), FALSE);
  GTK_WIDGET_CLASS (gradus_runs_table_parent_class)->unmap (widget);
  gtk_column_view_set_model (GRADUS_RUNS_TABLE (widget)->view, NULL);
}

static void
gradus_runs_table_dispose (GObject *object)
{
  GradusRunsTable *self = GRADUS_RUNS_TABLE (object);
  GtkWidget *child;

  if (self->view)
    gtk_column_view_set_model (self->view, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  if (self->filtered)
    gtk_filter_list_model_set_model (self->filtered,
                                     NULL); /* which the document would go on telling */
  g_clear_object (&self->filtered);
  g_clear_object (&self->selection);
  g_clear_object (&self->document);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  G_OBJECT_CLASS (gradus_runs_table_parent_class)->dispose (object);
}

static void
gradus_runs_table_class_init (GradusRunsTableClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_runs_table_dispose;
  widget_class->map = gradus_runs_table_map;
  widget_class->unmap = gradus_runs_table_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/runs-table.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusRunsTable, view);
  gtk_widget_class_bind_template_child (widget_class, GradusRunsTable, search);
  gtk_widget_class_bind_template_child (widget_class, GradusRunsTable, together);
  gtk_widget_class_bind_template_callback (widget_class, on_searched);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
gradus_runs_table_init (GradusRunsTable *self)
{
  self->items = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
