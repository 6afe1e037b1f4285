/* SPDX-License-Identifier: MIT */
#include "app/common/host.h"

G_DEFINE_INTERFACE (GradusHost, gradus_host, GTK_TYPE_WINDOW)

static void
gradus_host_default_init (GradusHostInterface *iface)
{
}

GradusHost *
gradus_host_find (GtkWidget *widget)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW));

  while (window && !GRADUS_IS_HOST (window))
    window = gtk_window_get_transient_for (window);
  return (GradusHost *) window;
}

void
gradus_host_tell (GtkWidget *widget, const char *sentence)
{
  GradusHost *host = gradus_host_find (widget);

  if (host)
    GRADUS_HOST_GET_IFACE (host)->tell (host, sentence);
}

void
gradus_host_warn (GtkWidget *widget, const char *sentence)
{
  GradusHost *host = gradus_host_find (widget);

  if (host)
    GRADUS_HOST_GET_IFACE (host)->warn (host, sentence);
}

void
gradus_host_offer (GtkWidget *widget, const char *sentence, const char *label, const char *action)
{
  GradusHost *host = gradus_host_find (widget);

  if (host)
    GRADUS_HOST_GET_IFACE (host)->offer (host, sentence, label, action);
}

void
gradus_host_clear (GtkWidget *widget)
{
  GradusHost *host = gradus_host_find (widget);

  if (host)
    GRADUS_HOST_GET_IFACE (host)->clear (host);
}

void
gradus_host_open_file (GtkWidget *widget, const char *filename)
{
  GradusHost *host = gradus_host_find (widget);

  if (host)
    GRADUS_HOST_GET_IFACE (host)->open_file (host, filename);
}

void
gradus_host_open_draft (GtkWidget *widget, GradusDraft *draft)
{
  GradusHost *host = gradus_host_find (widget);

  if (host)
    GRADUS_HOST_GET_IFACE (host)->open_draft (host, draft);
}

void
gradus_host_try_lesson (GtkWidget *widget, GradusLesson *lesson, guint step)
{
  GradusHost *host = gradus_host_find (widget);

  if (host)
    GRADUS_HOST_GET_IFACE (host)->try_lesson (host, lesson, step);
}

void
gradus_host_film (GtkWidget *widget, GradusRun *run, const GradusFigure *figure)
{
  GradusHost *host = gradus_host_find (widget);

  if (host)
    GRADUS_HOST_GET_IFACE (host)->film (host, run, figure);
}
