/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusSpeedControl: a slider from one step a second over 1, 2, 5, 10 … to paced (see
 * train/pace.h) and to all that the machine has, and below it a button that says which of them it
 * is, and turns from paced to full speed and back.
 *
 * Whether it was paced or at full speed last is kept in the settings, and so are the seconds that a
 * paced run takes. "speed", for its notification alone, changes with all of this. */
#define GRADUS_TYPE_SPEED_CONTROL (gradus_speed_control_get_type ())
G_DECLARE_FINAL_TYPE (GradusSpeedControl, gradus_speed_control, GRADUS, SPEED_CONTROL, GtkWidget)

/* That a paced run takes; 0 where it is not paced. */
double gradus_speed_control_get_seconds (GradusSpeedControl *self);

/* Steps a second; 0 for all, and where it is paced. */
double gradus_speed_control_get_speed (GradusSpeedControl *self);

/* The position nearest to that many steps a second; 0: all. */
void gradus_speed_control_set_speed (GradusSpeedControl *self, double speed);

/* Paced or full speed, as the settings say. */
void gradus_speed_control_choose_usual (GradusSpeedControl *self);

/* From full speed to paced, from all else to full speed. */
void gradus_speed_control_toggle_full (GradusSpeedControl *self);

/* One position up (1) or down (-1). */
void gradus_speed_control_nudge (GradusSpeedControl *self, int by);

G_END_DECLS
