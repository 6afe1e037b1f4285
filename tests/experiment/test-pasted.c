/* SPDX-License-Identifier: MIT */
#include "experiment/pasted.h"

#include <string.h>

#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "tests.h"

#define NETWORK                                                                                    \
  "\"network\": {\"layers\": [{\"units\": 1, \"activation\": \"sigmoid\"}]},\n"                    \
  "\"training\": {\"cost\": \"binary-cross-entropy\",\n"                                           \
  "\"optimiser\": {\"name\": \"sgd\", \"learning-rate\": 0.1}}"
#define WHOLE                                                                                      \
  "{\"gradus-experiment\": 1, \"name\": \"%s\",\n\"data\": {\"name\": \"xor\"}, " NETWORK "}"

static void
test_copied (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor-deep-relu");
  g_autofree char *text = gradus_experiment_to_json (experiment);
  gboolean is_mended;
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) read = gradus_experiment_from_pasted (text, &is_mended, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_false (is_mended);
  again = gradus_experiment_to_json (read);
  g_assert_cmpstr (again, ==, text);
}

static void
assert_read (const char *text, const char *name, gboolean is_to_be_mended)
{
  gboolean is_mended;
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) read = gradus_experiment_from_pasted (text, &is_mended, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (read->name, ==, name);
  g_assert_cmpint (is_mended, ==, is_to_be_mended);
}

static char *
replace (const char *text, const char *what, const char *by)
{
  GString *replaced = g_string_new (text);

  g_string_replace (replaced, what, by, 0);
  return g_string_free (replaced, FALSE);
}

/* A fence, a greeting; quotes that a chat has curled, blanks that it has made hard. */
static void
test_from_a_chat (void)
{
  g_autofree char *plain = replace (WHOLE, "%s", "Mine"), *kept = replace (WHOLE, "%s", "“Mine”");
  g_autofree char *fenced = g_strconcat ("Try this:\n```json\n", plain, "\n```\nBye", NULL);
  g_autofree char *curled = replace (fenced, "\"", "”"), *hard = replace (plain, ": ", ":\u00a0");

  assert_read (plain, "Mine", FALSE);
  assert_read (kept, "“Mine”", FALSE);
  assert_read (fenced, "Mine", FALSE);
  assert_read (curled, "Mine", TRUE);
  assert_read (hard, "Mine", TRUE);
}

static void
assert_refused (const char *text, const char *sentence)
{
  gboolean is_mended;
  g_autoptr (GError) error = NULL;

  g_assert_null (gradus_experiment_from_pasted (text, &is_mended, &error));
  if (!strstr (error->message, sentence))
    g_error ("“%s” is not in “%s”", sentence, error->message);
}

/* The lines are those of the text, whatever was passed over. */
static void
test_faults (void)
{
  assert_refused ("", "pasted text: this is no experiment");
  assert_refused ("hello", "pasted text: this is no experiment");
  assert_refused ("} {", "pasted text: this is no experiment");
  assert_refused ("see:\n\n{\"gradus-experiment\": 1,\n\"unknown\": 2}", "pasted text: ");
  assert_refused ("see:\n\n{\"gradus-experiment\": 1,,}", "pasted text: 3: ");
  assert_refused ("see:\n```\n{“gradus-experiment”: 1,,}\n```", "pasted text: 3: ");
}

void
add_pasted_tests (void)
{
  g_test_add_func ("/pasted/copied", test_copied);
  g_test_add_func ("/pasted/from-a-chat", test_from_a_chat);
  g_test_add_func ("/pasted/faults", test_faults);
}
