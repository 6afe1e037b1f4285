/* SPDX-License-Identifier: MIT */
#include "data/records-notes.h"

#include <glib/gi18n.h>

/* The most columns that are told one by one. */
#define MOST_TOLD 10

/* -- Columns ----------------------------------------------------------------------------------- */

char *
gradus_records_explain_left_out (const GradusRecords *table, guint i)
{
  const GradusColumn *column = gradus_records_get_column (table, i);

  if (column->n_missing == table->n_rows)
    return g_strdup (_ ("no values at all"));
  switch (column->left_out) {
  case GRADUS_LEFT_OUT_ALL_DIFFERENT:
    return g_strdup (i == 0 && table->text.has_row_names ? _ ("names of the rows")
                                                         : _ ("all different"));
  case GRADUS_LEFT_OUT_MIXED:
    return g_strdup_printf (_ ("mostly numbers, but “%s” in line %u is none like them"),
                            column->odd, (guint) column->odd_line);
  case GRADUS_LEFT_OUT_BY_FILE:
    return g_strdup (_ ("the file says that it is no input"));
  case GRADUS_LEFT_OUT_NOT:
  case GRADUS_N_LEFT_OUT:
    break;
  }
  return column->kind == GRADUS_COLUMN_TEXTS
             ? g_strdup_printf (_ ("more than %d different texts"), GRADUS_RECORDS_MAX_CLASSES)
             : NULL;
}

static const char *
describe_thousands (char thousands)
{
  switch (thousands) {
  case ',':
    return _ ("a comma between thousands");
  case '.':
    return _ ("a point between thousands");
  case '\'':
    return _ ("an apostrophe between thousands");
  case ' ':
    return _ ("a blank between thousands");
  default:
    return NULL;
  }
}

char *
gradus_numerals_describe (const GradusRecords *table, guint i)
{
  const GradusNumerals *numerals = &gradus_records_get_column (table, i)->numerals;
  const char *thousands = describe_thousands (numerals->thousands);
  const char *point = numerals->point == table->text.point || !numerals->point ? NULL
                      : numerals->point == ',' ? _ ("a decimal comma")
                                               : _ ("a decimal point");
  const char *parts[4] = { NULL };
  guint n = 0;

  if (thousands)
    parts[n++] = thousands;
  if (point)
    parts[n++] = point;
  if (numerals->unit)
    parts[n++] = numerals->unit;
  return n > 0 ? g_strjoinv (", ", (char **) parts) : NULL;
}

/* -- Notes ------------------------------------------------------------------------------------- */

G_GNUC_PRINTF (2, 3)
static void
add (GStrvBuilder *notes, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_strv_builder_add (notes, text);
}

static void
note_lines (const GradusRecords *table, GStrvBuilder *notes)
{
  const GradusTextForm *text = &table->text;

  if (text->encoding != GRADUS_ENCODING_UTF_8)
    add (notes, _ ("letters read as %s"), gradus_encoding_names[text->encoding]);
  if (text->first_line > 1)
    add (notes, _ ("the table begins in line %u"), (guint) text->first_line);
  if (text->n_comments > 0)
    add (notes,
         ngettext ("%u line of comment passed over", "%u lines of comments passed over",
                   text->n_comments),
         text->n_comments);
  if (table->has_header)
    add (notes, _ ("line %u taken as header"), (guint) text->first_line);
  else
    add (notes, _ ("no header: line %u taken as a sample"), (guint) text->first_line);
  if (text->n_short > 0)
    add (notes,
         ngettext ("%u line is too short, line %u: what it lacks counts as missing",
                   "%u lines are too short, the first is line %u: "
                   "what they lack counts as missing",
                   text->n_short),
         text->n_short, (guint) text->short_line);
}

static void
note_columns (const GradusRecords *table, GStrvBuilder *notes)
{
  guint n_more = 0, n_told = 0;

  for (guint i = 0; i < table->columns->len; i++) {
    const GradusColumn *column = gradus_records_get_column (table, i);
    g_autofree char *numerals = gradus_numerals_describe (table, i),
                    *reason = (int) i == table->target ? NULL
                                                       : gradus_records_explain_left_out (table, i);

    if (!numerals && !reason)
      continue;
    if (n_told++ >= MOST_TOLD) {
      n_more++;
      continue;
    }
    if (numerals)
      add (notes, _ ("numbers of %s: %s"), column->name, numerals);
    if (reason)
      add (notes, _ ("left out: %s, %s"), column->name, reason);
  }
  if (n_more > 0)
    add (notes, ngettext ("and so on: %u column more", "and so on: %u columns more", n_more),
         n_more);
}

static void
note_target (const GradusRecords *table, GStrvBuilder *notes)
{
  const GradusColumn *target;

  if (table->target < 0)
    return;
  target = gradus_records_get_column (table, (guint) table->target);
  if (target->odd)
    add (notes, _ ("target: %s, mostly numbers, but “%s” in line %u is none like them"),
         target->name, target->odd, (guint) target->odd_line);
  else
    add (notes, _ ("target: %s"), target->name);
}

char **
gradus_records_list_notes (const GradusRecords *table)
{
  g_autoptr (GStrvBuilder) notes = g_strv_builder_new ();

  if (table->is_text)
    note_lines (table, notes);
  note_columns (table, notes);
  note_target (table, notes);
  if (table->is_picture_offered)
    add (notes, _ ("the numbers can be taken for pictures of %u × %u"), table->picture.width,
         table->picture.height);
  if (table->n_test_rows > 0)
    add (notes,
         ngettext ("%u sample is the test part that the file gives",
                   "%u samples are the test part that the file gives", table->n_test_rows),
         table->n_test_rows);
  else
    add (notes, "%s",
         _ ("whatever their order, samples are drawn at random for training and test"));
  return g_strv_builder_end (notes);
}
