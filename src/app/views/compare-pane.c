/* SPDX-License-Identifier: MIT */
#include "app/views/compare-pane.h"

#include "app/common/mute.h"
#include "app/common/swatch.h"

struct _GradusComparePane {
  GtkWidget parent_instance;

  GtkDropDown *choice;
  GradusViewCard *network_card, *boundary_card;
  GradusView *network_view, *boundary_view;

  GradusDocument *document;
  guint place;
  GradusRun *run; /* that is shown */
  gboolean was_chosen;
  char *shown;         /* how the list shows the runs */
  guint n_known;       /* runs, as of the last refresh: with another number the list chooses by itself */
};

G_DEFINE_FINAL_TYPE (GradusComparePane, gradus_compare_pane, GTK_TYPE_WIDGET)

static guint fill_signal, told_signal;

GradusViewCard *
gradus_compare_pane_get_card (GradusComparePane *self, guint i)
{
  return i == 0 ? self->network_card : self->boundary_card;
}

static void
show_run (GradusComparePane *self, GradusRun *run)
{
  g_set_object (&self->run, run);
  gradus_view_set_run (self->network_view, run);
  gradus_view_set_run (self->boundary_view, run);
}

/* The run that was chosen as long as it is there, else the one of the pane's place. */
static void
refresh (GradusComparePane *self)
{
  const guint n = gradus_document_get_n_runs (self->document);
  guint at = self->was_chosen && self->run ? gradus_document_find (self->document, self->run) : G_MAXUINT;

  if (n == 0)
    return;
  if (at == G_MAXUINT) {
    self->was_chosen = FALSE;
    at = MIN (self->place, n - 1);
  }
  gradus_mute (self->choice, self);
  gtk_drop_down_set_selected (self->choice, at);
  gradus_unmute (self->choice, self);
  show_run (self, gradus_document_get_run (self->document, at));
}

static void
on_chosen (GradusComparePane *self)
{
  GradusRun *run = gtk_drop_down_get_selected_item (self->choice);

  /* Where its run is gone the list chooses by itself. */
  if (!run || run == self->run || !self->run ||
      gradus_document_find (self->document, self->run) == G_MAXUINT)
    return;
  self->was_chosen = TRUE;
  show_run (self, run);
}

/* -- The list -------------------------------------------------------------------------------------------- */

static void
on_setup (GradusComparePane *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = gtk_label_new (NULL);
  GtkWidget *swatch = g_object_new (GRADUS_TYPE_SWATCH, "valign", GTK_ALIGN_CENTER, NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
on_bind (GradusComparePane *self, GtkListItem *item)
{
  GradusRun *run = gtk_list_item_get_item (item);
  GtkWidget *swatch = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *label = gtk_widget_get_next_sibling (swatch);

  gradus_swatch_show (GRADUS_SWATCH (swatch), gradus_run_get_colour (run), TRUE);
  gtk_label_set_label (GTK_LABEL (label), gradus_document_get_label (self->document, run));
}

/* How the list shows all runs, in one string. */
static char *
describe_list (GradusComparePane *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < gradus_document_get_n_runs (self->document); i++) {
    GradusRun *run = gradus_document_get_run (self->document, i);

    g_string_append_printf (text, "%u %s\n", gradus_run_get_colour (run),
                            gradus_document_get_label (self->document, run));
  }
  return g_string_free (text, FALSE);
}

/* What runs are called changes with the others: then the list is filled anew. */
static void
fill_list (GradusComparePane *self)
{
  g_autoptr (GtkListItemFactory) factory = NULL;
  g_autofree char *shown = describe_list (self);

  if (g_strcmp0 (shown, self->shown) == 0) {
    refresh (self);
    return;
  }
  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (on_bind), self);
  gradus_mute (self->choice, self);
  gtk_drop_down_set_factory (self->choice, factory);
  gradus_unmute (self->choice, self);
  refresh (self);
}

void
gradus_compare_pane_set_document (GradusComparePane *self, GradusDocument *document, guint place)
{
  g_return_if_fail (!self->document);

  self->document = g_object_ref (document);
  self->place = place;
  fill_list (self); /* before there are runs to be shown in it */
  gradus_mute (self->choice, self);
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (document));
  gradus_unmute (self->choice, self);
  refresh (self);
  g_signal_connect_object (document, "items-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (document, "unsettled", G_CALLBACK (fill_list), self, G_CONNECT_SWAPPED);
}

/* -- The widget ------------------------------------------------------------------------------------------ */

static void
on_fill (GradusComparePane *self, GradusViewCard *card)
{
  g_signal_emit (self, fill_signal, 0, card);
}

static void
on_told (GradusComparePane *self, const char *sentence)
{
  g_signal_emit (self, told_signal, 0, sentence);
}

static void
gradus_compare_pane_dispose (GObject *object)
{
  GradusComparePane *self = GRADUS_COMPARE_PANE (object);
  GtkWidget *child;

  if (self->choice) /* which chooses nothing when it goes, and says so */
    g_signal_handlers_disconnect_by_data (self->choice, self);
  self->choice = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  g_clear_object (&self->document);
  g_clear_object (&self->run);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (gradus_compare_pane_parent_class)->dispose (object);
}

static void
gradus_compare_pane_class_init (GradusComparePaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_compare_pane_dispose;
  fill_signal = g_signal_new ("fill", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, GRADUS_TYPE_VIEW_CARD);
  told_signal = g_signal_new ("told", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (GRADUS_TYPE_VIEW_CARD);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/compare-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusComparePane, choice);
  gtk_widget_class_bind_template_child (widget_class, GradusComparePane, network_card);
  gtk_widget_class_bind_template_child (widget_class, GradusComparePane, boundary_card);
  gtk_widget_class_bind_template_child (widget_class, GradusComparePane, network_view);
  gtk_widget_class_bind_template_child (widget_class, GradusComparePane, boundary_view);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_fill);
  gtk_widget_class_bind_template_callback (widget_class, on_told);
}

static void
gradus_compare_pane_init (GradusComparePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
