/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/figure.h"

G_BEGIN_DECLS

/* GradusFigureOptions: the options of gradus-cli plot that say how a figure is drawn: one for
 * each name of a setting that any figure has on the command line. */
typedef struct _GradusFigureOptions GradusFigureOptions;

GradusFigureOptions *gradus_figure_options_new (void);
void gradus_figure_options_free (GradusFigureOptions *self);

/* Adds a GOptionEntry for each of them. What is given for it comes into `self`. */
void gradus_figure_options_add_entries (GradusFigureOptions *self, GArray *entries);

/* The figure of that name as the options want it; options that it does not have mean nothing to
 * it. NULL where something is wrong, which is then said on standard error. */
GradusFigure *gradus_figure_options_make_figure (const GradusFigureOptions *self, const char *name);

/* "cost, accuracy, …": all that can be drawn without a window, a new string. */
char *gradus_figure_options_list_figures (void);

G_END_DECLS
