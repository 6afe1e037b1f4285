/* SPDX-License-Identifier: MIT
 *
 * The same table in every way in which people write it: Gradus reads just that, and says how it was
 * written. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "data/import.h"
#include "data/reader.h"

#define N_ROWS 14

static char *folder;

/* -- The contents ------------------------------------------------------------------------------ */

static const char *const places[2][4] = { { "Köln", "Zürich", "Genève", "Århus" },
                                          { "서울", "부산", "대구", "광주" } };
static const char *const kinds[] = { "yes", "no", "maybe" };
static const double areas[N_ROWS] = { 0.5,   12.25, -3.75, 1234.5,   12.25, 7.125, 99.5,
                                      -0.25, 3.5,   8.75,  654321.5, 2.5,   -10.5, 0.5 };
static const double counts[N_ROWS] = { 1395, 20,  1000000, 7,  20,  512, 38000,
                                       3,    999, 12345,   20, 150, 7,   4096 };

/* How numbers are written. */
typedef struct {
  const char *point, *thousands, *minus, *before, *after;
} Style;

static const Style styles[] = {
  { ".", "", "-", "", "" },   { ",", "", "-", "", "" },
  { ".", ",", "-", "", "" },  { ",", ".", "-", "", "" },
  { ".", " ", "-", "", "" },  { ",", "\xc2\xa0", "\xe2\x88\x92", "", "" },
  { ".", "'", "-", "", "" },  { ".", "", "\xe2\x88\x92", "", "%" },
  { ".", ",", "-", "$", "" }, { ",", ".", "-", "", " €" },
  { ".", ",", "-", "₩", "" }, { ",", " ", "-", "", " %" },
};

typedef enum {
  NAMES,
  NO_HEADER,
  YEARS,
  ROW_NAMES,
  N_HEADERS
} Heading;

/* How a table is written. */
typedef struct {
  char separator;
  Heading heading;
  const Style *style;
  const char *missing;
  gboolean are_all_quoted;
  const char *line_end;
  const char *encoding; /* of iconv */
  gboolean is_korean;
} Way;

static GString *
group (const char *digits, const char *thousands)
{
  GString *text = g_string_new (NULL);
  const gsize n = strlen (digits);

  for (gsize i = 0; i < n; i++) {
    if (i > 0 && (n - i) % 3 == 0)
      g_string_append (text, thousands);
    g_string_append_c (text, digits[i]);
  }
  return text;
}

static char *
write_number (double value, const Style *style)
{
  g_autofree char *plain = g_strdup_printf ("%.3f", fabs (value));
  char *point = strchr (plain, '.');
  g_autoptr (GString) whole = NULL;
  gsize n = strlen (point);

  while (n > 1 && point[n - 1] == '0')
    n--;
  *point = '\0';
  whole = group (plain, style->thousands);
  return g_strdup_printf ("%s%s%s%s%.*s%s", value < 0 ? style->minus : "", style->before,
                          whole->str, n > 1 ? style->point : "", (int) (n > 1 ? n - 1 : 0),
                          point + 1, style->after);
}

static void
put_field (GString *text, const Way *way, const char *field, gboolean is_last)
{
  const char blank_or[] = { way->separator == ' ' ? '\t' : way->separator, '\0' };
  const gboolean is_quoted = way->are_all_quoted || strstr (field, blank_or) ||
                             (way->separator == ' ' && (strchr (field, ' ') || !*field));

  g_string_append_printf (text, is_quoted ? "\"%s\"" : "%s", field);
  if (is_last)
    g_string_append (text, way->line_end);
  else
    g_string_append_c (text, way->separator);
}

static const char *const names[N_HEADERS][4] = {
  { "place", "area", "count", "kind" },
  { "column 1", "column 2", "column 3", "column 4" },
  { "place", "2019", "2020", "kind" },
  { "place", "area", "count", "kind" },
};

static char *
write_table (const Way *way)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; way->heading != NO_HEADER && i < 4; i++)
    put_field (text, way, names[way->heading][i], i == 3);
  for (guint row = 0; row < N_ROWS; row++) {
    g_autofree char *area = write_number (areas[row], way->style),
                    *count = write_number (counts[row], way->style),
                    *name = g_strdup_printf ("%u", row + 1);

    if (way->heading == ROW_NAMES)
      put_field (text, way, name, FALSE);
    put_field (text, way, places[way->is_korean][row % 4], FALSE);
    put_field (text, way, row == 3 ? way->missing : area, FALSE);
    put_field (text, way, row == 5 ? way->missing : count, FALSE);
    put_field (text, way, kinds[row % 3], TRUE);
  }
  return g_string_free (text, FALSE);
}

/* -- Reading ----------------------------------------------------------------------------------- */

static GradusRecords *
read_text (const char *text, const char *encoding)
{
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL);
  g_autoptr (GError) error = NULL;
  gsize n;
  g_autofree char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, &n, &error);
  GradusRecords *table;

  g_assert_no_error (error);
  g_unlink (path);
  g_file_set_contents (path, bytes, (gssize) n, &error);
  g_assert_no_error (error);
  table = gradus_reader_load (path, NULL, NULL, &error);
  g_assert_no_error (error);
  return table;
}

static void
check_numbers (const GradusRecords *table, guint column, const double *values, guint gap)
{
  const GradusColumn *found = gradus_records_get_column (table, column);

  g_assert_cmpint (found->kind, ==, GRADUS_COLUMN_NUMBERS);
  g_assert_cmpuint (found->n_missing, ==, 1);
  for (guint row = 0; row < N_ROWS; row++) {
    const float value = gradus_records_get_value (table, row, column);

    if (row == gap)
      g_assert_true (isnan (value));
    else
      g_assert_cmpfloat ((double) value, ==, (double) (float) values[row]);
  }
}

static void
check_texts (const GradusRecords *table, guint column, const char *const *texts, guint n)
{
  g_assert_cmpint (gradus_records_get_column (table, column)->kind, ==, GRADUS_COLUMN_CLASSES);
  g_assert_cmpuint (gradus_records_get_column (table, column)->classes->len, ==, n);
  for (guint row = 0; row < N_ROWS; row++) {
    g_autofree char *text = gradus_records_format_value (table, row, column);

    g_assert_cmpstr (text, ==, texts[row % n]);
  }
}

static void
check_way (const Way *way)
{
  g_autofree char *text = write_table (way);
  g_autoptr (GradusRecords) table = read_text (text, way->encoding);
  const guint first = way->heading == ROW_NAMES ? 1 : 0;

  if (g_test_verbose ())
    g_test_message ("%s", text);
  g_assert_cmpuint (table->columns->len, ==, 4 + first);
  g_assert_cmpuint (table->n_rows, ==, N_ROWS);
  g_assert_cmpint (table->text.separator, ==, way->separator);
  g_assert_cmpint (table->has_header, ==, way->heading != NO_HEADER);
  g_assert_cmpint (table->text.has_row_names, ==, first);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpstr (gradus_records_get_column (table, first + i)->name, ==,
                     names[way->heading][i]);
  check_texts (table, first, places[way->is_korean], 4);
  check_numbers (table, first + 1, areas, 3);
  check_numbers (table, first + 2, counts, 5);
  check_texts (table, first + 3, kinds, 3);
  g_assert_cmpint (table->target, ==, (int) first + 3);
}

/* Not everything goes with everything: without quotes an empty field between blanks is none. */
static void
test_every_way (void)
{
  static const char separators[] = { ',', ';', '\t', '|', ' ' };
  static const char *const missing[] = { "", "NA", "-", "#N/A" };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++) {
    for (Heading heading = 0; heading < N_HEADERS; heading++) {
      for (guint style = 0; style < G_N_ELEMENTS (styles); style++) {
        for (guint k = 0; k < G_N_ELEMENTS (missing); k++) {
          const Way way = { separators[i],         heading, &styles[style], missing[k], k % 2 == 1,
                            k < 2 ? "\n" : "\r\n", "UTF-8", style % 2 == 1 };

          check_way (&way);
          n++;
        }
      }
    }
  }
  g_test_message ("%u tables", n);
  g_assert_cmpuint (n, >=, 200);
}

static void
test_encodings (void)
{
  static const struct {
    const char *iconv;
    GradusEncoding encoding;
    gboolean is_korean;
  } encodings[] = { { "UTF-8", GRADUS_ENCODING_UTF_8, TRUE },
                    { "UTF-16LE", GRADUS_ENCODING_UTF_16LE, FALSE },
                    { "UTF-16BE", GRADUS_ENCODING_UTF_16BE, FALSE },
                    { "CP949", GRADUS_ENCODING_CP949, TRUE },
                    { "CP1252", GRADUS_ENCODING_WINDOWS_1252, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++) {
    for (Heading heading = 0; heading < N_HEADERS; heading++) {
      const Way way = { ';',   heading, &styles[0],         "NA",
                        FALSE, "\n",    encodings[i].iconv, encodings[i].is_korean };
      g_autofree char *text = write_table (&way);
      g_autoptr (GradusRecords) table = read_text (text, way.encoding);

      g_assert_cmpint (table->text.encoding, ==, encodings[i].encoding);
      check_way (&way);
    }
  }
}

/* -- Files of the kinds that people have ------------------------------------------------------- */

/* What a file is read as, and one of its cells. */
typedef struct {
  const char *name;
  guint n_rows, n_columns;
  gboolean has_header;
  const char *target, *left_out; /* the latter with bars between them */
  guint row;
  const char *column, *text;
} Known;

static const Known known[] = {
  { "ticket.csv", 60, 9, TRUE, "Port", "Id|Fullname|Ticket", 16, "Ticket", "A/5 2016" },
  { "cp949.csv", 30, 5, TRUE, "높음", "", 2, "인구", "1074" },
  { "thousands.csv", 30, 5, TRUE, "높음", "", 1, "인구", "1037" },
  { "latin1.csv", 30, 4, TRUE, "art", "gewicht", 20, "name", "Müller" },
  { "latin1.csv", 30, 4, TRUE, "art", "gewicht", 1, "größe", "1.51" },
  { "currency.csv", 30, 3, TRUE, "approved", "", 1, "price", "1050" },
  { "currency.csv", 30, 3, TRUE, "approved", "", 1, "rate", "3.1" },
  { "header.csv", 20, 3, TRUE, "Rank", "Season|Score|Rank", 2, "Season", "2000*" },
  { "sep.csv", 20, 3, TRUE, "k", "", 0, "x", "0.5" },
  { "orange.tab", 24, 3, TRUE, "kind", "", 23, "width", "5.75" },
  { "blanks.data", 30, 5, FALSE, "column 5", "", 2, "column 4", "0.0211" },
  { "fann.data", 4, 3, FALSE, "output", "", 2, "input 1", "1" },
  { "id.csv", 90, 4, TRUE, "Species", "Id", 1, "a", "0.146" },
  { "not-available.csv", 20, 3, TRUE, "k", "a", 2, "b", "4" },
  { "dash.csv", 20, 3, TRUE, "k", "a", 2, "b", "4" },
  { "comment.csv", 20, 3, TRUE, "k", "a", 2, "b", "4" },
  { "weka.arff", 20, 2, FALSE, "class", "", 1, "len", "0.3" },
  { "row-names.csv", 10, 4, TRUE, "k", "row name|x", 2, "y", "4" },
  { "blank-thousands.csv", 10, 3, TRUE, "k", "", 1, "x", "1001.5" },
  { "point-thousands.csv", 10, 3, TRUE, "k", "", 2, "x", "1002.5" },
};

static char *
list_left_out (const GradusRecords *table)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < table->columns->len; i++) {
    const GradusColumn *column = gradus_records_get_column (table, i);

    if (column->left_out)
      g_string_append_printf (list, "%s%s", list->len > 0 ? "|" : "", column->name);
  }
  return g_string_free (list, FALSE);
}

static void
test_people (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++) {
    const Known *file = &known[i];
    g_autofree char *path = g_build_filename (GRADUS_DATA_DIR, "people", file->name, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (GradusRecords) table = gradus_reader_load (path, NULL, NULL, &error);
    g_autofree char *left_out = NULL, *text = NULL;

    g_assert_no_error (error);
    g_test_message ("%s", file->name);
    left_out = list_left_out (table);
    g_assert_cmpuint (table->n_rows, ==, file->n_rows);
    g_assert_cmpuint (table->columns->len, ==, file->n_columns);
    g_assert_cmpint (table->has_header, ==, file->has_header);
    g_assert_cmpstr (gradus_records_get_column (table, (guint) table->target)->name, ==,
                     file->target);
    g_assert_cmpstr (left_out, ==, file->left_out);
    text = gradus_records_format_value (table, file->row,
                                        (guint) gradus_records_find_column (table, file->column));
    g_assert_cmpstr (text, ==, file->text);
  }
}

/* -- One by one -------------------------------------------------------------------------------- */

static GradusImport *
learn (GradusRecords *table, GradusImportChoice choice, const char *complaint)
{
  g_autoptr (GError) error = NULL;
  GradusImport *import = gradus_import_new (table, &choice, &error);

  if (complaint) {
    g_assert_null (import);
    g_assert_nonnull (strstr (error->message, complaint));
  } else
    g_assert_no_error (error);
  return import;
}

/* Numbers with one text: unused unless it is named, refused where it is to be numbers. */
static void
test_mixed (void)
{
  GString *text = g_string_new ("a,b,kind\n");
  g_autofree char *contents = NULL;
  g_autoptr (GradusRecords) table = NULL;
  g_autoptr (GradusImport) usual = NULL, chosen = NULL;
  const char *const named[] = { "a", NULL };

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "%s,%u,%s\n",
                            i == 2500 ? "oops"
                            : i % 2   ? "1.5"
                                      : "2.5",
                            i % 7, i % 3 ? "x" : "y");
  contents = g_string_free (text, FALSE);
  table = read_text (contents, "UTF-8");
  usual = learn (table, (GradusImportChoice){ 0 }, NULL);
  g_assert_cmpuint (usual->n_inputs, ==, 1);
  g_assert_cmpstr (gradus_records_get_column (table, 0)->odd, ==, "oops");
  g_assert_cmpuint (gradus_records_get_column (table, 0)->odd_line, ==, 2502);
  chosen = learn (table, (GradusImportChoice){ .inputs = (char **) named }, NULL);
  g_assert_cmpuint (chosen->n_inputs, ==, 3);
  learn (table, (GradusImportChoice){ .target = (char *) "a", .task = GRADUS_TASK_NUMBERS },
         "line 2502, column “a”: “oops” is not a number, unlike the others");
}

/* Thousands that come behind the first thousand lines; two ways in one column are none. */
static void
test_late (void)
{
  GString *text = g_string_new ("a;b;kind\n");
  g_autofree char *contents = NULL;
  g_autoptr (GradusRecords) table = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, "%s;%s;%s\n", i == 1500 ? "1,234,567" : "20",
                            i == 1800   ? "1.234,5"
                            : i == 1900 ? "1,234.5"
                                        : "1.5",
                            i % 3 ? "x" : "y");
  contents = g_string_free (text, FALSE);
  table = read_text (contents, "UTF-8");
  g_assert_cmpfloat ((double) gradus_records_get_value (table, 1500, 0), ==, 1234567);
  g_assert_cmpint (gradus_records_get_column (table, 0)->numerals.thousands, ==, ',');
  g_assert_cmpint (gradus_records_get_column (table, 1)->left_out, ==, GRADUS_LEFT_OUT_MIXED);
  g_assert_cmpstr (gradus_records_get_column (table, 1)->odd, ==, "1.234,5");
}

static GradusRecords *
read_with (const char *text, GradusHints hints)
{
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL);
  g_autoptr (GError) error = NULL;
  GradusRecords *table;

  g_unlink (path);
  g_file_set_contents (path, text, -1, NULL);
  table = gradus_reader_load (path, &hints, NULL, &error);
  g_assert_no_error (error);
  return table;
}

/* Marks are missing among numbers only, and so is what somebody names. */
static void
test_marks (void)
{
  const char *const named[] = { "-999", NULL };
  const char text[] = "a,sign,kind\n1,+,Na\n-,-,none\n-999,-,Na\n4,+,none\n";
  g_autoptr (GradusRecords) plain = read_with (text, (GradusHints){ 0 }),
                            told = read_with (text, (GradusHints){ .missing = (char **) named });

  g_assert_cmpuint (gradus_records_get_column (plain, 0)->n_missing, ==, 1);
  g_assert_cmpuint (gradus_records_get_column (told, 0)->n_missing, ==, 2);
  for (guint i = 1; i < 3; i++) {
    g_assert_cmpuint (gradus_records_get_column (plain, i)->n_missing, ==, 0);
    g_assert_cmpuint (gradus_records_get_column (plain, i)->classes->len, ==, 2);
  }
}

/* Quotes with a backslash before them, as MySQL writes them. */
static void
test_backslashes (void)
{
  g_autoptr (GradusRecords) table =
      read_text ("n,name\n1,\"a \\\"b\\\" c\"\n2,\"C:\\\"\n3,\"d\"\n", "UTF-8");
  g_autofree char *first = gradus_records_format_value (table, 0, 1),
                  *second = gradus_records_format_value (table, 1, 1);

  g_assert_cmpuint (table->n_rows, ==, 3);
  g_assert_cmpstr (first, ==, "a \\\"b\\\" c");
  g_assert_cmpstr (second, ==, "C:\\");
}

/* Both ways in one field: a quote behind a backslash stays as it is, with the letter behind it. */
static void
test_backslashes_and_doubled (void)
{
  g_autoptr (GradusRecords) table =
      read_text ("n,name\n1,\"a \\\"b\\\" \"\"c\"\" d\"\n2,\"e\"\"\"\n", "UTF-8");
  g_autofree char *first = gradus_records_format_value (table, 0, 1),
                  *second = gradus_records_format_value (table, 1, 1);

  g_assert_cmpstr (first, ==, "a \\\"b\\\" \"c\" d");
  g_assert_cmpstr (second, ==, "e\"");
}

/* A long odd text is told by its beginning, which may end within a doubled quote. */
static void
test_long_quoted (void)
{
  g_autofree char *filling = g_strnfill (119, 'a'), *contents = NULL, *beginning = NULL;
  GString *text = g_string_new ("a,kind\n");
  g_autoptr (GradusRecords) table = NULL;

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (text, "%u.5,%s\n", i, i % 3 ? "x" : "y");
  g_string_append_printf (text, "\"%s\"\"b\",x\n", filling);
  contents = g_string_free (text, FALSE);
  table = read_text (contents, "UTF-8");
  beginning = g_strconcat (filling, "\"", NULL);
  g_assert_cmpstr (gradus_records_get_column (table, 0)->odd, ==, beginning);
}

/* What a header is and is not. */
static void
test_headings (void)
{
  static const struct {
    const char *text;
    gboolean has_header;
    guint n_rows;
  } tables[] = {
    { "country,2001,2000\nA,5.5,1\nB,2,1.5\n", TRUE, 2 },
    { "0,1,2\n0.5,1.25,3\n0.25,0,1\n", TRUE, 2 },
    { "born,died\n1900,1950\n1910,1970\n", TRUE, 2 },
    { "1900,1950\n1910,1970\n1905,1980\n", FALSE, 3 },
    { "1,2,3\n4,5,6\n7,8,9\n", FALSE, 3 },
    { "p,x,s\ne,x,s\np,y,s\ne,y,b\n", FALSE, 4 },
    { "colour,size\nred,large\nblue,small\n", TRUE, 2 },
    { "a,b\n1,x\n?,y\n", TRUE, 2 },
    { "# x,y\n1,2\n3,4\n", TRUE, 2 },
    { "#,Name,HP\n1,Bulbasaur,45\n2,Ivysaur,60\n", TRUE, 2 },
    { "Table 1. Results\n\nname,score\nA,1\nB,2\n", TRUE, 2 },
    { "Report,,\nname,score,kind\nA,1,x\nB,2,y\n", TRUE, 2 },
    { "Report,,\n,,\nname,score,kind\nA,1,x\nB,2,y\n", TRUE, 2 },
    { ";\nname;score\nA;1\nB;2\n", TRUE, 2 },
    { ",,\n1,2,3\n4,5,6\n", FALSE, 2 },
    { "name,score\nA,1\nB,2\n\x1a\x1a", TRUE, 2 },
    { "1 10:30 11:45\n2 09:30 10:15\n", FALSE, 2 }, /* no file of LIBSVM's */
    { "a,b\n1,2,\n3,4,\n", TRUE, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    g_autoptr (GradusRecords) table = read_text (tables[i].text, "UTF-8");

    g_test_message ("%s", tables[i].text);
    g_assert_cmpint (table->has_header, ==, tables[i].has_header);
    g_assert_cmpuint (table->n_rows, ==, tables[i].n_rows);
  }
}

/* A table of 8 × 8 pixels offers pictures, which the choice takes or not; letters are classes. */
static void
test_pictures (void)
{
  GString *text = g_string_new ("label");
  g_autofree char *contents = NULL;
  g_autoptr (GradusRecords) table = NULL;
  g_autoptr (GradusImport) plain = NULL, pictures = NULL;

  for (guint i = 0; i < 64; i++)
    g_string_append_printf (text, ",pixel%u", i);
  for (guint row = 0; row < 60; row++) {
    g_string_append_printf (text, "\n%u", row % 26);
    for (guint i = 0; i < 64; i++)
      g_string_append_printf (text, ",%u", (row * 31 + i * 7) % 256);
  }
  contents = g_string_free (text, FALSE);
  table = read_text (contents, "UTF-8");
  plain = learn (table, (GradusImportChoice){ 0 }, NULL);
  pictures = learn (table, (GradusImportChoice){ .pictures = GRADUS_PICTURES_YES }, NULL);
  g_assert_true (table->is_picture_offered && table->target == 0);
  g_assert_cmpuint (plain->picture.width, ==, 0);
  g_assert_cmpuint (pictures->picture.width, ==, 8);
  g_assert_cmpuint (pictures->n_targets, ==, 26);
}

/* Keys by what they are or what they are called; but the only input is one. */
static void
test_keys (void)
{
  GString *text = g_string_new ("serial,year,area,code,price\n");
  g_autofree char *contents = NULL, *left_out = NULL;
  g_autoptr (GradusRecords) table = NULL, line = NULL;
  g_autoptr (GradusImport) import = NULL;

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (text, "%u,%u,%u,%u,%u\n", 100 - i, 1990 + (i * 7) % 20,
                            50 + (i * i * 37) % 1009, 70000 + (i * 7919) % 9973,
                            1000 + (i * 53) % 997);
  contents = g_string_free (text, FALSE);
  table = read_text (contents, "UTF-8");
  left_out = list_left_out (table);
  g_assert_cmpstr (left_out, ==, "serial|year|code");
  line = read_text ("x,y\n1,2\n2,4\n3,6\n4,8\n5,10\n6,12\n7,14\n8,16\n9,18\n10,20\n", "UTF-8");
  import = learn (line, (GradusImportChoice){ 0 }, NULL);
  g_assert_cmpuint (import->n_inputs, ==, 1);
}

/* Quotes, blanks, percent comments, samples of pairs, weights. */
static void
test_arff (void)
{
  g_autoptr (GradusRecords) table = read_text (
      "% A comment\n@relation 'a b'\n@attribute 'first one' numeric\n"
      "@ATTRIBUTE kind {red, 'dark blue', \"it's\"}\n@attribute name string\n@data\n"
      "1.5, 'dark blue', 'O\\'Neill'\n% another\n?, red, x\n{0 2, 2 'y z'}\n3,it's,x,{5}\n",
      "UTF-8");
  static const char *const cells[4][3] = { { "1.5", "dark blue", "O'Neill" },
                                           { "", "red", "x" },
                                           { "2", "red", "y z" },
                                           { "3", "it's", "x" } };

  g_assert_cmpuint (table->n_rows, ==, 4);
  g_assert_cmpstr (gradus_records_get_column (table, 0)->name, ==, "first one");
  g_assert_cmpuint (gradus_records_get_column (table, 0)->missing_line, ==, 9);
  for (guint row = 0; row < 4; row++) {
    for (guint i = 0; i < 3; i++) {
      g_autofree char *text = gradus_records_format_value (table, row, i);

      g_assert_cmpstr (text, ==, cells[row][i]);
    }
  }
}

/* Each has its remedy. */
static void
test_foreign (void)
{
  static const struct {
    const char *bytes, *remedy;
    gsize n; /* 0: up to the first byte of 0 */
  } foreign[] = {
    { "PK\x03\x04______________[Content_Types].xml", "save the sheet as CSV UTF-8" },
    { "PK\x03\x04______mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "LibreOffice" },
    { "\xd0\xcf\x11\xe0\xa1\xb1", "older Excel" },
    { "PAR1\x15", "pandas.read_parquet" },
    { "{\"a\": [1, 2]}", "is JSON" },
    { "[{\"a\": 1}]", "is JSON" },
    { "<table><tr><td>1", "pandas.read_html" },
    { "<!DOCTYPE html>", "is a web page" },
    { "RDX3\n", "write.csv()" },
    { "\x89HDF\r\n\x1a\n", "numpy.savez()" },
    { "X\n\0\0\0\3", "write.csv()", 6 },
    { "$FL2@(#) SPSS DATA FILE", "pandas.read_spss" },
    { "<stata_dta><header>", "pandas.read_stata" },
    { "\x80\x04\x95", "is a pickle" },
    { "BZh91AY&SY", "by bzip2; unpack it" },
    { "\xfd\x37zXZ", "by xz; unpack it" },
    { "\x28\xb5\x2f\xfd", "by Zstandard; unpack it" },
    { "7z\xbc\xaf\x27\x1c", "is an archive" },
    { "+1 1:0.5 3:-1e-3\n-1 2:1\n", "LIBSVM" },
    { "3 1:0.5 # a comment\r\n1 2:1 7:4\r\n", "LIBSVM" },
  };
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++) {
    g_autoptr (GError) error = NULL;

    g_unlink (path);
    g_file_set_contents (path, foreign[i].bytes, foreign[i].n ? (gssize) foreign[i].n : -1, NULL);
    g_assert_null (gradus_reader_load (path, NULL, NULL, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    g_assert_nonnull (strstr (error->message, foreign[i].remedy));
  }
}

/* An encoding that somebody names is taken, right or wrong; Latin letters behind the first
 * megabyte are found, too. */
static void
test_named_encoding (void)
{
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL), *text = NULL, *bytes = NULL;
  g_autoptr (GradusRecords) wrong = NULL, late = NULL;
  GString *long_text = g_string_new ("name,x\n");
  g_autoptr (GError) error = NULL;
  gsize n;

  wrong = read_with ("name,x\nK\xc3\xb6ln,1\n\xc3\xbc,2\n",
                     (GradusHints){ .encoding = GRADUS_ENCODING_WINDOWS_1252 });
  text = gradus_records_format_value (wrong, 0, 0);
  g_assert_cmpstr (text, ==, "KÃ¶ln");
  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (long_text, "%s,%u\n", i == 199000 ? "Köln" : "Bonn", i % 97);
  bytes = g_convert (long_text->str, -1, "CP1252", "UTF-8", NULL, &n, NULL);
  g_string_free (long_text, TRUE);
  g_unlink (path);
  g_file_set_contents (path, bytes, (gssize) n, NULL);
  late = gradus_reader_load (path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (late->text.encoding, ==, GRADUS_ENCODING_WINDOWS_1252);
  g_assert_cmpuint (gradus_records_get_column (late, 0)->classes->len, ==, 2);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("gradus-XXXXXX", NULL);
  g_test_add_func ("/tables/every-way", test_every_way);
  g_test_add_func ("/tables/encodings", test_encodings);
  g_test_add_func ("/tables/people", test_people);
  g_test_add_func ("/tables/mixed", test_mixed);
  g_test_add_func ("/tables/late", test_late);
  g_test_add_func ("/tables/marks", test_marks);
  g_test_add_func ("/tables/backslashes", test_backslashes);
  g_test_add_func ("/tables/backslashes-and-doubled", test_backslashes_and_doubled);
  g_test_add_func ("/tables/long-quoted", test_long_quoted);
  g_test_add_func ("/tables/headings", test_headings);
  g_test_add_func ("/tables/pictures", test_pictures);
  g_test_add_func ("/tables/keys", test_keys);
  g_test_add_func ("/tables/arff", test_arff);
  g_test_add_func ("/tables/foreign", test_foreign);
  g_test_add_func ("/tables/named-encoding", test_named_encoding);
  status = g_test_run ();
  path = g_build_filename (folder, "table.csv", NULL);
  g_unlink (path);
  g_rmdir (folder);
  g_free (folder);
  return status;
}
