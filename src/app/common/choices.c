/* SPDX-License-Identifier: MIT */
#include "app/common/choices.h"

#include <glib/gi18n.h>

#include "nn/cost.h"
#include "nn/initialiser.h"
#include "nn/optimiser.h"

#define MIXED_KEY "gradus-has-mixed"

static GtkWidget *
find_label (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LABEL (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child);
  return found;
}

static int
measure_title (GtkWidget *label, const char *title)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (label, title);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* As wide as its widest title, or the row would move with each choice. GTK only measures what is
 * selected, and only what is in a window has the font that it is shown in. */
static void
widen (GtkDropDown *drop_down)
{
  GListModel *titles = gtk_drop_down_get_model (drop_down);
  GtkWidget *label = find_label (GTK_WIDGET (drop_down));
  GtkStringObject *selected = gtk_drop_down_get_selected_item (drop_down);
  int widest = 0, least, own;

  if (!label || !selected)
    return;
  own = measure_title (label, gtk_string_object_get_string (selected));
  for (guint i = 0; i < g_list_model_get_n_items (titles); i++) {
    g_autoptr (GtkStringObject) title = g_list_model_get_item (titles, i);

    widest = MAX (widest, measure_title (label, gtk_string_object_get_string (title)));
  }
  gtk_widget_set_size_request (GTK_WIDGET (drop_down), -1, -1);
  gtk_widget_measure (GTK_WIDGET (drop_down), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL,
                      NULL);
  gtk_widget_set_size_request (GTK_WIDGET (drop_down), least - own + widest, -1);
}

static void
offer_titles (GtkDropDown *drop_down, guint n, const char *(*get_title) (guint kind))
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (list, get_title (i));
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (list));
  g_signal_connect (drop_down, "map", G_CALLBACK (widen), NULL);
}

static const char *
get_activation_title (guint kind)
{
  return _ (gradus_activation_title ((GradusActivationKind) kind));
}

static const char *
get_initialiser_title (guint kind)
{
  return _ (gradus_initialiser_title ((GradusInitialiserKind) kind));
}

static const char *
get_cost_title (guint kind)
{
  return _ (gradus_cost_title ((GradusCost) kind));
}

static const char *
get_optimiser_title (guint kind)
{
  return _ (gradus_optimiser_title ((GradusOptimiserKind) kind));
}

static const char *
get_schedule_title (guint kind)
{
  return _ (gradus_schedule_title ((GradusScheduleKind) kind));
}

void
gradus_choices_offer_activations (GtkDropDown *drop_down)
{
  offer_titles (drop_down, GRADUS_N_ACTIVATIONS, get_activation_title);
}

void
gradus_choices_offer_initialisers (GtkDropDown *drop_down)
{
  offer_titles (drop_down, GRADUS_N_INITIALISERS, get_initialiser_title);
}

void
gradus_choices_offer_costs (GtkDropDown *drop_down)
{
  offer_titles (drop_down, GRADUS_N_COSTS, get_cost_title);
}

void
gradus_choices_offer_optimisers (GtkDropDown *drop_down)
{
  offer_titles (drop_down, GRADUS_N_OPTIMISERS, get_optimiser_title);
}

void
gradus_choices_offer_schedules (GtkDropDown *drop_down)
{
  offer_titles (drop_down, GRADUS_N_SCHEDULES, get_schedule_title);
}

/* “Mixed” is added before it is selected and removed after something else is: the list must never
 * select by itself. */
void
gradus_choices_select_common (GtkDropDown *drop_down, guint position)
{
  GtkStringList *list = GTK_STRING_LIST (gtk_drop_down_get_model (drop_down));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  gboolean has_mixed = g_object_get_data (G_OBJECT (drop_down), MIXED_KEY) != NULL;
  gboolean wants_mixed = position == GTK_INVALID_LIST_POSITION;

  if (wants_mixed && !has_mixed)
    gtk_string_list_append (list, _ ("Mixed"));
  gtk_drop_down_set_selected (drop_down, wants_mixed ? n - (has_mixed ? 1 : 0) : position);
  if (!wants_mixed && has_mixed)
    gtk_string_list_remove (list, n - 1);
  g_object_set_data (G_OBJECT (drop_down), MIXED_KEY, GINT_TO_POINTER (wants_mixed));
}

gboolean
gradus_choices_is_mixed (GtkDropDown *drop_down)
{
  return g_object_get_data (G_OBJECT (drop_down), MIXED_KEY) != NULL &&
         gtk_drop_down_get_selected (drop_down) ==
             g_list_model_get_n_items (gtk_drop_down_get_model (drop_down)) - 1;
}

static void
on_choice_setup (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 3);
  gtk_list_item_set_child (item, label);
}

static void
on_choice_bind (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *string = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (string));
}

void
gradus_choices_let_shrink (GtkDropDown *choice)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_choice_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_choice_bind), NULL);
  gtk_drop_down_set_factory (choice, factory);
}
