/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/intake.h"
#include "data/records.h"

G_BEGIN_DECLS

/* Fashion-MNIST (Xiao, Rasul & Vollgraf 2017): 28 × 28 grey pictures of ten kinds of garments.
 * Debian's package dataset-fashion-mnist has it. */
#define GRADUS_FASHION_FOLDER "/usr/share/datasets/fashion-mnist"
#define GRADUS_FASHION_INPUTS 784
#define GRADUS_FASHION_CLASSES 10

/* 60,000 published as training data, then 10,000 as test data. */
#define GRADUS_FASHION_SAMPLES 70000

/* Whether the package is installed. */
gboolean gradus_fashion_is_installed (void);

/* Reads all pictures of a folder: those for training, then those for tests, which may be
 * missing. The last folder stays cached. Any thread may call it. `loading` may be NULL. Fails
 * with a G_IO_ERROR if a file is missing or wrong. */
GradusRecords *gradus_fashion_load (const char *folder, GradusLoading *loading, GError **error);

G_END_DECLS
