/* SPDX-License-Identifier: MIT */
#include "app/views/overview-page.h"

#include "app/views/race-row.h"
#include "app/views/views-page.h"

/* Of the height, what the top row gets. */
#define ROWS_SHARE 0.56
#define RACE_ROWS_SHARE 0.66

struct _GradusOverviewPage {
  GtkWidget parent_instance;

  GtkPaned *rows;
  double other_share; /* of the top row in the form, with a race or without, that is not shown */
  GPtrArray *cards;    /* GradusViewCard */
  GPtrArray *pictured; /* of each of them, that which has its place where samples are pictures */
  gboolean has_pictures;
  GArray *dividers; /* GradusPaneLayout; in a row from left to right, each inside the one before */

  GradusRaceRow *race; /* stands for the network and the boundary of the top row */
  GtkWidget *top_row;
  GradusDocument *document;
  gboolean has_all_runs;
  char **shown; /* names of the cards that a lesson shows; NULL: all */
};

static void gradus_overview_page_page_init (GradusViewsPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GradusOverviewPage, gradus_overview_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GRADUS_TYPE_VIEWS_PAGE,
                                                      gradus_overview_page_page_init))

enum {
  PROP_HAS_ALL_RUNS = 1,
  PROP_MAY_HAVE_ALL_RUNS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint picked_signal, made_signal;

static GradusViewCard *
get_card (GradusOverviewPage *self, guint i)
{
  return g_ptr_array_index (self->cards, i);
}

static const GradusFigureClass *
get_class (GradusViewCard *card)
{
  return gradus_view_get_figure (gradus_view_card_get_view (card))->class;
}

GradusView *
gradus_overview_page_get_view (GradusOverviewPage *self, const char *card)
{
  for (guint i = 0; i < self->cards->len; i++) {
    if (g_str_equal (get_class (get_card (self, i))->card, card))
      return gradus_view_card_get_view (get_card (self, i));
  }
  return NULL;
}

void
gradus_overview_page_set_part (GradusOverviewPage *self, GradusDiagramPart part)
{
  for (guint i = 0; i < self->cards->len; i++)
    gradus_view_set_part (gradus_view_card_get_view (get_card (self, i)), part);
}

/* -- What is shown ----------------------------------------------------------------------------- */

static gboolean
is_wanted (GradusOverviewPage *self, const char *card)
{
  return !self->shown || g_strv_contains ((const char *const *) self->shown, card);
}

static gboolean
is_racing (GradusOverviewPage *self)
{
  return self->has_all_runs && gradus_race_row_count (self->race) > 1;
}

/* A divider whose both sides are hidden is hidden with them, from the innermost on. */
static void
show_dividers (GradusOverviewPage *self)
{
  for (guint i = self->dividers->len; i-- > 0;) {
    GtkPaned *paned = g_array_index (self->dividers, GradusPaneLayout, i).paned;

    gtk_widget_set_visible (GTK_WIDGET (paned),
                            gtk_widget_get_visible (gtk_paned_get_start_child (paned)) ||
                                gtk_widget_get_visible (gtk_paned_get_end_child (paned)));
  }
}

/* One of the two that share a place, and the place with it. */
static void
show_card (GradusOverviewPage *self, guint i, gboolean is_shown)
{
  GtkWidget *card = GTK_WIDGET (get_card (self, i)), *other = g_ptr_array_index (self->pictured, i);
  const gboolean has_other = other && self->has_pictures;

  gtk_widget_set_visible (card, is_shown && !has_other);
  if (!other)
    return;
  gtk_widget_set_visible (other, is_shown && has_other);
  gtk_widget_set_visible (gtk_widget_get_parent (other), is_shown);
}

/* A race shows twice as much in the top row, which gets more of the height; where the divider stood
 * in the other form it stands again afterwards. */
static void
show_race (GradusOverviewPage *self, gboolean has_race)
{
  const double share = gradus_pane_layout_get_share (self->rows);

  if (has_race == gtk_widget_get_visible (GTK_WIDGET (self->race)))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->race), has_race);
  gradus_pane_layout_set_share (self->rows, self->other_share);
  self->other_share = share > 0 ? share : has_race ? ROWS_SHARE : RACE_ROWS_SHARE;
}

/* In a race the networks and boundaries of all runs take the place of the one run's. */
static void
arrange_cards (GradusOverviewPage *self)
{
  const gboolean has_network = is_wanted (self, "network");
  const gboolean has_boundary = is_wanted (self, "boundary");
  const gboolean has_race = is_racing (self) && (has_network || has_boundary);

  for (guint i = 0; i < self->cards->len; i++) {
    const GradusFigureClass *class = get_class (get_card (self, i));
    const gboolean is_in_race =
        has_race && !class->has_all_runs && class->row == GRADUS_FIGURE_TOP_ROW;

    show_card (self, i, is_wanted (self, class->card) && !is_in_race);
  }
  gradus_race_row_show_parts (self->race, has_network, has_boundary);
  show_race (self, has_race);
  show_dividers (self);
  gtk_widget_set_visible (gtk_paned_get_start_child (self->rows),
                          has_race || gtk_widget_get_visible (self->top_row));
}

static void
set_all_runs (GradusOverviewPage *self, gboolean has_all_runs)
{
  if (has_all_runs == self->has_all_runs)
    return;
  self->has_all_runs = has_all_runs;
  arrange_cards (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_ALL_RUNS]);
}

/* Who lets runs race wants to see them all; what is chosen afterwards holds. */
static void
on_together (GradusOverviewPage *self)
{
  set_all_runs (self, gradus_document_is_together (self->document));
}

static void
on_race_count (GradusOverviewPage *self)
{
  arrange_cards (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAY_HAVE_ALL_RUNS]);
}

/* -- What a page does -------------------------------------------------------------------------- */

static void
gradus_overview_page_set_document (GradusViewsPage *page, GradusDocument *document)
{
  GradusOverviewPage *self = GRADUS_OVERVIEW_PAGE (page);

  self->document = g_object_ref (document);
  gradus_race_row_set_document (self->race, document);
  g_signal_connect_object (document, "notify::together", G_CALLBACK (on_together), self,
                           G_CONNECT_SWAPPED);
  on_together (self);

  for (guint i = 0; i < self->cards->len; i++) {
    if (get_class (get_card (self, i))->has_all_runs)
      gradus_view_set_document (gradus_view_card_get_view (get_card (self, i)), document);
  }
}

static void
gradus_overview_page_set_run (GradusViewsPage *page, GradusRun *run)
{
  GradusOverviewPage *self = GRADUS_OVERVIEW_PAGE (page);

  const gboolean has_pictures = gradus_run_get_dataset (run)->picture.width > 0;

  for (guint i = 0; i < self->cards->len; i++) {
    gradus_view_card_set_run (get_card (self, i), run);
    if (g_ptr_array_index (self->pictured, i))
      gradus_view_card_set_run (g_ptr_array_index (self->pictured, i), run);
  }
  if (has_pictures == self->has_pictures)
    return;
  self->has_pictures = has_pictures;
  arrange_cards (self);
}

static void
gradus_overview_page_add_dividers (GradusViewsPage *page, GArray *dividers)
{
  GradusOverviewPage *self = GRADUS_OVERVIEW_PAGE (page);
  const gboolean has_race = gtk_widget_get_visible (GTK_WIDGET (self->race));
  const GradusPaneLayout rows = { has_race ? "race-rows" : "rows", self->rows,
                                  has_race ? RACE_ROWS_SHARE : ROWS_SHARE };

  g_array_append_val (dividers, rows);
  g_array_append_vals (dividers, self->dividers->data, self->dividers->len);
}

static void
show_cards (GradusViewsPage *page, const GradusShow *show)
{
  GradusOverviewPage *self = GRADUS_OVERVIEW_PAGE (page);

  g_strfreev (self->shown);
  self->shown = show ? g_strdupv (show->views) : NULL;
  arrange_cards (self);
}

static void
gradus_overview_page_page_init (GradusViewsPageInterface *iface)
{
  iface->set_document = gradus_overview_page_set_document;
  iface->set_run = gradus_overview_page_set_run;
  iface->add_dividers = gradus_overview_page_add_dividers;
  iface->show = show_cards;
}

/* -- Cards ------------------------------------------------------------------------------------- */

static void
on_picked (GradusOverviewPage *self, GradusView *view)
{
  g_signal_emit (self, picked_signal, 0, view);
}

static void
on_made (GradusOverviewPage *self, GtkWidget *column)
{
  g_signal_emit (self, made_signal, 0, column);
}

/* What is pointed at in one view others show large. */
static void
on_pointed (GradusView *view, GradusOverviewPage *self)
{
  for (guint i = 0; i < self->cards->len; i++)
    gradus_view_set_pointed (gradus_view_card_get_view (get_card (self, i)),
                             gradus_view_get_pointed (view));
}

/* What one view shares the others take over. */
static void
on_setting_changed (GradusView *view, const char *name, GradusOverviewPage *self)
{
  const GradusFigure *figure = gradus_view_get_figure (view);

  if (!gradus_figure_class_find_setting (figure->class, name)->is_shared)
    return;
  for (guint i = 0; i < self->cards->len; i++) {
    GradusViewCard *card = get_card (self, i);
    const GradusFigureSetting *setting = gradus_figure_class_find_setting (get_class (card), name);

    if (setting && setting->is_shared)
      gradus_view_set (gradus_view_card_get_view (card), name, gradus_figure_get (figure, name));
  }
}

/* The place of both. */
static GtkWidget *
add_pictured (GradusOverviewPage *self, const GradusFigureClass *class, GtkWidget *card)
{
  GtkWidget *place = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *other = g_object_new (GRADUS_TYPE_VIEW_CARD, "figure", class->for_pictures, "visible",
                                   FALSE, "hexpand", TRUE, NULL);

  gtk_widget_set_hexpand (card, TRUE);
  gtk_box_append (GTK_BOX (place), card);
  gtk_box_append (GTK_BOX (place), other);
  self->pictured->pdata[self->pictured->len - 1] = other;
  return place;
}

static GtkWidget *
make_card (GradusOverviewPage *self, const GradusFigureClass *class)
{
  g_autofree char *topic = g_strconcat ("topic:", class->topic, NULL);
  GtkWidget *card =
      g_object_new (GRADUS_TYPE_VIEW_CARD, "figure", class->name, "name", topic, NULL);
  GradusView *view = gradus_view_card_get_view (GRADUS_VIEW_CARD (card));

  g_signal_connect_swapped (view, "picked", G_CALLBACK (on_picked), self);
  g_signal_connect (view, "pointed", G_CALLBACK (on_pointed), self);
  g_signal_connect (view, "setting-changed", G_CALLBACK (on_setting_changed), self);
  g_ptr_array_add (self->cards, card);
  g_ptr_array_add (self->pictured, NULL);
  return class->for_pictures ? add_pictured (self, class, card) : card;
}

/* "bottom", "bottom-right", then "bottom-right-2" …: keys in documents' layouts. */
static const char *
name_divider (const char *row, guint i)
{
  g_autofree char *name = i < 2 ? g_strconcat (row, i == 0 ? "" : "-right", NULL)
                                : g_strdup_printf ("%s-right-%u", row, i);

  return g_intern_string (name);
}

static GtkWidget *
make_divider (GradusOverviewPage *self, const char *name, double share, GtkWidget *start)
{
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  const GradusPaneLayout divider = { name, GTK_PANED (paned), share > 0 ? share : 0.5 };

  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_widget_add_css_class (paned, "gap");
  gtk_paned_set_start_child (GTK_PANED (paned), start);
  g_array_append_val (self->dividers, divider);
  return paned;
}

/* The figures of a row, from `i` on: the first, and at the right of a divider the others. */
static GtkWidget *
make_row (GradusOverviewPage *self, const char *row, GPtrArray *classes, guint i)
{
  const GradusFigureClass *class = g_ptr_array_index (classes, i);
  GtkWidget *card = make_card (self, class), *paned;

  if (i + 1 == classes->len)
    return card;
  paned = make_divider (self, name_divider (row, i), class->share, card);
  gtk_paned_set_end_child (GTK_PANED (paned), make_row (self, row, classes, i + 1));
  return paned;
}

static GtkWidget *
fill_row (GradusOverviewPage *self, const char *name, GradusFigureRow row)
{
  g_autoptr (GPtrArray) classes = g_ptr_array_new ();

  for (guint i = 0; gradus_figures[i]; i++) {
    if (gradus_figures[i]->row == row)
      g_ptr_array_add (classes, (gpointer) gradus_figures[i]);
  }
  return make_row (self, name, classes, 0);
}

/* The cards of one run, and in their place those of all. */
static GtkWidget *
make_top (GradusOverviewPage *self)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->top_row = fill_row (self, "top", GRADUS_FIGURE_TOP_ROW);
  self->race = g_object_new (GRADUS_TYPE_RACE_ROW, "visible", FALSE, "vexpand", TRUE, NULL);
  gtk_widget_set_vexpand (self->top_row, TRUE);
  g_signal_connect_swapped (self->race, "notify::count", G_CALLBACK (on_race_count), self);
  g_signal_connect_swapped (self->race, "made", G_CALLBACK (on_made), self);
  gtk_box_append (GTK_BOX (top), self->top_row);
  gtk_box_append (GTK_BOX (top), GTK_WIDGET (self->race));
  return top;
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_overview_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GradusOverviewPage *self = GRADUS_OVERVIEW_PAGE (object);

  if (id == PROP_HAS_ALL_RUNS)
    g_value_set_boolean (value, self->has_all_runs);
  else if (id == PROP_MAY_HAVE_ALL_RUNS)
    g_value_set_boolean (value, gradus_race_row_count (self->race) > 1);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gradus_overview_page_set_property (GObject *object, guint id, const GValue *value,
                                   GParamSpec *pspec)
{
  if (id == PROP_HAS_ALL_RUNS)
    set_all_runs (GRADUS_OVERVIEW_PAGE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gradus_overview_page_dispose (GObject *object)
{
  GtkWidget *child;

  g_clear_object (&GRADUS_OVERVIEW_PAGE (object)->document);
  g_ptr_array_set_size (GRADUS_OVERVIEW_PAGE (object)->cards, 0); /* they go one after the other */
  g_ptr_array_set_size (GRADUS_OVERVIEW_PAGE (object)->pictured, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_overview_page_parent_class)->dispose (object);
}

static void
gradus_overview_page_finalize (GObject *object)
{
  GradusOverviewPage *self = GRADUS_OVERVIEW_PAGE (object);

  g_ptr_array_unref (self->cards);
  g_ptr_array_unref (self->pictured);
  g_array_unref (self->dividers);
  g_strfreev (self->shown);
  G_OBJECT_CLASS (gradus_overview_page_parent_class)->finalize (object);
}

static void
gradus_overview_page_class_init (GradusOverviewPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_overview_page_dispose;
  G_OBJECT_CLASS (class)->finalize = gradus_overview_page_finalize;
  G_OBJECT_CLASS (class)->get_property = gradus_overview_page_get_property;
  G_OBJECT_CLASS (class)->set_property = gradus_overview_page_set_property;
  properties[PROP_HAS_ALL_RUNS] =
      g_param_spec_boolean ("has-all-runs", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_MAY_HAVE_ALL_RUNS] = g_param_spec_boolean (
      "may-have-all-runs", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, properties);
  picked_signal = g_signal_new ("picked", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, GRADUS_TYPE_VIEW);
  made_signal = g_signal_new ("made", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, GTK_TYPE_WIDGET);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusOverviewPage, rows);
}

static void
gradus_overview_page_init (GradusOverviewPage *self)
{
  self->cards = g_ptr_array_new ();
  self->pictured = g_ptr_array_new ();
  self->other_share = RACE_ROWS_SHARE;
  self->dividers = g_array_new (FALSE, FALSE, sizeof (GradusPaneLayout));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_paned_set_start_child (self->rows, make_top (self));
  gtk_paned_set_end_child (self->rows, fill_row (self, "bottom", GRADUS_FIGURE_BOTTOM_ROW));
}
