/* SPDX-License-Identifier: MIT */
#include "app/window/measurement.h"

#include "app/experiment/rate-window.h"
#include "app/runs/damage-window.h"

static GtkWindow *
open_window (const GradusShow *show, GtkWindow *parent, GradusDocument *document,
             GradusExperimentModel *model)
{
  double kind;

  if (g_str_equal (show->window, "rate"))
    return gradus_rate_window_open (parent, model);
  return gradus_damage_window_open (parent, document, gradus_document_get_selected (document),
                                    gradus_show_find_setting (show, "damage", &kind)
                                        ? (GradusDamageKind) kind
                                        : GRADUS_DAMAGE_UNITS);
}

void
gradus_measurement_open (GradusMeasurement *self, const GradusShow *show, GtkWindow *parent,
                         GradusDocument *document, GradusExperimentModel *model)
{
  if (self->was_opened)
    return;
  self->was_opened = TRUE;
  g_set_weak_pointer (&self->window, open_window (show, parent, document, model));
  gtk_window_set_modal (self->window, FALSE);
}

void
gradus_measurement_close (GradusMeasurement *self)
{
  GtkWindow *window = self->window;

  self->was_opened = FALSE;
  g_clear_weak_pointer (&self->window);
  if (window)
    gtk_window_close (window);
}
