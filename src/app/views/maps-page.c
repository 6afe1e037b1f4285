/* SPDX-License-Identifier: MIT */
#include "app/views/maps-page.h"

#include "app/common/number-spin.h"
#include "app/views/views-page.h"

struct _GradusMapsPage {
  GtkWidget parent_instance;

  GtkPaned *rows;
  GtkSpinButton *layer, *map;
  GradusViewCard *opened, *maps;

  GradusRun *run;         /* NULL where it makes no maps */
  GradusDiagramPart part; /* the map that is open */
};

static void gradus_maps_page_page_init (GradusViewsPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GradusMapsPage, gradus_maps_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GRADUS_TYPE_VIEWS_PAGE,
                                                      gradus_maps_page_page_init))

static GradusView *
get_opened (GradusMapsPage *self)
{
  return gradus_view_card_get_view (self->opened);
}

/* The layers that make maps are the first ones: what was made into units stays so. */
static guint
count_map_layers (GradusRun *run)
{
  const GradusExperiment *experiment = gradus_run_get_experiment (run);
  const guint n_layers = gradus_experiment_get_n_layers (experiment);
  g_autofree GradusShape *shapes = gradus_experiment_infer_shapes (experiment);
  guint n = 0;

  while (n < n_layers && shapes[n + 1].n_axes == 3)
    n++;
  return n;
}

static guint
count_maps (GradusMapsPage *self)
{
  g_autofree GradusShape *shapes =
      gradus_experiment_infer_shapes (gradus_run_get_experiment (self->run));

  return shapes[self->part.column].sizes[0];
}

/* -- The map that is open ---------------------------------------------------------------------- */

/* Value and limit at once, so that nothing else is told in between. */
static void
show_number (GtkSpinButton *spin, guint number, guint n)
{
  gtk_adjustment_configure (gtk_spin_button_get_adjustment (spin), number, 1, n, 1, 0, 0);
}

/* Keeps it within the network, and the controls with it. */
static void
show_part (GradusMapsPage *self)
{
  const guint n_layers = count_map_layers (self->run);

  self->part.kind = GRADUS_DIAGRAM_UNIT;
  self->part.column = CLAMP (self->part.column, 1, n_layers);
  self->part.unit = MIN (self->part.unit, count_maps (self) - 1);
  show_number (self->layer, self->part.column, n_layers);
  show_number (self->map, self->part.unit + 1, count_maps (self));
  gradus_view_set_part (get_opened (self), self->part);
  gradus_view_set_part (gradus_view_card_get_view (self->maps), self->part);
}

static void
choose_map (GradusMapsPage *self, guint layer, guint map)
{
  if (!self->run || (layer == self->part.column && map == self->part.unit))
    return;
  self->part.column = layer;
  self->part.unit = map;
  show_part (self);
}

static void
on_layer (GradusMapsPage *self)
{
  choose_map (self, (guint) gtk_spin_button_get_value_as_int (self->layer), self->part.unit);
}

static void
on_map (GradusMapsPage *self)
{
  choose_map (self, self->part.column, (guint) gtk_spin_button_get_value_as_int (self->map) - 1);
}

static void
on_picked (GradusMapsPage *self, GradusView *view)
{
  const GradusDiagramPart part = gradus_figure_get_part (gradus_view_get_figure (view));

  choose_map (self, part.column, part.unit);
}

/* Both views are of the same sample. */
static void
on_sample (GradusMapsPage *self, const char *name, GradusView *view)
{
  const double sample = gradus_figure_get (gradus_view_get_figure (view), name);

  gradus_view_set (get_opened (self), name, sample);
  gradus_view_set (gradus_view_card_get_view (self->maps), name, sample);
}

gboolean
gradus_maps_page_open (GradusMapsPage *self, GradusDiagramPart part, double sample)
{
  if (!self->run || part.kind != GRADUS_DIAGRAM_UNIT || part.column == 0 ||
      part.column > count_map_layers (self->run))
    return FALSE;
  gradus_view_set (get_opened (self), "sample", sample);
  choose_map (self, part.column, part.unit);
  return TRUE;
}

/* From where it was chosen to be, or else from where the run has it, from 0: of several keys one
 * after the other the run may have seen none yet. */
static void
move_along (GradusMapsPage *self, const char *name, guint at, guint n, int by)
{
  const double chosen = gradus_figure_get (gradus_view_get_figure (get_opened (self)), name);
  const int from = chosen > 0 ? (int) MIN (chosen, n) : (int) at + 1;

  gradus_view_set (get_opened (self), name, CLAMP (from + by, 1, (int) n));
}

gboolean
gradus_maps_page_move (GradusMapsPage *self, int rows, int columns)
{
  const GradusSnapshot *snapshot = self->run ? gradus_run_get_snapshot (self->run) : NULL;
  const GradusPixel *pixel = snapshot ? snapshot->pixel : NULL;

  if (!pixel)
    return FALSE;
  move_along (self, "row", pixel->row, pixel->scan.out_height, rows);
  move_along (self, "column", pixel->column, pixel->scan.out_width, columns);
  return TRUE;
}

/* -- What a page does -------------------------------------------------------------------------- */

gboolean
gradus_maps_page_is_useful (GradusRun *run)
{
  return gradus_run_get_dataset (run)->picture.width > 0 && count_map_layers (run) > 0;
}

static void
gradus_maps_page_set_run (GradusViewsPage *page, GradusRun *run)
{
  GradusMapsPage *self = GRADUS_MAPS_PAGE (page);
  GradusRun *shown = gradus_maps_page_is_useful (run) ? run : NULL;

  g_set_object (&self->run, shown);
  gradus_view_card_set_run (self->opened, self->run);
  gradus_view_card_set_run (self->maps, self->run);
  if (self->run)
    show_part (self);
}

static void
show_map (GradusViewsPage *page, const GradusShow *show)
{
  GradusMapsPage *self = GRADUS_MAPS_PAGE (page);

  if (show && self->run && show->layer >= 0)
    choose_map (self, (guint) show->layer + 1, (guint) MAX (show->unit, 0));
}

static void
gradus_maps_page_add_dividers (GradusViewsPage *page, GArray *dividers)
{
  const GradusPaneLayout divider = { "maps", GRADUS_MAPS_PAGE (page)->rows, 0.7 };

  g_array_append_val (dividers, divider);
}

static void
gradus_maps_page_page_init (GradusViewsPageInterface *iface)
{
  iface->set_run = gradus_maps_page_set_run;
  iface->show = show_map;
  iface->add_dividers = gradus_maps_page_add_dividers;
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_maps_page_dispose (GObject *object)
{
  GradusMapsPage *self = GRADUS_MAPS_PAGE (object);
  GtkWidget *child;

  g_clear_object (&self->run);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_maps_page_parent_class)->dispose (object);
}

/* To the map that is open, on which arrows are keys of its own. */
static gboolean
gradus_maps_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (get_opened (GRADUS_MAPS_PAGE (widget))));
}

static void
gradus_maps_page_class_init (GradusMapsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_maps_page_dispose;
  widget_class->grab_focus = gradus_maps_page_grab_focus;
  g_type_ensure (GRADUS_TYPE_VIEW_CARD);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/maps-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusMapsPage, rows);
  gtk_widget_class_bind_template_child (widget_class, GradusMapsPage, layer);
  gtk_widget_class_bind_template_child (widget_class, GradusMapsPage, map);
  gtk_widget_class_bind_template_child (widget_class, GradusMapsPage, opened);
  gtk_widget_class_bind_template_child (widget_class, GradusMapsPage, maps);
  gtk_widget_class_bind_template_callback (widget_class, on_layer);
  gtk_widget_class_bind_template_callback (widget_class, on_map);
}

static void
gradus_maps_page_init (GradusMapsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gradus_number_spin_attend (GTK_WIDGET (self));
  g_signal_connect_swapped (gradus_view_card_get_view (self->maps), "picked",
                            G_CALLBACK (on_picked), self);
  g_signal_connect_swapped (get_opened (self), "setting-changed::sample", G_CALLBACK (on_sample),
                            self);
  g_signal_connect_swapped (gradus_view_card_get_view (self->maps), "setting-changed::sample",
                            G_CALLBACK (on_sample), self);
}
