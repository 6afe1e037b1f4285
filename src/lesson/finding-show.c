/* SPDX-License-Identifier: MIT */
#include "lesson/finding-show.h"

/* Where the numbers of each cause are. A measure is one of the layers' figure, in the form of bars
 * where they are of the last step or, hollow beside it, of the first. */
static const struct {
  const char *page, *figure;
  const char *measure;
} places[GRADUS_N_CAUSES] = {
  [GRADUS_CAUSE_OUTPUT_RANGE] = { "results", "predicted", NULL },
  [GRADUS_CAUSE_UNSCALED] = { "overview", "gradients", "spread" },
  [GRADUS_CAUSE_LARGE_RATE] = { "overview", "cost", NULL },
  [GRADUS_CAUSE_SMALL_BATCH] = { "overview", "gradients", "spread" },
  [GRADUS_CAUSE_DEAD] = { "overview", "gradients", "dead" },
  [GRADUS_CAUSE_VANISHED_GRADIENT] = { "overview", "gradients", "gradient-norm" },
  [GRADUS_CAUSE_VANISHED_SIGNAL] = { "overview", "gradients", "distance" },
  [GRADUS_CAUSE_SATURATED] = { "overview", "gradients", "saturated" },
  [GRADUS_CAUSE_SMALL_RATE] = { "overview", "gradients", "moved" },
  [GRADUS_CAUSE_OVERFITTED] = { "overview", "cost", NULL },
  [GRADUS_CAUSE_ONE_CLASS] = { "results", "confusion", NULL },
};

static void
add_setting (GradusShow *show, const char *name, double value)
{
  const GradusShownSetting shown = { gradus_figure_find_setting (name), value };

  g_array_append_val (show->settings, shown);
}

static void
add_choice (GradusShow *show, const char *name, const char *choice)
{
  const GradusFigureSetting *setting = gradus_figure_find_setting (name);
  guint i = 0;

  while (!g_str_equal (setting->choices[i], choice))
    i++;
  add_setting (show, name, i);
}

/* Unscaled numbers are the inputs', and what the first layer makes of them. */
static void
mark_layers (GradusShow *show, const GradusFinding *finding)
{
  if (finding->cause == GRADUS_CAUSE_UNSCALED) {
    add_setting (show, "mark-layer", 0);
    add_setting (show, "mark-last-layer", 1);
  } else if (finding->first != GRADUS_NO_LAYER) {
    add_setting (show, "mark-layer", finding->first + 1);
    add_setting (show, "mark-last-layer", finding->last + 1);
  }
}

static gboolean
is_in_bars (const GradusFinding *finding)
{
  return places[finding->cause].measure && (!finding->has_steps || finding->to == 0);
}

static void
mark_rest (GradusShow *show, const GradusFinding *finding)
{
  if (finding->has_steps && !is_in_bars (finding)) {
    add_setting (show, "mark-step", (double) finding->from);
    add_setting (show, "mark-last-step", (double) finding->to);
  }
  if (finding->class != GRADUS_NO_CLASS)
    add_setting (show, "mark-class", finding->class + 1);
  if (finding->cause == GRADUS_CAUSE_OUTPUT_RANGE) {
    add_setting (show, "residuals", FALSE);
    add_setting (show, "mark-bounds", TRUE);
  }
}

GradusFindingShow *
gradus_finding_show_new (const GradusFinding *finding)
{
  GradusFindingShow *self = g_new (GradusFindingShow, 1);
  const char *measure = places[finding->cause].measure;

  *self = (GradusFindingShow){
    .show = { .page = g_strdup (places[finding->cause].page),
              .settings = g_array_new (FALSE, FALSE, sizeof (GradusShownSetting)),
              .layer = -1,
              .unit = -1 },
    .figure = places[finding->cause].figure,
  };
  if (measure) {
    add_choice (&self->show, "measure", measure);
    add_choice (&self->show, "form", is_in_bars (finding) ? "bars" : "lines");
  }
  mark_layers (&self->show, finding);
  mark_rest (&self->show, finding);
  return self;
}

void
gradus_finding_show_free (GradusFindingShow *self)
{
  g_free (self->show.page);
  g_array_unref (self->show.settings);
  g_free (self);
}
