/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The documents that were used last, as the whole desktop knows them. */
void gradus_recent_add (const char *filename);

/* A menu of them, the last first, which follows what is added: each opens with "app.open" and
 * its path. */
GMenuModel *gradus_recent_get_menu (void);

G_END_DECLS
