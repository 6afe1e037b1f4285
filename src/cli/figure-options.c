/* SPDX-License-Identifier: MIT */
#include "cli/figure-options.h"

#include <math.h>
#include <stdio.h>

#include "cli/command.h"

/* A setting, and what was given for it. */
typedef struct {
  const GradusFigureSetting *setting;
  gboolean is_on;
  int whole;
  double real;
  char *word; /* of a choice or a part; NULL: not given */
} FigureOption;

struct _GradusFigureOptions {
  GPtrArray *options; /* of FigureOption, allocated one by one: entries point into them */
};

static void
free_option (gpointer data)
{
  FigureOption *option = data;

  g_free (option->word);
  g_free (option);
}

static gboolean
has_option (const GradusFigureOptions *self, const char *name)
{
  for (guint i = 0; i < self->options->len; i++) {
    const FigureOption *option = g_ptr_array_index (self->options, i);

    if (g_str_equal (option->setting->name, name))
      return TRUE;
  }
  return FALSE;
}

/* Figures share settings of one name, so an option is made once and applies to each that has it. */
GradusFigureOptions *
gradus_figure_options_new (void)
{
  GradusFigureOptions *self = g_new0 (GradusFigureOptions, 1);

  self->options = g_ptr_array_new_with_free_func (free_option);
  for (guint i = 0; gradus_figures[i]; i++) {
    const GradusFigureSetting *setting = gradus_figures[i]->settings;

    for (; setting && setting->name; setting++) {
      FigureOption *option;

      if (!setting->help || has_option (self, setting->name))
        continue;
      option = g_new0 (FigureOption, 1);
      option->setting = setting;
      option->whole = (int) setting->usual;
      option->real = setting->usual;
      g_ptr_array_add (self->options, option);
    }
  }
  return self;
}

void
gradus_figure_options_free (GradusFigureOptions *self)
{
  g_ptr_array_unref (self->options);
  g_free (self);
}

static GOptionEntry
make_entry (FigureOption *option)
{
  static const GOptionArg args[] = {
    [GRADUS_FIGURE_SETTING_SWITCH] = G_OPTION_ARG_NONE,
    [GRADUS_FIGURE_SETTING_WHOLE] = G_OPTION_ARG_INT,
    [GRADUS_FIGURE_SETTING_REAL] = G_OPTION_ARG_DOUBLE,
    [GRADUS_FIGURE_SETTING_CHOICE] = G_OPTION_ARG_STRING,
    [GRADUS_FIGURE_SETTING_PART] = G_OPTION_ARG_STRING,
  };
  gpointer const given[] = {
    [GRADUS_FIGURE_SETTING_SWITCH] = &option->is_on, [GRADUS_FIGURE_SETTING_WHOLE] = &option->whole,
    [GRADUS_FIGURE_SETTING_REAL] = &option->real,    [GRADUS_FIGURE_SETTING_CHOICE] = &option->word,
    [GRADUS_FIGURE_SETTING_PART] = &option->word,
  };
  const GradusFigureSetting *setting = option->setting;

  return (GOptionEntry){ .long_name = setting->name,
                         .arg = args[setting->kind],
                         .arg_data = given[setting->kind],
                         .description = setting->help,
                         .arg_description = setting->argument };
}

/* A GOptionEntry for each, which stores what the user gives. */
static void
add_figure_entries (GradusFigureOptions *self, GArray *entries)
{
  for (guint i = 0; i < self->options->len; i++) {
    const GOptionEntry entry = make_entry (g_ptr_array_index (self->options, i));

    g_array_append_val (entries, entry);
  }
}

/* The %c finds what follows the second number, as in 800x500px. */
gboolean
gradus_figure_options_read_size (const char *text, int least, int most, const char *unit,
                                 const char *example, int *width, int *height)
{
  char rest;

  *width = 800;
  *height = 500;
  if (!text || (sscanf (text, "%dx%d%c", width, height, &rest) == 2 && *width >= least &&
                *width <= most && *height >= least && *height <= most))
    return TRUE;
  gradus_cli_fail (EXIT_WRONG_USAGE, "--size %s: give width and height in %s, %d to %d, as in %s",
                   text, unit, least, most, example);
  return FALSE;
}

char *
gradus_figure_options_list_figures (void)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; gradus_figures[i]; i++) {
    if (!gradus_figures[i]->needs_window)
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", gradus_figures[i]->name);
  }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* -- What was given ---------------------------------------------------------------------------- */

static void
report_unknown_word (const char *option, const char *word, const char *list)
{
  gradus_cli_fail (EXIT_WRONG_USAGE, "--%s %s: there is no such name; known are %s", option, word,
                   list);
}

/* A choice that has no names is told by its number, from 1; left out, it is as usual. */
static gboolean
find_number (const FigureOption *option, double *value)
{
  unsigned number;
  char rest;

  *value = option->setting->usual;
  if (!option->word)
    return TRUE;
  if (sscanf (option->word, "%u%c", &number, &rest) == 1 && number >= 1 && number <= G_MAXINT) {
    *value = number;
    return TRUE;
  }
  gradus_cli_fail (EXIT_WRONG_USAGE, "--%s %s: give a number from 1", option->setting->name,
                   option->word);
  return FALSE;
}

/* Checks the word even if the figure does not have the setting: a wrong word is always an error. */
static gboolean
find_choice (const FigureOption *option, double *value)
{
  g_autofree char *list = g_strjoinv (", ", (char **) option->setting->choices);
  guint choice = (guint) option->setting->usual;
  const gboolean is_known =
      !option->word || gradus_names_find (option->setting->choices, option->word, &choice);

  *value = choice;
  if (!is_known)
    report_unknown_word (option->setting->name, option->word, list);
  return is_known;
}

/* "LAYER", "LAYER:UNIT" or "LAYER:UNIT:INPUT", from 1. The %c at the end finds what should not be
 * there. */
static gboolean
parse_part (const char *text, GradusDiagramPart *part)
{
  unsigned layer = 1, unit = 1, input = 1;
  char rest;
  const int n = text ? sscanf (text, "%u:%u:%u%c", &layer, &unit, &input, &rest) : 2;

  *part = (GradusDiagramPart){ n == 1   ? GRADUS_DIAGRAM_LAYER
                               : n == 2 ? GRADUS_DIAGRAM_UNIT
                                        : GRADUS_DIAGRAM_EDGE,
                               layer, unit - 1, input - 1 };
  if (n >= 1 && n <= 3 && layer >= 1 && unit >= 1 && input >= 1)
    return TRUE;
  gradus_cli_fail (EXIT_WRONG_USAGE,
                   "--part %s: give LAYER, LAYER:UNIT or LAYER:UNIT:INPUT, from 1, as in 3:2",
                   text);
  return FALSE;
}

/* What the run has of a layer or a sample only the run knows; it is asked later. */
static gboolean
check_number (const GradusFigureSetting *setting, double value)
{
  const double highest = setting->find_highest ? INFINITY : setting->highest;

  if (value == setting->usual || (value >= setting->lowest && value <= highest))
    return TRUE;
  if (isinf (highest))
    gradus_cli_fail (EXIT_WRONG_USAGE, "--%s %g: give a number from %g", setting->name, value,
                     setting->lowest);
  else
    gradus_cli_fail (EXIT_WRONG_USAGE, "--%s %g: give a number from %g to %g", setting->name, value,
                     setting->lowest, highest);
  return FALSE;
}

static gboolean
read_value (const FigureOption *option, double *value)
{
  switch (option->setting->kind) {
  case GRADUS_FIGURE_SETTING_SWITCH:
    *value = option->is_on;
    return TRUE;
  case GRADUS_FIGURE_SETTING_WHOLE:
    *value = option->whole;
    return check_number (option->setting, *value);
  case GRADUS_FIGURE_SETTING_REAL:
    *value = option->real;
    return check_number (option->setting, *value);
  case GRADUS_FIGURE_SETTING_CHOICE:
    return option->setting->choices ? find_choice (option, value) : find_number (option, value);
  case GRADUS_FIGURE_SETTING_PART:
    break;
  }
  g_return_val_if_reached (FALSE);
}

static gboolean
apply_option (const FigureOption *option, GradusFigure *figure)
{
  const char *name = option->setting->name;
  const GradusFigureSetting *own = gradus_figure_class_find_setting (figure->class, name);
  GradusDiagramPart part;
  double value;

  if (option->setting->kind == GRADUS_FIGURE_SETTING_PART) {
    if (!own || !own->help)
      return TRUE;
    if (!parse_part (option->word, &part))
      return FALSE;
    gradus_figure_set_part (figure, part);
    return TRUE;
  }
  if (!read_value (option, &value))
    return FALSE;
  if (own && own->help)
    gradus_figure_set (figure, name, value);
  return TRUE;
}

gboolean
gradus_figure_options_parse (GradusFigureOptions *self, const GOptionEntry *entries, int *argc,
                             char ***argv, const char *needs, const char *summary)
{
  g_autoptr (GArray) all = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));

  for (; entries->long_name; entries++)
    g_array_append_val (all, *entries);
  add_figure_entries (self, all);
  return gradus_cli_parse (argc, argv, (const GOptionEntry *) (void *) all->data, needs, summary);
}

GradusFigure *
gradus_figure_options_make_figure (const GradusFigureOptions *self, const char *name)
{
  const GradusFigureClass *class = gradus_figure_find_class (name);
  g_autoptr (GradusFigure) figure = class ? gradus_figure_new (class) : NULL;

  if (!figure) {
    g_autofree char *list = gradus_figure_options_list_figures ();

    report_unknown_word ("view", name, list);
    return NULL;
  }
  for (guint i = 0; i < self->options->len; i++) {
    if (!apply_option (g_ptr_array_index (self->options, i), figure))
      return NULL;
  }
  return g_steal_pointer (&figure);
}
