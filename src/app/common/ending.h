/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* From now on what would end the program from outside (SIGTERM, Ctrl-C, a terminal that is closed)
 * activates app.quit instead, so that the last draft is written: as a class ends its students'
 * programs, and the system all of them when it shuts down. Once a program. */
void gradus_ending_watch (GApplication *application);

G_END_DECLS
