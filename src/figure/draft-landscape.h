/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/draft.h"
#include "figure/figure.h"

G_BEGIN_DECLS

/* For figures of runs that are not in a window: the landscape that a figure shows, of all runs
 * (GradusDraftEntry, with their data) that are not hidden and share the surface of the selected
 * one, which always is among them. NULL without an error where the figure shows none. */
GradusLandscape *gradus_draft_landscape_survey (const GPtrArray *runs,
                                                const GradusDraftEntry *selected,
                                                const GradusFigure *figure, GError **error);

/* What that is made from, the caller's own, with each run at its last moment that is no later than
 * `step`; NULL where the figure shows none. */
GradusLandscapeRequest *gradus_draft_landscape_request (const GPtrArray *runs,
                                                        const GradusDraftEntry *selected,
                                                        const GradusFigure *figure, guint64 step);

/* Those runs as a figure's source has them: GradusFigureRun, whose names and series are the
 * entries'. */
GArray *gradus_draft_landscape_list_runs (const GPtrArray *runs, const GradusDraftEntry *selected);

G_END_DECLS
