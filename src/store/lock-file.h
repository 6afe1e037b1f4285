/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lock files: a program that has one locked says to others that it uses what the file stands
 * for. The lock goes with the program, however that ends. */

/* Locks the file of that name, which is made where there is none. Returns a descriptor: g_close()
 * releases the lock. Returns -1 and sets errno where that fails: EWOULDBLOCK where somebody else
 * has it locked. */
int gradus_lock_file_take (const char *name);

/* Removes a file that is locked here, and then releases it. */
void gradus_lock_file_remove (const char *name, int lock);

G_END_DECLS
