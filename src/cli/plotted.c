/* SPDX-License-Identifier: MIT */
#include "cli/plotted.h"

#include <gio/gio.h>

#include "cli/command.h"
#include "cli/outputs.h"
#include "cli/trained.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "experiment/file.h"
#include "store/document-file.h"
#include "train/cores.h"

#define FONT "Cantarell 11"

gboolean
gradus_plotted_check_changes (const GradusChanges *changes)
{
  if (!gradus_document_file_is_one (changes->source) ||
      (!changes->steps && !changes->seed && !changes->settings))
    return TRUE;
  gradus_cli_fail (EXIT_WRONG_USAGE,
                   "--steps, --seed, --set: a document's run is drawn as it is; leave them out");
  return FALSE;
}

gboolean
gradus_plotted_check_name (const char *option, const char *filename)
{
  GradusSheetFormat format;

  if (gradus_sheet_find_format (filename, &format))
    return TRUE;
  gradus_cli_fail (EXIT_WRONG_USAGE,
                   "--%s %s: figures are written as .png, .svg or .pdf; give a name that ends so",
                   option, filename);
  return FALSE;
}

/* -- Before training --------------------------------------------------------------------------- */

/* Restores a run of a document as it is, without training. */
static gboolean
resume_run (GradusPlotted *plotted, const char *number, GError **error)
{
  const GradusChosen chosen = { plotted->changes->source, (char *) number, NULL };
  gboolean is_newer;

  plotted->draft = gradus_document_file_load (chosen.filename, TRUE, &is_newer, NULL, error);
  plotted->run = plotted->draft ? gradus_cli_find_run (&chosen, plotted->draft, error) : NULL;
  plotted->stepper = plotted->run ? gradus_cli_resume (plotted->run, error) : NULL;
  if (!plotted->stepper)
    return FALSE;
  plotted->experiment = gradus_experiment_copy (plotted->run->experiment);
  return TRUE;
}

static gboolean
begin_run (GradusPlotted *plotted, GError **error)
{
  plotted->experiment = gradus_cli_open (plotted->changes, error);
  plotted->stepper = plotted->experiment ? gradus_stepper_new (plotted->experiment, error) : NULL;
  if (plotted->stepper)
    gradus_stepper_use_cores (plotted->stepper, gradus_cores_count ());
  return plotted->stepper != NULL;
}

gboolean
gradus_plotted_begin (GradusPlotted *plotted, const GradusChanges *changes, const char *run,
                      GError **error)
{
  plotted->changes = changes;
  return gradus_document_file_is_one (changes->source) ? resume_run (plotted, run, error)
                                                       : begin_run (plotted, error);
}

void
gradus_plotted_clear (GradusPlotted *plotted)
{
  g_clear_pointer (&plotted->stepper, gradus_stepper_free);
  g_clear_pointer (&plotted->experiment, gradus_experiment_free);
  g_clear_pointer (&plotted->draft, gradus_draft_unref);
}

gboolean
gradus_plotted_check_figure (const GradusPlotted *plotted, const GradusFigure *figure)
{
  const GradusFigureSource source = {
    .experiment = plotted->experiment,
    .training = gradus_stepper_get_dataset (plotted->stepper),
    .test = gradus_stepper_get_test_dataset (plotted->stepper),
  };
  const GradusFigureSetting *setting;
  g_autofree char *fault = gradus_figure_find_fault (figure, &source, &setting);

  if (fault && !setting)
    gradus_cli_fail (EXIT_WRONG_USAGE, "--view %s: %s", figure->class->name, fault);
  else if (fault && setting->kind == GRADUS_FIGURE_SETTING_PART)
    gradus_cli_fail (EXIT_WRONG_USAGE, "--%s: %s", setting->name, fault);
  else if (fault)
    gradus_cli_fail (EXIT_WRONG_USAGE, "--%s %g: %s", setting->name,
                     gradus_figure_get (figure, setting->name), fault);
  return !fault;
}

gboolean
gradus_plotted_check_output (const GradusPlotted *plotted, const char *filename, GError **error)
{
  g_autoptr (GradusOutputs) outputs = gradus_outputs_new ();

  gradus_outputs_add_input (outputs, plotted->changes->source);
  gradus_outputs_add_data (outputs, &plotted->experiment->data);
  gradus_outputs_add (outputs, "to", filename, GRADUS_OUTPUT_FILE);
  return gradus_outputs_check (outputs, error);
}

gboolean
gradus_plotted_save (const GradusFigure *figure, const GradusFigureSource *source,
                     const char *filename, double width, double height, GError **error)
{
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_PRINT, FONT);
  GradusSheetFormat format = GRADUS_SHEET_PNG;
  g_autoptr (GBytes) bytes = NULL;

  gradus_sheet_find_format (filename, &format);
  bytes = gradus_figure_render (figure, source, format, style, width, height);
  if (bytes)
    return gradus_file_replace (filename, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "%s: the figure could not be drawn; a smaller size may help", filename);
  return FALSE;
}

/* -- Training ---------------------------------------------------------------------------------- */

/* Into the draft. */
static GradusDraftEntry *
train_run (GradusPlotted *plotted, const GradusExperiment *experiment, GradusStepper *stepper,
           gboolean is_quiet, GError **error)
{
  GradusDraftEntry *run;

  gradus_cli_run (stepper, experiment->steps, is_quiet);
  run = gradus_draft_add_stepper (plotted->draft, experiment, stepper, 0);
  if (run)
    run->colour = plotted->draft->runs->len - 1;
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "there is no memory for what was learned");
  return run;
}

/* The others of a race, where the figure shows them all. */
static gboolean
train_rivals (GradusPlotted *plotted, GradusDraftEntry *first, gboolean is_quiet, GError **error)
{
  const GradusRival *rivals = gradus_builtin_list_rivals (plotted->changes->source);

  for (guint i = 0; rivals && rivals[i].name; i++) {
    g_autoptr (GradusExperiment) experiment =
        gradus_experiment_set (plotted->experiment, rivals[i].settings, error);
    g_autoptr (GradusStepper) stepper = NULL;
    GradusDraftEntry *run = first;

    if (!experiment)
      return FALSE;
    if (i > 0) {
      stepper = gradus_stepper_new (experiment, error);
      run = stepper ? train_run (plotted, experiment, stepper, is_quiet, error) : NULL;
    }
    if (!run)
      return FALSE;
    run->name = g_strdup (rivals[i].name);
  }
  return TRUE;
}

gboolean
gradus_plotted_train (GradusPlotted *plotted, const GradusFigure *figure, gboolean is_quiet,
                      GError **error)
{
  GradusDraftEntry *run;

  if (plotted->draft) /* a document's runs stay as they are */
    return TRUE;
  plotted->draft = gradus_draft_new ();
  run = train_run (plotted, plotted->experiment, plotted->stepper, is_quiet, error);
  plotted->run = run;
  return run && (!(figure->class->survey || figure->class->has_each_run) ||
                 train_rivals (plotted, run, is_quiet, error));
}
