/* SPDX-License-Identifier: MIT */
#include "app/lessons/hand-ins-table.h"

#include <glib/gi18n.h>

#include "app/common/host.h"

/* Rows are strings, the files' names; what they are of hangs on them. */
#define GRADED "gradus-graded"

typedef enum {
  COLUMN_NAME,
  COLUMN_FILE,
  COLUMN_FOUND,
  COLUMN_EXERCISE,
  COLUMN_ANSWER,
} ColumnKind;

/* What a column shows. */
typedef struct {
  const GradusHandIns *hand_ins;
  ColumnKind kind;
  guint step, exercise; /* the exercise's place among all */
} HandInColumn;

static const GradusGraded *
get_graded (gpointer row)
{
  return g_object_get_data (G_OBJECT (row), GRADED);
}

/* -- Cells ------------------------------------------------------------------------------------- */

static char *
describe_found (const GradusGraded *graded)
{
  if (graded->fault)
    return g_strdup (_ ("⚠ no hand-in"));
  if (gradus_graded_is_altered (graded) && gradus_graded_is_copied (graded))
    return g_strdup (_ ("⚠ altered, copied"));
  if (gradus_graded_is_altered (graded))
    return g_strdup (_ ("⚠ altered"));
  return g_strdup (gradus_graded_is_copied (graded) ? _ ("⚠ copied") : "–");
}

static const char *
describe_grade (GradusGrade grade)
{
  switch (grade) {
  case GRADUS_GRADE_MET:
    return _ ("✓ met");
  case GRADUS_GRADE_UNMET:
    return _ ("○ not met");
  case GRADUS_GRADE_UNKNOWN:
    return _ ("not run again");
  case GRADUS_GRADE_UNTRIED:
  default:
    return "–";
  }
}

static char *
describe_answer (const HandInColumn *column, const GradusGraded *graded)
{
  const GradusDeed *prediction = gradus_hand_in_find_prediction (graded->hand_in, column->step);
  g_autofree char *answer = gradus_hand_ins_describe_answer (prediction);

  if (!prediction)
    return g_strdup ("–");
  if (prediction->curve && prediction->answer < 0)
    answer = (g_free (answer), g_strdup (_ ("drawn")));
  return g_strdup_printf (
      "%s %s", gradus_hand_ins_is_right (column->hand_ins, column->step, prediction) ? "✓" : "✗",
      answer);
}

static char *
describe_cell (const HandInColumn *column, const GradusGraded *graded)
{
  if (column->kind == COLUMN_FOUND)
    return describe_found (graded);
  if (column->kind == COLUMN_FILE)
    return g_filename_display_basename (graded->filename);
  if (column->kind == COLUMN_NAME)
    return g_strdup (graded->fault ? "–" : graded->hand_in->name);
  if (graded->fault)
    return g_strdup ("");
  if (column->kind == COLUMN_ANSWER)
    return describe_answer (column, graded);
  return g_strdup (describe_grade (
      ((const GradusGradedExercise *) g_ptr_array_index (graded->exercises, column->exercise))
          ->grade));
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const HandInColumn *column = data;
  const GradusGraded *graded = get_graded (gtk_list_item_get_item (item));
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (item));
  g_autofree char *text = describe_cell (column, graded);

  gtk_label_set_label (label, text);
}

/* -- Below the table --------------------------------------------------------------------------- */

static void
add_exercise_lines (GString *text, const GradusHandIns *hand_ins, const GradusGraded *graded)
{
  guint n = 0;

  for (guint i = 0; i < gradus_lesson_get_n_steps (hand_ins->lesson); i++) {
    const GradusStep *step = gradus_lesson_get_step (hand_ins->lesson, i);
    const GradusGradedExercise *exercise;
    g_autofree char *changes = NULL, *help = NULL;

    if (!step->exercise)
      continue;
    exercise = g_ptr_array_index (graded->exercises, n++);
    changes = exercise->changes ? g_strjoinv ("; ", exercise->changes) : g_strdup ("");
    help = g_strdup_printf (_ ("hints %u, tries %u, minutes %u"), exercise->n_hints,
                            exercise->n_tries, (guint) (exercise->seconds / 60 + 0.5));
    g_string_append_printf (text, "\n%s: %s. %s%s%s. %s%s", gradus_words_say (step->title),
                            describe_grade (exercise->grade),
                            exercise->measured ? exercise->measured : "",
                            exercise->measured && *exercise->measured ? "; " : "", help, changes,
                            exercise->saw_solution ? _ (" The solution was shown.") : "");
  }
}

static char *
describe_graded (const GradusHandIns *hand_ins, const GradusGraded *graded)
{
  GString *text = g_string_new (graded->fault);
  g_autofree char *file = g_filename_display_basename (graded->filename);

  if (graded->fault)
    return g_string_free (text, FALSE);
  g_string_append_printf (text, "%s (%s)", graded->hand_in->name, file);
  for (guint i = 0; i < graded->signs->len; i++) {
    const GradusSign *sign = &g_array_index (graded->signs, GradusSign, i);
    g_autofree char *sentence = gradus_sign_describe (sign);
    const gboolean is_offence = gradus_evidence_is_altering (sign->kind) ||
                                gradus_evidence_is_copying (sign->kind);

    g_string_append_printf (text, "\n%s%s", is_offence ? "⚠ " : "", sentence);
  }
  add_exercise_lines (text, hand_ins, graded);
  return g_string_free (text, FALSE);
}

static void
on_selected (GtkSingleSelection *selection, GParamSpec *property, GtkLabel *label)
{
  const GradusHandIns *hand_ins = g_object_get_data (G_OBJECT (label), GRADED);
  gpointer row = gtk_single_selection_get_selected_item (selection);
  g_autofree char *text = row ? describe_graded (hand_ins, get_graded (row)) : g_strdup ("");

  gtk_label_set_label (label, text);
}

static void
on_activated (GtkColumnView *view, guint position, gpointer data)
{
  g_autoptr (GObject) row =
      g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (view)), position);

  if (row)
    gradus_host_open_file (GTK_WIDGET (view), get_graded (row)->filename);
}

/* -- The table --------------------------------------------------------------------------------- */

/* By what the cells say: what is met, and what was found, then stands together. */
static int
compare_hand_ins (gconstpointer a, gconstpointer b, gpointer data)
{
  g_autofree char *one = describe_cell (data, get_graded ((gpointer) a));
  g_autofree char *other = describe_cell (data, get_graded ((gpointer) b));

  return g_utf8_collate (one, other);
}

static void
append_column (GtkColumnView *view, const char *title, HandInColumn column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = GTK_SORTER (
      gtk_custom_sorter_new (compare_hand_ins, g_memdup2 (&column, sizeof column), g_free));
  GtkColumnViewColumn *added;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect_data (factory, "bind", G_CALLBACK (on_bind),
                         g_memdup2 (&column, sizeof column), (GClosureNotify) (void (*) (void)) g_free,
                         0);
  added = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (added, TRUE);
  gtk_column_view_column_set_sorter (added, sorter);
  gtk_column_view_append_column (view, added);
  g_object_unref (added);
}

static void
append_columns (GtkColumnView *view, const GradusHandIns *hand_ins)
{
  guint n = 0;

  append_column (view, _ ("Student"), (HandInColumn){ hand_ins, COLUMN_NAME });
  append_column (view, _ ("File"), (HandInColumn){ hand_ins, COLUMN_FILE });
  append_column (view, _ ("Found"), (HandInColumn){ hand_ins, COLUMN_FOUND });
  for (guint i = 0; i < gradus_lesson_get_n_steps (hand_ins->lesson); i++) {
    const GradusStep *step = gradus_lesson_get_step (hand_ins->lesson, i);
    const char *title = gradus_words_say (step->title);

    if (step->question)
      append_column (view, title, (HandInColumn){ hand_ins, COLUMN_ANSWER, i, 0 });
    if (step->exercise)
      append_column (view, title, (HandInColumn){ hand_ins, COLUMN_EXERCISE, i, n++ });
  }
}

static GListModel *
make_rows (const GradusHandIns *hand_ins)
{
  GListStore *rows = g_list_store_new (GTK_TYPE_STRING_OBJECT);

  for (guint i = 0; i < hand_ins->all->len; i++) {
    const GradusGraded *graded = g_ptr_array_index (hand_ins->all, i);
    g_autofree char *shown = g_filename_display_basename (graded->filename);
    g_autoptr (GtkStringObject) row = gtk_string_object_new (shown);

    g_object_set_data (G_OBJECT (row), GRADED, (gpointer) graded);
    g_list_store_append (rows, row);
  }
  return G_LIST_MODEL (rows);
}

static GtkWidget *
scroll (GtkWidget *child, gboolean expands)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  gtk_widget_set_vexpand (scroller, expands);
  return scroller;
}

static GtkWidget *
make_details (const GradusHandIns *hand_ins)
{
  GtkWidget *label = gtk_label_new (NULL);

  g_object_set_data (G_OBJECT (label), GRADED, (gpointer) hand_ins);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  return label;
}

GtkWidget *
gradus_hand_ins_table_new (const GradusHandIns *hand_ins)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *view = gtk_column_view_new (NULL), *details = make_details (hand_ins);
  GtkWidget *below = scroll (details, FALSE);
  GtkSorter *sorter = g_object_ref (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (view)));
  g_autoptr (GtkSingleSelection) rows = gtk_single_selection_new (
      G_LIST_MODEL (gtk_sort_list_model_new (make_rows (hand_ins), sorter)));

  gtk_column_view_set_model (GTK_COLUMN_VIEW (view), GTK_SELECTION_MODEL (rows));
  append_columns (GTK_COLUMN_VIEW (view), hand_ins);
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Table of hand-ins"), -1);
  g_signal_connect (view, "activate", G_CALLBACK (on_activated), NULL);
  g_signal_connect_object (rows, "notify::selected-item", G_CALLBACK (on_selected), details, 0);
  on_selected (rows, NULL, GTK_LABEL (details));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (below), 130);
  gtk_box_append (GTK_BOX (box), scroll (view, TRUE));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), below);
  return box;
}
