/* SPDX-License-Identifier: MIT */
#include "app/views/views-panel.h"

#include <glib/gi18n.h>

#include "app/common/choices.h"
#include "app/common/pane-layout.h"
#include "app/views/compare-pane.h"
#include "app/views/images-page.h"
#include "app/views/inspector.h"
#include "app/views/runs-table.h"
#include "app/views/sweep-page.h"
#include "plot/number.h"

#define GROUP "views"

struct _GradusViewsPanel {
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkWidget *switcher_bar;
  GtkPaned *rows, *top, *bottom, *bottom_right, *chain_rows, *inside, *compare, *compare_rows;
  GradusViewCard *network_card, *boundary_card, *cost_card, *accuracy_card, *layers_card;
  GradusViewCard *inside_card, *chain_network_card, *chain_card, *gallery_card;
  GradusView *network_view, *boundary_view, *cost_view, *accuracy_view, *layers_view;
  GradusView *inside_view, *chain_network_view, *chain_view, *gallery_view;
  GradusInspector *inspector;
  GradusComparePane *left_pane, *right_pane;
  GradusRunsTable *runs_table;
  GradusSweepPage *sweep_page;
  GradusImagesPage *images_page;
  GtkStackPage *images_stack_page;
  GtkDropDown *measure, *form;
  GtkToggleButton *cost_log;
  GtkAdjustment *sample;
  GtkListBox *activations;
  GtkWidget *x_choice, *y_choice, *test_points, *discrete;

  GradusRun *run;
  GPtrArray *hidden; /* widgets that make room for the one that fills the panel; NULL while none does */
};

G_DEFINE_FINAL_TYPE (GradusViewsPanel, gradus_views_panel, GTK_TYPE_WIDGET)

enum {
  PROP_IS_FILLED = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint told_signal;

/* -- The run --------------------------------------------------------------------------------------------- */

static GradusView *
get_view (GradusViewsPanel *self, guint i)
{
  GradusView *const views[] = { self->network_view,       self->boundary_view, self->cost_view,
                                self->accuracy_view,      self->layers_view,   self->inside_view,
                                self->chain_network_view, self->chain_view };

  return i < G_N_ELEMENTS (views) ? views[i] : NULL;
}

/* With more than two inputs any two can be the axes. */
static void
offer_axes (GradusViewsPanel *self, guint n_inputs)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; n_inputs > 2 && i < MIN (n_inputs, 1000); i++)
    gtk_string_list_take (names, gradus_number_format_index ("x", i + 1));
  gtk_widget_set_visible (self->x_choice, n_inputs > 2);
  gtk_widget_set_visible (self->y_choice, n_inputs > 2);
  if (n_inputs <= 2) {
    g_object_set (self->boundary_view, "x-input", 0, "y-input", 1, NULL);
    return;
  }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->x_choice), G_LIST_MODEL (names));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->y_choice), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->x_choice), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->y_choice), 1);
}

GradusView *
gradus_views_panel_get_boundary (GradusViewsPanel *self)
{
  return self->boundary_view;
}

void
gradus_views_panel_set_document (GradusViewsPanel *self, GradusDocument *document)
{
  gradus_view_set_document (self->cost_view, document);
  gradus_view_set_document (self->accuracy_view, document);
  gradus_compare_pane_set_document (self->left_pane, document, 0);
  gradus_compare_pane_set_document (self->right_pane, document, 1);
  gradus_runs_table_set_document (self->runs_table, document);
  gradus_sweep_page_set_document (self->sweep_page, document);
}

/* Only where the samples are pictures there is something to see. */
static void
show_images (GradusViewsPanel *self, GradusRun *run)
{
  const gboolean has_pictures = gradus_run_get_dataset (run)->shape.width > 0;

  if (!has_pictures && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "images") == 0) {
    gradus_views_panel_restore (self);
    gtk_stack_set_visible_child_name (self->stack, "overview");
  }
  gtk_stack_page_set_visible (self->images_stack_page, has_pictures);
  gradus_images_page_set_run (self->images_page, has_pictures ? run : NULL);
}

/* Classes have a boundary and are right or wrong; numbers are met more or less. */
static void
show_task (GradusViewsPanel *self, const GradusDataset *dataset)
{
  const gboolean has_numbers = dataset->variance > 0;

  g_object_set (self->boundary_card, "title", has_numbers ? _ ("Output") : _ ("Boundary"), NULL);
  g_object_set (self->accuracy_card, "title", has_numbers ? _ ("Explained") : _ ("Accuracy"), NULL);
  gtk_widget_set_visible (self->discrete, !has_numbers);
}

void
gradus_views_panel_set_run (GradusViewsPanel *self, GradusRun *run)
{
  const GradusDataset *dataset = gradus_run_get_dataset (run);

  g_set_object (&self->run, run);
  for (guint i = 0; get_view (self, i); i++)
    gradus_view_set_run (get_view (self, i), run);
  gradus_inspector_set_run (self->inspector, run);
  show_images (self, run);
  show_task (self, dataset);
  gtk_adjustment_set_upper (self->sample, dataset->n_samples);
  gtk_widget_set_visible (self->test_points, gradus_run_get_test_dataset (run) != NULL);
  offer_axes (self, gradus_dataset_count_axes (dataset));
}

/* -- Filling the panel ----------------------------------------------------------------------------------- */

gboolean
gradus_views_panel_restore (GradusViewsPanel *self)
{
  if (!self->hidden)
    return FALSE;
  for (guint i = 0; i < self->hidden->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->hidden, i), TRUE);
  g_clear_pointer (&self->hidden, g_ptr_array_unref);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_FILLED]);
  return TRUE;
}

/* Hides all that stands beside the card, up to the page that it is on. */
static void
fill_with (GradusViewsPanel *self, GtkWidget *card)
{
  self->hidden = g_ptr_array_new_with_free_func (g_object_unref);
  for (GtkWidget *widget = card; widget != GTK_WIDGET (self->stack);
       widget = gtk_widget_get_parent (widget)) {
    GtkWidget *parent = gtk_widget_get_parent (widget);

    for (GtkWidget *other = gtk_widget_get_first_child (parent); other;
         other = gtk_widget_get_next_sibling (other)) {
      /* The handles of the dividers come and go with what they divide. */
      if (other == widget || parent == GTK_WIDGET (self->stack) || !gtk_widget_get_visible (other) ||
          (GTK_IS_PANED (parent) && other != gtk_paned_get_start_child (GTK_PANED (parent)) &&
           other != gtk_paned_get_end_child (GTK_PANED (parent))))
        continue;
      gtk_widget_set_visible (other, FALSE);
      g_ptr_array_add (self->hidden, g_object_ref (other));
    }
  }
  gtk_widget_set_visible (self->switcher_bar, FALSE);
  g_ptr_array_add (self->hidden, g_object_ref (self->switcher_bar));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_FILLED]);
}

static void
on_fill (GradusViewsPanel *self, GradusViewCard *card)
{
  if (!gradus_views_panel_restore (self))
    fill_with (self, GTK_WIDGET (card));
}

static GradusViewCard *
get_card (GradusViewsPanel *self, guint i)
{
  GradusViewCard *const cards[] = { self->network_card,
                                    self->boundary_card,
                                    self->cost_card,
                                    self->accuracy_card,
                                    self->layers_card,
                                    self->inside_card,
                                    gradus_inspector_get_card (self->inspector),
                                    self->chain_network_card,
                                    self->chain_card,
                                    self->gallery_card,
                                    gradus_compare_pane_get_card (self->left_pane, 0),
                                    gradus_compare_pane_get_card (self->left_pane, 1),
                                    gradus_compare_pane_get_card (self->right_pane, 0),
                                    gradus_compare_pane_get_card (self->right_pane, 1) };

  return i < G_N_ELEMENTS (cards) ? cards[i]
                                  : gradus_images_page_get_card (self->images_page, i - G_N_ELEMENTS (cards));
}

/* The card with the focus, else that below the pointer, else the first that is seen. */
static GradusViewCard *
find_card (GradusViewsPanel *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GradusViewCard *first = NULL, *pointed = NULL;

  for (guint i = 0; get_card (self, i); i++) {
    GradusViewCard *card = get_card (self, i);

    if (!gtk_widget_get_mapped (GTK_WIDGET (card)))
      continue;
    if (focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (card)))
      return card;
    first = first ? first : card;
    pointed = !pointed && gradus_view_card_has_pointer (card) ? card : pointed;
  }
  return pointed ? pointed : first;
}

void
gradus_views_panel_toggle_fill (GradusViewsPanel *self)
{
  GradusViewCard *card;

  if (gradus_views_panel_restore (self))
    return;
  card = find_card (self);
  if (card)
    fill_with (self, GTK_WIDGET (card));
}

static void
on_told (GradusViewsPanel *self, const char *sentence)
{
  g_signal_emit (self, told_signal, 0, sentence);
}

/* -- What is chosen -------------------------------------------------------------------------------------- */

/* In either picture of the network: the inspector shows it. */
static void
on_picked (GradusViewsPanel *self, GradusView *view)
{
  const GradusDiagramPart part = gradus_view_get_figure (view)->selected;

  gradus_view_set_selected (self->network_view, part);
  gradus_view_set_selected (self->inside_view, part);
  gradus_inspector_set_part (self->inspector, part);
  gradus_views_panel_restore (self);
  gtk_stack_set_visible_child_name (self->stack, "inside");
}

static void
on_inspected (GradusViewsPanel *self)
{
  const GradusDiagramPart part = gradus_inspector_get_part (self->inspector);

  gradus_view_set_selected (self->network_view, part);
  gradus_view_set_selected (self->inside_view, part);
}

gboolean
gradus_views_panel_walk (GradusViewsPanel *self, int by)
{
  const int n =
      self->run ? 2 * (int) gradus_experiment_get_n_layers (gradus_run_get_experiment (self->run)) : 0;
  const int present = gradus_view_get_figure (self->chain_view)->position;
  int position;

  if (n == 0 || g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "chain") != 0)
    return FALSE;
  position = CLAMP (present + by, 0, n - 1);
  gradus_view_set_position (self->chain_view, position);
  gradus_view_set_position (self->chain_network_view, position);
  return TRUE;
}

static void
on_back (GradusViewsPanel *self)
{
  gradus_views_panel_walk (self, -1);
}

static void
on_forward (GradusViewsPanel *self)
{
  gradus_views_panel_walk (self, 1);
}

static void
on_activation_chosen (GradusViewsPanel *self, GtkListBoxRow *row)
{
  GradusActivationKind kind;

  if (!row)
    return;
  kind = (GradusActivationKind) gtk_list_box_row_get_index (row);
  g_object_set (self->gallery_card, "title", _ (gradus_activation_title (kind)), NULL);
  gradus_view_set_activation (self->gallery_view, gradus_activation_make (kind));
}

static void
fill_activations (GradusViewsPanel *self)
{
  for (GradusActivationKind kind = 0; kind < GRADUS_N_ACTIVATIONS; kind++) {
    GtkWidget *label = gtk_label_new (_ (gradus_activation_title (kind)));

    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_list_box_append (self->activations, label);
  }
  gtk_list_box_select_row (self->activations,
                           gtk_list_box_get_row_at_index (self->activations, GRADUS_ACTIVATION_SIGMOID));
}

static void
fill_measures (GradusViewsPanel *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  const guint selected = gtk_drop_down_get_selected (self->measure);

  for (GradusMeasure measure = 0; measure < GRADUS_N_MEASURES; measure++)
    gtk_string_list_append (titles, gradus_measure_title (measure));
  gtk_drop_down_set_model (self->measure, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->measure, selected < GRADUS_N_MEASURES ? selected : 0);
}

/* -- What a lesson shows --------------------------------------------------------------------------------- */

/* A divider whose both sides are hidden is hidden with them. */
static void
show_dividers (GradusViewsPanel *self)
{
  GtkPaned *const inward[] = { self->bottom_right, self->top, self->bottom };

  for (guint i = 0; i < G_N_ELEMENTS (inward); i++)
    gtk_widget_set_visible (GTK_WIDGET (inward[i]),
                            gtk_widget_get_visible (gtk_paned_get_start_child (inward[i])) ||
                                gtk_widget_get_visible (gtk_paned_get_end_child (inward[i])));
}

static void
show_cards (GradusViewsPanel *self, char *const *names)
{
  GtkWidget *const cards[] = { GTK_WIDGET (self->network_card), GTK_WIDGET (self->boundary_card),
                               GTK_WIDGET (self->cost_card), GTK_WIDGET (self->accuracy_card),
                               GTK_WIDGET (self->layers_card) };

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    gtk_widget_set_visible (cards[i],
                            !names || g_strv_contains ((const char *const *) names, gradus_shown_names[i]));
  show_dividers (self);
}

static void
show_part (GradusViewsPanel *self, const GradusShow *show)
{
  const GradusDiagramPart part = { show->unit >= 0 ? GRADUS_DIAGRAM_UNIT : GRADUS_DIAGRAM_LAYER,
                                   (guint) show->layer + 1, (guint) MAX (show->unit, 0), 0 };

  gradus_inspector_set_part (self->inspector, part);
  on_inspected (self);
}

static void
show_position (GradusViewsPanel *self, int position)
{
  gradus_view_set_position (self->chain_view, position);
  gradus_view_set_position (self->chain_network_view, position);
}

void
gradus_views_panel_show_activation (GradusViewsPanel *self, GradusActivationKind kind)
{
  gradus_views_panel_restore (self);
  gtk_list_box_select_row (self->activations, gtk_list_box_get_row_at_index (self->activations, (int) kind));
  gtk_stack_set_visible_child_name (self->stack, "gallery");
}

void
gradus_views_panel_show (GradusViewsPanel *self, const GradusShow *show)
{
  gradus_views_panel_restore (self);
  show_cards (self, show ? show->views : NULL);
  if (!show)
    return;
  if (show->page)
    gtk_stack_set_visible_child_name (self->stack, show->page);
  if (show->measure >= 0)
    gtk_drop_down_set_selected (self->measure, (guint) show->measure);
  if (show->form >= 0)
    gtk_drop_down_set_selected (self->form, (guint) show->form);
  if (show->is_log >= 0)
    gtk_toggle_button_set_active (self->cost_log, show->is_log);
  if (show->layer >= 0)
    show_part (self, show);
  if (show->sample >= 0)
    gtk_adjustment_set_value (self->sample, show->sample + 1);
  if (show->position >= 0)
    show_position (self, show->position);
  if (show->activation >= 0)
    gradus_views_panel_show_activation (self, (GradusActivationKind) show->activation);
}

void
gradus_views_panel_ask_sweep (GradusViewsPanel *self, const char *question, GradusSweep *sweep)
{
  g_autoptr (GradusDocumentSweep) asked = gradus_document_sweep_new (question, sweep);

  gtk_stack_set_visible_child_name (self->stack, "sweep");
  gradus_sweep_page_ask (self->sweep_page, asked);
}

/* -- The layout ------------------------------------------------------------------------------------------ */

static guint
list_dividers (GradusViewsPanel *self, GradusPaneLayout dividers[8])
{
  const GradusPaneLayout all[] = {
    { "rows", self->rows, 0.56 },        { "top", self->top, 0.6 },
    { "bottom", self->bottom, 0.32 },    { "bottom-right", self->bottom_right, 0.38 },
    { "chain", self->chain_rows, 0.45 }, { "inside", self->inside, 0.5 },
    { "compare", self->compare, 0.5 },   { "compare-rows", self->compare_rows, 0.7 },
  };

  memcpy (dividers, all, sizeof all);
  return G_N_ELEMENTS (all);
}

void
gradus_views_panel_save_layout (GradusViewsPanel *self, GKeyFile *file)
{
  GradusPaneLayout dividers[8];
  const guint n = list_dividers (self, dividers);

  for (guint i = 0; !self->hidden && i < n; i++)
    gradus_pane_layout_save (&dividers[i], file, GROUP);
  g_key_file_set_string (file, GROUP, "page", gtk_stack_get_visible_child_name (self->stack));
  g_key_file_set_integer (file, GROUP, "measure", (int) gtk_drop_down_get_selected (self->measure));
  g_key_file_set_integer (file, GROUP, "form", (int) gtk_drop_down_get_selected (self->form));
  g_key_file_set_boolean (file, GROUP, "log", gtk_toggle_button_get_active (self->cost_log));
}

static void
load_choices (GradusViewsPanel *self, GKeyFile *file)
{
  g_autofree char *page = g_key_file_get_string (file, GROUP, "page", NULL);

  if (page && gtk_stack_get_child_by_name (self->stack, page))
    gtk_stack_set_visible_child_name (self->stack, page);
  gtk_drop_down_set_selected (
      self->measure,
      (guint) CLAMP (g_key_file_get_integer (file, GROUP, "measure", NULL), 0, GRADUS_N_MEASURES - 1));
  gtk_drop_down_set_selected (
      self->form, (guint) CLAMP (g_key_file_get_integer (file, GROUP, "form", NULL), 0, GRADUS_FORM_STRIP));
  if (g_key_file_get_boolean (file, GROUP, "log", NULL))
    gtk_toggle_button_set_active (self->cost_log, TRUE);
}

void
gradus_views_panel_load_layout (GradusViewsPanel *self, GKeyFile *file)
{
  GradusPaneLayout dividers[8];
  const guint n = list_dividers (self, dividers);

  for (guint i = 0; i < n; i++)
    gradus_pane_layout_load (&dividers[i], file, GROUP);
  load_choices (self, file);
}

/* -- The widget ------------------------------------------------------------------------------------------ */

static void
gradus_views_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IS_FILLED)
    g_value_set_boolean (value, GRADUS_VIEWS_PANEL (object)->hidden != NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gradus_views_panel_dispose (GObject *object)
{
  GradusViewsPanel *self = GRADUS_VIEWS_PANEL (object);
  GtkWidget *child;

  g_clear_pointer (&self->hidden, g_ptr_array_unref);
  g_clear_object (&self->run);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_views_panel_parent_class)->dispose (object);
}

#define BIND(member) gtk_widget_class_bind_template_child (widget_class, GradusViewsPanel, member)

static void
bind_children (GtkWidgetClass *widget_class)
{
  BIND (stack);
  BIND (switcher_bar);
  BIND (rows);
  BIND (top);
  BIND (bottom);
  BIND (bottom_right);
  BIND (chain_rows);
  BIND (inside);
  BIND (network_card);
  BIND (boundary_card);
  BIND (cost_card);
  BIND (accuracy_card);
  BIND (layers_card);
  BIND (inside_card);
  BIND (chain_network_card);
  BIND (chain_card);
  BIND (gallery_card);
  BIND (network_view);
  BIND (boundary_view);
  BIND (cost_view);
  BIND (accuracy_view);
  BIND (layers_view);
  BIND (inside_view);
  BIND (chain_network_view);
  BIND (chain_view);
  BIND (gallery_view);
  BIND (inspector);
  BIND (compare);
  BIND (compare_rows);
  BIND (left_pane);
  BIND (right_pane);
  BIND (runs_table);
  BIND (sweep_page);
  BIND (images_page);
  BIND (images_stack_page);
  BIND (measure);
  BIND (form);
  BIND (cost_log);
  BIND (sample);
  BIND (activations);
  BIND (x_choice);
  BIND (y_choice);
  BIND (test_points);
  BIND (discrete);
}

static void
gradus_views_panel_class_init (GradusViewsPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_views_panel_dispose;
  G_OBJECT_CLASS (class)->get_property = gradus_views_panel_get_property;
  properties[PROP_IS_FILLED] =
      g_param_spec_boolean ("is-filled", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, properties);
  told_signal = g_signal_new ("told", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (GRADUS_TYPE_VIEW);
  g_type_ensure (GRADUS_TYPE_VIEW_CARD);
  g_type_ensure (GRADUS_TYPE_INSPECTOR);
  g_type_ensure (GRADUS_TYPE_COMPARE_PANE);
  g_type_ensure (GRADUS_TYPE_RUNS_TABLE);
  g_type_ensure (GRADUS_TYPE_SWEEP_PAGE);
  g_type_ensure (GRADUS_TYPE_IMAGES_PAGE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/views-panel.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_fill);
  gtk_widget_class_bind_template_callback (widget_class, on_told);
  gtk_widget_class_bind_template_callback (widget_class, on_picked);
  gtk_widget_class_bind_template_callback (widget_class, on_inspected);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_forward);
  gtk_widget_class_bind_template_callback (widget_class, on_activation_chosen);
}

static void
gradus_views_panel_init (GradusViewsPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gradus_view_set_position (self->chain_view, 0);
  gradus_view_set_position (self->chain_network_view, 0);
  gradus_choices_let_shrink (self->measure);
  gradus_choices_let_shrink (self->form);
  fill_measures (self);
  fill_activations (self);
}
