/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"
#include "train/chain.h"

G_BEGIN_DECLS

/* GradusChainGraph: where the parts of a network lie on which the numbers of a chain are written.
 * Column 0 has the inputs. A column of few units has a node for each; one of many, of maps or of
 * units with several pieces has one block for all. Beside the column that the walk has come to
 * there is room for numbers on edges. Columns for which there is no room are left out around it,
 * never the first and the last. */
typedef struct {
  guint n_columns;
  double *x; /* (n_columns): their middles; NaN: left out */
  double node_width, node_height;
  double row_pitch;
  double line;       /* the height of a line of text */
  gboolean has_both; /* a node has room for two numbers, one below the other */
  GradusRect heads;  /* two lines above the nodes, and above them the arcs */
  GradusRect nodes;
  GradusRect foot; /* below them: bars and numbers of whole layers */
  double arcs;     /* the height of the arcs, in `heads` */
  GradusRect map;  /* below the inputs: where samples are chosen */
} GradusChainGraph;

void gradus_chain_graph_init (GradusChainGraph *graph, GradusCanvas *canvas,
                              const GradusChain *chain, guint lit_column, GradusRect area);
void gradus_chain_graph_clear (GradusChainGraph *graph);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusChainGraph, gradus_chain_graph_clear)

/* The nodes of a column; 0: it is a block. */
guint gradus_chain_graph_count_nodes (const GradusChain *chain, guint column);

GradusRect gradus_chain_graph_get_node (const GradusChainGraph *graph, const GradusChain *chain,
                                        guint column, guint unit);
GradusRect gradus_chain_graph_get_block (const GradusChainGraph *graph, guint column);

/* The node at a point. FALSE where there is none. */
gboolean gradus_chain_graph_find_node (const GradusChainGraph *graph, const GradusChain *chain,
                                       double x, double y, guint *column, guint *unit);

/* The shown column before another one, which is the one before it unless columns are left out. */
guint gradus_chain_graph_find_before (const GradusChainGraph *graph, guint column);

G_END_DECLS
