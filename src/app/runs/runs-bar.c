/* SPDX-License-Identifier: MIT */
#include "app/runs/runs-bar.h"

#include <glib/gi18n.h>

#include "app/common/host.h"
#include "app/runs/run-chip.h"
#include "document/edit.h"

struct _GradusRunsBar {
  GtkWidget parent_instance;

  GtkScrolledWindow *scroller;
  GtkBox *chips;
  GtkToggleButton *together;
  GtkMenuButton *more; /* the runs that are scrolled out of sight */

  GradusDocument *document;
  guint revealing; /* the tick callback */
};

G_DEFINE_FINAL_TYPE (GradusRunsBar, gradus_runs_bar, GTK_TYPE_WIDGET)

static void
refresh_chips (GradusRunsBar *self)
{
  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips)); chip;
       chip = gtk_widget_get_next_sibling (chip))
    gradus_run_chip_refresh (GRADUS_RUN_CHIP (chip));
}

static GtkWidget *
get_chip (GradusRunsBar *self, guint at)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  while (chip && at-- > 0)
    chip = gtk_widget_get_next_sibling (chip);
  return chip;
}

/* -- Chips that do not fit --------------------------------------------------------------------- */

static gboolean
is_in_sight (GradusRunsBar *self, GtkWidget *chip)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);
  const double from = gtk_adjustment_get_value (adjustment);
  const double to = from + gtk_adjustment_get_page_size (adjustment);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (chip, GTK_WIDGET (self->chips), &bounds) &&
         (double) bounds.origin.x >= from - 1 &&
         (double) (bounds.origin.x + bounds.size.width) <= to + 1;
}

/* "+3", with the names of the three. */
static void
show_more (GradusRunsBar *self)
{
  g_autofree char *label = NULL;
  guint n = 0;

  for (guint i = 0; i < gradus_document_get_n_runs (self->document); i++)
    n += !is_in_sight (self, get_chip (self, i));
  label = g_strdup_printf ("+%u", n);
  gtk_menu_button_set_label (self->more, label);
  gtk_widget_set_opacity (GTK_WIDGET (self->more), n > 0 ? 1 : 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->more), n > 0);
}

/* A GtkMenuButtonCreatePopupFunc. */
static void
list_hidden_runs (GtkMenuButton *button, gpointer data)
{
  GradusRunsBar *self = data;
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < gradus_document_get_n_runs (self->document); i++) {
    g_autoptr (GMenuItem) item =
        g_menu_item_new (gradus_document_get_label (self->document,
                                                    gradus_document_get_run (self->document, i)),
                         NULL);

    if (is_in_sight (self, get_chip (self, i)))
      continue;
    g_menu_item_set_action_and_target (item, "runs.select", "u", i);
    g_menu_append_item (menu, item);
  }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
select_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusRunsBar *self = GRADUS_RUNS_BAR (widget);
  const guint at = g_variant_get_uint32 (parameter);

  if (at < gradus_document_get_n_runs (self->document))
    gradus_document_set_selected (self->document, gradus_document_get_run (self->document, at));
}

/* Only after the chip was laid out is it known where it is. */
static gboolean
reveal_selected (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GradusRunsBar *self = GRADUS_RUNS_BAR (widget);
  const guint at =
      gradus_document_find (self->document, gradus_document_get_selected (self->document));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);
  GtkWidget *chip = get_chip (self, at);
  graphene_rect_t bounds;

  self->revealing = 0;
  if (chip && gtk_widget_compute_bounds (chip, GTK_WIDGET (self->chips), &bounds))
    gtk_adjustment_clamp_page (adjustment, (double) bounds.origin.x,
                               (double) bounds.origin.x + (double) bounds.size.width);
  show_more (self);
  return G_SOURCE_REMOVE;
}

static void
reveal_soon (GradusRunsBar *self)
{
  if (!self->revealing)
    self->revealing = gtk_widget_add_tick_callback (GTK_WIDGET (self), reveal_selected, NULL, NULL);
}

static void
on_selected (GradusRunsBar *self)
{
  refresh_chips (self);
  reveal_soon (self);
}

/* Only the chips that changed are made anew: the others keep focus and open menus. */
static void
on_items_changed (GradusRunsBar *self, guint at, guint n_removed, guint n_added)
{
  while (n_removed-- > 0)
    gtk_box_remove (self->chips, get_chip (self, at));
  for (guint i = 0; i < n_added; i++) {
    GtkWidget *chip =
        gradus_run_chip_new (self->document, gradus_document_get_run (self->document, at + i));

    gtk_box_insert_child_after (self->chips, chip, at + i > 0 ? get_chip (self, at + i - 1) : NULL);
  }
  refresh_chips (self);
  reveal_soon (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->together),
                            gradus_document_get_n_runs (self->document) > 1);
}

void
gradus_runs_bar_set_document (GradusRunsBar *self, GradusDocument *document)
{
  g_return_if_fail (!self->document);

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED);
  /* What runs are called follows from all of them. */
  g_signal_connect_object (document, "unsettled", G_CALLBACK (refresh_chips), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::selected", G_CALLBACK (on_selected), self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (document, "together", self->together, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  on_items_changed (self, 0, 0, gradus_document_get_n_runs (document));
  gtk_menu_button_set_create_popup_func (self->more, list_hidden_runs, self, NULL);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller), "value-changed",
                           G_CALLBACK (show_more), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller), "notify::page-size",
                           G_CALLBACK (reveal_soon), self, G_CONNECT_SWAPPED);
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusRunsBar *self = GRADUS_RUNS_BAR (widget);
  g_autoptr (GError) error = NULL;

  if (!gradus_document_duplicate (self->document, gradus_document_get_selected (self->document),
                                  &error))
    gradus_host_tell (GTK_WIDGET (self), error->message);
}

static void
gradus_runs_bar_dispose (GObject *object)
{
  GradusRunsBar *self = GRADUS_RUNS_BAR (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (gradus_runs_bar_parent_class)->dispose (object);
}

static void
gradus_runs_bar_class_init (GradusRunsBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_runs_bar_dispose;
  gtk_widget_class_install_action (widget_class, "runs.duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (widget_class, "runs.select", "u", select_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/runs-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusRunsBar, scroller);
  gtk_widget_class_bind_template_child (widget_class, GradusRunsBar, chips);
  gtk_widget_class_bind_template_child (widget_class, GradusRunsBar, together);
  gtk_widget_class_bind_template_child (widget_class, GradusRunsBar, more);
}

static void
gradus_runs_bar_init (GradusRunsBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
