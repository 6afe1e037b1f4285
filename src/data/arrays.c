/* SPDX-License-Identifier: MIT */
#include "data/arrays.h"

#include <math.h>
#include <string.h>

#include "data/guess.h"

/* Which samples an array is of, as its name says: "x_train", "test_labels". */
typedef enum {
  PART_WHOLE,
  PART_TRAINING,
  PART_TEST,
  PART_VALIDATION,
} Part;

/* An array of the file. */
typedef struct {
  char *name;
  char *test_name; /* of the array whose rows were appended; NULL: none */
  Part part;
  char *stem; /* its name without the word for the part: "x" */
  GradusNpy npy;
} Item;

struct _GradusArrays {
  char *filename;
  GArray *items;     /* of Item */
  GString *left_out; /* "a (is a single number)"; empty: nothing is */
};

static void
clear_item (gpointer data)
{
  Item *item = data;

  g_free (item->name);
  g_free (item->test_name);
  g_free (item->stem);
  gradus_npy_clear (&item->npy);
}

GradusArrays *
gradus_arrays_new (const char *filename)
{
  GradusArrays *arrays = g_new (GradusArrays, 1);

  *arrays = (GradusArrays){ g_strdup (filename), g_array_new (FALSE, TRUE, sizeof (Item)),
                            g_string_new (NULL) };
  g_array_set_clear_func (arrays->items, clear_item);
  return arrays;
}

void
gradus_arrays_free (GradusArrays *arrays)
{
  g_free (arrays->filename);
  g_array_unref (arrays->items);
  g_string_free (arrays->left_out, TRUE);
  g_free (arrays);
}

void
gradus_arrays_leave_out (GradusArrays *arrays, const char *name, const char *reason)
{
  g_string_append_printf (arrays->left_out, "%s%s (%s)", arrays->left_out->len > 0 ? ", " : "",
                          name, reason);
}

/* Words as people part a name into them: "x_train", "testLabels", "X.test". */
static gboolean
find_part_word (const char *name, const char *word, gsize *at)
{
  const gsize n = strlen (word);

  for (gsize i = 0; name[i]; i++) {
    const gboolean begins = i == 0 || !g_ascii_isalpha (name[i - 1]) ||
                            (g_ascii_isupper (name[i]) && g_ascii_islower (name[i - 1]));

    if (!begins || g_ascii_strncasecmp (name + i, word, n) != 0 || g_ascii_islower (name[i + n]))
      continue;
    *at = i;
    return TRUE;
  }
  return FALSE;
}

static void
find_part (Item *item)
{
  static const struct {
    const char *word;
    Part part;
  } words[] = { { "training", PART_TRAINING },     { "train", PART_TRAINING },
                { "testing", PART_TEST },          { "test", PART_TEST },
                { "validation", PART_VALIDATION }, { "valid", PART_VALIDATION },
                { "val", PART_VALIDATION },        { "dev", PART_VALIDATION } };
  gsize at;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autofree char *rest = NULL;

    if (!find_part_word (item->name, words[i].word, &at))
      continue;
    rest =
        g_strdup_printf ("%.*s%s", (int) at, item->name, item->name + at + strlen (words[i].word));
    item->part = words[i].part;
    item->stem = g_ascii_strdown (g_strdelimit (rest, "_-. ", ' '), -1);
    g_strstrip (item->stem);
    return;
  }
  item->stem = g_ascii_strdown (item->name, -1);
}

void
gradus_arrays_add (GradusArrays *arrays, const char *name, GradusNpy *npy)
{
  Item item = { g_strdup (name), NULL, PART_WHOLE, NULL, *npy };

  *npy = (GradusNpy){ 0 };
  find_part (&item);
  g_array_append_val (arrays->items, item);
}

gboolean
gradus_arrays_is_empty (const GradusArrays *arrays)
{
  return arrays->items->len == 0;
}

static Item *
get_item (const GradusArrays *arrays, guint i)
{
  return &g_array_index (arrays->items, Item, i);
}

static void
remove_item (GradusArrays *arrays, guint i, const char *reason)
{
  gradus_arrays_leave_out (arrays, get_item (arrays, i)->name, reason);
  g_array_remove_index (arrays->items, i);
}

/* -- A test part ------------------------------------------------------------------------------- */

/* The array of the other part that goes with one of the training part; -1: there is none. */
static int
find_counterpart (const GradusArrays *arrays, const Item *item, Part part)
{
  for (guint i = 0; i < arrays->items->len; i++) {
    const Item *other = get_item (arrays, i);

    if (other->part == part && g_str_equal (other->stem, item->stem) &&
        other->npy.n_columns == item->npy.n_columns &&
        other->npy.n_dimensions == item->npy.n_dimensions && !other->npy.texts == !item->npy.texts)
      return (int) i;
  }
  return -1;
}

/* The part that is the test data: that of a name with "test", else that for validation; WHOLE: the
 * file gives none, or not of every training array. */
static Part
find_test_part (const GradusArrays *arrays)
{
  for (Part part = PART_TEST; part <= PART_VALIDATION; part++) {
    guint n = 0, n_found = 0;

    for (guint i = 0; i < arrays->items->len; i++) {
      const Item *item = get_item (arrays, i);

      n += item->part == PART_TRAINING;
      n_found += item->part == PART_TRAINING && find_counterpart (arrays, item, part) >= 0;
    }
    if (n > 0 && n_found == n)
      return part;
  }
  return PART_WHOLE;
}

static double
get_cell (const GradusNpy *npy, gsize i)
{
  return npy->is_bytes ? ((const guint8 *) npy->cells)[i]
                       : (double) ((const float *) npy->cells)[i];
}

/* The number that a class of one array has in the other one, which gets it if it has not. */
static double
translate_text (GradusNpy *npy, const GradusNpy *other, double value)
{
  const char *text;
  guint at;

  if (isnan (value))
    return value;
  text = g_ptr_array_index (other->texts, (guint) value);
  if (!g_ptr_array_find_with_equal_func (npy->texts, text, g_str_equal, &at)) {
    at = npy->texts->len;
    g_ptr_array_add (npy->texts, g_strdup (text));
  }
  return at;
}

/* Appends the rows of another array; both have as many columns. */
static void
append_rows (GradusNpy *npy, const GradusNpy *other)
{
  const gsize n = npy->dimensions[0] * npy->n_columns,
              n_more = other->dimensions[0] * other->n_columns;
  const gboolean are_bytes = npy->is_bytes && other->is_bytes;
  gpointer cells = g_malloc ((n + n_more) * (are_bytes ? 1 : sizeof (float)));

  for (gsize i = 0; i < n + n_more; i++) {
    double value = i < n ? get_cell (npy, i) : get_cell (other, i - n);

    if (i >= n && npy->texts)
      value = translate_text (npy, other, value);
    if (are_bytes)
      ((guint8 *) cells)[i] = (guint8) value;
    else
      ((float *) cells)[i] = (float) value;
  }
  g_free (npy->cells);
  npy->cells = cells;
  npy->is_bytes = are_bytes;
  npy->is_whole = npy->is_whole && other->is_whole;
  npy->dimensions[0] += other->dimensions[0];
}

/* Puts the test part behind the training part. Returns its number of rows. */
static guint64
join_parts (GradusArrays *arrays)
{
  const Part part = find_test_part (arrays);
  guint64 n_rows = 0;

  for (guint i = 0; i < arrays->items->len && part != PART_WHOLE; i++) {
    Item *item = get_item (arrays, i);
    int other;

    if (item->part != PART_TRAINING)
      continue;
    other = find_counterpart (arrays, item, part);
    n_rows = get_item (arrays, (guint) other)->npy.dimensions[0];
    item->test_name = g_strdup (get_item (arrays, (guint) other)->name);
    append_rows (&item->npy, &get_item (arrays, (guint) other)->npy);
    g_array_remove_index (arrays->items, (guint) other);
    if ((guint) other < i)
      i--;
  }
  for (guint i = arrays->items->len; part != PART_WHOLE && i-- > 0;) {
    if (get_item (arrays, i)->part != PART_TRAINING && get_item (arrays, i)->part != PART_WHOLE)
      remove_item (arrays, i, "another part of the data");
  }
  return n_rows;
}

/* -- Inputs and target ------------------------------------------------------------------------- */

/* The largest array has the inputs, so its rows are the samples. */
static const Item *
find_largest_array (const GradusArrays *arrays)
{
  const Item *largest = get_item (arrays, 0);

  for (guint i = 1; i < arrays->items->len; i++) {
    const Item *item = get_item (arrays, i);

    if (item->npy.dimensions[0] * item->npy.n_columns >
        largest->npy.dimensions[0] * largest->npy.n_columns)
      largest = item;
  }
  return largest;
}

static gboolean
is_named_target (const Item *item)
{
  static const char *const words[] = { "label", "target", "class", "kind" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (strstr (item->stem, words[i]))
      return TRUE;
  }
  return item->stem[0] == 'y' && !g_ascii_isalpha (item->stem[1]);
}

/* A target is a single column of whole numbers or of texts, or one whose name says so. */
static gboolean
is_target (const Item *item)
{
  return is_named_target (item) ||
         (item->npy.n_columns == 1 && (item->npy.is_whole || item->npy.texts));
}

/* Names, as of classes, beside numbers that count them. */
static gboolean
are_names (const Item *item, guint64 n_rows)
{
  return item->npy.texts && item->npy.n_columns == 1 && item->npy.dimensions[0] != n_rows &&
         item->npy.texts->len == item->npy.dimensions[0];
}

/* What does not have as many rows is left out; but a target must have them. */
static gboolean
check_rows (GradusArrays *arrays, GError **error)
{
  const Item *largest = find_largest_array (arrays);
  const guint64 n_rows = largest->npy.dimensions[0];
  g_autofree char *inputs = g_strdup (largest->name);

  for (guint i = arrays->items->len; i-- > 0;) {
    const Item *item = get_item (arrays, i);
    g_autofree char *reason = NULL;

    if (item->npy.dimensions[0] == n_rows || are_names (item, n_rows))
      continue;
    if (is_named_target (item) && item->npy.dimensions[0] > 1 && !item->npy.texts)
      return gradus_file_refuse (arrays->filename, error,
                                 "%s has %" G_GUINT64_FORMAT " rows, but %s has %" G_GUINT64_FORMAT
                                 "; give as many of both",
                                 item->name, item->npy.dimensions[0], inputs, n_rows);
    reason = g_strdup_printf ("%" G_GUINT64_FORMAT " rows, but %s has %" G_GUINT64_FORMAT,
                              item->npy.dimensions[0], inputs, n_rows);
    remove_item (arrays, i, reason);
  }
  return TRUE;
}

/* A single 1 among 0 in each row says which class it is: the classes take the columns' place. */
static gboolean
take_one_hot (GradusNpy *npy)
{
  g_autofree float *classes = NULL;

  if (npy->n_dimensions != 2 || npy->n_columns < 2 || npy->texts)
    return FALSE;
  classes = g_new (float, npy->dimensions[0]);
  for (guint64 row = 0; row < npy->dimensions[0]; row++) {
    guint n_ones = 0;

    for (guint k = 0; k < npy->n_columns; k++) {
      const double cell = get_cell (npy, row * npy->n_columns + k);

      if (cell != 0 && cell != 1)
        return FALSE;
      n_ones += cell == 1;
      classes[row] = cell == 1 ? (float) k : classes[row];
    }
    if (n_ones != 1)
      return FALSE;
  }
  g_free (npy->cells);
  npy->cells = g_steal_pointer (&classes);
  npy->is_bytes = FALSE;
  npy->is_whole = TRUE;
  npy->n_columns = 1;
  npy->n_dimensions = 1;
  return TRUE;
}

static GradusColumn *
get_array_column (GradusRecords *table, guint i)
{
  return &g_array_index (table->columns, GradusColumn, i);
}

/* Of several columns the last is learnt, and none of the others may tell of it. */
static void
mark_target (GradusRecords *table, guint first)
{
  table->target = (int) table->columns->len - 1;
  for (guint i = first; i < (guint) table->target; i++)
    get_array_column (table, i)->left_out = GRADUS_LEFT_OUT_BY_FILE;
}

/* So that others can make the same of the file. */
static void
note_origin (GradusRecords *table, const Item *item, gboolean is_one_hot)
{
  GradusRecordsBlock *block =
      &g_array_index (table->blocks, GradusRecordsBlock, table->blocks->len - 1);

  block->array = g_strdup (item->name);
  block->test_array = g_strdup (item->test_name);
  block->is_one_hot = is_one_hot;
  block->is_texts = item->npy.texts != NULL;
}

/* The last target or picture found is taken where a file has several. */
static void
add_array (GradusRecords *table, Item *item)
{
  const guint first = table->columns->len;
  const gboolean is_one_hot = is_named_target (item) && take_one_hot (&item->npy);
  const GradusPictureLayout shape = gradus_npy_get_picture (&item->npy);
  const gboolean is_learnt = is_target (item);

  if (shape.width > 0)
    table->picture = shape;
  table->is_converted = table->is_converted || is_one_hot || item->npy.texts;
  gradus_records_add_block (table, item->npy.n_columns, item->npy.is_bytes,
                            g_steal_pointer (&item->npy.cells));
  note_origin (table, item, is_one_hot);
  gradus_records_add_columns (table, item->name, item->npy.n_columns);
  gradus_records_count_missing (table, first);
  for (guint i = first; item->npy.texts && i < table->columns->len; i++) {
    get_array_column (table, i)->kind = GRADUS_COLUMN_CLASSES;
    get_array_column (table, i)->classes = g_ptr_array_ref (item->npy.texts);
  }
  if (is_learnt)
    mark_target (table, first);
  if (is_one_hot)
    get_array_column (table, first)->is_label = TRUE;
}

/* As many as there are classes, as in sklearn's target_names. */
static gboolean
use_names (GradusRecords *table, const GradusNpy *names)
{
  const GradusColumn *target =
      table->target < 0 ? NULL : get_array_column (table, (guint) table->target);
  g_autoptr (GPtrArray) texts = g_ptr_array_copy (names->texts, NULL, NULL);
  double highest = -1;

  g_ptr_array_set_free_func (texts, NULL);
  g_ptr_array_add (texts, NULL);
  if (!target || target->classes || target->n_missing > 0)
    return FALSE;
  for (guint row = 0; row < table->n_rows; row++) {
    const double value = (double) gradus_records_get_value (table, row, (guint) table->target);

    if (value < 0 || value != floor (value))
      return FALSE;
    highest = MAX (highest, value);
  }
  if (highest + 1 > names->texts->len || highest + 2 < names->texts->len)
    return FALSE;
  gradus_records_name_classes (table, (guint) table->target, (const char *const *) texts->pdata);
  return TRUE;
}

static GradusRecords *
make_table (GradusArrays *arrays, guint64 n_test)
{
  GradusRecords *table = gradus_records_new (arrays->filename);
  g_autoptr (GString) used = g_string_new (NULL);

  table->n_rows = (guint) find_largest_array (arrays)->npy.dimensions[0];
  table->n_test_rows = (guint) n_test;
  table->is_converted = n_test > 0;
  for (guint i = 0; i < arrays->items->len; i++) {
    if (!are_names (get_item (arrays, i), table->n_rows))
      add_array (table, get_item (arrays, i));
  }
  for (guint i = 0; i < arrays->items->len; i++) {
    Item *item = get_item (arrays, i);

    if (!are_names (item, table->n_rows))
      continue;
    if (use_names (table, &item->npy))
      g_string_append_printf (used, "; classes named by %s", item->name);
    else
      gradus_arrays_leave_out (arrays, item->name, "texts without a place");
  }
  if (arrays->left_out->len > 0)
    table->other_arrays = g_strdup (arrays->left_out->str);
  table->format = g_strconcat ("NumPy arrays", used->str, table->other_arrays ? "; left out: " : "",
                               table->other_arrays, NULL);
  if (table->target >= 0)
    gradus_records_guess (table);
  return table;
}

GradusRecords *
gradus_arrays_make_table (GradusArrays *arrays, GError **error)
{
  const guint64 n_test = join_parts (arrays);

  return check_rows (arrays, error) ? make_table (arrays, n_test) : NULL;
}
