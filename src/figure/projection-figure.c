/* SPDX-License-Identifier: MIT */

/* What a layer says to samples, along the two directions in which that varies most. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>

#include "figure/figure.h"
#include "figure/judged-words.h"
#include "nn/cost.h"
#include "plot/number.h"
#include "plot/point-cloud.h"

/* Classes that have a mark each in the key. */
#define MOST_IN_KEY 12

/* The axes reach so far beyond the points, as a share of these. */
#define MARGIN_SHARE 0.06

/* How far classes lie apart on a single axis, of its height. */
#define LANES_SHARE 0.6

typedef struct {
  GradusFigure parent;
  guint layer; /* 0: the last hidden one, else from 1 */
} ProjectionFigure;

typedef struct {
  GradusPointCloud cloud;
  GArray *points;     /* of GradusCloudPoint */
  GArray *key;        /* of GradusKeyEntry */
  GPtrArray *strings; /* that the plot points to */
  double low, high;   /* of the targets, where they are numbers */
  guint n_wrong, n_undecided;
} OwnProjection;

static void
own_projection_clear (OwnProjection *own)
{
  g_array_unref (own->points);
  g_array_unref (own->key);
  g_ptr_array_unref (own->strings);
}

static const char *
keep_text (OwnProjection *own, char *text)
{
  g_ptr_array_add (own->strings, text);
  return text;
}

/* -- Samples ----------------------------------------------------------------------------------- */

/* The colours of two classes are those of the outputs that mean them. */
static GradusColour
get_mark_colour (const GradusStyle *style, const GradusDataset *dataset, guint class)
{
  if (gradus_dataset_count_classes (dataset) > 2)
    return gradus_style_get_class_colour (style, class);
  return class ? style->high_mark : style->low_mark;
}

static GradusColour
find_sample_colour (const GradusStyle *style, const OwnProjection *own,
                    const GradusDataset *dataset, guint sample)
{
  const double target = (double) dataset->targets[(gsize) sample * dataset->n_targets];

  if (dataset->variance > 0)
    return gradus_colour_mix (style->low_mark, style->high_mark,
                              (target - own->low) / (own->high - own->low));
  return get_mark_colour (style, dataset, gradus_dataset_get_class (dataset, sample));
}

static guint
find_sample_class (const GradusDataset *dataset, guint sample)
{
  return dataset->variance > 0 ? 0 : gradus_dataset_get_class (dataset, sample);
}

/* A sample that is undecided is neither right nor wrong. */
static GradusMark
find_mark_over (const GradusDataset *dataset, const GradusAnswers *answers, guint i)
{
  const float *outputs = answers->outputs + (gsize) i * answers->n_outputs;

  if (dataset->variance > 0)
    return GRADUS_MARK_NONE;
  if (gradus_cost_is_undecided (answers->n_outputs, 1, outputs))
    return GRADUS_MARK_SQUARE;
  return gradus_confusion_find_class (outputs, answers->n_outputs, 1) !=
                 gradus_dataset_get_class (dataset, answers->samples[i])
             ? GRADUS_MARK_CROSS
             : GRADUS_MARK_NONE;
}

/* On a single axis classes lie beside each other; there is nothing else to be seen above it. */
static double
find_lane (const GradusDataset *dataset, guint sample)
{
  const double n = gradus_dataset_count_classes (dataset);

  return dataset->variance > 0
             ? 0
             : LANES_SHARE * (1 - 2 * gradus_dataset_get_class (dataset, sample) / (n - 1));
}

static void
add_answers (OwnProjection *own, const GradusStyle *style, const GradusProjection *projection,
             const GradusDataset *dataset, gboolean is_test)
{
  const GradusAnswers *answers = is_test ? projection->test : projection->training;
  const float *places = is_test ? projection->test_places : projection->places;

  for (guint i = 0; i < answers->n_samples; i++) {
    const GradusCloudPoint point = {
      .x = (double) places[2 * i],
      .y = projection->n_axes > 1 ? (double) places[2 * i + 1]
                                  : find_lane (dataset, answers->samples[i]),
      .colour = find_sample_colour (style, own, dataset, answers->samples[i]),
      .is_hollow = is_test,
      .over = find_mark_over (dataset, answers, i),
      .class = find_sample_class (dataset, answers->samples[i]),
    };

    own->n_wrong += point.over == GRADUS_MARK_CROSS;
    own->n_undecided += point.over == GRADUS_MARK_SQUARE;
    g_array_append_val (own->points, point);
  }
}

static void
find_target_range (OwnProjection *own, const GradusDataset *dataset)
{
  own->low = own->high = (double) dataset->targets[0];
  for (gsize i = 1; i < (gsize) dataset->n_samples * dataset->n_targets; i++) {
    own->low = MIN (own->low, (double) dataset->targets[i]);
    own->high = MAX (own->high, (double) dataset->targets[i]);
  }
  own->high = own->high > own->low ? own->high : own->low + 1;
}

/* -- The key ----------------------------------------------------------------------------------- */

static void
add_class_key (OwnProjection *own, char *text, guint class, GradusColour colour)
{
  const GradusKeyEntry entry = { keep_text (own, text), GRADUS_MARK_FULL, colour, class };

  g_array_append_val (own->key, entry);
}

static void
add_key (OwnProjection *own, char *text, GradusMark mark, GradusColour colour)
{
  const GradusKeyEntry entry = { keep_text (own, text), mark, colour, 0 };

  g_array_append_val (own->key, entry);
}

static char *
describe_target (const GradusDataset *dataset, double target)
{
  g_autofree char *number = gradus_number_format ((double) dataset->target_offset +
                                                  target * (double) dataset->target_span);

  return g_strdup_printf ("%s %s", dataset->target_name ? dataset->target_name : _ ("target"),
                          number);
}

static void
explain_colours (OwnProjection *own, const GradusStyle *style, const GradusDataset *dataset)
{
  const guint n = gradus_dataset_count_classes (dataset);

  if (dataset->variance > 0) {
    add_key (own, describe_target (dataset, own->low), GRADUS_MARK_FULL, style->low_mark);
    add_key (own, describe_target (dataset, own->high), GRADUS_MARK_FULL, style->high_mark);
    return;
  }
  for (guint i = 0; i < MIN (n, MOST_IN_KEY); i++)
    add_class_key (own, gradus_dataset_name_class (dataset, i), i,
                   get_mark_colour (style, dataset, i));
  if (n > MOST_IN_KEY)
    add_key (own, g_strdup_printf ("+%u", n - MOST_IN_KEY), GRADUS_MARK_NONE, style->text);
}

static void
explain_marks (OwnProjection *own, const GradusStyle *style, const GradusProjection *projection,
               const GradusFigureSource *source)
{
  explain_colours (own, style, source->training);
  if (projection->test)
    add_key (own, g_strdup (_ ("test")), GRADUS_MARK_HOLLOW, style->dim_text);
  if (own->n_wrong > 0)
    add_key (own, g_strdup_printf (_ ("wrong: %u"), own->n_wrong), GRADUS_MARK_CROSS, style->text);
  if (own->n_undecided > 0)
    add_key (own, g_strdup_printf (_ ("undecided: %u"), own->n_undecided), GRADUS_MARK_SQUARE,
             style->text);
  if (projection->training->n_samples < source->training->n_samples)
    add_key (
        own,
        gradus_judged_words_choose (projection->training->n_samples, source->training->n_samples),
        GRADUS_MARK_NONE, style->text);
}

/* -- Axes -------------------------------------------------------------------------------------- */

/* "PC 1 (73 % of the variance)", or a unit's name. */
static char *
name_projection_axis (const GradusProjection *projection, guint axis)
{
  g_autofree char *share = NULL;

  if (projection->is_plain)
    return g_strdup_printf (_ ("unit %u of layer %u"), axis + 1, projection->layer + 1);
  share = gradus_number_format_percent (projection->shares[axis]);
  return g_strdup_printf (_ ("PC %u (%s of the variance)"), axis + 1, share);
}

/* Rounded outwards in steps of a quarter of a power of two, so that it moves seldom. */
static GradusAxis
find_projection_axis (const GArray *points, gboolean is_y)
{
  double low = INFINITY, high = -INFINITY, step;

  for (guint i = 0; i < points->len; i++) {
    const GradusCloudPoint *point = &g_array_index (points, GradusCloudPoint, i);

    low = MIN (low, is_y ? point->y : point->x);
    high = MAX (high, is_y ? point->y : point->x);
  }
  if (!(high > low))
    return (GradusAxis){ isfinite (low) ? low - 0.5 : 0, isfinite (low) ? low + 0.5 : 1, FALSE };
  step = exp2 (ceil (log2 (high - low))) / 8;
  low -= MARGIN_SHARE * (high - low);
  high += MARGIN_SHARE * (high - low);
  return (GradusAxis){ floor (low / step) * step, ceil (high / step) * step, FALSE };
}

static void
own_projection_init (OwnProjection *own, const GradusStyle *style, const GradusFigure *figure,
                     const GradusFigureSource *source)
{
  const GradusProjection *projection = source->snapshot->projection;

  *own = (OwnProjection){ .points = g_array_new (FALSE, FALSE, sizeof (GradusCloudPoint)),
                          .key = g_array_new (FALSE, FALSE, sizeof (GradusKeyEntry)),
                          .strings = g_ptr_array_new_with_free_func (g_free) };
  find_target_range (own, source->training);
  add_answers (own, style, projection, source->training, FALSE);
  if (projection->test && source->test)
    add_answers (own, style, projection, source->test, TRUE);
  explain_marks (own, style, projection, source);
  own->cloud = (GradusPointCloud){
    .x = find_projection_axis (own->points, FALSE),
    .y = find_projection_axis (own->points, TRUE),
    .x_title = keep_text (own, name_projection_axis (projection, 0)),
    .has_no_y = projection->n_axes == 1,
    .n_points = own->points->len,
    .points = (const GradusCloudPoint *) (void *) own->points->data,
    .n_key = own->key->len,
    .key = (const GradusKeyEntry *) (void *) own->key->data,
    .pointer_x = figure->pointer_x,
    .pointer_y = figure->pointer_y,
  };
  if (projection->n_axes > 1)
    own->cloud.y_title = keep_text (own, name_projection_axis (projection, 1));
  else
    own->cloud.y = (GradusAxis){ -1, 1, FALSE };
}

/* -- What the pointer is on -------------------------------------------------------------------- */

static void
add_class_lines (GPtrArray *lines, const GradusDataset *dataset, const GradusAnswers *answers,
                 guint i)
{
  const float *outputs = answers->outputs + (gsize) i * answers->n_outputs;
  const guint said = gradus_confusion_find_class (outputs, answers->n_outputs, 1);
  g_autofree char *true_name =
      gradus_dataset_name_class (dataset, gradus_dataset_get_class (dataset, answers->samples[i]));
  g_autofree char *said_name = gradus_dataset_name_class (dataset, said);
  g_autofree char *share = gradus_number_format_share (
      gradus_confusion_get_output (outputs, answers->n_outputs, 1, said));

  g_ptr_array_add (lines, g_strdup_printf (_ ("true\t%s"), true_name));
  g_ptr_array_add (lines, g_strdup_printf (_ ("predicted\t%s (%s)"), said_name, share));
}

static void
tell_of_sample (GradusCanvas *canvas, OwnProjection *own, const GradusFigureSource *source,
                GPtrArray *lines)
{
  const GradusProjection *projection = source->snapshot->projection;
  const int at =
      gradus_point_cloud_find (canvas, &own->cloud, own->cloud.pointer_x, own->cloud.pointer_y);
  const guint n_training = projection->training->n_samples;
  const gboolean is_test = at >= 0 && (guint) at >= n_training;
  const GradusDataset *dataset = is_test ? source->test : source->training;
  const GradusAnswers *answers = is_test ? projection->test : projection->training;
  const guint i = is_test ? (guint) at - n_training : (guint) MAX (at, 0);

  if (at < 0)
    return;
  g_ptr_array_add (lines, g_strdup_printf (is_test ? _ ("test sample\t%u") : _ ("sample\t%u"),
                                           answers->samples[i] + 1));
  if (dataset->variance > 0)
    g_ptr_array_add (
        lines,
        describe_target (
            dataset, (double) dataset->targets[(gsize) answers->samples[i] * dataset->n_targets]));
  else
    add_class_lines (lines, dataset, answers, i);
  g_ptr_array_add (lines, NULL);
  own->cloud.callout = (const char *const *) lines->pdata;
}

/* ---------------------------------------------------------------------------------------------- */

static void
draw_projection (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  OwnProjection own;

  if (!source->snapshot || !source->snapshot->projection || !source->training)
    return;
  own_projection_init (&own, canvas->style, figure, source);
  tell_of_sample (canvas, &own, source, lines);
  gradus_point_cloud_draw (canvas, &own.cloud);
  own_projection_clear (&own);
}

static char *
describe_projection (const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusProjection *projection = source->snapshot->projection;
  g_autofree char *first = NULL, *second = NULL;

  if (!projection)
    return g_strdup (_ ("There is no such layer, or it is not finite"));
  if (projection->is_plain)
    return g_strdup_printf (ngettext ("What the unit of layer %u says to the samples",
                                      "What the two units of layer %u say to the samples",
                                      projection->n_axes),
                            projection->layer + 1);
  first = gradus_number_format_percent (projection->shares[0]);
  second = gradus_number_format_percent (projection->shares[1]);
  return g_strdup_printf (
      _ ("What the %u numbers of layer %u say to the samples, along their two principal "
         "components, which have %s and %s of the variance"),
      projection->n_units, projection->layer + 1, first, second);
}

static void
look_at_projection (const GradusFigure *figure, GradusSnapshotNeeds *needs)
{
  const guint layer = ((const ProjectionFigure *) figure)->layer;

  needs->projection = layer > 0 ? (int) layer : -1;
}

/* The last one speaks in outputs, which other figures show, but it may be chosen. */
static char **
list_layers (const GradusFigureSource *source)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  const guint n = source->experiment ? gradus_experiment_get_n_layers (source->experiment) : 0;

  for (guint i = 0; n > 1 && i <= n; i++) {
    g_autofree char *name =
        i > 0 ? g_strdup_printf (_ ("Layer %u"), i) : g_strdup (_ ("Last hidden layer"));

    g_strv_builder_add (names, name);
  }
  return g_strv_builder_end (names);
}

static char *
find_projection_fault (const GradusFigure *figure, const GradusFigureSource *source,
                       const char **setting)
{
  const guint n = source->experiment ? gradus_experiment_get_n_layers (source->experiment) : 0;

  if (((const ProjectionFigure *) figure)->layer <= n)
    return NULL;
  *setting = "layer";
  return g_strdup_printf ("the network has %u layers; give one of 1 to %u", n, n);
}

static const GradusFigureSetting projection_settings[] = {
  { .name = "layer",
    .kind = GRADUS_FIGURE_SETTING_CHOICE,
    .offset = offsetof (ProjectionFigure, layer),
    .label = N_ ("Layer"),
    .tooltip = N_ ("The layer whose outputs are shown"),
    .help = "The layer that projection and preferred show, from 1; if left out, the last hidden "
            "one",
    .argument = "N",
    .in_layout = TRUE,
    .list_choices = list_layers },
  { NULL },
};

const GradusFigureClass gradus_projection_figure = {
  .name = "projection",
  .title = N_ ("Hidden layer, projected"),
  .label = N_ ("What a hidden layer says, along its principal components"),
  .size = sizeof (ProjectionFigure),
  .settings = projection_settings,
  .look = look_at_projection,
  .draw = draw_projection,
  .describe = describe_projection,
  .find_fault = find_projection_fault,
};
