/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusFileLock: says to other programs of this user that a document is open here: a lock in
 * the state folder, called after the file's path. It goes with the program, however that ends. */
typedef struct _GradusFileLock GradusFileLock;

/* NULL where another one has it. */
GradusFileLock *gradus_file_lock_new (const char *filename);
void gradus_file_lock_free (GradusFileLock *file_lock);

G_END_DECLS
