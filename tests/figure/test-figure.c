/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* What all figures have in common: the list of kinds, settings by name, files, words, and
 * drawing with nothing known yet. */
#include "figure-run.h"
#include "figure/curves.h"

static const GradusFigureSource nothing = { 0 };

static gsize
render (const GradusFigure *figure, const GradusFigureSource *source, GradusSheetFormat format,
        const char *start)
{
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_PRINT, "Cantarell 11");
  g_autoptr (GBytes) bytes = gradus_figure_render (figure, source, format, style, 500, 300);
  gsize size;
  const char *data;

  g_assert_nonnull (bytes);
  data = g_bytes_get_data (bytes, &size);
  g_assert_cmpmem (data, strlen (start), start, strlen (start));
  return size;
}

/* Every kind can be found by its names and says all that others rely on. */
static void
test_kinds (void)
{
  guint n = 0;

  for (; gradus_figures[n]; n++) {
    const GradusFigureClass *class = gradus_figures[n];

    g_assert_true (gradus_figure_find_class (class->name) == class);
    g_assert_true (class->title && class->label && class->draw && class->describe);
    g_assert_cmpuint (class->size, >=, sizeof (GradusFigure));
    g_assert_cmpuint (class->curves, <, class->size);
    g_assert_true ((class->row == GRADUS_FIGURE_NOWHERE) == (class->card == NULL));
    if (class->card) {
      g_assert_true (gradus_figure_find_card (class->card) == class);
      g_assert_nonnull (class->topic);
    }
  }
  g_assert_cmpuint (n, ==, 26);
  g_assert_null (gradus_figure_find_class ("nope"));
  g_assert_null (gradus_figure_find_class (NULL));
  g_assert_null (gradus_figure_find_card ("gradients")); /* whose card is called "layers" */
}

static void
check_setting (GradusFigure *figure, const GradusFigureSetting *setting)
{
  const double other = setting->usual == 0 ? 1 : 0;

  g_assert_true (gradus_figure_class_find_setting (figure->class, setting->name) == setting);
  g_assert_nonnull (gradus_figure_find_setting (setting->name));
  g_assert_cmpuint (setting->offset, >=, sizeof (GradusFigure));
  g_assert_cmpuint (setting->offset, <, figure->class->size);
  if (setting->kind == GRADUS_FIGURE_SETTING_PART)
    return;
  g_assert_cmpfloat (gradus_figure_get (figure, setting->name), ==, setting->usual);
  g_assert_false (gradus_figure_set (figure, setting->name, setting->usual));
  gradus_figure_set (figure, setting->name, other);
  g_assert_cmpfloat (gradus_figure_get (figure, setting->name), >=, setting->lowest);
  gradus_figure_set (figure, setting->name, -1e300);
  g_assert_cmpfloat (gradus_figure_get (figure, setting->name), ==, setting->lowest);
  gradus_figure_set (figure, setting->name, setting->usual);
  /* Whoever makes a control or reads a name finds what is needed for it. */
  g_assert_true (!setting->tooltip || setting->title || setting->label);
  g_assert_true (setting->kind != GRADUS_FIGURE_SETTING_CHOICE || setting->choices ||
                 setting->list_choices);
  g_assert_true (!setting->titles || g_strv_length ((char **) setting->titles) ==
                                         g_strv_length ((char **) setting->choices));
}

static void
test_settings (void)
{
  for (guint i = 0; gradus_figures[i]; i++) {
    g_autoptr (GradusFigure) figure = gradus_figure_new (gradus_figures[i]);
    const GradusFigureSetting *setting = gradus_figures[i]->settings;

    for (; setting && setting->name; setting++)
      check_setting (figure, setting);
    g_assert_false (gradus_figure_set (figure, "nope", 1));
    g_assert_cmpfloat (gradus_figure_get (figure, "nope"), ==, 0);
  }
  g_assert_null (gradus_figure_find_setting ("nope"));
}

static void
test_limits (void)
{
  g_autoptr (GradusFigure) layers = make_figure ("gradients"),
                           gallery = make_figure ("activations"), cost = make_figure ("cost");

  g_assert_true (gradus_figure_set (layers, "measure", 99));
  g_assert_cmpfloat (gradus_figure_get (layers, "measure"), ==, 7);
  g_assert_true (gradus_figure_set (layers, "form", 99));
  g_assert_cmpfloat (gradus_figure_get (layers, "form"), ==, 2);
  g_assert_true (gradus_figure_set (gallery, "depth", 1000));
  g_assert_cmpfloat (gradus_figure_get (gallery, "depth"), ==, 100);
  g_assert_true (gradus_figure_set (cost, "smoothing", 7));
  g_assert_cmpfloat (gradus_figure_get (cost, "smoothing"), ==, 0.999);
  g_assert_true (gradus_figure_set (cost, "log", 7));
  g_assert_cmpfloat (gradus_figure_get (cost, "log"), ==, 1);
}

/* A part is set as a whole, and only where there is one. */
static void
test_part (void)
{
  const GradusDiagramPart part = { GRADUS_DIAGRAM_EDGE, 2, 1, 3 };
  g_autoptr (GradusFigure) network = make_figure ("network"), cost = make_figure ("cost"),
                           copy = NULL;

  g_assert_true (gradus_figure_set_part (network, part));
  g_assert_false (gradus_figure_set_part (network, part));
  g_assert_false (gradus_figure_set_part (cost, part));
  g_assert_true (gradus_figure_get_part (cost).kind == GRADUS_DIAGRAM_NOTHING);
  copy = gradus_figure_copy (network);
  gradus_figure_set_part (network, (GradusDiagramPart){ GRADUS_DIAGRAM_NOTHING });
  g_assert_true (gradus_diagram_part_equal (gradus_figure_get_part (copy), part));
}

/* Before the first number nothing fails, nothing is found, and the words say so. */
static void
test_nothing (void)
{
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_PRINT, 400, 300);
  for (guint i = 0; gradus_figures[i]; i++) {
    g_autoptr (GradusFigure) figure = gradus_figure_new (gradus_figures[i]);
    g_autofree char *words = gradus_figure_describe (figure, &nothing);
    const gboolean is_known = strcmp (words, "Nothing has been measured yet") != 0;

    gradus_figure_set_part (figure, (GradusDiagramPart){ GRADUS_DIAGRAM_EDGE, 1, 0, 0 });
    draw_anew (&paper, figure, &nothing);
    g_assert_true (is_known == gradus_figures[i]->needs_no_run);
    if (!gradus_figures[i]->curves && gradus_figures[i]->row != GRADUS_FIGURE_TOP_ROW)
      g_assert_cmpint (gradus_figure_pick (&paper.canvas, figure, &nothing, 200, 150).kind, ==,
                       GRADUS_PICK_NOTHING);
  }
  paper_clear (&paper);
}

/* In every format, and in words that follow the run. */
static void
test_formats (void)
{
  for (guint i = 0; gradus_figures[i]; i++) {
    const gboolean is_of_run = !gradus_figures[i]->needs_no_run;
    g_autoptr (GradusFigure) figure = gradus_figure_new (gradus_figures[i]);
    g_autofree char *before = NULL, *after = NULL;
    GradusSnapshotNeeds needs;
    FigureRun run;

    if (gradus_figures[i]->is_of_pictures ||
        g_strv_contains (
            (const char *const[]){ "confusion", "damage", "landscape", "predicted", "probe", NULL },
            gradus_figures[i]->name))
      continue; /* they need more, see test-figure-pictures.c, -maps.c, -results.c and -landscape.c */
    gradus_figure_set_part (figure, (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, 1, 0, 0 });
    needs = gradus_figure_look (figure);
    figure_run_init (&run, "xor-wide-deep", 10, &needs);
    g_assert_true (render (figure, &run.source, GRADUS_SHEET_SVG, "<?xml") >
                       render (figure, &nothing, GRADUS_SHEET_SVG, "<?xml") ||
                   !is_of_run);
    render (figure, &run.source, GRADUS_SHEET_PDF, "%PDF");
    render (figure, &run.source, GRADUS_SHEET_PNG, "\x89PNG");
    before = gradus_figure_describe (figure, &run.source);
    figure_run_advance (&run, 4990, &needs);
    after = gradus_figure_describe (figure, &run.source);
    g_assert_cmpuint (strlen (before), >, 20);
    g_assert_true ((strcmp (before, after) != 0) == is_of_run);
    figure_run_clear (&run);
  }
}

/* A file shows the figure and not where somebody points. Not as SVG, in which cairo counts through
 * what the whole program has drawn. */
static void
test_still (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("cost");
  const GradusSnapshotNeeds needs = EVERYTHING;
  FigureRun run;
  gsize plain;

  figure_run_init (&run, "xor", 300, &needs);
  plain = render (figure, &run.source, GRADUS_SHEET_PNG, "\x89PNG");
  figure->pointer_x = 250;
  figure->pointer_y = 150;
  gradus_figure_set (figure, "cursor", 100);
  run.source.is_past = TRUE;
  run.source.past_step = 50;
  g_assert_cmpuint (render (figure, &run.source, GRADUS_SHEET_PNG, "\x89PNG"), ==, plain);
  g_assert_cmpfloat (figure->pointer_x, ==, 250);
  figure_run_clear (&run);
}

/* All measures in all forms, all parts, all positions, with the pointer everywhere: nothing
 * fails. */
static void
test_everything (void)
{
  const GradusSnapshotNeeds needs = { .grid_size = 16,
                                      .map_size = 6,
                                      .has_anatomy = TRUE,
                                      .y_input = 1,
                                      .layer = 2,
                                      .unit = 1,
                                      .sample = 1,
                                      .has_chain = TRUE };
  FigureRun run;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_DARK_CONTRAST, 400, 300);
  figure_run_init (&run, "spiral", 300, &needs);
  for (guint kind = 0; gradus_figures[kind]; kind++) {
    g_autoptr (GradusFigure) figure = gradus_figure_new (gradus_figures[kind]);

    for (guint i = 0; i < 42; i++) {
      gradus_figure_set (figure, "measure", i % 7);
      gradus_figure_set (figure, "form", i % 3);
      gradus_figure_set (figure, "smoothing", i % 2 * 0.9);
      gradus_figure_set (figure, "log", i % 5 == 0);
      gradus_figure_set (figure, "position", i % 8);
      gradus_figure_set (figure, "activation", i % GRADUS_N_ACTIVATIONS);
      gradus_figure_set_part (figure, (GradusDiagramPart){ i % 4, 3, i % 2, i % 8 });
      figure->pointer_x = i * 10;
      figure->pointer_y = i * 7;
      gradus_figure_draw (&paper.canvas, figure, &run.source);
      gradus_figure_pick (&paper.canvas, figure, &run.source, i * 10, i * 7);
    }
  }
  figure_run_clear (&run);
  paper_clear (&paper);
}

/* What is wrong with what was asked for, and which setting asked. */
static void
test_faults (void)
{
  static const struct {
    const char *figure, *setting, *fault;
    double value;
    GradusDiagramPart part;
  } cases[] = {
    { "chain", "sample", "there are 4 samples", 5, { 0 } },
    { "chain", "sample", NULL, 4, { 0 } },
    { "inspector", "part", "no such unit in layer 3", 0, { GRADUS_DIAGRAM_UNIT, 3, 0, 0 } },
    { "inspector", "part", "no such unit in layer 1", 0, { GRADUS_DIAGRAM_UNIT, 1, 99, 0 } },
    { "inspector", "part", NULL, 0, { GRADUS_DIAGRAM_UNIT, 2, 0, 0 } },
    { "samples", NULL, "no pictures", 0, { 0 } },
    { "probe", NULL, "in the window alone", 0, { 0 } },
    { "cost", NULL, NULL, 0, { 0 } },
  };
  const GradusSnapshotNeeds needs = EVERYTHING;
  FigureRun run;

  figure_run_init (&run, "xor", 1, &needs);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GradusFigure) figure = make_figure (cases[i].figure);
    const GradusFigureSetting *setting;
    g_autofree char *fault = NULL;

    if (cases[i].value > 0)
      gradus_figure_set (figure, cases[i].setting, cases[i].value);
    gradus_figure_set_part (figure, cases[i].part);
    fault = gradus_figure_find_fault (figure, &run.source, &setting);
    g_assert_true ((fault != NULL) == (cases[i].fault != NULL));
    g_assert_true (!fault || strstr (fault, cases[i].fault));
    g_assert_cmpstr (fault && setting ? setting->name : NULL, ==, fault ? cases[i].setting : NULL);
  }
  figure_run_clear (&run);
}

/* A legend stands below the figure, which is drawn above it as one of so much less height would be,
 * and is picked there, too; where it would take too much of the height there is none. */
static void
test_legend (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("boundary");
  const GradusSnapshotNeeds needs = gradus_figure_look (figure);
  const double usual = 360, small = 50;
  guint32 row[500];
  FigureRun run;
  Paper paper;
  guint differing = 0;

  figure_run_init (&run, "xor", 5, &needs);
  paper_init (&paper, GRADUS_SCHEME_LIGHT, 500, 360);
  draw_anew (&paper, figure, &run.source);
  for (int x = 0; x < 500; x++)
    row[x] = get_pixel (&paper, x, (int) usual - 8);
  figure->has_legend = TRUE;
  draw_anew (&paper, figure, &run.source);
  for (int x = 0; x < 500; x++)
    differing += get_pixel (&paper, x, (int) usual - 8) != row[x];
  g_assert_cmpuint (differing, >, 0);
  /* In the legend nothing of the plane is picked. */
  g_assert_cmpint (gradus_figure_pick (&paper.canvas, figure, &run.source, 250, usual - 8).kind, ==,
                   GRADUS_PICK_NOTHING);
  paper.canvas.height = small;
  draw_anew (&paper, figure, &run.source);
  for (int x = 0; x < 500; x++)
    row[x] = get_pixel (&paper, x, (int) small - 8);
  figure->has_legend = FALSE;
  draw_anew (&paper, figure, &run.source);
  for (int x = 0; x < 500; x++)
    g_assert_cmphex (get_pixel (&paper, x, (int) small - 8), ==, row[x]);
  paper_clear (&paper);
  figure_run_clear (&run);
}

static guint
count_marks (const GradusFigure *figure, const FigureRun *run)
{
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_LIGHT, "Sans 11");
  g_autoptr (GradusLegend) legend = gradus_legend_new ();

  figure->class->list_marks (figure, &run->source, style, legend);
  return gradus_legend_count (legend);
}

/* The rings of step 0 are named where they are drawn: behind what is of now, once there is another
 * step; not over curves, which have their beginning. */
static void
test_legend_of_rings (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("gradients");
  const GradusSnapshotNeeds needs = gradus_figure_look (figure);
  FigureRun run;
  guint without;

  figure_run_init (&run, "xor-deep-relu", 0, &needs);
  for (guint measure = 0; measure < 5; measure++) {
    gradus_figure_set (figure, "measure", measure);
    gradus_figure_set (figure, "form", 0);
    without = count_marks (figure, &run);
    figure_run_advance (&run, 10 + measure, &needs);
    g_assert_cmpuint (count_marks (figure, &run), ==, without + 1);
    gradus_figure_set (figure, "form", 1);
    g_assert_cmpuint (count_marks (figure, &run), ==, without);
    gradus_stepper_reset (run.stepper);
    figure_run_advance (&run, 0, &needs);
  }
  figure_run_clear (&run);
}

void
add_figure_tests (void)
{
  g_test_add_func ("/figure/kinds", test_kinds);
  g_test_add_func ("/figure/settings", test_settings);
  g_test_add_func ("/figure/limits", test_limits);
  g_test_add_func ("/figure/part", test_part);
  g_test_add_func ("/figure/nothing", test_nothing);
  g_test_add_func ("/figure/formats", test_formats);
  g_test_add_func ("/figure/still", test_still);
  g_test_add_func ("/figure/everything", test_everything);
  g_test_add_func ("/figure/faults", test_faults);
  g_test_add_func ("/figure/legend", test_legend);
  g_test_add_func ("/figure/legend-of-rings", test_legend_of_rings);
}
