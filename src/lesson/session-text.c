/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "lesson/claim.h"
#include "lesson/session-private.h"
#include "plot/prose-markup.h"

/* A text whose claims are restated. */
typedef struct {
  GradusSession *session;
  const GradusWords *words;
  gboolean may_measure;
} Reading;

/* Whether what is measured now is what a text is about: that before the act is about the runs as
 * the step begins, that after it about what came of it. */
static gboolean
is_time_for (GradusSession *self, const GradusStep *step, const GradusWords *words)
{
  const GradusActing due = words == step->after && step->act.kind != GRADUS_ACT_NONE
                               ? GRADUS_ACTING_DONE
                               : GRADUS_ACTING_NOT;
  const gboolean is_free = words != step->after && words != step->text; /* of an exercise */

  return !self->is_catching_up && (is_free || self->now->acting == due) &&
         gradus_document_is_settled (self->document);
}

/* Each claim is measured once: the text stays true of the moment that it is about. */
static const char *
restate (const char *stated, const char *about, gpointer data)
{
  Reading *reading = data;
  GradusRecord *record = reading->session->now;
  g_autofree char *claim =
      g_strdup_printf ("%p %s (%s)", (gconstpointer) reading->words, stated, about);
  const char *known = g_hash_table_lookup (record->claims, claim);
  char *measured;

  if (known)
    return known;
  measured = reading->may_measure ? gradus_claim_measure (stated, about, reading->session->document)
                                  : NULL;
  if (measured)
    g_hash_table_insert (record->claims, g_steal_pointer (&claim), measured);
  else
    record->lacks_numbers = TRUE;
  return measured;
}

char *
gradus_session_say (GradusSession *self, const GradusWords *words)
{
  const GradusStep *step = gradus_session_get_step (self);
  Reading reading = { self, words, step && is_time_for (self, step, words) };

  return gradus_prose_markup_restate (gradus_words_say (words), restate, &reading);
}

double
gradus_session_get_compared (GradusSession *self, guint i)
{
  const GradusStep *step = gradus_session_get_step (self);
  const GradusComparison *comparison = g_ptr_array_index (step->comparisons, i);
  GArray *compared = self->now->compared;

  if (self->now->acting != GRADUS_ACTING_DONE || !gradus_document_is_settled (self->document))
    return i < compared->len ? g_array_index (compared, double, i) : NAN;
  while (compared->len <= i) {
    const double unknown = NAN;

    g_array_append_val (compared, unknown);
  }
  if (isnan (g_array_index (compared, double, i)))
    g_array_index (compared, double, i) =
        gradus_expression_read (comparison->expression, self->document);
  return g_array_index (compared, double, i);
}
