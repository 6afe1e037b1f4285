/* SPDX-License-Identifier: MIT */
#include "lesson/condition.h"

#include <math.h>
#include <string.h>

#include "data/escape.h"
#include "plot/number.h"

typedef enum {
  LESS,
  NOT_MORE,
  EQUAL,
  NOT_LESS,
  MORE,
  IS,
  IS_NOT,
} Relation;

struct _GradusCondition {
  char *text;
  Relation relation;
  GradusExpression *left, *right;
  GradusCondition *rest; /* of a range: the same right side, and what follows; NULL: no range */
  char *path, *word;     /* of IS and IS_NOT */
};

/* What differs by less than this share is equal: a lesson gives numbers with a few digits. */
#define SAME 1e-6

/* Finds the first relation and its length. Of two signs at one place the longer comes first, because
 * "<" is a part of "<="; words are looked for before, because a path may hold no sign. */
static const char *
find_relation (const char *text, Relation *relation, gsize *length)
{
  static const struct {
    const char *sign;
    Relation relation;
  } signs[] = { { " is not ", IS_NOT }, { " is ", IS }, { "<=", NOT_MORE }, { ">=", NOT_LESS },
                { "<", LESS },          { ">", MORE },  { "=", EQUAL } };
  const char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++) {
    const char *at = strstr (text, signs[i].sign);

    if (!at || (first && at >= first))
      continue;
    first = at;
    *relation = signs[i].relation;
    *length = strlen (signs[i].sign);
  }
  return first;
}

static gboolean
parse_words (GradusCondition *condition, char *left, const char *right, char **fault)
{
  condition->path = g_strdup (g_strstrip (left));
  condition->word = g_strstrip (g_strdup (right));
  if (g_str_has_prefix (condition->path, "network.") ||
      g_str_has_prefix (condition->path, "data.") ||
      g_str_has_prefix (condition->path, "training."))
    return TRUE;
  *fault = g_strdup_printf (
      "“%.*s” is not the path of a setting; give one like network.hidden.activation",
      GRADUS_CUT (condition->path, 60));
  return FALSE;
}

static gboolean
is_upward (Relation relation)
{
  return relation == LESS || relation == NOT_MORE;
}

static gboolean
is_downward (Relation relation)
{
  return relation == MORE || relation == NOT_LESS;
}

static GradusCondition *parse_part (const char *text, gboolean is_rest, char **fault);

/* What follows the first relation of "low < x < high" is a condition itself, whose left side is the
 * first one's right. */
static gboolean
parse_rest (GradusCondition *condition, const char *rest, char **fault)
{
  const Relation first = condition->relation;

  condition->rest = parse_part (rest, TRUE, fault);
  if (!condition->rest)
    return FALSE;
  if ((is_upward (first) && is_upward (condition->rest->relation)) ||
      (is_downward (first) && is_downward (condition->rest->relation)))
    return TRUE;
  *fault = g_strdup_printf ("“%.*s” is no range; give one like “0.4 < accuracy < 0.6”",
                            GRADUS_CUT (condition->text, 60));
  return FALSE;
}

/* A range has two relations: a third is no part of an expression, and so is told. */
static gboolean
parse_numbers (GradusCondition *condition, const char *left, const char *right, gboolean is_rest,
               char **fault)
{
  const gsize length = is_rest ? strlen (right) : strcspn (right, "<>=");
  g_autofree char *middle = g_strndup (right, length);

  condition->left = gradus_expression_parse (left, fault);
  condition->right = condition->left ? gradus_expression_parse (middle, fault) : NULL;
  return condition->right && (right[length] == '\0' || parse_rest (condition, right, fault));
}

static gboolean
parse_condition (GradusCondition *condition, const char *text, gboolean is_rest, char **fault)
{
  gsize length = 0;
  const char *at = find_relation (text, &condition->relation, &length);
  g_autofree char *left = at ? g_strndup (text, (gsize) (at - text)) : NULL;

  if (at)
    return condition->relation >= IS
               ? parse_words (condition, left, at + length, fault)
               : parse_numbers (condition, left, at + length, is_rest, fault);
  *fault = g_strdup_printf ("“%.*s” compares nothing; give a condition like “cost < 0.1”",
                            GRADUS_CUT (text, 60));
  return FALSE;
}

static GradusCondition *
parse_part (const char *text, gboolean is_rest, char **fault)
{
  g_autoptr (GradusCondition) condition = g_new0 (GradusCondition, 1);

  condition->text = g_strdup (text);
  return parse_condition (condition, text, is_rest, fault) ? g_steal_pointer (&condition) : NULL;
}

GradusCondition *
gradus_condition_parse (const char *text, char **fault)
{
  return parse_part (text, FALSE, fault);
}

void
gradus_condition_free (GradusCondition *condition)
{
  if (!condition)
    return;
  gradus_expression_free (condition->left);
  gradus_expression_free (condition->right);
  gradus_condition_free (condition->rest);
  g_free (condition->text);
  g_free (condition->path);
  g_free (condition->word);
  g_free (condition);
}

const char *
gradus_condition_get_text (const GradusCondition *condition)
{
  return condition->text;
}

/* A comparison with NaN is false, so what is not measured yet meets no condition. */
gboolean
gradus_condition_holds (const GradusCondition *condition, GradusDocument *document)
{
  double left, right;

  if (condition->path) {
    g_autofree char *word = gradus_gauge_read_word (document, 0, condition->path);

    return word && g_str_equal (word, condition->word) == (condition->relation == IS);
  }
  if (condition->rest && !gradus_condition_holds (condition->rest, document))
    return FALSE;
  left = gradus_expression_read (condition->left, document);
  right = gradus_expression_read (condition->right, document);
  switch (condition->relation) {
  case LESS:
    return left < right;
  case NOT_MORE:
    return left <= right;
  case NOT_LESS:
    return left >= right;
  case MORE:
    return left > right;
  case EQUAL:
    return fabs (left - right) <= SAME * MAX (fabs (left), fabs (right));
  case IS:
  case IS_NOT:
  default:
    g_return_val_if_reached (FALSE);
  }
}

char *
gradus_condition_describe_state (const GradusCondition *condition, GradusDocument *document)
{
  double left;
  char *word;

  if (condition->path) {
    word = gradus_gauge_read_word (document, 0, condition->path);
    return word ? word : g_strdup ("?");
  }
  left = gradus_expression_read (condition->rest ? condition->right : condition->left, document);
  return isnan (left) ? g_strdup ("?") : gradus_number_format (left);
}

char *
gradus_conditions_describe (const GPtrArray *conditions, GradusDocument *document)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < conditions->len; i++) {
    const GradusCondition *condition = g_ptr_array_index (conditions, i);
    g_autofree char *state = gradus_condition_describe_state (condition, document);

    g_string_append_printf (text, "%s%s: %s", i > 0 ? ", " : "", condition->text, state);
  }
  return g_string_free (text, FALSE);
}
