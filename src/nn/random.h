/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusRandom: the generator behind every number that an experiment draws.
 *
 * xoshiro256++ 1.0 (Blackman & Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM TOMS
 * 47, 2021), its state filled by SplitMix64 (Steele, Lea & Flood, OOPSLA 2014), as its authors
 * advise:
 *
 *     k = splitmix64(seed) XOR stream
 *     state[0..3] = four successive outputs of SplitMix64 started at k
 *
 * A stream is a sequence of its own under one seed (the macros below say which is whose). Layer N
 * draws its weights from stream N (from 1), so that changing one layer leaves the initial weights
 * of the others as they were.
 *
 * The same seed and stream give the same numbers on every machine. */
typedef struct {
  guint64 state[4];
} GradusRandom;

/* The weights of a layer. */
#define GRADUS_STREAM_LAYER(number) ((guint64) (number))

/* The samples of a generated dataset, and which of them are for testing. */
#define GRADUS_STREAM_DATA (G_GUINT64_CONSTANT (1) << 32)
#define GRADUS_STREAM_SPLIT (G_GUINT64_CONSTANT (2) << 32)

/* The order of the samples in an epoch. */
#define GRADUS_STREAM_EPOCH(epoch) ((G_GUINT64_CONSTANT (1) << 60) + (epoch))

/* A layer's key at a step. */
#define GRADUS_STREAM_DROPOUT(number, step)                                                        \
  ((G_GUINT64_CONSTANT (2) << 60) + ((guint64) (number) << 53) + (step))

/* How a sample's picture is moved in an epoch. */
#define GRADUS_STREAM_VARIATION(epoch, sample)                                                     \
  ((G_GUINT64_CONSTANT (3) << 60) + ((guint64) (epoch) << 32) + (sample))

/* The states of a layer's units while it is pre-trained, see nn/rbm.h. */
#define GRADUS_STREAM_RBM(number) ((G_GUINT64_CONSTANT (4) << 60) + (guint64) (number))

void gradus_random_init (GradusRandom *random, guint64 seed, guint64 stream);

/* 64 uniformly distributed bits. */
guint64 gradus_random_next (GradusRandom *random);

/* Uniform among 0 … n - 1: the upper half of the product of n and 32 bits (Lemire 2019, without the
 * rejection, whose lack shifts no probability by more than n / 2^32). */
guint gradus_random_below (GradusRandom *random, guint n);

/* The numbers 0 … n - 1 in a random order (Fisher & Yates; from the last place down, each changed
 * with one not behind it). */
void gradus_random_shuffle (GradusRandom *random, guint n, guint *numbers);

/* Uniform in [low, high): low + (high - low) · u, with u a multiple of 2^-24 in [0, 1). */
float gradus_random_uniform (GradusRandom *random, float low, float high);

/* Normal with mean 0 and standard deviation 1 (Box & Muller 1958, the cosine branch; two draws a
 * number). */
float gradus_random_normal (GradusRandom *random);

G_END_DECLS
