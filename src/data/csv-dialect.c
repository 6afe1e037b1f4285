/* SPDX-License-Identifier: MIT */
#include "data/csv-dialect.h"

/* How well a separator fits the beginning of a file. */
typedef struct {
  char separator, point;
  guint n_columns; /* of the first record */
  guint n_records, n_alike;
  guint n_fields, n_numbers;
} Trial;

typedef void (*RecordFunc) (const GArray *fields, guint record, gpointer data);

/* Calls `func` for each of the first records that have fields. What is not whole is not looked at:
 * with a wrong separator that is no fault. */
static void
walk_records (const char *text, gsize n, gboolean is_last, char separator, guint most,
              RecordFunc func, gpointer data)
{
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (GradusCsvField));
  gsize n_taken;
  guint n_lines;

  for (guint record = 0; record < GRADUS_CSV_SNIFFED && n > 0;) {
    if (gradus_csv_split (text, n, is_last, separator, most, fields, &n_taken, &n_lines) !=
        GRADUS_CSV_WHOLE)
      return;
    if (fields->len > 0)
      func (fields, record++, data);
    text += n_taken;
    n -= n_taken;
  }
}

static void
try_record (const GArray *fields, guint record, gpointer data)
{
  Trial *trial = data;
  float value;

  if (record == 0)
    trial->n_columns = fields->len;
  trial->n_records++;
  trial->n_alike += fields->len == trial->n_columns;
  trial->n_fields += fields->len;
  for (guint i = 0; i < fields->len; i++)
    trial->n_numbers += gradus_csv_parse (&g_array_index (fields, GradusCsvField, i), trial->point,
                                          &value) != GRADUS_CSV_TEXT;
}

/* Records with the same number of columns count most, then numbers, then many columns: a wrong
 * separator cuts texts and dates into ragged records. One column is no table. */
static double
rate_trial (const Trial *trial)
{
  if (trial->n_records == 0 || trial->n_columns < 2)
    return -1;
  return 4.0 * trial->n_alike / trial->n_records + 2.0 * trial->n_numbers / trial->n_fields +
         (double) trial->n_columns / (trial->n_columns + 1);
}

/* The fields of a column. Those of the first record may be names, so they are counted apart. */
typedef struct {
  gboolean begins_with_text;
  guint n_numbers, n_texts;
} Tally;

typedef struct {
  char point;
  GArray *tallies;
} Columns;

static void
tally_record (const GArray *fields, guint record, gpointer data)
{
  Columns *columns = data;

  if (record == 0)
    g_array_set_size (columns->tallies, fields->len);
  for (guint i = 0; i < MIN (fields->len, columns->tallies->len); i++) {
    Tally *tally = &g_array_index (columns->tallies, Tally, i);
    float value;
    const GradusCsvKind kind =
        gradus_csv_parse (&g_array_index (fields, GradusCsvField, i), columns->point, &value);

    if (record == 0)
      tally->begins_with_text = kind == GRADUS_CSV_TEXT;
    else if (kind == GRADUS_CSV_TEXT)
      tally->n_texts++;
    else if (kind != GRADUS_CSV_MISSING)
      tally->n_numbers++;
  }
}

/* A name above numbers is a header; and where there are no numbers at all, only texts, the first
 * line most likely is one. */
static void
find_columns (GradusCsvDialect *dialect, const GArray *tallies)
{
  gboolean has_numbers = FALSE, has_name = FALSE, has_first_number = FALSE;

  for (guint i = 0; i < tallies->len; i++) {
    const Tally *tally = &g_array_index (tallies, Tally, i);
    const gboolean is_text = tally->n_texts + tally->n_numbers == 0
                                 ? tally->begins_with_text
                                 : tally->n_texts > tally->n_numbers;

    g_array_append_val (dialect->is_text, is_text);
    has_numbers = has_numbers || tally->n_numbers > tally->n_texts;
    has_name = has_name || (tally->begins_with_text && tally->n_numbers > 0 && tally->n_texts == 0);
    has_first_number = has_first_number || !tally->begins_with_text;
  }
  dialect->has_header = has_name || (!has_numbers && !has_first_number);
}

void
gradus_csv_dialect_init (GradusCsvDialect *dialect, const char *text, gsize n, gboolean is_last,
                         guint most)
{
  static const Trial trials[] = {
    { ',', '.' }, { ';', '.' }, { ';', ',' }, { '\t', '.' }, { '\t', ',' }
  };
  g_autoptr (GArray) tallies = g_array_new (FALSE, TRUE, sizeof (Tally));
  Columns columns = { '.', tallies };
  double best = -2;

  *dialect = (GradusCsvDialect){ ',', '.', FALSE, g_array_new (FALSE, FALSE, sizeof (gboolean)) };
  for (guint i = 0; i < G_N_ELEMENTS (trials); i++) {
    Trial trial = trials[i];

    walk_records (text, n, is_last, trial.separator, most, try_record, &trial);
    if (rate_trial (&trial) <= best)
      continue;
    best = rate_trial (&trial);
    dialect->separator = trial.separator;
    dialect->point = trial.point;
  }
  columns.point = dialect->point;
  walk_records (text, n, is_last, dialect->separator, most, tally_record, &columns);
  find_columns (dialect, tallies);
}

void
gradus_csv_dialect_clear (GradusCsvDialect *dialect)
{
  g_clear_pointer (&dialect->is_text, g_array_unref);
}
