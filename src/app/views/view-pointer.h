/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/view.h"

G_BEGIN_DECLS

/* Lets a person read, zoom, move and pick in a view with the pointer. */
void gradus_view_pointer_attach (GradusView *self);

/* What is at the pointer may be another, though it did not move. */
void gradus_view_pointer_refresh (GradusView *self);

G_END_DECLS
