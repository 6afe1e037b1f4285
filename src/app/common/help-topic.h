/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* "What is this?": a widget's name says what it is about: "topic:learning-rate". The topic is one
 * that a lesson's step explains, or an activation. Widgets inside have the same topic unless their
 * own name gives another. */

/* The topic of a widget; NULL: none. Borrowed. */
const char *gradus_help_topic_find (GtkWidget *widget);

/* Calls `func` with a topic that the user chooses: that of the focus if it has one, else that of
 * the next widget that is clicked, "" if it has none. Escape ends the question without an
 * answer. */
typedef void (*GradusHelpTopicFunc) (GtkWidget *window, const char *topic);
void gradus_help_topic_ask (GtkWindow *window, GradusHelpTopicFunc func);

G_END_DECLS
