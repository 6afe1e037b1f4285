/* SPDX-License-Identifier: MIT */

/* A folder of pictures, one folder in it for each class, as people sort their photographs. */
#include "data/escape.h"
#include "data/picture-file.h"
#include "data/reader.h"

/* What is being read. */
typedef struct {
  const char *folder;
  guint side, n_channels;
  GradusLoading *loading;
  GPtrArray *classes; /* of texts, and where a NULL ends them */
  GByteArray *pixels; /* (pictures, channels, side, side) */
  GArray *labels;     /* of float */
  guint n_left_out;   /* files that are no pictures by their names */
} Reading;

static void
clear_reading (Reading *reading)
{
  g_ptr_array_unref (reading->classes);
  g_byte_array_unref (reading->pixels);
  g_array_unref (reading->labels);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, clear_reading)

static gboolean
is_picture (const char *name)
{
  static const char *const suffixes[] = { ".png", ".jpg", ".jpeg" };
  g_autofree char *lower = g_ascii_strdown (name, -1);
  gboolean is_one = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    is_one = is_one || g_str_has_suffix (lower, suffixes[i]);
  return is_one;
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The names in a folder in their order, as folders have none; hidden ones do not count. */
static GPtrArray *
list_folder (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while (files && (name = g_dir_read_name (files))) {
    if (name[0] != '.')
      g_ptr_array_add (names, g_strdup (name));
  }
  g_ptr_array_sort (names, compare_names);
  return names;
}

static gboolean
has_pictures (const char *folder)
{
  g_autoptr (GPtrArray) names = list_folder (folder);

  for (guint i = 0; i < names->len; i++) {
    if (is_picture (g_ptr_array_index (names, i)))
      return TRUE;
  }
  return FALSE;
}

static gboolean
recognises_picture_folder (const char *folder, const guint8 *head, gsize n)
{
  g_autoptr (GPtrArray) names = list_folder (folder);

  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR) && has_pictures (path))
      return TRUE;
  }
  return FALSE;
}

char *
gradus_picture_folder_find (const char *picture)
{
  g_autofree char *class = g_path_get_dirname (picture), *folder = g_path_get_dirname (class);

  return is_picture (picture) && recognises_picture_folder (folder, NULL, 0)
             ? g_steal_pointer (&folder)
             : NULL;
}

static gboolean
read_picture (Reading *reading, const char *path, GError **error)
{
  g_autofree guint8 *levels =
      gradus_picture_file_read (path, reading->side, reading->side, reading->n_channels,
                                "mend it, or take it out of the folder", error);
  const float label = (float) reading->classes->len - 1;

  if (!levels)
    return FALSE;
  g_byte_array_append (reading->pixels, levels,
                       reading->side * reading->side * reading->n_channels);
  g_array_append_val (reading->labels, label);
  return reading->pixels->len <= GRADUS_RECORDS_MAX_BYTES ||
         gradus_file_refuse (reading->folder, error,
                             "has more than 2 GiB of pictures at this size; ask for a smaller one");
}

/* -- The folders ------------------------------------------------------------------------------- */

/* A folder in which no file is called as a picture is no class. */
static gboolean
read_class (Reading *reading, const char *name, GError **error)
{
  g_autofree char *folder = g_build_filename (reading->folder, name, NULL);
  g_autoptr (GPtrArray) files = NULL;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR) || !has_pictures (folder)) {
    reading->n_left_out++;
    return TRUE;
  }
  files = list_folder (folder);
  g_ptr_array_add (reading->classes, gradus_escape_filename (name));
  for (guint i = 0; i < files->len; i++) {
    const char *file = g_ptr_array_index (files, i);
    g_autofree char *path = g_build_filename (folder, file, NULL);

    if (g_cancellable_set_error_if_cancelled (
            reading->loading ? reading->loading->cancellable : NULL, error))
      return FALSE;
    if (!is_picture (file))
      reading->n_left_out++;
    else if (!read_picture (reading, path, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_classes (const Reading *reading, GError **error)
{
  if (reading->classes->len < 2)
    return gradus_file_refuse (reading->folder, error,
                               "has pictures in one folder only; put those of each class in a "
                               "folder of their own");
  return reading->classes->len <= GRADUS_RECORDS_MAX_CLASSES ||
         gradus_file_refuse (reading->folder, error,
                             "has %u folders of pictures; give at most %d classes",
                             reading->classes->len, GRADUS_RECORDS_MAX_CLASSES);
}

static GradusRecords *
make_picture_table (Reading *reading)
{
  GradusRecords *table = gradus_records_new (reading->folder);
  const guint n_pixels = reading->side * reading->side * reading->n_channels;

  table->format = g_strdup_printf (GRADUS_FORMAT_OF_FOLDER ", %u × %u, %s", reading->side,
                                   reading->side, reading->n_channels > 1 ? "in colour" : "grey");
  if (reading->n_left_out > 0) {
    char *more =
        g_strdup_printf ("%s (other files left out: %u)", table->format, reading->n_left_out);

    g_free (table->format);
    table->format = more;
  }
  table->n_rows = reading->labels->len;
  table->picture = (GradusPictureLayout){ reading->side, reading->side, reading->n_channels, TRUE };
  gradus_records_add_block (table, n_pixels, TRUE,
                            g_memdup2 (reading->pixels->data, reading->pixels->len));
  gradus_records_add_columns (table, "pixel", n_pixels);
  gradus_records_add_block (
      table, 1, FALSE, g_memdup2 (reading->labels->data, reading->labels->len * sizeof (float)));
  gradus_records_add_columns (table, "class", 1);
  table->target = (int) n_pixels;
  g_ptr_array_add (reading->classes, NULL);
  gradus_records_name_classes (table, n_pixels, (const char *const *) reading->classes->pdata);
  return table;
}

static GradusRecords *
read_picture_folder (const char *folder, const GradusHints *hints, GradusLoading *loading,
                     GError **error)
{
  g_autoptr (GPtrArray) names = list_folder (folder);
  g_auto (Reading) reading = { .folder = folder,
                               .side = hints->side ? hints->side : GRADUS_HINTS_SIDE,
                               .n_channels = hints->is_grey ? 1 : 3,
                               .loading = loading,
                               .classes = g_ptr_array_new_with_free_func (g_free),
                               .pixels = g_byte_array_new (),
                               .labels = g_array_new (FALSE, FALSE, sizeof (float)) };

  if (reading.side * reading.side * reading.n_channels >= GRADUS_RECORDS_MAX_COLUMNS) {
    gradus_file_refuse (folder, error,
                        "would make %u inputs a picture at %u × %u; ask for less than %d",
                        reading.side * reading.side * reading.n_channels, reading.side,
                        reading.side, GRADUS_RECORDS_MAX_COLUMNS);
    return NULL;
  }
  for (guint i = 0; i < names->len; i++) {
    if (!read_class (&reading, g_ptr_array_index (names, i), error))
      return NULL;
    gradus_loading_report (loading, 1000 * (i + 1) / names->len);
  }
  return check_classes (&reading, error) ? make_picture_table (&reading) : NULL;
}

const GradusReader gradus_picture_folder_reader = { "Pictures in folders",
                                                    recognises_picture_folder,
                                                    read_picture_folder };
