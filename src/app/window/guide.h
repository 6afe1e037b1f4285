/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "app/runs/speed-control.h"
#include "app/views/views-panel.h"
#include "app/window/side.h"

G_BEGIN_DECLS

/* GradusGuide: leads a window through a lesson: the views, the document and the lesson's pane show
 * what its steps say. It adds the actions "lesson.next", "back", "act", "again", "answer" (a
 * number), "hint", "solve", "toggle", "all-views", "close", "notes"
 * and "return" (from a pause) to the window. */
typedef struct _GradusGuide GradusGuide;

/* The parts of the window that it leads; all must live longer. */
typedef struct {
  GtkWindow *window; /* a GradusHost */
  GradusDocument *document;
  GradusSide *side;
  GradusViewsPanel *views;
  GradusSpeedControl *speed;
  GradusExperimentModel *model; /* of the selected run */
} GradusGuided;

GradusGuide *gradus_guide_new (const GradusGuided *guided);
void gradus_guide_free (GradusGuide *guide);

/* Opens a lesson at a step, counted from 0. Below 0: where the user left it, or at its beginning if
 * he read it to the end. */
void gradus_guide_open (GradusGuide *guide, GradusLesson *lesson, int step);

/* Whether a lesson is open, and not paused. */
gboolean gradus_guide_is_active (GradusGuide *guide);

/* Leaves the lesson, if one is open; the runs stay. */
void gradus_guide_close (GradusGuide *guide);

/* Sets the lesson aside, before runs that are not its own take the place of all. */
void gradus_guide_pause (GradusGuide *guide);

GradusSession *gradus_guide_get_session (GradusGuide *guide);

/* Does what a key means in the open lesson. FALSE where it means nothing there. */
gboolean gradus_guide_take_key (GradusGuide *guide, guint key);

/* Save and load the lesson and step as a part of the document's layout. Loading does not change the
 * runs. */
void gradus_guide_save_layout (GradusGuide *guide, GKeyFile *file);
void gradus_guide_load_layout (GradusGuide *guide, GKeyFile *file);

/* Continues the lesson of another window's guide at the same step; the runs stay as they are. */
void gradus_guide_succeed (GradusGuide *guide, GradusGuide *before);

G_END_DECLS
