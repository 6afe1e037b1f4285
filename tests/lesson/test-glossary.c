/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* The glossary: it explains every title that the window has of the tree's own tables, in both
 * languages, in order, and its topics exist. */
#include <string.h>

#include "experiment/trait.h"
#include "figure/figure.h"
#include "lesson/glossary.h"
#include "lesson/library.h"
#include "nn/cost.h"
#include "nn/initialiser.h"
#include "nn/layer-spec.h"
#include "nn/optimiser.h"
#include "nn/schedule.h"

static const char *const english[] = { "en", NULL };
static const char *const korean[] = { "ko_KR.UTF-8", "ko", NULL };

static void
assert_explained (const char *title)
{
  if (!gradus_glossary_find (title))
    g_error ("the glossary does not explain “%s”", title);
}

static void
test_engine (void)
{
  for (guint i = 0; i < GRADUS_N_ACTIVATIONS; i++)
    assert_explained (gradus_activation_title ((GradusActivationKind) i));
  for (guint i = 0; i < GRADUS_N_INITIALISERS; i++) {
    const char *scale = gradus_initialiser_get_scale_title ((GradusInitialiserKind) i);

    assert_explained (gradus_initialiser_title ((GradusInitialiserKind) i));
    if (scale)
      assert_explained (scale);
  }
  for (guint i = 0; i < GRADUS_N_OPTIMISERS; i++)
    assert_explained (gradus_optimiser_title ((GradusOptimiserKind) i));
  for (const GradusOptimiserNumber *number = gradus_optimiser_numbers; number->key; number++)
    assert_explained (number->title);
  for (guint i = 0; i < GRADUS_N_COSTS; i++)
    assert_explained (gradus_cost_title ((GradusCost) i));
  for (guint i = 0; i < GRADUS_N_SCHEDULES; i++)
    assert_explained (gradus_schedule_title ((GradusScheduleKind) i));
}

static void
test_layers (void)
{
  for (const GradusLayerClass *const *class = gradus_layer_classes; *class; class ++) {
    const GradusLayerSetting *setting = (*class)->settings;

    assert_explained ((*class)->title);
    for (; setting && setting->key; setting++)
      assert_explained (setting->title);
  }
}

static void
test_views (void)
{
  for (guint i = 0; gradus_figures[i]; i++)
    assert_explained (gradus_figures[i]->title);
  for (const char *const *title = gradus_figure_find_setting ("measure")->titles; *title; title++)
    assert_explained (*title);
  for (guint i = 0; i < GRADUS_N_TRAITS; i++)
    assert_explained (gradus_trait_title ((GradusTrait) i));
  g_assert_null (gradus_glossary_find ("wibble"));
}

static const char *
say_term (const GradusGlossaryEntry *entry, const char *const *languages)
{
  return gradus_words_get (entry->term, languages);
}

static void
test_entries (void)
{
  const GPtrArray *entries = gradus_glossary_get_entries ();

  for (guint i = 0; i < entries->len; i++) {
    const GradusGlossaryEntry *entry = g_ptr_array_index (entries, i);
    GradusLesson *lesson;
    guint step;

    if (i > 0)
      g_assert_cmpint (
          g_ascii_strcasecmp (say_term (entries->pdata[i - 1], english), say_term (entry, english)),
          <, 0);
    g_assert_cmpstr (gradus_words_get_language (entry->term, 1), ==, "ko");
    g_assert_cmpstr (gradus_words_get_language (entry->text, 1), ==, "ko");
    g_assert_true (gradus_glossary_find (say_term (entry, english)) == entry);
    if (entry->topic && !gradus_library_find_topic (entry->topic, &lesson, &step))
      g_error ("no lesson explains “%s”", entry->topic);
  }
}

/* What a step says, in lower case. */
static char *
gather_step (const GradusStep *step)
{
  const GradusQuestion *question = step->question;
  const GradusExercise *exercise = step->exercise;
  g_autoptr (GString) all = g_string_new (gradus_words_get (step->title, english));

  g_string_append_printf (all, " %s %s", gradus_words_get (step->text, english),
                          gradus_words_get (step->after, english));
  if (question)
    g_string_append_printf (all, " %s", gradus_words_get (question->text, english));
  for (guint i = 0; question && question->answers && i < question->answers->len; i++) {
    const GradusAnswer *answer = g_ptr_array_index (question->answers, i);

    g_string_append_printf (all, " %s", gradus_words_get (answer->text, english));
  }
  if (exercise)
    g_string_append_printf (all, " %s %s", gradus_words_get (exercise->task, english),
                            gradus_words_get (exercise->done, english));
  return g_utf8_strdown (all->str, -1);
}

/* Each word of three letters or more, in the singular. */
static void
assert_mentioned (const char *said, const char *thing, const char *title)
{
  g_autofree char *lower = g_utf8_strdown (thing, -1);
  g_auto (GStrv) words = g_strsplit_set (lower, " -/", -1);

  for (char **word = words; *word; word++) {
    const gsize length = strlen (*word);

    if (length > 3 && (*word)[length - 1] == 's')
      (*word)[length - 1] = '\0';
    if (length >= 3 && !strstr (said, *word))
      g_error ("“%s” leads to “%s”, which does not mention it", thing, title);
  }
}

/* Whatever the glossary calls so, or else the topic itself. */
static void
assert_explains (const GradusStep *step, const char *topic)
{
  const GPtrArray *entries = gradus_glossary_get_entries ();
  const char *title = gradus_words_get (step->title, english);
  g_autofree char *said = gather_step (step);
  gboolean has_entry = FALSE;

  for (guint i = 0; i < entries->len; i++) {
    const GradusGlossaryEntry *entry = g_ptr_array_index (entries, i);

    if (g_strcmp0 (entry->topic, topic) != 0)
      continue;
    assert_mentioned (said, say_term (entry, english), title);
    has_entry = TRUE;
  }
  if (!has_entry)
    assert_mentioned (said, topic, title);
}

/* "What is this?" leads to a step that mentions the thing. A topic is explained in one place. */
static void
test_topics (void)
{
  const GPtrArray *course = gradus_library_get_course ();
  g_autoptr (GHashTable) topics = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < course->len; i++) {
    for (guint j = 0; j < gradus_lesson_get_n_steps (g_ptr_array_index (course, i)); j++) {
      const GradusStep *step = gradus_lesson_get_step (g_ptr_array_index (course, i), j);

      for (char **topic = step->explains; topic && *topic; topic++) {
        if (!g_hash_table_add (topics, *topic))
          g_error ("“%s” is explained twice", *topic);
        assert_explains (step, *topic);
      }
    }
  }
}

/* A speaker finds minutes in each note, and a question. */
static void
test_notes (void)
{
  const GPtrArray *course = gradus_library_get_course ();

  for (guint i = 0; i < course->len; i++) {
    for (guint j = 0; j < gradus_lesson_get_n_steps (g_ptr_array_index (course, i)); j++) {
      const GradusStep *step = gradus_lesson_get_step (g_ptr_array_index (course, i), j);
      const char *title = gradus_words_get (step->title, english);

      if (!strstr (gradus_words_get (step->note, english), "min") ||
          !strstr (gradus_words_get (step->note, korean), "분"))
        g_error ("the note of “%s” has no minutes", title);
    }
  }
}

static void
test_search (void)
{
  const GradusGlossaryEntry *norm = gradus_glossary_find ("gradient NORM");

  g_assert_true (gradus_glossary_entry_has (norm, "", english));
  g_assert_true (gradus_glossary_entry_has (norm, "DOES NOT learn", english));
  g_assert_true (gradus_glossary_entry_has (norm, "노름", korean));
  g_assert_false (gradus_glossary_entry_has (norm, "노름", english));
  g_assert_true (gradus_glossary_entry_has (gradus_glossary_find ("He normal"), "uniform", korean));
}

void
add_glossary_tests (void)
{
  g_test_add_func ("/glossary/engine", test_engine);
  g_test_add_func ("/glossary/layers", test_layers);
  g_test_add_func ("/glossary/views", test_views);
  g_test_add_func ("/glossary/entries", test_entries);
  g_test_add_func ("/glossary/search", test_search);
  g_test_add_func ("/glossary/topics", test_topics);
  g_test_add_func ("/glossary/notes", test_notes);
}
