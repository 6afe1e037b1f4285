/* SPDX-License-Identifier: MIT */
#include "app/documents/autosave-pace.h"

#define MILLISECOND G_GINT64_CONSTANT (1000)

/* One edit seldom comes alone, and after a quiet time there is no hurry: the news waits so long
 * at least. */
#define SHORTEST_WAIT (150 * MILLISECOND)

/* From draft to draft: well below the two seconds that may be lost. */
#define INTERVAL (1000 * MILLISECOND)

/* A draft that takes long to write would slow the disk and the training down, so writing gets
 * this share of the time; but not so rarely that more than two seconds would be lost. */
#define WRITING_SHARE 0.25
#define LONGEST_INTERVAL (1500 * MILLISECOND)

/* A folder that takes no files is not tried with each edit. */
#define RETRY_INTERVAL (5000 * MILLISECOND)

void
gradus_autosave_pace_note_news (GradusAutosavePace *pace, gint64 now)
{
  if (pace->news_at == 0)
    pace->news_at = now;
}

gboolean
gradus_autosave_pace_has_news (const GradusAutosavePace *pace)
{
  return pace->news_at != 0;
}

void
gradus_autosave_pace_note_begin (GradusAutosavePace *pace, gint64 now)
{
  *pace = (GradusAutosavePace){ .collected_at = now };
}

void
gradus_autosave_pace_note_failure (GradusAutosavePace *pace, gint64 now)
{
  gradus_autosave_pace_note_news (pace, now);
  pace->retry_at = now + RETRY_INTERVAL;
}

gint64
gradus_autosave_pace_find_due (const GradusAutosavePace *pace, guint cost)
{
  const gint64 wanted = (gint64) (cost / WRITING_SHARE) * MILLISECOND;
  const gint64 interval = CLAMP (wanted, INTERVAL, LONGEST_INTERVAL);
  const gint64 due = MAX (pace->news_at + SHORTEST_WAIT, pace->collected_at + interval);

  return MAX (due, pace->retry_at);
}
