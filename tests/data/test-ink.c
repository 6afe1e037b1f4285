/* SPDX-License-Identifier: MIT */

/* A drawing of one's own lies as the training pictures do, however these lie. */
#include <math.h>
#include <string.h>

#include "data/brush.h"

#define SIDE 28
#define FINE 4

/* A picture in numbers from 0 to 1. */
static void
fill_box (float *picture, guint width, double x0, double y0, double x1, double y1)
{
  for (guint i = 0; i < width * width; i++) {
    if (i % width >= x0 && i % width < x1 && i / width >= y0 && i / width < y1)
      picture[i] = 1;
  }
}

/* An L: its mass is not where its middle is. */
static void
fill_angle (float *picture, guint width, double x, double y, double side)
{
  fill_box (picture, width, x, y, x + side / 5, y + side);
  fill_box (picture, width, x, y + side * 4 / 5, x + side * 0.8, y + side);
}

static GradusDataset *
make_pictures (guint n)
{
  const GradusPictureLayout layout = { SIDE, SIDE, 1, FALSE };
  GradusDataset *dataset = gradus_dataset_new (SIDE * SIDE, 1, n);

  gradus_dataset_set_picture (dataset, &layout);
  return dataset;
}

/* Ink from ground to ink, as other data have it. */
static void
colour (GradusDataset *dataset, float ground, float ink)
{
  for (gsize i = 0; i < (gsize) dataset->n_samples * dataset->n_inputs; i++)
    dataset->floats[i] = ground + dataset->floats[i] * (ink - ground);
}

typedef struct {
  double mass_x, mass_y, side;
} Found;

static Found
look_at (const float *picture, float ground, float ink)
{
  double mass = 0, x = 0, y = 0, left = SIDE, right = 0, top = SIDE, bottom = 0;

  for (guint i = 0; i < SIDE * SIDE; i++) {
    const double here = (double) ((picture[i] - ground) / (ink - ground));

    mass += here;
    x += here * (i % SIDE + 0.5);
    y += here * (i / SIDE + 0.5);
    if (here < 0.5)
      continue;
    left = MIN (left, i % SIDE);
    right = MAX (right, i % SIDE + 1);
    top = MIN (top, i / SIDE);
    bottom = MAX (bottom, i / SIDE + 1);
  }
  return (Found){ x / mass, y / mass, MAX (right - left, bottom - top) };
}

/* As MNIST's: 20 pixels large, the mass in the middle. Bars lie and stand, so that their middles
 * are where their masses are; angles are moved until theirs are. */
static GradusDataset *
make_digits (void)
{
  GradusDataset *dataset = make_pictures (60);

  for (guint i = 0; i < dataset->n_samples; i++) {
    float *picture = dataset->floats + (gsize) i * SIDE * SIDE;

    if (i % 3 == 0)
      fill_box (picture, SIDE, 12, 4, 16, 24);
    else if (i % 3 == 1)
      fill_box (picture, SIDE, 4, 11, 24, 17);
    else
      fill_angle (picture, SIDE, 9, 1, 20);
  }
  return dataset;
}

/* A small angle in the corner of a drawing. */
static void
place_angle (const GradusInk *ink, double x, double y, double side, float *picture)
{
  g_autofree float *drawing = g_new0 (float, SIDE * FINE * SIDE * FINE);

  fill_angle (drawing, SIDE * FINE, x * FINE, y * FINE, side * FINE);
  for (guint i = 0; i < SIDE * FINE * SIDE * FINE; i++)
    drawing[i] = ink->ground + drawing[i] * (ink->ink - ink->ground);
  gradus_ink_place (ink, drawing, FINE, picture);
}

/* White on black, black on white, and scaled: the place is the same. */
static void
test_mass (void)
{
  static const float colours[][2] = { { 0, 1 }, { 255, 0 }, { -0.42f, 2.8f } };

  for (guint i = 0; i < G_N_ELEMENTS (colours); i++) {
    g_autoptr (GradusDataset) dataset = make_digits ();
    GradusInk ink;
    float picture[SIDE * SIDE];
    Found found;

    colour (dataset, colours[i][0], colours[i][1]);
    gradus_ink_measure (&ink, dataset);
    g_assert_cmpfloat (ink.ground, ==, colours[i][0]);
    g_assert_cmpfloat (ink.ink, ==, colours[i][1]);
    g_assert_cmpint (ink.centre, ==, GRADUS_INK_BY_MASS);
    g_assert_cmpfloat_with_epsilon (ink.side, 20, 1e-9);
    g_assert_cmpfloat_with_epsilon (ink.x, 14, 0.5);
    g_assert_cmpfloat_with_epsilon (ink.y, 14, 0.5);
    place_angle (&ink, 1, 15, 8, picture);
    found = look_at (picture, ink.ground, ink.ink);
    g_assert_cmpfloat_with_epsilon (found.mass_x, ink.x, 0.1);
    g_assert_cmpfloat_with_epsilon (found.mass_y, ink.y, 0.1);
    g_assert_cmpfloat_with_epsilon (found.side, 20, 1);
  }
}

/* As Fashion-MNIST's: as large as the picture, the middle in the middle. */
static void
test_box (void)
{
  g_autoptr (GradusDataset) dataset = make_pictures (40);
  GradusInk ink;
  float picture[SIDE * SIDE];

  for (guint i = 0; i < dataset->n_samples; i++) {
    float *here = dataset->floats + (gsize) i * SIDE * SIDE;

    fill_box (here, SIDE, 10, 1, 13 + i % 3, 27);
    fill_box (here, SIDE, 10, i % 2 ? 20 : 1, 18, i % 2 ? 27 : 8);
  }
  gradus_ink_measure (&ink, dataset);
  g_assert_cmpint (ink.centre, ==, GRADUS_INK_BY_BOX);
  g_assert_cmpfloat_with_epsilon (ink.side, 26, 1e-9);
  place_angle (&ink, 10, 3, 5, picture);
  g_assert_cmpfloat_with_epsilon (look_at (picture, 0, 1).side, 26, 1);
}

/* Neither a common size nor a common place: as it is drawn. */
static void
test_anywhere (void)
{
  g_autoptr (GradusDataset) dataset = make_pictures (60);
  GradusInk ink;
  float picture[SIDE * SIDE];
  Found found;

  for (guint i = 0; i < dataset->n_samples; i++)
    fill_angle (dataset->floats + (gsize) i * SIDE * SIDE, SIDE, 1 + i * 7 % 13, 1 + i * 5 % 11,
                5 + i % 9);
  gradus_ink_measure (&ink, dataset);
  g_assert_false (gradus_ink_is_placed (&ink));
  place_angle (&ink, 2, 16, 10, picture);
  found = look_at (picture, 0, 1);
  g_assert_cmpfloat_with_epsilon (found.side, 10, 0.1);
  g_assert_cmpfloat (picture[16 * SIDE + 2], ==, 1);
  g_assert_cmpfloat (picture[15 * SIDE + 2], ==, 0);
}

/* Photographs have no ground that a figure stands on. Nothing drawn stays nothing. */
static void
test_photographs (void)
{
  g_autoptr (GradusDataset) dataset = make_pictures (20);
  g_autoptr (GradusDataset) digits = make_digits ();
  g_autofree float *empty = g_new0 (float, SIDE * FINE * SIDE * FINE);
  float picture[SIDE * SIDE];
  GradusInk ink;

  for (gsize i = 0; i < (gsize) dataset->n_samples * SIDE * SIDE; i++)
    dataset->floats[i] = (float) (i * 2654435761u % 1000) / 1000;
  gradus_ink_measure (&ink, dataset);
  g_assert_false (gradus_ink_is_placed (&ink));
  gradus_ink_measure (&ink, NULL);
  g_assert_cmpuint (ink.layout.width, ==, 0);
  gradus_ink_measure (&ink, digits);
  gradus_ink_place (&ink, empty, FINE, picture);
  for (guint i = 0; i < SIDE * SIDE; i++)
    g_assert_cmpfloat (picture[i], ==, 0);
}

/* In grey ink adds up to no more than itself, whatever the colour; what is erased is ground. */
static void
test_brush_in_grey (void)
{
  static const float red[] = { 1, 0, 0 };
  const GradusInk ink = { .layout = { SIDE, SIDE, 1, FALSE }, .ground = 255, .ink = 0 };
  float drawing[SIDE * SIDE];

  g_assert_false (gradus_brush_has_colours (&ink));
  for (guint i = 0; i < SIDE * SIDE; i++)
    drawing[i] = ink.ground;
  for (guint i = 0; i < 20; i++)
    gradus_brush_paint (&ink, drawing, 1, 10.5, 10.5, red);
  g_assert_cmpfloat (drawing[10 * SIDE + 10], ==, ink.ink);
  g_assert_cmpfloat (drawing[10 * SIDE + 20], ==, ink.ground);
  /* 1.5 pixels from the middle, of a brush of 1.54: a soft edge, that stays so */
  g_assert_cmpfloat_with_epsilon (
      (double) drawing[10 * SIDE + 12], 255 * (1 - (0.055 * SIDE + 0.5 - 2)), 1e-3);
  for (guint i = 0; i < 20; i++)
    gradus_brush_erase (&ink, drawing, 1, 10.5, 10.5);
  g_assert_cmpfloat (drawing[10 * SIDE + 10], ==, ink.ground);
}

/* A colour covers what is there, in the data's own numbers, however their channels lie. */
static void
test_brush_in_colours (void)
{
  static const float first[] = { 1, 0.5f, 0 }, second[] = { 0, 0.25f, 1 };

  for (guint is_planar = 0; is_planar < 2; is_planar++) {
    const GradusInk ink = { .layout = { SIDE, SIDE, 3, is_planar }, .ground = -2, .ink = 6 };
    float drawing[3 * SIDE * SIDE];

    g_assert_true (gradus_brush_has_colours (&ink));
    for (guint i = 0; i < 3 * SIDE * SIDE; i++)
      drawing[i] = ink.ground;
    gradus_brush_paint (&ink, drawing, 1, 10.5, 10.5, first);
    for (guint k = 0; k < 3; k++)
      g_assert_cmpfloat_with_epsilon (
          (double) drawing[gradus_picture_layout_find (&ink.layout, 10, 10, k)],
          -2 + 8 * (double) first[k], 1e-5);
    gradus_brush_paint (&ink, drawing, 1, 10.5, 10.5, second);
    for (guint k = 0; k < 3; k++) {
      g_assert_cmpfloat_with_epsilon (
          (double) drawing[gradus_picture_layout_find (&ink.layout, 10, 10, k)],
          -2 + 8 * (double) second[k], 1e-5);
      g_assert_cmpfloat (drawing[gradus_picture_layout_find (&ink.layout, 10, 20, k)], ==, -2);
    }
    gradus_brush_erase (&ink, drawing, 1, 10.5, 10.5);
    for (guint k = 0; k < 3; k++)
      g_assert_cmpfloat_with_epsilon (
          (double) drawing[gradus_picture_layout_find (&ink.layout, 10, 10, k)], -2, 1e-5);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ink/mass", test_mass);
  g_test_add_func ("/ink/box", test_box);
  g_test_add_func ("/ink/anywhere", test_anywhere);
  g_test_add_func ("/ink/photographs", test_photographs);
  g_test_add_func ("/ink/brush-in-grey", test_brush_in_grey);
  g_test_add_func ("/ink/brush-in-colours", test_brush_in_colours);
  return g_test_run ();
}
