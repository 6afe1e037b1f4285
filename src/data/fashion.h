/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/reader.h"

G_BEGIN_DECLS

/* Fashion-MNIST (Xiao, Rasul & Vollgraf 2017): 28 × 28 grey pictures of ten kinds of garments.
 * Debian's package dataset-fashion-mnist has it. */
#define GRADUS_FASHION_FOLDER "/usr/share/datasets/fashion-mnist"
#define GRADUS_FASHION_SIDE 28
#define GRADUS_FASHION_INPUTS (GRADUS_FASHION_SIDE * GRADUS_FASHION_SIDE)
#define GRADUS_FASHION_CLASSES 10

/* 60,000 published as training data, then 10,000 as test data. */
#define GRADUS_FASHION_SAMPLES 70000

/* Whether the package is installed. */
gboolean gradus_fashion_is_installed (void);

/* All pictures of a folder: those for training, and as the test part those for tests, which may be
 * missing. */
extern const GradusReader gradus_fashion_reader;

G_END_DECLS
