/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/chain-graph.h"
#include "figure/chain-lines.h"
#include "figure/figure-source.h"

G_BEGIN_DECLS

/* GradusChainScene: what a picture of the chain rule shows at one moment of the walk. */
typedef struct {
  const GradusFigureSource *source;
  const GradusChain *chain;
  GradusChainSight sight;
  gboolean is_backward;
  guint lit;                /* the layer that the walk has come to, from 0 */
  guint layer, unit, input; /* whose numbers are written out: of the lit layer, or pointed at */
} GradusChainScene;

/* Whether the walk has passed a layer, from 0, on its way forward; and on its way back. */
gboolean gradus_chain_scene_has_forward (const GradusChainScene *scene, guint layer);
gboolean gradus_chain_scene_has_backward (const GradusChainScene *scene, guint layer);

/* The network: edges, arcs, nodes with their numbers, what layers are called. */
void gradus_chain_scene_draw_network (GradusCanvas *canvas, const GradusChainScene *scene,
                                      const GradusChainGraph *graph);

/* Of these the edges alone, the numbers on those of the written unit, and one such number: on a
 * ground that hides what is below. */
void gradus_chain_scene_draw_edges (GradusCanvas *canvas, const GradusChainScene *scene,
                                    const GradusChainGraph *graph);
void gradus_chain_scene_draw_edge_numbers (GradusCanvas *canvas, const GradusChainScene *scene,
                                           const GradusChainGraph *graph);
void gradus_chain_scene_draw_label (GradusCanvas *canvas, const char *text, double x, double y,
                                    GradusColour colour, gboolean is_framed);

/* Below it, for each layer, how far apart samples are in it and the norm of its gradient, as bars
 * of one logarithmic scale and as numbers. */
void gradus_chain_scene_draw_foot (GradusCanvas *canvas, const GradusChainScene *scene,
                                   const GradusChainGraph *graph);

/* Below the inputs the samples, where two inputs say where they are. */
void gradus_chain_scene_draw_map (GradusCanvas *canvas, const GradusChainScene *scene,
                                  const GradusChainGraph *graph);

/* The sample, from 0, at a point of that map; -1: none. */
int gradus_chain_scene_find_sample (GradusCanvas *canvas, const GradusChainScene *scene,
                                    const GradusChainGraph *graph, double x, double y);

/* Where the label of an edge to the written unit from `input` stands, and of an edge from it to a
 * unit of the layer behind. FALSE where the edge is none, or has no room for one. */
gboolean gradus_chain_scene_place_input (const GradusChainScene *scene,
                                         const GradusChainGraph *graph, guint input, double *x,
                                         double *y);
gboolean gradus_chain_scene_place_output (const GradusChainScene *scene,
                                          const GradusChainGraph *graph, guint output, double *x,
                                          double *y);

G_END_DECLS
