/* SPDX-License-Identifier: MIT */
#include "app/experiment/records-preview.h"

#include <math.h>

#include "app/common/scheme.h"
#include "plot/picture-grid.h"

#define MOST_ROWS 30
#define MOST_COLUMNS 40
#define MOST_PICTURES 48

/* -- A table ----------------------------------------------------------------------------------- */

/* A column of the view. */
typedef struct {
  GradusRecords *records;
  guint column;
} Cell;

static void
free_cell (gpointer data, GClosure *closure)
{
  gradus_records_unref (((Cell *) data)->records);
  g_free (data);
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const Cell *cell = data;
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (
      GTK_LABEL (label),
      gradus_records_get_column (cell->records, cell->column)->kind == GRADUS_COLUMN_NUMBERS ? 1
                                                                                             : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 7);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const Cell *cell = data;
  g_autofree char *text =
      gradus_records_format_value (cell->records, gtk_list_item_get_position (item), cell->column);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static GtkColumnViewColumn *
make_column (GradusRecords *records, guint column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  for (guint i = 0; i < 2; i++) {
    Cell *cell = g_new (Cell, 1);

    *cell = (Cell){ gradus_records_ref (records), column };
    g_signal_connect_data (factory, i == 0 ? "setup" : "bind",
                           G_CALLBACK (i == 0 ? on_setup : on_bind), cell, free_cell, 0);
  }
  return gtk_column_view_column_new (gradus_records_get_column (records, column)->name, factory);
}

static GtkWidget *
make_table (GradusRecords *records)
{
  GtkStringList *rows = gtk_string_list_new (NULL);
  GtkWidget *view, *scrolled = gtk_scrolled_window_new ();

  for (guint i = 0; i < MIN (records->n_rows, MOST_ROWS); i++)
    gtk_string_list_append (rows, "");
  view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (rows))));
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (view), TRUE);
  for (guint i = 0; i < MIN (records->columns->len, MOST_COLUMNS); i++) {
    g_autoptr (GtkColumnViewColumn) column = make_column (records, i);

    gtk_column_view_column_set_resizable (column, TRUE);
    gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
  }
  gtk_widget_add_css_class (view, "data-table");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  return scrolled;
}

/* -- Pictures ---------------------------------------------------------------------------------- */

static void
draw_pictures (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const GradusImport *import = data;
  const GradusRecords *records = import->table;
  const GradusPictureLayout *shape = &import->picture;
  const guint n = MIN (records->n_rows, MOST_PICTURES), n_pixels = import->columns->len;
  g_autoptr (GPtrArray) captions = g_ptr_array_new_with_free_func (g_free);
  g_autofree GradusGridPicture *pictures = g_new0 (GradusGridPicture, n);
  g_autofree float *values = g_new (float, ((gsize) n * n_pixels));
  const GradusPictureGrid grid = {
    .pixels = { shape->width, shape->height, shape->n_channels, shape->is_planar },
    .n_pictures = n,
    .pictures = pictures,
    .pointer_x = NAN,
    .pointer_y = NAN,
  };
  g_autoptr (GradusStyle) style = gradus_scheme_make_style (gradus_scheme_find ());
  g_auto (GradusCanvas) canvas = { NULL };
  double low, high;

  for (gsize i = 0; i < (gsize) n * n_pixels; i++)
    values[i] = gradus_records_get_value (records, (guint) (i / n_pixels),
                                          g_array_index (import->columns, guint, i % n_pixels));
  gradus_picture_find_range (values, (gsize) n * n_pixels, &low, &high);
  for (guint i = 0; i < n; i++) {
    g_ptr_array_add (captions, gradus_records_format_value (records, i, import->target));
    pictures[i] = (GradusGridPicture){ values + (gsize) i * n_pixels, low, high, FALSE,
                                       g_ptr_array_index (captions, i) };
  }
  gradus_canvas_init (&canvas, cr, style, width, height);
  gradus_picture_grid_draw (&canvas, &grid);
}

static GtkWidget *
make_pictures (GradusImport *import)
{
  GtkWidget *area = gtk_drawing_area_new ();

  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_pictures,
                                  gradus_import_ref (import), (GDestroyNotify) gradus_import_unref);
  return area;
}

GtkWidget *
gradus_records_preview_new (GradusRecords *records, GradusImport *import)
{
  GtkWidget *preview =
      import && import->picture.width > 0 ? make_pictures (import) : make_table (records);

  gtk_widget_set_hexpand (preview, TRUE);
  gtk_widget_set_vexpand (preview, TRUE);
  return preview;
}
