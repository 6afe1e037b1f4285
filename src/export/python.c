/* SPDX-License-Identifier: MIT */
#include "export/python.h"

#include <string.h>

#include "data/generator.h"

/* -- Literals ---------------------------------------------------------------------------------- */

/* A byte that is no UTF-8 becomes the lone surrogate by which Python means it in names of files. */
static const char *
append_character (GString *code, const char *at)
{
  const gunichar character = g_utf8_get_char_validated (at, -1);

  if (character == (gunichar) -1 || character == (gunichar) -2) {
    g_string_append_printf (code, "\\udc%02x", (guchar) *at);
    return at + 1;
  }
  if (character == '"' || character == '\\')
    g_string_append_c (code, '\\');
  if (character < ' ' || character == 0x7f)
    g_string_append_printf (code, "\\x%02x", character);
  else
    g_string_append_unichar (code, character);
  return g_utf8_next_char (at);
}

void
gradus_python_append_text (GString *code, const char *text)
{
  g_string_append_c (code, '"');
  while (*text)
    text = append_character (code, text);
  g_string_append_c (code, '"');
}

void
gradus_python_append_texts (GString *code, const GPtrArray *texts)
{
  g_string_append_c (code, '[');
  for (guint i = 0; i < texts->len; i++) {
    g_string_append (code, i > 0 ? ", " : "");
    gradus_python_append_text (code, g_ptr_array_index (texts, i));
  }
  g_string_append_c (code, ']');
}

/* The fewest digits that read back as the same number: people read the script. */
static void
append_shortest (GString *code, double number, gboolean is_float)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  for (int precision = 1; precision <= 17; precision++) {
    char format[8];
    double read;

    g_snprintf (format, sizeof format, "%%.%dg", precision);
    g_ascii_formatd (digits, sizeof digits, format, number);
    read = g_ascii_strtod (digits, NULL);
    if (is_float ? (float) read == (float) number : read == number)
      break;
  }
  g_string_append_printf (code, "%s%s", digits, strpbrk (digits, ".en") ? "" : ".0");
}

void
gradus_python_append_number (GString *code, double number)
{
  append_shortest (code, number, FALSE);
}

void
gradus_python_append_float (GString *code, float number)
{
  append_shortest (code, (double) number, TRUE);
}

void
gradus_python_append_argument (GString *code, const char *name, double value)
{
  g_string_append_printf (code, ", %s=", name);
  gradus_python_append_number (code, value);
}

/* -- The head ---------------------------------------------------------------------------------- */

char *
gradus_python_write_title (const GradusWeights *weights, const char *framework)
{
  g_autofree char *shape = gradus_experiment_describe_shape (weights->experiment);
  g_autofree char *name = g_strdelimit (g_strdup (weights->experiment->name), "\"\\\n\r", ' ');

  return g_strdup_printf ("%s: a network %s on %s, as Gradus has it, in %s.", name, shape,
                          weights->experiment->data.generator->name, framework);
}

void
gradus_python_append_head (GString *code, const GradusWeights *weights, const char *name,
                           const char *framework, const char *remark)
{
  g_autofree char *title = gradus_python_write_title (weights, framework);
  g_autofree char *script = g_strdelimit (g_strdup (name), "\"\\\n\r", ' ');

  g_string_append_printf (
      code,
      "#!/usr/bin/env python3\n\"\"\"%s\n\n"
      "    python3 %s [WEIGHTS.safetensors [STEPS]]\n\n"
      "Alone it trains from new weights. With a file of weights that Gradus exported it says their\n"
      "cost, which is the one that Gradus says; with a number besides, it trains on from them.\n",
      title, script);
  if (remark)
    g_string_append_printf (code, "\n%s\n", remark);
  g_string_append (code, "\"\"\"\n");
}

/* -- The optimiser ----------------------------------------------------------------------------- */

const char *const gradus_python_optimisers[GRADUS_N_OPTIMISERS] = { "SGD",     "SGD",     "SGD",
                                                                    "Adagrad", "RMSprop", "Adam",
                                                                    "AdamW" };

const char *
gradus_python_get_decay_remark (const GradusOptimiser *optimiser)
{
  return optimiser->kind == GRADUS_OPTIMISER_ADAMW
             ? "AdamW's weight decay moves weights only, as in Gradus: neither biases nor what a\n"
               "batch normalisation learns. Left to itself the framework would decay all of them."
             : NULL;
}

static void
append_factor (GString *code, const GradusSchedule *schedule)
{
  const guint64 every = schedule->every;

  switch (schedule->kind) {
  case GRADUS_SCHEDULE_CONSTANT:
    g_string_append (code, "1");
    break;
  case GRADUS_SCHEDULE_STEP:
  case GRADUS_SCHEDULE_EXPONENTIAL:
    gradus_python_append_number (code, schedule->factor);
    g_string_append_printf (code, " ** (step %s %" G_GUINT64_FORMAT ")",
                            schedule->kind == GRADUS_SCHEDULE_STEP ? "//" : "/", every);
    break;
  case GRADUS_SCHEDULE_INVERSE_TIME:
    g_string_append_printf (code, "1 / (1 + step / %" G_GUINT64_FORMAT ")", every);
    break;
  case GRADUS_SCHEDULE_COSINE:
    gradus_python_append_number (code, schedule->final);
    g_string_append (code, " + (1 - ");
    gradus_python_append_number (code, schedule->final);
    g_string_append_printf (
        code, ") * (1 + np.cos(np.pi * min(step / %" G_GUINT64_FORMAT ", 1))) / 2", every);
    break;
  default:
    g_assert_not_reached ();
  }
}

char *
gradus_python_write_schedule (const GradusSchedule *schedule)
{
  GString *code;

  if (schedule->kind == GRADUS_SCHEDULE_CONSTANT && schedule->warm_up == 0)
    return NULL;
  code = g_string_new ("(");
  append_factor (code, schedule);
  g_string_append_c (code, ')');
  if (schedule->warm_up > 0)
    g_string_append_printf (code, " * min((step + 1) / %" G_GUINT64_FORMAT ", 1)",
                            schedule->warm_up);
  return g_string_free (code, FALSE);
}
