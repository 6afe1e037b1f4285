/* SPDX-License-Identifier: MIT */
#include "app/common/toaster.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Seconds for a sentence, and as many more for each so many letters of it: time to read. */
#define LEAST_SECONDS 5
#define LETTERS_PER_SECOND 12

/* The rows, from the top; each shows while it has a sentence. */
enum {
  FAULTS,
  TROUBLE,
  NEWS,
  N_ROWS
};

/* The least width of a line that stays. */
#define LEAST_LETTERS 20

/* So many faults stand in their row, the newest last. */
#define MOST_FAULTS 4

typedef struct {
  GtkWidget *box, *grid, *lines, *look, *button; /* the grid fills the box; NULL before the first */
  char *sentence;
} Row;

struct _GradusToaster {
  GtkWidget parent_instance;

  GtkWidget *box;
  Row rows[N_ROWS];
  guint timeout; /* of the news */
};

G_DEFINE_FINAL_TYPE (GradusToaster, gradus_toaster, GTK_TYPE_WIDGET)

static void
clear_row (GradusToaster *self, Row *row)
{
  GtkWidget *line;

  if (!row->box)
    return;
  if (row == &self->rows[NEWS])
    g_clear_handle_id (&self->timeout, g_source_remove);
  gtk_widget_set_visible (row->box, FALSE);
  for (line = gtk_widget_get_first_child (row->lines); line;
       line = gtk_widget_get_next_sibling (line)) {
    gtk_label_set_label (GTK_LABEL (line), "");
    gtk_widget_set_visible (line, FALSE);
  }
  g_clear_pointer (&row->sentence, g_free);
}

void
gradus_toaster_clear (GradusToaster *self)
{
  clear_row (self, &self->rows[NEWS]);
}

void
gradus_toaster_clear_trouble (GradusToaster *self)
{
  clear_row (self, &self->rows[TROUBLE]);
}

const char *
gradus_toaster_get_sentence (GradusToaster *self)
{
  for (int i = N_ROWS - 1; i >= 0; i--) {
    if (self->rows[i].sentence)
      return self->rows[i].sentence;
  }
  return NULL;
}

static void
on_timeout (gpointer data)
{
  GradusToaster *self = data;

  self->timeout = 0;
  gradus_toaster_clear (self);
}

/* Sentences often come from an error's message, which begins with a small letter. Free with
 * g_free(). */
static char *
capitalise (const char *sentence)
{
  char *text = g_strdup (sentence);

  text[0] = g_ascii_toupper (text[0]);
  return text;
}

/* A label each: one with several lines that wrap asks for other heights than it takes. */
static void
show_lines (const Row *row)
{
  g_auto (GStrv) lines = g_strsplit (row->sentence, "\n", MOST_FAULTS);
  GtkWidget *label = gtk_widget_get_first_child (row->lines);

  for (char **line = lines; *line; line++, label = gtk_widget_get_next_sibling (label)) {
    gtk_label_set_label (GTK_LABEL (label), *line);
    gtk_widget_set_visible (label, TRUE);
  }
}

/* -- Rows -------------------------------------------------------------------------------------- */

/* A file's name may be longer than the window is wide, so lines that stay break within words, too,
 * and have a least width: how high they are at a letter's width must not be asked. */
static void
add_line (GradusToaster *self, const Row *row)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (row != &self->rows[NEWS]) {
    gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
    gtk_label_set_width_chars (GTK_LABEL (label), LEAST_LETTERS);
  }
  gtk_widget_set_vexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row->lines), label);
}

/* That of a button, or of what is in it. */
static Row *
find_row (GradusToaster *self, GtkWidget *button)
{
  GtkWidget *grid = gtk_widget_get_parent (button);

  for (guint i = 0; i < N_ROWS; i++) {
    if (self->rows[i].grid == grid)
      return &self->rows[i];
  }
  g_return_val_if_reached (NULL);
}

static void
on_clicked (GradusToaster *self, GtkWidget *button)
{
  clear_row (self, find_row (self, button));
}

static GtkWidget *
add_plain_button (const Row *row, int column)
{
  GtkWidget *button = gtk_button_new ();

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_grid_attach (GTK_GRID (row->grid), button, column, 0, 1, 1);
  return button;
}

/* What is offered is taken by the action that the button has; after that nothing is left to say. Who
 * has been shown what the sentence is about still reads it. */
static void
add_buttons (GradusToaster *self, Row *row)
{
  row->look = add_plain_button (row, 1);
  gtk_button_set_label (GTK_BUTTON (row->look), _ ("Show Me"));
  gtk_widget_set_tooltip_text (row->look, _ ("Open the view with these numbers, with what the sentence "
                                             "is about marked"));
  row->button = add_plain_button (row, 2);
  g_signal_connect_object (row->button, "clicked", G_CALLBACK (on_clicked), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
add_close_button (GradusToaster *self, const Row *row)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, _ ("Dismiss"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Dismiss"), -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_clicked), self);
  gtk_grid_attach (GTK_GRID (row->grid), button, 3, 0, 1, 1);
}

/* What wraps is lowest where it is widest. A grid says how high it is at its least width instead,
 * which newer GTK finds to be less than what it asks for. */
static void
measure_row (GtkWidget *box, GtkOrientation orientation, int for_size, int *least, int *natural,
             int *least_baseline, int *natural_baseline)
{
  GtkWidget *grid = gtk_widget_get_first_child (box);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    for_size = -1;
  else if (for_size < 0)
    gtk_widget_measure (grid, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &for_size, NULL, NULL);
  gtk_widget_measure (grid, orientation, for_size, least, natural, NULL, NULL);
}

static void
allocate_row (GtkWidget *box, int width, int height, int baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (box), width, height, -1, NULL);
}

static GtkSizeRequestMode
get_row_mode (GtkWidget *box)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* The next row above that has been made; NULL: none. */
static GtkWidget *
find_above (GradusToaster *self, const Row *row)
{
  for (const Row *above = row; above > self->rows; above--) {
    if (above[-1].box)
      return above[-1].box;
  }
  return NULL;
}

/* A grid, since a box puts what has a baseline on one and then is higher than it asked for. */
static void
add_row (GradusToaster *self, Row *row)
{
  row->box = g_object_new (ADW_TYPE_BIN, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, "visible",
                           FALSE, NULL);
  gtk_widget_set_layout_manager (
      row->box, gtk_custom_layout_new (get_row_mode, measure_row, allocate_row));
  row->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (row->grid), 12);
  adw_bin_set_child (ADW_BIN (row->box), row->grid);
  /* News are short and stand in the middle. A row in the middle is asked how wide it is at a height,
   * which several lines that wrap cannot say. */
  if (row == &self->rows[NEWS])
    gtk_widget_set_halign (row->box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (row->box, "notice");
  row->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_hexpand (row->lines, TRUE);
  gtk_widget_set_vexpand (self->box, FALSE); /* though the lines fill their row */
  gtk_grid_attach (GTK_GRID (row->grid), row->lines, 0, 0, 1, 1);
  for (guint i = 0; i < MOST_FAULTS; i++)
    add_line (self, row);
  add_buttons (self, row);
  add_close_button (self, row);
  gtk_box_insert_child_after (GTK_BOX (self->box), row->box, find_above (self, row));
}

/* -- Sentences --------------------------------------------------------------------------------- */

static void
show_sentence (GradusToaster *self, Row *row, const char *sentence, const char *label,
               const char *action)
{
  char *text = capitalise (sentence);

  if (!row->box)
    add_row (self, row);
  clear_row (self, row);
  row->sentence = text;
  show_lines (row);
  gtk_widget_set_visible (row->look, FALSE);
  gtk_widget_set_visible (row->button, label != NULL);
  gtk_button_set_label (GTK_BUTTON (row->button), label ? label : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row->button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->box), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  gtk_widget_set_visible (row->box, TRUE);
}

guint
gradus_toaster_count_seconds (const char *sentence)
{
  return LEAST_SECONDS + (guint) (g_utf8_strlen (sentence, -1) / LETTERS_PER_SECOND);
}

void
gradus_toaster_tell (GradusToaster *self, const char *sentence)
{
  gradus_toaster_offer (self, sentence, NULL, NULL, gradus_toaster_count_seconds (sentence));
}

void
gradus_toaster_offer (GradusToaster *self, const char *sentence, const char *label,
                      const char *action, guint seconds)
{
  show_sentence (self, &self->rows[NEWS], sentence, label, action);
  if (seconds > 0)
    self->timeout = g_timeout_add_once (1000 * seconds, on_timeout, self);
}

void
gradus_toaster_tell_trouble (GradusToaster *self, const char *sentence, const char *label,
                             const char *action, const char *look)
{
  show_sentence (self, &self->rows[TROUBLE], sentence, label, action);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->rows[TROUBLE].look), look);
  gtk_widget_set_visible (self->rows[TROUBLE].look, look != NULL);
}

/* A fault that is told again moves to the end. */
void
gradus_toaster_tell_fault (GradusToaster *self, const char *sentence)
{
  const char *present = self->rows[FAULTS].sentence;
  g_auto (GStrv) before = g_strsplit (present ? present : "", "\n", -1);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autofree char *last = capitalise (sentence), *text = NULL;

  for (char **line = before; *line; line++) {
    if (**line && !g_str_equal (*line, last))
      g_ptr_array_add (lines, *line);
  }
  g_ptr_array_add (lines, last);
  if (lines->len > MOST_FAULTS)
    g_ptr_array_remove_index (lines, 0);
  g_ptr_array_add (lines, NULL);
  text = g_strjoinv ("\n", (char **) lines->pdata);
  show_sentence (self, &self->rows[FAULTS], text, NULL, NULL);
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_toaster_dispose (GObject *object)
{
  GradusToaster *self = GRADUS_TOASTER (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (gradus_toaster_parent_class)->dispose (object);
}

static void
gradus_toaster_finalize (GObject *object)
{
  for (guint i = 0; i < N_ROWS; i++)
    g_free (GRADUS_TOASTER (object)->rows[i].sentence);
  G_OBJECT_CLASS (gradus_toaster_parent_class)->finalize (object);
}

static void
gradus_toaster_class_init (GradusToasterClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gradus_toaster_dispose;
  G_OBJECT_CLASS (class)->finalize = gradus_toaster_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
gradus_toaster_init (GradusToaster *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}
