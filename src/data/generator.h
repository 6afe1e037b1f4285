/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/formula.h"
#include "data/import.h"
#include "data/points.h"

G_BEGIN_DECLS

/* GradusGenerator: a built-in dataset, by name. */
typedef struct _GradusGenerator GradusGenerator;

/* What an experiment says about its data. What the generator does not use is 0 or NULL. A plain
 * copy of the struct borrows points and import; to keep them, use gradus_data_spec_copy(). */
typedef struct {
  const GradusGenerator *generator;
  guint n_samples; /* training and test together, GRADUS_MIN_SAMPLES to GRADUS_MAX_SAMPLES */
  double noise;    /* 0 … 1 */
  guint n_arms;    /* GRADUS_MIN_ARMS to GRADUS_MAX_ARMS */
  guint features;  /* bits, see data/feature.h; 0 where samples are no points of a plane */

  const GradusFormula *formula;
  GradusPoints *points;
  GradusImport *import;

  /* Where the data lie, a text that g_intern_string() gave; NULL: where they are by themselves. */
  const char *path;

  /* How pictures are moved when they are learnt, see nn/variation.h. */
  gboolean is_mirrored;
  guint shift; /* pixels, 0 … GRADUS_MAX_SHIFT */

  double test_fraction; /* share of the samples kept from training: 0 … GRADUS_MAX_TEST_FRACTION */
} GradusDataSpec;

#define GRADUS_MIN_SAMPLES 10
#define GRADUS_MAX_SAMPLES 1000000
#define GRADUS_MIN_ARMS 2
#define GRADUS_MAX_ARMS 5
#define GRADUS_MAX_TEST_FRACTION 0.9
#define GRADUS_MAX_SHIFT 32

/* The source of a generator's random numbers: `draw` gives one, uniform in [0, 1). */
typedef struct {
  double (*draw) (gpointer source);
  gpointer source;
} GradusDraw;

struct _GradusGenerator {
  const char *name;  /* in files: "xor" */
  const char *title; /* before people: "XOR" */
  guint n_inputs;
  GradusPictureLayout picture; /* how they lie, if they are pictures */

  /* The default spec, without generator and formula. A number that is 0 is not used by this
   * generator. */
  GradusDataSpec usual;
  const char *usual_formula;
  gboolean has_noise;
  gboolean has_test;
  gboolean has_path;      /* somebody may say where they lie */
  gboolean is_regression; /* targets are numbers, not classes; for a file the import decides */

  guint (*count_targets) (const GradusDataSpec *spec);

  /* Makes the samples. Fails if the formula has no values, or if there are no points. */
  GradusDataset *(*make) (const GradusDataSpec *spec, const GradusDraw *draw, GError **error);

  /* Instead of `make` for samples from files; the caller owns the import. */
  GradusImport *(*open) (const GradusDataSpec *spec, GError **error);
};

/* NULL if no generator has that name. */
const GradusGenerator *gradus_generator_find (const char *name);

/* All generators; ends with NULL. */
extern const GradusGenerator *const gradus_generators[];

/* The generator's default spec. */
GradusDataSpec gradus_data_spec_make (const GradusGenerator *generator);
/* A copy that holds references; free with gradus_data_spec_clear(). */
GradusDataSpec gradus_data_spec_copy (const GradusDataSpec *spec);
void gradus_data_spec_clear (GradusDataSpec *spec);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusDataSpec, gradus_data_spec_clear)

/* Whether training can continue with the samples of b: own points with as many targets as those
 * of a. */
gboolean gradus_data_spec_can_go_on_as (const GradusDataSpec *a, const GradusDataSpec *b);
gboolean gradus_data_spec_is_regression (const GradusDataSpec *spec);
gboolean gradus_data_spec_equal (const GradusDataSpec *a, const GradusDataSpec *b);
guint gradus_data_spec_count_targets (const GradusDataSpec *spec);
guint gradus_data_spec_count_inputs (const GradusDataSpec *spec);

/* Whether the samples are pictures. */
gboolean gradus_data_spec_has_pictures (const GradusDataSpec *spec);

/* The shape of a sample's inputs. */
GradusShape gradus_data_spec_get_shape (const GradusDataSpec *spec);

/* Training and test together; 0 if only the generator knows. */
guint gradus_data_spec_count_samples (const GradusDataSpec *spec);

/* The four points of exclusive or, in the lecture's order: (0,0) 0, (0,1) 1, (1,0) 1, (1,1) 0. */
extern const GradusGenerator gradus_xor_generator;

/* Arms of a spiral, 1.75 turns each, out to radius 5: sample i of arm k lies at radius r = 5·i/n
 * and angle 1.75·2π·i/n + 2π·k/arms, (r sin, r cos), both moved by up to ±noise (as in
 * TensorFlow Playground). With two arms there is one target, 1 for the first arm; with more, one
 * target for each arm. */
extern const GradusGenerator gradus_spiral_generator;

/* Points in a plane in two classes. Each class has half of the samples, except where the position
 * decides. data/planar.h describes the noise.
 *
 *   circle         class 1 within radius 2.5, class 0 between 3.5 and 5 (as in TensorFlow
 *                  Playground)
 *   gauss          normal with deviation 1 around (2, 2), class 1, and (-2, -2)
 *   xor-cloud      uniform in the four quadrants up to 5.3, none within 0.3 of the axes; class 1
 *                  where x·y < 0
 *   moons          two half circles of radius 3 that reach into each other, the lower one class 1
 *   checkerboard   uniform in ±5, four cells of 2.5 a side, the one in the corner at (-5, -5)
 *                  class 1 */
extern const GradusGenerator gradus_circle_generator;
extern const GradusGenerator gradus_gauss_generator;
extern const GradusGenerator gradus_xor_cloud_generator;
extern const GradusGenerator gradus_moons_generator;
extern const GradusGenerator gradus_checkerboard_generator;

/* Targets that are numbers, over the square of ±5 (as in TensorFlow Playground), and typed
 * formulas:
 *
 *   plane          (x + y) / 10
 *   hill           six cones of radius 2 and height 1, up and down by turns
 *   function       of one input, typed as a formula
 *   above          class 1 above a function of x that is typed as a formula */
extern const GradusGenerator gradus_plane_generator;
extern const GradusGenerator gradus_hill_generator;
extern const GradusGenerator gradus_function_generator;
extern const GradusGenerator gradus_above_generator;

/* Points that a person put into the plane. */
extern const GradusGenerator gradus_points_generator;

/* Samples from a file, see data/import.h. */
extern const GradusGenerator gradus_file_generator;

/* See data/fashion.h and data/cifar.h. */
extern const GradusGenerator gradus_fashion_generator;
extern const GradusGenerator gradus_cifar_generator;

G_END_DECLS
