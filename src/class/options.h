/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a class is started with: gradus-class PORT [OPTION…]. */
typedef struct {
  guint port; /* 0: any free one */
  char *address;
  char *folder;
  guint n_places, megabytes, processors, sleep_minutes;
  gboolean is_unfenced;
} GradusClassOptions;

/* Reads the command line; what is left out has its usual value. FALSE if the program should end
 * with *status: 0 where that was asked for, as by --help, 2 where the usage is wrong; that is said
 * in a sentence then. TRUE with *status 0. */
gboolean gradus_class_options_read (GradusClassOptions *options, int argc, char **argv,
                                    int *status);

/* Also after FALSE. */
void gradus_class_options_clear (GradusClassOptions *options);

G_END_DECLS
