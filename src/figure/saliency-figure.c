/* SPDX-License-Identifier: MIT */

/* What the network looks at in a picture: the gradient of a class by its pixels, and how far the
 * class falls when parts of it are covered. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>

#include "figure/picture-sheet.h"
#include "figure/sample-setting.h"
#include "plot/number.h"

/* Falls as small as this are not blown up to the strongest colour. */
#define LEAST_FALL 1e-3

/* The pictures of the sheet. */
enum {
  THE_SAMPLE,
  THE_GRADIENT,
  THE_FALLS,
};

typedef struct {
  GradusFigure parent;
  int sample;  /* from 1 */
  guint class; /* 0: the one that the network says, else from 1 */
} SaliencyFigure;

/* -- Numbers ----------------------------------------------------------------------------------- */

/* Of a pixel, over its channels: what brightening all of them alike does. */
static double
sum_channels (const GradusDataset *dataset, const float *gradient, guint x, guint y)
{
  double sum = 0;

  for (guint channel = 0; channel < dataset->picture.n_channels; channel++)
    sum += (double) gradient[gradus_picture_layout_find (&dataset->picture, x, y, channel)];
  return sum;
}

static double
get_fall (const GradusSaliency *saliency, guint x, guint y)
{
  return (double) saliency->falls[y / saliency->step * saliency->n_across + x / saliency->step];
}

static double
get_number (const GradusSaliency *saliency, const GradusDataset *dataset, gboolean is_fall, guint x,
            guint y)
{
  return is_fall ? get_fall (saliency, x, y) : sum_channels (dataset, saliency->gradient, x, y);
}

/* The strongest number and where it is; `has_sign`: the largest above 0. */
static double
find_strongest (const GradusSaliency *saliency, const GradusDataset *dataset, gboolean is_fall,
                gboolean has_sign, guint *at_x, guint *at_y)
{
  double strongest = 0;

  *at_x = *at_y = 0;
  for (guint y = 0; y < dataset->picture.height; y++) {
    for (guint x = 0; x < dataset->picture.width; x++) {
      const double number = get_number (saliency, dataset, is_fall, x, y);

      if ((has_sign ? number : fabs (number)) <= (has_sign ? strongest : fabs (strongest)))
        continue;
      strongest = number;
      *at_x = x;
      *at_y = y;
    }
  }
  return strongest;
}

/* Outputs that are probabilities are said in percent. */
static gboolean
has_shares (const GradusSnapshot *snapshot)
{
  const GradusActivationKind kind = snapshot->sketches[snapshot->n_layers - 1].activation.kind;

  return kind == GRADUS_ACTIVATION_SOFTMAX || kind == GRADUS_ACTIVATION_SIGMOID;
}

static char *
format_output (const GradusSnapshot *snapshot, double output)
{
  return has_shares (snapshot) ? gradus_number_format_share (output)
                               : gradus_number_format (output);
}

static char *
name_class (const GradusDataset *dataset, guint class)
{
  if (dataset->variance > 0)
    return g_strdup (dataset->target_name ? dataset->target_name : _ ("target"));
  return gradus_dataset_name_class (dataset, class);
}

/* -- Pictures ---------------------------------------------------------------------------------- */

static void
add_the_sample (GradusPictureSheet *sheet, const GradusFigureSource *source)
{
  const GradusSaliency *saliency = source->snapshot->saliency;
  float *values = gradus_dataset_copy_inputs (source->training, saliency->sample, 1);
  g_autofree char *name = name_class (source->training, saliency->class);
  g_autofree char *output = format_output (source->snapshot, saliency->output);

  g_ptr_array_add (sheet->copies, values);
  gradus_picture_sheet_add (
      sheet,
      (GradusGridPicture){ .values = values, .low = sheet->low, .high = sheet->high },
      g_strdup_printf (_ ("sample %u"), saliency->sample + 1),
      g_strdup_printf ("%s: %s", name, output));
}

/* The strongest number has the strongest colour, of its sign, and 0 none. */
static void
add_map (GradusPictureSheet *sheet, const GradusFigureSource *source, gboolean is_fall,
         char *caption)
{
  const GradusDataset *dataset = source->training;
  const GradusPictureLayout *picture = &dataset->picture;
  const GradusSaliency *saliency = source->snapshot->saliency;
  float *values = g_new (float, dataset->n_inputs);
  guint x, y;
  const double strongest = fabs (find_strongest (saliency, dataset, is_fall, FALSE, &x, &y));
  const double most = MAX (strongest, is_fall ? LEAST_FALL : G_MINDOUBLE);
  g_autofree char *scale =
      is_fall ? format_output (source->snapshot, most) : gradus_number_format (strongest);

  for (y = 0; y < picture->height; y++) {
    for (x = 0; x < picture->width; x++) {
      for (guint channel = 0; channel < picture->n_channels; channel++)
        values[gradus_picture_layout_find (picture, x, y, channel)] =
            (float) get_number (saliency, dataset, is_fall, x, y);
    }
  }
  g_ptr_array_add (sheet->copies, values);
  gradus_picture_sheet_add (
      sheet,
      (GradusGridPicture){ .values = values, .low = -most, .high = most, .is_signed = TRUE },
      caption, g_strdup_printf ("±%s", scale));
}

/* -- What the pointer is on -------------------------------------------------------------------- */

static void
tell_of_pixel (GradusCanvas *canvas, GradusPictureSheet *sheet, const GradusFigureSource *source,
               GPtrArray *lines)
{
  const GradusSaliency *saliency = source->snapshot->saliency;
  guint x, y;
  const int at = gradus_picture_grid_find_pixel (canvas, &sheet->grid, &x, &y);
  g_autofree char *gradient = NULL, *fall = NULL;

  if (at < 0)
    return;
  gradient = gradus_number_format (sum_channels (source->training, saliency->gradient, x, y));
  fall = format_output (source->snapshot, get_fall (saliency, x, y));
  g_ptr_array_add (lines, g_strdup_printf (_ ("row, column\t%u, %u"), y + 1, x + 1));
  g_ptr_array_add (lines, g_strdup_printf ("∂z/∂x\t%s", gradient));
  g_ptr_array_add (lines, g_strdup_printf (_ ("falls, covered\t%s"), fall));
  g_ptr_array_add (lines, NULL);
  sheet->grid.callout = (const char *const *) lines->pdata;
}

/* ---------------------------------------------------------------------------------------------- */

static void
draw_saliency (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GradusPictureSheet sheet;

  if (!gradus_figure_source_has_pictures (source) || !source->snapshot ||
      !source->snapshot->saliency)
    return;
  gradus_picture_sheet_init (&sheet, figure, source->training);
  add_the_sample (&sheet, source);
  add_map (&sheet, source, FALSE,
           g_strdup (source->training->picture.n_channels > 1 ? "∑ ∂z/∂x" : "∂z/∂x"));
  add_map (&sheet, source, TRUE,
           g_strdup_printf (_ ("covered %u × %u, by %u"), source->snapshot->saliency->patch,
                            source->snapshot->saliency->patch, source->snapshot->saliency->step));
  tell_of_pixel (canvas, &sheet, source, lines);
  gradus_picture_grid_draw (canvas, &sheet.grid);
  gradus_picture_sheet_clear (&sheet);
}

static char *
describe_falls (const GradusFigureSource *source)
{
  const GradusSaliency *saliency = source->snapshot->saliency;
  guint x, y;
  const double most = find_strongest (saliency, source->training, TRUE, TRUE, &x, &y);
  g_autofree char *fall = format_output (source->snapshot, most);

  if (!(most > 0))
    return g_strdup_printf (_ ("no grey patch of %u × %u pixels, moved by %u, lowers it"),
                            saliency->patch, saliency->patch, saliency->step);
  return g_strdup_printf (
      _ ("a grey patch of %u × %u pixels, moved by %u, lowers it most, by %s, around row %u, "
         "column %u"),
      saliency->patch, saliency->patch, saliency->step, fall, y / saliency->step * saliency->step + 1,
      x / saliency->step * saliency->step + 1);
}

static char *
describe_saliency (const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusSaliency *saliency = source->snapshot->saliency;
  g_autofree char *name = NULL, *output = NULL, *gradient = NULL, *falls = NULL;
  guint x, y;

  if (!saliency)
    return g_strdup (_ ("There is no picture to look at"));
  name = name_class (source->training, saliency->class);
  output = format_output (source->snapshot, saliency->output);
  gradient = gradus_number_format (
      find_strongest (saliency, source->training, FALSE, FALSE, &x, &y));
  falls = describe_falls (source);
  return g_strdup_printf (_ ("What the network looks at in sample %u for %s, to which it gives %s: "
                             "the gradient of z is strongest at row %u, column %u, %s; %s"),
                          saliency->sample + 1, name, output, y + 1, x + 1, gradient, falls);
}

static void
look_at_saliency (const GradusFigure *figure, GradusSnapshotNeeds *needs)
{
  const SaliencyFigure *self = (const SaliencyFigure *) figure;

  needs->sample = self->sample - 1;
  needs->has_saliency = TRUE;
  needs->class = (int) self->class - 1;
}

static char *
find_saliency_fault (const GradusFigure *figure, const GradusFigureSource *source,
                     const char **setting)
{
  const SaliencyFigure *self = (const SaliencyFigure *) figure;
  const guint n = gradus_dataset_count_classes (source->training);
  char *fault = gradus_sample_setting_find_fault (self->sample, source, setting);

  if (fault)
    return fault;
  if (self->class <= n)
    return NULL;
  *setting = "class";
  return g_strdup_printf ("there are %u classes", n);
}

static char **
list_classes (const GradusFigureSource *source)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  const gboolean has_classes = source->training && source->training->variance <= 0;
  const guint n = has_classes ? gradus_dataset_count_classes (source->training) : 0;

  for (guint i = 0; n > 0 && i <= n; i++) {
    g_autofree char *name = i > 0 ? gradus_dataset_name_class (source->training, i - 1)
                                  : g_strdup (_ ("The class that it says"));

    g_strv_builder_add (names, name);
  }
  return g_strv_builder_end (names);
}

static const GradusFigureSetting saliency_settings[] = {
  GRADUS_SAMPLE_SETTING (SaliencyFigure, .title = N_ ("Sample"),
                         .label = N_ ("Sample that is looked at"),
                         .tooltip = N_ ("The training sample that the network looks at")),
  { .name = "class",
    .kind = GRADUS_FIGURE_SETTING_CHOICE,
    .offset = offsetof (SaliencyFigure, class),
    .label = N_ ("Class"),
    .tooltip = N_ ("The class for which the network looks"),
    .help = "The class that saliency is of, from 1; if left out, the one that the network says",
    .argument = "N",
    .in_lessons = TRUE,
    .in_layout = TRUE,
    .list_choices = list_classes },
  { NULL },
};

static void
list_saliency_marks (const GradusFigure *figure, const GradusFigureSource *source,
                     const GradusStyle *style, GradusLegend *legend)
{
  gradus_legend_add_ramp (legend, style->low, style->middle, style->high,
                          _ ("speaks against"), _ ("speaks for"));
}

const GradusFigureClass gradus_saliency_figure = {
  .name = "saliency",
  .title = N_ ("What it looks at"),
  .label = N_ ("What the network looks at in a picture"),
  .size = sizeof (SaliencyFigure),
  .settings = saliency_settings,
  .is_of_pictures = TRUE,
  .look = look_at_saliency,
  .draw = draw_saliency,
  .describe = describe_saliency,
  .list_marks = list_saliency_marks,
  .find_fault = find_saliency_fault,
};
