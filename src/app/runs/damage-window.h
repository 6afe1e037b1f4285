/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "document/document.h"
#include "train/damage.h"

G_BEGIN_DECLS

/* GradusDamageWindow: what a run's network, as it is shown, still does when it is damaged (see
 * train/damage.h): accuracy against the amount, for a kind that is chosen. Looking changes nothing
 * of the run; a button makes a run that goes on from the damaged weights, which is undone as any
 * edit. */
#define GRADUS_TYPE_DAMAGE_WINDOW (gradus_damage_window_get_type ())
G_DECLARE_FINAL_TYPE (GradusDamageWindow, gradus_damage_window, GRADUS, DAMAGE_WINDOW, AdwWindow)

/* Modal, and at first of a kind of damage. */
GtkWindow *gradus_damage_window_open (GtkWindow *parent, GradusDocument *document, GradusRun *run,
                                      GradusDamageKind kind);

G_END_DECLS
