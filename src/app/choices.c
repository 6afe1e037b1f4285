/* SPDX-License-Identifier: MIT */
#include "app/choices.h"

#include <glib/gi18n.h>

#include "nn/cost.h"
#include "nn/initialiser.h"

#define MIXED_KEY "gradus-has-mixed"

GListModel *
gradus_choices_new_activations (void)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; i < GRADUS_N_ACTIVATIONS; i++)
    gtk_string_list_append (list, gradus_activation_title ((GradusActivationKind) i));
  return G_LIST_MODEL (list);
}

GListModel *
gradus_choices_new_initialisers (void)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; i < GRADUS_N_INITIALISERS; i++)
    gtk_string_list_append (list, gradus_initialiser_title ((GradusInitialiserKind) i));
  return G_LIST_MODEL (list);
}

GListModel *
gradus_choices_new_costs (void)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; i < GRADUS_N_COSTS; i++)
    gtk_string_list_append (list, gradus_cost_title ((GradusCost) i));
  return G_LIST_MODEL (list);
}

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
