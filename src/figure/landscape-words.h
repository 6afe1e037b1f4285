/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/figure-source.h"

G_BEGIN_DECLS

/* A landscape in words; the results are new strings. */

/* What spans the plane, along an axis, 0 across and 1 up; `weights` as GradusLandscapeChoice has
 * them. */
char *gradus_landscape_words_name_axis (const GradusLandscape *landscape,
                                        const GradusExperiment *experiment, const guint *weights,
                                        guint axis);

/* What there is to know of the plane: how much of the variance it holds. */
char *gradus_landscape_words_tell_plane (const GradusLandscape *landscape);

/* What else is to be known: that the cost is of some samples only, that runs are left out. NULL:
 * nothing. */
char *gradus_landscape_words_tell_rest (const GradusLandscape *landscape,
                                        const GradusFigureSource *source);

/* Why there is nothing to be seen. */
char *gradus_landscape_words_tell_none (const GradusLandscape *landscape);

/* The whole in a sentence. */
char *gradus_landscape_words_describe (const GradusLandscape *landscape,
                                       const GradusFigureSource *source);

G_END_DECLS
