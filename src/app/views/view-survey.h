/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/document.h"
#include "figure/figure.h"

G_BEGIN_DECLS

/* GradusViewSurvey: the landscape that a view's figure shows, surveyed by a thread of its own while
 * the view is seen. */
typedef struct _GradusViewSurvey GradusViewSurvey;

/* `tell` is called when there is another landscape. */
GradusViewSurvey *gradus_view_survey_new (void (*tell) (gpointer data), gpointer data);
void gradus_view_survey_free (GradusViewSurvey *self);

/* Asks for the landscape of the run, and of all others of the document (or NULL) that are not
 * hidden and share its surface, as they are now. From here on their snapshots carry what that
 * needs. */
void gradus_view_survey_ask (GradusViewSurvey *self, const GradusFigure *figure, GradusRun *run,
                             GradusDocument *document);

/* The last one; NULL: none yet. */
const GradusLandscape *gradus_view_survey_get_landscape (GradusViewSurvey *self);

G_END_DECLS
