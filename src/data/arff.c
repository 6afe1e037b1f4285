/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "data/class-list.h"
#include "data/csv-record.h"
#include "data/csv-tally.h"
#include "data/csv-text.h"
#include "data/escape.h"
#include "data/guess.h"
#include "data/reader.h"
#include "data/rows.h"

/* The most bytes of a line. */
#define LONGEST_LINE (4 * 1024 * 1024)

typedef enum {
  NUMERIC,
  NOMINAL,
  TEXT
} Type;

typedef struct {
  char *name;
  Type type;
  GradusClassList classes; /* of NOMINAL those that are declared, of TEXT those that were there */
  guint n_missing;
  guint64 missing_line;
} Attribute;

typedef struct {
  const GradusHints *hints;
  GradusCsvText source;
  char *line; /* without its end */
  GString *token;
  gboolean is_quoted; /* the token */
  GArray *attributes;
  GradusRows rows;
} Arff;

static void
clear_attribute (gpointer data)
{
  Attribute *attribute = data;

  g_free (attribute->name);
  gradus_class_list_clear (&attribute->classes);
}

static void
arff_clear (Arff *arff)
{
  gradus_csv_text_clear (&arff->source);
  g_free (arff->line);
  g_string_free (arff->token, TRUE);
  g_array_unref (arff->attributes);
  gradus_rows_clear (&arff->rows);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arff, arff_clear)

static Attribute *
get_attribute (Arff *arff, guint i)
{
  return &g_array_index (arff->attributes, Attribute, i);
}

#define refuse(arff, error, format, ...)                                                           \
  gradus_intake_refuse ((arff)->source.intake, error, "line %" G_GUINT64_FORMAT ": " format,       \
                        (arff)->source.line - 1, __VA_ARGS__)

/* -- Lines and tokens -------------------------------------------------------------------------- */

static gboolean
check_line (Arff *arff, gsize n, GError **error)
{
  if (strlen (arff->line) < n)
    return refuse (arff, error, "%s", "there is a NUL byte, so this is not text; save it anew");
  return g_utf8_validate (arff->line, -1, NULL) ||
         refuse (arff, error, "%s", "is not UTF-8; save the file as UTF-8");
}

/* FALSE with no error at the end of the file. */
static gboolean
next_line (Arff *arff, GError **error)
{
  GradusCsvText *source = &arff->source;
  const char *end;
  gsize n;

  while (!(end = memchr (source->text, '\n', source->n)) && !source->is_last) {
    if (source->n > LONGEST_LINE)
      return refuse (arff, error, "is longer than %d MiB; break it into lines, one a sample",
                     LONGEST_LINE / 1024 / 1024);
    if (!gradus_csv_text_read (source, error))
      return FALSE;
  }
  if (source->n == 0)
    return FALSE;
  n = end ? (gsize) (end - source->text) : source->n;
  g_free (arff->line);
  arff->line = g_strndup (source->text, n);
  gradus_csv_text_drop (source, end ? n + 1 : n, 1);
  if (!check_line (arff, n, error))
    return FALSE;
  g_strchomp (arff->line);
  return TRUE;
}

static void
skip_blanks (const char **at)
{
  while (**at == ' ' || **at == '\t')
    ++*at;
}

/* Takes a text in quotes, where a backslash makes the next sign part of it, or all up to one of
 * `ends`. */
static gboolean
take_token (Arff *arff, const char **at, const char *ends, GError **error)
{
  char quote;

  g_string_truncate (arff->token, 0);
  skip_blanks (at);
  arff->is_quoted = **at == '\'' || **at == '"';
  if (!arff->is_quoted) {
    const gsize n = strcspn (*at, ends);

    g_string_append_len (arff->token, *at, (gssize) n);
    *at += n;
    g_strchomp (arff->token->str);
    g_string_set_size (arff->token, strlen (arff->token->str));
    return TRUE;
  }
  for (quote = *(*at)++; **at != quote; ++*at) {
    if (**at == '\\' && (*at)[1])
      ++*at;
    if (!**at)
      return refuse (arff, error, "%s", "a quote never ends; close it");
    g_string_append_c (arff->token, **at);
  }
  ++*at;
  skip_blanks (at);
  return TRUE;
}

/* -- Declarations ------------------------------------------------------------------------------ */

static gboolean
take_nominal (Arff *arff, Attribute *attribute, const char *at, GError **error)
{
  attribute->type = NOMINAL;
  gradus_class_list_init (&attribute->classes);
  do {
    at++;
    if (!take_token (arff, &at, ",}", error))
      return FALSE;
    if (*at != ',' && *at != '}')
      return refuse (arff, error, "the list of “%s” is not closed; end it with }", attribute->name);
    if (arff->token->len > 0 && gradus_class_list_find (&attribute->classes, arff->token->str) < 0)
      gradus_class_list_add (&attribute->classes, g_strdup (arff->token->str));
  } while (*at == ',');
  return TRUE;
}

static gboolean
take_attribute (Arff *arff, const char *at, GError **error)
{
  static const char *const numeric[] = { "numeric", "real", "integer", NULL };
  Attribute new = { NULL }, *attribute;

  if (arff->attributes->len == GRADUS_RECORDS_MAX_COLUMNS)
    return refuse (arff, error, "has more than %d columns; leave some out",
                   GRADUS_RECORDS_MAX_COLUMNS);
  if (!take_token (arff, &at, " \t{", error))
    return FALSE;
  g_array_append_val (arff->attributes, new);
  attribute = get_attribute (arff, arff->attributes->len - 1);
  attribute->name = g_strdup (arff->token->len > 0 ? arff->token->str : "?");
  skip_blanks (&at);
  if (*at == '{')
    return take_nominal (arff, attribute, at, error);
  if (!take_token (arff, &at, " \t", error))
    return FALSE;
  for (guint i = 0; numeric[i]; i++) {
    if (g_ascii_strcasecmp (arff->token->str, numeric[i]) == 0)
      return TRUE;
  }
  attribute->type = TEXT;
  gradus_class_list_init (&attribute->classes);
  return g_ascii_strcasecmp (arff->token->str, "string") == 0 ||
         g_ascii_strcasecmp (arff->token->str, "date") == 0 ||
         refuse (arff, error,
                 "“%s” is no type that Gradus knows; numeric, {…}, string and date are",
                 arff->token->str);
}

/* Everything up to @DATA. */
static gboolean
take_head (Arff *arff, GError **error)
{
  GError *fault = NULL;

  while (next_line (arff, &fault)) {
    const char *at = arff->line;

    skip_blanks (&at);
    if (g_ascii_strncasecmp (at, "@data", 5) == 0)
      return arff->attributes->len > 0 ||
             refuse (arff, error, "%s", "there is no @ATTRIBUTE before @DATA; declare the columns");
    if (g_ascii_strncasecmp (at, "@attribute", 10) == 0 && !take_attribute (arff, at + 10, error))
      return FALSE;
  }
  if (fault)
    g_propagate_error (error, fault);
  else
    refuse (arff, error, "%s", "the file ends before @DATA; it is cut off, fetch it anew");
  return FALSE;
}

/* -- Samples ----------------------------------------------------------------------------------- */

static gboolean
read_class (Arff *arff, Attribute *attribute, float *value, GError **error)
{
  int number = gradus_class_list_find (&attribute->classes, arff->token->str);

  if (number < 0 && attribute->type == NOMINAL)
    return refuse (arff, error, "column “%s”: “%.*s” is none of its declared values",
                   attribute->name, GRADUS_CUT (arff->token->str, 40));
  if (number < 0)
    number = gradus_class_list_is_overfull (&attribute->classes)
                 ? 0
                 : gradus_class_list_add (&attribute->classes, g_strdup (arff->token->str));
  *value = (float) number;
  return TRUE;
}

static gboolean
read_value (Arff *arff, guint i, float *value, GError **error)
{
  Attribute *attribute = get_attribute (arff, i);
  const GradusCsvField field = { arff->token->str, (guint) arff->token->len, FALSE };

  *value = NAN;
  if ((!arff->is_quoted && (arff->token->len == 0 || g_str_equal (arff->token->str, "?"))) ||
      gradus_csv_is_named (&field, arff->hints->missing)) {
    if (attribute->n_missing++ == 0)
      attribute->missing_line = arff->source.line - 1;
    return TRUE;
  }
  if (attribute->type != NUMERIC)
    return read_class (arff, attribute, value, error);
  return gradus_csv_parse (&field, '.', value) == GRADUS_CSV_NUMBER ||
         refuse (
             arff, error,
             "column “%s”: “%.*s” is not a number, as it is declared; correct it or put ? there",
             attribute->name, GRADUS_CUT (arff->token->str, 40));
}

/* A weight in braces may follow, which is passed over. */
static gboolean
take_plain (Arff *arff, const char *at, float *cells, GError **error)
{
  const guint n = arff->attributes->len;

  for (guint i = 0; i < n; i++) {
    if (!take_token (arff, &at, ",\t", error) || !read_value (arff, i, cells + i, error))
      return FALSE;
    if (i + 1 < n && *at != ',' && *at != '\t')
      return refuse (arff, error, "has %u columns where %u are declared", i + 1, n);
    at += *at != '\0';
  }
  skip_blanks (&at);
  return !*at || *at == '{' ||
         refuse (arff, error, "has more columns than the %u that are declared", n);
}

/* Pairs of a column's number, from 0, and its value; what is not there is 0 or the first class. */
static gboolean
take_sparse (Arff *arff, const char *at, float *cells, GError **error)
{
  const guint n = arff->attributes->len;

  memset (cells, 0, n * sizeof *cells);
  for (at++, skip_blanks (&at); *at && *at != '}'; skip_blanks (&at)) {
    char *end;
    const guint64 i = g_ascii_strtoull (at, &end, 10);

    if (end == at || i >= n)
      return refuse (arff, error, "a pair does not begin with the number of a column, 0 to %u",
                     n - 1);
    at = end;
    if (!take_token (arff, &at, ",}", error) || !read_value (arff, (guint) i, cells + i, error))
      return FALSE;
    at += *at == ',';
  }
  return *at == '}' || refuse (arff, error, "%s", "the braces are not closed; end them with }");
}

static gboolean
take_samples (Arff *arff, GError **error)
{
  GError *fault = NULL;

  arff->rows.n_columns = arff->attributes->len;
  while (next_line (arff, &fault)) {
    const char *at = arff->line;
    float *cells;

    skip_blanks (&at);
    if (!*at || *at == '%')
      continue;
    cells = gradus_rows_append (&arff->rows);
    if (!cells)
      return refuse (arff, error, "%s", "more samples than there is room for; give a part of them");
    if (!(*at == '{' ? take_sparse : take_plain) (arff, at, cells, error))
      return FALSE;
  }
  if (fault) {
    g_propagate_error (error, fault);
    return FALSE;
  }
  return arff->rows.n > 0 || refuse (arff, error, "%s", "no samples follow @DATA; add some");
}

/* -- The table --------------------------------------------------------------------------------- */

static void
finish_column (GradusRecords *table, GradusColumn *column, const Attribute *attribute)
{
  const gboolean is_text = attribute->type != NUMERIC;

  g_free (column->name);
  column->name = g_strdup (attribute->name);
  column->n_missing = attribute->n_missing;
  column->missing_line = attribute->missing_line;
  column->kind = attribute->n_missing == table->n_rows ||
                         (is_text && gradus_class_list_is_overfull (&attribute->classes))
                     ? GRADUS_COLUMN_TEXTS
                 : is_text ? GRADUS_COLUMN_CLASSES
                           : GRADUS_COLUMN_NUMBERS;
  if (column->kind == GRADUS_COLUMN_CLASSES)
    column->classes = g_ptr_array_ref (attribute->classes.texts);
}

static GradusRecords *
make_table (Arff *arff)
{
  GradusRecords *table = gradus_records_new (gradus_intake_get_filename (arff->source.intake));
  const guint n = arff->attributes->len;

  table->format = g_strdup ("ARFF, a table of Weka");
  table->text.encoding = arff->source.encoding;
  table->n_rows = (guint) arff->rows.n;
  gradus_records_add_block (table, n, FALSE, gradus_rows_steal (&arff->rows));
  gradus_records_add_columns (table, "", n);
  for (guint i = 0; i < n; i++)
    finish_column (table, &g_array_index (table->columns, GradusColumn, i),
                   get_attribute (arff, i));
  gradus_records_guess (table);
  return table;
}

static GradusRecords *
read_arff (const char *filename, const GradusHints *hints, GradusLoading *loading, GError **error)
{
  g_auto (Arff) arff = { .hints = hints,
                         .token = g_string_new (NULL),
                         .attributes = g_array_new (FALSE, FALSE, sizeof (Attribute)) };

  g_array_set_clear_func (arff.attributes, clear_attribute);
  return gradus_csv_text_open (&arff.source, filename, hints->encoding, loading, error) &&
                 take_head (&arff, error) && take_samples (&arff, error)
             ? make_table (&arff)
             : NULL;
}

/* Comments with % may stand before @RELATION. */
static gboolean
recognises_arff (const char *filename, const guint8 *head, gsize n)
{
  const char *text = (const char *) head, *end = text + n;

  while (text < end && (*text == '%' || g_ascii_isspace (*text))) {
    if (*text == '%') {
      while (text < end && *text != '\n')
        text++;
    } else
      text++;
  }
  return end - text > 9 && g_ascii_strncasecmp (text, "@relation", 9) == 0;
}

const GradusReader gradus_arff_reader = { "ARFF", recognises_arff, read_arff };
