/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusClassList: the different texts of a column, numbered in the order of their first
 * appearance. With more than GRADUS_RECORDS_MAX_CLASSES it is overfull: a column of names or of
 * sentences is of no use to learn from, and would only fill memory. */
typedef struct {
  GHashTable *numbers; /* text → number + 1; borrows the texts */
  GPtrArray *texts;    /* owns them */
} GradusClassList;

void gradus_class_list_init (GradusClassList *list);
void gradus_class_list_clear (GradusClassList *list);

/* The number of a text, or -1. */
int gradus_class_list_find (const GradusClassList *list, const char *text);

/* Adds a text that is not there and takes it over. */
int gradus_class_list_add (GradusClassList *list, char *text);
gboolean gradus_class_list_is_overfull (const GradusClassList *list);

G_END_DECLS
