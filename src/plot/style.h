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

/* GradusStyle: the colours and the font of all drawings.
 *
 * One pair of colours is for signs and classes (blue and orange, which all colour vision tells
 * apart), one ordered palette for layers. Text has a contrast of at least 4.5 : 1 against the
 * background, marks 3 : 1. */
typedef struct {
  GradusColour background;
  GradusColour text;
  GradusColour dim_text; /* axis labels */
  GradusColour grid;
  GradusColour mark;     /* a single curve */
  GradusColour low;      /* class 0, negative */
  GradusColour low_half; /* halfway from there to the middle, so that the way keeps its hue */
  GradusColour middle;   /* between the classes */
  GradusColour high_half;
  GradusColour high;     /* class 1, positive */
  GradusColour low_mark; /* the same, for thin marks on the background */
  GradusColour high_mark;
  GradusColour share;         /* all of something; none of it is the background */
  const GradusColour *layers; /* anchors of the palette of layers */
  guint n_layers;
  const GradusColour *classes; /* for more than two classes; thin marks in them are visible, and
                                * colour-blind people tell them apart */
  guint n_classes;
  PangoFontDescription *font;
  double stroke; /* the factor of line widths: 1; more for presentations */
} GradusStyle;

/* `font` is a Pango font description, "Cantarell 11"; drawings use slightly smaller letters. */
GradusStyle *gradus_style_new (GradusScheme scheme, const char *font);
void gradus_style_free (GradusStyle *style);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusStyle, gradus_style_free)

/* The colour of layer i of n, in order along the palette. */
GradusColour gradus_style_get_layer_colour (const GradusStyle *style, guint i, guint n);

/* The colour of class i of more than two; the colours repeat after the last. */
GradusColour gradus_style_get_class_colour (const GradusStyle *style, guint i);

/* The colour from `low` through `middle` to `high` for t in [0, 1]; clamped outside. */
GradusColour gradus_style_get_output_colour (const GradusStyle *style, double t);

/* Of a share in [0, 1] of something, from the background for none to a strong colour for all of it;
 * clamped outside, NaN is none. Text in the style's colour can be read on any. */
GradusColour gradus_style_get_share_colour (const GradusStyle *style, double share);

GradusColour gradus_colour_mix (GradusColour a, GradusColour b, double t);
GradusColour gradus_colour_with_alpha (GradusColour colour, double alpha);

/* The colour as a pixel of cairo's RGB24, 0xffRRGGBB. */
guint32 gradus_colour_pack (GradusColour colour);

/* The contrast of two opaque colours, 1 to 21, as WCAG 2.1 defines it. */
double gradus_colour_contrast (GradusColour a, GradusColour b);

/* The colour of text on opaque `ground`, of whatever colour that is: the style's text or its
 * background, or where neither has a contrast of 4.5 : 1 to it black or white, one of which always
 * has. */
GradusColour gradus_style_get_ink (const GradusStyle *style, GradusColour ground);

G_END_DECLS
