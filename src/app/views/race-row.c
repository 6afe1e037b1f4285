/* SPDX-License-Identifier: MIT */
#include "app/views/race-row.h"

#include "app/views/race-column.h"

struct _GradusRaceRow {
  GtkWidget parent_instance;

  GradusRaceColumn *columns[GRADUS_RACE_MOST]; /* NULL: so many have not been needed yet */
  guint n;
  gboolean has_network, has_boundary;
  GradusDocument *document;
};

G_DEFINE_FINAL_TYPE (GradusRaceRow, gradus_race_row, GTK_TYPE_WIDGET)

enum {
  PROP_COUNT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint made_signal;

guint
gradus_race_row_count (GradusRaceRow *self)
{
  return self->n;
}

void
gradus_race_row_show_parts (GradusRaceRow *self, gboolean has_network, gboolean has_boundary)
{
  self->has_network = has_network;
  self->has_boundary = has_boundary;
  for (guint i = 0; i < GRADUS_RACE_MOST && self->columns[i]; i++)
    gradus_race_column_show_parts (self->columns[i], has_network, has_boundary);
}

static void
add_column (GradusRaceRow *self, guint i)
{
  self->columns[i] = g_object_new (GRADUS_TYPE_RACE_COLUMN, "hexpand", TRUE, NULL);
  gradus_race_column_show_parts (self->columns[i], self->has_network, self->has_boundary);
  gtk_widget_set_parent (GTK_WIDGET (self->columns[i]), GTK_WIDGET (self));
  g_signal_emit (self, made_signal, 0, self->columns[i]);
}

/* One run alone is no race, and most windows have but one: its column is made with the second. */
static void
add_columns (GradusRaceRow *self)
{
  for (guint i = 0; self->n > 1 && i < self->n; i++) {
    if (!self->columns[i])
      add_column (self, i);
  }
}

/* Those that race; with references. */
static GPtrArray *
list_runs (GradusDocument *document)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < gradus_document_get_n_runs (document); i++) {
    GradusRun *run = gradus_document_get_run (document, i);

    if (runs->len < GRADUS_RACE_MOST && !gradus_run_is_hidden (run))
      g_ptr_array_add (runs, g_object_ref (run));
  }
  return runs;
}

static void
show_run (GradusRaceRow *self, GradusRaceColumn *column, GradusRun *run)
{
  /* A copy: the views may bring news, and with it other labels. */
  g_autofree char *label = run ? g_strdup (gradus_document_get_label (self->document, run)) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (column), run != NULL);
  gradus_race_column_set_run (column, run, label);
}

/* Runs that came, went, were hidden, or are called otherwise because of others. */
static void
refresh_columns (GradusRaceRow *self)
{
  g_autoptr (GPtrArray) runs = list_runs (self->document);
  const guint n_before = self->n;

  self->n = runs->len;
  add_columns (self);
  for (guint i = 0; i < GRADUS_RACE_MOST && self->columns[i]; i++)
    show_run (self, self->columns[i], i < self->n ? g_ptr_array_index (runs, i) : NULL);
  if (self->n != n_before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

void
gradus_race_row_set_document (GradusRaceRow *self, GradusDocument *document)
{
  g_return_if_fail (!self->document);

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "items-changed", G_CALLBACK (refresh_columns), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (document, "unsettled", G_CALLBACK (refresh_columns), self,
                           G_CONNECT_SWAPPED);
  refresh_columns (self);
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_race_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COUNT)
    g_value_set_uint (value, GRADUS_RACE_ROW (object)->n);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gradus_race_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  g_clear_object (&GRADUS_RACE_ROW (object)->document);
  G_OBJECT_CLASS (gradus_race_row_parent_class)->dispose (object);
}

static void
gradus_race_row_class_init (GradusRaceRowClass *class)
{
  G_OBJECT_CLASS (class)->get_property = gradus_race_row_get_property;
  G_OBJECT_CLASS (class)->dispose = gradus_race_row_dispose;
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, GRADUS_RACE_MOST, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, properties);
  made_signal = g_signal_new ("made", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, GTK_TYPE_WIDGET);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
}

static void
gradus_race_row_init (GradusRaceRow *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_box_layout_set_homogeneous (layout, TRUE);
  gtk_box_layout_set_spacing (layout, 12);
}
