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
  char *path, *word; /* of IS and IS_NOT */
};

/* What differs by less than this share is equal: a lesson gives numbers with a few digits. */
#define SAME 1e-6

/* Finds the relation and its length. Longer signs come first, because "<" is a part of "<=". */
static const char *
find_relation (const char *text, Relation *relation, gsize *length)
{
  static const struct {
    const char *sign;
    Relation relation;
  } signs[] = { { " is not ", IS_NOT }, { " is ", IS }, { "<=", NOT_MORE }, { ">=", NOT_LESS },
                { "<", LESS },          { ">", MORE },  { "=", EQUAL } };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++) {
    const char *at = strstr (text, signs[i].sign);

    if (at) {
      *relation = signs[i].relation;
      *length = strlen (signs[i].sign);
      return at;
    }
  }
  return NULL;
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
parse_condition (GradusCondition *condition, const char *text, char **fault)
{
  gsize length = 0;
  const char *at = find_relation (text, &condition->relation, &length);
  g_autofree char *left = at ? g_strndup (text, (gsize) (at - text)) : NULL;

  if (!at) {
    *fault = g_strdup_printf ("“%.*s” compares nothing; give a condition like “cost < 0.1”",
                              GRADUS_CUT (text, 60));
    return FALSE;
  }
  if (condition->relation >= IS)
    return parse_words (condition, left, at + length, fault);
  condition->left = gradus_expression_parse (left, fault);
  condition->right = condition->left ? gradus_expression_parse (at + length, fault) : NULL;
  return condition->right != NULL;
}

GradusCondition *
gradus_condition_parse (const char *text, char **fault)
{
  g_autoptr (GradusCondition) condition = g_new0 (GradusCondition, 1);

  condition->text = g_strdup (text);
  return parse_condition (condition, text, fault) ? g_steal_pointer (&condition) : NULL;
}

void
gradus_condition_free (GradusCondition *condition)
{
  if (!condition)
    return;
  gradus_expression_free (condition->left);
  gradus_expression_free (condition->right);
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
  left = gradus_expression_read (condition->left, document);
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
