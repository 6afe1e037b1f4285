/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "data/generator.h"

G_BEGIN_DECLS

/* GradusDataThumbnail: what a generator makes of a spec, drawn small. */
#define GRADUS_TYPE_DATA_THUMBNAIL (gradus_data_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (GradusDataThumbnail, gradus_data_thumbnail, GRADUS, DATA_THUMBNAIL, GtkWidget)

GtkWidget *gradus_data_thumbnail_new (const GradusDataSpec *spec);

/* Other numbers of the same generator, or another. */
void gradus_data_thumbnail_show (GradusDataThumbnail *self, const GradusDataSpec *spec);

G_END_DECLS
