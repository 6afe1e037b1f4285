/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

/* Paper to draw on, and to read what was drawn. */
typedef struct {
  cairo_surface_t *surface;
  cairo_t *cr;
  GradusStyle *style;
  GradusCanvas canvas;
} Paper;

/* width, height: pixels. */
static inline void
paper_init (Paper *paper, GradusScheme scheme, int width, int height)
{
  paper->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  paper->cr = cairo_create (paper->surface);
  paper->style = gradus_style_new (scheme, "Cantarell 11");
  gradus_canvas_init (&paper->canvas, paper->cr, paper->style, width, height);
}

/* Nothing that was drawn may have failed. */
static inline void
paper_clear (Paper *paper)
{
  g_assert_cmpint (cairo_status (paper->cr), ==, CAIRO_STATUS_SUCCESS);
  gradus_canvas_clear (&paper->canvas);
  gradus_style_free (paper->style);
  cairo_destroy (paper->cr);
  cairo_surface_destroy (paper->surface);
}
