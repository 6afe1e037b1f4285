/* SPDX-License-Identifier: MIT */
#include "export/python-table.h"

#include <string.h>

#include "data/cifar.h"
#include "data/fashion.h"
#include "data/reader.h"
#include "export/python.h"
#include "export/python-text.h"

gboolean
gradus_python_table_open (GradusPythonTable *table, const GradusWeights *weights, GError **error)
{
  const GradusDataSpec *spec = &weights->experiment->data;
  g_autoptr (GradusRecords) records = NULL;

  table->preparation = weights->preparation;
  if (spec->generator != &gradus_file_generator) {
    table->is_by_name = TRUE;
    table->import = spec->generator->open (spec, error);
    table->reader =
        table->import ? gradus_reader_find (table->import->table->filename, error) : NULL;
    return table->reader != NULL;
  }
  table->reader = gradus_reader_find (spec->import->table->filename, error);
  if (table->reader)
    records = gradus_reader_load (spec->import->table->filename, &spec->import->table->hints, NULL,
                                  error);
  if (table->reader == &gradus_picture_folder_reader)
    return gradus_file_refuse (spec->import->table->filename, error,
                               "is a folder of pictures, which a script would scale otherwise; "
                               "save X and y in a .npz, or export the weights");
  if (records && records->is_converted && table->reader != &gradus_npz_reader)
    return gradus_file_refuse (records->filename, error,
                               "has texts, which a script would not read as Gradus does; save X "
                               "and y in a .npz, or export the weights");
  if (records)
    table->import = gradus_import_new (records, &spec->import->choice, error);
  if (!table->import) {
    g_prefix_error (error, "the script reads the data anew, and ");
    return FALSE;
  }
  return (table->import->n_inputs == weights->preparation->n_inputs &&
          table->import->n_targets == weights->preparation->n_outputs) ||
         gradus_file_refuse (
             records->filename, error,
             "has %u inputs and %u outputs now, but the network was made for %u and %u; "
             "the script needs the file as it was",
             table->import->n_inputs, table->import->n_targets, weights->preparation->n_inputs,
             weights->preparation->n_outputs);
}

void
gradus_python_table_clear (GradusPythonTable *table)
{
  g_clear_pointer (&table->import, gradus_import_unref);
}

/* Of these the program has texts, of the others numbers. */
static gboolean
has_texts (const GradusPythonTable *table)
{
  return table->import->table->is_text || table->reader == &gradus_arff_reader;
}

static gboolean
is_fashion (const GradusPythonTable *table)
{
  return table->reader == &gradus_fashion_reader;
}

/* Any of what CIFAR-10 comes in: a file, all of them, or their archive. */
static gboolean
is_cifar (const GradusPythonTable *table)
{
  return table->reader == &gradus_cifar_reader || table->reader == &gradus_cifar_folder_reader ||
         table->reader == &gradus_cifar_archive_reader;
}

static const GradusColumn *
get_column (const GradusPythonTable *table, guint column)
{
  return gradus_records_get_column (table->import->table, column);
}

/* -- Where the files are ----------------------------------------------------------------------- */

static void
append_find (const GradusPythonTable *table, GPtrArray *parts)
{
  GString *code =
      gradus_code_parts_begin (parts, "The data lie beside this program, or where Gradus read "
                                      "them; they may be packed by gzip.");
  const char *filename = table->import->table->filename;
  g_autofree char *absolute = g_canonicalize_filename (filename, NULL);
  g_autofree char *folder = is_fashion (table) || table->reader == &gradus_cifar_folder_reader
                                ? g_strdup (absolute)
                                : g_path_get_dirname (absolute);

  g_string_append (code, "folders = [folder, Path(");
  gradus_python_append_text (code, folder);
  g_string_append (
      code, ")]\n\n\ndef read(*names):  # the bytes of the first that is there\n"
            "    for path in [folder / name for folder in folders for name in names]:\n"
            "        if path.exists():\n"
            "            contents = path.read_bytes()\n"
            "            return gzip.decompress(contents) if contents[:2] == b\"\\x1f\\x8b\" else "
            "contents\n"
            "    sys.exit(f\"{names[0]} is not there; put it beside this program\")\n");
}

/* -- Arrays ------------------------------------------------------------------------------------ */

/* The other half of a pair of IDX files has MNIST's name. */
static char *
name_half (const char *name, gboolean are_labels)
{
  static const char *const halves[2][2] = { { "images", "labels" }, { "idx3", "idx1" } };
  g_autoptr (GString) other = g_string_new (name);

  for (guint i = 0; i < G_N_ELEMENTS (halves); i++)
    g_string_replace (other, halves[i][!are_labels], halves[i][are_labels], 0);
  return g_string_free (g_steal_pointer (&other), FALSE);
}

static void
append_read_half (GString *code, const char *name)
{
  g_autofree char *other = g_str_has_suffix (name, ".gz")
                               ? g_strndup (name, strlen (name) - strlen (".gz"))
                               : g_strconcat (name, ".gz", NULL);

  g_string_append (code, "read_idx(");
  gradus_python_append_text (code, name);
  g_string_append (code, ", ");
  gradus_python_append_text (code, other);
  g_string_append_c (code, ')');
}

static void
append_idx (GString *code, const char *const *names, guint n)
{
  static const char *const variables[] = { "images", "labels" };

  g_string_append (code, "def read_idx(*names):  # IDX: sizes, then bytes\n"
                         "    contents = read(*names)\n"
                         "    n = int.from_bytes(contents[4:8], \"big\")\n"
                         "    return np.frombuffer(contents, np.uint8, offset=4 + 4 * contents[3])"
                         ".reshape(n, -1)\n\n\n");
  for (guint are_labels = 0; are_labels < 2; are_labels++) {
    g_string_append_printf (code, n > 1 ? "%s = np.concatenate([" : "%s = ", variables[are_labels]);
    for (guint i = 0; i < n; i++) {
      g_autofree char *half = name_half (names[i], are_labels != 0);

      g_string_append (code, i > 0 ? ", " : "");
      append_read_half (code, half);
    }
    g_string_append (code, n > 1 ? "])\n" : "\n");
  }
}

static void
append_get_rows (const GradusPythonTable *table, GString *code)
{
  const GArray *blocks = table->import->table->blocks;
  gboolean has_any = FALSE;

  for (guint i = 0; i < blocks->len; i++)
    has_any = has_any || g_array_index (blocks, GradusRecordsBlock, i).is_texts;
  g_string_append (code,
                   "\n\ndef get_rows(*names):  # of an array, and of that for testing\n"
                   "    rows = [array[name].reshape(len(array[name]), -1) for name in names]\n"
                   "    rows = np.concatenate(rows)\n"
                   "    is_bytes = rows.dtype.kind == \"S\"\n"
                   "    return np.char.decode(rows, \"utf-8\", \"replace\") if is_bytes else rows\n");
  if (!has_any)
    return;
  g_string_append (code, "\n\nMISSING = [\"\"]\n\n\n");
  g_string_append (code, gradus_python_text_classes);
}

/* The files for training, then that for tests. */
static void
append_cifar (const GradusPythonTable *table, GString *code, const char *name)
{
  const gboolean is_archive = table->reader == &gradus_cifar_archive_reader;

  if (table->reader == &gradus_cifar_reader) {
    g_string_append (code, "array = np.frombuffer(read(");
    gradus_python_append_text (code, name);
    g_string_append (code, "), np.uint8).reshape(-1, 3073)\n");
    return;
  }
  g_string_append (code, "names = [");
  for (guint i = 0; i < GRADUS_CIFAR_PARTS; i++)
    g_string_append_printf (code, "%s\"%s\"",
                            i == 0   ? ""
                            : i == 3 ? ",\n         "
                                     : ", ",
                            gradus_cifar_parts[i]);
  g_string_append (code, "]\n");
  if (is_archive) {
    g_string_append (code, "with tarfile.open(fileobj=io.BytesIO(read(");
    gradus_python_append_text (code, name);
    g_string_append (code, "))) as archive:\n"
                           "    files = {Path(file.name).name: file for file in archive}\n"
                           "    contents = [archive.extractfile(files[name]).read() for name in "
                           "names]\n");
  } else
    g_string_append (code, "contents = [read(name) for name in names]\n");
  g_string_append (code, "array = np.frombuffer(b\"\".join(contents), np.uint8)"
                         ".reshape(-1, 3073)\n");
}

static void
append_array_file (const GradusPythonTable *table, GPtrArray *parts, const char *name)
{
  const GradusReader *reader = table->reader;
  GString *code = gradus_code_parts_begin (parts, "The arrays, a row for each sample.");

  if (is_fashion (table)) {
    const char *const names[] = { "train-images-idx3-ubyte.gz", "t10k-images-idx3-ubyte.gz" };

    append_idx (code, names, table->import->table->n_test_rows > 0 ? 2 : 1);
    return;
  }
  if (reader == &gradus_idx_reader) {
    append_idx (code, &name, 1);
    return;
  }
  if (reader == &gradus_fann_reader) {
    g_string_append (code, "array = np.array(read(");
    gradus_python_append_text (code, name);
    g_string_append_printf (
        code, ").split()[3:]).astype(float).reshape(-1, %u)\n",
        g_array_index (table->import->table->blocks, GradusRecordsBlock, 0).n_columns);
    return;
  }
  if (is_cifar (table)) {
    append_cifar (table, code, name);
    return;
  }
  g_string_append (code, "array = np.load(io.BytesIO(read(");
  gradus_python_append_text (code, name);
  g_string_append (code, reader == &gradus_npy_reader
                             ? ")))\narray = array.reshape(len(array), -1)\n"
                             : ")))\n");
  if (reader == &gradus_npz_reader)
    append_get_rows (table, code);
}

static const GradusRecordsBlock *
get_block (const GradusPythonTable *table, const GradusColumn *column)
{
  return &g_array_index (table->import->table->blocks, GradusRecordsBlock, column->block);
}

/* Whether the program has texts in a column of classes, and not the numbers of classes. */
static gboolean
is_of_texts (const GradusPythonTable *table, const GradusColumn *column)
{
  return column->classes && (has_texts (table) || get_block (table, column)->is_texts);
}

static void
append_named_array (GString *code, const GradusRecordsBlock *block)
{
  g_string_append (code, "get_rows(");
  gradus_python_append_text (code, block->array);
  if (block->test_array) {
    g_string_append (code, ", ");
    gradus_python_append_text (code, block->test_array);
  }
  g_string_append (code, block->is_one_hot ? ").argmax(1)[:, None]" : ")");
}

/* Appends the array in which the cells of a column lie. */
static void
append_array (const GradusPythonTable *table, GString *code, const GradusColumn *column)
{
  const GradusRecordsBlock *block = get_block (table, column);

  if (has_texts (table))
    g_string_append (code, "table");
  else if (is_fashion (table) || table->reader == &gradus_idx_reader)
    g_string_append (code, column->block == 0 ? "images" : "labels");
  else if (table->reader == &gradus_fann_reader && column->block > 0)
    g_string_append_printf (code, "array[:, -%u:].argmax(1)[:, None]", column->classes->len);
  else if (block->array)
    append_named_array (code, block);
  else
    g_string_append (code, "array");
}

/* -- Columns ----------------------------------------------------------------------------------- */

/* How many of the inputs from number `first` on are numbers of one array, written alike. */
static guint
find_run (const GradusPythonTable *table, guint first)
{
  const GArray *columns = table->import->columns;
  const GradusColumn *begin = get_column (table, g_array_index (columns, guint, first));
  guint n = 1;

  for (; first + n < columns->len; n++) {
    const GradusColumn *column = get_column (table, g_array_index (columns, guint, first + n));

    if (column->classes || column->block != begin->block ||
        !gradus_python_text_are_alike (column, begin))
      break;
  }
  return n;
}

/* "[:, 0:3]", or "[:, [0, 2, 5]]" where they do not lie side by side, or nothing where they are
 * all. */
static void
append_places (const GradusPythonTable *table, GString *code, guint first, guint n)
{
  const GArray *columns = table->import->columns;
  const GradusColumn *begin = get_column (table, g_array_index (columns, guint, first));
  gboolean is_slice = TRUE;

  for (guint i = 1; i < n; i++)
    is_slice = is_slice &&
               get_column (table, g_array_index (columns, guint, first + i))->at == begin->at + i;
  if (is_slice && n < get_block (table, begin)->n_columns)
    g_string_append_printf (code, "[:, %u:%u]", begin->at, begin->at + n);
  if (is_slice)
    return;
  g_string_append (code, "[:, [");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (code, "%s%u",
                            i == 0        ? ""
                            : i % 20 == 0 ? ",\n        "
                                          : ", ",
                            get_column (table, g_array_index (columns, guint, first + i))->at);
  g_string_append (code, "]]");
}

static void
append_classes_input (const GradusPythonTable *table, GString *code, const GradusColumn *column)
{
  if (!is_of_texts (table, column)) {
    g_string_append_printf (code, "np.eye(%u)[", column->classes->len);
    append_array (table, code, column);
    g_string_append_printf (code, "[:, %u]]", column->at);
    return;
  }
  g_string_append (code, "to_classes(");
  append_array (table, code, column);
  g_string_append_printf (code, "[:, %u], ", column->at);
  gradus_python_append_texts (code, column->classes);
  g_string_append_c (code, ')');
}

static void
append_numbers (const GradusPythonTable *table, GString *code, guint first, guint n)
{
  const GradusColumn *column =
      get_column (table, g_array_index (table->import->columns, guint, first));

  g_string_append (code, has_texts (table) ? "to_numbers(" : "");
  append_array (table, code, column);
  append_places (table, code, first, n);
  if (!has_texts (table))
    return;
  gradus_python_text_append_numerals (code, &column->numerals);
  g_string_append_c (code, ')');
}

/* The names are worth reading where there are few. */
static void
append_names (const GradusPythonTable *table, GString *code, guint first, guint n)
{
  g_string_append (code, ",  # ");
  for (guint i = 0; i < MIN (n, 8); i++) {
    g_autofree char *name = g_strdelimit (
        g_strdup (
            get_column (table, g_array_index (table->import->columns, guint, first + i))->name),
        "\n\r", ' ');

    g_string_append_printf (code, "%s%s", i > 0 ? ", " : "", name);
  }
  g_string_append (code, n > 8 ? " ...\n" : "\n");
}

static void
append_inputs (const GradusPythonTable *table, GString *code)
{
  const GArray *columns = table->import->columns;
  guint n;

  g_string_append (code, "raw = np.hstack([\n");
  for (guint i = 0; i < columns->len; i += n) {
    const GradusColumn *column = get_column (table, g_array_index (columns, guint, i));

    g_string_append (code, "    ");
    n = column->classes ? 1 : find_run (table, i);
    if (column->classes)
      append_classes_input (table, code, column);
    else
      append_numbers (table, code, i, n);
    append_names (table, code, i, n);
  }
  g_string_append (code, "])\n");
}

static void
append_class_list (const GradusPythonTable *table, GString *code)
{
  const GArray *values = table->import->class_values;

  g_string_append (code, "classes = ");
  if (is_of_texts (table, get_column (table, table->import->target))) {
    gradus_python_append_texts (code, table->import->class_names);
    g_string_append_c (code, '\n');
    return;
  }
  g_string_append_c (code, '[');
  for (guint i = 0; i < values->len; i++) {
    g_string_append (code, i > 0 ? ", " : "");
    gradus_python_append_float (code, g_array_index (values, float, i));
  }
  g_string_append (code, "]\n");
}

/* Two classes are one number, 0 or 1; more have an output each. */
static void
append_target (const GradusPythonTable *table, GString *code)
{
  const GradusImport *import = table->import;
  const GradusColumn *column = get_column (table, import->target);
  const gboolean is_text = is_of_texts (table, column);

  g_string_append (code, has_texts (table) && !is_text ? "target = to_numbers(" : "target = ");
  append_array (table, code, column);
  g_string_append_printf (code, "[:, %u:%u]", column->at, column->at + 1);
  if (!has_texts (table) && !is_text)
    g_string_append (code, ".astype(np.float32)");
  else if (has_texts (table) && !is_text) {
    gradus_python_text_append_numerals (code, &column->numerals);
    g_string_append_c (code, ')');
  }
  g_string_append_c (code, '\n');
  if (import->n_dropped > 0)
    g_string_append_printf (code, "is_whole = %s  # samples without a target, or with gaps\n",
                            is_text ? "np.array([cell not in MISSING for cell in "
                                      "target[:, 0]])"
                                    : "~np.isnan(target[:, 0])");
  if (import->n_dropped > 0 && import->choice.missing == GRADUS_MISSING_DROP)
    g_string_append (code, "is_whole &= ~np.isnan(raw).any(1)\n");
  if (import->n_dropped > 0)
    g_string_append (code, "raw, target = raw[is_whole], target[is_whole]  # are left out\n");
  if (gradus_python_table_has_test (table))
    g_string_append_printf (code, "n_test = %u  # the last samples: the file says so\n",
                            gradus_import_count_given_tests (import));
  if (import->is_regression) {
    g_string_append (code, "y = target\n");
    return;
  }
  append_class_list (table, code);
  g_string_append (code, import->n_targets > 1 ? "y = target == np.array(classes)\n"
                                               : "y = target == classes[1]\n");
}

gboolean
gradus_python_table_has_test (const GradusPythonTable *table)
{
  return table->import && gradus_import_count_given_tests (table->import) > 0;
}

/* Of data by name there may be more than are taken: for training, for tests. */
static void
append_rows (const GradusPythonTable *table, GString *code)
{
  const GradusRecords *records = table->import->table;
  const guint n_test = gradus_import_count_given_tests (table->import),
              n_training = table->import->rows->len - n_test,
              first_test = records->n_rows - records->n_test_rows;

  if (table->is_by_name && table->import->rows->len < records->n_rows)
    g_string_append_printf (code, "rows = np.r_[:%u, %u:%u]\nraw, y = raw[rows], y[rows]\n",
                            n_training, first_test, first_test + n_test);
}

void
gradus_python_table_append (const GradusPythonTable *table, GPtrArray *parts)
{
  const GradusRecords *records = table->import->table;
  g_autofree char *name = g_path_get_basename (records->filename);
  GString *code;

  append_find (table, parts);
  if (has_texts (table))
    gradus_python_text_append (parts, records, table->reader, name);
  else
    append_array_file (table, parts, name);
  code = gradus_code_parts_begin (parts, "Inputs and target are chosen from the columns.");
  append_inputs (table, code);
  append_target (table, code);
  append_rows (table, code);
}

/* -- Gaps -------------------------------------------------------------------------------------- */

/* As in data/import-samples.c: a picture has one number for all of its pixels. */
void
gradus_python_table_append_filling (const GradusPythonTable *table, GString *code,
                                    const char *training)
{
  const GradusImport *import = table->import;
  guint at = 0;

  if (import->n_filled == 0)
    return;
  if (import->picture.width > 0) {
    g_string_append_printf (code, "filling = %s%s%s\n",
                            import->choice.scaling == GRADUS_SCALING_NONE ? "0" : "np.nanmean(",
                            import->choice.scaling == GRADUS_SCALING_NONE ? "" : training,
                            import->choice.scaling == GRADUS_SCALING_NONE ? "" : ")");
  } else {
    g_string_append_printf (code, "filling = np.nan_to_num(np.nanmean(%s.astype(float), axis=0))\n",
                            training);
    for (guint i = 0; i < import->columns->len; i++) {
      const GradusColumn *column = get_column (table, g_array_index (import->columns, guint, i));
      const guint n = column->classes ? column->classes->len : 1;

      if (column->classes && column->n_missing > 0)
        g_string_append_printf (
            code, "filling[%u:%u] = np.eye(%u)[filling[%u:%u].argmax()]  # the most frequent one\n",
            at, at + n, n, at, at + n);
      at += n;
    }
  }
  g_string_append (code, "raw = np.where(np.isnan(raw), filling, raw).astype(np.float32)\n");
}
