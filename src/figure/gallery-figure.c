/* SPDX-License-Identifier: MIT */

/* An activation with its derivative, its formula, and what it does to a gradient; others laid over
 * it. */
#include "figure/gallery-figure.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>

#include "figure/figure.h"
#include "plot/formula.h"
#include "plot/number.h"

#define N_POINTS 241
#define EXTENT 6.0f
#define MARGIN 12.0
#define FORMULA_SCALE 1.6
#define WORDS_SCALE 1.2
#define BASELINE 0.75 /* of a line of words, below its top */

/* The least by which a derivative jumps. */
#define LEAST_JUMP 0.01

typedef struct {
  GradusFigure parent;
  guint activation; /* a GradusActivationKind */
  int depth;        /* layers that the gradient passes */
  int others;       /* a bit for each kind that is laid over it */
} GalleryFigure;

/* By kind: the function, its derivative, its range, all as plot/formula.h writes them. α is a
 * number of the activation's own. */
static const struct {
  const char *function, *derivative, *range, *remark;
} plates[GRADUS_N_ACTIVATIONS] = {
  [GRADUS_ACTIVATION_LINEAR] = { "f(z) = z", "f′(z) = 1", "(−∞, ∞)",
                                 N_ ("Passes the gradient as it is, but layers of it are one "
                                     "layer") },
  [GRADUS_ACTIVATION_SIGMOID] = { "f(z) = \\frac{1}{1 + e^{−z}}", "f′(z) = f(z) (1 − f(z))",
                                  "(0, 1)",
                                  N_ ("Its slope is never more than 1/4: every layer quarters the "
                                      "gradient") },
  [GRADUS_ACTIVATION_TANH] = { "f(z) = \\frac{e^{z} − e^{−z}}{e^{z} + e^{−z}}",
                               "f′(z) = 1 − f(z)^{2}", "(−1, 1)",
                               N_ ("Slope 1 at 0, but none far from it: it saturates") },
  [GRADUS_ACTIVATION_RELU] = { "f(z) = max(0, z)", "f′(z) = \\cases{1   z > 0}{0   z ≤ 0}",
                               "[0, ∞)",
                               N_ ("Slope 1 wherever it is on; a unit that is off for all samples "
                                   "is dead") },
  [GRADUS_ACTIVATION_LEAKY_RELU] = { "f(z) = max(α z, z)", "f′(z) = \\cases{1   z > 0}{α   z ≤ 0}",
                                     "(−∞, ∞)", N_ ("Never quite off, so no unit dies") },
  [GRADUS_ACTIVATION_ELU] = { "f(z) = \\cases{z   z > 0}{α (e^{z} − 1)   z ≤ 0}",
                              "f′(z) = \\cases{1   z > 0}{f(z) + α   z ≤ 0}", "(−α, ∞)",
                              N_ ("Smooth at 0 for α = 1, with outputs around 0") },
  [GRADUS_ACTIVATION_SELU] = { "f(z) = λ · \\cases{z   z > 0}{α (e^{z} − 1)   z ≤ 0}",
                               "f′(z) = \\cases{λ   z > 0}{f(z) + λ α   z ≤ 0}", "(−λα, ∞)",
                               N_ ("Scaled so that outputs keep mean 0 and variance 1 through "
                                   "layers") },
  [GRADUS_ACTIVATION_SOFTPLUS] = { "f(z) = log(1 + e^{z})", "f′(z) = \\frac{1}{1 + e^{−z}}",
                                   "(0, ∞)", N_ ("A smooth ReLU, whose slope is the sigmoid") },
  [GRADUS_ACTIVATION_GELU] = { "f(z) = z Φ(z)", "f′(z) = Φ(z) + z φ(z)", "[−0.17, ∞)",
                               N_ ("z times the chance that a normal number is below it") },
  [GRADUS_ACTIVATION_SWISH] = { "f(z) = \\frac{z}{1 + e^{−z}}", "f′(z) = σ(z) (1 + z (1 − σ(z)))",
                                "[−0.28, ∞)",
                                N_ ("z times its sigmoid: smooth, and not monotonic") },
  [GRADUS_ACTIVATION_MAXOUT] = { "f(z) = max(z_{1}, …, z_{k})",
                                 "\\frac{∂f}{∂z_{i}} = \\cases{1   z_{i} largest}{0   else}",
                                 "(−∞, ∞)",
                                 N_ ("The largest of its pieces, each with weights of its own; "
                                     "here z and "
                                     "−z/2") },
  [GRADUS_ACTIVATION_SOFTMAX] = { "f(z)_{i} = \\frac{e^{z_{i}}}{∑ e^{z_{k}}}",
                                  "\\frac{∂f_{i}}{∂z_{i}} = f_{i} (1 − f_{i})", "(0, 1)",
                                  N_ ("Shares that add up to 1, for the last layer; here one unit "
                                      "beside "
                                      "another at 0") },
};

static void
sample_maxout (guint n, const float *arguments, float *values, float *slopes)
{
  for (guint i = 0; i < n; i++) {
    values[i] = arguments[i] > 0 ? arguments[i] : -arguments[i] / 2;
    slopes[i] = arguments[i] > 0 ? 1.0f : -0.5f;
  }
}

void
gradus_gallery_sample (GradusActivation activation, guint n, const float *arguments, float *values,
                       float *slopes)
{
  if (activation.kind == GRADUS_ACTIVATION_MAXOUT) {
    sample_maxout (n, arguments, values, slopes);
    return;
  }
  /* Softmax beside one unit at 0 is the sigmoid. */
  if (activation.kind == GRADUS_ACTIVATION_SOFTMAX)
    activation = gradus_activation_make (GRADUS_ACTIVATION_SIGMOID);
  gradus_activation_evaluate (activation, n, arguments, values, slopes);
}

/* A kink of an activation is at 0, if anywhere. */
gboolean
gradus_gallery_find_jump (GradusActivation activation, GradusFunctionJump *jump)
{
  const float beside = 1e-5f, arguments[] = { -beside, 0, beside };
  float values[3], slopes[3];

  gradus_gallery_sample (activation, 3, arguments, values, slopes);
  *jump = (GradusFunctionJump){ 0, (double) slopes[0], (double) slopes[2], (double) slopes[1] };
  return fabs (jump->right - jump->left) > LEAST_JUMP;
}

typedef struct {
  float arguments[N_POINTS], values[N_POINTS], slopes[N_POINTS];
  char *name, *slope_name;
  GradusFunctionJump jump;
} Curve;

static void
sample_kind (GradusActivationKind kind, Curve *curve)
{
  for (guint i = 0; i < N_POINTS; i++)
    curve->arguments[i] = -EXTENT + 2 * EXTENT * (float) i / (N_POINTS - 1);
  gradus_gallery_sample (gradus_activation_make (kind), N_POINTS, curve->arguments, curve->values,
                         curve->slopes);
}

static void
sample_curve (const GalleryFigure *self, Curve *curve)
{
  sample_kind (self->activation, curve);
}

static double
find_steepest (const Curve *curve)
{
  double steepest = 0;

  for (guint i = 0; i < N_POINTS; i++)
    steepest = MAX (steepest, fabs ((double) curve->slopes[i]));
  return steepest;
}

/* The slope at a whole number, to the power of the depth. N_POINTS is so chosen that whole numbers
 * are points of the curve. */
static char *
tell_of_slope (const GalleryFigure *self, const Curve *curve, int z)
{
  const int at = (N_POINTS - 1) / 2 + z * (N_POINTS - 1) / (2 * (int) EXTENT);

  return gradus_number_format_short (pow (fabs ((double) curve->slopes[at]), self->depth));
}

/* "at most 0.25^{10} = 9.5·10⁻⁷ of a gradient comes through 10 layers" */
static char *
tell_of_depth (const GalleryFigure *self, const Curve *curve)
{
  const double steepest = find_steepest (curve);
  g_autofree char *base = gradus_number_format (steepest);
  g_autofree char *most = gradus_number_format_short (pow (steepest, self->depth));
  g_autofree char *right = tell_of_slope (self, curve, 1), *left = tell_of_slope (self, curve, -1);

  /* Translators: what an activation does to a gradient. "at most 0.25^{10} = 9.5e-7"; between
   * dollars ^{…} is raised */
  return g_strdup_printf (
      _ ("Through %u layers: at most $%s^{%u}$ = %s of the gradient; %s at $z = 1$, %s at "
         "$z = −1$"),
      self->depth, base, self->depth, most, right, left);
}

/* Smaller where it would be cut. */
static double
draw_plate_line (GradusCanvas *canvas, const char *text, double scale, double y,
                 GradusColour colour)
{
  double width, height, shrunk;

  gradus_formula_measure_line (canvas, text, scale, &width, &height);
  shrunk = scale * MIN ((canvas->width - 2 * MARGIN) / MAX (width, 1), 1);
  gradus_formula_draw_line (canvas, text, shrunk, MARGIN, y + height * BASELINE, colour);
  return y + height + 4;
}

static double
draw_formula (GradusCanvas *canvas, const char *formula, double y, GradusColour colour)
{
  double width, height;

  gradus_formula_measure (canvas, formula, FORMULA_SCALE, &width, &height);
  gradus_formula_draw (canvas, formula, FORMULA_SCALE, MARGIN, y, colour);
  return y + height + 6;
}

static gboolean
has_others (const GalleryFigure *self)
{
  return (self->others & ~(1 << self->activation)) != 0;
}

static double
draw_plate (GradusCanvas *canvas, const GalleryFigure *self)
{
  const GradusStyle *style = canvas->style;
  g_autofree char *range = g_strdup_printf (_ ("Range %s"), plates[self->activation].range);
  g_autofree char *depth = NULL;
  double y = MARGIN;
  Curve curve;

  sample_curve (self, &curve);
  depth = tell_of_depth (self, &curve);
  y = draw_formula (canvas, plates[self->activation].function, y, style->low_mark);
  y = draw_formula (canvas, plates[self->activation].derivative, y,
                    has_others (self) ? style->low_mark : style->high_mark);
  y = draw_plate_line (canvas, range, WORDS_SCALE, y, style->text);
  y = draw_plate_line (canvas, _ (plates[self->activation].remark), WORDS_SCALE, y, style->text);
  return draw_plate_line (canvas, depth, WORDS_SCALE, y, style->text);
}

/* -- Curves ------------------------------------------------------------------------------------ */

static gboolean
is_shown (const GalleryFigure *self, GradusActivationKind kind)
{
  return kind == self->activation || (self->others >> kind & 1);
}

/* A curve alone has a colour for its derivative; of several each has one, the chosen one the first
 * of the palette. */
static GradusFunctionCurve
make_curve (const GalleryFigure *self, const GradusStyle *style, GradusActivationKind kind,
            guint n_others, Curve *curve)
{
  const gboolean is_alone = !has_others (self), is_chosen = kind == self->activation;
  const char *title = _ (gradus_activation_title (kind));
  const GradusColour colour = gradus_style_get_class_colour (style, is_chosen ? 0 : 1 + n_others);

  sample_kind (kind, curve);
  curve->name = is_alone ? g_strdup ("f(z)") : g_strdup (title);
  curve->slope_name = is_alone ? g_strdup ("f′(z)") : g_strconcat (title, "′", NULL);
  return (GradusFunctionCurve){
    .name = curve->name,
    .slope_name = curve->slope_name,
    .values = curve->values,
    .slopes = curve->slopes,
    .colour = is_alone ? style->low_mark : colour,
    .slope_colour = is_alone ? style->high_mark : colour,
    .jump = gradus_gallery_find_jump (gradus_activation_make (kind), &curve->jump) ? &curve->jump
                                                                                   : NULL,
  };
}

static void
draw_curves (GradusCanvas *canvas, const GalleryFigure *self, double y)
{
  GradusFunctionCurve drawn[GRADUS_N_ACTIVATIONS];
  g_autofree Curve *curves = g_new (Curve, GRADUS_N_ACTIVATIONS);
  guint n_others = 0;
  GradusFunctionPlot plot = { .n_points = N_POINTS,
                              .arguments = curves[0].arguments,
                              .curves = drawn,
                              .x_title = "z",
                              .pointer_x = self->parent.pointer_x,
                              .pointer_y = self->parent.pointer_y - y };

  for (GradusActivationKind kind = 0; kind < GRADUS_N_ACTIVATIONS; kind++) {
    if (!is_shown (self, kind))
      continue;
    drawn[plot.n_curves] = make_curve (self, canvas->style, kind, n_others, &curves[plot.n_curves]);
    n_others += kind != self->activation;
    plot.n_curves++;
  }
  gradus_function_plot_draw (canvas, &plot);
  for (guint i = 0; i < plot.n_curves; i++) {
    g_free (curves[i].name);
    g_free (curves[i].slope_name);
  }
}

static void
draw_activation (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const GalleryFigure *self = (const GalleryFigure *) figure;
  const double y = draw_plate (canvas, self);
  GradusCanvas rest = *canvas;

  rest.height = MAX (canvas->height - y, 1);
  cairo_save (canvas->cr);
  cairo_translate (canvas->cr, 0, y);
  draw_curves (&rest, self, y);
  cairo_restore (canvas->cr);
}

static char *
describe_activation (const GradusFigure *figure, const GradusFigureSource *source)
{
  const GalleryFigure *self = (const GalleryFigure *) figure;
  Curve curve;
  g_autofree char *steepest = NULL;

  sample_curve (self, &curve);
  steepest = gradus_number_format (find_steepest (&curve));
  return g_strdup_printf (_ ("%s: range %s, steepest slope %s. %s"),
                          gradus_activation_title (self->activation),
                          plates[self->activation].range, steepest,
                          g_dgettext (GETTEXT_PACKAGE, plates[self->activation].remark));
}

static void
list_gallery_marks (const GradusFigure *figure, const GradusFigureSource *source,
                    const GradusStyle *style, GradusLegend *legend)
{
  const GalleryFigure *self = (const GalleryFigure *) figure;
  GradusFunctionJump jump;

  if (gradus_gallery_find_jump (gradus_activation_make (self->activation), &jump))
    gradus_legend_add (legend, GRADUS_LEGEND_HOLLOW_CIRCLE, style->text,
                       _ ("the slope beside the kink, not at it"));
}

static const GradusFigureSetting gallery_settings[] = {
  { .name = "depth",
    .kind = GRADUS_FIGURE_SETTING_WHOLE,
    .offset = offsetof (GalleryFigure, depth),
    .usual = 10,
    .lowest = 1,
    .highest = 100,
    .title = N_ ("Layers"),
    .label = N_ ("Layers that the gradient passes"),
    .tooltip = N_ ("What so many layers leave of a gradient") },
  { .name = "activation",
    .kind = GRADUS_FIGURE_SETTING_CHOICE,
    .offset = offsetof (GalleryFigure, activation),
    .usual = GRADUS_ACTIVATION_SIGMOID,
    .choices = gradus_activation_names,
    .help = "The one that activations shows",
    .argument = "NAME",
    .in_lessons = TRUE },
  { .name = "others",
    .kind = GRADUS_FIGURE_SETTING_WHOLE,
    .offset = offsetof (GalleryFigure, others),
    .highest = (1 << GRADUS_N_ACTIVATIONS) - 1 },
  { NULL },
};

const GradusFigureClass gradus_gallery_figure = {
  .name = "activations",
  .title = N_ ("Activation"),
  .label = N_ ("Activation with its derivative"),
  .size = sizeof (GalleryFigure),
  .settings = gallery_settings,
  .needs_no_run = TRUE,
  .draw = draw_activation,
  .describe = describe_activation,
  .list_marks = list_gallery_marks,
};
