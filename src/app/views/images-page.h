/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/run.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusImagesPage: what there is to see where samples are pictures, in two sections. What the
 * network says: the samples, the weights of the first layer, what is taken for what, the worst
 * mistakes, and a pad to draw on, whose picture the network is asked about. And what it sees: what
 * it looks at in a sample, and the pictures that a unit prefers. */
#define GRADUS_TYPE_IMAGES_PAGE (gradus_images_page_get_type ())
G_DECLARE_FINAL_TYPE (GradusImagesPage, gradus_images_page, GRADUS, IMAGES_PAGE, GtkWidget)

/* Whether its samples are pictures: else there is nothing to be seen. */
gboolean gradus_images_page_is_useful (GradusRun *run);

G_END_DECLS
