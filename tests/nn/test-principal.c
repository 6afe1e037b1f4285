/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

#include "nn/principal.h"

static float *
read_numbers (json_t *entry, const char *name)
{
  json_t *list = json_object_get (entry, name);
  float *numbers = g_new (float, json_array_size (list));

  for (gsize i = 0; i < json_array_size (list); i++)
    numbers[i] = (float) json_number_value (json_array_get (list, i));
  return numbers;
}

/* Shares of the variance and places as NumPy has them, by way of units and by way of rows. */
static void
test_numpy (void)
{
  json_t *cases = json_load_file (GRADUS_REFERENCE_DIR "/principal.json", 0, NULL), *entry;
  gsize at;

  g_assert_nonnull (cases);
  json_array_foreach (cases, at, entry) {
    const guint n_rows = (guint) json_integer_value (json_object_get (entry, "rows"));
    const guint n_units = (guint) json_integer_value (json_object_get (entry, "units"));
    g_autofree float *values = read_numbers (entry, "values");
    g_autofree float *shares = read_numbers (entry, "shares");
    g_autofree float *places = read_numbers (entry, "places");
    const gsize n_places = json_array_size (json_object_get (entry, "places")) / 2;
    g_autoptr (GradusPrincipal) principal = gradus_principal_new (values, n_rows, n_units, NULL);

    g_assert_true (principal->n_axes == 2 && !principal->is_plain);
    for (guint k = 0; k < 2; k++)
      g_assert_cmpfloat_with_epsilon (principal->shares[k], (double) shares[k], 1e-6);
    for (gsize i = 0; i < n_places; i++) {
      float place[2];

      gradus_principal_project (principal, values + i * n_units, place);
      g_assert_cmpfloat_with_epsilon (place[0], places[2 * i], 2e-4f);
      g_assert_cmpfloat_with_epsilon (place[1], places[2 * i + 1], 2e-4f);
    }
  }
  json_decref (cases);
}

/* One unit and two are as they are. */
static void
test_plain (void)
{
  const float rows[6] = { 1, 0, 2, 0, 3, 3 };
  g_autoptr (GradusPrincipal) one = gradus_principal_new (rows, 6, 1, NULL);
  g_autoptr (GradusPrincipal) two = gradus_principal_new (rows, 3, 2, NULL);
  float place[2];

  g_assert_true (one->n_axes == 1 && one->is_plain && one->shares[0] == 1);
  gradus_principal_project (one, rows + 2, place);
  g_assert_true (place[0] == 2 && place[1] == 0);
  g_assert_true (two->n_axes == 2 && two->is_plain);
  g_assert_cmpfloat_with_epsilon (two->shares[1], 6.0 / 8, 1e-9); /* 2 of one and 6 of the other */
  gradus_principal_project (two, rows + 4, place);
  g_assert_true (place[0] == 3 && place[1] == 3);
}

/* Rows of five that turn by `angle` in the plane of the first two units, which swaps the signs of
 * their largest numbers on the way. */
static void
fill_turned (float *rows, double angle)
{
  for (guint i = 0; i < 20; i++) {
    const double along = i - 9.5, across = i % 3 - 1.0;

    memset (rows + i * 5, 0, 5 * sizeof *rows);
    rows[i * 5] = (float) (along * cos (angle) - across * sin (angle));
    rows[i * 5 + 1] = (float) (along * sin (angle) + across * cos (angle));
  }
}

/* Moment after moment no axis turns about; without the moment before, the rule would turn it. */
static void
test_signs (void)
{
  g_autoptr (GradusPrincipal) before = NULL;
  double steepest = 0;
  gboolean has_turned_alone = FALSE;

  for (guint step = 0; step <= 40; step++) {
    float rows[100], first[2];
    GradusPrincipal *now, *alone;

    fill_turned (rows, step * G_PI / 20);
    now = gradus_principal_new (rows, 20, 5, before);
    alone = gradus_principal_new (rows, 20, 5, NULL);
    gradus_principal_project (now, rows, first);
    steepest = step == 0 ? (double) first[0] : steepest;
    g_assert_cmpfloat_with_epsilon ((double) first[0], steepest, 1e-3);
    has_turned_alone |= now->axes[0] * alone->axes[0] + now->axes[1] * alone->axes[1] < 0;
    gradus_principal_free (alone);
    g_clear_pointer (&before, gradus_principal_free);
    before = now;
  }
  g_assert_true (has_turned_alone);
}

/* What cannot be told apart is no fault, and what is not finite is told. */
static void
test_nothing (void)
{
  float rows[40] = { 0 };
  g_autoptr (GradusPrincipal) alike = gradus_principal_new (rows, 10, 4, NULL);
  float place[2];

  g_assert_true (alike->shares[0] == 0 && alike->shares[1] == 0);
  gradus_principal_project (alike, rows, place);
  g_assert_true (place[0] == 0 && place[1] == 0);
  rows[7] = NAN;
  g_assert_null (gradus_principal_new (rows, 10, 4, NULL));
}

void
add_principal_tests (void)
{
  g_test_add_func ("/principal/numpy", test_numpy);
  g_test_add_func ("/principal/plain", test_plain);
  g_test_add_func ("/principal/signs", test_signs);
  g_test_add_func ("/principal/nothing", test_nothing);
}
