/* SPDX-License-Identifier: MIT */
#include "export/pytorch.h"

#include "export/format.h"
#include "export/outline.h"
#include "export/python-rbm.h"
#include "export/pytorch-network.h"
#include "nn/random.h"

/* -- Where its weights start ------------------------------------------------------------------- */

static void
append_initialiser (GString *code, const GradusLayer *layer, guint n_pieces)
{
  static const char *const functions[] = {
    [GRADUS_INITIALISER_ZEROS] = "zeros_(w)",
    [GRADUS_INITIALISER_CONSTANT] = "constant_(w, ",
    [GRADUS_INITIALISER_UNIFORM] = "uniform_(w, ",
    [GRADUS_INITIALISER_NORMAL] = "normal_(w, 0, ",
    [GRADUS_INITIALISER_XAVIER_UNIFORM] = "xavier_uniform_(w)",
    [GRADUS_INITIALISER_XAVIER_NORMAL] = "xavier_normal_(w)",
    [GRADUS_INITIALISER_HE_UNIFORM] = "kaiming_uniform_(w, nonlinearity=\"relu\")",
    [GRADUS_INITIALISER_HE_NORMAL] = "kaiming_normal_(w, nonlinearity=\"relu\")",
    [GRADUS_INITIALISER_LECUN_NORMAL] = "normal_(w, 0, w[0].numel()**-0.5)",
    [GRADUS_INITIALISER_ORTHONORMAL] = "orthogonal_(w, ",
    [GRADUS_INITIALISER_LSUV] = "orthogonal_(w)",
    [GRADUS_INITIALISER_RBM] = "normal_(w, 0, 0.1)",
  };
  const GradusInitialiser *initialiser = &layer->spec.initialiser;
  const double scale = (double) initialiser->scale;

  g_string_append_printf (
      code, "    for w in network.layer[\"%u\"].weight.chunk(%u):\n        nn.init.%s",
      layer->number, n_pieces, functions[initialiser->kind]);
  if (initialiser->kind == GRADUS_INITIALISER_UNIFORM) {
    gradus_python_append_number (code, -scale);
    g_string_append (code, ", ");
  }
  if (gradus_initialiser_get_scale_key (initialiser->kind) &&
      initialiser->kind != GRADUS_INITIALISER_RBM) {
    gradus_python_append_number (code, scale);
    g_string_append_c (code, ')');
  }
  g_string_append_printf (code, "\n    nn.init.constant_(network.layer[\"%u\"].bias, ",
                          layer->number);
  gradus_python_append_number (code, (double) initialiser->bias);
  g_string_append (code, ")\n");
}

/* PyTorch has no LSUV (Mishkin & Matas 2016, see nn/lsuv.h), so the script does it. */
static void
append_lsuv (GString *code, const GradusLayer *layer)
{
  g_string_append_printf (
      code,
      "    module, seen = network.layer[\"%u\"], []\n"
      "    hook = module.register_forward_hook(lambda module, x, z: seen.append(z.std().item()))\n"
      "    network.eval()\n    for _ in range(10):  # LSUV: until z has the deviation 1\n        "
      "network(x)\n"
      "        module.weight /= max(seen[-1], 1e-8)\n    hook.remove()\n    network.train()\n",
      layer->number);
}

/* Nor has it restricted Boltzmann machines. */
static void
append_rbm (GString *code, const GradusLayer *layer)
{
  g_string_append_printf (
      code,
      "    module, seen = network.layer[\"%u\"], []\n"
      "    hook = module.register_forward_pre_hook(lambda module, x: seen.append(x[0]))\n"
      "    network.eval()\n    network(x[:%u])\n    hook.remove()\n    network.train()\n"
      "    w, b = pretrain(module.weight.detach().numpy(), module.bias.detach().numpy(),\n"
      "                    seen[0].flatten(1).numpy(), %u)\n"
      "    module.weight.copy_(torch.tensor(w))\n    module.bias.copy_(torch.tensor(b))\n",
      layer->number, GRADUS_START_SAMPLES, (guint) layer->spec.initialiser.scale);
}

static void
append_initialisation (GString *code, const GradusOutline *outline, guint64 seed)
{
  gradus_python_append_pretrain (code, outline, seed);
  g_string_append_printf (code,
                          "torch.manual_seed(%" G_GUINT64_FORMAT
                          ")\nnetwork = Network()\nwith torch.no_grad():\n",
                          seed);
  for (guint i = 0; i < outline->n_layers; i++) {
    const GradusOutlineLayer *own = &outline->layers[i];

    for (guint k = 0; k < own->n_primitives; k++) {
      if (own->primitives[k].kind != GRADUS_PRIMITIVE_GEMM &&
          own->primitives[k].kind != GRADUS_PRIMITIVE_CONVOLUTION)
        continue;
      append_initialiser (code, own->layer, own->layer->spec.activation.pieces);
      if (own->layer->spec.initialiser.kind == GRADUS_INITIALISER_LSUV)
        append_lsuv (code, own->layer);
      if (gradus_python_is_pretrained (own, k))
        append_rbm (code, own->layer);
    }
  }
  g_string_append (code, "    pass\nif weights_path:\n"
                         "    arrays = load(weights_path)\n"
                         "    network.load_state_dict({name: torch.tensor(array) for name, array "
                         "in arrays.items()})\n");
}

/* -- Training ---------------------------------------------------------------------------------- */

/* Weight decay is for weights alone, which have several axes, as penalties are. */
static void
append_parameters (GString *code, const GradusOptimiser *optimiser)
{
  if (optimiser->kind != GRADUS_OPTIMISER_ADAMW) {
    g_string_append (code, "network.parameters()");
    return;
  }
  g_string_append (code, "[\n    {\"params\": [p for p in network.parameters() if p.dim() > 1]");
  g_string_append (code, ", \"weight_decay\": ");
  gradus_python_append_number (code, optimiser->weight_decay);
  g_string_append (code, "},\n    {\"params\": [p for p in network.parameters() if p.dim() <= 1], "
                         "\"weight_decay\": 0.0},\n]");
}

static void
append_optimiser (GString *code, const GradusOptimiser *optimiser)
{
  g_string_append_printf (code, "optimiser = torch.optim.%s(",
                          gradus_python_optimisers[optimiser->kind]);
  append_parameters (code, optimiser);
  gradus_python_append_argument (code, "lr", optimiser->learning_rate);
  if (optimiser->kind == GRADUS_OPTIMISER_MOMENTUM || optimiser->kind == GRADUS_OPTIMISER_NESTEROV)
    gradus_python_append_argument (code, "momentum", optimiser->momentum);
  if (optimiser->kind == GRADUS_OPTIMISER_NESTEROV)
    g_string_append (code, ", nesterov=True");
  if (optimiser->kind == GRADUS_OPTIMISER_RMSPROP)
    gradus_python_append_argument (code, "alpha", optimiser->decay);
  if (optimiser->kind == GRADUS_OPTIMISER_ADAM || optimiser->kind == GRADUS_OPTIMISER_ADAMW) {
    g_string_append (code, ", betas=(");
    gradus_python_append_number (code, optimiser->momentum);
    g_string_append (code, ", ");
    gradus_python_append_number (code, optimiser->decay);
    g_string_append_c (code, ')');
  }
  if (optimiser->epsilon > 0)
    gradus_python_append_argument (code, "eps", optimiser->epsilon);
  g_string_append (code, ")\n");
}

/* The same order as in Gradus: gradients are clipped first, then the penalties of the weights
 * are added. */
static void
append_penalties (GString *code, const GradusOptimiser *optimiser)
{
  if (optimiser->clip_norm > 0) {
    g_string_append (code, "    nn.utils.clip_grad_norm_(network.parameters(), ");
    gradus_python_append_number (code, optimiser->clip_norm);
    g_string_append (code, ")\n");
  }
  if (optimiser->l1 == 0 && optimiser->l2 == 0)
    return;
  g_string_append (
      code, "    for p in network.parameters():\n        if p.dim() > 1:\n            p.grad += ");
  gradus_python_append_number (code, optimiser->l2);
  g_string_append (code, " * p.detach() + ");
  gradus_python_append_number (code, optimiser->l1);
  g_string_append (code, " * p.detach().sign()\n");
}

/* The same batches as in Gradus: an epoch has its own order, from the seed; samples too few for a
 * step go with the batch before. */
static void
append_batches (GString *code, const GradusExperiment *experiment)
{
  if (experiment->batch_size == 0) {
    g_string_append (code, "    batch = slice(None)\n");
    return;
  }
  g_string_append_printf (
      code,
      "    epoch, place = divmod(step, n_batches)\n"
      "    if step == 0 or place == 0:\n"
      "        order = Random(%" G_GUINT64_FORMAT ", %#" G_GINT64_MODIFIER
      "x + epoch).shuffle(len(x))\n"
      "    batch = order[place * %u:(place + 1) * %u if place + 1 < n_batches else None]\n",
      experiment->seed, GRADUS_STREAM_EPOCH (0), experiment->batch_size, experiment->batch_size);
}

static void
append_batch_count (GString *code, const GradusExperiment *experiment)
{
  if (experiment->batch_size > 0)
    g_string_append_printf (code, "n_batches = len(x) // %u + (len(x) %% %u >= %u)\n",
                            experiment->batch_size, experiment->batch_size,
                            gradus_experiment_get_fewest_samples (experiment));
}

static void
append_cost (GString *code, const GradusExperiment *experiment)
{
  static const char *const costs[] = { [GRADUS_COST_BINARY_CROSS_ENTROPY] =
                                           "nn.BCEWithLogitsLoss()",
                                       [GRADUS_COST_CROSS_ENTROPY] = "nn.CrossEntropyLoss()",
                                       [GRADUS_COST_MEAN_SQUARED_ERROR] = "nn.MSELoss()" };

  g_string_append_printf (code, "find_cost = %s\n", costs[experiment->cost]);
  append_optimiser (code, &experiment->optimiser);
}

/* Appends a line that says how good the network is on some samples. */
static void
append_measure (GString *code, const GradusExperiment *experiment, const char *title,
                const char *suffix)
{
  const char *right = experiment->cost == GRADUS_COST_CROSS_ENTROPY
                          ? "(said.argmax(1) == y%s.argmax(1))"
                      : experiment->cost == GRADUS_COST_BINARY_CROSS_ENTROPY
                          ? "((said > 0) == (y%s > 0.5)).all(1)"
                          : "((said > 0.5) == (y%s > 0.5)).all(1)";
  g_autoptr (GString) measured = g_string_new (right);

  g_string_replace (measured, "%s", suffix, 1);
  g_string_append_printf (code, "        said = network(x%s)\n", suffix);
  if (!gradus_data_spec_is_regression (&experiment->data))
    g_string_append_printf (code, "        right = %s.float().mean().item()\n", measured->str);
  g_string_append_printf (
      code, "        print(f\"%scost {find_cost(said, y%s).item():.8g}%s\")\n", title, suffix,
      gradus_data_spec_is_regression (&experiment->data) ? "" : ", accuracy {right:.4g}");
}

static void
append_report (GString *code, const GradusWeights *weights)
{
  g_string_append (code, "def report(step):\n    network.eval()\n    with torch.no_grad():\n");
  append_measure (code, weights->experiment, "step {step}: ", "");
  if (gradus_python_has_test (weights))
    append_measure (code, weights->experiment, "    test ", "_test");
  g_string_append (code, "    network.train()\n");
}

/* The samples of a step: as they are, or moved. */
static void
append_pass (GString *code, const GradusWeights *weights)
{
  if (!gradus_python_varies (weights)) {
    g_string_append (code, "    cost = find_cost(network(x[batch]), y[batch])\n");
    return;
  }
  g_string_append (code, weights->experiment->batch_size > 0
                             ? "    varied = vary(x[batch].numpy(), batch, epoch)\n"
                             : "    varied = vary(x.numpy(), range(len(x)), step)\n");
  g_string_append (code, "    cost = find_cost(network(torch.tensor(varied)), y[batch])\n");
}

static void
append_training (GString *code, const GradusWeights *weights, gboolean keeps_history)
{
  const GradusExperiment *experiment = weights->experiment;
  const GradusOptimiser *optimiser = &experiment->optimiser;
  g_autofree char *factor = gradus_python_write_schedule (&optimiser->schedule);

  append_batch_count (code, experiment);
  g_string_append (code, keeps_history ? "history = []\nreport(0)\nfor step in range(steps):\n"
                                       : "report(0)\nfor step in range(steps):\n");
  append_batches (code, experiment);
  if (factor) {
    g_string_append (code, "    for group in optimiser.param_groups:\n        group[\"lr\"] = ");
    gradus_python_append_number (code, optimiser->learning_rate);
    g_string_append_printf (code, " * %s\n", factor);
  }
  append_pass (code, weights);
  g_string_append (code, "    optimiser.zero_grad()\n    cost.backward()\n");
  if (keeps_history)
    g_string_append (code, "    if step % max(steps // 200, 1) == 0:\n"
                           "        history.append([step, cost.item()])\n");
  append_penalties (code, optimiser);
  g_string_append (code, "    optimiser.step()\n"
                         "    if (step + 1) % max(steps // 10, 1) == 0 or step + 1 == steps:\n"
                         "        report(step + 1)\n");
}

/* -- All together ------------------------------------------------------------------------------ */

gboolean
gradus_pytorch_list_parts (const GradusWeights *weights, GradusPythonPlace place, GPtrArray *parts,
                           GError **error)
{
  const GradusExperiment *experiment = weights->experiment;
  g_autoptr (GradusOutline) outline = gradus_outline_new (weights, "The PyTorch script", error);
  GString *code;

  if (!outline)
    return FALSE;
  gradus_outline_leave_to_cost (outline, experiment->cost);
  gradus_python_append_imports (parts, weights,
                                "import numpy as np\nimport torch\nfrom torch import nn\n"
                                "from torch.nn import functional\n",
                                place);
  if (!gradus_python_append_data (parts, weights, experiment->batch_size > 0, error))
    return FALSE;
  code = gradus_code_parts_begin (parts, "As PyTorch has arrays.");
  g_string_append (code, gradus_python_has_test (weights)
                             ? "x, y, x_test, y_test = (torch.tensor(a) for a in (x, y, x_test, "
                               "y_test))\n"
                             : "x, y = torch.tensor(x), torch.tensor(y)\n");
  code = gradus_code_parts_begin (parts, "The network; its tensors have the names that they have "
                                         "in Gradus's files.");
  gradus_pytorch_append_network (code, outline, gradus_cost_is_from_logits (experiment->cost));
  gradus_python_append_load (parts);
  code = gradus_code_parts_begin (parts, "Where its weights begin.");
  append_initialisation (code, outline, experiment->seed);
  code = gradus_code_parts_begin (parts, "The cost, and the optimiser that makes it small.");
  append_cost (code, experiment);
  code = gradus_code_parts_begin (parts, "How good the network is, dropout off.");
  append_report (code, weights);
  code = gradus_code_parts_begin (parts, "Training.");
  append_training (code, weights, place == GRADUS_PYTHON_NOTEBOOK);
  return TRUE;
}

GBytes *
gradus_pytorch_write (const GradusWeights *weights, const char *name, GError **error)
{
  g_autoptr (GPtrArray) parts = gradus_code_parts_new ();
  g_autofree char *script = g_strconcat (name, "pytorch.py", NULL);
  GString *code;

  if (!gradus_pytorch_list_parts (weights, GRADUS_PYTHON_SCRIPT, parts, error))
    return NULL;
  code = g_string_new (NULL);
  gradus_python_append_head (code, weights, script, "PyTorch",
                             gradus_python_get_decay_remark (&weights->experiment->optimiser));
  gradus_code_parts_join (parts, code);
  return g_string_free_to_bytes (code);
}
