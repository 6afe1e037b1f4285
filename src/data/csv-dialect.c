/* SPDX-License-Identifier: MIT */
#include "data/csv-dialect.h"

#include <math.h>
#include <string.h>

/* The most lines of titles before a table. */
#define MOST_TITLES 30

/* Whole numbers between them may be years. */
#define FIRST_YEAR 1800
#define LAST_YEAR 2200

/* How much better blanks must fit than other separators: sentences have blanks, too. */
#define BLANK_PENALTY 0.5

/* The records of the beginning of a file, split by one separator. */
typedef struct {
  char separator;
  GArray *fields;  /* of GradusCsvField: those of all records */
  GArray *records; /* of Record */
  guint width;     /* the most frequent number of fields */
} Sample;

typedef struct {
  guint first, n; /* its fields */
  guint64 line;
  gboolean is_hashed; /* it begins with # or % */
} Record;

static void
sample_clear (Sample *sample)
{
  g_clear_pointer (&sample->fields, g_array_unref);
  g_clear_pointer (&sample->records, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sample, sample_clear)

/* -- Lines ------------------------------------------------------------------------------------- */

/* The bytes of the first line with its end. A carriage return at the end of the text may have a
 * line feed behind it; TRUE in `is_open` then, and where the line goes on. */
static gsize
measure_line (const char *text, gsize n, gboolean *is_open)
{
  gsize i = 0;

  while (i < n && text[i] != '\n' && text[i] != '\r')
    i++;
  *is_open = i == n || (text[i] == '\r' && i + 1 == n);
  if (i < n)
    i += text[i] == '\r' && i + 1 < n && text[i + 1] == '\n' ? 2 : 1;
  return i;
}

gsize
gradus_csv_measure_lines (const char *text, gsize n, guint64 n_lines)
{
  gsize at = 0;
  gboolean is_open;

  for (guint64 i = 0; i < n_lines && at < n; i++)
    at += measure_line (text + at, n - at, &is_open);
  return at;
}

static gboolean
is_hashed (const char *text, gsize n)
{
  return n > 0 && (*text == '#' || *text == '%');
}

/* A line that may be a comment is split alone: it may have quotes that never end. */
static GradusCsvOutcome
split_hashed (const char *text, gsize n, gboolean is_last, char separator, guint most,
              GArray *fields, gsize *n_taken, guint *n_lines)
{
  gboolean is_open;
  const gsize length = measure_line (text, n, &is_open);
  gsize ignored;

  if (is_open && !is_last)
    return GRADUS_CSV_UNFINISHED;
  *n_taken = length;
  if (gradus_csv_split (text, length, TRUE, separator, most, fields, &ignored, n_lines) !=
      GRADUS_CSV_WHOLE)
    g_array_set_size (fields, 0);
  *n_lines = 1;
  return GRADUS_CSV_WHOLE;
}

GradusCsvOutcome
gradus_csv_dialect_split (const GradusCsvDialect *dialect, const char *text, gsize n,
                          gboolean is_last, guint most, GArray *fields, gsize *n_taken,
                          guint *n_lines, gboolean *is_comment)
{
  GradusCsvOutcome outcome;

  *is_comment = FALSE;
  if (!is_hashed (text, n))
    return gradus_csv_split (text, n, is_last, dialect->separator, most, fields, n_taken, n_lines);
  outcome = split_hashed (text, n, is_last, dialect->separator, most, fields, n_taken, n_lines);
  if (outcome == GRADUS_CSV_WHOLE && fields->len != dialect->width) {
    *is_comment = TRUE;
    g_array_set_size (fields, 0);
  }
  return outcome;
}

/* -- A sample ---------------------------------------------------------------------------------- */

/* The number of fields that most records have, those apart that may be comments. */
static guint
find_width (const Sample *sample)
{
  guint best = 0, n_best = 0;

  for (guint pass = 0; pass < 2 && n_best == 0; pass++) {
    g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);

    for (guint i = 0; i < sample->records->len; i++) {
      const Record *record = &g_array_index (sample->records, Record, i);
      const guint n =
          GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (record->n))) + 1;

      if (record->is_hashed && pass == 0)
        continue;
      g_hash_table_insert (counts, GUINT_TO_POINTER (record->n), GUINT_TO_POINTER (n));
      if (n > n_best) {
        n_best = n;
        best = record->n;
      }
    }
  }
  return best;
}

static void
drop_comments (Sample *sample)
{
  guint n = 0;

  for (guint i = 0; i < sample->records->len; i++) {
    const Record record = g_array_index (sample->records, Record, i);

    if (!record.is_hashed || record.n == sample->width)
      g_array_index (sample->records, Record, n++) = record;
  }
  g_array_set_size (sample->records, n);
}

/* What is not whole is not looked at: with a wrong separator that is no fault. */
static void
sample_init (Sample *sample, const char *text, gsize n, gboolean is_last, char separator,
             guint most, guint64 line)
{
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (GradusCsvField));

  *sample = (Sample){ separator, g_array_new (FALSE, FALSE, sizeof (GradusCsvField)),
                      g_array_new (FALSE, FALSE, sizeof (Record)), 0 };
  while (sample->records->len < GRADUS_CSV_SNIFFED && n > 0) {
    const gboolean is_hash = is_hashed (text, n);
    gsize n_taken;
    guint n_lines;

    if ((is_hash ? split_hashed : gradus_csv_split) (text, n, is_last, separator, most, fields,
                                                     &n_taken, &n_lines) != GRADUS_CSV_WHOLE)
      break;
    if (fields->len > 0) {
      const Record record = { sample->fields->len, fields->len, line, is_hash };

      g_array_append_vals (sample->fields, fields->data, fields->len);
      g_array_append_val (sample->records, record);
    }
    text += n_taken;
    n -= n_taken;
    line += n_lines;
  }
  sample->width = find_width (sample);
  drop_comments (sample);
}

static const Record *
get_record (const Sample *sample, guint i)
{
  return &g_array_index (sample->records, Record, i);
}

static const GradusCsvField *
get_field (const Sample *sample, guint record, guint i)
{
  return &g_array_index (sample->fields, GradusCsvField, get_record (sample, record)->first + i);
}

/* Records with the same number of columns count most, then numbers, then many columns: a wrong
 * separator cuts texts and dates into ragged records. One column is no table. */
static double
rate_sample (const Sample *sample)
{
  guint n_alike = 0, n_numbers = 0;
  const guint n = sample->records->len;
  double rating;

  if (n == 0 || sample->width < 2)
    return -1;
  for (guint i = 0; i < n; i++)
    n_alike += get_record (sample, i)->n == sample->width;
  for (guint i = 0; i < sample->fields->len; i++) {
    const GradusCsvField *field = &g_array_index (sample->fields, GradusCsvField, i);
    float value;

    n_numbers += gradus_csv_parse (field, '.', &value) < GRADUS_CSV_INFINITE ||
                 gradus_numerals_try (field).ways != 0;
  }
  rating = 4.0 * n_alike / n + 2.0 * n_numbers / sample->fields->len +
           (double) sample->width / (sample->width + 1);
  return sample->separator == ' ' ? (n_alike * 10 >= n * 9 ? rating - BLANK_PENALTY : -1) : rating;
}

/* The order decides where two are as good: a comma is a decimal sign, too. */
static void
choose_sample (Sample *best, const char *text, gsize n, gboolean is_last, guint most, guint64 line)
{
  static const char separators[] = { '\t', ';', '|', ',', ' ' };
  double best_rating = -2;

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++) {
    g_auto (Sample) sample = { 0 };

    sample_init (&sample, text, n, is_last, separators[i], most, line);
    if (rate_sample (&sample) > best_rating) {
      const Sample worse = *best;

      best_rating = rate_sample (&sample);
      *best = sample;
      sample = worse;
    }
  }
  /* Without a table it is as if there were commas: the errors speak of these. */
  if (best_rating < 0) {
    sample_clear (best);
    sample_init (best, text, n, is_last, ',', most, line);
  }
}

/* -- The shape of the records ------------------------------------------------------------------ */

/* “sep=;” in the first line, as Excel has it. Returns the separator, or 0. */
static char
find_told_separator (const char *text, gsize n)
{
  gboolean is_open;
  const gsize length = measure_line (text, n, &is_open);
  const gsize quote = n > 0 && *text == '"';

  if (length < quote + 5 || g_ascii_strncasecmp (text + quote, "sep=", 4) != 0 ||
      !strchr (",;\t| ", text[quote + 4]) ||
      !(length == quote + 5 || strchr ("\"\r\n", text[quote + 5])))
    return '\0';
  return text[quote + 4];
}

static gboolean
is_text (const GradusCsvField *field)
{
  float value;

  return gradus_csv_parse (field, '.', &value) >= GRADUS_CSV_INFINITE &&
         gradus_numerals_try (field).ways == 0;
}

/* One field, or one text with nothing but empty ones behind it; or empty ones alone, which is how a
 * workbook's blank line is saved. */
static gboolean
is_title (const Sample *sample, guint record)
{
  const guint n = get_record (sample, record)->n;
  const GradusCsvField *first = get_field (sample, record, 0);

  if (n > 1 && first->length > 0 && (sample->width < 3 || !is_text (first)))
    return FALSE;
  for (guint i = 1; i < n; i++) {
    if (get_field (sample, record, i)->length > 0)
      return FALSE;
  }
  return TRUE;
}

/* Titles stand before the records, which have more fields. */
static guint
count_titles (const Sample *sample)
{
  guint n = 0;

  if (sample->width < 2 || sample->separator == ' ')
    return 0;
  while (n < MIN (sample->records->len, MOST_TITLES) && is_title (sample, n))
    n++;
  return n < sample->records->len && get_record (sample, n)->n >= sample->width - 1 ? n : 0;
}

/* A header of texts that is one field shorter than the records: either these end with one
 * separator more, or they begin with their names. */
static void
find_shape (GradusCsvDialect *dialect, const Sample *sample, gboolean may_have_header)
{
  const guint n = sample->records->len, width = sample->width;
  gboolean are_empty = TRUE;

  dialect->width = n > 0 ? get_record (sample, 0)->n : 0;
  if (n < 2 || dialect->width + 1 != width || !may_have_header)
    return;
  for (guint i = 0; i < dialect->width; i++) {
    if (!is_text (get_field (sample, 0, i)))
      return;
  }
  for (guint i = 1; i < n; i++)
    are_empty = are_empty && get_record (sample, i)->n == width &&
                get_field (sample, i, width - 1)->length == 0;
  if (are_empty)
    dialect->has_ends = TRUE;
  else {
    dialect->has_row_names = TRUE;
    dialect->width = width;
  }
}

/* -- Orange ------------------------------------------------------------------------------------ */

static gboolean
is_one_of (const GradusCsvField *field, const char *const *words)
{
  for (; *words; words++) {
    if (strlen (*words) == field->length &&
        g_ascii_strncasecmp (*words, field->text, field->length) == 0)
      return TRUE;
  }
  return FALSE;
}

static const char *const discrete[] = { "d", "discrete", NULL };
static const char *const other_types[] = { "c", "continuous", "s",    "string",
                                           "t", "time",       "meta", NULL };
static const char *const targets[] = { "class", "c", NULL };
static const char *const left_out[] = { "meta", "m", "i", "ignore", "w", "weight", NULL };
static const char *const nothing[] = { "", NULL };

/* Three lines of header: names; types; class, meta or nothing. */
static gboolean
is_orange (const Sample *sample, guint width)
{
  gboolean has_flag = FALSE;

  if (sample->records->len < 4 || get_record (sample, 1)->n != width)
    return FALSE;
  for (guint i = 0; i < width; i++) {
    if (!is_one_of (get_field (sample, 1, i), discrete) &&
        !is_one_of (get_field (sample, 1, i), other_types))
      return FALSE;
  }
  for (guint i = 0; i < MIN (width, get_record (sample, 2)->n); i++) {
    const GradusCsvField *flag = get_field (sample, 2, i);

    if (!is_one_of (flag, targets) && !is_one_of (flag, left_out) && !is_one_of (flag, nothing))
      return FALSE;
    has_flag = has_flag || flag->length > 0;
  }
  return has_flag;
}

static void
take_orange_roles (GradusCsvDialect *dialect, const Sample *sample)
{
  for (guint i = 0; i < dialect->width; i++) {
    GradusCsvColumn *column = &g_array_index (dialect->columns, GradusCsvColumn, i);
    const GradusCsvField none = { "", 0, FALSE };
    const GradusCsvField *flag = i < get_record (sample, 2)->n ? get_field (sample, 2, i) : &none;

    column->is_texts_by_file = is_one_of (get_field (sample, 1, i), discrete);
    column->role = is_one_of (flag, targets)    ? GRADUS_CSV_ROLE_TARGET
                   : is_one_of (flag, left_out) ? GRADUS_CSV_ROLE_LEFT_OUT
                                                : GRADUS_CSV_ROLE_NONE;
  }
}

/* -- The header -------------------------------------------------------------------------------- */

/* The fields of the first record; those of the others are in the tallies. */
typedef struct {
  const Sample *sample;
  const GArray *tallies;
  guint n_columns;
} First;

static gboolean
begins_with_text (const First *first, guint i)
{
  return is_text (get_field (first->sample, 0, i));
}

/* Whether the text of the first record is there again in its column. */
static gboolean
is_repeated (const First *first, guint i)
{
  const GradusCsvField *name = get_field (first->sample, 0, i);

  for (guint k = 1; k < first->sample->records->len; k++) {
    const GradusCsvField *field =
        i < get_record (first->sample, k)->n ? get_field (first->sample, k, i) : NULL;

    if (field && field->length == name->length &&
        memcmp (field->text, name->text, name->length) == 0)
      return TRUE;
  }
  return FALSE;
}

/* The whole numbers of the first record above columns of numbers; FALSE if there is another field
 * above one. */
static gboolean
list_whole_numbers (const First *first, GArray *numbers, gboolean *are_others)
{
  gboolean are_beyond = TRUE, are_broken = FALSE;

  for (guint i = 0; i < first->n_columns; i++) {
    const GradusCsvTally *tally = &g_array_index (first->tallies, GradusCsvTally, i);
    float value;

    if (!gradus_csv_tally_is_numbers (tally))
      continue;
    if (gradus_csv_parse (get_field (first->sample, 0, i), '.', &value) != GRADUS_CSV_NUMBER ||
        value != floorf (value))
      return FALSE;
    are_beyond =
        are_beyond && (tally->low < FIRST_YEAR || tally->high > LAST_YEAR || tally->n_broken > 0);
    are_broken = are_broken || tally->n_broken > 0 || value > tally->high;
    g_array_append_val (numbers, value);
  }
  *are_others =
      numbers->len > 0 && g_array_index (numbers, float, 0) >= FIRST_YEAR ? are_beyond : are_broken;
  return numbers->len > 0;
}

/* At least two years that rise or fall, or 0, 1, 2 or 1, 2, 3, 4 and so on, above numbers that are
 * others. */
static gboolean
is_progression (const First *first)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (float));
  gboolean are_others;
  guint n_rises = 0, n_falls = 0, n_ones = 0, n_years = 0;

  if (!list_whole_numbers (first, numbers, &are_others) || !are_others)
    return FALSE;
  for (guint i = 0; i < numbers->len; i++) {
    const float number = g_array_index (numbers, float, i),
                last = i > 0 ? g_array_index (numbers, float, i - 1) : NAN;

    n_years += number >= FIRST_YEAR && number <= LAST_YEAR;
    n_rises += number > last;
    n_falls += number < last;
    n_ones += number == last + 1;
  }
  if (n_years == numbers->len)
    return n_years >= 2 && MAX (n_rises, n_falls) == n_years - 1;
  return n_ones + 1 == numbers->len &&
         ((g_array_index (numbers, float, 0) == 0 && numbers->len >= 3) ||
          (g_array_index (numbers, float, 0) == 1 && numbers->len >= 4));
}

/* A name above numbers is a header; and where there are no numbers at all, only texts, the first
 * line most likely is one, unless its texts are there again. */
static gboolean
looks_like_header (const First *first)
{
  guint n_numbers = 0, n_against = 0, n_for = 0, n_nearly = 0, n_names = 0;

  for (guint i = 0; i < first->n_columns; i++) {
    const GradusCsvTally *tally = &g_array_index (first->tallies, GradusCsvTally, i);
    const gboolean is_new = get_field (first->sample, 0, i)->length > 0 && !is_repeated (first, i);
    const gboolean is_name = is_new && begins_with_text (first, i);

    n_names += first->sample->records->len > 1 ? is_new : is_name;
    if (!gradus_csv_tally_is_numbers (tally))
      continue;
    n_numbers++;
    n_for += is_name && tally->n_texts == 0;
    n_nearly += is_name;
    n_against += gradus_numerals_try (get_field (first->sample, 0, i)).ways != 0;
  }
  if (n_numbers > 0)
    return n_for > 0 || (n_nearly > 0 && n_against == 0) || is_progression (first);
  return n_names > 0 && n_names * 2 >= first->n_columns;
}

/* -- All together ------------------------------------------------------------------------------ */

static GArray *
tally_records (const Sample *sample, guint from, guint width, char **missing)
{
  GArray *tallies = g_array_new (FALSE, TRUE, sizeof (GradusCsvTally));

  g_array_set_clear_func (tallies, (GDestroyNotify) gradus_csv_tally_clear);
  g_array_set_size (tallies, width);
  for (guint i = from; i < sample->records->len; i++) {
    const Record *record = get_record (sample, i);

    for (guint k = 0; k < MIN (record->n, width); k++)
      gradus_csv_tally_add (&g_array_index (tallies, GradusCsvTally, k), get_field (sample, i, k),
                            record->line, missing);
  }
  return tallies;
}

static void
find_header (GradusCsvDialect *dialect, const Sample *sample, const GArray *tallies,
             const GradusHints *hints)
{
  const First first = { sample, tallies,
                        sample->records->len > 0 ? MIN (get_record (sample, 0)->n, tallies->len)
                                                 : 0 };

  dialect->has_header =
      hints->header == GRADUS_HEADER_YES ||
      (hints->header == GRADUS_HEADER_AUTOMATIC &&
       (dialect->has_row_names || dialect->has_ends || looks_like_header (&first)));
  dialect->n_head = dialect->has_header ? 1 : 0;
}

static void
plan_columns (GradusCsvDialect *dialect, const GArray *tallies)
{
  dialect->point = gradus_csv_tally_find_point (tallies, dialect->separator);
  g_array_set_size (dialect->columns, dialect->width);
  for (guint i = 0; i < dialect->width; i++) {
    GradusCsvColumn *column = &g_array_index (dialect->columns, GradusCsvColumn, i);

    column->plan =
        gradus_csv_tally_plan (&g_array_index (tallies, GradusCsvTally, i), dialect->point);
  }
}

static void
clear_column (gpointer data)
{
  gradus_csv_plan_clear (&((GradusCsvColumn *) data)->plan);
}

void
gradus_csv_dialect_init (GradusCsvDialect *dialect, const char *text, gsize n, gboolean is_last,
                         guint most, const GradusHints *hints)
{
  g_auto (Sample) sample = { 0 };
  g_autoptr (GArray) below = NULL;
  const char told = find_told_separator (text, n);
  const gsize skipped = told ? gradus_csv_measure_lines (text, n, 1) : 0;
  gboolean is_three_lines;
  guint n_titles;

  *dialect = (GradusCsvDialect){ .columns = g_array_new (FALSE, TRUE, sizeof (GradusCsvColumn)) };
  g_array_set_clear_func (dialect->columns, clear_column);
  if (told)
    sample_init (&sample, text + skipped, n - skipped, is_last, told, most, 2);
  else
    choose_sample (&sample, text, n, is_last, most, 1);
  dialect->separator = sample.separator;
  n_titles = count_titles (&sample);
  g_array_remove_range (sample.records, 0, n_titles);
  dialect->first_line = sample.records->len > 0 ? get_record (&sample, 0)->line : 1;
  find_shape (dialect, &sample, hints->header != GRADUS_HEADER_NO);
  is_three_lines = dialect->width == sample.width && is_orange (&sample, dialect->width);
  below = tally_records (&sample, is_three_lines ? 3 : 1, dialect->width, hints->missing);
  find_header (dialect, &sample, below, hints);
  if (is_three_lines && hints->header != GRADUS_HEADER_NO) {
    dialect->has_header = TRUE;
    dialect->n_head = 3;
  } else if (!dialect->has_header) {
    g_array_unref (below);
    below = tally_records (&sample, 0, dialect->width, hints->missing);
  }
  plan_columns (dialect, below);
  if (dialect->n_head == 3)
    take_orange_roles (dialect, &sample);
}

void
gradus_csv_dialect_clear (GradusCsvDialect *dialect)
{
  g_clear_pointer (&dialect->columns, g_array_unref);
}
