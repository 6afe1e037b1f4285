/* SPDX-License-Identifier: MIT */
#include "grade/graded.h"

#include <glib/gi18n-lib.h>

/* By GradusEvidenceKind. Only what has “%u” is of a step, and what has “%s” of another file. */
static const struct {
  const char *name;
  enum { NOTE, ALTERED, COPIED } what;
  enum { ALONE, STEP, OTHER, STEP_AND_OTHER } says;
  const char *sentence;
} kinds[] = {
  [GRADUS_EVIDENCE_SEAL_BROKEN] = { "seal-broken", ALTERED, ALONE,
                                    N_ ("the file does not hold what Gradus wrote: its seal is "
                                        "broken") },
  [GRADUS_EVIDENCE_SEAL_MISSING] = { "seal-missing", ALTERED, ALONE,
                                     N_ ("another program wrote the file: it has no seal") },
  [GRADUS_EVIDENCE_HEAD] = { "name", ALTERED, ALONE,
                             N_ ("the name or the lesson is not that of its digest") },
  [GRADUS_EVIDENCE_DEED] = { "deed", ALTERED, STEP,
                             N_ ("what was done in step %u is not what its digest says") },
  [GRADUS_EVIDENCE_NO_END] = { "no-end", ALTERED, ALONE, N_ ("its end is missing") },
  [GRADUS_EVIDENCE_RUN] = { "run", ALTERED, STEP,
                            N_ ("the run of step %u is not the one that was handed in") },
  [GRADUS_EVIDENCE_TRY] = { "try", ALTERED, STEP,
                            N_ ("the run of step %u is not of the experiment that was tried") },
  [GRADUS_EVIDENCE_WEIGHTS] = { "weights", ALTERED, STEP,
                                N_ ("the weights of step %u do not follow from its experiment: run "
                                    "again, they are others") },
  [GRADUS_EVIDENCE_HISTORY] = { "history", ALTERED, STEP,
                                N_ ("the history of step %u does not follow from its experiment: "
                                    "run again, it is another") },
  [GRADUS_EVIDENCE_ORIGIN] = { "origin", COPIED, OTHER,
                               N_ ("“%s” has another name and the same origin: one is a copy of the "
                                   "other") },
  [GRADUS_EVIDENCE_SAME] = { "same", COPIED, OTHER, N_ ("“%s” is the same hand-in") },
  [GRADUS_EVIDENCE_DEEDS] = { "deeds", COPIED, OTHER,
                              N_ ("“%s” has some of the same tries, hints or answers, which no two "
                                  "students can have") },
  [GRADUS_EVIDENCE_RUN_OF] = { "run-of", COPIED, STEP_AND_OTHER,
                               N_ ("the run of step %u is that of “%s”") },
  [GRADUS_EVIDENCE_AGAIN] = { "again", NOTE, OTHER,
                              N_ ("“%s” is another hand-in of the same student") },
  [GRADUS_EVIDENCE_VERSION] = { "version", NOTE, ALONE,
                                N_ ("it is of another version of the lesson") },
  [GRADUS_EVIDENCE_LOOPS] = { "instructions", NOTE, STEP,
                              N_ ("step %u was trained on a processor with other instructions, whose "
                                  "last bits differ; the numbers are those of here") },
};

gboolean
gradus_evidence_is_copying (GradusEvidenceKind kind)
{
  return kinds[kind].what == COPIED;
}

gboolean
gradus_evidence_is_altering (GradusEvidenceKind kind)
{
  return kinds[kind].what == ALTERED;
}

const char *
gradus_evidence_get_name (GradusEvidenceKind kind)
{
  return kinds[kind].name;
}

/* The sentences are those of the table above, each with what it says. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

char *
gradus_sign_describe (const GradusSign *sign)
{
  const char *sentence = _ (kinds[sign->kind].sentence);
  const char *other = sign->other ? sign->other : "";

  switch (kinds[sign->kind].says) {
  case STEP:
    return g_strdup_printf (sentence, sign->step + 1);
  case OTHER:
    return g_strdup_printf (sentence, other);
  case STEP_AND_OTHER:
    return g_strdup_printf (sentence, sign->step + 1, other);
  case ALONE:
  default:
    return g_strdup (sentence);
  }
}

#pragma GCC diagnostic pop

static gboolean
has_sign (const GradusGraded *graded, gboolean (*is_one) (GradusEvidenceKind kind))
{
  for (guint i = 0; i < graded->signs->len; i++) {
    if (is_one (g_array_index (graded->signs, GradusSign, i).kind))
      return TRUE;
  }
  return FALSE;
}

gboolean
gradus_graded_is_altered (const GradusGraded *graded)
{
  return has_sign (graded, gradus_evidence_is_altering);
}

gboolean
gradus_graded_is_copied (const GradusGraded *graded)
{
  return has_sign (graded, gradus_evidence_is_copying);
}

void
gradus_graded_add_sign (GradusGraded *graded, GradusEvidenceKind kind, guint step,
                        const char *other)
{
  g_autofree char *name = other ? g_path_get_basename (other) : NULL;
  const GradusSign sign = { kind, step, name ? g_filename_display_name (name) : NULL };

  g_array_append_val (graded->signs, sign);
}
