/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/view-card.h"
#include "lesson/finding-show.h"

G_BEGIN_DECLS

/* GradusViewsPanel: all views of a run, on pages: an overview; pictures; the inside of the network,
 * where a unit, an edge or a layer is chosen and inspected; the chain rule, walked through with the
 * arrow keys; the gallery of activations; runs beside each other; a sweep.
 *
 * Emits "told" with a sentence for a toast, "notify::is-filled" when one view fills the window or
 * no longer does, and "boundary-made" with the GradusView of a decision boundary that is there from
 * now on: the overview's when the document is set, others when their page is first shown. */
#define GRADUS_TYPE_VIEWS_PANEL (gradus_views_panel_get_type ())
G_DECLARE_FINAL_TYPE (GradusViewsPanel, gradus_views_panel, GRADUS, VIEWS_PANEL, GtkWidget)

/* Whose runs' curves are drawn over each other. Once. */
void gradus_views_panel_set_document (GradusViewsPanel *self, GradusDocument *document);

/* The run that the views show. */
void gradus_views_panel_set_run (GradusViewsPanel *self, GradusRun *run);

/* Whether it stands before an audience, which needs no list of pages. */
void gradus_views_panel_set_presenting (GradusViewsPanel *self, gboolean is_presenting);

/* Lets the view with the focus or the pointer fill the panel, or, where one does, brings all
 * back. */
void gradus_views_panel_toggle_fill (GradusViewsPanel *self);

/* Brings all views back; FALSE where none filled the panel. */
gboolean gradus_views_panel_restore (GradusViewsPanel *self);

/* Forward or back along the chain rule, or to the right or left on a map that is open; FALSE where
 * neither page is shown. */
gboolean gradus_views_panel_walk (GradusViewsPanel *self, int by);

/* To the next or the former unit of the chain's layer, or down or up on the map; FALSE where there
 * is neither. */
gboolean gradus_views_panel_scroll (GradusViewsPanel *self, int by);

/* Before the first step of another lesson: what its steps may set is as usual, whatever somebody
 * chose or the lesson before left. */
void gradus_views_panel_begin_lesson (GradusViewsPanel *self);

/* What a step of a lesson wants to be seen, and marked; NULL: all views again, without marks. */
void gradus_views_panel_show (GradusViewsPanel *self, const GradusShow *show);

/* What of it is seen now, as a step of a lesson could want it: the page, how its views are set, and
 * the unit that is marked. Into an empty one; gradus_show_clear() frees it. */
void gradus_views_panel_take_show (GradusViewsPanel *self, GradusShow *show);

/* What a finding about a run rests on: its page, and its view with the focus and what it is about
 * marked. Views of other runs are not marked. */
void gradus_views_panel_show_finding (GradusViewsPanel *self, const GradusFindingShow *finding,
                                      GradusRun *run);

/* Nothing is marked any more. */
void gradus_views_panel_clear_marks (GradusViewsPanel *self);

/* Makes a number of the chain rule a blank on its page, to be worked out; NULL: none. Emits
 * "worked-out", see gradus_chain_page_ask(). */
void gradus_views_panel_ask_number (GradusViewsPanel *self, const GradusChainNumber *number);

/* The first page. */
void gradus_views_panel_show_overview (GradusViewsPanel *self);

/* The gallery with an activation. */
void gradus_views_panel_show_activation (GradusViewsPanel *self, GradusActivationKind kind);

/* Asks a sweep on its page, at once; `question` is the id of a built-in one, "" for another. */
void gradus_views_panel_ask_sweep (GradusViewsPanel *self, const char *question,
                                   GradusSweep *sweep);

/* The layout, as it is remembered: which page, where the dividers are, how curves are drawn. */
void gradus_views_panel_save_layout (GradusViewsPanel *self, GKeyFile *file);
void gradus_views_panel_load_layout (GradusViewsPanel *self, GKeyFile *file);

G_END_DECLS
