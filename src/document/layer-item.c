/* SPDX-License-Identifier: MIT */
#include "document/layer-item.h"

struct _GradusLayerItem {
  GObject parent_instance;

  guint number;
  GradusLayerSpec spec;
  gboolean is_output;
  gboolean has_free_activation;
  GListStore *settings;
};

G_DEFINE_FINAL_TYPE (GradusLayerItem, gradus_layer_item, G_TYPE_OBJECT)

/* The numbers first: see find_number(). */
enum {
  PROP_WIDTH = 1,
  PROP_ACTIVATION,
  PROP_ALPHA,
  PROP_PIECES,
  PROP_INITIALISER,
  PROP_SCALE,
  PROP_BIAS,
  PROP_KIND,
  PROP_IS_OUTPUT,
  PROP_HAS_FREE_ACTIVATION,
  PROP_SETTINGS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint edited_signal;

guint
gradus_layer_item_get_number (GradusLayerItem *self)
{
  return self->number;
}

const GradusLayerSpec *
gradus_layer_item_get_spec (GradusLayerItem *self)
{
  return &self->spec;
}

gboolean
gradus_layer_item_is_output (GradusLayerItem *self)
{
  return self->is_output;
}

gboolean
gradus_layer_item_has_free_activation (GradusLayerItem *self)
{
  return self->has_free_activation;
}

GListModel *
gradus_layer_item_get_settings (GradusLayerItem *self)
{
  return G_LIST_MODEL (self->settings);
}

/* -- From the experiment ----------------------------------------------------------------------- */

static guint
find_width (const GradusLayerSpec *spec)
{
  return gradus_layer_class_get_width (spec->class) ? gradus_layer_spec_get_width (spec) : 0;
}

static double
find_number (const GradusLayerSpec *spec, guint property)
{
  switch (property) {
  case PROP_WIDTH:
    return find_width (spec);
  case PROP_ACTIVATION:
    return spec->activation.kind;
  case PROP_ALPHA:
    return (double) spec->activation.alpha;
  case PROP_PIECES:
    return spec->activation.pieces;
  case PROP_INITIALISER:
    return spec->initialiser.kind;
  case PROP_SCALE:
    return (double) spec->initialiser.scale;
  case PROP_BIAS:
    return (double) spec->initialiser.bias;
  default:
    g_return_val_if_reached (0);
  }
}

/* Where its value stands in the spec, whose class it must be of. */
static guint
find_place (GradusLayerItem *self, GradusSettingItem *item)
{
  return (guint) (gradus_setting_item_get_setting (item) - self->spec.class->settings);
}

static void
on_setting_edited (GradusSettingItem *item, double value, GradusLayerItem *self)
{
  GradusLayerSpec spec = self->spec;

  if (!g_list_store_find (self->settings, item, NULL))
    return;
  spec.settings[find_place (self, item)] = value;
  g_signal_emit (self, edited_signal, 0, &spec);
}

/* Those of another kind of layer. The width is a property of its own. */
static void
fill_settings (GradusLayerItem *self)
{
  const guint n = gradus_layer_class_count_settings (self->spec.class);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++) {
    const GradusLayerSetting *setting = &self->spec.class->settings[i];
    GradusSettingItem *item;

    if (setting->is_width)
      continue;
    item = gradus_setting_item_new (setting, self->spec.settings[i]);
    g_signal_connect_object (item, "edited", G_CALLBACK (on_setting_edited), self, 0);
    g_ptr_array_add (items, item);
  }
  g_list_store_splice (self->settings, 0, g_list_model_get_n_items (G_LIST_MODEL (self->settings)),
                       items->pdata, items->len);
}

/* Whether one of them is another. */
static gboolean
update_settings (GradusLayerItem *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->settings));
  gboolean has_changed = FALSE;

  for (guint i = 0; i < n; i++) {
    g_autoptr (GradusSettingItem) item = g_list_model_get_item (G_LIST_MODEL (self->settings), i);

    has_changed = gradus_setting_item_update (item, self->spec.settings[find_place (self, item)]) ||
                  has_changed;
  }
  return has_changed;
}

static void
update_kind (GradusLayerItem *self, const GradusLayerClass *before)
{
  if (self->spec.class != before) {
    fill_settings (self);
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SETTINGS]);
  } else if (update_settings (self)) {
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SETTINGS]);
  }
}

void
gradus_layer_item_update (GradusLayerItem *self, const GradusLayerSpec *spec, gboolean is_output,
                          gboolean has_free_activation)
{
  const GradusLayerItem before = *self;

  self->spec = *spec;
  self->is_output = is_output;
  self->has_free_activation = has_free_activation;
  g_object_freeze_notify (G_OBJECT (self));
  update_kind (self, before.spec.class);
  for (guint i = PROP_WIDTH; i <= PROP_BIAS; i++) {
    if (find_number (spec, i) != find_number (&before.spec, i))
      g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  }
  if (is_output != before.is_output)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_OUTPUT]);
  if (has_free_activation != before.has_free_activation)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_FREE_ACTIVATION]);
  g_object_thaw_notify (G_OBJECT (self));
}

/* -- To the experiment ------------------------------------------------------------------------- */

/* The scale goes by the kind; the bias is the user's own. */
static GradusInitialiser
change_initialiser (const GradusInitialiser *before, GradusInitialiserKind kind)
{
  GradusInitialiser initialiser = gradus_initialiser_make (kind);

  initialiser.bias = before->bias;
  return initialiser;
}

static void
change_number (GradusLayerSpec *spec, guint property, double value)
{
  switch (property) {
  case PROP_WIDTH:
    gradus_layer_spec_set_width (spec, (guint) value);
    break;
  case PROP_ACTIVATION:
    spec->activation = gradus_activation_make ((GradusActivationKind) value);
    break;
  case PROP_ALPHA:
    spec->activation.alpha = (float) value;
    break;
  case PROP_PIECES:
    spec->activation.pieces = (guint) value;
    break;
  case PROP_INITIALISER:
    spec->initialiser = change_initialiser (&spec->initialiser, (GradusInitialiserKind) value);
    break;
  case PROP_SCALE:
    spec->initialiser.scale = (float) value;
    break;
  case PROP_BIAS:
    spec->initialiser.bias = (float) value;
    break;
  default:
    g_return_if_reached ();
  }
}

/* Nothing changes here: the item is updated when the document has taken the edit. */
static void
ask_for_number (GradusLayerItem *self, guint property, double value)
{
  GradusLayerSpec spec = self->spec;

  if (value == find_number (&spec, property))
    return;
  change_number (&spec, property, value);
  g_signal_emit (self, edited_signal, 0, &spec);
}

/* -- The object -------------------------------------------------------------------------------- */

static void
gradus_layer_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GradusLayerItem *self = GRADUS_LAYER_ITEM (object);

  if (id == PROP_KIND)
    g_value_set_string (value, self->spec.class->name);
  else if (id == PROP_IS_OUTPUT)
    g_value_set_boolean (value, self->is_output);
  else if (id == PROP_HAS_FREE_ACTIVATION)
    g_value_set_boolean (value, self->has_free_activation);
  else if (id == PROP_SETTINGS)
    g_value_set_object (value, self->settings);
  else if (id <= PROP_BIAS && G_IS_PARAM_SPEC_UINT (pspec))
    g_value_set_uint (value, (guint) find_number (&self->spec, id));
  else if (id <= PROP_BIAS)
    g_value_set_double (value, find_number (&self->spec, id));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gradus_layer_item_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id <= PROP_BIAS)
    ask_for_number (GRADUS_LAYER_ITEM (object), id,
                    G_IS_PARAM_SPEC_UINT (pspec) ? g_value_get_uint (value)
                                                 : g_value_get_double (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gradus_layer_item_finalize (GObject *object)
{
  g_object_unref (GRADUS_LAYER_ITEM (object)->settings);
  G_OBJECT_CLASS (gradus_layer_item_parent_class)->finalize (object);
}

static void
install_numbers (void)
{
  static const struct {
    const char *name;
    guint last; /* of a whole number from 0; 0 where it is none */
  } numbers[] = {
    [PROP_WIDTH] = { "width", G_MAXUINT },
    [PROP_ACTIVATION] = { "activation", GRADUS_N_ACTIVATIONS - 1 },
    [PROP_ALPHA] = { "alpha", 0 },
    [PROP_PIECES] = { "pieces", G_MAXUINT },
    [PROP_INITIALISER] = { "initialiser", GRADUS_N_INITIALISERS - 1 },
    [PROP_SCALE] = { "scale", 0 },
    [PROP_BIAS] = { "bias", 0 },
  };
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  for (guint i = PROP_WIDTH; i <= PROP_BIAS; i++)
    properties[i] = numbers[i].last ? g_param_spec_uint (numbers[i].name, NULL, NULL, 0,
                                                         numbers[i].last, 0, flags)
                                    : g_param_spec_double (numbers[i].name, NULL, NULL,
                                                           -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
}

static void
gradus_layer_item_class_init (GradusLayerItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gradus_layer_item_get_property;
  object_class->set_property = gradus_layer_item_set_property;
  object_class->finalize = gradus_layer_item_finalize;
  install_numbers ();
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  properties[PROP_IS_OUTPUT] = g_param_spec_boolean ("is-output", NULL, NULL, FALSE, flags);
  properties[PROP_HAS_FREE_ACTIVATION] =
      g_param_spec_boolean ("has-free-activation", NULL, NULL, TRUE, flags);
  properties[PROP_SETTINGS] =
      g_param_spec_object ("settings", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  edited_signal = g_signal_new ("edited", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
gradus_layer_item_init (GradusLayerItem *self)
{
  self->spec = gradus_layer_spec_make (&gradus_dense_class);
  self->has_free_activation = TRUE;
  self->settings = g_list_store_new (GRADUS_TYPE_SETTING_ITEM);
}

GradusLayerItem *
gradus_layer_item_new (guint number)
{
  GradusLayerItem *self = g_object_new (GRADUS_TYPE_LAYER_ITEM, NULL);

  self->number = number;
  return self;
}
