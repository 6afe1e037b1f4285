/* SPDX-License-Identifier: MIT */
#include "figure/report.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <math.h>

#include "experiment/setting-text.h"
#include "experiment/trait.h"
#include "figure/accuracy-words.h"
#include "figure/draft-landscape.h"
#include "figure/figure.h"
#include "plot/number.h"
#include "plot/pages.h"
#include "train/snapshot-take.h"

/* A4, in points. */
#define PAGE_WIDTH 595.28
#define PAGE_HEIGHT 841.89
#define MARGIN 48.0
#define GAP 14.0
#define FIGURE_HEIGHT 180.0
#define FONT "Cantarell 10"
#define SMALL_FONT "Cantarell 8"
#define TITLE_FONT "Cantarell Bold 16"
#define HEADING_FONT "Cantarell Bold 11"

/* Where the pen is. */
typedef struct {
  GradusPages *pages;
  GradusStyle *style;
  const GradusDraftEntry *run;
  GradusFigureSource source;
  double y;
  guint page;
} Report;

/* -- Text -------------------------------------------------------------------------------------- */

static double
put_text (Report *report, const char *font, const char *text, double x, double width,
          GradusColour colour)
{
  return gradus_pages_put_text (report->pages, font, text, x, report->y, width, colour);
}

static void
put_line (Report *report, const char *font, const char *text, GradusColour colour)
{
  report->y += put_text (report, font, text, MARGIN, PAGE_WIDTH - 2 * MARGIN, colour) + 3;
}

static void
finish_page (Report *report)
{
  g_autofree char *number = g_strdup_printf (_ ("Gradus, page %u"), report->page);

  report->y = PAGE_HEIGHT - MARGIN + 10;
  put_text (report, SMALL_FONT, number, MARGIN, PAGE_WIDTH - 2 * MARGIN, report->style->dim_text);
  gradus_pages_turn (report->pages);
}

/* Nothing is cut through at the end of a page. */
static void
start_page_unless_fits (Report *report, double height)
{
  if (report->y + height <= PAGE_HEIGHT - MARGIN)
    return;
  finish_page (report);
  report->page++;
  report->y = MARGIN;
}

/* On one page with what of that height follows it. */
static void
put_heading (Report *report, const char *text, double height)
{
  start_page_unless_fits (report, 60 + height);
  report->y += GAP;
  put_line (report, HEADING_FONT, text, report->style->text);
}

/* A name and what it is, in two columns. */
static void
put_pair (Report *report, const char *name, char *value)
{
  const double left = 130, width = PAGE_WIDTH - 2 * MARGIN - left;
  double height;

  start_page_unless_fits (report, 20);
  put_text (report, FONT, name, MARGIN, left - 8, report->style->dim_text);
  height = put_text (report, FONT, value, MARGIN + left, width, report->style->text);
  report->y += height + 2;
  g_free (value);
}

/* -- Settings and results ---------------------------------------------------------------------- */

static void
append_width (GString *text, guint width, gboolean is_of_maps)
{
  g_string_append_printf (text,
                          is_of_maps ? ngettext (", %u map", ", %u maps", width)
                                     : ngettext (", %u unit", ", %u units", width),
                          width);
}

/* The width is told before. */
static void
append_setting (GString *text, const GradusLayerSetting *setting, double value)
{
  g_autofree char *description = gradus_layer_setting_describe (setting, value);

  if (!setting->is_width)
    g_string_append_printf (text, ", %s", description);
}

/* `said`: the shape of what it says. */
static char *
describe_layer (const GradusLayerSpec *spec, const GradusShape *said)
{
  g_autofree char *alpha = gradus_number_format ((double) spec->activation.alpha);
  g_autofree char *scale = gradus_number_format ((double) spec->initialiser.scale);
  GString *text = g_string_new (_ (spec->class->title));

  if (gradus_layer_class_get_width (spec->class))
    append_width (text, gradus_layer_spec_get_width (spec),
                  gradus_shape_get_unit_kind (said) == GRADUS_UNIT_MAP);
  if (spec->class->has_activation)
    g_string_append_printf (text, ", %s", gradus_activation_title (spec->activation.kind));
  if (gradus_activation_has_alpha (spec->activation.kind) && spec->class->has_activation)
    g_string_append_printf (text, " (%s)", alpha);
  if (gradus_activation_has_pieces (spec->activation.kind) && spec->class->has_activation)
    g_string_append_printf (text, " (%u)", spec->activation.pieces);
  if (spec->class->has_initialiser)
    g_string_append_printf (text, ", %s", gradus_initialiser_title (spec->initialiser.kind));
  if (spec->class->has_initialiser && gradus_initialiser_get_scale_key (spec->initialiser.kind))
    g_string_append_printf (text, " %s", scale);
  for (guint i = 0; i < gradus_layer_class_count_settings (spec->class); i++)
    append_setting (text, &spec->class->settings[i], spec->settings[i]);
  return g_string_free (text, FALSE);
}

static char *
describe_optimiser (const GradusOptimiser *optimiser)
{
  g_autofree char *rate = gradus_number_format_setting (optimiser->learning_rate);
  GString *text = g_string_new (gradus_optimiser_title (optimiser->kind));

  g_string_append_printf (text, _ (", learning rate %s"), rate);
  for (const GradusOptimiserNumber *number = gradus_optimiser_numbers; number->key; number++) {
    const double value = *gradus_optimiser_get_number ((GradusOptimiser *) optimiser, number);
    g_autofree char *shown = gradus_number_format_setting (value);

    if (gradus_optimiser_has_number (optimiser->kind, number) && value != 0)
      g_string_append_printf (text, ", %s %s", _ (number->title), shown);
  }
  if (optimiser->schedule.kind != GRADUS_SCHEDULE_CONSTANT)
    g_string_append_printf (text, ", %s", gradus_schedule_title (optimiser->schedule.kind));
  return g_string_free (text, FALSE);
}

static char *
describe_data (const Report *report)
{
  const GradusDataSpec *spec = &report->run->experiment->data;
  const GradusDataset *training = report->source.training, *test = report->source.test;
  g_autofree char *base = spec->import && spec->generator == &gradus_file_generator
                              ? g_path_get_basename (spec->import->table->filename)
                              : NULL;
  g_autofree char *n_training = gradus_number_format_count (training->n_samples);
  g_autofree char *n_test = gradus_number_format_count (test ? test->n_samples : 0);

  return g_strdup_printf (
      _ ("%s; samples to learn from: %s, for tests: %s; inputs: %u, outputs: %u"),
      base ? base : _ (spec->generator->title), n_training, n_test, training->n_inputs,
      training->n_targets);
}

static void
put_settings (Report *report)
{
  const GradusExperiment *experiment = report->run->experiment;
  g_autofree GradusShape *shapes = gradus_experiment_infer_shapes (experiment);

  put_heading (report, _ ("Settings"), 0);
  put_pair (report, _ ("Data"), describe_data (report));
  for (guint i = 0; i < gradus_experiment_get_n_layers (experiment); i++) {
    g_autofree char *name = g_strdup_printf (_ ("Layer %u"), i + 1);

    put_pair (report, name,
              describe_layer (gradus_experiment_get_layer (experiment, i), &shapes[i + 1]));
  }
  put_pair (report, _ ("Cost"), g_strdup (gradus_cost_title (experiment->cost)));
  put_pair (report, _ ("Optimiser"), describe_optimiser (&experiment->optimiser));
  put_pair (report, _ ("Batch"),
            experiment->batch_size == 0
                ? g_strdup (_ ("all samples in every step"))
                : g_strdup_printf (_ ("%u samples a step"), experiment->batch_size));
  put_pair (report, _ ("Steps"), gradus_trait_format (GRADUS_TRAIT_STEPS, experiment));
  put_pair (report, _ ("Seed"), g_strdup_printf ("%" G_GUINT64_FORMAT, experiment->seed));
}

static char *
describe_state (const Report *report)
{
  const GradusRunDraft *run_draft = report->run->draft;
  g_autofree char *step = gradus_number_format_count (run_draft->divergence.step);

  if (run_draft->state == GRADUS_RUN_DIVERGED)
    return g_strdup_printf (_ ("diverged in step %s, beginning in layer %u"), step,
                            run_draft->divergence.layer + 1);
  return g_strdup (run_draft->state == GRADUS_RUN_FINISHED ? _ ("finished") : _ ("paused"));
}

static char *
describe_accuracy (const Report *report, double accuracy, guint n_undecided)
{
  g_autofree char *share = gradus_accuracy_to_words (accuracy, n_undecided);
  g_autofree char *number = gradus_number_format (accuracy);

  return report->run->preparation->is_regression ? g_strdup_printf (_ ("R² %s"), number)
                                                 : g_strdup_printf (_ ("accuracy %s"), share);
}

static void
put_balance (Report *report)
{
  char *balance = gradus_balance_to_words (report->source.training);

  if (balance)
    put_pair (report, _ ("Of the samples"), balance);
}

static void
put_results (Report *report)
{
  const GradusSnapshot *snapshot = report->source.snapshot;
  const GradusMetrics *metrics = &snapshot->metrics;
  g_autofree char *step = gradus_number_format_count (metrics->step);
  g_autofree char *cost = gradus_number_format (metrics->cost),
                  *seconds = gradus_number_format (report->run->draft->seconds),
                  *accuracy = describe_accuracy (report, metrics->accuracy, snapshot->n_undecided);

  put_heading (report, _ ("Results"), 0);
  put_pair (report, _ ("State"), describe_state (report));
  put_pair (report, _ ("After"), g_strdup_printf (_ ("%s steps, %s s of training"), step, seconds));
  put_pair (report, _ ("Training data"), g_strdup_printf (_ ("cost %s, %s"), cost, accuracy));
  put_balance (report);
  if (!isnan (metrics->test_cost)) {
    g_autofree char *test_cost = gradus_number_format (metrics->test_cost);
    g_autofree char *test_accuracy =
        describe_accuracy (report, metrics->test_accuracy, snapshot->n_test_undecided);

    put_pair (report, _ ("Test data"),
              g_strdup_printf (_ ("cost %s, %s"), test_cost, test_accuracy));
  }
}

/* -- Figures ----------------------------------------------------------------------------------- */

typedef struct {
  const GradusFigure *figure;
  const GradusFigureSource *source;
} Drawing;

static void
draw_figure (GradusCanvas *canvas, gpointer data)
{
  const Drawing *drawing = data;

  gradus_figure_draw (canvas, drawing->figure, drawing->source);
}

static gboolean
has_plane (const GradusFigureSource *source)
{
  return gradus_dataset_count_axes (source->training) <= 2;
}

static gboolean
has_confusion (const GradusFigureSource *source)
{
  return source->snapshot->confusion != NULL;
}

static gboolean
has_maps (const GradusFigureSource *source)
{
  return gradus_figure_source_has_pictures (source) &&
         gradus_shape_get_unit_kind (&source->snapshot->sketches[0].out) == GRADUS_UNIT_MAP;
}

static gboolean
has_path (const GradusFigureSource *source)
{
  return source->landscape && source->landscape->has_plane;
}

/* What is drawn, in this order. */
static const struct {
  const char *name;            /* of the figure */
  const char *caption;         /* to be translated, like the next */
  const char *numbers_caption; /* where the targets are numbers; NULL: the same */
  double height;
  const char *setting; /* that has another value than usual; or NULL */
  double value;
  gboolean (*is_useful) (const GradusFigureSource *source); /* NULL: always */
} drawings[] = {
  { "cost", N_ ("Cost over the steps"), NULL, FIGURE_HEIGHT, "log", TRUE, NULL },
  { "accuracy", N_ ("Accuracy over the steps"),
    N_ ("Share of the variance that is explained, over the steps"), FIGURE_HEIGHT, NULL, 0, NULL },
  { "gradients", N_ ("Gradient norm of every layer over the steps"), NULL, FIGURE_HEIGHT, "form",
    1 /* lines */, NULL },
  { "boundary", N_ ("What the network says over the plane of its inputs"), NULL,
    1.4 * FIGURE_HEIGHT, NULL, 0, has_plane },
  { "confusion", N_ ("Which classes are taken for which"), NULL, 1.4 * FIGURE_HEIGHT, NULL, 0,
    has_confusion },
  { "predicted", N_ ("Predicted against actual"), NULL, 1.4 * FIGURE_HEIGHT, NULL, 0,
    gradus_figure_source_has_numbers },
  { "saliency", N_ ("What the network looks at in the first sample"), NULL, FIGURE_HEIGHT, NULL, 0,
    gradus_figure_source_has_pictures },
  { "preferred", N_ ("The pictures that the first unit of the last hidden layer prefers"), NULL,
    FIGURE_HEIGHT, NULL, 0, gradus_figure_source_has_pictures },
  { "network", N_ ("The network: its units and weights"), NULL, FIGURE_HEIGHT, NULL, 0, NULL },
  { "landscape", N_ ("The cost over the plane of weights that the path spans"), NULL,
    1.4 * FIGURE_HEIGHT, NULL, 0, has_path },
  { "maps", N_ ("The maps of the first layer, with their filters and gradients"), NULL,
    FIGURE_HEIGHT, NULL, 0, has_maps },
};

static void
put_figure (Report *report, const char *caption, const GradusFigure *figure, double height)
{
  Drawing drawing = { figure, &report->source };

  start_page_unless_fits (report, height + 30);
  report->y += GAP / 2;
  put_line (report, FONT, caption, report->style->dim_text);
  gradus_pages_draw (report->pages,
                     (GradusRect){ MARGIN, report->y, PAGE_WIDTH - 2 * MARGIN, height },
                     draw_figure, &drawing);
  report->y += height;
}

static GradusFigure *
make_figure (guint drawing)
{
  GradusFigure *figure = gradus_figure_new (gradus_figure_find_class (drawings[drawing].name));

  if (drawings[drawing].setting)
    gradus_figure_set (figure, drawings[drawing].setting, drawings[drawing].value);
  return figure;
}

static void
put_figures (Report *report)
{
  put_heading (report, _ ("Figures"), FIGURE_HEIGHT);
  for (guint i = 0; i < G_N_ELEMENTS (drawings); i++) {
    const gboolean is_of_numbers =
        report->run->preparation->is_regression && drawings[i].numbers_caption;
    g_autoptr (GradusFigure) figure = make_figure (i);

    if (!drawings[i].is_useful || drawings[i].is_useful (&report->source))
      put_figure (report, _ (is_of_numbers ? drawings[i].numbers_caption : drawings[i].caption),
                  figure, drawings[i].height);
  }
}

/* One snapshot serves all figures, so it needs what each of them does. */
static GradusSnapshotNeeds
find_needs (void)
{
  GradusSnapshotNeeds needs = GRADUS_SNAPSHOT_NEEDS_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (drawings); i++) {
    g_autoptr (GradusFigure) figure = make_figure (i);
    const GradusSnapshotNeeds own = gradus_figure_look (figure);

    gradus_snapshot_needs_merge (&needs, &own);
  }
  return needs;
}

/* -- The whole --------------------------------------------------------------------------------- */

static void
put_report (Report *report)
{
  const GradusExperiment *experiment = report->run->experiment;
  g_autofree char *shape = gradus_experiment_describe_shape (experiment);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%x");
  g_autofree char *below = g_strdup_printf ("%s, %s", shape, date);

  put_line (report, TITLE_FONT, report->run->name ? report->run->name : experiment->name,
            report->style->text);
  put_line (report, FONT, below, report->style->dim_text);
  put_results (report);
  put_settings (report);
  put_figures (report);
  finish_page (report);
}

static GBytes *
draw_report (Report *report, GError **error)
{
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_PRINT, FONT);
  g_autoptr (GradusPages) pages = gradus_pages_new (style, PAGE_WIDTH, PAGE_HEIGHT);
  GBytes *bytes;

  report->style = style;
  report->pages = pages;
  report->y = MARGIN;
  report->page = 1;
  put_report (report);
  bytes = gradus_pages_finish (pages);
  if (!bytes)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the report could not be drawn");
  return bytes;
}

/* Of this run alone; NULL where there is no memory for it, and then it is not drawn. */
static GradusLandscape *
survey_run (const GradusDraftEntry *run)
{
  g_autoptr (GradusFigure) figure = gradus_figure_new (gradus_figure_find_class ("landscape"));
  g_autoptr (GPtrArray) runs = g_ptr_array_new ();

  g_ptr_array_add (runs, (gpointer) run);
  return gradus_draft_landscape_survey (runs, run, figure, NULL);
}

/* A stepper of its own looks at the weights as the window does. */
GBytes *
gradus_report_render (const GradusDraftEntry *run, GError **error)
{
  const GradusSnapshotNeeds look = find_needs ();
  g_autoptr (GradusStepper) stepper =
      gradus_stepper_new_on (run->experiment, run->training, run->test, error);
  g_autoptr (GradusSnapshot) snapshot = NULL;
  g_auto (GradusSeries) series = { 0 }, layer_series = { 0 };
  g_autoptr (GradusLandscape) landscape = survey_run (run);
  Report report = { .run = run };

  if (!stepper)
    return NULL;
  gradus_stepper_resume (stepper, run->draft);
  snapshot = gradus_snapshot_take (stepper, 0, &look);
  gradus_history_read (gradus_stepper_get_history (stepper), &series);
  gradus_history_read (gradus_stepper_get_layer_history (stepper), &layer_series);
  report.source = (GradusFigureSource){ .experiment = run->experiment,
                                        .snapshot = snapshot,
                                        .series = &series,
                                        .layer_series = &layer_series,
                                        .training = run->training,
                                        .test = run->test,
                                        .landscape = landscape };
  return draw_report (&report, error);
}
