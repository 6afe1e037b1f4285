/* SPDX-License-Identifier: MIT */
#include "app/views/sweep-axis-row.h"

#include <glib/gi18n.h>

#include "app/common/choices.h"
#include "app/common/mute.h"
#include "nn/layer-spec.h"

/* With the key behind it that the usual kind of layer has for its width. */
#define WIDTH_PATH "network.hidden."

/* What can vary, where that stands in an experiment, and values to begin with. */
static const struct {
  const char *title;
  const char *path;
  const char *values;
} choices[] = {
  { N_ ("Nothing"), NULL, "" },
  { N_ ("Activation"), "network.hidden.activation", "sigmoid, tanh, relu, leaky-relu, elu" },
  { N_ ("Initialiser"), "network.hidden.initialiser",
    "uniform, xavier-normal, he-normal, orthonormal, lsuv" },
  { N_ ("Depth"), "network.depth", "1, 2, 4, 6, 8, 10" },
  { N_ ("Width"), WIDTH_PATH, "2, 3, 5, 8" },
  { N_ ("Learning rate"), "training.optimiser.learning-rate", "0.01, 0.03, 0.1, 0.3, 1" },
  { N_ ("Optimiser"), "training.optimiser.name", "sgd, momentum, rmsprop, adam" },
  { N_ ("Batch size"), "training.batch-size", "0, 1, 2" },
  { N_ ("L2"), "training.optimiser.l2", "0, 0.0001, 0.001, 0.01" },
  { N_ ("Steps"), "training.steps", "1000, 10000, 100000" },
};

struct _GradusSweepAxisRow {
  GtkWidget parent_instance;

  GtkDropDown *choice;
  GtkEditable *values;

  char *own_path; /* of an axis that was shown and is none of the choices; it comes last; or NULL */
};

G_DEFINE_FINAL_TYPE (GradusSweepAxisRow, gradus_sweep_axis_row, GTK_TYPE_WIDGET)

enum {
  PROP_TITLE = 1,
  PROP_CHOSEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint edited_signal;

static guint
get_chosen (GradusSweepAxisRow *self)
{
  return MIN (gtk_drop_down_get_selected (self->choice),
              G_N_ELEMENTS (choices) - (self->own_path ? 0 : 1));
}

/* Where choice `at` stands in an experiment; NULL for nothing. Free with g_free(). */
static char *
make_path (GradusSweepAxisRow *self, guint at)
{
  const GradusLayerSetting *width = gradus_layer_class_get_width (gradus_layer_classes[0]);

  if (at == G_N_ELEMENTS (choices))
    return g_strdup (self->own_path);
  return g_strcmp0 (choices[at].path, WIDTH_PATH) == 0 ? g_strconcat (WIDTH_PATH, width->key, NULL)
                                                       : g_strdup (choices[at].path);
}

GradusSweepAxis *
gradus_sweep_axis_row_make (GradusSweepAxisRow *self, GError **error)
{
  g_autofree char *path = make_path (self, get_chosen (self));
  g_autofree char *text =
      path ? g_strconcat (path, "=", gtk_editable_get_text (self->values), NULL) : NULL;

  return text ? gradus_sweep_axis_parse (text, error) : NULL;
}

static void
on_edited (GradusSweepAxisRow *self)
{
  g_signal_emit (self, edited_signal, 0);
}

static void
show_values (GradusSweepAxisRow *self, const char *values, gboolean is_visible)
{
  gradus_mute (self->values, self);
  gtk_editable_set_text (self->values, values);
  gradus_unmute (self->values, self);
  gtk_widget_set_visible (GTK_WIDGET (self->values), is_visible);
}

static void
on_chosen (GradusSweepAxisRow *self)
{
  const guint chosen = get_chosen (self);

  if (chosen < G_N_ELEMENTS (choices)) /* its own keeps its values */
    show_values (self, choices[chosen].values, choices[chosen].path != NULL);
  on_edited (self);
}

/* NULL: nothing but the choices. */
static void
set_own_path (GradusSweepAxisRow *self, const char *path)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  g_free (self->own_path);
  self->own_path = g_strdup (path);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    gtk_string_list_append (titles, _ (choices[i].title));
  if (path)
    gtk_string_list_append (titles, path);
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (titles));
}

/* 0 for nothing; beyond the choices for what is none of them. */
static guint
find_choice (GradusSweepAxisRow *self, const char *name)
{
  if (!name)
    return 0;
  for (guint i = 1; i < G_N_ELEMENTS (choices); i++) {
    g_autofree char *path = make_path (self, i);

    if (g_str_equal (path, name))
      return i;
  }
  return G_N_ELEMENTS (choices);
}

void
gradus_sweep_axis_row_show (GradusSweepAxisRow *self, const GradusSweepAxis *axis)
{
  g_autoptr (GString) values = g_string_new (NULL);
  const guint choice = find_choice (self, axis ? axis->name : NULL);

  for (guint i = 0; axis && i < axis->choices->len; i++)
    g_string_append_printf (
        values, "%s%s", i > 0 ? ", " : "",
        ((const GradusSweepChoice *) g_ptr_array_index (axis->choices, i))->label);
  gradus_mute (self->choice, self);
  set_own_path (self, choice < G_N_ELEMENTS (choices) ? NULL : axis->name);
  gtk_drop_down_set_selected (self->choice, choice);
  gradus_unmute (self->choice, self);
  show_values (self, values->str, choice > 0);
}

static void
gradus_sweep_axis_row_set_property (GObject *object, guint id, const GValue *value,
                                    GParamSpec *pspec)
{
  GradusSweepAxisRow *self = GRADUS_SWEEP_AXIS_ROW (object);
  g_autofree char *values = NULL;

  if (id == PROP_CHOSEN) {
    gtk_drop_down_set_selected (self->choice, g_value_get_uint (value));
    return;
  }
  if (id != PROP_TITLE) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    return;
  }
  values = g_strdup_printf (_ ("Values of %s"), g_value_get_string (value));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  g_value_get_string (value), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->values), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  values, -1);
}

static void
gradus_sweep_axis_row_dispose (GObject *object)
{
  GradusSweepAxisRow *self = GRADUS_SWEEP_AXIS_ROW (object);
  GtkWidget *child;

  /* A drop-down that goes chooses nothing, and says so. */
  if (self->choice)
    g_signal_handlers_disconnect_by_data (self->choice, self);
  self->choice = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  g_clear_pointer (&self->own_path, g_free);
  G_OBJECT_CLASS (gradus_sweep_axis_row_parent_class)->dispose (object);
}

static void
gradus_sweep_axis_row_class_init (GradusSweepAxisRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (class)->dispose = gradus_sweep_axis_row_dispose;
  G_OBJECT_CLASS (class)->set_property = gradus_sweep_axis_row_set_property;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_CHOSEN] =
      g_param_spec_uint ("chosen", NULL, NULL, 0, G_N_ELEMENTS (choices) - 1, 0, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, properties);
  edited_signal = g_signal_new ("edited", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gradus/Gradus/sweep-axis-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusSweepAxisRow, choice);
  gtk_widget_class_bind_template_child (widget_class, GradusSweepAxisRow, values);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
}

static void
gradus_sweep_axis_row_init (GradusSweepAxisRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gradus_choices_let_shrink (self->choice);
  set_own_path (self, NULL);
  on_chosen (self);
}
