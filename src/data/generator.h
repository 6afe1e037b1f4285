/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/formula.h"
#include "data/import.h"
#include "data/points.h"

G_BEGIN_DECLS

/* GradusGenerator: a built-in dataset, by name. */
typedef struct _GradusGenerator GradusGenerator;

/* What an experiment says of its data. What the generator does not have is 0 or NULL. Values are copied freely as long as
 * somebody else keeps points and import; who keeps a spec has a gradus_data_spec_copy(). */
typedef struct {
  const GradusGenerator *generator;
  guint n_samples; /* training and test together, GRADUS_MIN_SAMPLES to GRADUS_MAX_SAMPLES */
  double noise;    /* 0 … 1 */
  guint n_arms;    /* GRADUS_MIN_ARMS to GRADUS_MAX_ARMS */
  guint features;  /* what networks are given of points in the plane, see data/feature.h; 0 for other data */

  const GradusFormula *formula;
  GradusPoints *points;
  GradusImport *import;

  double test_fraction; /* of the samples, which training does not see: 0 … GRADUS_MAX_TEST_FRACTION */
} GradusDataSpec;

#define GRADUS_MIN_SAMPLES 10
#define GRADUS_MAX_SAMPLES 1000000
#define GRADUS_MIN_ARMS 2
#define GRADUS_MAX_ARMS 5
#define GRADUS_MAX_TEST_FRACTION 0.9

/* Where a generator has its random numbers from: uniform in [0, 1). */
typedef struct {
  double (*draw) (gpointer source);
  gpointer source;
} GradusDraw;

struct _GradusGenerator {
  const char *name;  /* in files: "xor" */
  const char *title; /* before people: "XOR" */
  guint n_inputs;

  /* The usual spec, but for the generator and the formula. A number that is 0 means nothing to it. */
  GradusDataSpec usual;
  const char *usual_formula;
  gboolean has_noise;
  gboolean has_test;
  gboolean is_regression; /* targets are numbers to be met; of a file the import tells */

  guint (*count_targets) (const GradusDataSpec *spec);

  /* Fails where a formula has no values, or there are no points. */
  GradusDataset *(*make) (const GradusDataSpec *spec, const GradusDraw *draw, GError **error);

  /* In the place of that: where the samples come out of files. The caller's own. */
  GradusImport *(*open) (const GradusDataSpec *spec, GError **error);
};

/* NULL where there is none of that name. */
const GradusGenerator *gradus_generator_find (const char *name);

/* All of them; ends with NULL. */
extern const GradusGenerator *const gradus_generators[];

GradusDataSpec gradus_data_spec_make (const GradusGenerator *generator);
GradusDataSpec gradus_data_spec_copy (const GradusDataSpec *spec);
void gradus_data_spec_clear (GradusDataSpec *spec);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusDataSpec, gradus_data_spec_clear)

/* Whether training can go on with the other samples: of own points with as many targets. */
gboolean gradus_data_spec_can_go_on_as (const GradusDataSpec *a, const GradusDataSpec *b);
gboolean gradus_data_spec_is_regression (const GradusDataSpec *spec);
gboolean gradus_data_spec_equal (const GradusDataSpec *a, const GradusDataSpec *b);
guint gradus_data_spec_count_targets (const GradusDataSpec *spec);
guint gradus_data_spec_count_inputs (const GradusDataSpec *spec);

/* Training and test together; 0 where only the generator knows. */
guint gradus_data_spec_count_samples (const GradusDataSpec *spec);

/* The four points of exclusive or, in the lecture's order: (0,0) 0, (0,1) 1, (1,0) 1, (1,1) 0. */
extern const GradusGenerator gradus_xor_generator;

/* Arms of a spiral, 1.75 turns each, out to radius 5: sample i of arm k lies at radius r = 5·i/n and angle
 * 1.75·2π·i/n + 2π·k/arms, (r sin, r cos), both moved by up to ±noise (as in TensorFlow Playground). Two arms are told apart
 * by one target, 1 for the first arm; more by one target each. */
extern const GradusGenerator gradus_spiral_generator;

/* Two classes of points in a plane each, half of the samples of either but where chance decides; see data/planar.h for the noise.
 *
 *   circle         class 1 within radius 2.5, class 0 between 3.5 and 5 (as in TensorFlow Playground)
 *   gauss          normal with deviation 1 around (2, 2), class 1, and (-2, -2)
 *   xor-cloud      uniform in the four quadrants up to 5.3, none within 0.3 of the axes; class 1 where x·y < 0
 *   moons          two half circles of radius 3 that reach into each other, the lower one class 1
 *   checkerboard   uniform in ±5, four cells of 2.5 a side, the one in the corner at (-5, -5) class 1 */
extern const GradusGenerator gradus_circle_generator;
extern const GradusGenerator gradus_gauss_generator;
extern const GradusGenerator gradus_xor_cloud_generator;
extern const GradusGenerator gradus_moons_generator;
extern const GradusGenerator gradus_checkerboard_generator;

/* Numbers to be met, over the square of ±5 (as in TensorFlow Playground):
 *
 *   plane          (x + y) / 10
 *   hill           six cones of radius 2 and height 1, up and down by turns
 *   function       of one input, typed as a formula
 *   above          class 1 above a function of x that is typed as a formula */
extern const GradusGenerator gradus_plane_generator;
extern const GradusGenerator gradus_hill_generator;
extern const GradusGenerator gradus_function_generator;
extern const GradusGenerator gradus_above_generator;

/* Points that somebody put into the plane. */
extern const GradusGenerator gradus_points_generator;

/* Out of a file: see data/import.h. */
extern const GradusGenerator gradus_file_generator;

/* See data/fashion.h. */
extern const GradusGenerator gradus_fashion_generator;

G_END_DECLS
