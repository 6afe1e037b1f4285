/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "data/guess.h"
#include "data/idx.h"
#include "data/reader.h"

/* The type bytes of IDX. */
#define LOWEST_TYPE 0x08
#define HIGHEST_TYPE 0x0e

/* MNIST's names: "train-images-idx3-ubyte.gz" goes with "train-labels-idx1-ubyte.gz". */
static const char *const halves[2][2] = { { "images", "labels" }, { "idx3", "idx1" } };

static gboolean
recognises_idx (const char *filename, const guint8 *head, gsize n)
{
  return n >= 4 && head[0] == 0 && head[1] == 0 && head[2] >= LOWEST_TYPE &&
         head[2] <= HIGHEST_TYPE && head[3] > 0;
}

/* A copy of the text with the last occurrence of `word` replaced; NULL if there is none. */
static char *
replace_last (const char *text, const char *word, const char *other)
{
  const char *at = g_strrstr (text, word);

  return at ? g_strdup_printf ("%.*s%s%s", (int) (at - text), text, other, at + strlen (word))
            : NULL;
}

/* The name of the other file of the pair; NULL if the name does not follow MNIST's. */
static char *
name_other (const char *filename, gboolean are_labels)
{
  const guint from = are_labels ? 1 : 0;
  g_autofree char *folder = g_path_get_dirname (filename);
  g_autofree char *name = g_path_get_basename (filename);
  g_autofree char *other = replace_last (name, halves[0][from], halves[0][!from]);
  g_autofree char *both = other ? replace_last (other, halves[1][from], halves[1][!from]) : NULL;

  return other ? g_build_filename (folder, both ? both : other, NULL) : NULL;
}

/* Takes the other file with or without .gz, whichever is there. */
static char *
find_other (const char *filename, gboolean are_labels)
{
  g_autofree char *name = name_other (filename, are_labels);

  if (!name || g_file_test (name, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&name);
  if (g_str_has_suffix (name, ".gz"))
    return g_strndup (name, strlen (name) - strlen (".gz"));
  return g_strconcat (name, ".gz", NULL);
}

/* Loads both files; `filename` may be either, and the other one's name is put in `beside`. */
static gboolean
load_pair (const char *filename, GradusLoading *loading, GradusIdx *images, GradusIdx *labels,
           char **beside, GError **error)
{
  g_auto (GradusIdx) first = { 0 };
  char *other;
  gboolean are_labels;

  if (!gradus_idx_load (&first, filename, loading, error))
    return FALSE;
  /* The content tells which half it is, since the file may be called anything. */
  are_labels = first.n_dimensions == 1;
  *beside = other = find_other (filename, are_labels);
  if (!other || !g_file_test (other, G_FILE_TEST_EXISTS))
    return gradus_file_refuse (
        filename, error,
        "has %s, but there are no %s beside it; put them there under MNIST's names (%s and %s)",
        are_labels ? "labels" : "pictures", are_labels ? "pictures" : "labels",
        "…-images-idx3-ubyte", "…-labels-idx1-ubyte");
  *(are_labels ? labels : images) = first;
  first = (GradusIdx){ 0 };
  return gradus_idx_load (are_labels ? images : labels, other, loading, error);
}

static gboolean
check_pair (const char *filename, const GradusIdx *images, const GradusIdx *labels, GError **error)
{
  if (images->n_dimensions < 2 || labels->n_dimensions != 1)
    return gradus_file_refuse (filename, error,
                               "pictures of %u dimensions go with labels of %u; give 2 to 4 and 1",
                               images->n_dimensions, labels->n_dimensions);
  if (images->dimensions[0] != labels->dimensions[0])
    return gradus_file_refuse (filename, error,
                               "%u pictures go with %u labels; give as many of both",
                               images->dimensions[0], labels->dimensions[0]);
  if (images->n_bytes / images->dimensions[0] >= GRADUS_RECORDS_MAX_COLUMNS)
    return gradus_file_refuse (
        filename, error, "a picture has %" G_GSIZE_FORMAT " bytes; give pictures of less than %d",
        images->n_bytes / images->dimensions[0], GRADUS_RECORDS_MAX_COLUMNS);
  return TRUE;
}

static GradusPictureLayout
find_shape (const GradusIdx *images)
{
  const guint n_channels = images->n_dimensions == 4 ? images->dimensions[3] : 1;

  if (images->n_dimensions < 3 || (n_channels != 1 && n_channels != 3))
    return (GradusPictureLayout){ 0 };
  return (GradusPictureLayout){ images->dimensions[2], images->dimensions[1], n_channels, FALSE };
}

static GradusRecords *
read_idx (const char *filename, const GradusHints *hints, GradusLoading *loading, GError **error)
{
  g_auto (GradusIdx) images = { 0 }, labels = { 0 };
  g_autofree char *beside = NULL;
  GradusRecords *table;
  guint n_pixels;

  if (!load_pair (filename, loading, &images, &labels, &beside, error) ||
      !check_pair (filename, &images, &labels, error))
    return NULL;
  table = gradus_records_new (filename);
  table->beside = g_steal_pointer (&beside);
  table->format = g_strdup ("IDX, pictures and labels");
  table->n_rows = images.dimensions[0];
  table->picture = find_shape (&images);
  n_pixels = (guint) (images.n_bytes / table->n_rows);
  gradus_records_add_block (table, n_pixels, TRUE, g_steal_pointer (&images.bytes));
  gradus_records_add_columns (table, "pixel", n_pixels);
  gradus_records_add_block (table, 1, TRUE, g_steal_pointer (&labels.bytes));
  gradus_records_add_columns (table, "label", 1);
  table->target = (int) table->columns->len - 1;
  gradus_records_guess (table);
  return table;
}

const GradusReader gradus_idx_reader = { "IDX", recognises_idx, read_idx };
