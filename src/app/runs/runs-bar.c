/* SPDX-License-Identifier: MIT */
#include "app/runs/runs-bar.h"

#include <glib/gi18n.h>

#include "app/common/host.h"
#include "app/common/overflow-layout.h"
#include "app/runs/run-chip.h"
#include "document/edit.h"

struct _GradusRunsBar {
  GtkWidget parent_instance;

  GtkBox *chips; /* and, as the last child, `more` */
  GtkToggleButton *together;
  GtkMenuButton *more; /* the runs for which there is no room */

  GradusDocument *document;
  guint counting; /* the tick callback */
};

G_DEFINE_FINAL_TYPE (GradusRunsBar, gradus_runs_bar, GTK_TYPE_WIDGET)

static GtkWidget *
get_chip (GradusRunsBar *self, guint at)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  while (at-- > 0)
    chip = gtk_widget_get_next_sibling (chip);
  return chip;
}

static void
refresh_chips (GradusRunsBar *self)
{
  for (guint i = 0; i < gradus_document_get_n_runs (self->document); i++)
    gradus_run_chip_refresh (GRADUS_RUN_CHIP (get_chip (self, i)));
}

/* -- Chips that do not fit --------------------------------------------------------------------- */

/* "+3", with the names of the three. */
static gboolean
count_hidden (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GradusRunsBar *self = GRADUS_RUNS_BAR (widget);
  g_autofree char *label = NULL;
  guint n = 0;

  self->counting = 0;
  for (guint i = 0; i < gradus_document_get_n_runs (self->document); i++)
    n += !gtk_widget_get_child_visible (get_chip (self, i));
  label = g_strdup_printf ("+%u", n);
  gtk_menu_button_set_label (self->more, label);
  return G_SOURCE_REMOVE;
}

/* Not in the middle of a layout. */
static void
count_soon (GradusRunsBar *self)
{
  if (!self->counting)
    self->counting = gtk_widget_add_tick_callback (GTK_WIDGET (self), count_hidden, NULL, NULL);
}

/* A GtkMenuButtonCreatePopupFunc. */
static void
list_hidden_runs (GtkMenuButton *button, gpointer data)
{
  GradusRunsBar *self = data;
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < gradus_document_get_n_runs (self->document); i++) {
    g_autoptr (GMenuItem) item = g_menu_item_new (
        gradus_document_get_label (self->document, gradus_document_get_run (self->document, i)),
        NULL);

    if (gtk_widget_get_child_visible (get_chip (self, i)))
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

static void
keep_selected (GradusRunsBar *self)
{
  const guint at =
      gradus_document_find (self->document, gradus_document_get_selected (self->document));

  gradus_overflow_layout_keep (
      GRADUS_OVERFLOW_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self->chips))),
      at < gradus_document_get_n_runs (self->document) ? get_chip (self, at) : NULL);
}

static void
on_selected (GradusRunsBar *self)
{
  refresh_chips (self);
  keep_selected (self);
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
  keep_selected (self);
  count_soon (self);
  gtk_widget_set_visible (GTK_WIDGET (self->together),
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
  g_signal_connect_object (gtk_widget_get_layout_manager (GTK_WIDGET (self->chips)), "shown",
                           G_CALLBACK (count_soon), self, G_CONNECT_SWAPPED);
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
  g_type_ensure (GRADUS_TYPE_OVERFLOW_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/runs-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusRunsBar, chips);
  gtk_widget_class_bind_template_child (widget_class, GradusRunsBar, together);
  gtk_widget_class_bind_template_child (widget_class, GradusRunsBar, more);
}

static void
gradus_runs_bar_init (GradusRunsBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
