/* SPDX-License-Identifier: MIT */
#include "app/views/answer-card.h"

/* The figures, of which one is shown. */
enum {
  BOUNDARY,
  CONFUSION,
  PREDICTED,
  N_CARDS
};

struct _GradusAnswerCard {
  GtkWidget parent_instance;

  GradusViewCard *cards[N_CARDS];
  gboolean has_header;
};

G_DEFINE_FINAL_TYPE (GradusAnswerCard, gradus_answer_card, GTK_TYPE_WIDGET)

enum {
  PROP_HAS_HEADER = 1
};

static int
choose_card (GradusRun *run)
{
  const GradusDataset *training = gradus_run_get_dataset (run);

  if (gradus_dataset_count_axes (training) <= 2)
    return BOUNDARY;
  return training->variance > 0 ? PREDICTED : CONFUSION;
}

/* A card that is hidden has no run, so it asks for nothing. */
void
gradus_answer_card_set_run (GradusAnswerCard *self, GradusRun *run)
{
  const int chosen = run ? choose_card (run) : BOUNDARY;

  for (int i = 0; i < N_CARDS; i++) {
    gtk_widget_set_visible (GTK_WIDGET (self->cards[i]), i == chosen);
    gradus_view_card_set_run (self->cards[i], i == chosen ? run : NULL);
  }
}

static void
on_pointed (GradusAnswerCard *self, GradusView *network)
{
  gradus_view_set_pointed (gradus_view_card_get_view (self->cards[BOUNDARY]),
                           gradus_view_get_pointed (network));
}

void
gradus_answer_card_follow (GradusAnswerCard *self, GradusView *network)
{
  g_signal_connect_object (network, "pointed", G_CALLBACK (on_pointed), self, G_CONNECT_SWAPPED);
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_answer_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_HAS_HEADER)
    GRADUS_ANSWER_CARD (object)->has_header = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gradus_answer_card_constructed (GObject *object)
{
  static const char *const figures[N_CARDS] = { "boundary", "confusion", "predicted" };
  GradusAnswerCard *self = GRADUS_ANSWER_CARD (object);

  G_OBJECT_CLASS (gradus_answer_card_parent_class)->constructed (object);
  for (int i = 0; i < N_CARDS; i++) {
    self->cards[i] = g_object_new (GRADUS_TYPE_VIEW_CARD, "figure", figures[i], "has-controls",
                                   FALSE, "has-header", self->has_header, NULL);
    gtk_widget_set_parent (GTK_WIDGET (self->cards[i]), GTK_WIDGET (self));
  }
  gradus_answer_card_set_run (self, NULL);
}

static void
gradus_answer_card_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_answer_card_parent_class)->dispose (object);
}

static void
gradus_answer_card_class_init (GradusAnswerCardClass *class)
{
  G_OBJECT_CLASS (class)->constructed = gradus_answer_card_constructed;
  G_OBJECT_CLASS (class)->dispose = gradus_answer_card_dispose;
  G_OBJECT_CLASS (class)->set_property = gradus_answer_card_set_property;
  g_object_class_install_property (
      G_OBJECT_CLASS (class), PROP_HAS_HEADER,
      g_param_spec_boolean ("has-header", NULL, NULL, TRUE,
                            G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT_ONLY));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
gradus_answer_card_init (GradusAnswerCard *self)
{
}
