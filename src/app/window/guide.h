/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "app/runs/speed-control.h"
#include "app/views/views-panel.h"
#include "app/window/side.h"

G_BEGIN_DECLS

/* GradusGuide: leads a window through a lesson: lets its views show what a step speaks of, its document hold what a step puts on the
 * stage, its pane say what is to be read. It has the window's actions "lesson.next", "back", "act", "again", "answer" (a number),
 * "hint", "solve", "toggle", "all-views", "close", and "notes". */
typedef struct _GradusGuide GradusGuide;

/* What it leads; all of it the window's, which must live longer. */
typedef struct {
  GtkWindow *window; /* a GradusHost */
  GradusDocument *document;
  GradusSide *side;
  GradusViewsPanel *views;
  GradusSpeedControl *speed;
} GradusGuided;

GradusGuide *gradus_guide_new (const GradusGuided *guided);
void gradus_guide_free (GradusGuide *guide);

/* At a step, from 0; below 0: where it was left, or at the beginning where it was read to the end. */
void gradus_guide_open (GradusGuide *guide, GradusLesson *lesson, int step);

/* Whether a lesson is open. */
gboolean gradus_guide_is_active (GradusGuide *guide);

GradusSession *gradus_guide_get_session (GradusGuide *guide);

/* Whether a key means something to the lesson: it is then done. `is_presenting`: before an audience. */
gboolean gradus_guide_take_key (GradusGuide *guide, guint key);

/* Which lesson is open at which step, as part of a document's layout. Loading leaves runs alone. */
void gradus_guide_save_layout (GradusGuide *guide, GKeyFile *file);
void gradus_guide_load_layout (GradusGuide *guide, GKeyFile *file);

/* Goes over to another window's document: the same step, with runs as they are. */
void gradus_guide_succeed (GradusGuide *guide, GradusGuide *before);

G_END_DECLS
