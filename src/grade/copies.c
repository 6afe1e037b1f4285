/* SPDX-License-Identifier: MIT */
#include "grade/copies.h"

/* Names are typed in again: capitals and blanks around do not count. */
static gboolean
is_same_name (const char *a, const char *b)
{
  g_autofree char *one = g_utf8_casefold (a, -1), *other = g_utf8_casefold (b, -1);

  return g_str_equal (g_strstrip (one), g_strstrip (other));
}

static guint
count_shared (const GradusHandIn *a, const GradusHandIn *b)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;

  for (guint i = 0; i < a->deeds->len; i++)
    g_hash_table_add (ids, ((const GradusDeed *) g_ptr_array_index (a->deeds, i))->id);
  for (guint i = 0; i < b->deeds->len; i++)
    n += g_hash_table_contains (ids, ((const GradusDeed *) g_ptr_array_index (b->deeds, i))->id);
  return n;
}

static void
tell_both (GradusGraded *a, GradusGraded *b, GradusEvidenceKind kind)
{
  gradus_graded_add_sign (a, kind, 0, b->filename);
  gradus_graded_add_sign (b, kind, 0, a->filename);
}

/* Who hands in a second time goes on from the first: then one of them has deeds that the other has
 * not. */
static void
compare_hand_ins (GradusGraded *a, GradusGraded *b)
{
  const guint n_shared = count_shared (a->hand_in, b->hand_in);
  const gboolean is_same_origin = g_str_equal (a->hand_in->origin, b->hand_in->origin);

  if (is_same_origin && !is_same_name (a->hand_in->name, b->hand_in->name))
    tell_both (a, b, GRADUS_EVIDENCE_ORIGIN);
  else if (n_shared > 0 && n_shared == a->hand_in->deeds->len &&
           n_shared == b->hand_in->deeds->len)
    tell_both (a, b, GRADUS_EVIDENCE_SAME);
  else if (is_same_origin)
    tell_both (a, b, GRADUS_EVIDENCE_AGAIN);
  else if (n_shared > 0)
    tell_both (a, b, GRADUS_EVIDENCE_DEEDS);
}

static gboolean
has_run (const GradusHandIn *hand_in, const char *digest)
{
  for (guint i = 0; i < hand_in->deeds->len; i++) {
    const GradusDeed *deed = g_ptr_array_index (hand_in->deeds, i);

    for (guint j = 0; j < deed->runs->len; j++) {
      if (g_str_equal (g_array_index (deed->runs, GradusHandedRun, j).digest, digest))
        return TRUE;
    }
  }
  return FALSE;
}

/* A run that is not the one that was handed in may be another's. Many have the same where many
 * tried the same: then nothing tells whose it was. */
static void
find_owner (GradusGraded *graded, guint at, const GPtrArray *all)
{
  const GradusGraded *owner = NULL;
  guint n = 0;

  for (guint i = 0; i < all->len; i++) {
    const GradusGraded *other = g_ptr_array_index (all, i);

    if (other == graded || !other->hand_in ||
        !has_run (other->hand_in, g_ptr_array_index (graded->foreign_runs, at)))
      continue;
    owner = other;
    n++;
  }
  if (n == 1)
    gradus_graded_add_sign (graded, GRADUS_EVIDENCE_RUN_OF,
                            g_array_index (graded->foreign_steps, guint, at), owner->filename);
}

void
gradus_copies_find (const GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++) {
    GradusGraded *graded = g_ptr_array_index (all, i);

    for (guint j = i + 1; graded->hand_in && j < all->len; j++) {
      GradusGraded *other = g_ptr_array_index (all, j);

      if (other->hand_in)
        compare_hand_ins (graded, other);
    }
    for (guint j = 0; j < graded->foreign_runs->len; j++)
      find_owner (graded, j, all);
  }
}
