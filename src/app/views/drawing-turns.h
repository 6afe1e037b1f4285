/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusDrawingTurns: which widgets of a window are drawn in a frame. What shows training has news
 * in every frame. Where drawing all of it would make the frame late, each widget is drawn in some
 * of the frames only: in the next one who has waited longest, and with it those of the same row, as
 * there is room. (What a frame costs the toolkit goes by the rectangle around all that is drawn in
 * it.) Where drawing news in every frame would take more than a share of the processor, which
 * trains meanwhile, there are frames without turns. */
typedef struct _GradusDrawingTurns GradusDrawingTurns;

/* Microseconds: what all widgets together may take of a frame. The rest is for the toolkit. One
 * widget that takes longer is drawn alone. */
#define GRADUS_DRAWING_TURNS_ROOM 4000

/* What frames with turns may take of a core in the long run, the toolkit's part included. */
#define GRADUS_DRAWING_TURNS_SHARE 0.16

/* Those of a frame clock; borrowed, they live as long as it. */
GradusDrawingTurns *gradus_drawing_turns_get (GdkFrameClock *clock);

/* The widget has something new to show, and drawing it takes about so many microseconds: it is
 * drawn in this frame or in one of the next. To ask twice is to ask once. */
void gradus_drawing_turns_ask (GradusDrawingTurns *self, GtkWidget *widget, gint64 duration);

G_END_DECLS
