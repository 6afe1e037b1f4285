/* SPDX-License-Identifier: MIT */
#include "app/experiment/import-window.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#include "app/common/file-fault.h"
#include "app/common/number-spin.h"
#include "app/experiment/data-loader.h"
#include "app/experiment/records-preview.h"
#include "data/reader.h"
#include "data/records-notes.h"
#include "plot/number.h"

/* Beyond so many columns inputs are not chosen one by one. */
#define MOST_INPUTS 500

struct _GradusImportWindow {
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkWidget *use_button;
  GtkBox *preview_place;
  AdwComboRow *header, *encoding, *side, *colour, *target, *task, *pictures, *scaling, *missing;
  AdwExpanderRow *inputs;
  AdwComboRow *turn;
  GtkWidget *flip_row;
  GtkSwitch *flip;
  AdwActionRow *test_row;
  GtkSpinButton *test_spin;
  GtkAdjustment *test;
  GtkLabel *summary, *notes;

  GradusRecords *records;
  GPtrArray *input_rows; /* of the expander */
  GtkWidget *preview;
  gboolean is_previewed; /* the preview is of these records */
  GtkWidget **checks;    /* (columns); NULL where they are too many */
  GradusDataSpec spec;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (GradusImportWindow, gradus_import_window, ADW_TYPE_WINDOW)

static guint imported_signal;

static void fill (GradusImportWindow *self, const GradusDataSpec *spec);

const GradusDataSpec *
gradus_import_window_get_spec (GradusImportWindow *self)
{
  return &self->spec;
}

/* -- What is chosen ---------------------------------------------------------------------------- */

static guint
get_target (GradusImportWindow *self)
{
  return MIN (adw_combo_row_get_selected (self->target), self->records->columns->len - 1);
}

/* NULL: all that can be and are not left out. Not the list of them: so a file with more columns,
 * read later, still gives all of them. */
static char **
list_inputs (GradusImportWindow *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  gboolean are_usual = TRUE;

  for (guint i = 0; self->checks && i < self->records->columns->len; i++) {
    const GradusColumn *column = gradus_records_get_column (self->records, i);
    gboolean is_chosen;

    if (i == get_target (self) || column->kind == GRADUS_COLUMN_TEXTS)
      continue;
    is_chosen = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->checks[i]));
    if (is_chosen)
      g_strv_builder_add (names, column->name);
    are_usual = are_usual && is_chosen == !column->left_out;
  }
  return are_usual ? NULL : g_strv_builder_end (names);
}

/* Pictures that the file's format has are the usual choice; those that a table offers are not. */
static GradusPictures
get_pictures (GradusImportWindow *self)
{
  const gboolean are_wanted = adw_combo_row_get_selected (self->pictures) == 0;

  if (self->records->picture.width == 0 || are_wanted == !self->records->is_picture_offered)
    return GRADUS_PICTURES_AUTOMATIC;
  return are_wanted ? GRADUS_PICTURES_YES : GRADUS_PICTURES_NO;
}

static void
read_choice (GradusImportWindow *self, GradusImportChoice *choice)
{
  choice->target = g_strdup (gradus_records_get_column (self->records, get_target (self))->name);
  choice->inputs = list_inputs (self);
  choice->scaling = adw_combo_row_get_selected (self->scaling);
  choice->missing = gtk_widget_get_visible (GTK_WIDGET (self->missing))
                        ? GRADUS_MISSING_DROP + adw_combo_row_get_selected (self->missing)
                        : GRADUS_MISSING_REFUSED;
  choice->task = adw_combo_row_get_selected (self->task);
  choice->turn = adw_combo_row_get_selected (self->turn);
  choice->is_flipped = gtk_switch_get_active (self->flip);
  choice->pictures = get_pictures (self);
}

/* -- What it says ------------------------------------------------------------------------------ */

static char *
describe_targets (const GradusImport *import)
{
  GString *text = g_string_new (NULL);

  if (import->is_regression) {
    /* Translators: the name of the column of numbers that are to be learnt */
    g_string_append_printf (text, _ ("target: %s"),
                            gradus_records_get_column (import->table, import->target)->name);
    return g_string_free (text, FALSE);
  }
  g_string_append_printf (text, ngettext ("%u class", "%u classes", import->class_names->len),
                          import->class_names->len);
  for (guint i = 0; i < MIN (import->class_names->len, 10); i++)
    g_string_append_printf (text, "%s%s", i == 0 ? ": " : ", ",
                            (char *) g_ptr_array_index (import->class_names, i));
  if (import->class_names->len > 10)
    g_string_append (text, " …");
  return g_string_free (text, FALSE);
}

static char *
describe (const GradusImport *import)
{
  g_autofree char *count = gradus_number_format_count (import->rows->len);
  g_autofree char *samples =
      g_strdup_printf (ngettext ("%s sample", "%s samples", import->rows->len), count);
  g_autofree char *inputs =
      g_strdup_printf (ngettext ("%u input", "%u inputs", import->n_inputs), import->n_inputs);
  g_autofree char *targets = describe_targets (import);
  g_autofree char *dropped =
      import->n_dropped > 0 ? g_strdup_printf (ngettext ("; %u sample dropped",
                                                         "; %u samples dropped", import->n_dropped),
                                               import->n_dropped)
                            : g_strdup ("");
  g_autofree char *filled =
      import->n_filled > 0
          ? g_strdup_printf (ngettext ("; %u gap filled", "; %u gaps filled", import->n_filled),
                             import->n_filled)
          : g_strdup ("");

  return g_strdup_printf ("%s, %s, %s%s%s", samples, inputs, targets, dropped, filled);
}

static void
show_inputs (GradusImportWindow *self)
{
  guint n = 0, n_possible = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->records->columns->len; i++) {
    const gboolean is_possible =
        i != get_target (self) &&
        gradus_records_get_column (self->records, i)->kind != GRADUS_COLUMN_TEXTS;

    n_possible += is_possible;
    n += is_possible &&
         (!self->checks || gtk_check_button_get_active (GTK_CHECK_BUTTON (self->checks[i])));
    if (self->checks)
      gtk_widget_set_sensitive (self->checks[i], is_possible);
  }
  text = g_strdup_printf (_ ("%u of %u columns"), n, n_possible);
  adw_expander_row_set_subtitle (self->inputs, text);
}

/* A table stays as it is; pictures lie as they are turned. */
static void
show_preview (GradusImportWindow *self, GradusImport *import)
{
  if (self->is_previewed && self->records->picture.width == 0)
    return;
  if (self->preview)
    gtk_box_remove (self->preview_place, self->preview);
  self->preview = gradus_records_preview_new (self->records, import);
  gtk_box_append (self->preview_place, self->preview);
  self->is_previewed = TRUE;
}

static void
on_edited (GradusImportWindow *self)
{
  g_auto (GradusImportChoice) choice = { 0 };
  g_autoptr (GError) error = NULL;
  GradusImport *import;
  g_autofree char *text = NULL;

  if (self->is_filling)
    return;
  show_inputs (self);
  read_choice (self, &choice);
  import = gradus_import_new (self->records, &choice, &error);
  gradus_data_spec_clear (&self->spec);
  self->spec.import = import;
  self->spec.test_fraction = gtk_adjustment_get_value (self->test) / 100;
  text = import ? describe (import) : g_strdup (gradus_file_fault_get_rest (error->message));
  text[0] = g_ascii_toupper (text[0]);
  gtk_label_set_label (self->summary, text);
  if (import)
    gtk_widget_remove_css_class (GTK_WIDGET (self->summary), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->summary), "error");
  gtk_widget_set_sensitive (self->use_button, import != NULL);
  show_preview (self, import);
}

static gboolean
is_of_folder (const GradusRecords *records)
{
  return g_str_has_prefix (records->format, GRADUS_FORMAT_OF_FOLDER);
}

/* A size that is not in the list stays until another is chosen. */
static const guint sides[] = { 16, 28, 32, 48, 64 };

static void
show_picture_form (GradusImportWindow *self)
{
  guint at = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    at = sides[i] == self->records->picture.width ? i : at;
  adw_combo_row_set_selected (self->side, at);
  adw_combo_row_set_selected (self->colour, self->records->picture.n_channels == 1);
}

static void
show_text_form (GradusImportWindow *self)
{
  adw_combo_row_set_selected (self->header, self->records->has_header ? 0 : 1);
  adw_combo_row_set_selected (
      self->encoding,
      self->records->is_text ? self->records->text.encoding - GRADUS_ENCODING_UTF_8 : 0);
}

/* The rows go back to what the table is, since the file could not be read the other way. */
static void
on_read_again (GtkWidget *widget, GradusRecords *records, const GError *error)
{
  GradusImportWindow *self = GRADUS_IMPORT_WINDOW (widget);
  const GradusDataSpec plain = gradus_data_spec_make (&gradus_file_generator);

  if (!records) {
    self->is_filling = TRUE;
    show_text_form (self);
    show_picture_form (self);
    self->is_filling = FALSE;
    gtk_label_set_label (self->summary, gradus_file_fault_get_rest (error->message));
    gtk_widget_add_css_class (GTK_WIDGET (self->summary), "error");
    return;
  }
  gradus_records_unref (self->records);
  self->records = gradus_records_ref (records);
  fill (self, &plain);
}

/* Names or a sample in the first line, other letters: all columns may be others. What was chosen
 * before stays chosen. */
static void
on_text_form (GradusImportWindow *self)
{
  const gboolean has_header = adw_combo_row_get_selected (self->header) == 0;
  const GradusEncoding encoding =
      GRADUS_ENCODING_UTF_8 + adw_combo_row_get_selected (self->encoding);
  GradusHints hints;

  if (self->is_filling || !self->records ||
      (has_header == self->records->has_header && encoding == self->records->text.encoding))
    return;
  hints = self->records->hints;
  if (has_header != self->records->has_header)
    hints.header = has_header ? GRADUS_HEADER_YES : GRADUS_HEADER_NO;
  if (encoding != self->records->text.encoding)
    hints.encoding = encoding;
  gradus_data_loader_load (GTK_WIDGET (self), self->records->filename, &hints, on_read_again);
}

/* The pictures of a folder are read anew, from the files. */
static void
on_picture_form (GradusImportWindow *self)
{
  const guint at = adw_combo_row_get_selected (self->side);
  GradusHints hints;

  if (self->is_filling || !self->records)
    return;
  hints = self->records->hints;
  if (at < G_N_ELEMENTS (sides))
    hints.side = sides[at];
  hints.is_grey = adw_combo_row_get_selected (self->colour) == 1;
  if (!gradus_hints_equal (&hints, &self->records->hints))
    gradus_data_loader_load (GTK_WIDGET (self), self->records->filename, &hints, on_read_again);
}

static void
on_use (GradusImportWindow *self)
{
  if (!self->spec.import)
    return;
  g_signal_emit (self, imported_signal, 0);
  gtk_window_close (GTK_WINDOW (self));
}

/* -- Filling ----------------------------------------------------------------------------------- */

static void
fill_target (GradusImportWindow *self, const GradusImport *present)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->records->columns->len; i++)
    gtk_string_list_append (names, gradus_records_get_column (self->records, i)->name);
  adw_combo_row_set_model (self->target, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->target, present ? present->target
                                            : self->records->target >= 0
                                                ? (guint) self->records->target
                                                : self->records->columns->len - 1);
}

static gboolean
is_input (const GradusImport *present, const GradusRecords *records, guint column)
{
  if (!present)
    return !gradus_records_get_column (records, column)->left_out;
  for (guint i = 0; i < present->columns->len; i++) {
    if (g_array_index (present->columns, guint, i) == column)
      return TRUE;
  }
  return FALSE;
}

static void
fill_inputs (GradusImportWindow *self, const GradusImport *present)
{
  const guint n = self->records->columns->len;

  for (guint i = 0; i < self->input_rows->len; i++)
    adw_expander_row_remove (self->inputs, g_ptr_array_index (self->input_rows, i));
  g_ptr_array_set_size (self->input_rows, 0);
  g_clear_pointer (&self->checks, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self->inputs), n <= MOST_INPUTS);
  if (n > MOST_INPUTS)
    return;
  self->checks = g_new (GtkWidget *, n);
  for (guint i = 0; i < n; i++) {
    const GradusColumn *column = gradus_records_get_column (self->records, i);
    GtkWidget *row = adw_action_row_new ();
    g_autofree char *reason = gradus_records_explain_left_out (self->records, i);

    self->checks[i] = gtk_check_button_new ();
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[i]),
                                 is_input (present, self->records, i));
    g_signal_connect_swapped (self->checks[i], "toggled", G_CALLBACK (on_edited), self);
    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), column->name);
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason ? reason : "");
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), self->checks[i]);
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->checks[i]);
    adw_expander_row_add_row (self->inputs, row);
    g_ptr_array_add (self->input_rows, row);
  }
}

/* What was guessed, in sight as long as it can be changed. */
static void
fill_notes (GradusImportWindow *self)
{
  g_auto (GStrv) notes = gradus_records_list_notes (self->records);
  g_autofree char *text = g_strjoinv (" · ", notes);

  *text = g_ascii_toupper (*text);
  gtk_label_set_label (self->notes, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->notes), text);
}

/* How many there are and where the first is. */
static void
fill_missing (GradusImportWindow *self, const GradusImport *present)
{
  guint n = 0;
  guint64 first = G_MAXUINT64;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->records->columns->len; i++) {
    const GradusColumn *column = gradus_records_get_column (self->records, i);

    if (column->n_missing == 0)
      continue;
    n += column->n_missing;
    first = MIN (first, column->missing_line);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->missing), n > 0);
  text = g_strdup_printf (_ ("%u, the first in line %" PRIu64), n, first);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->missing), text);
  adw_combo_row_set_selected (self->missing,
                              present && present->choice.missing == GRADUS_MISSING_FILL);
}

/* How the pictures of the file lie, and how they are turned. */
static void
fill_turn (GradusImportWindow *self, const GradusImport *present)
{
  const gboolean are_pictures = self->records->picture.width > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->turn), are_pictures);
  gtk_widget_set_visible (self->flip_row, are_pictures);
  adw_combo_row_set_selected (self->turn, present ? present->choice.turn : 0);
  gtk_switch_set_active (self->flip, present && present->choice.is_flipped);
}

/* What the file gives as test data is not drawn. */
static void
fill_test (GradusImportWindow *self)
{
  const guint n = self->records->n_test_rows;
  g_autofree char *given =
      g_strdup_printf (ngettext ("The file gives %u sample", "The file gives %u samples", n), n);

  gtk_widget_set_visible (GTK_WIDGET (self->test_spin), n == 0);
  adw_action_row_set_subtitle (self->test_row, n > 0 ? given : _ ("Drawn by the seed"));
}

static void
fill (GradusImportWindow *self, const GradusDataSpec *spec)
{
  const gboolean is_same = spec->import &&
                           g_str_equal (spec->import->table->filename, self->records->filename) &&
                           spec->import->table->columns->len == self->records->columns->len;
  const GradusImport *present = is_same ? spec->import : NULL;
  g_autofree char *name = g_filename_display_basename (self->records->filename);

  self->is_filling = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->header), self->records->is_text);
  gtk_widget_set_visible (GTK_WIDGET (self->encoding), self->records->is_text);
  gtk_widget_set_visible (GTK_WIDGET (self->side), is_of_folder (self->records));
  gtk_widget_set_visible (GTK_WIDGET (self->colour), is_of_folder (self->records));
  gtk_widget_set_visible (GTK_WIDGET (self->pictures), self->records->picture.width > 0);
  show_text_form (self);
  show_picture_form (self);
  adw_combo_row_set_selected (self->pictures, present && present->picture.width == 0);
  gtk_window_set_title (GTK_WINDOW (self), name);
  adw_window_title_set_title (self->title, name);
  adw_window_title_set_subtitle (self->title, self->records->format);
  fill_target (self, present);
  fill_inputs (self, present);
  fill_missing (self, present);
  fill_notes (self);
  adw_combo_row_set_selected (self->task, present ? present->choice.task : GRADUS_TASK_AUTOMATIC);
  adw_combo_row_set_selected (self->scaling, present ? present->choice.scaling
                                             : self->records->picture.width > 0
                                                 ? GRADUS_SCALING_UNIT
                                                 : GRADUS_SCALING_STANDARD);
  gtk_adjustment_set_value (self->test,
                            100 * (spec->generator->has_test ? spec->test_fraction : 0.2));
  fill_turn (self, present);
  fill_test (self);
  self->is_previewed = FALSE;
  self->is_filling = FALSE;
  on_edited (self);
}

GradusImportWindow *
gradus_import_window_new (GtkWindow *parent, GradusRecords *records, const GradusDataSpec *spec)
{
  GradusImportWindow *self =
      g_object_new (GRADUS_TYPE_IMPORT_WINDOW, "transient-for", parent, NULL);

  self->records = gradus_records_ref (records);
  fill (self, spec);
  gtk_widget_grab_focus (self->use_button);
  return self;
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_import_window_finalize (GObject *object)
{
  GradusImportWindow *self = GRADUS_IMPORT_WINDOW (object);

  gradus_data_spec_clear (&self->spec);
  g_clear_pointer (&self->records, gradus_records_unref);
  g_ptr_array_unref (self->input_rows);
  g_free (self->checks);
  G_OBJECT_CLASS (gradus_import_window_parent_class)->finalize (object);
}

#define BIND(member) gtk_widget_class_bind_template_child (widget_class, GradusImportWindow, member)

static void
gradus_import_window_class_init (GradusImportWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = gradus_import_window_finalize;
  imported_signal = g_signal_new ("imported", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/import-window.ui");
  BIND (title);
  BIND (use_button);
  BIND (preview_place);
  BIND (header);
  BIND (encoding);
  BIND (side);
  BIND (colour);
  BIND (target);
  BIND (task);
  BIND (pictures);
  BIND (scaling);
  BIND (missing);
  BIND (inputs);
  BIND (turn);
  BIND (flip_row);
  BIND (flip);
  BIND (test_row);
  BIND (notes);
  BIND (test_spin);
  BIND (test);
  BIND (summary);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_use);
  gtk_widget_class_bind_template_callback (widget_class, on_text_form);
  gtk_widget_class_bind_template_callback (widget_class, on_picture_form);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gradus_import_window_init (GradusImportWindow *self)
{
  self->is_filling = TRUE;
  self->input_rows = g_ptr_array_new ();
  self->spec = gradus_data_spec_make (&gradus_file_generator);
  gtk_widget_init_template (GTK_WIDGET (self));
  gradus_number_spin_attend (GTK_WIDGET (self));
  gradus_number_spin_set_percent (self->test_spin);
}
