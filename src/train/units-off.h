/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Units that are switched off (see train/damage.h): a GArray of places, ordered, each once. */
typedef struct {
  guint layer, unit; /* both from 0 */
} GradusUnitPlace;

GArray *gradus_units_off_new (void);
GArray *gradus_units_off_copy (const GArray *units);

/* Either may be NULL, which is none. */
gboolean gradus_units_off_equal (const GArray *a, const GArray *b);
gboolean gradus_units_off_has (const GArray *units, guint layer, guint unit);

/* Adds a unit, or takes it out where it is there. */
void gradus_units_off_toggle (GArray *units, guint layer, guint unit);

/* "Unit 2 of layer 1 off", "3 units off", translated, for the name of a run. */
char *gradus_units_off_name (const GArray *units);

G_END_DECLS
