/* SPDX-License-Identifier: MIT */
#include "app/runs/run-clipboard.h"

#include <glib/gi18n.h>

#include "app/common/host.h"
#include "experiment/experiment-json.h"

void
gradus_run_clipboard_copy (GtkWidget *widget, GradusRun *run)
{
  g_autofree char *text = gradus_experiment_to_json (gradus_run_get_experiment (run));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  gradus_host_tell (widget, _ ("The experiment was copied as text"));
}
