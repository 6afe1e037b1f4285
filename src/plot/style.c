/* SPDX-License-Identifier: MIT */
#include "plot/style.h"

#include <math.h>

#define RGB(hex)                                                                                   \
  {                                                                                                \
    ((hex) >> 16 & 255) / 255.0, ((hex) >> 8 & 255) / 255.0, ((hex) &255) / 255.0, 1               \
  }

/* What WCAG 2.1 asks of text. */
#define LEAST_CONTRAST 4.5

static const GradusColour black = RGB (0x000000), white = RGB (0xffffff);

static const GradusColour light_layers[] = { RGB (0x3b2d9e), RGB (0x1f6fc4), RGB (0x0f8484),
                                             RGB (0x3c8a2e), RGB (0xa06a00), RGB (0xc2410c) };
static const GradusColour dark_layers[] = { RGB (0x9d8cff), RGB (0x62a8ff), RGB (0x33c7c7),
                                            RGB (0x7bd464), RGB (0xf0c040), RGB (0xff8a50) };

/* Ten that stand out from their background and, seen by anybody, from each other: searched for the
 * largest least difference in OKLab, as it is for normal eyes and simulated for those without one
 * kind of cone (Machado et al. 2009), behind the blue and the orange of two classes. */
static const GradusColour light_classes[] = { RGB (0x1a5fb4), RGB (0xb5400a), RGB (0x33a0b5),
                                              RGB (0xcc2cff), RGB (0x023101), RGB (0xa19401),
                                              RGB (0xfd4c90), RGB (0x490f48), RGB (0x00009d),
                                              RGB (0x8e3085) };
static const GradusColour dark_classes[] = { RGB (0x99c1f1), RGB (0xffa95c), RGB (0x00ba9a),
                                             RGB (0xf300c0), RGB (0xdcf61b), RGB (0x9f5ffe),
                                             RGB (0xca6367), RGB (0x7bffea), RGB (0xa89001),
                                             RGB (0x108ac8) };

#define LIGHT_ORDERED                                                                              \
  .layers = light_layers, .n_layers = G_N_ELEMENTS (light_layers), .classes = light_classes,       \
  .n_classes = G_N_ELEMENTS (light_classes)
#define DARK_ORDERED                                                                               \
  .layers = dark_layers, .n_layers = G_N_ELEMENTS (dark_layers), .classes = dark_classes,          \
  .n_classes = G_N_ELEMENTS (dark_classes)

/* The backgrounds are those of libadwaita's cards. */
static const GradusStyle schemes[] = {
    [GRADUS_SCHEME_LIGHT] =
        {
            .background = RGB (0xffffff),
            .text = RGB (0x222226),
            .dim_text = RGB (0x5e5c64),
            .grid = RGB (0xe4e3e8),
            .mark = RGB (0x1c71d8),
            .low = RGB (0x5a9bea),
            .low_half = RGB (0xa5c5ec),
            .middle = RGB (0xf1f0ee),
            .high_half = RGB (0xf9c596),
            .high = RGB (0xff9a45),
            .share = RGB (0x3a9f90),
            .low_mark = RGB (0x1a5fb4),
            .high_mark = RGB (0xb5400a),
            LIGHT_ORDERED,
        },
    [GRADUS_SCHEME_DARK] =
        {
            .background = RGB (0x363636),
            .text = RGB (0xffffff),
            .dim_text = RGB (0xc0bfbc),
            .grid = RGB (0x4c4c4f),
            .mark = RGB (0x78aeed),
            .low = RGB (0x4b96f0),
            .low_half = RGB (0x1c4c8c),
            .middle = RGB (0x141416),
            .high_half = RGB (0x9c4a04),
            .high = RGB (0xf28b2a),
            .share = RGB (0x168275),
            .low_mark = RGB (0x99c1f1),
            .high_mark = RGB (0xffbe6f),
            DARK_ORDERED,
        },
    [GRADUS_SCHEME_PRINT] =
        {
            .background = RGB (0xffffff),
            .text = RGB (0x000000),
            .dim_text = RGB (0x404040),
            .grid = RGB (0xd8d8d8),
            .mark = RGB (0x0b4f9e),
            .low = RGB (0x6aa6e8),
            .low_half = RGB (0xb4d2f3),
            .middle = RGB (0xffffff),
            .high_half = RGB (0xffd2ad),
            .high = RGB (0xffa65c),
            .share = RGB (0x3a9f90),
            .low_mark = RGB (0x0b4f9e),
            .high_mark = RGB (0xa63a00),
            LIGHT_ORDERED,
        },
    [GRADUS_SCHEME_LIGHT_CONTRAST] =
        {
            .background = RGB (0xffffff),
            .text = RGB (0x000000),
            .dim_text = RGB (0x2e2e32),
            .grid = RGB (0xb0b0b5),
            .mark = RGB (0x0b4f9e),
            .low = RGB (0x5a9bea),
            .low_half = RGB (0xa9cbf3),
            .middle = RGB (0xf6f6f6),
            .high_half = RGB (0xfcc898),
            .high = RGB (0xff9a45),
            .share = RGB (0x2f9d8d),
            .low_mark = RGB (0x003c8a),
            .high_mark = RGB (0x8c2f00),
            LIGHT_ORDERED,
        },
    [GRADUS_SCHEME_DARK_CONTRAST] =
        {
            .background = RGB (0x363636),
            .text = RGB (0xffffff),
            .dim_text = RGB (0xe8e8ea),
            .grid = RGB (0x77777c),
            .mark = RGB (0xa6ccff),
            .low = RGB (0x4b96f0),
            .low_half = RGB (0x1a4886),
            .middle = RGB (0x060608),
            .high_half = RGB (0x964402),
            .high = RGB (0xf28b2a),
            .share = RGB (0x168275),
            .low_mark = RGB (0xb8d6ff),
            .high_mark = RGB (0xffd28f),
            DARK_ORDERED,
        },
};

/* Figures have letters a little smaller than the interface's, 9 for 11. */
GradusStyle *
gradus_style_new (GradusScheme scheme, const char *font)
{
  GradusStyle *style = g_memdup2 (&schemes[scheme], sizeof schemes[scheme]);

  style->stroke = 1;
  style->font = pango_font_description_from_string (font);
  if (pango_font_description_get_size (style->font) == 0)
    pango_font_description_set_size (style->font, 11 * PANGO_SCALE);
  pango_font_description_set_size (style->font,
                                   pango_font_description_get_size (style->font) * 9 / 11);
  return style;
}

void
gradus_style_free (GradusStyle *style)
{
  pango_font_description_free (style->font);
  g_free (style);
}

GradusColour
gradus_colour_mix (GradusColour a, GradusColour b, double t)
{
  return (GradusColour){ a.red + (b.red - a.red) * t, a.green + (b.green - a.green) * t,
                         a.blue + (b.blue - a.blue) * t, a.alpha + (b.alpha - a.alpha) * t };
}

GradusColour
gradus_colour_with_alpha (GradusColour colour, double alpha)
{
  colour.alpha = alpha;
  return colour;
}

GradusColour
gradus_style_get_layer_colour (const GradusStyle *style, guint i, guint n)
{
  double at = n > 1 ? (double) i / (n - 1) * (style->n_layers - 1) : 0;
  guint anchor = MIN ((guint) at, style->n_layers - 2);

  return gradus_colour_mix (style->layers[anchor], style->layers[anchor + 1], at - anchor);
}

GradusColour
gradus_style_get_class_colour (const GradusStyle *style, guint i)
{
  return style->classes[i % style->n_classes];
}

GradusColour
gradus_style_get_output_colour (const GradusStyle *style, double t)
{
  const GradusColour stops[] = { style->low, style->low_half, style->middle, style->high_half,
                                 style->high };
  const double at = (G_N_ELEMENTS (stops) - 1) * (isnan (t) ? 0.5 : CLAMP (t, 0, 1));
  const guint stop = MIN ((guint) at, G_N_ELEMENTS (stops) - 2);

  return gradus_colour_mix (stops[stop], stops[stop + 1], at - stop);
}

GradusColour
gradus_style_get_share_colour (const GradusStyle *style, double share)
{
  return gradus_colour_mix (style->background, style->share,
                            isnan (share) ? 0 : CLAMP (share, 0, 1));
}

guint32
gradus_colour_pack (GradusColour colour)
{
  return 0xff000000u | (guint32) (colour.red * 255 + 0.5) << 16 |
         (guint32) (colour.green * 255 + 0.5) << 8 | (guint32) (colour.blue * 255 + 0.5);
}

/* The numbers here and in find_luminance() are sRGB's, as WCAG 2 gives them for contrast. */
static double
linearise_channel (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
find_luminance (GradusColour colour)
{
  return 0.2126 * linearise_channel (colour.red) + 0.7152 * linearise_channel (colour.green) +
         0.0722 * linearise_channel (colour.blue);
}

double
gradus_colour_contrast (GradusColour a, GradusColour b)
{
  double p = find_luminance (a) + 0.05, q = find_luminance (b) + 0.05;

  return MAX (p, q) / MIN (p, q);
}

static GradusColour
choose_by_contrast (GradusColour a, GradusColour b, GradusColour ground)
{
  return gradus_colour_contrast (a, ground) >= gradus_colour_contrast (b, ground) ? a : b;
}

/* What black and white have to a colour multiplies to 21, so that the greater is 4.58 at the
 * least. */
GradusColour
gradus_style_get_ink (const GradusStyle *style, GradusColour ground)
{
  const GradusColour usual = choose_by_contrast (style->text, style->background, ground);

  return gradus_colour_contrast (usual, ground) >= LEAST_CONTRAST
             ? usual
             : choose_by_contrast (black, white, ground);
}
