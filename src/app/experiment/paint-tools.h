/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusPaintTools: what a pointer does to own points in the plane, and of which class they are. It
 * is hidden until it is shown. */
typedef enum {
  GRADUS_TOOL_PAINT,
  GRADUS_TOOL_SPRAY,
  GRADUS_TOOL_MOVE,
  GRADUS_TOOL_ERASE,
} GradusTool;

#define GRADUS_N_TOOLS (GRADUS_TOOL_ERASE + 1)

#define GRADUS_TYPE_PAINT_TOOLS (gradus_paint_tools_get_type ())
G_DECLARE_FINAL_TYPE (GradusPaintTools, gradus_paint_tools, GRADUS, PAINT_TOOLS, GtkWidget)

GradusTool gradus_paint_tools_get_tool (GradusPaintTools *self);

/* Of the left button; the right one's is 0, or 1 where this is 0. */
guint gradus_paint_tools_get_class (GradusPaintTools *self);

/* A key without modifiers: 1 to 6 for the classes, P, S, M, E for the tools. Whether it is one
 * of these. */
gboolean gradus_paint_tools_press (GradusPaintTools *self, guint key);

G_END_DECLS
