/* SPDX-License-Identifier: MIT */
#include "document/experiment-model.h"

#include "document/experiment-number.h"
#include "nn/layer-spec.h"

struct _GradusExperimentModel {
  GObject parent_instance;

  GradusDocument *document;
  GradusRun *run;               /* the selected one; NULL before there is one */
  GradusExperiment *experiment; /* as it was last notified of, to tell what is another now */
  GListStore *layers;
};

G_DEFINE_FINAL_TYPE (GradusExperimentModel, gradus_experiment_model, G_TYPE_OBJECT)

enum {
  PROP_NAME = 1,
  PROP_SHAPE,
  PROP_DATA,
  PROP_RUN,
  PROP_NUMBERS /* from here on gradus_experiment_numbers */
};

static GParamSpec **properties;

enum {
  REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* -- To the document --------------------------------------------------------------------------- */

gboolean
gradus_experiment_model_edit (GradusExperimentModel *self, const GradusExperiment *edited)
{
  g_autoptr (GError) error = NULL;

  if (!self->run)
    return FALSE;
  if (gradus_document_edit (self->document, self->run, edited, &error) != GRADUS_EDIT_REFUSED)
    return TRUE;
  g_signal_emit (self, signals[REFUSED], 0, error->message);
  return FALSE;
}

/* "Mixed" cannot be asked for: it is only what layers are that differ. */
static void
ask_for_number (GradusExperimentModel *self, const GradusExperimentNumber *number, double value)
{
  g_autoptr (GradusExperiment) edited = NULL;

  if (!self->experiment || (number->get && value == G_MAXUINT) ||
      value == gradus_experiment_number_get (number, self->experiment))
    return;
  edited = gradus_experiment_copy (self->experiment);
  gradus_experiment_number_change (number, edited, value);
  gradus_experiment_model_edit (self, edited);
}

/* Other data may need other outputs and another cost: they are changed with it, or the edit would
 * be refused. */
gboolean
gradus_experiment_model_set_data (GradusExperimentModel *self, const GradusDataSpec *spec)
{
  g_autoptr (GradusExperiment) edited = NULL;

  if (!self->experiment)
    return FALSE;
  edited = gradus_experiment_copy (self->experiment);
  gradus_experiment_set_data (edited, spec);
  gradus_experiment_fit_to_data (edited);
  return gradus_experiment_model_edit (self, edited);
}

static void
on_layer_edited (GradusExperimentModel *self, const GradusLayerSpec *spec, GradusLayerItem *item)
{
  g_autoptr (GradusExperiment) edited = gradus_experiment_copy (self->experiment);
  const guint layer = gradus_layer_item_get_number (item) - 1;

  *gradus_experiment_get_layer (edited, layer) = *spec;
  /* One layer of those that a skip connection ties could not change alone. */
  gradus_experiment_spread_width (edited, layer);
  gradus_experiment_model_edit (self, edited);
}

static guint
count_hidden (GradusExperimentModel *self)
{
  return self->experiment ? gradus_experiment_get_n_layers (self->experiment) - 1 : 0;
}

static GradusLayerSpec
make_usual_layer (const GradusExperiment *experiment)
{
  const guint n_hidden = gradus_experiment_get_n_layers (experiment) - 1;
  GradusLayerSpec spec =
      gradus_layer_spec_dense (5, GRADUS_ACTIVATION_RELU, GRADUS_INITIALISER_UNIFORM);

  spec.initialiser = gradus_experiment_get_layer (experiment, n_hidden)->initialiser;
  for (guint i = 0; i < n_hidden; i++) {
    if (gradus_layer_class_get_width (gradus_experiment_get_layer (experiment, i)->class))
      spec = *gradus_experiment_get_layer (experiment, i);
  }
  return spec;
}

gboolean
gradus_experiment_model_add_layer (GradusExperimentModel *self, const GradusLayerClass *class)
{
  const guint n_hidden = count_hidden (self);
  g_autoptr (GradusExperiment) edited = NULL;
  GradusLayerSpec spec;
  guint at;

  if (!self->experiment || n_hidden + 1 >= GRADUS_MAX_LAYERS)
    return FALSE;
  spec = class ? gradus_layer_spec_make (class) : make_usual_layer (self->experiment);
  edited = gradus_experiment_copy (self->experiment);
  at = gradus_experiment_find_place (edited, n_hidden, &spec);
  gradus_experiment_suit_layer (edited, at, &spec);
  gradus_experiment_insert_layer (edited, at, &spec);
  return gradus_experiment_model_edit (self, edited);
}

gboolean
gradus_experiment_model_remove_layer (GradusExperimentModel *self, guint layer)
{
  g_autoptr (GradusExperiment) edited = NULL;

  if (layer >= count_hidden (self))
    return FALSE;
  edited = gradus_experiment_copy (self->experiment);
  gradus_experiment_remove_layer (edited, layer);
  return gradus_experiment_model_edit (self, edited);
}

gboolean
gradus_experiment_model_move_layer (GradusExperimentModel *self, guint from, guint to)
{
  g_autoptr (GradusExperiment) edited = NULL;

  if (from >= count_hidden (self) || to >= count_hidden (self) || from == to)
    return FALSE;
  edited = gradus_experiment_copy (self->experiment);
  gradus_experiment_move_layer (edited, from, to);
  return gradus_experiment_model_edit (self, edited);
}

/* -- From the document ------------------------------------------------------------------------- */

static void
update_layer (GradusExperimentModel *self, GradusLayerItem *item)
{
  const GradusExperiment *experiment = self->experiment;
  const guint number = gradus_layer_item_get_number (item);
  const gboolean is_output = number == gradus_experiment_get_n_layers (experiment);

  gradus_layer_item_update (item, gradus_experiment_get_layer (experiment, number - 1), is_output,
                            !is_output ||
                                gradus_cost_fits (experiment->cost, GRADUS_ACTIVATION_LINEAR));
}

/* Whoever is told of an item finds in it what it mirrors. */
static void
grow_layers (GradusExperimentModel *self, guint n_before, guint n)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = n_before; i < n; i++) {
    GradusLayerItem *item = gradus_layer_item_new (i + 1);

    update_layer (self, item);
    g_signal_connect_object (item, "edited", G_CALLBACK (on_layer_edited), self, G_CONNECT_SWAPPED);
    g_ptr_array_add (items, item);
  }
  g_list_store_splice (self->layers, n_before, 0, items->pdata, items->len);
}

/* Whoever still holds an item whose place is gone can no longer edit by it. */
static void
shrink_layers (GradusExperimentModel *self, guint n_before, guint n)
{
  for (guint i = n; i < n_before; i++) {
    g_autoptr (GradusLayerItem) item = g_list_model_get_item (G_LIST_MODEL (self->layers), i);

    g_signal_handlers_disconnect_by_data (item, self);
  }
  g_list_store_splice (self->layers, n, n_before - n, NULL, 0);
}

static void
update_layers (GradusExperimentModel *self)
{
  const guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->layers));
  const guint n = gradus_experiment_get_n_layers (self->experiment);

  if (n < n_before)
    shrink_layers (self, n_before, n);
  for (guint i = 0; i < MIN (n, n_before); i++) {
    g_autoptr (GradusLayerItem) item = g_list_model_get_item (G_LIST_MODEL (self->layers), i);

    update_layer (self, item);
  }
  if (n > n_before)
    grow_layers (self, n_before, n);
}

static void
notify_if (GradusExperimentModel *self, guint property, gboolean is_another)
{
  if (is_another)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
notify_of_changes (GradusExperimentModel *self, const GradusExperiment *before)
{
  const GradusExperiment *now = self->experiment;
  g_autofree char *shape = gradus_experiment_describe_shape (now);
  g_autofree char *shape_before = before ? gradus_experiment_describe_shape (before) : NULL;

  for (guint i = 0; i < gradus_n_experiment_numbers; i++) {
    const GradusExperimentNumber *number = &gradus_experiment_numbers[i];

    notify_if (self, PROP_NUMBERS + i,
               !before || gradus_experiment_number_get (number, before) !=
                              gradus_experiment_number_get (number, now));
  }
  notify_if (self, PROP_NAME, !before || g_strcmp0 (before->name, now->name) != 0);
  notify_if (self, PROP_SHAPE, g_strcmp0 (shape_before, shape) != 0);
  notify_if (self, PROP_DATA, !before || !gradus_data_spec_equal (&before->data, &now->data));
}

/* Frozen, so that whoever is told of one property finds all others and the layers up to date. */
static void
update_model (GradusExperimentModel *self)
{
  g_autoptr (GradusExperiment) before = self->experiment;

  self->experiment = gradus_experiment_copy (gradus_run_get_experiment (self->run));
  g_object_freeze_notify (G_OBJECT (self));
  update_layers (self);
  notify_of_changes (self, before);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_selected (GradusExperimentModel *self)
{
  GradusRun *run = gradus_document_get_selected (self->document);

  if (!run || run == self->run)
    return;
  if (self->run)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_set_object (&self->run, run);
  g_signal_connect_swapped (run, "notify::experiment", G_CALLBACK (update_model), self);
  update_model (self);
  /* After the properties: who listens shows the whole anew, and must find this run's. */
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUN]);
}

GradusDocument *
gradus_experiment_model_get_document (GradusExperimentModel *self)
{
  return self->document;
}

GradusRun *
gradus_experiment_model_get_run (GradusExperimentModel *self)
{
  return self->run;
}

const GradusExperiment *
gradus_experiment_model_get_experiment (GradusExperimentModel *self)
{
  return self->experiment;
}

const GradusDataSpec *
gradus_experiment_model_get_data (GradusExperimentModel *self)
{
  return self->experiment ? &self->experiment->data : NULL;
}

GListModel *
gradus_experiment_model_get_layers (GradusExperimentModel *self)
{
  return G_LIST_MODEL (self->layers);
}

/* -- The object -------------------------------------------------------------------------------- */

static void
get_text (GradusExperimentModel *self, guint id, GValue *value)
{
  if (!self->experiment)
    g_value_set_static_string (value, "");
  else if (id == PROP_NAME)
    g_value_set_string (value, self->experiment->name);
  else
    g_value_take_string (value, gradus_experiment_describe_shape (self->experiment));
}

/* By way of a double, which every number can be. Controls of an empty document show something that
 * they can show. */
static void
get_number (GradusExperimentModel *self, const GradusExperimentNumber *number, GValue *value,
            GParamSpec *pspec)
{
  g_auto (GValue) found = G_VALUE_INIT;

  if (!self->experiment) {
    g_param_value_set_default (pspec, value);
    return;
  }
  g_value_init (&found, G_TYPE_DOUBLE);
  g_value_set_double (&found, gradus_experiment_number_get (number, self->experiment));
  g_value_transform (&found, value);
}

static void
gradus_experiment_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GradusExperimentModel *self = GRADUS_EXPERIMENT_MODEL (object);

  if (id >= PROP_NUMBERS)
    get_number (self, &gradus_experiment_numbers[id - PROP_NUMBERS], value, pspec);
  else if (id == PROP_NAME || id == PROP_SHAPE)
    get_text (self, id, value);
  else if (id == PROP_DATA)
    g_value_set_pointer (value, (gpointer) gradus_experiment_model_get_data (self));
  else if (id == PROP_RUN)
    g_value_set_object (value, self->run);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gradus_experiment_model_set_property (GObject *object, guint id, const GValue *value,
                                      GParamSpec *pspec)
{
  g_auto (GValue) wanted = G_VALUE_INIT;

  if (id < PROP_NUMBERS) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    return;
  }
  g_value_init (&wanted, G_TYPE_DOUBLE);
  g_value_transform (value, &wanted);
  ask_for_number (GRADUS_EXPERIMENT_MODEL (object), &gradus_experiment_numbers[id - PROP_NUMBERS],
                  g_value_get_double (&wanted));
}

static void
gradus_experiment_model_dispose (GObject *object)
{
  GradusExperimentModel *self = GRADUS_EXPERIMENT_MODEL (object);

  if (self->run)
    g_signal_handlers_disconnect_by_data (self->run, self);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->run);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (gradus_experiment_model_parent_class)->dispose (object);
}

static void
gradus_experiment_model_finalize (GObject *object)
{
  GradusExperimentModel *self = GRADUS_EXPERIMENT_MODEL (object);

  g_clear_pointer (&self->experiment, gradus_experiment_free);
  g_object_unref (self->layers);
  G_OBJECT_CLASS (gradus_experiment_model_parent_class)->finalize (object);
}

static GParamSpec *
make_number (const GradusExperimentNumber *number)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  switch (number->type) {
  case GRADUS_NUMBER_UINT:
    return g_param_spec_uint (number->name, NULL, NULL, (guint) number->lowest,
                              (guint) number->highest, (guint) number->lowest, flags);
  case GRADUS_NUMBER_UINT64:
    return g_param_spec_uint64 (number->name, NULL, NULL, (guint64) number->lowest,
                                (guint64) number->highest, (guint64) number->lowest, flags);
  case GRADUS_NUMBER_DOUBLE:
  default:
    return g_param_spec_double (number->name, NULL, NULL, number->lowest, number->highest,
                                number->lowest, flags);
  }
}

static void
gradus_experiment_model_class_init (GradusExperimentModelClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const guint n_properties = PROP_NUMBERS + gradus_n_experiment_numbers;

  object_class->get_property = gradus_experiment_model_get_property;
  object_class->set_property = gradus_experiment_model_set_property;
  object_class->dispose = gradus_experiment_model_dispose;
  object_class->finalize = gradus_experiment_model_finalize;
  properties = g_new0 (GParamSpec *, n_properties);
  for (guint i = 0; i < gradus_n_experiment_numbers; i++)
    properties[PROP_NUMBERS + i] = make_number (&gradus_experiment_numbers[i]);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  properties[PROP_SHAPE] = g_param_spec_string ("shape", NULL, NULL, "", flags);
  properties[PROP_DATA] = g_param_spec_pointer ("data", NULL, NULL, flags);
  properties[PROP_RUN] = g_param_spec_object ("run", NULL, NULL, GRADUS_TYPE_RUN, flags);
  g_object_class_install_properties (object_class, n_properties, properties);
  signals[REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gradus_experiment_model_init (GradusExperimentModel *self)
{
  self->layers = g_list_store_new (GRADUS_TYPE_LAYER_ITEM);
}

GradusExperimentModel *
gradus_experiment_model_new (GradusDocument *document)
{
  GradusExperimentModel *self = g_object_new (GRADUS_TYPE_EXPERIMENT_MODEL, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_swapped (document, "notify::selected", G_CALLBACK (on_selected), self);
  on_selected (self);
  return self;
}
