/* SPDX-License-Identifier: MIT */
#include "data/formula.h"

#include <math.h>
#include <pthread.h>
#include <string.h>

/* Brackets and signs inside each other: the parser is recursive, and the stack is not for the
 * text to fill. */
#define DEEPEST 50

/* An instruction for a stack of numbers. */
typedef enum {
  OP_NUMBER,
  OP_X,
  OP_ADD,
  OP_SUBTRACT,
  OP_MULTIPLY,
  OP_DIVIDE,
  OP_POWER,
  OP_NEGATE,
  OP_CALL,
} OpKind;

typedef struct {
  OpKind kind;
  double number;
  double (*function) (double);
} Op;

struct _GradusFormula {
  char *text;
  GArray *program; /* of Op, in reverse Polish order */
};

typedef struct {
  const char *text, *at;
  GArray *program;
  guint depth;
  GError **error;
} Parser;

static double
get_sign (double x)
{
  return x > 0 ? 1 : x < 0 ? -1 : x;
}

static const struct {
  const char *name;
  double (*function) (double);
} functions[] = { { "sin", sin },   { "cos", cos },    { "tan", tan },  { "exp", exp },
                  { "log", log },   { "sqrt", sqrt },  { "abs", fabs }, { "sign", get_sign },
                  { "tanh", tanh }, { "floor", floor } };

static gboolean parse_sum (Parser *parser);
static gboolean parse_signed (Parser *parser);

static gboolean refuse_text (Parser *parser, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse_text (Parser *parser, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (parser->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "character %ld: %s",
               g_utf8_pointer_to_offset (parser->text, parser->at) + 1, what);
  return FALSE;
}

static void
append_op (Parser *parser, OpKind kind, double number, double (*function) (double))
{
  const Op op = { kind, number, function };

  g_array_append_val (parser->program, op);
}

static gboolean
take_token (Parser *parser, const char *token)
{
  while (*parser->at == ' ')
    parser->at++;
  if (!g_str_has_prefix (parser->at, token))
    return FALSE;
  parser->at += strlen (token);
  return TRUE;
}

static gboolean
take_either (Parser *parser, const char *first, const char *second)
{
  return take_token (parser, first) || take_token (parser, second);
}

static gboolean
begins_number (const char *text)
{
  return g_ascii_isdigit (*text) || *text == '.';
}

/* Only next to a name or a bracket a product needs no sign: 1.2.3 is a mistake, and so is 1 000. */
static gboolean
parse_number (Parser *parser)
{
  char *end;
  const double number = g_ascii_strtod (parser->at, &end);

  /* g_ascii_strtod() would read hexadecimal; here 0x is 0 times x. */
  if (*parser->at == '0' && (parser->at[1] == 'x' || parser->at[1] == 'X')) {
    parser->at++;
    append_op (parser, OP_NUMBER, 0, NULL);
    return TRUE;
  }
  parser->at = end;
  append_op (parser, OP_NUMBER, number, NULL);
  end += strspn (end, " ");
  if (begins_number (end)) {
    parser->at = end;
    return refuse_text (parser, "a number follows a number; write one, as in 1.5, or put * between "
                                "them");
  }
  return isfinite (number) || refuse_text (parser, "this number is too large; take a smaller one");
}

static gboolean
parse_brackets (Parser *parser)
{
  if (!parse_sum (parser))
    return FALSE;
  return take_token (parser, ")") ||
         refuse_text (parser, "a closing bracket is missing here; add it");
}

static gboolean
parse_name (Parser *parser)
{
  const char *begin = parser->at;
  gsize length = 0;

  while (g_ascii_isalpha (begin[length]))
    length++;
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++) {
    if (strlen (functions[i].name) != length || strncmp (functions[i].name, begin, length) != 0)
      continue;
    parser->at += length;
    if (!take_token (parser, "("))
      return refuse_text (parser, "%s needs brackets, as in %s(x)", functions[i].name,
                          functions[i].name);
    if (!parse_brackets (parser))
      return FALSE;
    append_op (parser, OP_CALL, 0, functions[i].function);
    return TRUE;
  }
  if (take_token (parser, "pi") || take_token (parser, "π"))
    append_op (parser, OP_NUMBER, G_PI, NULL);
  else if (take_token (parser, "x"))
    append_op (parser, OP_X, 0, NULL);
  else if (take_token (parser, "e"))
    append_op (parser, OP_NUMBER, G_E, NULL);
  else
    return refuse_text (parser,
                        "“%.*s” is not known; known are x, pi, e, sin, cos, tan, exp, log, sqrt, "
                        "abs, sign, tanh and floor",
                        (int) (length > 0 ? length : (gsize) (g_utf8_next_char (begin) - begin)),
                        begin);
  return TRUE;
}

static gboolean
parse_atom (Parser *parser)
{
  if (take_token (parser, "("))
    return parse_brackets (parser);
  if (*parser->at == '\0')
    return refuse_text (parser, "something is missing here; add a number or x");
  if (begins_number (parser->at))
    return parse_number (parser);
  return parse_name (parser);
}

/* The exponent may have a sign, and is a power itself: 2^3^2 is 2^9, as in mathematics. */
static gboolean
parse_power (Parser *parser)
{
  if (!parse_atom (parser))
    return FALSE;
  if (take_token (parser, "²"))
    append_op (parser, OP_NUMBER, 2, NULL);
  else if (take_token (parser, "³"))
    append_op (parser, OP_NUMBER, 3, NULL);
  else if (!take_either (parser, "^", "**"))
    return TRUE;
  else if (!parse_signed (parser))
    return FALSE;
  append_op (parser, OP_POWER, 0, NULL);
  return TRUE;
}

/* A sign is weaker than a power: -x^2 is -(x^2). */
static gboolean
parse_signed (Parser *parser)
{
  gboolean is_parsed;

  if (++parser->depth > DEEPEST)
    return refuse_text (parser, "the brackets and signs are nested too deeply; make it simpler");
  if (take_either (parser, "-", "−")) {
    is_parsed = parse_signed (parser);
    append_op (parser, OP_NEGATE, 0, NULL);
  } else
    is_parsed = parse_power (parser);
  parser->depth--;
  return is_parsed;
}

/* Whether a factor follows without a sign, as in 2x. */
static gboolean
begins_factor (const Parser *parser)
{
  return *parser->at == '(' || *parser->at == '.' || g_ascii_isalnum (*parser->at) ||
         g_str_has_prefix (parser->at, "π");
}

static gboolean
parse_product (Parser *parser)
{
  if (!parse_signed (parser))
    return FALSE;
  for (;;) {
    OpKind kind = OP_MULTIPLY;

    if (take_token (parser, "/"))
      kind = OP_DIVIDE;
    else if (!take_either (parser, "*", "·") && !begins_factor (parser))
      return TRUE;
    if (!parse_signed (parser))
      return FALSE;
    append_op (parser, kind, 0, NULL);
  }
}

static gboolean
parse_sum (Parser *parser)
{
  if (!parse_product (parser))
    return FALSE;
  for (;;) {
    OpKind kind = OP_ADD;

    if (take_either (parser, "-", "−"))
      kind = OP_SUBTRACT;
    else if (!take_token (parser, "+"))
      return TRUE;
    if (!parse_product (parser))
      return FALSE;
    append_op (parser, kind, 0, NULL);
  }
}

static GradusFormula *
parse_formula (const char *text, GError **error)
{
  g_autoptr (GArray) program = g_array_new (FALSE, FALSE, sizeof (Op));
  Parser parser = { text, text, program, 0, error };
  GradusFormula *formula;

  if (strlen (text) > GRADUS_FORMULA_MOST || !g_utf8_validate (text, -1, NULL)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "a formula has up to %d characters; make it shorter", GRADUS_FORMULA_MOST);
    return NULL;
  }
  if (!parse_sum (&parser))
    return NULL;
  if (!take_token (&parser, "") || *parser.at != '\0') {
    refuse_text (&parser, "“%.*s” does not belong here; leave it out",
                 (int) (g_utf8_next_char (parser.at) - parser.at), parser.at);
    return NULL;
  }
  formula = g_new (GradusFormula, 1);
  formula->text = g_strdup (text);
  formula->program = g_steal_pointer (&program);
  return formula;
}

/* Every formula that was ever parsed, by its text: formulas are compared by address and never
 * freed. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static GHashTable *known; /* guarded by the mutex */

/* Called with the mutex held. */
static const GradusFormula *
find_formula (const char *text, GError **error)
{
  GradusFormula *formula;

  if (!known)
    known = g_hash_table_new (g_str_hash, g_str_equal);
  formula = g_hash_table_lookup (known, text);
  if (formula)
    return formula;
  formula = parse_formula (text, error);
  if (formula)
    g_hash_table_insert (known, formula->text, formula);
  return formula;
}

const GradusFormula *
gradus_formula_find (const char *text, GError **error)
{
  const GradusFormula *formula;

  pthread_mutex_lock (&mutex);
  formula = find_formula (text, error);
  pthread_mutex_unlock (&mutex);
  return formula;
}

const char *
gradus_formula_get_text (const GradusFormula *formula)
{
  return formula->text;
}

/* A piece of Python. NumPy's numbers have a value, or none, wherever C's have; Python's own, of
 * which constants are made, raise an error or turn complex. */
typedef struct {
  char *text;
  gboolean is_constant;
} Piece;

static void
push_piece (GArray *stack, char *text, gboolean is_constant)
{
  const Piece piece = { text, is_constant };

  g_array_append_val (stack, piece);
}

static Piece
pop_piece (GArray *stack)
{
  const Piece piece = g_array_index (stack, Piece, stack->len - 1);

  g_array_set_size (stack, stack->len - 1);
  return piece;
}

static char *
write_operand (const Op *op)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (op->kind == OP_X ? "x" : g_ascii_dtostr (digits, sizeof digits, op->number));
}

static char *
write_call (const Op *op, const char *operand)
{
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++) {
    if (functions[i].function == op->function)
      return g_strdup_printf ("np.%s(%s)", functions[i].name, operand);
  }
  g_return_val_if_reached (NULL);
}

static char *
write_operator (OpKind kind, const Piece *below, const Piece *top)
{
  static const char *const signs[] = {
    [OP_ADD] = "+", [OP_SUBTRACT] = "-", [OP_MULTIPLY] = "*", [OP_DIVIDE] = "/", [OP_POWER] = "**"
  };
  const gboolean may_fail =
      (kind == OP_DIVIDE || kind == OP_POWER) && below->is_constant && top->is_constant;

  return g_strdup_printf (may_fail ? "(np.float64(%s) %s %s)" : "(%s %s %s)", below->text,
                          signs[kind], top->text);
}

char *
gradus_formula_to_python (const GradusFormula *formula)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Piece));

  for (guint i = 0; i < formula->program->len; i++) {
    const Op *op = &g_array_index (formula->program, Op, i);
    Piece top, below;

    if (op->kind == OP_NUMBER || op->kind == OP_X) {
      push_piece (stack, write_operand (op), op->kind == OP_NUMBER);
      continue;
    }
    top = pop_piece (stack);
    if (op->kind == OP_NEGATE) {
      push_piece (stack, g_strdup_printf ("(-%s)", top.text), top.is_constant);
    } else if (op->kind == OP_CALL) {
      push_piece (stack, write_call (op, top.text), top.is_constant);
    } else {
      below = pop_piece (stack);
      push_piece (stack, write_operator (op->kind, &below, &top),
                  below.is_constant && top.is_constant);
      g_free (below.text);
    }
    g_free (top.text);
  }
  return pop_piece (stack).text;
}

static double
apply_operator (OpKind kind, double a, double b)
{
  switch (kind) {
  case OP_ADD:
    return a + b;
  case OP_SUBTRACT:
    return a - b;
  case OP_MULTIPLY:
    return a * b;
  case OP_DIVIDE:
    return a / b;
  case OP_POWER:
    return pow (a, b);
  case OP_NUMBER:
  case OP_X:
  case OP_NEGATE:
  case OP_CALL:
    break;
  }
  g_return_val_if_reached (NAN);
}

/* The stack cannot overflow: each instruction comes from at least one byte of text. */
double
gradus_formula_evaluate (const GradusFormula *formula, double x)
{
  double stack[GRADUS_FORMULA_MOST + 1];
  guint n = 0;

  for (guint i = 0; i < formula->program->len; i++) {
    const Op *op = &g_array_index (formula->program, Op, i);

    if (op->kind == OP_NUMBER || op->kind == OP_X)
      stack[n++] = op->kind == OP_X ? x : op->number;
    else if (op->kind == OP_NEGATE)
      stack[n - 1] = -stack[n - 1];
    else if (op->kind == OP_CALL)
      stack[n - 1] = op->function (stack[n - 1]);
    else {
      n--;
      stack[n - 1] = apply_operator (op->kind, stack[n - 1], stack[n]);
    }
  }
  return stack[0];
}
