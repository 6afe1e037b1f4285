/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/chain-scene.h"

G_BEGIN_DECLS

/* GradusChainPanel: the numbers of the scene's unit written out in lines, and beside them in large
 * figures the products on the way back; forward, how far apart samples still are. */
typedef struct {
  const GradusChainScene *scene;
  GradusRect area;
  double scale; /* of the letters of the lines, and how far the lines are apart */
  double pitch;
} GradusChainPanel;

#define GRADUS_CHAIN_PANEL_LINES 4

void gradus_chain_panel_draw (GradusCanvas *canvas, const GradusChainPanel *panel);

/* The number at a point. FALSE where there is none. */
gboolean gradus_chain_panel_find (GradusCanvas *canvas, const GradusChainPanel *panel, double x,
                                  double y, GradusChainNumber *number);

G_END_DECLS
