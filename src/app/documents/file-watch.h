/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusFileWatch: notices when somebody else deletes or changes a file, from the moment at
 * which the watch begins. */
typedef struct _GradusFileWatch GradusFileWatch;

typedef enum {
  GRADUS_FILE_DELETED,
  GRADUS_FILE_CHANGED,
} GradusFileNews;

typedef void (*GradusFileWatchFunc) (GradusFileNews news, gpointer data);

GradusFileWatch *gradus_file_watch_new (const char *filename, GradusFileWatchFunc func,
                                        gpointer data);
void gradus_file_watch_free (GradusFileWatch *watch);

/* Whether the file is there, and not the one that it was when the watch began. */
gboolean gradus_file_watch_is_overtaken (const GradusFileWatch *watch);

G_END_DECLS
