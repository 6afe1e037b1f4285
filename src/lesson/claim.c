/* SPDX-License-Identifier: MIT */
#include "lesson/claim.h"

#include <math.h>
#include <string.h>

typedef struct {
  double stated, allowed;
  GradusExpression *expression;
} Claim;

/* The first number in a text, as people write it: "about 39 %" has "39 %". */
static char *
find_number (const char *text)
{
  static const char *const parts[] = { "·", "−", "⁻", "⁰", "¹", "²", "³", "⁴",
                                       "⁵", "⁶", "⁷", "⁸", "⁹", " ", " " };
  const char *start = strpbrk (text, "0123456789"), *end;

  if (!start)
    return NULL;
  if (start > text && start[-1] == '-')
    start--;
  else if (start - text >= 3 && memcmp (start - 3, "−", 3) == 0)
    start -= 3;
  for (end = start; *end;) {
    gsize reach = strspn (end, "0123456789.,-e");

    for (guint i = 0; reach == 0 && i < G_N_ELEMENTS (parts); i++)
      reach = g_str_has_prefix (end, parts[i]) ? strlen (parts[i]) : 0;
    if (reach == 0)
      break;
    end += reach;
  }
  if (*end == '%' || g_str_has_prefix (end, " %"))
    end = strchr (end, '%') + 1;
  while (end > start && strchr (".,e", end[-1]))
    end--;
  return g_strndup (start, (gsize) (end - start));
}

/* Takes what is behind ± apart. */
static gboolean
parse_tolerance (const char *text, double stated, double *allowed)
{
  double tolerance, last_place;

  if (!gradus_number_parse (text, &tolerance, &last_place))
    return FALSE;
  *allowed = strchr (text, '%') ? tolerance * fabs (stated) : tolerance;
  return TRUE;
}

static gboolean
parse (Claim *claim, const char *stated, const char *about, char **fault)
{
  g_auto (GStrv) parts = g_strsplit (about, "±", 2);
  g_autofree char *number = find_number (stated);
  double last_place = 0;

  if (!number || !gradus_number_parse (number, &claim->stated, &last_place)) {
    *fault = g_strdup_printf ("“%s” states no number; give one as in [0.6931](cost)", stated);
    return FALSE;
  }
  claim->allowed = last_place / 2 * (1 + 1e-6);
  if (parts[0] && parts[1] && !parse_tolerance (g_strstrip (parts[1]), claim->stated, &claim->allowed)) {
    *fault = g_strdup_printf ("“%s” is no number to be off by; give one as in [5](cost ± 10 %%)", parts[1]);
    return FALSE;
  }
  claim->expression = gradus_expression_parse (g_strstrip (parts[0]), fault);
  return claim->expression != NULL;
}

char *
gradus_claim_find_fault (const char *stated, const char *about)
{
  Claim claim = { 0 };
  char *fault = NULL;

  parse (&claim, stated, about, &fault);
  gradus_expression_free (claim.expression);
  return fault;
}

char *
gradus_claim_check (const char *stated, const char *about, GradusDocument *document)
{
  Claim claim = { 0 };
  char *fault = NULL;
  double value;

  if (!parse (&claim, stated, about, &fault))
    return fault;
  value = gradus_expression_read (claim.expression, document);
  gradus_expression_free (claim.expression);
  if (isnan (value))
    return g_strdup_printf ("“%s” is stated of %s, which is not known there", stated, about);
  if (fabs (value - claim.stated) <= claim.allowed)
    return NULL;
  return g_strdup_printf ("“%s” is stated, but %s is %.8g", stated, about, value);
}
