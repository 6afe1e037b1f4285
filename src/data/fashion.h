/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"

G_BEGIN_DECLS

/* Fashion-MNIST (Xiao, Rasul & Vollgraf 2017): 28 × 28 grey pictures of ten kinds of garments. Debian's package
 * dataset-fashion-mnist has it. */
#define GRADUS_FASHION_FOLDER "/usr/share/datasets/fashion-mnist"
#define GRADUS_FASHION_INPUTS 784
#define GRADUS_FASHION_CLASSES 10

/* Whether the package is installed. */
gboolean gradus_fashion_is_installed (void);

/* The first n pictures of a folder's training files: inputs 0 … 1, a target for each kind. The files are read once and kept. Any
 * thread. Fails with a G_IO_ERROR where a file is missing or wrong, or has fewer pictures. */
GradusDataset *gradus_fashion_load (const char *folder, guint n, GError **error);

G_END_DECLS
