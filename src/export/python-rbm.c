/* SPDX-License-Identifier: MIT */
#include "export/python-rbm.h"

#include "nn/layer.h"

gboolean
gradus_python_is_pretrained (const GradusOutlineLayer *own, guint at)
{
  return own->primitives[at].kind == GRADUS_PRIMITIVE_GEMM &&
         own->layer->spec.initialiser.kind == GRADUS_INITIALISER_RBM;
}

static gboolean
has_pretrained (const GradusOutline *outline)
{
  for (guint i = 0; i < outline->n_layers; i++) {
    for (guint k = 0; k < outline->layers[i].n_primitives; k++) {
      if (gradus_python_is_pretrained (&outline->layers[i], k))
        return TRUE;
    }
  }
  return FALSE;
}

void
gradus_python_append_pretrain (GString *code, const GradusOutline *outline, guint64 seed)
{
  if (!has_pretrained (outline))
    return;
  g_string_append_printf (code, "chance = np.random.default_rng(%" G_GUINT64_FORMAT ")\n\n\n",
                          seed);
  g_string_append (
      code,
      "def squash(z):\n    return 1 / (1 + np.exp(-z))\n\n\n"
      "def pretrain(w, b, v, epochs):  # a restricted Boltzmann machine, Hinton & Salakhutdinov "
      "2006\n"
      "    a, is_linear = np.zeros(v.shape[1]), v.min() < 0 or v.max() > 1\n"
      "    numbers, moved, rate = [w, b, a], [0.0, 0.0, 0.0], 0.001 if is_linear else 0.1\n"
      "    for epoch in range(epochs):\n"
      "        for first in range(0, len(v), 100):\n"
      "            w, b, a = numbers\n"
      "            data = v[first:first + 100]\n"
      "            hidden = squash(data @ w.T + b)\n"
      "            again = (chance.random(hidden.shape) < hidden) @ w + a\n"
      "            again = again if is_linear else squash(again)\n"
      "            later = squash(again @ w.T + b)\n"
      "            ways = ((hidden.T @ data - later.T @ again) / len(data) - 0.0002 * w,\n"
      "                    (hidden - later).mean(0), (data - again).mean(0))\n"
      "            moved = [(0.9 if epoch >= 5 else 0.5) * m + rate * way for m, way in zip(moved, "
      "ways)]\n"
      "            numbers = [number + m for number, m in zip(numbers, moved)]\n"
      "    return numbers[:2]\n\n\n");
}
