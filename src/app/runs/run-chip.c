/* SPDX-License-Identifier: MIT */
#include "app/runs/run-chip.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/common/host.h"
#include "app/common/mute.h"
#include "app/common/menu-later.h"
#include "app/common/swatch.h"
#include "app/common/typed-name.h"
#include "app/runs/damage-window.h"
#include "app/runs/run-clipboard.h"
#include "document/edit.h"

struct _GradusRunChip {
  GtkWidget parent_instance;

  GtkToggleButton *button;
  GradusSwatch *swatch;
  GtkLabel *label;
  GtkMenuButton *menu_button;
  GMenuModel *chip_menu;
  GtkPopover *name_popover;
  GtkEditable *name_entry;

  GradusDocument *document;
  GradusRun *run;
};

G_DEFINE_FINAL_TYPE (GradusRunChip, gradus_run_chip, GTK_TYPE_WIDGET)

void
gradus_run_chip_refresh (GradusRunChip *self)
{
  const char *label = gradus_document_get_label (self->document, self->run);
  const gboolean is_hidden = gradus_run_is_hidden (self->run);
  g_autofree char *menu_label = g_strdup_printf (_ ("Menu of the run %s"), label);

  gtk_label_set_label (self->label, label);
  gradus_swatch_show (self->swatch, gradus_run_get_colour (self->run), !is_hidden);
  gradus_mute (self->button, self);
  gtk_toggle_button_set_active (self->button,
                                gradus_document_get_selected (self->document) == self->run);
  gradus_unmute (self->button, self);
  gtk_widget_set_opacity (GTK_WIDGET (self->label), is_hidden ? 0.6 : 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chip.delete",
                                 gradus_document_get_n_runs (self->document) > 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  menu_label, -1);
}

/* -- What is asked of it ----------------------------------------------------------------------- */

/* A chip that is pressed stays pressed, for one run is always selected. */
static void
on_toggled (GradusRunChip *self)
{
  gradus_document_set_selected (self->document, self->run);
  gradus_run_chip_refresh (self);
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusRunChip *self = GRADUS_RUN_CHIP (widget);
  g_autoptr (GError) error = NULL;

  if (!gradus_document_duplicate (self->document, self->run, &error))
    gradus_host_tell (GTK_WIDGET (self), error->message);
}

static void
many_seeds_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusRunChip *self = GRADUS_RUN_CHIP (widget);

  gradus_document_set_selected (self->document, self->run);
  gtk_widget_activate_action (widget, "win.many-seeds", NULL);
}

static void
damage_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusRunChip *self = GRADUS_RUN_CHIP (widget);

  gradus_damage_window_open (GTK_WINDOW (gtk_widget_get_root (widget)), self->document, self->run,
                             GRADUS_DAMAGE_UNITS);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_run_clipboard_copy (widget, GRADUS_RUN_CHIP (widget)->run);
}

static void
rename_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusRunChip *self = GRADUS_RUN_CHIP (widget);

  gtk_editable_set_text (self->name_entry, gradus_document_get_label (self->document, self->run));
  gtk_popover_popup (self->name_popover);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
}

/* An empty name gives back the label that the document makes from what differs between the runs. */
static void
on_named (GradusRunChip *self)
{
  g_autofree char *name = gradus_typed_name_read (gtk_editable_get_text (self->name_entry));

  gtk_popover_popdown (self->name_popover);
  gradus_document_rename (self->document, self->run, name);
}

static void
colour_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusRunChip *self = GRADUS_RUN_CHIP (widget);

  gradus_document_recolour (self->document, self->run, gradus_run_get_colour (self->run) + 1);
}

static void
hide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusRunChip *self = GRADUS_RUN_CHIP (widget);

  gradus_document_hide (self->document, self->run, !gradus_run_is_hidden (self->run));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusRunChip *self = GRADUS_RUN_CHIP (widget);

  gradus_document_remove (self->document, self->run); /* frees the chip */
}

/* -- The widget -------------------------------------------------------------------------------- */

GtkWidget *
gradus_run_chip_new (GradusDocument *document, GradusRun *run)
{
  GradusRunChip *self = g_object_new (GRADUS_TYPE_RUN_CHIP, NULL);

  self->document = document;
  self->run = g_object_ref (run);
  gradus_run_chip_refresh (self);
  return GTK_WIDGET (self);
}

static void
gradus_run_chip_dispose (GObject *object)
{
  GradusRunChip *self = GRADUS_RUN_CHIP (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  g_clear_object (&self->run);
  G_OBJECT_CLASS (gradus_run_chip_parent_class)->dispose (object);
}

static void
gradus_run_chip_class_init (GradusRunChipClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_run_chip_dispose;
  g_type_ensure (GRADUS_TYPE_SWATCH);
  gtk_widget_class_install_action (widget_class, "chip.duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (widget_class, "chip.many-seeds", NULL, many_seeds_action);
  gtk_widget_class_install_action (widget_class, "chip.damage", NULL, damage_action);
  gtk_widget_class_install_action (widget_class, "chip.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "chip.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "chip.colour", NULL, colour_action);
  gtk_widget_class_install_action (widget_class, "chip.hide", NULL, hide_action);
  gtk_widget_class_install_action (widget_class, "chip.delete", NULL, delete_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/run-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusRunChip, button);
  gtk_widget_class_bind_template_child (widget_class, GradusRunChip, swatch);
  gtk_widget_class_bind_template_child (widget_class, GradusRunChip, label);
  gtk_widget_class_bind_template_child (widget_class, GradusRunChip, menu_button);
  gtk_widget_class_bind_template_child (widget_class, GradusRunChip, chip_menu);
  gtk_widget_class_bind_template_child (widget_class, GradusRunChip, name_popover);
  gtk_widget_class_bind_template_child (widget_class, GradusRunChip, name_entry);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_named);
}

static void
gradus_run_chip_init (GradusRunChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gradus_menu_later (self->menu_button, self->chip_menu);
}
