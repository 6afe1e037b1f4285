/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/figure.h"

G_BEGIN_DECLS

/* GradusFigureOptions: the options of gradus-cli plot and film that say how a figure is drawn: one
 * for each name of a setting that any figure has on the command line. */
typedef struct _GradusFigureOptions GradusFigureOptions;

GradusFigureOptions *gradus_figure_options_new (void);
void gradus_figure_options_free (GradusFigureOptions *self);

/* Parses the command's own entries and these, as gradus_cli_parse() does. */
gboolean gradus_figure_options_parse (GradusFigureOptions *self, const GOptionEntry *entries,
                                      int *argc, char ***argv, const char *needs,
                                      const char *summary);

/* A new figure of that name with the options set; it ignores options of other figures. NULL,
 * after a message on standard error, if something is wrong. */
GradusFigure *gradus_figure_options_make_figure (const GradusFigureOptions *self, const char *name);

/* Reads a --size, WIDTHxHEIGHT, each from `least` to `most` of `unit` ("points"); 800x500 where it
 * is NULL. FALSE, after a message with the example, where it is none. */
gboolean gradus_figure_options_read_size (const char *text, int least, int most, const char *unit,
                                          const char *example, int *width, int *height);

/* "cost, accuracy, …": all figures that can be drawn without a window. Free with g_free(). */
char *gradus_figure_options_list_figures (void);

G_END_DECLS
