/* SPDX-License-Identifier: MIT */
#include "train/stop-watch.h"

#include <math.h>

#define LOOKS_AN_OCTAVE 64

guint64
gradus_stop_watch_find_look (guint64 epoch)
{
  const guint64 octave =
      epoch > 0 ? G_GUINT64_CONSTANT (1) << (g_bit_storage (epoch) - 1) : 1;
  const guint64 stride = MAX (octave / LOOKS_AN_OCTAVE, 1);

  return (epoch + stride - 1) / stride * stride;
}

gboolean
gradus_stop_watch_wants (const GradusStopWatch *watch, guint64 epoch)
{
  return gradus_stop_rule_is_set (&watch->rule) &&
         (!watch->has_looked || watch->last != epoch) &&
         gradus_stop_watch_find_look (epoch) == epoch;
}

static void
note_test_cost (GradusStopWatch *watch, guint64 epoch, double cost)
{
  if (watch->has_looked && !(cost < watch->best))
    return;
  watch->best = cost;
  watch->best_epoch = watch->patient_since = epoch;
}

static guint
find_met (const GradusStopWatch *watch, guint64 epoch, const GradusStopReading *reading)
{
  const GradusStopRule *rule = &watch->rule;
  guint met = 0;

  if (rule->cost > 0 && reading->cost < rule->cost)
    met |= 1u << GRADUS_STOP_COST;
  if (rule->accuracy > 0 && reading->accuracy >= rule->accuracy)
    met |= 1u << GRADUS_STOP_ACCURACY;
  if (rule->gradient_norm > 0 && reading->gradient_norm < rule->gradient_norm)
    met |= 1u << GRADUS_STOP_GRADIENT_NORM;
  if (rule->patience > 0 && epoch - watch->patient_since >= rule->patience)
    met |= 1u << GRADUS_STOP_PATIENCE;
  return met;
}

GradusStopCause
gradus_stop_watch_judge (GradusStopWatch *watch, guint64 epoch, gboolean begins,
                         const GradusStopReading *reading)
{
  guint met, news;

  note_test_cost (watch, epoch, reading->test_cost);
  met = find_met (watch, epoch, reading);
  news = begins ? 0 : met & ~watch->met;
  watch->has_looked = TRUE;
  watch->last = epoch;
  watch->met = met & ~(1u << GRADUS_STOP_PATIENCE);
  if (met >> GRADUS_STOP_PATIENCE & 1)
    watch->patient_since = epoch;
  return news == 0 ? GRADUS_STOP_NONE : (GradusStopCause) (g_bit_nth_lsf (news, -1));
}

void
gradus_stop_watch_forget (GradusStopWatch *watch)
{
  *watch = (GradusStopWatch){ .rule = watch->rule };
}
