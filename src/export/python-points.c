/* SPDX-License-Identifier: MIT */
#include "export/python-points.h"

#include "export/python.h"
#include "nn/random.h"

const char gradus_python_random[] =
    "MASK = 2**64 - 1\n\n\n"
    "class Random:  # xoshiro256++, its state from SplitMix64\n"
    "    def __init__(self, seed, stream):\n"
    "        key = self.mix(seed) ^ stream\n"
    "        self.state = [self.mix(key + 0x9E3779B97F4A7C15 * i) for i in range(4)]\n\n"
    "    @staticmethod\n"
    "    def mix(z):\n"
    "        z = z + 0x9E3779B97F4A7C15 & MASK\n"
    "        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & MASK\n"
    "        z = (z ^ z >> 27) * 0x94D049BB133111EB & MASK\n"
    "        return z ^ z >> 31\n\n"
    "    def draw_bits(self):\n"
    "        a, b, c, d = self.state\n"
    "        total = a + d & MASK\n"
    "        c, d = c ^ a, d ^ b\n"
    "        self.state = [a ^ d, b ^ c, c ^ (b << 17 & MASK), (d << 45 | d >> 19) & MASK]\n"
    "        return ((total << 23 | total >> 41) + a) & MASK\n\n"
    "    def draw(self, low, high):  # uniform between two numbers\n"
    "        return low + (high - low) * ((self.draw_bits() >> 11) * 2.0**-53)\n\n"
    "    def shuffle(self, n):  # 0 ... n - 1 in a random order\n"
    "        order = list(range(n))\n"
    "        for i in range(n - 1, 0, -1):\n"
    "            k = (self.draw_bits() >> 32) * (i + 1) >> 32\n"
    "            order[i], order[k] = order[k], order[i]\n"
    "        return order\n";

/* By the generator's name: the body of a function that makes sample i, before noise moves it; the
 * numbers are drawn in the order in which src/data draws them. */
static const struct {
  const char *name, *body;
} planes[] = {
  { "circle", "    inner = i % 2 == 0\n"
              "    radius = 5 * (draw(0, 0.5) if inner else draw(0.7, 1))\n"
              "    angle = draw(0, 2 * np.pi)\n"
              "    return radius * np.sin(angle), radius * np.cos(angle), inner\n" },
  { "gauss", "    middle = 2 if i % 2 == 0 else -2\n"
             "    radius = np.sqrt(-2 * np.log(1 - draw(0, 1)))\n"
             "    angle = draw(0, 2 * np.pi)\n"
             "    return middle + radius * np.cos(angle), middle + radius * np.sin(angle), "
             "middle > 0\n" },
  { "xor-cloud", "    x, y = draw(-5, 5), draw(-5, 5)\n"
                 "    x, y = x + (0.3 if x > 0 else -0.3), y + (0.3 if y > 0 else -0.3)\n"
                 "    return x, y, x * y < 0\n" },
  { "moons",
    "    lower = i % 2 == 1\n"
    "    angle = draw(0, np.pi)\n"
    "    x = 3 * (1 - np.cos(angle) if lower else np.cos(angle)) - 1.5\n"
    "    return x, 3 * (0.5 - np.sin(angle) if lower else np.sin(angle)) - 0.75, lower\n" },
  { "checkerboard", "    x, y = draw(-5, 5), draw(-5, 5)\n"
                    "    return x, y, ((x + 5) // 2.5 + (y + 5) // 2.5) % 2 == 0\n" },
  { "plane", "    x, y = draw(-5, 5), draw(-5, 5)\n    return x, y, (x + y) / 10\n" },
  { "hill", "    x, y, height = draw(-5, 5), draw(-5, 5), 0\n"
            "    for a, b, up in [(-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), "
            "(0, -2.5, 1), (4, -2.5, -1)]:\n"
            "        above = up * max(1 - np.hypot(x - a, y - b) / 2, 0)\n"
            "        height = above if abs(above) > abs(height) else height\n"
            "    return x, y, height\n" },
};

/* A formula without a value at x is asked again at another one, as in src/data/typed.c. */
static void
append_formula (GString *code, const GradusDataSpec *spec)
{
  g_autofree char *formula = gradus_formula_to_python (spec->formula);

  g_string_append_printf (code,
                          "    with np.errstate(all=\"ignore\"):\n"
                          "        while True:  # until the formula has a value at x\n"
                          "            x = np.float64(draw(-5, 5))\n"
                          "            limit = %s\n"
                          "            if abs(limit) < 1e6:\n"
                          "                break\n",
                          formula);
  if (spec->generator == &gradus_function_generator)
    g_string_append (code, "    return x, limit\n");
  else
    g_string_append (code, "    y = draw(-5, 5)\n    return x, y, y > limit\n");
}

static void
append_spiral (GString *code, const GradusDataSpec *spec)
{
  g_string_append_printf (code,
                          "    arm, along = i %% %u, i // %u * %u / n\n"
                          "    angle = 2 * np.pi * (1.75 * along + arm / %u)\n"
                          "    return 5 * along * np.sin(angle), 5 * along * np.cos(angle), %s\n",
                          spec->n_arms, spec->n_arms, spec->n_arms, spec->n_arms,
                          spec->n_arms == 2 ? "arm == 0" : "arm");
}

static void
append_body (GString *code, const GradusDataSpec *spec)
{
  if (spec->generator == &gradus_spiral_generator)
    append_spiral (code, spec);
  else if (spec->formula)
    append_formula (code, spec);
  for (guint i = 0; i < G_N_ELEMENTS (planes); i++) {
    if (g_str_equal (planes[i].name, spec->generator->name))
      g_string_append (code, planes[i].body);
  }
}

/* Noise is up to half the plane's radius, for a spiral up to 1, and moves what is not y. */
static void
append_generated (GString *code, const GradusDataSpec *spec, guint64 seed)
{
  const gboolean is_function = spec->generator == &gradus_function_generator;
  const guint n_classes = spec->generator == &gradus_spiral_generator ? spec->n_arms : 2;

  g_string_append_printf (code, "n, noise = %u, ", spec->n_samples);
  gradus_python_append_number (code, spec->noise);
  g_string_append_printf (code,
                          " * %s\ndraw = Random(%" G_GUINT64_FORMAT ", %#" G_GINT64_MODIFIER
                          "x).draw\n\n\ndef make_sample(i):\n",
                          spec->generator == &gradus_spiral_generator ? "1" : "2.5", seed,
                          GRADUS_STREAM_DATA);
  append_body (code, spec);
  g_string_append_printf (
      code, "\n\nraw, y = [], []\nfor i in range(n):\n    *point, target = make_sample(i)\n%s",
      is_function ? "    raw.append(point)\n    y.append(target + draw(-noise, noise))\n"
                  : "    raw.append([number + draw(-noise, noise) for number in point])\n"
                    "    y.append(target)\n");
  g_string_append (code, n_classes > 2 ? "" : "raw, y = np.array(raw), np.array(y)\n");
  if (n_classes > 2)
    g_string_append_printf (code, "raw, y = np.array(raw), np.eye(%u)[y]\n", n_classes);
}

static void
append_own_points (GString *code, const GradusPoints *points)
{
  g_string_append (code, "points = np.array([  # x, y, class\n");
  for (guint i = 0; i < points->n; i++) {
    const GradusPoint *point = &points->points[i];

    g_string_append (code, "    [");
    gradus_python_append_float (code, point->x);
    g_string_append (code, ", ");
    gradus_python_append_float (code, point->y);
    g_string_append_printf (code, ", %u],\n", point->class);
  }
  g_string_append (code, "])\nraw = points[:, :2]\n");
  if (points->n_classes > 2)
    g_string_append_printf (code, "y = np.eye(%u)[points[:, 2].astype(int)]\n", points->n_classes);
  else
    g_string_append (code, "y = points[:, 2] > 0\n");
}

void
gradus_python_append_points (GString *code, const GradusDataSpec *spec, guint64 seed)
{
  if (spec->generator == &gradus_xor_generator)
    g_string_append (
        code, "raw = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])\ny = np.array([0, 1, 1, 0])\n");
  else if (spec->points)
    append_own_points (code, spec->points);
  else
    append_generated (code, spec, seed);
}
