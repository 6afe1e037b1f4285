/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "document/draft.h"
#include "figure/figure.h"
#include "lesson/lesson.h"

G_BEGIN_DECLS

/* GradusHost: what a widget may ask of the window that it stands in. GradusWindow implements it, so
 * that no other folder needs to know that window. */
#define GRADUS_TYPE_HOST (gradus_host_get_type ())
G_DECLARE_INTERFACE (GradusHost, gradus_host, GRADUS, HOST, GtkWindow)

struct _GradusHostInterface {
  GTypeInterface parent_interface;

  /* The functions below, of the host itself. */
  void (*tell) (GradusHost *host, const char *sentence);
  void (*warn) (GradusHost *host, const char *sentence);
  void (*offer) (GradusHost *host, const char *sentence, const char *label, const char *action);
  void (*clear) (GradusHost *host);
  void (*open_file) (GradusHost *host, const char *filename);
  void (*open_draft) (GradusHost *host, GradusDraft *draft);
  void (*try_lesson) (GradusHost *host, GradusLesson *lesson, guint step);
  void (*film) (GradusHost *host, GradusRun *run, const GradusFigure *figure);
};

/* The host of a widget: its window, or for a dialog the window that the dialog belongs to. NULL:
 * none.
 *
 * The functions below ask the host of any widget. Without one they do nothing: an answer may come
 * after the widget was taken out of its window, and then there is nobody who waits for it. */
GradusHost *gradus_host_find (GtkWidget *widget);

/* Shows a sentence in a toast, its first letter made a capital. One that begins with the path of a
 * file (see app/common/file-fault.h) is about a file, and a warning. */
void gradus_host_tell (GtkWidget *widget, const char *sentence);

/* The same, but it stays until it is dismissed, beside others that stay. */
void gradus_host_warn (GtkWidget *widget, const char *sentence);

/* The same, with a button that activates an action (NULL: without). It stays until it is pressed,
 * dismissed or replaced. */
void gradus_host_offer (GtkWidget *widget, const char *sentence, const char *label,
                        const char *action);

/* Takes back the toast that is shown. */
void gradus_host_clear (GtkWidget *widget);

/* Opens any file that Gradus knows: a document, weights, a lesson, an experiment, or data, of which
 * it asks what is to be learnt from them. */
void gradus_host_open_file (GtkWidget *widget, const char *filename);

/* Opens a copy of a document in another window, as a document that was never saved. The draft is
 * borrowed. */
void gradus_host_open_draft (GtkWidget *widget, GradusDraft *draft);

/* Opens a lesson that is being written in a window of its own: what is written about stays as it
 * is. */
void gradus_host_try_lesson (GtkWidget *widget, GradusLesson *lesson, guint step);

/* Asks how a film of a run of the document is to be, of that figure as it is set, and makes it. */
void gradus_host_film (GtkWidget *widget, GradusRun *run, const GradusFigure *figure);

G_END_DECLS
