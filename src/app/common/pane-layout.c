/* SPDX-License-Identifier: MIT */
#include "app/common/pane-layout.h"

#include <math.h>

/* A widget smaller than this is not laid out yet. */
#define LEAST_SIZE 50

static int
get_size (GtkPaned *paned)
{
  const gboolean is_wide =
      gtk_orientable_get_orientation (GTK_ORIENTABLE (paned)) == GTK_ORIENTATION_HORIZONTAL;

  return is_wide ? gtk_widget_get_width (GTK_WIDGET (paned))
                 : gtk_widget_get_height (GTK_WIDGET (paned));
}

double
gradus_pane_layout_get_share (GtkPaned *paned)
{
  const int size = get_size (paned), position = gtk_paned_get_position (paned);

  return size > 0 && position > 0 ? (double) position / size : 0;
}

/* As a share, since the next window may have another size. */
void
gradus_pane_layout_save (const GradusPaneLayout *layout, GKeyFile *file, const char *group)
{
  const double share = gradus_pane_layout_get_share (layout->paned);

  if (share > 0)
    g_key_file_set_double (file, group, layout->name, share);
}

/* Where a divider is to go, and how large its widget was at the last frame. */
typedef struct {
  double share;
  int size;
} Move;

static gboolean
move_divider (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  const int size = get_size (GTK_PANED (widget));
  Move *move = data;

  if (size < LEAST_SIZE || size != move->size) {
    move->size = size;
    return G_SOURCE_CONTINUE;
  }
  gtk_paned_set_position (GTK_PANED (widget), (int) lround (move->share * size));
  return G_SOURCE_REMOVE;
}

/* A position is in pixels, which are known when the widget has its size: so it is set by the first
 * frames between which that is the same. */
void
gradus_pane_layout_set_share (GtkPaned *paned, double share)
{
  const Move move = { share, 0 };

  gtk_widget_add_tick_callback (GTK_WIDGET (paned), move_divider, g_memdup2 (&move, sizeof move),
                                g_free);
}

void
gradus_pane_layout_load (const GradusPaneLayout *layout, GKeyFile *file, const char *group)
{
  const double saved = g_key_file_get_double (file, group, layout->name, NULL);

  gradus_pane_layout_set_share (layout->paned,
                                saved > 0.05 && saved < 0.95 ? saved : layout->usual);
}
