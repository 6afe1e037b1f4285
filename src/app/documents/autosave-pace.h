/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusAutosavePace: when the next draft is due. What changes is in the draft at most a second
 * later, unless writing takes long; then at most two. Times are those of g_get_monotonic_time().
 * Start from { 0 }. */
typedef struct {
  gint64 news_at;      /* of the first news that no draft has; 0: there is none */
  gint64 collected_at; /* when the last draft was begun */
  gint64 retry_at;     /* not before; 0: the last draft did not fail */
} GradusAutosavePace;

/* Something may have changed. */
void gradus_autosave_pace_note_news (GradusAutosavePace *pace, gint64 now);
gboolean gradus_autosave_pace_has_news (const GradusAutosavePace *pace);

/* A draft is begun, which will have all news until now. */
void gradus_autosave_pace_note_begin (GradusAutosavePace *pace, gint64 now);

/* It could not be written. */
void gradus_autosave_pace_note_failure (GradusAutosavePace *pace, gint64 now);

/* When the news is to be collected; `cost` is the milliseconds that the last draft took to
 * write. */
gint64 gradus_autosave_pace_find_due (const GradusAutosavePace *pace, guint cost);

G_END_DECLS
