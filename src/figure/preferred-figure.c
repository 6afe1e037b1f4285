/* SPDX-License-Identifier: MIT */

/* The pictures that excite a unit of a layer most: one that is grown, and samples. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>

#include "figure/picture-sheet.h"
#include "plot/number.h"

typedef struct {
  GradusFigure parent;
  guint layer; /* 0: the last hidden one, else from 1 */
  int unit;    /* from 1 */
} PreferredFigure;

/* What excitations are of, in front of a number. */
static const char *
get_symbol (const GradusPreference *preference)
{
  if (preference->n_numbers > 1)
    return preference->is_of_z ? _ ("mean z") : _ ("mean a");
  return preference->is_of_z ? "z" : "a";
}

static char *
format_excitation (const GradusPreference *preference, double value)
{
  g_autofree char *number = gradus_number_format (value);

  return g_strdup_printf ("%s = %s", get_symbol (preference), number);
}

/* Drawn as the samples are: it has no number that these could not have. */
static void
add_grown (GradusPictureSheet *sheet, const GradusPreference *preference)
{
  gradus_picture_sheet_add (sheet,
                            (GradusGridPicture){ .values = preference->picture,
                                                 .low = sheet->low,
                                                 .high = sheet->high,
                                                 .is_framed = TRUE },
                            g_strdup (_ ("grown")),
                            format_excitation (preference, preference->value));
}

static char *
name_target (const GradusDataset *dataset, guint sample)
{
  g_autofree char *number = NULL;

  if (dataset->variance <= 0)
    return gradus_dataset_name_class (dataset, gradus_dataset_get_class (dataset, sample));
  number = gradus_number_format (
      (double) dataset->target_offset +
      (double) dataset->targets[(gsize) sample * dataset->n_targets] *
          (double) dataset->target_span);
  return g_strdup (number);
}

static void
add_best (GradusPictureSheet *sheet, const GradusPreference *preference, guint i)
{
  const guint sample = preference->samples[i];
  float *values = gradus_dataset_copy_inputs (sheet->dataset, sample, 1);

  g_ptr_array_add (sheet->copies, values);
  gradus_picture_sheet_add (
      sheet, (GradusGridPicture){ .values = values, .low = sheet->low, .high = sheet->high },
      name_target (sheet->dataset, sample), format_excitation (preference, preference->values[i]));
}

static void
tell_of_picture (GradusCanvas *canvas, GradusPictureSheet *sheet,
                 const GradusPreference *preference, GPtrArray *lines)
{
  const int at = gradus_picture_grid_find (canvas, &sheet->grid, sheet->grid.pointer_x,
                                           sheet->grid.pointer_y);
  g_autofree char *value = NULL, *target = NULL;

  if (at < 0)
    return;
  value = gradus_number_format (at == 0 ? preference->value : preference->values[at - 1]);
  if (at == 0) {
    g_ptr_array_add (lines, g_strdup_printf (_ ("grown from grey\t%u steps"), preference->n_steps));
  } else {
    target = name_target (sheet->dataset, preference->samples[at - 1]);
    g_ptr_array_add (lines,
                     g_strdup_printf (_ ("sample\t%u"), preference->samples[at - 1] + 1));
    g_ptr_array_add (lines, g_strdup_printf (_ ("true\t%s"), target));
  }
  g_ptr_array_add (lines, g_strdup_printf ("%s\t%s", get_symbol (preference), value));
  g_ptr_array_add (lines, NULL);
  sheet->grid.callout = (const char *const *) lines->pdata;
}

static void
draw_preferred (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusPreference *preference = source->snapshot ? source->snapshot->preference : NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GradusPictureSheet sheet;

  if (!gradus_figure_source_has_pictures (source) || !preference)
    return;
  gradus_picture_sheet_init (&sheet, figure, source->training);
  add_grown (&sheet, preference);
  for (guint i = 0; i < preference->n_best; i++)
    add_best (&sheet, preference, i);
  sheet.grid.leaves_pictures_out = TRUE;
  tell_of_picture (canvas, &sheet, preference, lines);
  gradus_picture_grid_draw (canvas, &sheet.grid);
  gradus_picture_sheet_clear (&sheet);
}

static char *
describe_preferred (const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusPreference *preference = source->snapshot->preference;
  g_autofree char *target = NULL, *best = NULL, *grown = NULL;

  if (!preference || preference->n_best == 0)
    return g_strdup (_ ("There is no such layer, or it is not finite"));
  target = name_target (source->training, preference->samples[0]);
  best = format_excitation (preference, preference->values[0]);
  grown = format_excitation (preference, preference->value);
  return g_strdup_printf (
      _ ("Unit %u of %u of layer %u is excited most, of %u training samples, by sample %u, %s: %s; "
         "a picture grown from grey in %u steps along the gradient, no farther from grey than "
         "pictures are, excites it by %s"),
      preference->unit + 1, preference->n_units, preference->layer + 1, preference->n_looked,
      preference->samples[0] + 1, target, best, preference->n_steps, grown);
}

static void
look_for_preferred (const GradusFigure *figure, GradusSnapshotNeeds *needs)
{
  const PreferredFigure *self = (const PreferredFigure *) figure;

  needs->preferring_layer = self->layer > 0 ? (int) self->layer : -1;
  needs->preferring_unit = (guint) self->unit - 1;
}

static guint
count_layers (const GradusFigureSource *source)
{
  return source->experiment ? gradus_experiment_get_n_layers (source->experiment) : 0;
}

static char **
list_layers (const GradusFigureSource *source)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  const guint n = count_layers (source);

  for (guint i = 0; n > 1 && i <= n; i++) {
    g_autofree char *name =
        i > 0 ? g_strdup_printf (_ ("Layer %u"), i) : g_strdup (_ ("Last hidden layer"));

    g_strv_builder_add (names, name);
  }
  return g_strv_builder_end (names);
}

/* Of the layer with most units; a unit beyond the last of its layer counts as that. */
static double
count_units (const GradusFigureSource *source)
{
  const GradusSnapshot *snapshot = source->snapshot;
  guint most = 1;

  for (guint i = 0; snapshot && i < snapshot->n_layers; i++)
    most = MAX (most, gradus_shape_count_units (&snapshot->sketches[i].out));
  return snapshot ? most : 1e9;
}

static char *
find_preferred_fault (const GradusFigure *figure, const GradusFigureSource *source,
                      const char **setting)
{
  const guint n = count_layers (source);

  if (((const PreferredFigure *) figure)->layer <= n)
    return NULL;
  *setting = "layer";
  return g_strdup_printf ("the network has %u layers; give one of 1 to %u", n, n);
}

static const GradusFigureSetting preferred_settings[] = {
  { .name = "layer",
    .kind = GRADUS_FIGURE_SETTING_CHOICE,
    .offset = offsetof (PreferredFigure, layer),
    .label = N_ ("Layer of the unit"),
    .tooltip = N_ ("The layer of the unit whose preferred pictures are shown"),
    .help = "The layer that projection and preferred show, from 1; if left out, the last hidden "
            "one",
    .argument = "N",
    .in_layout = TRUE,
    .list_choices = list_layers },
  { .name = "unit",
    .kind = GRADUS_FIGURE_SETTING_WHOLE,
    .offset = offsetof (PreferredFigure, unit),
    .usual = 1,
    .lowest = 1,
    .highest = 1e9,
    .title = N_ ("Unit"),
    .label = N_ ("Unit that prefers"),
    .tooltip = N_ ("The unit, or map, whose preferred pictures are shown"),
    .help = "The unit or map whose preferred pictures are shown, from 1",
    .argument = "N",
    .find_highest = count_units },
  { NULL },
};

const GradusFigureClass gradus_preferred_figure = {
  .name = "preferred",
  .title = N_ ("What a unit prefers"),
  .label = N_ ("The pictures that a unit prefers"),
  .size = sizeof (PreferredFigure),
  .settings = preferred_settings,
  .is_of_pictures = TRUE,
  .look = look_for_preferred,
  .draw = draw_preferred,
  .describe = describe_preferred,
  .find_fault = find_preferred_fault,
};
