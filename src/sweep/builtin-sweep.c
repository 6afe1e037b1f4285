/* SPDX-License-Identifier: MIT */
#include "sweep/builtin-sweep.h"

#include <glib/gi18n.h>

#include "data/cifar.h"
#include "data/fashion.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"

#define HIDDEN_ACTIVATION "network.hidden.activation"
#define HIDDEN_INITIALISER "network.hidden.initialiser"

typedef struct {
  const char *label;
  const char *settings[3];
} Choice;

static const GradusBuiltinSweep sweeps[] = {
  { "lucky-seed", N_ ("One lucky seed?"),
    "Ten hidden layers on XOR, six activations, a hundred seeds each: the slide shows one.", 100,
    FALSE },
  { "good-init", N_ ("All you need is a good init, XOR"),
    "Ten hidden layers on XOR: which activations train from which initialisers (Mishkin & Matas "
    "2015)?",
    20, TRUE },
  { "good-init-spiral", N_ ("All you need is a good init, spiral"),
    "The same on the spiral, in mini-batches of ten: harder, and with test data to tell.", 5,
    TRUE },
  { "good-init-fashion", N_ ("All you need is a good init, Fashion-MNIST"),
    "The same on pictures of garments: 784-32×10-10, for as many steps as there is patience.", 2,
    TRUE },
  { "good-init-cifar", N_ ("All you need is a good init, CIFAR-10"),
    "The paper's own data, and FitNet-1, the smaller of its networks: 5,000 pictures to learn and "
    "1,000 for tests, four times over.",
    1, TRUE },
  { NULL },
};

static const Choice six_activations[] = {
  { "Sigmoid", { HIDDEN_ACTIVATION "=sigmoid" } },
  { "Tanh", { HIDDEN_ACTIVATION "=tanh" } },
  { "ReLU", { HIDDEN_ACTIVATION "=relu" } },
  { "Leaky ReLU", { HIDDEN_ACTIVATION "=leaky-relu" } },
  { "ELU", { HIDDEN_ACTIVATION "=elu" } },
  { "Maxout", { HIDDEN_ACTIVATION "=maxout" } },
};

/* The paper's rows and columns, in its order. */
static const Choice paper_initialisers[] = {
  { "LSUV", { HIDDEN_INITIALISER "=lsuv" } },
  { "Orthonormal", { HIDDEN_INITIALISER "=orthonormal" } },
  { "Orthonormal, MSRA scaled",
    { HIDDEN_INITIALISER "={\"name\": \"orthonormal\", \"gain\": 1.4142135}" } },
  { "Xavier", { HIDDEN_INITIALISER "=xavier-normal" } },
  { "MSRA", { HIDDEN_INITIALISER "=he-normal" } },
};

static const Choice paper_activations[] = {
  { "Maxout", { HIDDEN_ACTIVATION "=maxout" } },
  { "ReLU", { HIDDEN_ACTIVATION "=relu" } },
  { "VLReLU", { HIDDEN_ACTIVATION "=leaky-relu", "network.hidden.alpha=0.333" } },
  { "Tanh", { HIDDEN_ACTIVATION "=tanh" } },
  { "Sigmoid", { HIDDEN_ACTIVATION "=sigmoid" } },
};

/* The table of activations and initialisations of the paper, its rows one after the other. */
static const char
    *const published[G_N_ELEMENTS (paper_initialisers) * G_N_ELEMENTS (paper_activations)] = {
      "93.94", "92.11", "92.97", "89.28", "n/c", /* LSUV */
      "93.78", "91.74", "92.40", "89.48", "n/c", /* orthonormal */
      "–",     "91.93", "93.09", "–",     "n/c", /* orthonormal, MSRA scaled */
      "91.75", "90.63", "92.27", "89.82", "n/c", /* Xavier */
      "n/c†",  "90.91", "92.43", "89.54", "n/c", /* MSRA */
    };

const GradusBuiltinSweep *
gradus_builtin_sweep_list (void)
{
  return sweeps;
}

char *
gradus_builtin_sweep_tell_lack (const GradusBuiltinSweep *sweep)
{
  g_autofree char *cifar = gradus_cifar_find ();

  if (g_str_equal (sweep->id, "good-init-fashion") && !gradus_fashion_is_installed ())
    return g_strdup ("Install dataset-fashion-mnist first.");
  if (g_str_equal (sweep->id, "good-init-cifar") && !cifar)
    return g_strdup ("Say by --set data.path where CIFAR-10 is.");
  return NULL;
}

gboolean
gradus_builtin_sweep_is_possible (const GradusBuiltinSweep *sweep)
{
  g_autofree char *lack = gradus_builtin_sweep_tell_lack (sweep);

  return !lack;
}

const GradusBuiltinSweep *
gradus_builtin_sweep_find (const char *id)
{
  for (const GradusBuiltinSweep *sweep = sweeps; sweep->id; sweep++) {
    if (g_str_equal (sweep->id, id))
      return sweep;
  }
  return NULL;
}

/* What each sweep changes in the experiment that it starts from. */
static const char *const on_xor[] = { "training.steps=20000", NULL };
static const char *const on_spiral[] = {
  "network.hidden.units=10",
  "network.depth=10",
  "network.hidden.activation=relu",
  "training.optimiser={\"name\": \"sgd\", \"learning-rate\": 0.03}",
  "training.steps=30000",
  NULL
};
static const char *const on_fashion[] = {
  "data={\"name\": \"fashion-mnist\"}",
  "network.hidden.units=32",
  "network.layers.11.units=10",
  "network.layers.11.activation=softmax",
  "network.layers.11.initialiser=xavier-normal",
  "training.cost=cross-entropy",
  "training.optimiser={\"name\": \"momentum\", \"learning-rate\": 0.01}",
  "training.batch-size=50",
  "training.steps=1600",
  NULL
};

static const char *const on_cifar[] = {
  "data.samples=6000", "training.optimiser={\"name\": \"momentum\", \"learning-rate\": 0.01}",
  "training.batch-size=32", "training.steps=628", NULL
};

GradusExperiment *
gradus_builtin_sweep_make_experiment (const GradusBuiltinSweep *sweep)
{
  static const struct {
    const char *experiment;
    const char *const *settings;
  } recipes[] = { { "xor-deep-relu", NULL },
                  { "xor-deep-relu", on_xor },
                  { "spiral", on_spiral },
                  { "xor-deep-relu", on_fashion },
                  { "cifar-fitnet", on_cifar } };
  const gsize at = (gsize) (sweep - sweeps);
  g_autoptr (GradusExperiment) plain = gradus_builtin_make (recipes[at].experiment);
  GradusExperiment *experiment;

  if (!recipes[at].settings)
    return g_steal_pointer (&plain);
  experiment = gradus_experiment_set (plain, recipes[at].settings, NULL);
  g_assert (experiment);
  return experiment;
}

static void
add_axis (GPtrArray *axes, const char *name, const Choice *choices, guint n)
{
  GradusSweepAxis *axis = gradus_sweep_axis_new (name);

  for (guint i = 0; i < n; i++)
    gradus_sweep_axis_add (axis, choices[i].label, choices[i].settings);
  g_ptr_array_add (axes, axis);
}

GPtrArray *
gradus_builtin_sweep_make_axes (const GradusBuiltinSweep *sweep)
{
  GPtrArray *axes = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_sweep_axis_free);

  if (sweep == &sweeps[0]) {
    add_axis (axes, HIDDEN_ACTIVATION, six_activations, G_N_ELEMENTS (six_activations));
    return axes;
  }
  add_axis (axes, HIDDEN_INITIALISER, paper_initialisers, G_N_ELEMENTS (paper_initialisers));
  add_axis (axes, HIDDEN_ACTIVATION, paper_activations, G_N_ELEMENTS (paper_activations));
  return axes;
}

const char *
gradus_builtin_sweep_get_published (const GradusBuiltinSweep *sweep, guint cell)
{
  return sweep->shows_accuracy && cell < G_N_ELEMENTS (published) ? published[cell] : NULL;
}
