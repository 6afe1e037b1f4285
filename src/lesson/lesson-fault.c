/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "lesson/claim.h"
#include "lesson/lesson-private.h"
#include "plot/prose.h"

/* The state of the search. */
typedef struct {
  GradusWords *title; /* of the lesson; its languages are the lesson's */
  char *fault;        /* the first one */
} Search;

static void
check_claims (Search *search, const char *where, const char *text)
{
  g_autoptr (GradusProse) prose = gradus_prose_new (text);
  g_autofree char *stated = NULL;
  const char *about;

  for (guint i = 0; !search->fault && gradus_prose_get_claim (prose, i, &stated, &about); i++) {
    g_autofree char *fault = gradus_claim_find_fault (stated, about);

    if (fault)
      search->fault = g_strdup_printf ("%s: %s", where, fault);
    g_clear_pointer (&stated, g_free);
  }
}

static gboolean
has_language (const GradusWords *words, const char *language)
{
  for (guint i = 0; gradus_words_get_language (words, i); i++) {
    if (g_str_equal (gradus_words_get_language (words, i), language))
      return TRUE;
  }
  return FALSE;
}

/* A text must be there in each language of the lesson's title, or without a language. */
static void
check_words (Search *search, const char *where, const GradusWords *words)
{
  const char *language;

  if (!words)
    return;
  for (guint i = 0; !search->fault && (language = gradus_words_get_language (search->title, i));
       i++) {
    const char *const languages[] = { language, NULL };

    if (!has_language (words, language) && !has_language (words, ""))
      search->fault = g_strdup_printf ("%s: there is no text in “%s”, a language of the title",
                                       where, language);
    else
      check_claims (search, where, gradus_words_get (words, languages));
  }
}

/* A claim alone, "[38](solved@ReLU)". */
static void
check_evidence (Search *search, const char *where, const GradusEvidence *evidence)
{
  for (char **claim = evidence->claims; *claim && !search->fault; claim++) {
    g_autoptr (GradusProse) prose = gradus_prose_new (*claim);
    g_autofree char *stated = NULL;
    const char *about;

    if (!gradus_prose_get_claim (prose, 0, &stated, &about))
      search->fault = g_strdup_printf ("%s: “%s” is not a claim; write it as in [0.69](cost)",
                                       where, *claim);
    else
      check_claims (search, where, *claim);
  }
}

static void
check_list (Search *search, const char *where, const GPtrArray *list, gsize offset)
{
  for (guint i = 0; list && i < list->len; i++) {
    const char *element = g_ptr_array_index (list, i);

    check_words (search, where, *(GradusWords *const *) (const void *) (element + offset));
  }
}

static void
check_step (Search *search, const char *where, const GradusStep *step)
{
  check_words (search, where, step->title);
  check_words (search, where, step->text);
  check_words (search, where, step->after);
  check_words (search, where, step->note);
  check_words (search, where, step->name);
  check_list (search, where, step->runners, G_STRUCT_OFFSET (GradusRunner, name));
  check_list (search, where, step->comparisons, G_STRUCT_OFFSET (GradusComparison, what));
  if (step->question) {
    check_words (search, where, step->question->text);
    check_list (search, where, step->question->answers, G_STRUCT_OFFSET (GradusAnswer, text));
    check_list (search, where, step->question->answers, G_STRUCT_OFFSET (GradusAnswer, why));
  }
  for (guint i = 0; step->evidence && i < step->evidence->len; i++)
    check_evidence (search, where, g_ptr_array_index (step->evidence, i));
  if (!step->exercise)
    return;
  check_words (search, where, step->exercise->task);
  check_words (search, where, step->exercise->done);
  for (guint i = 0; step->exercise->hints && i < step->exercise->hints->len; i++)
    check_words (search, where, g_ptr_array_index (step->exercise->hints, i));
}

char *
gradus_lesson_find_fault (const GradusLesson *lesson)
{
  static const char *const languages[] = { "en", NULL };
  Search search = { lesson->title, NULL };

  check_words (&search, "summary", lesson->summary);
  check_words (&search, "homework", lesson->asks_for);
  for (guint i = 0; i < lesson->steps->len && !search.fault; i++) {
    const GradusStep *step = g_ptr_array_index (lesson->steps, i);
    g_autofree char *where =
        g_strdup_printf ("step %u, “%s”", i + 1, gradus_words_get (step->title, languages));

    check_step (&search, where, step);
  }
  return search.fault;
}
