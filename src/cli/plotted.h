/* SPDX-License-Identifier: MIT */
#pragma once

#include "cli/source.h"
#include "document/draft.h"
#include "figure/figure.h"

G_BEGIN_DECLS

/* GradusPlotted: what a figure is drawn of: an experiment that is trained for it, with its rivals
 * where the figure shows them, or a run of a document as it is. Starts as zeros. */
typedef struct {
  const GradusChanges *changes; /* borrowed */
  GradusExperiment *experiment;
  GradusStepper *stepper;
  GradusDraft *draft; /* NULL while the run is not trained */
  const GradusDraftEntry *run;
} GradusPlotted;

/* FALSE, after a message, if the source is a document, whose runs stay as they are, and a change of
 * it was asked for. */
gboolean gradus_plotted_check_changes (const GradusChanges *changes);

/* FALSE, after a message, if no format is known for the file's name, which an option gave. Before
 * what takes long: a wrong name must not cost it. */
gboolean gradus_plotted_check_name (const char *option, const char *filename);

/* Opens what the changes, which must live longer, are of; `run`: the run of a document that was
 * asked for, or NULL. */
gboolean gradus_plotted_begin (GradusPlotted *plotted, const GradusChanges *changes,
                               const char *run, GError **error);
void gradus_plotted_clear (GradusPlotted *plotted);

/* FALSE, after a message, if the experiment lacks what the figure shows. */
gboolean gradus_plotted_check_figure (const GradusPlotted *plotted, const GradusFigure *figure);

/* Whether the file of --to may be written. */
gboolean gradus_plotted_check_output (const GradusPlotted *plotted, const char *filename,
                                      GError **error);

/* Draws the figure, in colours for print, into a file whose name ends as one of
 * gradus_sheet_find_format(). */
gboolean gradus_plotted_save (const GradusFigure *figure, const GradusFigureSource *source,
                              const char *filename, double width, double height, GError **error);

/* Trains what is not trained. Ctrl-C ends that, and is caught from then on. */
gboolean gradus_plotted_train (GradusPlotted *plotted, const GradusFigure *figure,
                               gboolean is_quiet, GError **error);

G_END_DECLS
