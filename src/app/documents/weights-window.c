/* SPDX-License-Identifier: MIT */
#include "app/documents/weights-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/common/background.h"
#include "app/common/host.h"
#include "document/edit.h"
#include "experiment/experiment-json.h"
#include "experiment/samples.h"
#include "export/weights-map.h"

struct _GradusWeightsWindow {
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  AdwPreferencesGroup *pairs;

  GradusDocument *document;
  GradusSafetensors *file;
  GradusWeights *weights; /* with the shape that the file has */
  GradusWeightsMap *map;
  GPtrArray *rows; /* of the list */
  GradusDataset *training, *test;
  gboolean is_own;
};

G_DEFINE_FINAL_TYPE (GradusWeightsWindow, gradus_weights_window, ADW_TYPE_WINDOW)

/* -- Reading, in a thread ---------------------------------------------------------------------- */

/* A file, and what of Gradus's own it brings with it: else NULL. */
typedef struct {
  GradusSafetensors *file;
  GradusExperiment *experiment;
  GradusDataset *training, *test;
} Content;

static void
free_content (gpointer data)
{
  Content *content = data;

  g_clear_pointer (&content->file, gradus_safetensors_free);
  g_clear_pointer (&content->experiment, gradus_experiment_free);
  g_clear_pointer (&content->training, gradus_dataset_unref);
  g_clear_pointer (&content->test, gradus_dataset_unref);
  g_free (content);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Content, free_content)

/* The experiment that the file names, and its data. */
static gboolean
read_own_experiment (Content *content, const char *filename, GError **error)
{
  const char *text = g_hash_table_lookup (content->file->metadata, "experiment");
  g_autofree char *folder = g_path_get_dirname (filename);
  const GradusDataSource source = { .folder = folder };

  content->experiment = gradus_experiment_from_json_with (text, strlen (text), &source, error);
  if (content->experiment &&
      gradus_samples_make (&content->experiment->data, content->experiment->seed,
                           &content->training, &content->test, error))
    return TRUE;
  g_prefix_error (error, "%s: ", filename);
  return FALSE;
}

static gpointer
read_content (gpointer filename, GError **error)
{
  g_autoptr (Content) content = g_new0 (Content, 1);

  content->file = gradus_safetensors_load (filename, error);
  if (!content->file)
    return NULL;
  if (gradus_safetensors_is_own (content->file) && !read_own_experiment (content, filename, error))
    return NULL;
  return g_steal_pointer (&content);
}

/* -- What fits --------------------------------------------------------------------------------- */

/* Weights of others are for the selected run's experiment. */
static void
take_content (GradusWeightsWindow *self, Content *content)
{
  GradusRun *run = gradus_document_get_selected (self->document);
  GradusDataset *test = gradus_run_get_test_dataset (run);

  self->file = g_steal_pointer (&content->file);
  self->is_own = content->experiment != NULL;
  if (!self->is_own) {
    content->experiment = gradus_experiment_copy (gradus_run_get_experiment (run));
    content->training = gradus_dataset_ref (gradus_run_get_dataset (run));
    content->test = test ? gradus_dataset_ref (test) : NULL;
  }
  self->training = g_steal_pointer (&content->training);
  self->test = g_steal_pointer (&content->test);
}

static gboolean
prepare (GradusWeightsWindow *self, Content *content, GError **error)
{
  g_autoptr (GradusPreparation) preparation = NULL;
  const char *step;

  take_content (self, content);
  step = self->is_own ? g_hash_table_lookup (self->file->metadata, "step") : NULL;
  preparation = gradus_preparation_new (self->training);
  self->weights = gradus_weights_new (content->experiment, preparation,
                                      step ? g_ascii_strtoull (step, NULL, 10) : 0, error);
  self->map =
      self->weights ? gradus_weights_map_new (self->weights, self->file, NULL, error) : NULL;
  return self->map != NULL;
}

/* A run that has learned nothing but these. */
static GradusRunDraft *
make_draft (GradusWeightsWindow *self)
{
  g_autoptr (GradusRunDraft) draft = gradus_run_draft_new ();

  gradus_weights_fill (self->weights, self->file, self->map);
  draft->now = gradus_checkpoint_new (MIN (self->weights->step, GRADUS_MAX_STEPS),
                                      gradus_network_count_state (self->weights->network));
  if (!draft->now)
    return NULL;
  gradus_network_save_state (self->weights->network, draft->now->state);
  draft->stride = draft->layer_stride = 1;
  return g_steal_pointer (&draft);
}

static void
on_use (GradusWeightsWindow *self)
{
  g_autoptr (GradusRunDraft) draft = make_draft (self);
  g_autoptr (GPtrArray) no_markers = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusRun) run =
      draft ? gradus_run_new_from (self->weights->experiment, self->training, self->test, draft,
                                   draft->now->step, no_markers, &error)
            : NULL;
  GradusRun *selected = gradus_document_get_selected (self->document);

  if (run) {
    gradus_run_set_name (run, adw_window_title_get_subtitle (self->title));
    gradus_document_insert (self->document, gradus_document_find (self->document, selected) + 1,
                            run);
  } else {
    gradus_host_tell (GTK_WIDGET (self),
                      error ? error->message : _ ("There is no memory for another run"));
  }
  gtk_window_close (GTK_WINDOW (self));
}

/* -- Showing it -------------------------------------------------------------------------------- */

static GtkWidget *
add_row (GradusWeightsWindow *self, const char *source, const char *target, const char *shape)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  GtkWidget *label = gtk_label_new (shape);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), source);
  if (!g_str_equal (source, target)) {
    /* Translators: a tensor of a file becomes this one of the network */
    g_autofree char *text = g_strdup_printf (_ ("becomes %s"), target);

    adw_action_row_set_subtitle (row, text);
  }
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (row, label);
  adw_preferences_group_add (self->pairs, GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
  return GTK_WIDGET (row);
}

static void show_map (GradusWeightsWindow *self);

/* What the row wants stands in the button: it goes with the row when all are made anew. The focus
 * follows what was moved. */
static void
on_exchange (GtkWidget *button, GradusWeightsWindow *self)
{
  const guint place = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "place"));
  const int step = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "step"));
  const int other = gradus_weights_map_find_alike (self->map, place, step);

  gradus_weights_map_exchange (self->map, place, (guint) other);
  show_map (self);
  gtk_widget_child_focus (g_ptr_array_index (self->rows, other), GTK_DIR_TAB_FORWARD);
}

static void
add_button (GradusWeightsWindow *self, GtkWidget *row, guint place, int step)
{
  const GradusWeightsPlace *here = g_ptr_array_index (self->map->places, place);
  GtkWidget *button =
      gtk_button_new_from_icon_name (step < 0 ? "go-up-symbolic" : "go-down-symbolic");
  g_autofree char *name =
      g_strdup_printf (step < 0 ? _ ("Move %s up") : _ ("Move %s down"), here->source);

  g_object_set_data (G_OBJECT (button), "place", GUINT_TO_POINTER (place));
  g_object_set_data (G_OBJECT (button), "step", GINT_TO_POINTER (step));
  gtk_widget_set_sensitive (button, gradus_weights_map_find_alike (self->map, place, step) >= 0);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Exchange with the next layer of the same shape"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_exchange), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

/* Which part goes where, with buttons where two layers could have each other's. */
static void
show_places (GradusWeightsWindow *self)
{
  for (guint i = 0; i < self->map->places->len; i++) {
    const GradusWeightsPlace *place = g_ptr_array_index (self->map->places, i);
    GtkWidget *row = add_row (self, place->source, place->target, place->shapes);

    if (gradus_weights_map_find_alike (self->map, i, -1) < 0 &&
        gradus_weights_map_find_alike (self->map, i, 1) < 0)
      continue;
    add_button (self, row, i, -1);
    add_button (self, row, i, 1);
  }
}

static void
show_pairs (GradusWeightsWindow *self)
{
  for (guint i = 0; i < self->map->pairs->len; i++) {
    const GradusWeightsPair *pair = g_ptr_array_index (self->map->pairs, i);

    add_row (self, pair->source, pair->target, pair->shape);
  }
}

static void
show_map (GradusWeightsWindow *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->pairs, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  if (self->map->places->len > 0)
    show_places (self);
  else
    show_pairs (self);
}

/* Sentences about the file as a whole. */
static void
describe_file (GradusWeightsWindow *self)
{
  GString *text =
      g_string_new (self->is_own ? _ ("A run of the experiment that these weights are of")
                                 : _ ("A run of the selected run's experiment, with these "
                                      "weights"));
  g_autofree char *left_out = gradus_weights_map_name_left_out (self->map);
  gboolean are_alike = FALSE;

  for (guint i = 0; i < self->map->places->len; i++)
    are_alike = are_alike || gradus_weights_map_find_alike (self->map, i, 1) >= 0;
  if (are_alike)
    g_string_append_printf (text, ". %s",
                            _ ("Layers of the same shape are in the order of their names, which "
                               "may be wrong"));
  if (left_out) {
    g_string_append (text, ". ");
    g_string_append_printf (text, _ ("Left out, as these are no weights: %s"), left_out);
  }
  adw_preferences_group_set_description (self->pairs, text->str);
  g_string_free (text, TRUE);
}

static void
give_up (GradusWeightsWindow *self, const GError *error)
{
  gradus_host_tell (GTK_WIDGET (self), error->message);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_file_loaded (gpointer owner, gpointer loaded, const GError *error, gpointer filename)
{
  GradusWeightsWindow *self = owner;
  g_autofree char *base = g_path_get_basename (filename), *shown = g_filename_display_name (base);
  g_autoptr (GError) misfit = NULL;
  g_autoptr (Content) content = loaded;

  if (content && !prepare (self, content, &misfit))
    g_prefix_error (&misfit, "%s: ", (const char *) filename);
  if (error || misfit) {
    give_up (self, error ? error : misfit);
    return;
  }
  adw_window_title_set_subtitle (self->title, shown);
  describe_file (self);
  show_map (self);
  gtk_window_present (GTK_WINDOW (self));
}

static const GradusBackground loading = { read_content, on_file_loaded, g_free, free_content };

void
gradus_weights_window_open (GtkWindow *parent, GradusDocument *document, const char *filename)
{
  GradusWeightsWindow *self =
      g_object_new (GRADUS_TYPE_WEIGHTS_WINDOW, "transient-for", parent, NULL);

  self->document = g_object_ref (document);
  gradus_background_run (self, &loading, g_strdup (filename));
}

static void
gradus_weights_window_finalize (GObject *object)
{
  GradusWeightsWindow *self = GRADUS_WEIGHTS_WINDOW (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->file, gradus_safetensors_free);
  g_clear_pointer (&self->weights, gradus_weights_free);
  g_clear_pointer (&self->map, gradus_weights_map_free);
  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->training, gradus_dataset_unref);
  g_clear_pointer (&self->test, gradus_dataset_unref);
  G_OBJECT_CLASS (gradus_weights_window_parent_class)->finalize (object);
}

static void
gradus_weights_window_class_init (GradusWeightsWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = gradus_weights_window_finalize;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gradus/Gradus/weights-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusWeightsWindow, title);
  gtk_widget_class_bind_template_child (widget_class, GradusWeightsWindow, pairs);
  gtk_widget_class_bind_template_callback (widget_class, on_use);
}

static void
gradus_weights_window_init (GradusWeightsWindow *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
