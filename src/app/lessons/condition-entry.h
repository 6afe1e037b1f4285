/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusConditionEntry: a condition that is being written, with a list of what can be measured to
 * choose from. What is no condition is told below it. Emits "changed" with the text. */
#define GRADUS_TYPE_CONDITION_ENTRY (gradus_condition_entry_get_type ())
G_DECLARE_FINAL_TYPE (GradusConditionEntry, gradus_condition_entry, GRADUS, CONDITION_ENTRY, GtkBox)

/* `name` is for screen readers. `has_otherwise`: it may be GRADUS_ANSWER_OTHERWISE, too. */
GtkWidget *gradus_condition_entry_new (const char *name, const char *text, gboolean has_otherwise);

/* Puts another widget behind the list, in its line. */
void gradus_condition_entry_append (GradusConditionEntry *self, GtkWidget *widget);

G_END_DECLS
