/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusRandom: the generator behind every number that an experiment draws.
 *
 * xoshiro256++ 1.0 (Blackman & Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM TOMS 47, 2021),
 * its state filled by SplitMix64 (Steele, Lea & Flood, OOPSLA 2014), as its authors advise:
 *
 *     k = splitmix64(seed) XOR stream;   state[0..3] = four successive outputs of SplitMix64 started at k
 *
 * A stream is a sequence of its own under one seed. Layer N draws its weights from stream N (from 1), so that
 * changing one layer leaves the initial weights of the others as they were.
 *
 * The same seed and stream give the same numbers on every machine. */
typedef struct {
  guint64 state[4];
} GradusRandom;

void gradus_random_init (GradusRandom *random, guint64 seed, guint64 stream);

/* 64 uniformly distributed bits. */
guint64 gradus_random_next (GradusRandom *random);

/* Uniform in [low, high): low + (high - low) · u, with u a multiple of 2^-24 in [0, 1). */
float gradus_random_uniform (GradusRandom *random, float low, float high);

/* Normal with mean 0 and standard deviation 1 (Box & Muller 1958, the cosine branch; two draws a number). */
float gradus_random_normal (GradusRandom *random);

G_END_DECLS
