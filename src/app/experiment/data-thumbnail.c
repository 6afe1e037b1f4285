/* SPDX-License-Identifier: MIT */
#include "app/experiment/data-thumbnail.h"

#include <math.h>

#include "app/common/scheme.h"
#include "data/feature.h"
#include "plot/scatter.h"
#include "experiment/samples.h"

/* Points and pixels. */
#define MOST_SAMPLES 160
#define MOST_DRAWN 500
#define SIZE 44

struct _GradusDataThumbnail {
  GtkWidget parent_instance;

  GradusDataSpec spec;
  GArray *points; /* GradusScatterPoint */
};

G_DEFINE_FINAL_TYPE (GradusDataThumbnail, gradus_data_thumbnail, GTK_TYPE_WIDGET)

/* Of two inputs a point; of one a point of the curve. */
static GradusScatterPoint
make_point (const GradusDataset *dataset, gsize i, double low, double high)
{
  const double target = (double) dataset->targets[i * dataset->n_targets];

  return (GradusScatterPoint){
    (double) gradus_inputs_get (&dataset->inputs, i, 0),
    dataset->n_inputs == 1 ? target : (double) gradus_inputs_get (&dataset->inputs, i, 1),
    dataset->n_inputs == 1 ? 0 : gradus_dataset_get_class (dataset, (guint) i),
    (target - low) / (high - low)
  };
}

/* Few samples and always the same seed: the picture tells the kind of data, and costs no time. */
static void
sample (GradusDataThumbnail *self)
{
  GradusDataSpec few = self->spec;
  g_autoptr (GradusDataset) dataset = NULL, test = NULL;
  double low = INFINITY, high = -INFINITY;

  few.n_samples = MIN (few.n_samples, MOST_SAMPLES);
  few.test_fraction = 0;
  g_array_set_size (self->points, 0);
  if (!gradus_samples_make (&few, 1, &dataset, &test, NULL) || dataset->n_inputs > 2)
    return;
  for (guint i = 0; i < dataset->n_samples; i++) {
    low = MIN (low, (double) dataset->targets[i]);
    high = MAX (high, (double) dataset->targets[i]);
  }
  for (guint i = 0; i < MIN (dataset->n_samples, MOST_DRAWN); i++) {
    const GradusScatterPoint point = make_point (dataset, i, low, high > low ? high : low + 1);

    g_array_append_val (self->points, point);
  }
}

void
gradus_data_thumbnail_show (GradusDataThumbnail *self, const GradusDataSpec *spec)
{
  GradusDataSpec plane = *spec, former = self->spec;

  /* The points are where they are, whatever is made of them. */
  plane.features = spec->generator->n_inputs == 2 ? GRADUS_FEATURES_PLAIN : 0;
  if (self->points->len > 0 && gradus_data_spec_equal (&self->spec, &plane))
    return;
  self->spec = gradus_data_spec_copy (&plane);
  gradus_data_spec_clear (&former);
  sample (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GtkWidget *
gradus_data_thumbnail_new (const GradusDataSpec *spec)
{
  GradusDataThumbnail *self = g_object_new (GRADUS_TYPE_DATA_THUMBNAIL, NULL);

  gradus_data_thumbnail_show (self, spec);
  return GTK_WIDGET (self);
}

static void
gradus_data_thumbnail_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                               int *minimum, int *natural, int *minimum_baseline,
                               int *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
gradus_data_thumbnail_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GradusDataThumbnail *self = GRADUS_DATA_THUMBNAIL (widget);
  const float width = (float) gtk_widget_get_width (widget),
              height = (float) gtk_widget_get_height (widget);
  g_autoptr (GradusStyle) style = gradus_scheme_make_style (gradus_scheme_find ());
  const GradusScatter scatter = { self->points->len,
                                  (const GradusScatterPoint *) (void *) self->points->data,
                                  gradus_data_spec_count_targets (&self->spec) == 1,
                                  gradus_data_spec_is_regression (&self->spec) &&
                                      self->spec.generator->n_inputs == 2 };
  g_auto (GradusCanvas) canvas = { NULL };
  cairo_t *cr;

  if (self->points->len == 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gradus_canvas_init (&canvas, cr, style, (double) width, (double) height);
  gradus_scatter_draw (&canvas, &scatter);
  cairo_destroy (cr);
}

static void
gradus_data_thumbnail_finalize (GObject *object)
{
  g_array_unref (GRADUS_DATA_THUMBNAIL (object)->points);
  gradus_data_spec_clear (&GRADUS_DATA_THUMBNAIL (object)->spec);
  G_OBJECT_CLASS (gradus_data_thumbnail_parent_class)->finalize (object);
}

static void
gradus_data_thumbnail_class_init (GradusDataThumbnailClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = gradus_data_thumbnail_finalize;
  widget_class->measure = gradus_data_thumbnail_measure;
  widget_class->snapshot = gradus_data_thumbnail_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
gradus_data_thumbnail_init (GradusDataThumbnail *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (GradusScatterPoint));
  self->spec = gradus_data_spec_make (&gradus_xor_generator);
  gradus_scheme_watch (self, G_CALLBACK (gtk_widget_queue_draw));
}
