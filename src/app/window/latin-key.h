/* SPDX-License-Identifier: MIT */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* What a key is for a shortcut of one letter or digit. Where it gives neither because the keyboard
 * is in another script (Hangul, Cyrillic; digits with Shift in French) or an input method has
 * taken it, it counts as what its place has: in another of the keyboard's layouts, and else on an
 * American keyboard. `code` is the key's place, as an event tells it. */
guint gradus_latin_key (GdkDisplay *display, guint key, guint code);

G_END_DECLS
