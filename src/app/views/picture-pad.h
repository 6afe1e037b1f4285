/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "data/dataset.h"

G_BEGIN_DECLS

/* GradusPicturePad: a picture to draw on, of the size of a dataset's: the left button paints,
 * the right one erases. Beside it is what a network sees: the drawing, made to lie as the
 * dataset's pictures do (data/ink.h), where these have a common size or place. Emits "drawn" after
 * every change. */
#define GRADUS_TYPE_PICTURE_PAD (gradus_picture_pad_get_type ())
G_DECLARE_FINAL_TYPE (GradusPicturePad, gradus_picture_pad, GRADUS, PICTURE_PAD, GtkWidget)

/* Empty, for pictures of that dataset, or NULL. What was drawn stays where the size is the same. */
void gradus_picture_pad_set_dataset (GradusPicturePad *self, const GradusDataset *dataset);

void gradus_picture_pad_clear (GradusPicturePad *self);

/* Puts a sample's inputs instead of the drawing. */
void gradus_picture_pad_load (GradusPicturePad *self, const float *inputs);

/* Puts a picture instead of the drawing, bytes (channels, height, width) of the size that
 * gradus_picture_pad_get_canvas() says: black is the least of the dataset's numbers, white the
 * largest. */
void gradus_picture_pad_put (GradusPicturePad *self, const guint8 *levels);

/* Whether one draws in colours: where the pictures have red, green and blue. */
gboolean gradus_picture_pad_has_colours (GradusPicturePad *self);

/* What the left button paints with from now on, there: red, green and blue from 0 to 1. */
void gradus_picture_pad_set_colour (GradusPicturePad *self, const float *colour);

/* How the drawing lies, which is finer than the picture; width 0: there is none. */
GradusPictureLayout gradus_picture_pad_get_canvas (GradusPicturePad *self);

/* A network's inputs, the caller's own; NULL where nothing was drawn. */
GBytes *gradus_picture_pad_get_inputs (GradusPicturePad *self);

/* What becomes of a drawing, in a sentence; free with g_free(). */
char *gradus_picture_pad_describe (GradusPicturePad *self);

G_END_DECLS
