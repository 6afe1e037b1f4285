/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/reader.h"

G_BEGIN_DECLS

/* CIFAR-10 (Krizhevsky 2009), in its binary version: 32 × 32 pictures in colour of ten kinds of
 * things, 50,000 for training in five files and 10,000 for tests in one. */
#define GRADUS_CIFAR_SIDE 32
#define GRADUS_CIFAR_INPUTS (3 * GRADUS_CIFAR_SIDE * GRADUS_CIFAR_SIDE)
#define GRADUS_CIFAR_CLASSES 10
#define GRADUS_CIFAR_RECORD (1 + GRADUS_CIFAR_INPUTS)
#define GRADUS_CIFAR_SAMPLES 60000

/* The files of pictures, those for training first and that for tests last; and that of the names of
 * the kinds, without which they have those that are known. */
#define GRADUS_CIFAR_PARTS 6
extern const char *const gradus_cifar_parts[GRADUS_CIFAR_PARTS];
#define GRADUS_CIFAR_NAMES "batches.meta.txt"

/* Where CIFAR-10 is by itself: the first that is there of cifar-10-batches-bin and
 * cifar-10-binary.tar.gz in the folders gradus and datasets of the user's data, and in
 * /usr/share/datasets. NULL where there is none; free with g_free(). */
char *gradus_cifar_find (void);

/* All of the folder cifar-10-batches-bin, and all of an archive of it, packed by gzip or not, with
 * test_batch.bin as the test part. See data/reader.h for a single file. */
extern const GradusReader gradus_cifar_folder_reader;
extern const GradusReader gradus_cifar_archive_reader;

G_END_DECLS
