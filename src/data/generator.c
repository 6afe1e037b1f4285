/* SPDX-License-Identifier: MIT */
#include "data/generator.h"

static const GradusGenerator generators[] = {
  { "xor", "XOR", 2, 1, gradus_xor_make },
  { NULL },
};

const GradusGenerator *
gradus_generator_list (void)
{
  return generators;
}

const GradusGenerator *
gradus_generator_find (const char *name)
{
  for (const GradusGenerator *g = generators; g->name; g++) {
    if (g_str_equal (g->name, name))
      return g;
  }
  return NULL;
}
