/* SPDX-License-Identifier: MIT */
#include "figure/film.h"

#include <string.h>

#include "cli/command.h"
#include "cli/figure-options.h"
#include "cli/interrupt.h"
#include "cli/plotted.h"
#include "cli/progress-bar.h"
#include "experiment/file.h"
#include "nn/names.h"
#include "train/pace.h"

#define FONT "Cantarell 11"

typedef struct {
  GradusChanges changes;
  char *view, *file, *run, *theme;
  int width, height, seconds, fps;
  gboolean is_quiet, has_legend;
  GradusScheme scheme;
  GradusReelFormat format;
  GradusFigureOptions *settings; /* of the figure */
} Options;

static const char needs[] = "EXPERIMENT|FILE.gradus --view VIEW --to FILE.(gif|webm)";

/* In the order of GradusScheme. */
static const char *const themes[] = { "light", "dark", "print", NULL };

static void
clear_options (Options *options)
{
  gradus_changes_clear (&options->changes);
  g_free (options->view);
  g_free (options->file);
  g_free (options->run);
  g_free (options->theme);
  g_clear_pointer (&options->settings, gradus_figure_options_free);
}

/* -- What is asked for ------------------------------------------------------------------------- */

static gboolean
check_number (const char *name, int value, int least, int most)
{
  if (value >= least && value <= most)
    return TRUE;
  gradus_cli_fail (EXIT_WRONG_USAGE, "--%s %d: give a number from %d to %d", name, value, least,
                   most);
  return FALSE;
}

static gboolean
parse_theme (Options *options)
{
  guint theme = GRADUS_SCHEME_PRINT;
  g_autofree char *list = g_strjoinv (", ", (char **) themes);

  if (options->theme && !gradus_names_find (themes, options->theme, &theme)) {
    gradus_cli_fail (EXIT_WRONG_USAGE, "--theme %s: there is none of that name; there are %s",
                     options->theme, list);
    return FALSE;
  }
  options->scheme = (GradusScheme) theme;
  return TRUE;
}

static gboolean
check_options (Options *options, int argc, char **argv)
{
  if (argc != 2 || !options->view || !options->file) {
    gradus_cli_fail (
        EXIT_WRONG_USAGE,
        "film takes one EXPERIMENT, --view and --to; usage: gradus-cli film [OPTION…] %s", needs);
    return FALSE;
  }
  options->changes.source = argv[1];
  if (!gradus_reel_find_format (options->file, &options->format)) {
    gradus_cli_fail (EXIT_WRONG_USAGE,
                     "--to %s: films are written as .gif or .webm; give a name that ends so",
                     options->file);
    return FALSE;
  }
  return gradus_plotted_check_changes (&options->changes) &&
         check_number ("seconds", options->seconds, GRADUS_FILM_LEAST_SECONDS,
                       GRADUS_FILM_MOST_SECONDS) &&
         check_number ("fps", options->fps, GRADUS_FILM_LEAST_FPS, GRADUS_FILM_MOST_FPS) &&
         parse_theme (options);
}

static gboolean
parse_film_options (Options *options, int argc, char **argv)
{
  g_autofree char *size = NULL, *views = gradus_figure_options_list_figures ();
  const GOptionEntry entries[] = {
    { "view", 0, 0, G_OPTION_ARG_STRING, &options->view, views, "VIEW" },
    { "run", 0, 0, G_OPTION_ARG_STRING, &options->run, "Run N of a document, from 1", "N" },
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &options->file, "Write there, as .gif or .webm",
      "FILE.(gif|webm)" },
    { "steps", 0, 0, G_OPTION_ARG_STRING, &options->changes.steps, "Train N steps", "N" },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &options->changes.seed, "Draw the weights from seed S",
      "S" },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->changes.settings,
      "Change a setting; may be repeated", "PATH=VALUE" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size, "In pixels, 800x500 if left out", "WIDTHxHEIGHT" },
    { "seconds", 0, 0, G_OPTION_ARG_INT, &options->seconds,
      "How long the way to the last step takes, along its logarithm; 5 if left out", "N" },
    { "fps", 0, 0, G_OPTION_ARG_INT, &options->fps, "Pictures a second at most, 20 if left out",
      "N" },
    { "theme", 0, 0, G_OPTION_ARG_STRING, &options->theme,
      "Colours, for print if left out", "light|dark|print" },
    { "legend", 0, 0, G_OPTION_ARG_NONE, &options->has_legend,
      "Say below the figure what its marks and colours mean", NULL },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &options->is_quiet, "No progress bar", NULL },
    G_OPTION_ENTRY_NULL
  };

  return gradus_figure_options_parse (
             options->settings, entries, &argc, &argv, needs,
             "Makes a moving picture of a figure over the kept moments of a run, paced as the "
             "window replays it.") &&
         check_options (options, argc, argv) && gradus_figure_options_read_size (size, GRADUS_FILM_LEAST_SIDE, GRADUS_FILM_MOST_SIDE,
                                          "pixels", "1280x720", &options->width, &options->height);
}

/* -- Making it --------------------------------------------------------------------------------- */

typedef struct {
  const atomic_bool *interrupted;
  GradusProgressBar bar;
} Watch;

static gboolean
go_on (guint done, guint n, gpointer data)
{
  Watch *watch = data;

  gradus_progress_bar_update (&watch->bar, done, n, "pictures");
  return !atomic_load (watch->interrupted);
}

static GBytes *
render (const Options *options, const GradusFigure *figure, const GradusPlotted *plotted,
        GError **error)
{
  g_autoptr (GradusStyle) style = gradus_style_new (options->scheme, FONT);
  Watch watch = { .interrupted = gradus_interrupt_catch () };
  const GradusFilm film = { plotted->draft,  plotted->run,    figure,           style,
                            options->width,  options->height, options->seconds, (guint) options->fps };
  GBytes *bytes;

  gradus_progress_bar_begin (&watch.bar, options->is_quiet);
  bytes = gradus_film_render (&film, options->format, go_on, &watch, error);
  gradus_progress_bar_end (&watch.bar);
  return bytes;
}

/* What was given up leaves nothing behind; the signal that ended it is the exit status. */
static ExitStatus
write_film (const Options *options, const GradusFigure *figure, const GradusPlotted *plotted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = render (options, figure, plotted, &error);

  if (!bytes && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return gradus_cli_conclude ();
  if (!bytes) {
    g_prefix_error (&error, "%s: ", options->file);
    return gradus_cli_fail_with (error);
  }
  if (!gradus_file_replace (options->file, g_bytes_get_data (bytes, NULL),
                            g_bytes_get_size (bytes), &error))
    return gradus_cli_fail_with (error);
  return gradus_cli_conclude ();
}

/* What cannot be shown is refused before training. */
static ExitStatus
film_figure (const Options *options, const GradusFigure *figure, GradusPlotted *plotted)
{
  g_autoptr (GError) error = NULL;

  if (!gradus_plotted_begin (plotted, &options->changes, options->run, &error) ||
      !gradus_plotted_check_output (plotted, options->file, &error))
    return gradus_cli_fail_with (error);
  if (!gradus_plotted_check_figure (plotted, figure))
    return EXIT_WRONG_USAGE;
  if (!gradus_plotted_train (plotted, figure, options->is_quiet, &error))
    return gradus_cli_fail_with (error);
  return write_film (options, figure, plotted);
}

static ExitStatus
run_film (const Options *options)
{
  g_autoptr (GradusFigure) figure =
      gradus_figure_options_make_figure (options->settings, options->view);
  GradusPlotted plotted = { NULL };
  ExitStatus status;

  if (!figure)
    return EXIT_WRONG_USAGE;
  if (figure->class->choose_damage || figure->class->shows_rates)
    return gradus_cli_fail (EXIT_WRONG_USAGE,
                            "--view %s: it is measured once, and has no moments; plot draws it",
                            options->view);
  figure->has_legend = options->has_legend;
  status = film_figure (options, figure, &plotted);
  gradus_plotted_clear (&plotted);
  return status;
}

ExitStatus
gradus_cli_film (int argc, char **argv)
{
  Options options = { .settings = gradus_figure_options_new (),
                      .seconds = GRADUS_PACE_USUAL_SECONDS,
                      .fps = GRADUS_FILM_USUAL_FPS };
  const ExitStatus status =
      parse_film_options (&options, argc, argv) ? run_film (&options) : EXIT_WRONG_USAGE;

  clear_options (&options);
  return status;
}
