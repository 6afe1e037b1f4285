/* SPDX-License-Identifier: MIT */
#include "app/boundary-view.h"

#include <glib/gi18n.h>

#include "plot/heat-map.h"
#include "plot/number.h"

/* Cells a side: a cell is a few pixels wide, and what lies between is interpolated. */
#define GRID_SIZE 96

struct _GradusBoundaryView {
  GradusView parent_instance;

  GradusDataset *dataset; /* of the run */
};

G_DEFINE_FINAL_TYPE (GradusBoundaryView, gradus_boundary_view, GRADUS_TYPE_VIEW)

static GradusMapPoint *
collect_points (GradusBoundaryView *self, const GradusSnapshot *snapshot)
{
  const GradusDataset *dataset = self->dataset;
  GradusMapPoint *points = g_new0 (GradusMapPoint, snapshot->n_samples);

  for (guint i = 0; i < snapshot->n_samples; i++)
    points[i] = (GradusMapPoint){ (double) dataset->inputs[2 * i], (double) dataset->inputs[2 * i + 1],
                                  (double) dataset->targets[i], (double) snapshot->outputs[i] };
  return points;
}

static void
gradus_boundary_view_draw (GradusView *view, GradusCanvas *canvas)
{
  GradusBoundaryView *self = GRADUS_BOUNDARY_VIEW (view);
  GradusRun *run = gradus_view_get_run (view);
  const GradusSnapshot *snapshot = run ? gradus_run_get_snapshot (run) : NULL;
  g_autofree GradusMapPoint *points = NULL;
  GradusHeatMap map = { .x0 = -0.5,
                        .x1 = 1.5,
                        .y0 = -0.5,
                        .y1 = 1.5,
                        .x_name = "x₁",
                        .y_name = "x₂",
                        .output_name = _ ("output"),
                        .target_name = _ ("target") };

  if (snapshot && snapshot->grid_size > 0) {
    points = collect_points (self, snapshot);
    map.points = points;
    map.n_points = snapshot->n_samples;
    map.size = snapshot->grid_size;
    map.grid = snapshot->grid;
    map.x0 = snapshot->plane.x0;
    map.x1 = snapshot->plane.x1;
    map.y0 = snapshot->plane.y0;
    map.y1 = snapshot->plane.y1;
  }
  gradus_view_get_pointer (view, &map.pointer_x, &map.pointer_y);
  gradus_heat_map_draw (canvas, &map);
}

static char *
gradus_boundary_view_describe (GradusView *view)
{
  GradusBoundaryView *self = GRADUS_BOUNDARY_VIEW (view);
  const GradusSnapshot *snapshot = gradus_run_get_snapshot (gradus_view_get_run (view));
  g_autofree char *steps = gradus_number_format_count (snapshot->metrics.step);
  g_autofree GradusMapPoint *points = collect_points (self, snapshot);
  GString *text = g_string_new (NULL);

  g_string_printf (text, _ ("Outputs after %s steps:"), steps);
  for (guint i = 0; i < MIN (snapshot->n_samples, 8); i++)
    /* Translators: a sample's two inputs, and what the network says to them */
    g_string_append_printf (text, _ (" (%g, %g) gives %.4f"), points[i].x, points[i].y, points[i].output);
  return g_string_free (text, FALSE);
}

static void
gradus_boundary_view_attend (GradusView *view, gboolean is_visible)
{
  GradusBoundaryView *self = GRADUS_BOUNDARY_VIEW (view);
  GradusRun *run = gradus_view_get_run (view);
  GradusLook look = *gradus_run_get_look (run);

  g_clear_pointer (&self->dataset, gradus_dataset_unref);
  self->dataset = gradus_dataset_ref (gradus_run_get_dataset (run));
  look.grid_size = is_visible ? GRID_SIZE : 0;
  gradus_run_set_look (run, &look);
}

static void
gradus_boundary_view_finalize (GObject *object)
{
  g_clear_pointer (&GRADUS_BOUNDARY_VIEW (object)->dataset, gradus_dataset_unref);
  G_OBJECT_CLASS (gradus_boundary_view_parent_class)->finalize (object);
}

static void
gradus_boundary_view_class_init (GradusBoundaryViewClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gradus_boundary_view_finalize;
  GRADUS_VIEW_CLASS (class)->draw = gradus_boundary_view_draw;
  GRADUS_VIEW_CLASS (class)->describe = gradus_boundary_view_describe;
  GRADUS_VIEW_CLASS (class)->attend = gradus_boundary_view_attend;
}

static void
gradus_boundary_view_init (GradusBoundaryView *self)
{
}
