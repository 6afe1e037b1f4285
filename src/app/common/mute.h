/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a program shows is no act of a person: from here to gradus_unmute() no handler of the
 * control `instance` whose data is `owner` is called. For controls that no GradusFieldGroup binds.
 * They nest. */
void gradus_mute (gpointer instance, gpointer owner);
void gradus_unmute (gpointer instance, gpointer owner);

G_END_DECLS
