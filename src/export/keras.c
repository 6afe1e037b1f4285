/* SPDX-License-Identifier: MIT */
#include "export/format.h"
#include "export/keras-network.h"
#include "export/outline.h"
#include "export/python-data.h"
#include "export/python-rbm.h"

/* -- Where weights begin ----------------------------------------------------------------------- */

/* Keras has no LSUV (Mishkin & Matas 2016, see nn/lsuv.h), so the script does it. */
static void
append_lsuv (GString *code, const GradusLayer *layer)
{
  g_string_append_printf (code,
                          "layer = network.get_layer(\"layer_%u\")\npart = "
                          "keras.Model(network.inputs, layer.output)\n"
                          "for _ in range(10):  # LSUV: until z has the deviation 1\n"
                          "    layer.kernel.assign(layer.kernel / "
                          "max(float(np.std(part.predict(x, verbose=0))), 1e-8))\n",
                          layer->number);
}

/* Nor has it restricted Boltzmann machines. */
static void
append_rbm (GString *code, const GradusLayer *layer)
{
  g_string_append_printf (
      code,
      "layer = network.get_layer(\"layer_%u\")\n"
      "seen = keras.Model(network.inputs, layer.input).predict(x[:%u], verbose=0)\n"
      "w, b = pretrain(np.array(layer.kernel).T, np.array(layer.bias), seen.reshape(len(seen), -1), "
      "%u)\n"
      "layer.kernel.assign(w.T)\nlayer.bias.assign(b)\n",
      layer->number, GRADUS_START_SAMPLES, (guint) layer->spec.initialiser.scale);
}

/* Layer by layer, in order: each changes what the next one is given. */
static void
append_starts (GString *code, const GradusOutline *outline)
{
  for (guint i = 0; i < outline->n_layers; i++) {
    const GradusOutlineLayer *own = &outline->layers[i];

    for (guint k = 0; k < own->n_primitives; k++) {
      if ((own->primitives[k].kind == GRADUS_PRIMITIVE_GEMM ||
           own->primitives[k].kind == GRADUS_PRIMITIVE_CONVOLUTION) &&
          own->layer->spec.initialiser.kind == GRADUS_INITIALISER_LSUV)
        append_lsuv (code, own->layer);
      if (gradus_python_is_pretrained (own, k))
        append_rbm (code, own->layer);
    }
  }
}

/* Keras has the tensors of a layer in an order of its own. */
static void
append_tensors (GString *code, const GradusOutlineLayer *own, guint at)
{
  const GradusPrimitive *primitive = &own->primitives[at];
  const gboolean is_normalise = primitive->kind == GRADUS_PRIMITIVE_NORMALISE,
                 is_dense = primitive->kind == GRADUS_PRIMITIVE_GEMM;
  const guint normalise[] = { primitive->normalise.scale, primitive->normalise.shift,
                              primitive->normalise.mean, primitive->normalise.variance };
  const guint weighted[] = {
    is_dense ? primitive->gemm.weight : primitive->convolution.weight,
    is_dense ? primitive->gemm.bias : primitive->convolution.bias,
  };
  const guint *places = is_normalise ? normalise : weighted;
  const char *comma = "";

  g_string_append_printf (code, "    network.get_layer(\"layer_%u\").set_weights([",
                          own->layer->number);
  for (guint i = 0; i < (is_normalise ? G_N_ELEMENTS (normalise) : G_N_ELEMENTS (weighted)); i++) {
    if (places[i] == GRADUS_NO_TENSOR)
      continue;
    g_string_append_printf (code, "%sarrays[\"layer.%u.%s\"]", comma, own->layer->number,
                            own->tensors[places[i]].name);
    if (!is_normalise && i == 0)
      gradus_keras_append_turn (code, own, at);
    comma = ", ";
  }
  g_string_append (code, "])\n");
}

static void
append_weights (GString *code, const GradusOutline *outline)
{
  g_string_append (code, "if weights_path:\n    arrays = load(weights_path)\n");
  for (guint i = 0; i < outline->n_layers; i++) {
    const GradusOutlineLayer *own = &outline->layers[i];

    for (guint k = 0; k < own->n_primitives; k++) {
      if (own->primitives[k].kind == GRADUS_PRIMITIVE_GEMM ||
          own->primitives[k].kind == GRADUS_PRIMITIVE_CONVOLUTION ||
          own->primitives[k].kind == GRADUS_PRIMITIVE_NORMALISE)
        append_tensors (code, own, k);
    }
  }
}

static void
append_optimiser (GString *code, const GradusOptimiser *optimiser)
{
  g_autofree char *factor = gradus_python_write_schedule (&optimiser->schedule);

  if (factor) {
    g_string_append (code,
                     "class Rate(keras.optimizers.schedules.LearningRateSchedule):\n"
                     "    def __call__(self, step):\n        step = float(step)\n        return ");
    gradus_python_append_number (code, optimiser->learning_rate);
    g_string_append_printf (code, " * %s\n\n\n", factor);
  }
  g_string_append_printf (code, "optimiser = keras.optimizers.%s(",
                          gradus_python_optimisers[optimiser->kind]);
  if (factor)
    g_string_append (code, "Rate()");
  else
    gradus_python_append_number (code, optimiser->learning_rate);
  if (optimiser->kind == GRADUS_OPTIMISER_MOMENTUM || optimiser->kind == GRADUS_OPTIMISER_NESTEROV)
    gradus_python_append_argument (code, "momentum", optimiser->momentum);
  if (optimiser->kind == GRADUS_OPTIMISER_NESTEROV)
    g_string_append (code, ", nesterov=True");
  if (optimiser->kind == GRADUS_OPTIMISER_ADAGRAD)
    gradus_python_append_argument (code, "initial_accumulator_value", 0);
  if (optimiser->kind == GRADUS_OPTIMISER_RMSPROP)
    gradus_python_append_argument (code, "rho", optimiser->decay);
  if (optimiser->kind == GRADUS_OPTIMISER_ADAM || optimiser->kind == GRADUS_OPTIMISER_ADAMW) {
    gradus_python_append_argument (code, "beta_1", optimiser->momentum);
    gradus_python_append_argument (code, "beta_2", optimiser->decay);
  }
  if (optimiser->epsilon > 0)
    gradus_python_append_argument (code, "epsilon", optimiser->epsilon);
  if (optimiser->kind == GRADUS_OPTIMISER_ADAMW)
    gradus_python_append_argument (code, "weight_decay", optimiser->weight_decay);
  if (optimiser->clip_norm > 0)
    gradus_python_append_argument (code, "global_clipnorm", optimiser->clip_norm);
  g_string_append (code, ")\n");
  if (optimiser->kind == GRADUS_OPTIMISER_ADAMW)
    g_string_append (code, "optimiser.exclude_from_weight_decay(var_names=[\"bias\", \"gamma\", "
                           "\"beta\", \"scale\", \"shift\"])\n");
}

static void
append_cost (GString *code, const GradusExperiment *experiment)
{
  static const char *const costs[] = {
    [GRADUS_COST_BINARY_CROSS_ENTROPY] = "keras.losses.BinaryCrossentropy(from_logits=True)",
    [GRADUS_COST_CROSS_ENTROPY] = "keras.losses.CategoricalCrossentropy(from_logits=True)",
    [GRADUS_COST_MEAN_SQUARED_ERROR] = "keras.losses.MeanSquaredError()",
  };

  append_optimiser (code, &experiment->optimiser);
  g_string_append_printf (code,
                          "find_cost = %s\nnetwork.compile(optimizer=optimiser, loss=find_cost)\n",
                          costs[experiment->cost]);
}

/* Appends a line that says how good the network is on some samples; without what penalties add,
 * which evaluate() would. */
static void
append_measure (GString *code, const GradusExperiment *experiment, const char *title,
                const char *suffix)
{
  static const char *const measures[] = {
    [GRADUS_COST_BINARY_CROSS_ENTROPY] = "((said > 0) == (y%s > 0.5)).all(1)",
    [GRADUS_COST_CROSS_ENTROPY] = "said.argmax(1) == y%s.argmax(1)",
    [GRADUS_COST_MEAN_SQUARED_ERROR] = "((said > 0.5) == (y%s > 0.5)).all(1)",
  };
  const gboolean is_regression = gradus_data_spec_is_regression (&experiment->data);
  g_autoptr (GString) right = g_string_new (measures[experiment->cost]);

  g_string_replace (right, "%s", suffix, 1);
  g_string_append_printf (code, "    said = network.predict(x%s, verbose=0)\n", suffix);
  if (!is_regression)
    g_string_append_printf (code, "    right = np.mean(%s)\n", right->str);
  g_string_append_printf (code, "    print(f\"%scost {float(find_cost(y%s, said)):.8g}%s\")\n",
                          title, suffix, is_regression ? "" : ", accuracy {right:.4g}");
}

static void
append_report (GString *code, const GradusWeights *weights)
{
  g_string_append (code, "def report(step):\n");
  append_measure (code, weights->experiment, "step {step}: ", "");
  if (gradus_python_has_test (weights))
    append_measure (code, weights->experiment, "    test ", "_test");
}

static void
append_training (GString *code, const GradusExperiment *experiment)
{
  if (experiment->batch_size == 0)
    g_string_append (code, "batch_size = len(x)\n");
  else
    g_string_append_printf (code, "batch_size = %u\n", experiment->batch_size);
  g_string_append (code, "steps_per_epoch = -(-len(x) // batch_size)\n"
                         "epochs = -(-steps // steps_per_epoch)\nreport(0)\n"
                         "if epochs > 0:\n"
                         "    network.fit(x, y, batch_size=batch_size, epochs=epochs, verbose=0)\n"
                         "    report(epochs * steps_per_epoch)\n");
}

GBytes *
gradus_keras_write (const GradusWeights *weights, const char *name, GError **error)
{
  static const char whole_epochs[] = "Keras counts whole epochs: training ends with the one that "
                                     "has the last step.";
  g_autoptr (GradusOutline) outline = gradus_outline_new (weights, "The Keras script", error);
  const char *decay = gradus_python_get_decay_remark (&weights->experiment->optimiser);
  const gboolean joins = weights->experiment->batch_size > 0 &&
                         gradus_experiment_get_fewest_samples (weights->experiment) > 1;
  g_autofree char *remark = g_strconcat (
      whole_epochs,
      joins
          ? "\n\nGradus joins a last batch of a single sample to the one before, and Keras does not."
          : "",
      decay ? "\n\n" : "", decay, NULL);
  g_autofree char *script = g_strconcat (name, "keras.py", NULL);
  g_autoptr (GPtrArray) parts = gradus_code_parts_new ();
  GString *code;

  if (!outline)
    return NULL;
  if (gradus_python_varies (weights)) {
    g_set_error (
        error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
        "The Keras script leaves the batches to Keras and cannot move pictures by Gradus's "
        "draws; write the PyTorch script, or set data.mirror=false and data.shift=0");
    return NULL;
  }
  gradus_outline_leave_to_cost (outline, weights->experiment->cost);
  gradus_python_append_imports (parts, weights,
                                "import keras\nimport numpy as np\nfrom keras import layers\n",
                                GRADUS_PYTHON_SCRIPT);
  if (!gradus_python_append_data (parts, weights, FALSE, error))
    return NULL;
  gradus_keras_append_network (
      gradus_code_parts_begin (parts, "The network, and where its weights begin."), outline, weights);
  gradus_python_append_load (parts);
  code = gradus_code_parts_begin (parts, "Other weights to begin with.");
  gradus_python_append_pretrain (code, outline, weights->experiment->seed);
  append_starts (code, outline);
  append_weights (code, outline);
  code = gradus_code_parts_begin (parts, "The cost, and the optimiser that makes it small.");
  append_cost (code, weights->experiment);
  code = gradus_code_parts_begin (parts, "How good the network is, dropout off.");
  append_report (code, weights);
  code = gradus_code_parts_begin (parts, "Training.");
  append_training (code, weights->experiment);
  code = g_string_new (NULL);
  gradus_python_append_head (code, weights, script, "Keras 3", remark);
  gradus_code_parts_join (parts, code);
  return g_string_free_to_bytes (code);
}
