/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* "What is this?": widgets say what they are about by their name, "topic:learning-rate", which is that of a step's "explains" or of an
 * activation. What is inside them is about the same, unless it says otherwise. */

/* What a widget is about; NULL: nothing. Borrowed. */
const char *gradus_help_topic_find (GtkWidget *widget);

/* Tells `func` what the user wants to know: that of the focus if there is one with a topic, else of the next place that is clicked. Escape
 * gives it up. */
typedef void (*GradusHelpTopicFunc) (GtkWidget *window, const char *topic);
void gradus_help_topic_ask (GtkWindow *window, GradusHelpTopicFunc func);

G_END_DECLS
