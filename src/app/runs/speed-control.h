/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusSpeedControl: a slider from one step a second over 1, 2, 5, 10 … to all that the machine
 * has.
 *
 * "speed" is in steps a second, 0 for all. */
#define GRADUS_TYPE_SPEED_CONTROL (gradus_speed_control_get_type ())
G_DECLARE_FINAL_TYPE (GradusSpeedControl, gradus_speed_control, GRADUS, SPEED_CONTROL, GtkWidget)

double gradus_speed_control_get_speed (GradusSpeedControl *self);

/* The position nearest to that many steps a second; 0: all. */
void gradus_speed_control_set_speed (GradusSpeedControl *self, double speed);

/* One position up (1) or down (-1). */
void gradus_speed_control_nudge (GradusSpeedControl *self, int by);

G_END_DECLS
