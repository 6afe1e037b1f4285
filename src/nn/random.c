/* SPDX-License-Identifier: MIT */
#include "nn/random.h"

#include <math.h>

static guint64
splitmix64 (guint64 *state)
{
  guint64 z = (*state += 0x9e3779b97f4a7c15u);

  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

static guint64
rotate_left (guint64 x, int bits)
{
  return (x << bits) | (x >> (64 - bits));
}

void
gradus_random_init (GradusRandom *random, guint64 seed, guint64 stream)
{
  guint64 key = splitmix64 (&seed) ^ stream;

  for (int i = 0; i < 4; i++)
    random->state[i] = splitmix64 (&key);
}

guint64
gradus_random_next (GradusRandom *random)
{
  guint64 *s = random->state;
  guint64 result = rotate_left (s[0] + s[3], 23) + s[0];
  guint64 t = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate_left (s[3], 45);
  return result;
}

guint
gradus_random_below (GradusRandom *random, guint n)
{
  return (guint) (((gradus_random_next (random) >> 32) * n) >> 32);
}

void
gradus_random_shuffle (GradusRandom *random, guint n, guint *numbers)
{
  for (guint i = 0; i < n; i++)
    numbers[i] = i;
  for (guint i = n; i-- > 1;) {
    guint other = gradus_random_below (random, i + 1), moved = numbers[i];

    numbers[i] = numbers[other];
    numbers[other] = moved;
  }
}

float
gradus_random_uniform (GradusRandom *random, float low, float high)
{
  float u = (float) (gradus_random_next (random) >> 40) * 0x1p-24f;

  return low + (high - low) * u;
}

float
gradus_random_normal (GradusRandom *random)
{
  /* 1 - u lies in (0, 1], where the logarithm is finite. */
  double u = (double) (gradus_random_next (random) >> 11) * 0x1p-53;
  double v = (double) (gradus_random_next (random) >> 11) * 0x1p-53;

  return (float) (sqrt (-2 * log (1 - u)) * cos (2 * G_PI * v));
}
