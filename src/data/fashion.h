/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/intake.h"
#include "data/records.h"

G_BEGIN_DECLS

/* Fashion-MNIST (Xiao, Rasul & Vollgraf 2017): 28 × 28 grey pictures of ten kinds of garments. Debian's package
 * dataset-fashion-mnist has it. */
#define GRADUS_FASHION_FOLDER "/usr/share/datasets/fashion-mnist"
#define GRADUS_FASHION_INPUTS 784
#define GRADUS_FASHION_CLASSES 10

/* Of those that are published as training and as test data, in this order. */
#define GRADUS_FASHION_SAMPLES 70000

/* Whether the package is installed. */
gboolean gradus_fashion_is_installed (void);

/* All pictures of a folder, those for training before those for tests, which may be missing. They are read once and kept. Any
 * thread. `loading` may be NULL. Fails with a G_IO_ERROR where a file is missing or wrong. */
GradusRecords *gradus_fashion_load (const char *folder, GradusLoading *loading, GError **error);

G_END_DECLS
