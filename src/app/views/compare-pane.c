/* SPDX-License-Identifier: MIT */
#include "app/views/compare-pane.h"

#include "app/common/swatch.h"
#include "app/views/answer-card.h"

struct _GradusComparePane {
  GtkWidget parent_instance;

  GtkDropDown *choice;
  GtkWidget *parts, *none;  /* one of them is visible */
  GradusComparePane *other; /* on the other side, whose run is not shown here, too */
  GradusViewCard *network_card;
  GradusAnswerCard *answer_card;

  GradusDocument *document;
  guint nth;
  GradusRun *run; /* that is shown */
  gboolean was_chosen;
  char *shown; /* how the list shows the runs */
};

G_DEFINE_FINAL_TYPE (GradusComparePane, gradus_compare_pane, GTK_TYPE_WIDGET)

static void
show_run (GradusComparePane *self, GradusRun *run)
{
  gtk_widget_set_visible (self->parts, run != NULL);
  gtk_widget_set_visible (self->none, run == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->choice), run != NULL);
  g_set_object (&self->run, run);
  gradus_view_card_set_run (self->network_card, run);
  gradus_answer_card_set_run (self->answer_card, run);
}

/* The run that was chosen as long as it is there, else the pane's own. The list comes last: what
 * it then tells is not news, see on_chosen(). */
static void
refresh_run (GradusComparePane *self)
{
  const guint n = gradus_document_get_n_runs (self->document);
  guint at =
      self->was_chosen && self->run ? gradus_document_find (self->document, self->run) : G_MAXUINT;

  if (n == 0)
    return;
  if (at == G_MAXUINT) {
    self->was_chosen = FALSE;
    at = self->nth;
  }
  if (self->other->was_chosen && self->other->run &&
      at == gradus_document_find (self->document, self->other->run))
    at = at > 0 ? 0 : 1;
  if (at >= n) { /* nothing to compare with */
    show_run (self, NULL);
    return;
  }
  show_run (self, gradus_document_get_run (self->document, at));
  gtk_drop_down_set_selected (self->choice, at);
}

/* Before this side takes the other's run, the other takes this side's. */
static void
give_other (GradusComparePane *self, GradusRun *run)
{
  self->was_chosen = TRUE;
  show_run (self, run);
  gtk_drop_down_set_selected (self->choice, gradus_document_find (self->document, run));
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
  if (run == self->other->run)
    give_other (self->other, self->run);
  show_run (self, run);
}

/* -- The list ---------------------------------------------------------------------------------- */

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

  if (g_strcmp0 (shown, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (on_bind), self);
  gtk_drop_down_set_factory (self->choice, factory);
}

static void
on_unsettled (GradusComparePane *self)
{
  fill_list (self);
  refresh_run (self);
}

void
gradus_compare_pane_set_document (GradusComparePane *self, GradusDocument *document, guint nth,
                                  GradusComparePane *other)
{
  g_return_if_fail (!self->document);

  self->other = other;
  self->document = g_object_ref (document);
  self->nth = nth;
  fill_list (self); /* before there is anything to be shown in it */
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (document));
  refresh_run (self);
  g_signal_connect_object (document, "items-changed", G_CALLBACK (refresh_run), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (document, "unsettled", G_CALLBACK (on_unsettled), self,
                           G_CONNECT_SWAPPED);
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_compare_pane_dispose (GObject *object)
{
  GradusComparePane *self = GRADUS_COMPARE_PANE (object);
  GtkWidget *child;

  g_clear_object (&self->run); /* without one the list has nothing to say while it goes */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  g_clear_object (&self->document);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (gradus_compare_pane_parent_class)->dispose (object);
}

static void
gradus_compare_pane_class_init (GradusComparePaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_compare_pane_dispose;
  g_type_ensure (GRADUS_TYPE_VIEW_CARD);
  g_type_ensure (GRADUS_TYPE_ANSWER_CARD);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/compare-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusComparePane, choice);
  gtk_widget_class_bind_template_child (widget_class, GradusComparePane, parts);
  gtk_widget_class_bind_template_child (widget_class, GradusComparePane, none);
  gtk_widget_class_bind_template_child (widget_class, GradusComparePane, network_card);
  gtk_widget_class_bind_template_child (widget_class, GradusComparePane, answer_card);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
}

static void
gradus_compare_pane_init (GradusComparePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gradus_answer_card_follow (self->answer_card, gradus_view_card_get_view (self->network_card));
}
