/* SPDX-License-Identifier: MIT */
#include "export/python-text.h"

#include "export/python.h"

gboolean
gradus_python_text_are_alike (const GradusColumn *a, const GradusColumn *b)
{
  return a->numerals.point == b->numerals.point && a->numerals.thousands == b->numerals.thousands &&
         a->numerals.unit == b->numerals.unit;
}

void
gradus_python_text_append_numerals (GString *code, const GradusNumerals *numerals)
{
  if (numerals->point == ',')
    g_string_append (code, ", point=\",\"");
  /* blanks are no signs: all of them are passed over */
  if (numerals->thousands && numerals->thousands != ' ')
    g_string_append_printf (code, ", thousands=\"%c\"", numerals->thousands);
  if (!numerals->unit)
    return;
  g_string_append (code, ", unit=");
  gradus_python_append_text (code, numerals->unit);
}

/* -- What has no value ------------------------------------------------------------------------- */

static void
append_missing (GString *code, const GradusRecords *records, gboolean is_arff)
{
  g_string_append (code,
                   is_arff ? "MISSING = [\"\", \"?\""
                           : "MISSING = [\"\", \"?\", \"NA\", \"N/A\", \"NaN\", \"nan\", \"NULL\", "
                             "\"null\", \"None\", \"n/a\", \"<NA>\", \"#N/A\", \"#NA\", \"-NaN\", "
                             "\"-nan\", \"1.#IND\",\n           \"-1.#IND\", \"1.#QNAN\", "
                             "\"-1.#QNAN\", \"#N/A N/A\"");
  for (char **text = records->hints.missing; text && *text; text++) {
    g_string_append (code, ", ");
    gradus_python_append_text (code, *text);
  }
  g_string_append (code, "]\n");
  g_string_append (
      code, is_arff ? "MARKS = []\n"
                    : "MARKS = [\"-\", \"--\", \"---\", \".\", \"..\", \"...\", \"*\", \"–\", "
                      "\"—\", \"…\", \"na\", \"n.a.\", \"n/a\", \"nan\", \"-nan\", \"none\", "
                      "\"null\", \"#n/a\",\n         \"nil\", \"#div/0!\", \"#value!\", "
                      "\"#name?\", \"#null!\", \"#num!\", \"#ref!\"]  # among numbers\n");
}

/* -- Rows -------------------------------------------------------------------------------------- */

static void
append_text (GString *code, const GradusRecords *records, const char *name)
{
  g_string_append (code, "text = read(");
  gradus_python_append_text (code, name);
  g_string_append_printf (code, ").decode(\"%s\").strip(\"\\ufeff\\x1a\")\n",
                          gradus_encoding_names[records->text.encoding]);
}

/* A line that begins with # or % is a comment where it has not as many cells as the others. */
static void
append_rows (GString *code, const GradusRecords *records)
{
  const GradusTextForm *form = &records->text;
  const guint width = records->columns->len;

  if (form->first_line > 1)
    g_string_append_printf (
        code, "text = \"\".join(list(io.StringIO(text, newline=\"\"))[%" G_GUINT64_FORMAT ":])\n",
        form->first_line - 1);
  if (form->separator == ' ')
    g_string_append (code, "text = \"\\n\".join(line.replace(\"\\t\", \" \").strip() for line in "
                           "text.splitlines())\n");
  g_string_append (code, "\n\ndef split(text):\n"
                         "    rows = csv.reader(io.StringIO(text, newline=\"\"), "
                         "skipinitialspace=True, delimiter=");
  gradus_python_append_text (code, (char[]){ form->separator, '\0' });
  g_string_append (
      code, ")\n    return [row for row in ([cell.strip(\" \\t\") for cell in row] for row in "
            "rows) if row not in ([], [\"\"])]\n\n\n");
  if (form->n_comments > 0)
    g_string_append_printf (
        code,
        "text = \"\".join(line for line in io.StringIO(text, newline=\"\")\n"
        "               if line[0] not in \"#%%\" or [len(row) for row in split(line)] == [%u])\n",
        width);
  g_string_append_printf (code, "rows = split(text)[%u:]\n", form->n_head);
  if (form->n_short > 0 || form->has_ends)
    g_string_append_printf (code, "rows = [(row + [\"\"] * %u)[:%u] for row in rows]\n", width,
                            width);
  g_string_append (code, "table = np.array(rows)\n");
}

/* Values between commas; or, in braces, the numbers of columns with values, where those of the
 * others are 0 or the first class. */
static void
append_arff_rows (GString *code, const GradusRecords *records)
{
  g_string_append (code, "lines = [line.strip() for line in text.splitlines()]\n"
                         "at = [line[:5].lower() for line in lines].index(\"@data\")\n"
                         "VALUE = r\"\\s*('(?:[^'\\\\]|\\\\.)*'|\\\"(?:[^\\\"\\\\]|\\\\.)*\\\"|"
                         "[^,\\t]*)\\s*(?:[,\\t]|$)\"\nzero = [");
  for (guint i = 0; i < records->columns->len; i++) {
    const GradusColumn *column = gradus_records_get_column (records, i);

    g_string_append (code, i > 0 ? ", " : "");
    gradus_python_append_text (code, column->classes && column->classes->len > 0
                                         ? g_ptr_array_index (column->classes, 0)
                                         : "0");
  }
  g_string_append (
      code, "]\n\n\ndef to_text(value):\n"
            "    value = value.strip()\n"
            "    return re.sub(r\"\\\\(.)\", r\"\\1\", value[1:-1]) if value[:1] in (\"'\", '\"') "
            "else value\n\n\n"
            "def to_row(line):\n"
            "    if not line.startswith(\"{\"):\n"
            "        return [to_text(value) for value in re.findall(VALUE, line)][:len(zero)]\n"
            "    row = list(zero)\n"
            "    for pair in re.findall(VALUE, line.strip(\"{} \")):\n"
            "        if pair.strip():\n"
            "            number, value = pair.split(None, 1)\n"
            "            row[int(number)] = to_text(value)\n"
            "    return row\n\n\n"
            "table = np.array([to_row(line) for line in lines[at + 1:] if line and line[0] != "
            "\"%\"])\n");
}

/* -- Cells ------------------------------------------------------------------------------------- */

static const char numbers_code[] =
    "def to_number(cell, point, thousands, unit):\n"
    "    if cell in MISSING or cell.lower() in MARKS:\n"
    "        return np.nan\n"
    "    for sign in \"\\u2212\\u2013\\uff0d\":  # all are a minus\n"
    "        cell = cell.replace(sign, \"-\")\n"
    "    cell = \"\".join(cell.replace(\"\\u2019\", \"'\").split()).replace(unit, \"\")\n"
    "    if cell.startswith(\"(\"):  # as in accounts\n"
    "        cell = \"-\" + cell.strip(\"()\")\n"
    "    return float(cell.replace(thousands, \"\").replace(point, \".\"))\n\n\n"
    "def to_numbers(cells, point=\".\", thousands=\"\", unit=\"\"):\n"
    "    return np.array([[to_number(cell, point, thousands, unit) for cell in row] for row in "
    "cells]).astype(np.float32)\n";

const char gradus_python_text_classes[] =
    "def to_classes(cells, texts):  # a column for each text, 1 where the cell is that text\n"
    "    places = {text: i for i, text in enumerate(texts)}\n"
    "    table = np.vstack([np.eye(len(texts)), np.full(len(texts), np.nan)])\n"
    "    return table[[-1 if cell in MISSING else places[cell] for cell in cells]]\n";

void
gradus_python_text_append (GPtrArray *parts, const GradusRecords *records,
                           const GradusReader *reader, const char *name)
{
  const gboolean is_arff = reader == &gradus_arff_reader;
  GString *code = gradus_code_parts_begin (parts, "The table, as texts.");

  append_text (code, records, name);
  if (is_arff)
    append_arff_rows (code, records);
  else
    append_rows (code, records);
  code = gradus_code_parts_begin (parts, "Cells become numbers. A gap, which is nothing or one of "
                                         "these words, is NaN.");
  append_missing (code, records, is_arff);
  g_string_append (code, "\n\n");
  g_string_append (code, numbers_code);
  g_string_append (code, "\n\n");
  g_string_append (code, gradus_python_text_classes);
}
