/* SPDX-License-Identifier: MIT */
#include "data/csv-tally.h"

#include <math.h>
#include <string.h>

/* The ways of gradus_numerals that have a decimal point, and those that have a comma. */
#define WITH_POINT 0x0f
#define WITH_COMMA 0xf0

/* Bytes of an odd text that are kept, enough for an error. */
#define MOST_KEPT 120

void
gradus_csv_tally_clear (GradusCsvTally *tally)
{
  g_free (tally->mark);
  g_free (tally->odd);
  g_free (tally->unlike);
  *tally = (GradusCsvTally){ 0 };
}

gboolean
gradus_csv_is_named (const GradusCsvField *field, char **missing)
{
  for (; missing && *missing; missing++) {
    if (strlen (*missing) == field->length && memcmp (*missing, field->text, field->length) == 0)
      return TRUE;
  }
  return FALSE;
}

static void
keep (const GradusCsvField *field, guint64 line, char **kept, guint64 *kept_line)
{
  GradusCsvField beginning = *field;
  g_autofree char *text = NULL;

  if (*kept)
    return;
  beginning.length = MIN (field->length, MOST_KEPT);
  text = gradus_csv_field_dup (&beginning);
  *kept = g_utf8_make_valid (text, -1);
  *kept_line = line;
}

/* A number that would leave no way for all is not like the others. */
static void
tally_number (GradusCsvTally *tally, const GradusCsvField *field, guint64 line)
{
  const GradusNumeralsTrial trial = gradus_numerals_try (field);
  const guint8 ways = tally->n_numbers == 0 ? trial.ways : tally->ways & trial.ways;

  if (tally->n_numbers++ == 0)
    tally->unit = trial.unit;
  tally->n_bracketed += trial.is_bracketed;
  if (ways == 0 || trial.unit != tally->unit)
    keep (field, line, &tally->unlike, &tally->unlike_line);
  if (ways != 0)
    tally->ways = ways;
}

static void
tally_plain (GradusCsvTally *tally, float value)
{
  tally->n_broken += value != floorf (value);
  tally->low = tally->n_numbers == 0 ? value : MIN (tally->low, value);
  tally->high = tally->n_numbers == 0 ? value : MAX (tally->high, value);
}

/* Two different marks and nothing else are two texts. */
static void
tally_mark (GradusCsvTally *tally, const GradusCsvField *field)
{
  if (!tally->mark)
    tally->mark = gradus_csv_field_dup (field);
  tally->do_marks_differ = tally->do_marks_differ || strlen (tally->mark) != field->length ||
                           memcmp (tally->mark, field->text, field->length) != 0;
}

/* What is too large for a number is none. */
void
gradus_csv_tally_add (GradusCsvTally *tally, const GradusCsvField *field, guint64 line,
                      char **missing)
{
  float value;
  const GradusCsvKind kind = gradus_csv_is_named (field, missing)
                                 ? GRADUS_CSV_MISSING
                                 : gradus_csv_parse (field, '.', &value);

  if (kind == GRADUS_CSV_MISSING)
    return;
  if (kind == GRADUS_CSV_MARK) {
    tally_mark (tally, field);
    return;
  }
  if (kind == GRADUS_CSV_NUMBER)
    tally_plain (tally, value);
  if (kind == GRADUS_CSV_NUMBER ||
      (kind == GRADUS_CSV_TEXT && gradus_numerals_try (field).ways != 0)) {
    tally_number (tally, field, line);
    return;
  }
  tally->n_texts++;
  keep (field, line, &tally->odd, &tally->odd_line);
}

gboolean
gradus_csv_tally_is_numbers (const GradusCsvTally *tally)
{
  return tally->n_numbers > tally->n_texts;
}

static GradusNumerals
choose_numerals (const GradusCsvTally *tally, char point)
{
  const guint first = point == ',' ? GRADUS_N_NUMERALS / 2 : 0;
  GradusNumerals numerals = gradus_numerals[first];

  for (guint i = 0; tally->n_numbers > 0 && i < GRADUS_N_NUMERALS; i++) {
    const guint way = (first + i) % GRADUS_N_NUMERALS;

    if (tally->ways >> way & 1) {
      numerals = gradus_numerals[way];
      break;
    }
  }
  numerals.unit = tally->unit;
  return numerals;
}

/* Brackets around all numbers are no signs, but part of what they name. */
GradusCsvPlan
gradus_csv_tally_plan (const GradusCsvTally *tally, char point)
{
  const gboolean are_bracketed = tally->n_bracketed > 0 && tally->n_bracketed == tally->n_numbers;
  GradusCsvPlan plan = { .numerals = choose_numerals (tally, point) };

  plan.is_text = tally->n_texts > 0 || tally->unlike || are_bracketed ||
                 (tally->n_numbers == 0 && tally->do_marks_differ);
  plan.is_mixed = plan.is_text && gradus_csv_tally_is_numbers (tally) && !are_bracketed;
  if (plan.is_mixed) {
    plan.odd = g_strdup (tally->odd ? tally->odd : tally->unlike);
    plan.odd_line = tally->odd ? tally->odd_line : tally->unlike_line;
  }
  return plan;
}

void
gradus_csv_plan_clear (GradusCsvPlan *plan)
{
  g_clear_pointer (&plan->odd, g_free);
}

/* Where commas do not separate columns, numbers with a comma that can be a decimal sign have one,
 * unless others have a point. */
char
gradus_csv_tally_find_point (const GArray *tallies, char separator)
{
  gboolean has_point = FALSE, has_comma = FALSE, may_have_comma = FALSE;

  for (guint i = 0; i < tallies->len; i++) {
    const GradusCsvTally *tally = &g_array_index (tallies, GradusCsvTally, i);

    if (tally->n_numbers == 0)
      continue;
    has_point = has_point || !(tally->ways & WITH_COMMA);
    has_comma = has_comma || !(tally->ways & WITH_POINT);
    may_have_comma = may_have_comma || !(tally->ways & 1);
  }
  return !has_point && (has_comma || (may_have_comma && separator != ',')) ? ',' : '.';
}
