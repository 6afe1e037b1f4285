/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/view-card.h"

G_BEGIN_DECLS

/* GradusInspector: looks into a unit, an edge or a layer of the network, which is chosen by
 * number here or by a click elsewhere. The weight of an edge can be set while the run trains.
 * Emits "inspected" where another part was chosen here. */
#define GRADUS_TYPE_INSPECTOR (gradus_inspector_get_type ())
G_DECLARE_FINAL_TYPE (GradusInspector, gradus_inspector, GRADUS, INSPECTOR, GtkWidget)

void gradus_inspector_set_run (GradusInspector *self, GradusRun *run);
void gradus_inspector_set_part (GradusInspector *self, GradusDiagramPart part);
GradusDiagramPart gradus_inspector_get_part (GradusInspector *self);

G_END_DECLS
