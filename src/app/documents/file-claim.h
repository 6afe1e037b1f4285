/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusFileClaim: says to other programs of this user that a document is open here: a lock in the state
 * folder, called after the file's path. It goes with the program, however that ends. */
typedef struct _GradusFileClaim GradusFileClaim;

/* NULL where another one has it. */
GradusFileClaim *gradus_file_claim_new (const char *filename);
void gradus_file_claim_free (GradusFileClaim *claim);

G_END_DECLS
