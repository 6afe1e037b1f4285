/* SPDX-License-Identifier: MIT */
#include "cli/complete.h"

#include <stdio.h>
#include <string.h>

#include "cli/setting-paths.h"
#include "cli/source.h"
#include "experiment/builtin.h"
#include "figure/figure.h"
#include "lesson/library.h"
#include "sweep/builtin-sweep.h"

/* A command line that has only begun: the words behind "gradus-cli", of which the last one, perhaps
 * empty, is to be completed. */
typedef struct {
  char **words;
  guint n;
  const char *begun;
} Line;

/* Prints a word that can stand there, `start` and `rest`, if it goes on as the last word began. */
static void
offer (const Line *line, const char *start, const char *rest, const char *description)
{
  g_autofree char *word = g_strconcat (start, rest, NULL);

  if (!g_str_has_prefix (word, line->begun))
    return;
  gradus_cli_print ("%s", word);
  putchar ('\t');
  gradus_cli_print ("%s\n", description ? description : "");
}

static void
offer_names (const Line *line, const char *start, const char *const *names)
{
  for (; names && *names; names++)
    offer (line, start, *names, NULL);
}

/* -- Values ------------------------------------------------------------------------------------ */

typedef struct {
  const Line *line;
  const char *start;
} Offer;

static void
offer_path (const char *path, const char *value, gpointer data)
{
  const Offer *offer_of = data;
  g_autofree char *setting = g_strconcat (path, "=", NULL);

  offer (offer_of->line, offer_of->start, setting, value);
}

/* "PATH=VALUE" or "PATH=V1,V2": paths of the experiment that the line names, and what a path's
 * value can be called. */
static void
offer_settings (const Line *line, const char *start, const char *begun, const char *source)
{
  const Offer data = { line, start };
  const GradusChanges changes = { .source = source };
  const char *equals = strchr (begun, '=');

  if (equals) {
    const char *comma = strrchr (equals, ',');
    const gsize length = (gsize) ((comma ? comma : equals) + 1 - begun);
    g_autofree char *path = g_strndup (begun, (gsize) (equals - begun));
    g_autofree char *before = g_strndup (begun, length), *all = g_strconcat (start, before, NULL);

    offer_names (line, all, gradus_setting_path_list_values (path));
  } else if (source) {
    g_autoptr (GradusExperiment) experiment = gradus_cli_open (&changes, NULL);

    if (experiment)
      gradus_setting_paths_foreach (experiment, offer_path, (gpointer) &data);
  }
}

static const char *const *
list_choices (const char *option)
{
  for (guint i = 0; gradus_figures[i]; i++) {
    const GradusFigureSetting *setting =
        gradus_figure_class_find_setting (gradus_figures[i], option);

    if (setting && setting->help)
      return setting->choices;
  }
  return NULL;
}

static void
offer_views (const Line *line, const char *start)
{
  for (guint i = 0; gradus_figures[i]; i++) {
    if (!gradus_figures[i]->needs_window)
      offer (line, start, gradus_figures[i]->name, gradus_figures[i]->title);
  }
}

/* Endings of files stand in what a command or an option needs: "FILE.(gradus|safetensors)",
 * "FILE.csv". A name without one may be anything. */
static void
offer_files (const char *needs)
{
  const char *const endings[] = { "gradus", "safetensors", "csv", "json", "pdf", "png", "svg",
                                "gif", "webm" };

  fputs (":files", stdout);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++) {
    if (strstr (needs, endings[i]) ||
        (g_str_equal (endings[i], "json") && strstr (needs, "EXPERIMENT")))
      printf (" .%s", endings[i]);
  }
  putchar ('\n');
}

/* "light|dark|print": each of them. */
static void
offer_alternatives (const Line *line, const char *start, const char *needs)
{
  g_auto (GStrv) names = g_strsplit (needs, "|", -1);

  offer_names (line, start, (const char *const *) names);
}

static void
offer_value (const Line *line, const GOptionEntry *entry, const char *start, const char *source)
{
  const char *needs = entry->arg_description ? entry->arg_description : "";

  if (g_str_has_prefix (needs, "PATH="))
    offer_settings (line, start, line->begun + strlen (start), source);
  else if (g_str_equal (needs, "VIEW"))
    offer_views (line, start);
  else if (g_str_equal (needs, "DIR"))
    puts (":folders");
  else if (strstr (needs, "FILE"))
    offer_files (needs);
  else if (strchr (needs, '|'))
    offer_alternatives (line, start, needs);
  else
    offer_names (line, start, list_choices (entry->long_name));
}

/* -- Behind a command -------------------------------------------------------------------------- */

static const GOptionEntry *
find_entry (const GOptionEntry *entries, const char *word, gsize length)
{
  for (; g_str_has_prefix (word, "--") && entries->long_name; entries++) {
    if (strlen (entries->long_name) == length - 2 &&
        strncmp (entries->long_name, word + 2, length - 2) == 0)
      return entries->arg == G_OPTION_ARG_NONE ? NULL : entries;
  }
  return NULL;
}

/* The first argument that is no option, and no option's value, before the last word. */
static const char *
find_source (const Line *line, const GOptionEntry *entries)
{
  for (guint i = 1; i + 1 < line->n; i++) {
    if (find_entry (entries, line->words[i], strlen (line->words[i])))
      i++;
    else if (line->words[i][0] != '-')
      return line->words[i];
  }
  return NULL;
}

static void
offer_options (const Line *line, const GOptionEntry *entries)
{
  for (; entries->long_name; entries++)
    offer (line, "--", entries->long_name, entries->description);
  offer (line, "--", "help", "Show what the command needs, and its options");
}

/* Of the course; and files of lessons, and what was handed in. */
static void
offer_homework (const Line *line)
{
  const GPtrArray *course = gradus_library_get_course ();

  for (guint i = 0; i < course->len; i++) {
    const GradusLesson *lesson = g_ptr_array_index (course, i);
    static const char *const english[] = { "en", NULL };

    if (gradus_lesson_is_homework (lesson))
      offer (line, "", gradus_lesson_get_id (lesson),
             gradus_words_get (gradus_lesson_get_title (lesson), english));
  }
  offer_files ("FILE.(gradus|json)");
}

static void
offer_arguments (const Line *line, const char *needs)
{
  if (strstr (needs, "LESSON")) {
    offer_homework (line);
    return;
  }
  if (strstr (needs, "EXPERIMENT"))
    for (const GradusBuiltin *builtin = gradus_builtin_list (); builtin->id; builtin++)
      offer (line, "", builtin->id, builtin->title);
  if (strstr (needs, "SWEEP"))
    for (const GradusBuiltinSweep *sweep = gradus_builtin_sweep_list (); sweep->id; sweep++)
      offer (line, "", sweep->id, sweep->title);
  if (strstr (needs, "WORKLOAD"))
    offer_names (line, "", gradus_cli_bench_list_workloads ());
  if (strstr (needs, "EXPERIMENT") || strstr (needs, "FILE")) {
    g_autofree char *first = g_strndup (needs, strcspn (needs, " "));

    offer_files (first);
  }
}

/* What a command calls when it would parse its line. */
static void
complete_options (const GOptionEntry *entries, const char *needs, gpointer data)
{
  const Line *line = data;
  const char *before = line->words[line->n - 2], *equals = strchr (line->begun, '=');
  const GOptionEntry *entry = line->n > 2 ? find_entry (entries, before, strlen (before)) : NULL;
  const char *source = find_source (line, entries);
  g_autofree char *start = NULL;

  if (entry) {
    offer_value (line, entry, "", source);
    return;
  }
  if (equals && (entry = find_entry (entries, line->begun, (gsize) (equals - line->begun)))) {
    start = g_strndup (line->begun, (gsize) (equals + 1 - line->begun));
    offer_value (line, entry, start, source);
  } else if (line->begun[0] == '-') {
    offer_options (line, entries);
  } else {
    offer_arguments (line, needs);
  }
}

static ExitStatus
complete_line (const GradusCommand *commands, guint n, const Line *line)
{
  for (guint i = 0; i < n; i++) {
    if (line->n == 1)
      offer (line, "", commands[i].name, commands[i].summary);
    else if (g_str_equal (commands[i].name, line->words[0])) {
      char *argv[] = { line->words[0], NULL };

      gradus_cli_look_at_options (complete_options, (gpointer) line);
      commands[i].run (1, argv);
    }
  }
  if (line->n == 1) {
    offer (line, "--", "help", "Show the commands");
    offer (line, "--", "version", "Show the version");
  }
  return EXIT_DONE;
}

ExitStatus
gradus_cli_complete (const GradusCommand *commands, guint n, int argc, char **argv)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  const char *const needs = "-- [WORD]…";

  /* What follows is another command's line, whose options are not this one's. */
  if (argc > 2 && g_str_equal (argv[1], "--"))
    return complete_line (commands, n, &(Line){ argv + 2, (guint) argc - 2, argv[argc - 1] });
  if (!gradus_cli_parse (&argc, &argv, entries, needs,
                         "Prints how a command line can go on, a word and what it is on each line, "
                         "for the completion of shells."))
    return EXIT_WRONG_USAGE;
  return gradus_cli_fail (EXIT_WRONG_USAGE,
                          "complete takes the words of a command line; usage: gradus-cli complete "
                          "%s",
                          needs);
}
