/* SPDX-License-Identifier: MIT */
#include "cli/raw-samples.h"

#include <math.h>
#include <string.h>

#include "cli/command.h"
#include "data/escape.h"
#include "data/intake.h"

/* Names that a sentence lists. */
#define MOST_LISTED 12

/* Where raw numbers come from: a column of numbers gives one, a column of texts one for each of the
 * texts that training knew. */
typedef struct {
  char *name;        /* of the column */
  guint first, n;    /* its raw numbers */
  gboolean is_texts; /* raw number first + i is 1 where the text is i */
  guint column;      /* of the table */
} Source;

static void
clear_source (gpointer data)
{
  g_free (((Source *) data)->name);
}

/* -- Names ------------------------------------------------------------------------------------- */

/* Points have no names in a preparation, but everybody calls them so. */
static const char *
get_raw_name (const GradusPreparation *preparation, guint raw)
{
  static const char *const plane[] = { "x", "y" };

  if (preparation->raw_names)
    return g_ptr_array_index (preparation->raw_names, raw);
  return preparation->n_raw <= 2 ? plane[raw] : NULL;
}

/* What a raw name begins with if it is a text of that column: "colour: ". */
static gboolean
is_text_of (const char *raw_name, const char *column)
{
  const gsize n = strlen (column);

  return strncmp (raw_name, column, n) == 0 && strncmp (raw_name + n, ": ", 2) == 0;
}

/* The column that a raw number comes from, as its name says it to this table: "temperature: low" may
 * be a column, or a text of the column "temperature". Free with g_free(). */
static char *
name_column (const GradusRecords *table, const char *raw_name, gboolean *is_texts)
{
  *is_texts = FALSE;
  if (gradus_records_find_column (table, raw_name) >= 0)
    return g_strdup (raw_name);
  for (const char *colon = strstr (raw_name, ": "); colon; colon = strstr (colon + 1, ": ")) {
    g_autofree char *name = g_strndup (raw_name, (gsize) (colon - raw_name));

    *is_texts = gradus_records_find_column (table, name) >= 0 || !strstr (colon + 1, ": ");
    if (*is_texts)
      return g_steal_pointer (&name);
  }
  return g_strdup (raw_name);
}

static gboolean
has_own_names (const GradusRecords *table)
{
  return !table->is_text || table->has_header;
}

/* A table without names which has a column of numbers for each raw number, also for each text that
 * a column might have: what a program writes that has made ones and zeros of texts itself. */
static gboolean
is_raw (const GradusPreparation *preparation, const GradusRecords *table)
{
  return !has_own_names (table) && table->columns->len == preparation->n_raw;
}

/* The columns that the network was trained on, in their order. */
static GArray *
list_sources (const GradusPreparation *preparation, const GradusRecords *table)
{
  GArray *sources = g_array_new (FALSE, FALSE, sizeof (Source));
  const gboolean names_are_whole = is_raw (preparation, table);
  guint n;

  g_array_set_clear_func (sources, clear_source);
  for (guint raw = 0; raw < preparation->n_raw; raw += n) {
    const char *raw_name = get_raw_name (preparation, raw);
    Source source = { NULL, raw, 1, FALSE, 0 };

    n = 1;
    if (raw_name)
      source.name =
          names_are_whole ? g_strdup (raw_name) : name_column (table, raw_name, &source.is_texts);
    while (source.is_texts && raw + n < preparation->n_raw &&
           is_text_of (get_raw_name (preparation, raw + n), source.name))
      n++;
    source.n = n;
    g_array_append_val (sources, source);
  }
  return sources;
}

static char *
list_wanted (const GArray *sources)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (sources->len, MOST_LISTED); i++)
    g_string_append_printf (text, "%s“%s”", i > 0 ? ", " : "",
                            g_array_index (sources, Source, i).name);
  if (sources->len > MOST_LISTED)
    g_string_append_printf (text, " … (%u in all)", sources->len);
  return g_string_free (text, FALSE);
}

static char *
list_columns (const GradusRecords *table)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (table->columns->len, MOST_LISTED); i++)
    g_string_append_printf (text, "%s“%s”", i > 0 ? ", " : "",
                            gradus_records_get_column (table, i)->name);
  if (table->columns->len > MOST_LISTED)
    g_string_append_printf (text, " … (%u in all)", table->columns->len);
  return g_string_free (text, FALSE);
}

/* -- Which column is which --------------------------------------------------------------------- */

/* Returns how many were found, and the first that was not in `missing`. */
static guint
find_by_names (GArray *sources, const GradusRecords *table, const char **missing)
{
  guint n = 0;

  *missing = NULL;
  for (guint i = 0; i < sources->len; i++) {
    Source *source = &g_array_index (sources, Source, i);
    const int column = source->name ? gradus_records_find_column (table, source->name) : -1;

    source->column = (guint) column;
    n += column >= 0;
    if (column < 0 && !*missing)
      *missing = source->name ? source->name : "";
  }
  return n;
}

/* Points have no table of their own; beside them there is a class at most. */
static gboolean
may_be_passed_over (const GradusPreparation *preparation, const char *name)
{
  static const char *const targets[] = { "class", "label", "target", NULL };

  if (!preparation->other_names)
    return g_strv_contains (targets, name);
  return g_ptr_array_find_with_equal_func (preparation->other_names, name, g_str_equal, NULL);
}

static gboolean
is_taken (const GArray *sources, guint column)
{
  for (guint i = 0; i < sources->len; i++) {
    if (g_array_index (sources, Source, i).column == column)
      return TRUE;
  }
  return FALSE;
}

static gboolean
check_rest (const GradusPreparation *preparation, const GradusRecords *table, const GArray *sources,
            GError **error)
{
  g_autoptr (GString) passed = g_string_new (NULL);
  guint n_passed = 0;

  if (sources->len == table->columns->len)
    return TRUE;
  for (guint i = 0; i < table->columns->len; i++) {
    const char *name = gradus_records_get_column (table, i)->name;

    if (is_taken (sources, i))
      continue;
    if (!may_be_passed_over (preparation, name)) {
      g_autofree char *wanted = list_wanted (sources);

      return gradus_file_refuse (
          table->filename, error,
          "has a column “%s”, which the network's data had not; it takes %s; leave out the rest",
          name, wanted);
    }
    if (n_passed++ < MOST_LISTED)
      g_string_append_printf (passed, "%s%s", n_passed > 1 ? ", " : "", name);
  }
  gradus_cli_note ("%s: passed over, as these are no inputs: %s%s", table->filename, passed->str,
                   n_passed > MOST_LISTED ? " …" : "");
  return TRUE;
}

static gboolean
take_by_order (const GradusRecords *table, GArray *sources, GError **error)
{
  g_autofree char *wanted = NULL, *there = list_columns (table);

  if (table->columns->len != sources->len) {
    wanted = g_array_index (sources, Source, 0).name ? list_wanted (sources)
                                                     : g_strdup_printf ("%u", sources->len);
    return gradus_file_refuse (
        table->filename, error,
        "has %u columns (%s), but the network takes %s; give these, by name or in this order",
        table->columns->len, there, wanted);
  }
  for (guint i = 0; i < sources->len; i++)
    g_array_index (sources, Source, i).column = i;
  if (has_own_names (table) && g_array_index (sources, Source, 0).name) {
    wanted = list_wanted (sources);
    gradus_cli_note ("%s: none of its columns is called as the network's, so they are taken in "
                     "their order as %s",
                     table->filename, wanted);
  }
  return TRUE;
}

static gboolean
find_columns (const GradusPreparation *preparation, const GradusRecords *table, GArray *sources,
              GError **error)
{
  const char *missing;
  const guint n = find_by_names (sources, table, &missing);

  if (n == sources->len)
    return check_rest (preparation, table, sources, error);
  if (n > 0) {
    g_autofree char *wanted = list_wanted (sources), *there = list_columns (table);

    return gradus_file_refuse (table->filename, error,
                               "has no column “%s”; the network takes %s, the table has %s",
                               missing, wanted, there);
  }
  return take_by_order (table, sources, error);
}

/* -- Numbers ----------------------------------------------------------------------------------- */

static char *
describe_place (const GradusRecords *table, guint row, const char *column)
{
  if (table->is_text)
    return g_strdup_printf ("line %" G_GUINT64_FORMAT ", column “%s”",
                            gradus_records_get_line (table, row), column);
  return g_strdup_printf ("sample %u, column “%s”", row + 1, column);
}

static gboolean
fill_gap (const GradusPreparation *preparation, const GradusRecords *table, const Source *source,
          guint row, float *raw, GError **error)
{
  g_autofree char *place = NULL;

  if (preparation->fillings) {
    memcpy (raw + source->first, preparation->fillings + source->first, source->n * sizeof (float));
    return TRUE;
  }
  place = describe_place (table, row, gradus_records_get_column (table, source->column)->name);
  return gradus_file_refuse (table->filename, error,
                             "%s: the value is missing, and training filled no gaps; give one, or "
                             "leave the sample out",
                             place);
}

static gboolean
refuse_text (const GradusPreparation *preparation, const GradusRecords *table, const Source *source,
             guint row, const char *text, GError **error)
{
  g_autofree char *place =
      describe_place (table, row, gradus_records_get_column (table, source->column)->name);
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < MIN (source->n, MOST_LISTED); i++)
    g_string_append_printf (known, "%s“%s”", i > 0 ? ", " : "",
                            get_raw_name (preparation, source->first + i) + strlen (source->name) +
                                strlen (": "));
  return gradus_file_refuse (
      table->filename, error, "%s: the network does not know “%.*s”; it knows %s%s", place,
      GRADUS_CUT (text, 60), known->str, source->n > MOST_LISTED ? " …" : "");
}

static gboolean
read_text (const GradusPreparation *preparation, const GradusRecords *table, const Source *source,
           guint row, float *raw, GError **error)
{
  g_autofree char *text = gradus_records_format_value (table, row, source->column);
  const gsize prefix = strlen (source->name) + strlen (": ");

  if (*text == '\0')
    return fill_gap (preparation, table, source, row, raw, error);
  for (guint i = 0; i < source->n; i++) {
    const char *known = get_raw_name (preparation, source->first + i) + prefix;

    raw[source->first + i] = g_str_equal (known, text) ? 1 : 0;
    if (raw[source->first + i] > 0) {
      memset (raw + source->first + i + 1, 0, (source->n - i - 1) * sizeof (float));
      return TRUE;
    }
  }
  return refuse_text (preparation, table, source, row, text, error);
}

/* A column that is not all numbers is none of the kind that training had. */
static gboolean
check_kind (const GradusRecords *table, const Source *source, GError **error)
{
  const GradusColumn *column = gradus_records_get_column (table, source->column);
  const gboolean is_empty = column->n_missing == table->n_rows;

  if (is_empty || (source->is_texts && column->kind != GRADUS_COLUMN_TEXTS) ||
      (!source->is_texts && column->kind == GRADUS_COLUMN_NUMBERS))
    return TRUE;
  if (source->is_texts)
    return gradus_file_refuse (table->filename, error,
                               "column “%s” has more than %d different texts, where the network "
                               "knows %u",
                               column->name, GRADUS_RECORDS_MAX_CLASSES, source->n);
  if (column->odd)
    return gradus_file_refuse (table->filename, error,
                               "line %" G_GUINT64_FORMAT
                               ", column “%s”: “%.*s” is not a number, as the network takes there",
                               column->odd_line, column->name, GRADUS_CUT (column->odd, 60));
  return gradus_file_refuse (table->filename, error,
                             "column “%s” holds texts, but the network takes a number there",
                             column->name);
}

static gboolean
read_row (const GradusPreparation *preparation, const GradusRecords *table, const GArray *sources,
          guint row, float *raw, GError **error)
{
  for (guint i = 0; i < sources->len; i++) {
    const Source *source = &g_array_index (sources, Source, i);
    const float value = gradus_records_get_value (table, row, source->column);

    if (isnan (value)) {
      if (!fill_gap (preparation, table, source, row, raw, error))
        return FALSE;
    } else if (source->is_texts) {
      if (!read_text (preparation, table, source, row, raw, error))
        return FALSE;
    } else {
      raw[source->first] = value;
    }
  }
  return TRUE;
}

float *
gradus_cli_read_raw (const GradusPreparation *preparation, const GradusRecords *table,
                     GError **error)
{
  g_autoptr (GArray) sources = list_sources (preparation, table);
  g_autofree float *raw = NULL;

  if (!find_columns (preparation, table, sources, error))
    return NULL;
  for (guint i = 0; i < sources->len; i++) {
    if (!check_kind (table, &g_array_index (sources, Source, i), error))
      return NULL;
  }
  raw = g_new (float, (gsize) table->n_rows * preparation->n_raw);
  for (guint row = 0; row < table->n_rows; row++) {
    if (!read_row (preparation, table, sources, row, raw + (gsize) row * preparation->n_raw, error))
      return NULL;
  }
  return g_steal_pointer (&raw);
}
