/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* What groups of processes use, as /proc(5) has it. */
typedef struct {
  guint64 bytes;        /* of memory that is there for it, what it shares with others included */
  guint64 centiseconds; /* of processor time */
  pid_t last;           /* the youngest process that has no child in the group: the program
                           itself, whatever was put before it; 0: there is none */
} GradusUsage;

/* Looks at all processes once: pid_t → GradusUsage *, for each group. Free with
 * g_hash_table_unref(). */
GHashTable *gradus_usage_read (void);

/* What one group uses; of zeros where it has gone. */
GradusUsage gradus_usage_find (GHashTable *usage, pid_t group);

G_END_DECLS
