/* SPDX-License-Identifier: MIT */
#include "data/guess.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* In fewer rows numbers and texts may differ by chance. */
#define FEWEST_ROWS 10

/* The rows that a quick look takes. */
#define FIRST_ROWS 64

/* From here on neighbouring whole numbers are the same float. */
#define LARGEST_EXACT 16777216.0f

/* The smallest side of a square picture, and the bytes of one of CIFAR. */
#define SMALLEST_SIDE 8
#define CIFAR_PIXELS 3072

static GradusColumn *
get_column (GradusRecords *table, guint i)
{
  return &g_array_index (table->columns, GradusColumn, i);
}

/* -- Names ------------------------------------------------------------------------------------- */

static gboolean
is_listed (const char *word, gsize n, const char *const *list)
{
  for (; *list; list++) {
    if (strlen (*list) == n && g_ascii_strncasecmp (*list, word, n) == 0)
      return TRUE;
  }
  return FALSE;
}

/* A new word begins behind a sign and with a capital behind a small letter. */
static gboolean
has_word (const char *name, const char *const *list)
{
  const char *at = name;

  while (*at) {
    const char *end = at;

    while (*end && (g_ascii_isalnum (*end) || *end & 0x80) &&
           !(end > at && g_ascii_isupper (*end) && g_ascii_islower (end[-1])))
      end++;
    if (end > at && is_listed (at, (gsize) (end - at), list))
      return TRUE;
    at = end > at ? end : end + 1;
  }
  return FALSE;
}

static gboolean
is_named_key (const char *name)
{
  static const char *const words[] = {
    "id",     "ids",  "index", "idx",  "key",  "no",     "nr",     "nummer", "code",
    "serial", "uuid", "guid",  "isbn", "ssn",  "sku",    "phone",  "번호",   "일련번호",
    "연번",   "순번", "학번",  "코드", "식별", "식별자", "아이디", NULL,
  };
  static const char *const names[] = {
    "row name", "rownames",    "row names", "x",      "row",      "rows",       "record",
    "obs",      "observation", "case",      "sample", "user",     "customer",   "member",
    "patient",  "student",     "subject",   "number", "column 1", "unnamed: 0", NULL,
  };

  return has_word (name, words) || is_listed (name, strlen (name), names);
}

static gboolean
is_named_target (const char *name)
{
  static const char *const names[] = { "label", "labels", "class", "target", "y",
                                       "정답",  "레이블", "라벨",  NULL };

  return is_listed (name, strlen (name), names);
}

static gboolean
is_named_label (const char *name)
{
  static const char *const names[] = { "label",  "labels", "class",  "category", "digit",
                                       "letter", "정답",   "레이블", "라벨",     NULL };

  return is_listed (name, strlen (name), names);
}

/* -- Identifiers ------------------------------------------------------------------------------- */

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  const float x = *(const float *) a, y = *(const float *) b;

  return x < y ? -1 : x > y;
}

static gboolean
are_different (float a, float b)
{
  return a != b || fabsf (a) >= LARGEST_EXACT;
}

/* The values of n rows; NULL if not all are whole. */
static float *
get_whole_values (const GradusRecords *table, guint column, guint n)
{
  g_autofree float *values = g_new (float, n);

  for (guint row = 0; row < n; row++) {
    values[row] = gradus_records_get_value (table, row, column);
    if (!(values[row] == floorf (values[row])))
      return NULL;
  }
  return g_steal_pointer (&values);
}

static gboolean
are_rising (const float *values, guint n)
{
  for (guint i = 1; i < n; i++) {
    if (!(values[i] >= values[i - 1] && are_different (values[i], values[i - 1])))
      return FALSE;
  }
  return TRUE;
}

/* Sorts the values. */
static gboolean
are_all_different (float *values, guint n)
{
  qsort (values, n, sizeof *values, compare_floats);
  for (guint i = 1; i < n; i++) {
    if (!are_different (values[i], values[i - 1]))
      return FALSE;
  }
  return TRUE;
}

/* Each of n numbers from the lowest on, once. */
static gboolean
are_counting (const float *values, guint n)
{
  g_autofree guint8 *is_there = NULL;
  float low = values[0], high = values[0];

  for (guint i = 1; i < n; i++) {
    low = MIN (low, values[i]);
    high = MAX (high, values[i]);
  }
  if (high - low + 1 != (float) n)
    return FALSE;
  is_there = g_new0 (guint8, n);
  for (guint i = 0; i < n; i++) {
    guint8 *there = &is_there[(guint) (values[i] - low)];

    if (*there)
      return FALSE;
    *there = TRUE;
  }
  return TRUE;
}

/* The first rows mostly tell already. */
static gboolean
may_be_key (const GradusRecords *table, guint column)
{
  const guint n = MIN (table->n_rows, FIRST_ROWS);
  g_autofree float *values = get_whole_values (table, column, n);

  return values && are_all_different (values, n);
}

static gboolean
is_key (const GradusRecords *table, guint column)
{
  const guint n = table->n_rows;
  const char *name = gradus_records_get_column (table, column)->name;
  g_autofree float *values = NULL;

  if (!may_be_key (table, column))
    return FALSE;
  values = get_whole_values (table, column, n);
  return values && (are_counting (values, n) || (column == 0 && are_rising (values, n)) ||
                    (is_named_key (name) && are_all_different (values, n)));
}

static gboolean
is_identifier (const GradusRecords *table, guint i)
{
  const GradusColumn *column = gradus_records_get_column (table, i);
  const guint n_values = table->n_rows - column->n_missing;

  if (i == 0 && table->text.has_row_names)
    return TRUE;
  if (n_values < FEWEST_ROWS || column->kind == GRADUS_COLUMN_TEXTS)
    return FALSE;
  if (column->classes)
    return column->classes->len == n_values;
  return column->n_missing == 0 && is_key (table, i);
}

static void
find_identifiers (GradusRecords *table)
{
  for (guint i = 0; i < table->columns->len; i++) {
    GradusColumn *column = get_column (table, i);

    if ((int) i != table->target && !column->left_out && is_identifier (table, i))
      column->left_out = GRADUS_LEFT_OUT_ALL_DIFFERENT;
  }
}

static gboolean
has_inputs (const GradusRecords *table)
{
  for (guint i = 0; i < table->columns->len; i++) {
    const GradusColumn *column = gradus_records_get_column (table, i);

    if ((int) i != table->target && column->kind != GRADUS_COLUMN_TEXTS && !column->left_out)
      return TRUE;
  }
  return FALSE;
}

/* Where nothing else is to be learnt from, numbers that count are: time, or the x of a function. */
static void
keep_something (GradusRecords *table)
{
  if (has_inputs (table))
    return;
  for (guint i = 0; i < table->columns->len; i++) {
    GradusColumn *column = get_column (table, i);

    if (column->left_out == GRADUS_LEFT_OUT_ALL_DIFFERENT &&
        column->kind == GRADUS_COLUMN_NUMBERS && !(i == 0 && table->text.has_row_names))
      column->left_out = GRADUS_LEFT_OUT_NOT;
  }
}

/* -- The target -------------------------------------------------------------------------------- */

/* An identifier by its texts or its name can be no target. Numbers with a mistake among them can:
 * another target would be a surprise. */
static gboolean
can_be_target (const GradusRecords *table, guint i)
{
  const GradusColumn *column = gradus_records_get_column (table, i);

  if (column->odd)
    return TRUE;
  if (column->kind == GRADUS_COLUMN_TEXTS || column->left_out)
    return FALSE;
  return !(column->classes || is_named_key (column->name)) || !is_identifier (table, i);
}

static void
find_target (GradusRecords *table)
{
  const guint n = table->columns->len;

  if (table->target >= 0)
    return;
  for (guint i = n; i-- > 0 && table->target < 0;) {
    if (can_be_target (table, i))
      table->target = (int) i;
  }
  if (is_named_target (gradus_records_get_column (table, 0)->name) && can_be_target (table, 0) &&
      !is_named_target (gradus_records_get_column (table, n - 1)->name))
    table->target = 0;
  if (table->target < 0)
    table->target = (int) n - 1;
}

/* -- Pictures ---------------------------------------------------------------------------------- */

/* What is left of a name without its numbers: "pixel" of "pixel12" and "x" of "3x4". */
static char *
find_stem (const char *name)
{
  GString *stem = g_string_new (NULL);

  for (; *name; name++) {
    if (!g_ascii_isdigit (*name))
      g_string_append_c (stem, *name);
  }
  return g_string_free (stem, FALSE);
}

static gboolean
are_named_alike (const GradusRecords *table, guint first, guint n)
{
  g_autofree char *stem = find_stem (gradus_records_get_column (table, first)->name);

  for (guint i = 1; i < n; i++) {
    g_autofree char *other = find_stem (gradus_records_get_column (table, first + i)->name);

    if (!g_str_equal (other, stem))
      return FALSE;
  }
  return TRUE;
}

static gboolean
are_bytes (const GradusRecords *table, guint first, guint n)
{
  for (guint i = 0; i < n; i++) {
    const GradusColumn *column = gradus_records_get_column (table, first + i);

    if (column->kind != GRADUS_COLUMN_NUMBERS || column->n_missing > 0)
      return FALSE;
  }
  for (guint row = 0; row < table->n_rows; row++) {
    for (guint i = 0; i < n; i++) {
      const float value = gradus_records_get_value (table, row, first + i);

      if (!(value >= 0 && value <= 255 && value == floorf (value)))
        return FALSE;
    }
  }
  return TRUE;
}

/* How many different values the first rows have. */
static guint
count_values (const GradusRecords *table, guint column)
{
  const guint n = MIN (table->n_rows, 1000);
  g_autofree float *values = g_new (float, n);
  guint n_different = 1;

  for (guint row = 0; row < n; row++)
    values[row] = gradus_records_get_value (table, row, column);
  qsort (values, n, sizeof *values, compare_floats);
  for (guint i = 1; i < n; i++)
    n_different += values[i] != values[i - 1];
  return n_different;
}

/* Pixels that somebody has scaled already, in an array. */
static gboolean
are_shares (const GradusRecords *table, guint first, guint n)
{
  for (guint row = 0; row < table->n_rows; row++) {
    for (guint i = 0; i < n; i++) {
      const float value = gradus_records_get_value (table, row, first + i);

      if (!(value >= 0 && value <= 1))
        return FALSE;
    }
  }
  return !table->is_text;
}

static gboolean
is_label_beside (const GradusRecords *table, guint label, guint first_pixel, guint n)
{
  return gradus_records_get_column (table, label)->kind != GRADUS_COLUMN_TEXTS &&
         are_named_alike (table, first_pixel, n) &&
         (are_bytes (table, first_pixel, n) || are_shares (table, first_pixel, n));
}

/* Without names the label may be the first or the last column: pixels have more values, or at the
 * edge one and the same. */
static int
find_label (const GradusRecords *table, guint n)
{
  const gboolean is_last = is_label_beside (table, n, 0, n),
                 is_first = is_label_beside (table, 0, 1, n);
  guint n_first, n_last;

  if (table->target >= 0)
    return (table->target == (int) n && is_last) || (table->target == 0 && is_first) ? table->target
                                                                                     : -1;
  if (!is_last || !is_first)
    return is_last ? (int) n : is_first ? 0 : -1;
  n_first = count_values (table, 0);
  n_last = count_values (table, n);
  return n_first > 1 && (n_last == 1 || n_first <= n_last) ? 0 : (int) n;
}

static void
find_pictures (GradusRecords *table)
{
  const guint n = table->columns->len - 1, side = (guint) sqrt (n);
  const gboolean is_square = side * side == n && side >= SMALLEST_SIDE;
  const int label = is_square || n == CIFAR_PIXELS ? find_label (table, n) : -1;

  if (label < 0)
    return;
  table->picture = is_square ? (GradusPictureLayout){ side, side, 1, FALSE }
                             : (GradusPictureLayout){ 32, 32, 3, TRUE };
  table->is_picture_offered = TRUE;
  table->target = label;
}

/* -- Labels ------------------------------------------------------------------------------------ */

static void
find_labels (GradusRecords *table)
{
  const gboolean has_pictures = table->picture.width > 0;

  for (guint i = 0; i < table->columns->len; i++) {
    GradusColumn *column = get_column (table, i);

    column->is_label =
        column->is_label ||
        (column->kind == GRADUS_COLUMN_NUMBERS &&
         (is_named_label (column->name) || (has_pictures && (int) i == table->target)));
  }
}

void
gradus_records_guess (GradusRecords *table)
{
  if (table->columns->len < 2)
    return;
  if (table->picture.width == 0)
    find_pictures (table);
  find_target (table);
  find_labels (table);
  if (table->picture.width > 0)
    return;
  find_identifiers (table);
  keep_something (table);
}
