/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <pango/pango.h>

G_BEGIN_DECLS

typedef struct {
  double red, green, blue, alpha;
} GradusColour;

typedef enum {
  GRADUS_SCHEME_LIGHT,
  GRADUS_SCHEME_DARK,
  GRADUS_SCHEME_PRINT, /* black on white paper */
  GRADUS_SCHEME_LIGHT_CONTRAST,
  GRADUS_SCHEME_DARK_CONTRAST,
} GradusScheme;

/* GradusStyle: the colours and letters of all drawings.
 *
 * One pair of colours stands for sign and class (blue and orange, told apart with any colour
 * vision), one ordered palette for layers. Text has a contrast of at least 4.5 : 1 against the
 * background, marks 3 : 1. */
typedef struct {
  GradusColour background;
  GradusColour text;
  GradusColour dim_text; /* axis labels */
  GradusColour grid;
  GradusColour mark;     /* a single curve */
  GradusColour low;      /* class 0, negative */
  GradusColour middle;   /* between the classes */
  GradusColour high;     /* class 1, positive */
  GradusColour low_mark; /* the same, for thin marks on the background */
  GradusColour high_mark;
  const GradusColour *layers; /* anchors of the palette of layers */
  guint n_layers;
  /* where there are more than two; thin marks in them are seen on the background */
  const GradusColour *classes;
  guint n_classes;
  PangoFontDescription *font;
  /* how many times as wide as usual lines are: 1, more where they are seen from afar */
  double stroke;
} GradusStyle;

/* `font` as Pango writes it, "Cantarell 11"; drawings set their letters a little smaller than
 * that. */
GradusStyle *gradus_style_new (GradusScheme scheme, const char *font);
void gradus_style_free (GradusStyle *style);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusStyle, gradus_style_free)

/* The colour of layer i of n, in order along the palette. */
GradusColour gradus_style_get_layer_colour (const GradusStyle *style, guint i, guint n);

/* The colour of class i where there are more than two; they come again after the last. */
GradusColour gradus_style_get_class_colour (const GradusStyle *style, guint i);

/* From `low` by `middle` to `high`, for t in [0, 1]; outside it the ends. */
GradusColour gradus_style_get_output_colour (const GradusStyle *style, double t);

GradusColour gradus_colour_mix (GradusColour a, GradusColour b, double t);
GradusColour gradus_colour_with_alpha (GradusColour colour, double alpha);

/* As a pixel of cairo's RGB24, 0xffRRGGBB. */
guint32 gradus_colour_pack (GradusColour colour);

/* The contrast of two opaque colours, 1 to 21, as WCAG 2.1 defines it. */
double gradus_colour_contrast (GradusColour a, GradusColour b);

G_END_DECLS
