/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* A number for JSON, which has no NaN and no infinity: null stands for them. Owned by the
 * caller. */
json_t *gradus_json_real (double value);

G_END_DECLS
