/* SPDX-License-Identifier: MIT */

/* Figures of pictures: samples, weights, mistakes. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/kinds.h"
#include "plot/number.h"
#include "plot/picture-grid.h"

#define MOST_SAMPLES 36

/* A grid with what it points into. */
typedef struct {
  GradusPictureGrid grid;
  GArray *pictures;    /* of GradusGridPicture */
  GPtrArray *captions; /* of texts */
} Sheet;

static void
sheet_init (Sheet *sheet, const GradusFigure *figure, const GradusDataset *dataset)
{
  const GradusPictureShape *shape = &dataset->shape;

  sheet->pictures = g_array_new (FALSE, FALSE, sizeof (GradusGridPicture));
  sheet->captions = g_ptr_array_new_with_free_func (g_free);
  sheet->grid =
      (GradusPictureGrid){ .pixels = { shape->width, shape->height, shape->n_channels, shape->is_planar },
                           .pointer_x = figure->pointer_x,
                           .pointer_y = figure->pointer_y };
}

static void
sheet_clear (Sheet *sheet)
{
  g_array_unref (sheet->pictures);
  g_ptr_array_unref (sheet->captions);
}

/* Takes the caption. */
static void
sheet_add (Sheet *sheet, GradusGridPicture picture, char *caption)
{
  if (caption)
    g_ptr_array_add (sheet->captions, caption);
  picture.caption = caption;
  g_array_append_val (sheet->pictures, picture);
  sheet->grid.n_pictures = sheet->pictures->len;
  sheet->grid.pictures = (const GradusGridPicture *) (void *) sheet->pictures->data;
}

/* Black and white are the darkest and the brightest of the first samples. */
static void
find_range (const GradusDataset *dataset, double *low, double *high)
{
  gradus_picture_find_range (dataset->inputs, (gsize) MIN (dataset->n_samples, 200) * dataset->n_inputs, low,
                             high);
}

const GradusDataset *
gradus_figure_get_judged (const GradusFigureSource *source)
{
  const GradusConfusion *verdict = source->snapshot->verdict;

  return verdict->is_test && source->test ? source->test : source->training;
}

static gboolean
has_pictures (const GradusFigureSource *source)
{
  return source->training && source->training->shape.width > 0;
}

/* -- Samples --------------------------------------------------------------------------------------------- */

static void
add_sample (Sheet *sheet, const GradusDataset *dataset, guint sample, int said, double low, double high)
{
  const guint right = gradus_dataset_get_class (dataset, sample);
  g_autofree char *name = gradus_dataset_name_class (dataset, right);
  g_autofree char *other = said >= 0 ? gradus_dataset_name_class (dataset, (guint) said) : NULL;
  const gboolean is_wrong = said >= 0 && (guint) said != right;
  const GradusGridPicture picture = {
    dataset->inputs + (gsize) sample * dataset->n_inputs, low, high, FALSE, NULL, is_wrong
  };

  sheet_add (sheet, picture, g_strdup (is_wrong ? other : name));
}

static void
point_at_sample (GradusCanvas *canvas, Sheet *sheet, const GradusDataset *dataset, const guint *samples,
                 GPtrArray *lines)
{
  const int at =
      gradus_picture_grid_find (canvas, &sheet->grid, sheet->grid.pointer_x, sheet->grid.pointer_y);
  const GradusGridPicture *picture;
  g_autofree char *right = NULL;
  guint sample;

  if (at < 0)
    return;
  picture = &g_array_index (sheet->pictures, GradusGridPicture, at);
  sample = samples ? samples[at] : (guint) at;
  right = gradus_dataset_name_class (dataset, gradus_dataset_get_class (dataset, sample));
  g_ptr_array_add (lines, g_strdup_printf (_ ("sample\t%u"), sample + 1));
  g_ptr_array_add (lines, g_strdup_printf (_ ("is\t%s"), right));
  g_ptr_array_add (lines, g_strdup_printf (_ ("taken for\t%s"), picture->caption));
  g_ptr_array_add (lines, NULL);
  sheet->grid.callout = (const char *const *) lines->pdata;
}

static void
draw_samples (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusDataset *dataset = source->training;
  const GradusSnapshot *snapshot = source->snapshot;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  double low, high;
  Sheet sheet;

  if (!has_pictures (source))
    return;
  find_range (dataset, &low, &high);
  sheet_init (&sheet, figure, dataset);
  for (guint i = 0; i < MIN (dataset->n_samples, MOST_SAMPLES); i++) {
    const gboolean is_judged = snapshot && i < snapshot->n_samples && dataset->variance <= 0;
    const int said = is_judged ? (int) gradus_confusion_find_class (snapshot->outputs + i, snapshot->n_outputs,
                                                                  snapshot->n_samples)
                               : -1;

    add_sample (&sheet, dataset, i, said, low, high);
  }
  point_at_sample (canvas, &sheet, dataset, NULL, lines);
  gradus_picture_grid_draw (canvas, &sheet.grid);
  sheet_clear (&sheet);
}

static char *
describe_samples (const GradusFigure *figure, const GradusFigureSource *source)
{
  const guint n = has_pictures (source) ? MIN (source->training->n_samples, MOST_SAMPLES) : 0;
  const GradusSnapshot *snapshot = source->snapshot;
  guint n_wrong = 0;

  if (n > 0 && source->training->variance > 0)
    return g_strdup_printf (_ ("The first %u training samples as pictures"), n);
  for (guint i = 0; i < MIN (n, snapshot->n_samples); i++)
    n_wrong += gradus_confusion_find_class (snapshot->outputs + i, snapshot->n_outputs, snapshot->n_samples) !=
               gradus_dataset_get_class (source->training, i);
  return g_strdup_printf (_ ("The first %u training samples as pictures; %u are taken for something else"), n,
                          n_wrong);
}

/* -- Mistakes -------------------------------------------------------------------------------------------- */

static void
draw_mistakes (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusConfusion *verdict = source->snapshot ? source->snapshot->verdict : NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  guint samples[GRADUS_CONFUSION_MISTAKES];
  const GradusDataset *dataset;
  double low, high;
  Sheet sheet;

  if (!has_pictures (source) || !verdict)
    return;
  dataset = gradus_figure_get_judged (source);
  find_range (dataset, &low, &high);
  sheet_init (&sheet, figure, dataset);
  for (guint i = 0; i < verdict->n_mistakes && verdict->mistakes[i].sample < dataset->n_samples; i++) {
    samples[i] = verdict->mistakes[i].sample;
    add_sample (&sheet, dataset, samples[i], (int) verdict->mistakes[i].said, low, high);
  }
  point_at_sample (canvas, &sheet, dataset, samples, lines);
  gradus_picture_grid_draw (canvas, &sheet.grid);
  sheet_clear (&sheet);
}

static char *
describe_mistakes (const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusConfusion *verdict = source->snapshot->verdict;
  const GradusDataset *dataset;
  g_autofree char *said = NULL, *right = NULL;

  if (!verdict || verdict->n_mistakes == 0)
    return g_strdup (_ ("No mistakes"));
  dataset = gradus_figure_get_judged (source);
  said = gradus_dataset_name_class (dataset, verdict->mistakes[0].said);
  right =
      gradus_dataset_name_class (dataset, gradus_dataset_get_class (dataset, verdict->mistakes[0].sample));
  return g_strdup_printf (
      _ ("%u of %u samples are mistaken; the worst is sample %u, taken for %s, which is %s"),
      verdict->n_samples - verdict->n_right, verdict->n_samples, verdict->mistakes[0].sample + 1, said,
      right);
}

/* -- Weights --------------------------------------------------------------------------------------------- */

/* Each unit's strongest weight, of either sign, has the strongest colour. */
static void
draw_filters (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusSnapshot *snapshot = source->snapshot;
  Sheet sheet;

  if (!has_pictures (source) || !snapshot || !snapshot->filters)
    return;
  sheet_init (&sheet, figure, source->training);
  for (guint unit = 0; unit < snapshot->n_filters; unit++) {
    const float *weights = snapshot->filters + (gsize) unit * source->training->n_inputs;
    double low, high, most;

    gradus_picture_find_range (weights, source->training->n_inputs, &low, &high);
    most = MAX (fabs (low), fabs (high));
    sheet_add (&sheet, (GradusGridPicture){ weights, -most, most, TRUE }, g_strdup_printf ("%u", unit + 1));
  }
  gradus_picture_grid_draw (canvas, &sheet.grid);
  sheet_clear (&sheet);
}

static char *
describe_filters (const GradusFigure *figure, const GradusFigureSource *source)
{
  return g_strdup_printf (_ ("The weights of the first %u units of layer 1 as pictures"),
                          source->snapshot->n_filters);
}

const GradusFigureClass gradus_samples_figure = { draw_samples, describe_samples, NULL, NULL };
const GradusFigureClass gradus_mistakes_figure = { draw_mistakes, describe_mistakes, NULL, NULL };
const GradusFigureClass gradus_filters_figure = { draw_filters, describe_filters, NULL, NULL };
