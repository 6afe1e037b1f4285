/* SPDX-License-Identifier: MIT */
#include "app/views/sweep-page.h"

#include <inttypes.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "app/common/choices.h"
#include "app/common/export.h"
#include "app/common/file-dialog.h"
#include "app/common/number-spin.h"
#include "app/views/sweep-axis-row.h"
#include "app/views/sweep-plan.h"
#include "app/views/sweep-view.h"
#include "app/views/view-card.h"
#include "app/views/views-page.h"
#include "document/edit.h"
#include "figure/seeds-words.h"
#include "sweep/sweep-csv.h"
#include "sweep/sweeper.h"

/* Milliseconds after the last edit. */
#define PLAN_DELAY 250

/* More curves would make every draft of the document slow to write. */
#define MOST_CURVES 2000

struct _GradusSweepPage {
  GtkWidget parent_instance;

  GtkDropDown *question;
  GtkWidget *own_box;
  GradusSweepAxisRow *down, *across;
  GtkAdjustment *seeds, *steps;
  GtkButton *start;
  GtkProgressBar *progress;
  GtkLabel *left, *title;
  GradusSweepView *view;
  GtkStack *shown; /* the grid, or the curves */
  GradusViewCard *curves;
  GtkWidget *open_box;

  GradusDocument *document;
  GradusSweep *sweep;     /* NULL before the first start and after an edit */
  GradusSweeper *sweeper; /* NULL while none trains */

  GradusSweep *planned; /* what Start would do; NULL: not known, or begun */
  char *fault;          /* why nothing can be planned; or NULL */
  double seconds;       /* that it would take; NaN: not measured */
  guint plan_source;
};

static void gradus_sweep_page_page_init (GradusViewsPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GradusSweepPage, gradus_sweep_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GRADUS_TYPE_VIEWS_PAGE,
                                                      gradus_sweep_page_page_init))

static guint told_signal, opened_signal;

static void
tell (GtkWidget *widget, const char *sentence)
{
  g_signal_emit (widget, told_signal, 0, sentence);
}

/* NULL for one's own. */
static const GradusBuiltinSweep *
get_builtin (GradusSweepPage *self)
{
  const guint selected = gtk_drop_down_get_selected (self->question);

  return selected == 0 || selected == GTK_INVALID_LIST_POSITION
             ? NULL
             : &gradus_builtin_sweep_list ()[selected - 1];
}

/* -- Showing how far it is --------------------------------------------------------------------- */

static char *
describe_rest (GradusSweepPage *self, guint n_done, guint n_jobs)
{
  const double seconds = self->sweeper ? gradus_sweeper_estimate (self->sweeper) : NAN;

  if (!self->sweeper && n_done == 0)
    return gradus_sweep_plan_describe (self->sweep, self->seconds);
  if (!self->sweeper && n_done == n_jobs)
    return g_strdup_printf (_ ("%u runs"), n_jobs);
  if (isnan (seconds))
    return g_strdup_printf (_ ("%u of %u runs"), n_done, n_jobs);
  if (seconds < 90)
    return g_strdup_printf (_ ("%u of %u runs, %u s left"), n_done, n_jobs, (guint) round (seconds));
  return g_strdup_printf (_ ("%u of %u runs, %u min left"), n_done, n_jobs,
                          (guint) round (seconds / 60));
}

static guint
count_done (GradusSweepPage *self)
{
  guint n = 0;

  for (guint i = 0; i < gradus_sweep_get_n_cells (self->sweep); i++) {
    GradusCellSummary summary;

    gradus_sweep_summarise (self->sweep, i, &summary);
    n += summary.n_known;
  }
  return n;
}

static void
show_progress (GradusSweepPage *self)
{
  const guint n_jobs = self->sweep ? gradus_sweep_get_n_jobs (self->sweep) : 0;
  const guint n_done = self->sweep ? count_done (self) : 0;
  g_autofree char *rest = n_jobs > 0 ? describe_rest (self, n_done, n_jobs)
                          : self->planned
                              ? gradus_sweep_plan_describe (self->planned, self->seconds)
                              : g_strdup (self->fault ? self->fault : "");

  gtk_progress_bar_set_fraction (self->progress, n_jobs > 0 ? (double) n_done / n_jobs : 0);
  gtk_label_set_label (self->left, rest);
  gtk_button_set_label (self->start, self->sweeper                   ? _ ("Stop")
                                     : n_done > 0 && n_done < n_jobs ? _ ("Go On")
                                                                     : _ ("Start"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sweep.save-table", n_done > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sweep.save-figure", n_done > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sweep.save-curves",
                                 n_done > 0 && gradus_sweep_get_curves (self->sweep));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sweep.open", n_done > 0);
  gradus_sweep_view_refresh (self->view);
  gradus_view_set_sweep (gradus_view_card_get_view (self->curves), self->sweep);
}

/* -- Doing it ---------------------------------------------------------------------------------- */

static void
stop (GradusSweepPage *self)
{
  g_clear_pointer (&self->sweeper, gradus_sweeper_free);
}

/* The failure is copied, because it goes with the sweeper. */
static void
on_sweeper_news (gpointer data)
{
  GradusSweepPage *self = data;

  if (gradus_sweeper_has_ended (self->sweeper)) {
    g_autofree char *failure = g_strdup (gradus_sweeper_get_failure (self->sweeper));

    stop (self);
    if (failure)
      tell (GTK_WIDGET (self), failure);
  }
  show_progress (self);
  gradus_document_tell_of_sweep (self->document);
}

static gboolean
add_axis (GPtrArray *axes, GradusSweepAxisRow *row, GError **error)
{
  GError *fault = NULL;
  GradusSweepAxis *axis = gradus_sweep_axis_row_make (row, &fault);

  if (axis)
    g_ptr_array_add (axes, axis);
  if (!fault)
    return TRUE;
  g_propagate_error (error, fault);
  return FALSE;
}

static GradusSweep *
make_sweep (GradusSweepPage *self, GError **error)
{
  const GradusBuiltinSweep *builtin = get_builtin (self);
  g_autoptr (GradusExperiment) experiment =
      builtin ? gradus_builtin_sweep_make_experiment (builtin)
              : gradus_experiment_copy (
                    gradus_run_get_experiment (gradus_document_get_selected (self->document)));
  g_autoptr (GPtrArray) axes =
      builtin ? gradus_builtin_sweep_make_axes (builtin)
              : g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_sweep_axis_free);

  experiment->steps = (guint64) gtk_adjustment_get_value (self->steps);
  if (!builtin && (!add_axis (axes, self->down, error) || !add_axis (axes, self->across, error)))
    return NULL;
  return gradus_sweep_new (experiment, g_steal_pointer (&axes), 1,
                           (guint) gtk_adjustment_get_value (self->seeds), error);
}

/* -- What it would do -------------------------------------------------------------------------- */

static void
on_estimated (GradusSweep *sweep, double seconds, gpointer data)
{
  GradusSweepPage *self = data;

  if (sweep != self->planned && sweep != self->sweep)
    return;
  self->seconds = seconds;
  show_progress (self);
}

/* Shows the empty grid of what is asked, and what it would cost. */
static gboolean
plan (gpointer data)
{
  GradusSweepPage *self = data;
  g_autoptr (GError) error = NULL;

  self->plan_source = 0;
  if (!self->sweep && gradus_document_get_selected (self->document)) {
    g_clear_pointer (&self->planned, gradus_sweep_unref);
    g_clear_pointer (&self->fault, g_free);
    self->planned = make_sweep (self, &error);
    self->fault = error ? g_strdup (error->message) : NULL;
    gradus_sweep_view_show (self->view, self->planned, get_builtin (self));
  }
  self->seconds = NAN;
  if (self->planned || (self->sweep && !self->sweeper && count_done (self) == 0))
    gradus_sweep_plan_estimate (self, self->sweep ? self->sweep : self->planned, on_estimated);
  show_progress (self);
  return G_SOURCE_REMOVE;
}

/* A little later: who types is not done. Nobody looks at a page that is not shown. */
static void
plan_soon (GradusSweepPage *self)
{
  if (self->document && self->plan_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->plan_source = g_timeout_add (PLAN_DELAY, plan, self);
}

static void
forget (GradusSweepPage *self)
{
  stop (self);
  g_clear_pointer (&self->sweep, gradus_sweep_unref);
  g_clear_pointer (&self->planned, gradus_sweep_unref);
  g_clear_pointer (&self->fault, g_free);
  gradus_document_set_sweep (self->document, NULL);
  gradus_sweep_view_show (self->view, NULL, NULL);
  show_progress (self);
  plan_soon (self);
}

/* A grid of one cell says less of its seeds than their curves. */
static void
show_what_says_most (GradusSweepPage *self)
{
  const gboolean is_one = gradus_sweep_get_n_cells (self->sweep) == 1;

  gtk_stack_set_visible_child_name (
      self->shown, is_one && gradus_sweep_get_curves (self->sweep) ? "curves" : "grid");
}

/* The document keeps it, and what comes of it. */
static void
hand_over (GradusSweepPage *self)
{
  const GradusBuiltinSweep *builtin = get_builtin (self);
  g_autoptr (GradusDocumentSweep) asked =
      gradus_document_sweep_new (builtin ? builtin->id : "", self->sweep);

  gradus_sweep_view_show (self->view, self->sweep, builtin);
  show_what_says_most (self);
  gradus_document_set_sweep (self->document, asked);
}

/* Those of few cells, which can be drawn. */
static void
keep_curves (GradusSweep *sweep)
{
  if (gradus_sweep_get_n_cells (sweep) <= GRADUS_SEEDS_MOST_CELLS &&
      gradus_sweep_get_n_jobs (sweep) <= MOST_CURVES)
    gradus_sweep_keep_curves (sweep, NULL);
}

/* A sweep that was stopped goes on with the jobs that are left; one that is done begins anew. */
static void
start (GradusSweepPage *self)
{
  g_autoptr (GError) error = NULL;

  if (self->sweep && count_done (self) == gradus_sweep_get_n_jobs (self->sweep))
    forget (self);
  g_clear_handle_id (&self->plan_source, g_source_remove);
  g_clear_pointer (&self->planned, gradus_sweep_unref);
  if (!self->sweep) {
    self->sweep = make_sweep (self, &error);
    if (self->sweep) {
      keep_curves (self->sweep);
      hand_over (self);
    }
  }
  if (self->sweep)
    self->sweeper = gradus_sweeper_new (self->sweep, 0, 0, 1, &error);
  if (!self->sweeper) {
    tell (GTK_WIDGET (self), error->message);
    return;
  }
  gradus_sweeper_set_listener (self->sweeper, on_sweeper_news, self);
}

static void
start_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusSweepPage *self = GRADUS_SWEEP_PAGE (widget);

  if (self->sweeper)
    stop (self);
  else
    start (self);
  show_progress (self);
}

/* -- What is asked ----------------------------------------------------------------------------- */

/* Another question: what was found belongs to the last one. */
static void
on_edited (GradusSweepPage *self)
{
  if (self->document)
    forget (self);
}

static void
on_question (GradusSweepPage *self)
{
  const GradusBuiltinSweep *builtin = get_builtin (self);
  g_autoptr (GradusExperiment) experiment =
      builtin ? gradus_builtin_sweep_make_experiment (builtin) : NULL;

  gtk_widget_set_visible (self->own_box, !builtin);
  gtk_label_set_label (self->title, builtin && builtin->shows_accuracy
                                        ? _ ("Share of seeds that learned")
                                        : _ ("Share of seeds that solved it"));
  if (builtin) {
    gtk_adjustment_set_value (self->seeds, builtin->n_seeds);
    gtk_adjustment_set_value (self->steps, (double) experiment->steps);
  }
  on_edited (self);
}

static void
fill_questions (GradusSweepPage *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  gtk_string_list_append (titles, _ ("The selected run, varied"));
  for (const GradusBuiltinSweep *sweep = gradus_builtin_sweep_list (); sweep->id; sweep++)
    if (gradus_builtin_sweep_is_possible (sweep)) /* what is not comes last */
      gtk_string_list_append (titles, _ (sweep->title));
  gtk_drop_down_set_model (self->question, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->question, 1);
}

/* -- What came of it --------------------------------------------------------------------------- */

/* A seed that solved it, where there is one: that is what one wants to see. */
static guint
find_seed (const GradusSweep *sweep, guint cell)
{
  for (guint seed = 0; seed < gradus_sweep_get_n_seeds (sweep); seed++) {
    GradusOutcome outcome;

    if (gradus_sweep_get_outcome (sweep, cell, seed, &outcome) == GRADUS_OUTCOME_FINISHED &&
        outcome.accuracy >= 1)
      return seed;
  }
  return 0;
}

static void
tell_of_run (GradusSweepPage *self, const GradusSweepFigure *figure, guint cell, guint64 seed)
{
  g_autofree char *name = gradus_sweep_figure_name_cell (figure, cell);
  g_autofree char *sentence =
      g_strdup_printf (_ ("Opened as a run: %s, seed %" PRIu64), name, seed);

  tell (GTK_WIDGET (self), sentence);
}

/* It is trained before the user's eyes. */
static void
on_chosen (GradusSweepPage *self, guint cell, int seed)
{
  const GradusSweepFigure figure = { self->sweep ? self->sweep : self->planned, NULL, NAN, NAN };
  g_autoptr (GradusExperiment) experiment = gradus_sweep_make_experiment (
      figure.sweep, cell, seed >= 0 ? (guint) seed : find_seed (figure.sweep, cell));
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusRun) run = gradus_run_new (experiment, &error);

  if (!run) {
    tell (GTK_WIDGET (self), error->message);
    return;
  }
  gradus_document_insert (self->document, gradus_document_get_n_runs (self->document), run);
  gradus_document_play (self->document);
  g_signal_emit (self, opened_signal, 0);
  tell_of_run (self, &figure, cell, experiment->seed);
}

static void
on_seed_chosen (GradusSweepPage *self, guint cell, guint seed)
{
  on_chosen (self, cell, (int) seed);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusSweepPage *self = GRADUS_SWEEP_PAGE (widget);
  guint cell, seed;

  if (self->sweep && gradus_sweep_find_job (self->sweep, g_variant_get_double (parameter), &cell, &seed))
    on_chosen (self, cell, (int) seed);
}

static void
on_shown (GradusSweepPage *self)
{
  gtk_widget_set_visible (self->open_box, g_strcmp0 (gtk_stack_get_visible_child_name (self->shown),
                                                     "curves") == 0);
}

static void
save_curves_to (GtkWidget *widget, const char *filename)
{
  GradusSweepPage *self = GRADUS_SWEEP_PAGE (widget);
  char *csv;

  if (!self->sweep || !gradus_sweep_get_curves (self->sweep))
    return;
  csv = gradus_sweep_csv_write_curves (self->sweep);
  gradus_export_write (widget, filename, g_bytes_new_take (csv, strlen (csv)),
                       _ ("The table was written to %s"), tell);
}

static void
save_curves_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_file_dialog_save (widget, _ ("Save Table"), "curves.csv", save_curves_to);
}

static void
save_table_to (GtkWidget *widget, const char *filename)
{
  GradusSweepPage *self = GRADUS_SWEEP_PAGE (widget);
  char *csv;

  if (!self->sweep)
    return;
  csv = gradus_sweep_csv_write (self->sweep);
  gradus_export_write (widget, filename, g_bytes_new_take (csv, strlen (csv)),
                       _ ("The table was written to %s"), tell);
}

static void
save_table_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_file_dialog_save (widget, _ ("Save Table"), "sweep.csv", save_table_to);
}

static void
save_figure_to (GtkWidget *widget, const char *filename)
{
  GradusSweepPage *self = GRADUS_SWEEP_PAGE (widget);
  GradusSheetFormat format;
  GBytes *bytes;

  if (!gradus_sheet_find_format (filename, &format)) {
    tell (widget, _ ("Figures are written as .png, .svg or .pdf; give a name that ends so"));
    return;
  }
  bytes = gradus_sweep_view_render (self->view, format);
  if (bytes)
    gradus_export_write (widget, filename, bytes, _ ("The figure was written to %s"), tell);
}

static void
save_figure_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_file_dialog_save (widget, _ ("Export Figure"), "sweep.svg", save_figure_to);
}

/* -- The widget -------------------------------------------------------------------------------- */

/* The question of a sweep that came with the document, in the list of those that are possible;
 * 0: one's own. */
static guint
find_question (const char *id)
{
  guint position = 0;

  for (const GradusBuiltinSweep *sweep = gradus_builtin_sweep_list (); sweep->id; sweep++) {
    position++;
    if (g_str_equal (sweep->id, id) && gradus_builtin_sweep_is_possible (sweep))
      return position;
  }
  return 0;
}

/* The last axis goes across, the one before it down; NULL where there is none. */
static const GradusSweepAxis *
get_axis (const GradusSweep *sweep, guint from_last)
{
  const guint n = gradus_sweep_get_n_axes (sweep);

  return n > from_last ? gradus_sweep_get_axis (sweep, n - 1 - from_last) : NULL;
}

/* One that was read from a file takes the place of what was asked here. Setting the controls
 * forgets the present sweep, as if the user had asked for another. The document tells of that,
 * which must not lead back here; hand_over() then gives it this one. */
static void
on_asked (GradusSweepPage *self)
{
  GradusDocumentSweep *asked = gradus_document_get_sweep (self->document);
  g_autoptr (GradusDocumentSweep) document_sweep = asked ? gradus_document_sweep_ref (asked) : NULL;

  if (!document_sweep && self->sweep)
    forget (self);
  if (!document_sweep || document_sweep->sweep == self->sweep)
    return;
  g_signal_handlers_block_by_func (self->document, on_asked, self);
  gtk_drop_down_set_selected (self->question, find_question (document_sweep->question));
  gradus_sweep_axis_row_show (self->down, get_axis (document_sweep->sweep, 1));
  gradus_sweep_axis_row_show (self->across, get_axis (document_sweep->sweep, 0));
  gtk_adjustment_set_value (self->seeds, gradus_sweep_get_n_seeds (document_sweep->sweep));
  gtk_adjustment_set_value (self->steps,
                            (double) gradus_sweep_get_base (document_sweep->sweep)->steps);
  stop (self);
  g_clear_pointer (&self->sweep, gradus_sweep_unref);
  g_clear_pointer (&self->planned, gradus_sweep_unref);
  self->sweep = gradus_sweep_ref (document_sweep->sweep);
  hand_over (self);
  plan_soon (self);
  show_progress (self);
  g_signal_handlers_unblock_by_func (self->document, on_asked, self);
}

void
gradus_sweep_page_ask (GradusSweepPage *self, GradusDocumentSweep *asked)
{
  stop (self);
  keep_curves (asked->sweep);
  gradus_document_set_sweep (self->document, asked);
  start (self);
  show_progress (self);
}

static void
gradus_sweep_page_set_document (GradusViewsPage *page, GradusDocument *document)
{
  GradusSweepPage *self = GRADUS_SWEEP_PAGE (page);

  g_return_if_fail (!self->document);
  self->document = g_object_ref (document);
  g_signal_connect_swapped (document, "unsettled", G_CALLBACK (on_asked), self);
  show_progress (self);
  on_asked (self);
}

/* The question may be about this run. */
static void
gradus_sweep_page_set_run (GradusViewsPage *page, GradusRun *run)
{
  plan_soon (GRADUS_SWEEP_PAGE (page));
}

static void
gradus_sweep_page_page_init (GradusViewsPageInterface *iface)
{
  iface->set_document = gradus_sweep_page_set_document;
  iface->set_run = gradus_sweep_page_set_run;
}

static void
gradus_sweep_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gradus_sweep_page_parent_class)->map (widget);
  plan_soon (GRADUS_SWEEP_PAGE (widget));
}

static void
gradus_sweep_page_dispose (GObject *object)
{
  GradusSweepPage *self = GRADUS_SWEEP_PAGE (object);
  GtkWidget *child;

  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_handle_id (&self->plan_source, g_source_remove);
  g_clear_pointer (&self->planned, gradus_sweep_unref);
  g_clear_pointer (&self->fault, g_free);
  stop (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  g_clear_pointer (&self->sweep, gradus_sweep_unref);
  G_OBJECT_CLASS (gradus_sweep_page_parent_class)->dispose (object);
}

#define BIND(member) gtk_widget_class_bind_template_child (widget_class, GradusSweepPage, member)

static void
gradus_sweep_page_class_init (GradusSweepPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_sweep_page_dispose;
  widget_class->map = gradus_sweep_page_map;
  opened_signal = g_signal_new ("opened", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  told_signal = g_signal_new ("told", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (GRADUS_TYPE_SWEEP_AXIS_ROW);
  g_type_ensure (GRADUS_TYPE_SWEEP_VIEW);
  g_type_ensure (GRADUS_TYPE_VIEW_CARD);
  gtk_widget_class_install_action (widget_class, "sweep.start", NULL, start_action);
  gtk_widget_class_install_action (widget_class, "sweep.save-table", NULL, save_table_action);
  gtk_widget_class_install_action (widget_class, "sweep.save-curves", NULL, save_curves_action);
  gtk_widget_class_install_action (widget_class, "sweep.open", "d", open_action);
  gtk_widget_class_install_action (widget_class, "sweep.save-figure", NULL, save_figure_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/sweep-page.ui");
  BIND (question);
  BIND (own_box);
  BIND (down);
  BIND (across);
  BIND (seeds);
  BIND (steps);
  BIND (start);
  BIND (progress);
  BIND (left);
  BIND (title);
  BIND (view);
  BIND (shown);
  BIND (curves);
  BIND (open_box);
  gtk_widget_class_bind_template_callback (widget_class, on_question);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_shown);
}

static void
gradus_sweep_page_init (GradusSweepPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gradus_number_spin_attend (GTK_WIDGET (self));
  self->seconds = NAN;
  gradus_choices_let_shrink (self->question);
  g_signal_connect_swapped (gradus_view_card_get_view (self->curves), "seed-chosen",
                            G_CALLBACK (on_seed_chosen), self);
  fill_questions (self);
  on_question (self);
}
