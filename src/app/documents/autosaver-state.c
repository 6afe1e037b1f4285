/* SPDX-License-Identifier: MIT */
#include "app/documents/autosaver-state.h"

/* Loading comes first: what it replaces need not be collected. Saving and closing do not wait
 * until the draft is due. */
static GradusAutosaverState
find_at_rest (const GradusAutosaverFacts *facts)
{
  if (facts->wants_to_load)
    return GRADUS_AUTOSAVER_LOADING;
  if (facts->has_runs &&
      (facts->wants_to_save || (facts->has_news && (facts->is_due || facts->wants_to_close))))
    return GRADUS_AUTOSAVER_COLLECTING;
  if (facts->wants_to_close)
    return GRADUS_AUTOSAVER_CLOSED;
  return facts->has_runs && facts->has_news ? GRADUS_AUTOSAVER_DIRTY : GRADUS_AUTOSAVER_CLEAN;
}

static GradusAutosaverState
find_after_collecting (const GradusAutosaverFacts *facts)
{
  if (facts->wants_to_load)
    return GRADUS_AUTOSAVER_LOADING;
  if (facts->is_working)
    return GRADUS_AUTOSAVER_COLLECTING;
  if (facts->is_collected && facts->wants_to_save)
    return GRADUS_AUTOSAVER_WRITING_FILE;
  return facts->is_collected && facts->is_loss ? GRADUS_AUTOSAVER_WRITING_DRAFT
                                               : GRADUS_AUTOSAVER_CLEAN;
}

GradusAutosaverState
gradus_autosaver_state_find_next (GradusAutosaverState state, const GradusAutosaverFacts *facts)
{
  switch (state) {
  case GRADUS_AUTOSAVER_CLEAN:
  case GRADUS_AUTOSAVER_DIRTY:
    return find_at_rest (facts);
  case GRADUS_AUTOSAVER_COLLECTING:
    return find_after_collecting (facts);
  case GRADUS_AUTOSAVER_WRITING_DRAFT:
  case GRADUS_AUTOSAVER_WRITING_FILE:
  case GRADUS_AUTOSAVER_LOADING:
    return facts->is_working ? state : GRADUS_AUTOSAVER_CLEAN;
  case GRADUS_AUTOSAVER_CLOSED:
    return GRADUS_AUTOSAVER_CLOSED;
  }
  g_assert_not_reached ();
}
