/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/common/pane-layout.h"
#include "app/views/view-card.h"

G_BEGIN_DECLS

/* The part of a layout that a document or the next window remembers: where the dividers
 * (GradusPaneLayout) are, and those settings of the cards' (GradusViewCard) figures that say so. */
#define GRADUS_VIEWS_LAYOUT_GROUP "views" /* in the file */

void gradus_views_layout_save_dividers (GArray *dividers, GKeyFile *file);
void gradus_views_layout_save_settings (GPtrArray *cards, GKeyFile *file);

void gradus_views_layout_load_dividers (GArray *dividers, GKeyFile *file);

/* Both. Where the file does not say it, dividers and choices are as usual, and a switch stays as it
 * is. */
void gradus_views_layout_load (GArray *dividers, GPtrArray *cards, GKeyFile *file);

/* Makes of `into` a layout that does the same when it is loaded as `into` and then `file`. */
void gradus_views_layout_merge (GKeyFile *into, GKeyFile *file);

G_END_DECLS
