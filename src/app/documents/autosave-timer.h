/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/documents/autosave-pace.h"

G_BEGIN_DECLS

/* GradusAutosaveTimer: the pace of drafts, and the timeout that waits until the next one is due.
 * Start from { 0 }. Whoever has started it must stop it before it goes. */
typedef struct {
  GradusAutosavePace pace;
  guint timeout;   /* 0: it does not run */
  gboolean is_due; /* it has run out, and nobody has stopped it since */
  void (*func) (gpointer data);
  gpointer data;
} GradusAutosaveTimer;

/* Something may have changed. */
void gradus_autosave_timer_note_news (GradusAutosaveTimer *timer);

/* A draft is begun, which will have all news until now. */
void gradus_autosave_timer_note_begin (GradusAutosaveTimer *timer);

/* It could not be written. */
void gradus_autosave_timer_note_failure (GradusAutosaveTimer *timer);

/* Calls `func` when the news is to be collected; `cost` is the milliseconds that the last draft
 * took to write. It must not run yet. */
void gradus_autosave_timer_start (GradusAutosaveTimer *timer, guint cost,
                                  void (*func) (gpointer data), gpointer data);
void gradus_autosave_timer_stop (GradusAutosaveTimer *timer);

G_END_DECLS
