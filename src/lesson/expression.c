/* SPDX-License-Identifier: MIT */
#include "lesson/expression.h"

#include <math.h>
#include <string.h>

#include "data/escape.h"

/* An operation on two expressions, a gauge, or a number. */
struct _GradusExpression {
  char operation; /* + - * / ^; 0: none */
  GradusExpression *left, *right;
  GradusGauge *gauge;
  double number;
};

typedef struct {
  const char *at;
  char *fault;
  guint depth;
} Parser;

/* The parser is recursive, so the nesting has a limit. */
#define DEEPEST 20

static GradusExpression *parse_sum (Parser *parser);

static void
note_fault (Parser *parser, const char *sentence)
{
  if (!parser->fault)
    parser->fault = g_strdup (sentence);
}

static void
skip_blanks (Parser *parser)
{
  while (*parser->at == ' ')
    parser->at++;
}

static GradusExpression *
make_operation (char operation, GradusExpression *left, GradusExpression *right)
{
  GradusExpression *expression = g_new0 (GradusExpression, 1);

  expression->operation = operation;
  expression->left = left;
  expression->right = right;
  return expression;
}

/* The length of a cell's label, which ends at an operation. / and - only count with blanks
 * around them, because labels have them, too ("LSUV/ReLU"). */
static gsize
measure_label (const char *text)
{
  gsize n = 0;

  while (text[n] && !strchr ("+*^()<>=", text[n]) &&
         !(text[n] == ' ' && strchr ("/-", text[n + 1]) && text[n + 1] && text[n + 2] == ' '))
    n++;
  while (n > 0 && text[n - 1] == ' ')
    n--;
  return n;
}

/* The length of a gauge's name: dashes belong to it, and brackets after an activation. A number
 * behind @ is that of a run, or a label that ends with it; one that goes on ("0.1", "3|1") is a
 * label. */
static gsize
measure_name (const char *text)
{
  const gsize n = strcspn (text, " +*/^()<>=,@");
  const gsize n_digits = text[n] == '@' ? strspn (text + n + 1, "0123456789") : 0;

  if (text[n] == '(')
    return text[n + strcspn (text + n, ")")] == ')' ? n + strcspn (text + n, ")") + 1 : n;
  if (n_digits > 0 && !strchr (".|", text[n + 1 + n_digits]))
    return n + 1 + n_digits;
  return text[n] == '@' ? n + 1 + measure_label (text + n + 1) : n;
}

static GradusExpression *
parse_number (Parser *parser)
{
  GradusExpression *expression = g_new0 (GradusExpression, 1);
  char *end;

  expression->number = g_ascii_strtod (parser->at, &end);
  while (*end == ' ' && end[strspn (end, " ")] == '%')
    end++;
  if (*end == '%') {
    expression->number /= 100;
    end++;
  }
  parser->at = end;
  return expression;
}

static GradusExpression *
parse_name (Parser *parser)
{
  GradusExpression *expression = g_new0 (GradusExpression, 1);
  const gsize length = measure_name (parser->at);
  char *fault = NULL;

  expression->gauge = gradus_gauge_parse (parser->at, length, &fault);
  if (fault)
    note_fault (parser, fault);
  g_free (fault);
  parser->at += length;
  return expression;
}

static GradusExpression *
parse_atom (Parser *parser)
{
  GradusExpression *inner;

  skip_blanks (parser);
  if (*parser->at == '(') {
    parser->at++;
    inner = parse_sum (parser);
    skip_blanks (parser);
    if (*parser->at == ')')
      parser->at++;
    else
      note_fault (parser, "a bracket is not closed");
    return inner;
  }
  if (g_ascii_isdigit (*parser->at) || strchr (".-", *parser->at ? *parser->at : 'x'))
    return parse_number (parser);
  return parse_name (parser);
}

/* Stops at the first fault: what follows would be misread. */
static GradusExpression *
parse_level (Parser *parser, const char *operations,
             GradusExpression *(*parse_next) (Parser *parser))
{
  GradusExpression *expression = parse_next (parser);

  for (;;) {
    char operation;

    skip_blanks (parser);
    operation = *parser->at;
    if (operation == '\0' || !strchr (operations, operation) || parser->fault)
      return expression;
    parser->at++;
    expression = make_operation (operation, expression, parse_next (parser));
  }
}

static GradusExpression *
parse_power (Parser *parser)
{
  return parse_level (parser, "^", parse_atom);
}

static GradusExpression *
parse_product (Parser *parser)
{
  return parse_level (parser, "*/", parse_power);
}

/* Only brackets lead deeper, so they are counted here. */
static GradusExpression *
parse_sum (Parser *parser)
{
  GradusExpression *expression;

  if (++parser->depth > DEEPEST) {
    note_fault (parser, "brackets are nested too deeply");
    return g_new0 (GradusExpression, 1);
  }
  expression = parse_level (parser, "+-", parse_product);
  parser->depth--;
  return expression;
}

GradusExpression *
gradus_expression_parse (const char *text, char **fault)
{
  Parser parser = { text };
  GradusExpression *expression = parse_sum (&parser);

  skip_blanks (&parser);
  if (*parser.at && !parser.fault)
    parser.fault =
        g_strdup_printf ("“%.*s” is not understood; give numbers and names of measurements, as in "
                         "“gradient-norm.last / gradient-norm.first”",
                         GRADUS_CUT (parser.at, 40));
  if (!parser.fault)
    return expression;
  gradus_expression_free (expression);
  *fault = g_utf8_make_valid (parser.fault, -1);
  g_free (parser.fault);
  return NULL;
}

void
gradus_expression_free (GradusExpression *expression)
{
  if (!expression)
    return;
  gradus_expression_free (expression->left);
  gradus_expression_free (expression->right);
  gradus_gauge_free (expression->gauge);
  g_free (expression);
}

double
gradus_expression_read (const GradusExpression *expression, GradusDocument *document)
{
  double left, right;

  if (expression->gauge)
    return gradus_gauge_read (expression->gauge, document);
  if (!expression->operation)
    return expression->number;
  left = gradus_expression_read (expression->left, document);
  right = gradus_expression_read (expression->right, document);
  switch (expression->operation) {
  case '+':
    return left + right;
  case '-':
    return left - right;
  case '*':
    return left * right;
  case '/':
    return left / right;
  default:
    return pow (left, right);
  }
}

gboolean
gradus_expression_is_of_sweep (const GradusExpression *expression)
{
  if (expression->operation)
    return gradus_expression_is_of_sweep (expression->left) ||
           gradus_expression_is_of_sweep (expression->right);
  return expression->gauge && gradus_gauge_is_of_sweep (expression->gauge);
}

gboolean
gradus_expression_counts_seeds (const GradusExpression *expression)
{
  return expression->gauge && gradus_gauge_counts_seeds (expression->gauge);
}

/* Wilson 1927: it has a width even where all seeds did the same, and never leaves 0 … n. */
gboolean
gradus_expression_get_interval (const GradusExpression *expression, GradusDocument *document,
                                double *low, double *high)
{
  static const double z = 1.959964;
  const double n = gradus_gauge_count_seeds (document);
  double k, centre, reach;

  if (!gradus_expression_counts_seeds (expression))
    return FALSE;
  k = gradus_expression_read (expression, document);
  centre = n * (k + z * z / 2) / (n + z * z);
  reach = n * z / (n + z * z) * sqrt (k * (n - k) / n + z * z / 4);
  *low = centre - reach;
  *high = centre + reach;
  return !isnan (reach);
}
