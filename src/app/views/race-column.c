/* SPDX-License-Identifier: MIT */
#include "app/views/race-column.h"

#include <glib/gi18n.h>

#include "app/common/swatch.h"
#include "app/views/answer-card.h"

/* Pixels between the parts. */
#define GAP 8

/* A column so many times as wide as it is high has its parts beside each other; then the network
 * gets so much of the width. */
#define WIDE 1.6
#define NETWORK_SHARE 0.6

/* In a narrower one they lie above each other. The boundary is square, so its height alone says how
 * large it is: it gets more of that. */
#define NETWORK_HEIGHT_SHARE 0.45

struct _GradusRaceColumn {
  GtkWidget parent_instance;

  GtkWidget *head, *swatch, *label;
  GradusViewCard *network;
  GradusAnswerCard *answer;
};

G_DEFINE_FINAL_TYPE (GradusRaceColumn, gradus_race_column, GTK_TYPE_WIDGET)

void
gradus_race_column_set_run (GradusRaceColumn *self, GradusRun *run, const char *label)
{
  gradus_view_card_set_run (self->network, run);
  gradus_answer_card_set_run (self->answer, run);
  if (!run)
    return;
  gradus_swatch_show (GRADUS_SWATCH (self->swatch), gradus_run_get_colour (run), TRUE);
  gtk_label_set_label (GTK_LABEL (self->label), label);
  gtk_widget_set_tooltip_text (self->label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
gradus_race_column_show_parts (GradusRaceColumn *self, gboolean has_network, gboolean has_answer)
{
  gtk_widget_set_visible (GTK_WIDGET (self->network), has_network);
  gtk_widget_set_visible (GTK_WIDGET (self->answer), has_answer);
}

/* -- Layout ------------------------------------------------------------------------------------ */

static int
measure_least (GtkWidget *widget, GtkOrientation orientation)
{
  int least = 0;

  if (gtk_widget_get_visible (widget))
    gtk_widget_measure (widget, orientation, -1, &least, NULL, NULL, NULL);
  return least;
}

/* It asks for as little as one part needs: whether they go beside each other is seen when there is
 * a size. */
static void
gradus_race_column_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *least,
                            int *natural, int *least_baseline, int *natural_baseline)
{
  GradusRaceColumn *self = GRADUS_RACE_COLUMN (widget);
  const int head = measure_least (self->head, orientation);
  const int network = measure_least (GTK_WIDGET (self->network), orientation);
  const int answer = measure_least (GTK_WIDGET (self->answer), orientation);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *least = MAX (head, MAX (network, answer));
  else
    *least = head + GAP + network + GAP + answer;
  *natural = *least;
}

static void
place_part (GtkWidget *widget, int x, int y, int width, int height)
{
  const GtkAllocation place = { x, y,
                                MAX (width, measure_least (widget, GTK_ORIENTATION_HORIZONTAL)),
                                MAX (height, measure_least (widget, GTK_ORIENTATION_VERTICAL)) };

  if (gtk_widget_get_visible (widget))
    gtk_widget_size_allocate (widget, &place, -1);
}

static void
gradus_race_column_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GradusRaceColumn *self = GRADUS_RACE_COLUMN (widget);
  GtkWidget *network = GTK_WIDGET (self->network), *answer = GTK_WIDGET (self->answer);
  const int head = measure_least (self->head, GTK_ORIENTATION_VERTICAL);
  const int top = head + GAP, left_height = height - top;
  const gboolean has_both = gtk_widget_get_visible (network) && gtk_widget_get_visible (answer);
  const gboolean is_wide = width >= WIDE * left_height;
  const int first = !has_both ? 0
                    : is_wide ? (int) (NETWORK_SHARE * (width - GAP))
                              : (int) (NETWORK_HEIGHT_SHARE * (left_height - GAP));

  place_part (self->head, 0, 0, width, head);
  if (!has_both) {
    place_part (network, 0, top, width, left_height);
    place_part (answer, 0, top, width, left_height);
  } else if (is_wide) {
    place_part (network, 0, top, first, left_height);
    place_part (answer, first + GAP, top, width - first - GAP, left_height);
  } else {
    place_part (network, 0, top, width, first);
    place_part (answer, 0, top + first + GAP, width, left_height - first - GAP);
  }
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
add_head (GradusRaceColumn *self)
{
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);
  self->swatch = g_object_new (GRADUS_TYPE_SWATCH, "valign", GTK_ALIGN_CENTER, NULL);
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_add_css_class (self->label, "race-name");
  gtk_widget_set_margin_start (self->head, GAP);
  gtk_box_append (GTK_BOX (self->head), self->swatch);
  gtk_box_append (GTK_BOX (self->head), self->label);
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));
}

static void
gradus_race_column_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_race_column_parent_class)->dispose (object);
}

static void
gradus_race_column_class_init (GradusRaceColumnClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_race_column_dispose;
  widget_class->measure = gradus_race_column_measure;
  widget_class->size_allocate = gradus_race_column_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gradus_race_column_init (GradusRaceColumn *self)
{
  add_head (self);
  self->network = g_object_new (GRADUS_TYPE_VIEW_CARD, "figure", "network", "has-controls", FALSE,
                                "has-header", FALSE, NULL);
  self->answer = g_object_new (GRADUS_TYPE_ANSWER_CARD, "has-header", FALSE, NULL);
  gradus_answer_card_follow (self->answer, gradus_view_card_get_view (self->network));
  gtk_widget_set_parent (GTK_WIDGET (self->network), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->answer), GTK_WIDGET (self));
}
