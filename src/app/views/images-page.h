/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/view-card.h"

G_BEGIN_DECLS

/* GradusImagesPage: a run whose samples are pictures: some of them, the weights of the first layer, what is taken for what, the
 * worst mistakes, and a picture to draw that the network judges at once. Emits "fill" and "told" as its cards do. */
#define GRADUS_TYPE_IMAGES_PAGE (gradus_images_page_get_type ())
G_DECLARE_FINAL_TYPE (GradusImagesPage, gradus_images_page, GRADUS, IMAGES_PAGE, GtkWidget)

void gradus_images_page_set_run (GradusImagesPage *self, GradusRun *run);

/* Its cards, for filling the window: from 0, NULL behind the last. */
GradusViewCard *gradus_images_page_get_card (GradusImagesPage *self, guint i);

G_END_DECLS
