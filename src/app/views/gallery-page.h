/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/view-card.h"

G_BEGIN_DECLS

/* GradusGalleryPage: a list of all activations, and the chosen one with its derivative. */
#define GRADUS_TYPE_GALLERY_PAGE (gradus_gallery_page_get_type ())
G_DECLARE_FINAL_TYPE (GradusGalleryPage, gradus_gallery_page, GRADUS, GALLERY_PAGE, GtkWidget)

G_END_DECLS
