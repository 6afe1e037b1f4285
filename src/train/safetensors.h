/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* GradusSafetensors: a safetensors file (github.com/huggingface/safetensors) that was read, as
 * strictly as by its own loader and more so: a header of at most 100 MB of UTF-8 without a key
 * twice; tensors that lie behind each other without a hole or an overlap, to the file's last byte.
 * Numbers need not be aligned. */
#define GRADUS_SAFETENSORS_MAX_HEADER 100000000
#define GRADUS_SAFETENSORS_MAX_DIMENSIONS 8
#define GRADUS_SAFETENSORS_MAX_BYTES (G_GUINT64_CONSTANT (8) << 30)

typedef enum {
  GRADUS_NUMBERS_F32,
  GRADUS_NUMBERS_F64,
  GRADUS_NUMBERS_F16,
  GRADUS_NUMBERS_BF16,
  GRADUS_NUMBERS_OTHER, /* whole numbers, truth values …: no weights */
} GradusNumbers;

typedef struct {
  char *name;
  char *type; /* as the file says: "F32" */
  GradusNumbers numbers;
  guint n_dimensions;
  guint64 shape[GRADUS_SAFETENSORS_MAX_DIMENSIONS];
  gsize n_items;
  gsize start, end; /* of its bytes, behind the header */
} GradusSafetensor;

typedef struct {
  GBytes *bytes;        /* the whole file */
  gsize numbers;        /* where what is behind the header begins */
  GPtrArray *tensors;   /* GradusSafetensor, in the order of their bytes */
  GHashTable *metadata; /* text by text */
} GradusSafetensors;

/* Takes a reference of the bytes. Fails with G_IO_ERROR_INVALID_DATA: what is wrong and what would
 * be right. */
GradusSafetensors *gradus_safetensors_read (GBytes *bytes, GError **error);

/* The same of a file; the error's message begins with its name. */
GradusSafetensors *gradus_safetensors_load (const char *filename, GError **error);
void gradus_safetensors_free (GradusSafetensors *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusSafetensors, gradus_safetensors_free)

/* NULL where there is none of that name. */
const GradusSafetensor *gradus_safetensors_find (const GradusSafetensors *file, const char *name);

gboolean gradus_safetensor_has_shape (const GradusSafetensor *tensor, guint n_axes,
                                      const guint *axes);

/* The numbers of a tensor, which is not of other ones than floats, rounded to float32:
 * (n_items). */
void gradus_safetensors_copy (const GradusSafetensors *file, const GradusSafetensor *tensor,
                              float *numbers);

G_END_DECLS
