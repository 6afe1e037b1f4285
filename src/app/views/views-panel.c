/* SPDX-License-Identifier: MIT */
#include "app/views/views-panel.h"

#include <glib/gi18n.h>

#include "app/common/fit-layout.h"
#include "app/views/chain-page.h"
#include "app/views/filling.h"
#include "app/views/inside-page.h"
#include "app/views/lesson-settings.h"
#include "app/views/maps-page.h"
#include "app/views/overview-page.h"
#include "app/views/sweep-page.h"
#include "app/views/views-layout.h"
#include "app/views/views-pages.h"

struct _GradusViewsPanel {
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkStackSwitcher *page_switcher;
  GtkWidget *switcher_bar, *switcher;
  GtkMenuButton *page_button; /* where there is no room for all pages beside each other */
  GtkWidget *all_runs;        /* the toggle, on the first page */

  GradusViewsPages *pages;
  GKeyFile *layout;       /* what pages take over when they are made; NULL: nothing */
  GPtrArray *cards;       /* GradusViewCard, of all pages that have been made */
  GradusFilling *filling; /* the panel with one of them; or NULL */
  GKeyFile *divided;      /* where the dividers were when it began */
};

G_DEFINE_FINAL_TYPE (GradusViewsPanel, gradus_views_panel, GTK_TYPE_WIDGET)

enum {
  PROP_IS_FILLED = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint told_signal, worked_out_signal, boundary_made_signal;

static GradusViewCard *
get_card (GradusViewsPanel *self, guint i)
{
  return g_ptr_array_index (self->cards, i);
}

void
gradus_views_panel_set_presenting (GradusViewsPanel *self, gboolean is_presenting)
{
  gtk_widget_set_visible (self->switcher, !is_presenting);
}

/* -- The run ----------------------------------------------------------------------------------- */

void
gradus_views_panel_set_document (GradusViewsPanel *self, GradusDocument *document)
{
  gradus_views_pages_set_document (self->pages, document);
}

void
gradus_views_panel_set_run (GradusViewsPanel *self, GradusRun *run)
{
  gradus_views_pages_set_run (self->pages, run);
}

/* -- Filling the panel ------------------------------------------------------------------------- */

static GArray *
list_dividers (GradusViewsPanel *self)
{
  GArray *dividers = g_array_new (FALSE, FALSE, sizeof (GradusPaneLayout));

  for (guint i = 0; i < gradus_views_pages_count (); i++) {
    GradusViewsPage *page = gradus_views_pages_peek (self->pages, i);

    if (page)
      gradus_views_page_add_dividers (page, dividers);
  }
  return dividers;
}

gboolean
gradus_views_panel_restore (GradusViewsPanel *self)
{
  g_autoptr (GArray) dividers = NULL;

  if (!self->filling)
    return FALSE;
  g_clear_pointer (&self->filling, gradus_filling_end);
  dividers = list_dividers (self);
  gradus_views_layout_load_dividers (dividers, self->divided);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_FILLED]);
  return TRUE;
}

static void
fill_with (GradusViewsPanel *self, GtkWidget *card)
{
  g_autoptr (GArray) dividers = list_dividers (self);

  gradus_views_layout_save_dividers (dividers, self->divided);
  self->filling = gradus_filling_begin (card, GTK_WIDGET (self->stack), self->switcher_bar);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_FILLED]);
}

static void
on_fill (GradusViewsPanel *self, GradusViewCard *card)
{
  if (!gradus_views_panel_restore (self))
    fill_with (self, GTK_WIDGET (card));
}

void
gradus_views_panel_toggle_fill (GradusViewsPanel *self)
{
  GradusViewCard *card;

  if (gradus_views_panel_restore (self))
    return;
  card = gradus_view_card_choose (self->cards);
  if (card)
    fill_with (self, GTK_WIDGET (card));
}

/* -- What is chosen ---------------------------------------------------------------------------- */

static void
show_page (GradusViewsPanel *self, const char *name)
{
  gradus_views_panel_restore (self);
  gtk_stack_set_visible_child_name (self->stack, name);
}

void
gradus_views_panel_show_overview (GradusViewsPanel *self)
{
  show_page (self, gradus_views_pages_get_name (0));
}

/* In a picture of the network: a map is opened, all else the page with the inspector shows. */
static void
on_picked (GradusViewsPanel *self, GradusView *view)
{
  const GradusFigure *figure = gradus_view_get_figure (view);
  const GradusDiagramPart part = gradus_figure_get_part (figure);

  if (gradus_maps_page_open (gradus_views_pages_get (self->pages, "maps"), part,
                             gradus_figure_get (figure, "sample"))) {
    show_page (self, "maps");
    gtk_widget_grab_focus (gradus_views_pages_get (self->pages, "maps"));
    return;
  }
  gradus_inside_page_set_part (gradus_views_pages_get (self->pages, "inside"), part);
  show_page (self, "inside");
}

static void
on_part_chosen (GradusViewsPanel *self, const GradusDiagramPart *part)
{
  gradus_overview_page_set_part (gradus_views_pages_get (self->pages, "overview"), *part);
}

gboolean
gradus_views_panel_walk (GradusViewsPanel *self, int by)
{
  GtkWidget *page = gradus_views_pages_get_shown (self->pages);

  if (GRADUS_IS_MAPS_PAGE (page))
    return gradus_maps_page_move (GRADUS_MAPS_PAGE (page), 0, by);
  return GRADUS_IS_CHAIN_PAGE (page) && gradus_chain_page_walk (GRADUS_CHAIN_PAGE (page), by);
}

gboolean
gradus_views_panel_scroll (GradusViewsPanel *self, int by)
{
  GtkWidget *page = gradus_views_pages_get_shown (self->pages);

  if (GRADUS_IS_MAPS_PAGE (page))
    return gradus_maps_page_move (GRADUS_MAPS_PAGE (page), by, 0);
  return GRADUS_IS_CHAIN_PAGE (page) && gradus_chain_page_choose (GRADUS_CHAIN_PAGE (page), by);
}

static void
show_setting (GradusViewsPanel *self, const char *name, double value)
{
  for (guint i = 0; i < self->cards->len; i++)
    gradus_lesson_settings_show (gradus_view_card_get_view (get_card (self, i)), name, value);
}

void
gradus_views_panel_begin_lesson (GradusViewsPanel *self)
{
  gradus_views_pages_make_all (self->pages);
  for (guint i = 0; i < self->cards->len; i++)
    gradus_lesson_settings_reset (gradus_view_card_get_view (get_card (self, i)));
}

void
gradus_views_panel_show_activation (GradusViewsPanel *self, GradusActivationKind kind)
{
  gradus_views_pages_make_all (self->pages);
  show_setting (self, "activation", kind);
  show_page (self, "gallery");
}

void
gradus_views_panel_clear_marks (GradusViewsPanel *self)
{
  for (guint i = 0; i < self->cards->len; i++)
    gradus_lesson_settings_clear_marks (gradus_view_card_get_view (get_card (self, i)));
}

void
gradus_views_panel_show (GradusViewsPanel *self, const GradusShow *show)
{
  double activation;

  gradus_views_panel_restore (self);
  gradus_views_panel_clear_marks (self);
  if (show)
    gradus_views_pages_make_all (self->pages);
  for (guint i = 0; i < gradus_views_pages_count (); i++) {
    GradusViewsPage *page = gradus_views_pages_peek (self->pages, i);

    if (page)
      gradus_views_page_show (page, show);
  }
  if (!show)
    return;
  if (show->page)
    gtk_stack_set_visible_child_name (self->stack, show->page);
  for (guint i = 0; i < show->settings->len; i++) {
    const GradusShownSetting *shown = &g_array_index (show->settings, GradusShownSetting, i);

    show_setting (self, shown->setting->name, shown->value);
  }
  /* Whoever is shown an activation shall see it. */
  if (gradus_show_find_setting (show, "activation", &activation))
    show_page (self, "gallery");
}

static gboolean
is_on_page (GradusViewsPanel *self, GradusView *view)
{
  return gtk_widget_is_ancestor (GTK_WIDGET (view), gtk_stack_get_visible_child (self->stack));
}

void
gradus_views_panel_take_show (GradusViewsPanel *self, GradusShow *show)
{
  show->page = g_strdup (gtk_stack_get_visible_child_name (self->stack));
  show->settings = g_array_new (FALSE, FALSE, sizeof (GradusShownSetting));
  show->layer = show->unit = -1;
  for (guint i = 0; i < self->cards->len; i++) {
    GradusView *view = gradus_view_card_get_view (get_card (self, i));
    const GradusDiagramPart part = gradus_figure_get_part (gradus_view_get_figure (view));

    if (!is_on_page (self, view))
      continue;
    gradus_lesson_settings_take (view, show->settings);
    if (part.kind == GRADUS_DIAGRAM_UNIT && part.column > 0) {
      show->layer = (int) part.column - 1;
      show->unit = (int) part.unit;
    }
  }
}

/* A view with the focus is read out; the same figure may be on several pages. */
void
gradus_views_panel_show_finding (GradusViewsPanel *self, const GradusFindingShow *finding,
                                 GradusRun *run)
{
  gradus_views_panel_show (self, &finding->show);
  for (guint i = 0; i < self->cards->len; i++) {
    GradusView *view = gradus_view_card_get_view (get_card (self, i));

    if (gradus_view_get_run (view) != run)
      gradus_lesson_settings_clear_marks (view);
    else if (g_str_equal (gradus_view_get_figure (view)->class->name, finding->figure) &&
             is_on_page (self, view))
      gtk_widget_grab_focus (GTK_WIDGET (view));
  }
}

void
gradus_views_panel_ask_number (GradusViewsPanel *self, const GradusChainNumber *number)
{
  gradus_chain_page_ask (GRADUS_CHAIN_PAGE (gradus_views_pages_get (self->pages, "chain")), number);
}

static void
on_worked_out (GradusViewsPanel *self, int number)
{
  g_signal_emit (self, worked_out_signal, 0, number);
}

void
gradus_views_panel_ask_sweep (GradusViewsPanel *self, const char *question, GradusSweep *sweep)
{
  g_autoptr (GradusDocumentSweep) asked = gradus_document_sweep_new (question, sweep);

  gtk_stack_set_visible_child_name (self->stack, "sweep");
  gradus_sweep_page_ask (gradus_views_pages_get (self->pages, "sweep"), asked);
}

/* -- The layout -------------------------------------------------------------------------------- */

/* While one view fills the panel the dividers are not where they were. Pages that have not been made
 * are as they were left the last time. */
void
gradus_views_panel_save_layout (GradusViewsPanel *self, GKeyFile *file)
{
  g_autoptr (GArray) dividers = list_dividers (self);

  if (self->layout)
    gradus_views_layout_merge (file, self->layout);
  if (!self->filling)
    gradus_views_layout_save_dividers (dividers, file);
  g_key_file_set_string (file, GRADUS_VIEWS_LAYOUT_GROUP, "page",
                         gtk_stack_get_visible_child_name (self->stack));
  gradus_views_layout_save_settings (self->cards, file);
}

/* A document of another version may name a page that there is not. */
void
gradus_views_panel_load_layout (GradusViewsPanel *self, GKeyFile *file)
{
  g_autoptr (GArray) dividers = list_dividers (self);
  g_autofree char *page = g_key_file_get_string (file, GRADUS_VIEWS_LAYOUT_GROUP, "page", NULL);

  gradus_views_layout_load (dividers, self->cards, file);
  if (!self->layout)
    self->layout = g_key_file_new ();
  gradus_views_layout_merge (self->layout, file);
  if (page && gtk_stack_get_child_by_name (self->stack, page))
    gtk_stack_set_visible_child_name (self->stack, page);
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
on_told (GradusViewsPanel *self, const char *sentence)
{
  g_signal_emit (self, told_signal, 0, sentence);
}

/* A run of a sweep is to be seen as all runs are. */
static void
on_opened (GradusViewsPanel *self)
{
  show_page (self, "overview");
}

/* The toggle is there where it does something. */
static void
show_all_runs (GradusViewsPanel *self)
{
  GtkWidget *shown = gradus_views_pages_get_shown (self->pages);
  gboolean may_have = FALSE;

  if (GRADUS_IS_OVERVIEW_PAGE (shown))
    g_object_get (shown, "may-have-all-runs", &may_have, NULL);
  gtk_widget_set_visible (self->all_runs, may_have);
}

static void
name_page (GradusViewsPanel *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);
  const char *title = gtk_stack_page_get_title (gtk_stack_get_page (self->stack, page));

  gtk_menu_button_set_label (self->page_button, title);
}

/* A GtkMenuButtonCreatePopupFunc. */
static void
list_pages (GtkMenuButton *button, gpointer data)
{
  GradusViewsPanel *self = data;
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < gradus_views_pages_count (); i++) {
    const char *name = gradus_views_pages_get_name (i);
    GtkStackPage *page =
        gtk_stack_get_page (self->stack, gtk_stack_get_child_by_name (self->stack, name));
    g_autoptr (GMenuItem) item = g_menu_item_new (gtk_stack_page_get_title (page), NULL);

    g_menu_item_set_action_and_target (item, "views.page", "s", name);
    if (gtk_stack_page_get_visible (page))
      g_menu_append_item (menu, item);
  }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_page (GRADUS_VIEWS_PANEL (widget), g_variant_get_string (parameter, NULL));
}

static void
use_card (GradusViewsPanel *self, GradusViewCard *card)
{
  GradusView *view = gradus_view_card_get_view (card);

  g_signal_connect_swapped (card, "fill", G_CALLBACK (on_fill), self);
  g_signal_connect_swapped (card, "told", G_CALLBACK (on_told), self);
  if (g_str_equal (gradus_view_get_figure (view)->class->name, "boundary"))
    g_signal_emit (self, boundary_made_signal, 0, view);
  g_ptr_array_add (self->cards, card);
}

/* Those in a widget that was made, of whose page these are dividers. */
static void
use_cards (GradusViewsPanel *self, GtkWidget *widget, GArray *dividers)
{
  g_autoptr (GPtrArray) cards = gradus_view_card_find_all (widget);

  for (guint i = 0; i < cards->len; i++)
    use_card (self, g_ptr_array_index (cards, i));
  if (self->layout)
    gradus_views_layout_load (dividers, cards, self->layout);
}

static void
on_column_made (GradusViewsPanel *self, GtkWidget *column)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (GradusPaneLayout));

  use_cards (self, column, none);
}

static void
use_overview (GradusViewsPanel *self, GradusViewsPage *overview)
{
  g_signal_connect_swapped (overview, "picked", G_CALLBACK (on_picked), self);
  g_signal_connect_swapped (overview, "made", G_CALLBACK (on_column_made), self);
  g_object_bind_property (overview, "has-all-runs", self->all_runs, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_swapped (overview, "notify::may-have-all-runs", G_CALLBACK (show_all_runs),
                            self);
}

static void
use_page (GradusViewsPanel *self, GradusViewsPage *page)
{
  if (GRADUS_IS_OVERVIEW_PAGE (page))
    use_overview (self, page);
  else if (GRADUS_IS_INSIDE_PAGE (page))
    g_signal_connect_swapped (page, "part-chosen", G_CALLBACK (on_part_chosen), self);
  else if (GRADUS_IS_CHAIN_PAGE (page))
    g_signal_connect_swapped (page, "worked-out", G_CALLBACK (on_worked_out), self);
  else if (GRADUS_IS_SWEEP_PAGE (page)) {
    g_signal_connect_swapped (page, "told", G_CALLBACK (on_told), self);
    g_signal_connect_swapped (page, "opened", G_CALLBACK (on_opened), self);
  }
}

/* A GradusViewsPagesMade. */
static void
on_made (GradusViewsPage *page, gpointer data)
{
  g_autoptr (GArray) dividers = g_array_new (FALSE, FALSE, sizeof (GradusPaneLayout));

  use_page (data, page);
  gradus_views_page_add_dividers (page, dividers);
  use_cards (data, GTK_WIDGET (page), dividers);
}

/* Nothing that filled the panel is on the page that is shown now. */
static void
on_shown (GradusViewsPanel *self)
{
  gradus_views_panel_restore (self);
  show_all_runs (self);
  name_page (self);
}

static void
gradus_views_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IS_FILLED)
    g_value_set_boolean (value, GRADUS_VIEWS_PANEL (object)->filling != NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* The filling first: it knows places of widgets that go now. */
static void
gradus_views_panel_dispose (GObject *object)
{
  GradusViewsPanel *self = GRADUS_VIEWS_PANEL (object);
  GtkWidget *child;

  g_clear_pointer (&self->filling, gradus_filling_free);
  if (self->pages)
    g_signal_handlers_disconnect_by_data (self->stack, self);
  g_clear_pointer (&self->pages, gradus_views_pages_free);
  g_clear_pointer (&self->layout, g_key_file_unref);
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  g_clear_pointer (&self->divided, g_key_file_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_views_panel_parent_class)->dispose (object);
}

static void
gradus_views_panel_class_init (GradusViewsPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_views_panel_dispose;
  G_OBJECT_CLASS (class)->get_property = gradus_views_panel_get_property;
  properties[PROP_IS_FILLED] = g_param_spec_boolean ("is-filled", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, properties);
  told_signal = g_signal_new ("told", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  worked_out_signal = g_signal_new ("worked-out", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  boundary_made_signal =
      g_signal_new ("boundary-made", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, GRADUS_TYPE_VIEW);
  g_type_ensure (GRADUS_TYPE_FIT_LAYOUT);
  gtk_widget_class_install_action (widget_class, "views.page", "s", page_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/views-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusViewsPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, GradusViewsPanel, page_switcher);
  gtk_widget_class_bind_template_child (widget_class, GradusViewsPanel, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, GradusViewsPanel, switcher);
  gtk_widget_class_bind_template_child (widget_class, GradusViewsPanel, all_runs);
  gtk_widget_class_bind_template_child (widget_class, GradusViewsPanel, page_button);
}

/* The switcher comes after the pages: it makes all its buttons anew with each page that is added. */
static void
gradus_views_panel_init (GradusViewsPanel *self)
{
  self->divided = g_key_file_new ();
  self->cards = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->pages = gradus_views_pages_new (self->stack, on_made, self);
  gtk_stack_switcher_set_stack (self->page_switcher, self->stack);
  gtk_menu_button_set_create_popup_func (self->page_button, list_pages, self, NULL);
  g_signal_connect_swapped (self->stack, "notify::visible-child", G_CALLBACK (on_shown), self);
  name_page (self);
}
