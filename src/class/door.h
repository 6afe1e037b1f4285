/* SPDX-License-Identifier: MIT */
#pragma once

#include "class/visit.h"

G_BEGIN_DECLS

/* GradusDoor: where browsers come in: one address and one port. There is room for so many who have
 * not asked yet or take their answer; who comes when it is full takes the place of whoever has
 * been there longest, so that slow ones keep nobody out. */
typedef struct _GradusDoor GradusDoor;

#define GRADUS_DOOR_ROOM 256 /* visits */

typedef void (*GradusDoorFunc) (GradusVisit *visit, gpointer data);

/* Opens it; port 0 is any free one. NULL with an error, a sentence. `asked` is as GradusVisit has
 * it. */
GradusDoor *gradus_door_open (const char *address, guint port, GradusDoorFunc asked, gpointer data,
                              GError **error);

/* Takes nobody in any more, and lets visits go unanswered. */
void gradus_door_close (GradusDoor *door);

/* Once the main loop has nothing left of its visits. */
gboolean gradus_door_is_empty (const GradusDoor *door);
void gradus_door_free (GradusDoor *door);

guint gradus_door_get_port (const GradusDoor *door);

/* The addresses at which others reach it, "192.168.1.7", where it is open to all of them; else its
 * own. Free with g_strfreev(). */
char **gradus_door_list_addresses (const GradusDoor *door);

G_END_DECLS
