/* SPDX-License-Identifier: MIT */
#include "app/views/setting-control.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/common/choices.h"
#include "app/common/number-spin.h"

/* Pixels. */
#define SPACING 6
#define SLIDER_WIDTH 180

struct _GradusSettingControl {
  GtkWidget parent_instance;

  GradusView *view;
  const GradusFigureSetting *setting;
  GtkWidget *widget;         /* that is used; NULL: no run has had a use for it yet */
  GtkAdjustment *adjustment; /* of a number; or NULL */
  double usual;              /* before somebody sets another value */
};

G_DEFINE_FINAL_TYPE (GradusSettingControl, gradus_setting_control, GTK_TYPE_WIDGET)

/* -- Between the control and the view ---------------------------------------------------------- */

static void
show_value (GradusSettingControl *self)
{
  const double value = gradus_figure_get (gradus_view_get_figure (self->view), self->setting->name);

  if (!self->widget)
    return;
  if (self->adjustment)
    gtk_adjustment_set_value (self->adjustment, value);
  else if (GTK_IS_DROP_DOWN (self->widget))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->widget), (guint) value);
  else
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->widget), value != 0);
}

static void
on_used (GradusSettingControl *self)
{
  double value;

  if (self->adjustment)
    value = gtk_adjustment_get_value (self->adjustment);
  else if (GTK_IS_DROP_DOWN (self->widget))
    value = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->widget));
  else
    value = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->widget));
  /* A list is empty while it is filled anew. */
  if (value != GTK_INVALID_LIST_POSITION)
    gradus_view_set (self->view, self->setting->name, value);
}

/* -- Kinds of controls ------------------------------------------------------------------------- */

static void
add_switch (GradusSettingControl *self)
{
  self->widget = gtk_toggle_button_new_with_label (_ (self->setting->title));
  gtk_widget_set_focus_on_click (self->widget, FALSE);
  g_signal_connect_swapped (self->widget, "toggled", G_CALLBACK (on_used), self);
}

/* It becomes as wide as its limit is now, so a limit that a run sets comes later. */
static void
add_number (GradusSettingControl *self)
{
  const GradusFigureSetting *setting = self->setting;
  const double highest = setting->find_highest ? setting->usual : setting->highest;

  self->adjustment = gtk_adjustment_new (setting->usual, setting->lowest, highest, 1, 5, 0);
  self->widget = gtk_spin_button_new (self->adjustment, 1, 0);
  gradus_number_spin_attend (self->widget);
  g_signal_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (on_used), self);
}

/* A slider ends with a hundredth: what is above would be too fine for it. */
static void
add_slider (GradusSettingControl *self)
{
  const GradusFigureSetting *setting = self->setting;

  self->adjustment = gtk_adjustment_new (setting->usual, setting->lowest,
                                         floor (setting->highest * 100) / 100, 0.05, 0.25, 0);
  self->widget = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, self->adjustment);
  gtk_widget_set_size_request (self->widget, SLIDER_WIDTH, -1);
  g_signal_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (on_used), self);
}

static void
fill_list (GradusSettingControl *self, char **titles)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new ((const char *const *) titles);

  gtk_drop_down_set_model (GTK_DROP_DOWN (self->widget), G_LIST_MODEL (list));
}

static void
add_list (GradusSettingControl *self)
{
  self->widget = gtk_drop_down_new (NULL, NULL);
  if (self->setting->titles) {
    g_auto (GStrv) titles = gradus_figure_setting_list_choices (self->setting, NULL);

    gradus_choices_let_shrink (GTK_DROP_DOWN (self->widget));
    fill_list (self, titles);
  }
  if (self->setting->is_heading) {
    gtk_widget_set_hexpand (self->widget, TRUE);
    gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  }
  g_signal_connect_swapped (self->widget, "notify::selected", G_CALLBACK (on_used), self);
}

/* A number has its title before it, a toggle on it; others are known by what they show, unless
 * they stand in a column. */
static void
add_title (GradusSettingControl *self)
{
  const GradusFigureSetting *setting = self->setting;
  GtkWidget *label;

  if (!setting->title || (setting->kind != GRADUS_FIGURE_SETTING_WHOLE && !setting->is_of_curves))
    return;
  label = gtk_label_new (_ (setting->title));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, setting->is_of_curves);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
}

static void
add_widget (GradusSettingControl *self)
{
  const GradusFigureSetting *setting = self->setting;
  const char *label = setting->label ? setting->label : setting->title;

  switch (setting->kind) {
  case GRADUS_FIGURE_SETTING_SWITCH:
    add_switch (self);
    break;
  case GRADUS_FIGURE_SETTING_WHOLE:
    add_number (self);
    break;
  case GRADUS_FIGURE_SETTING_REAL:
    add_slider (self);
    break;
  case GRADUS_FIGURE_SETTING_CHOICE:
    add_list (self);
    break;
  case GRADUS_FIGURE_SETTING_PART:
    g_return_if_reached ();
  }
  gtk_widget_set_valign (self->widget, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->widget, _ (setting->tooltip));
  if (setting->kind != GRADUS_FIGURE_SETTING_SWITCH) /* whose own text is its name */
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ (label), -1);
  gtk_widget_set_parent (self->widget, GTK_WIDGET (self));
  show_value (self);
}

/* Whether a run decides if there is anything to set. */
static gboolean
depends_on_run (const GradusFigureSetting *setting)
{
  return setting->is_useful || setting->list_choices;
}

/* Whether another setting has the value with which this one says something. */
static gboolean
is_of_use (const GradusSettingControl *self)
{
  const GradusFigureSetting *setting = self->setting;

  return !setting->only_with ||
         gradus_figure_get (gradus_view_get_figure (self->view), setting->only_with) ==
             setting->only_at;
}

static void
show_if_of_use (GradusSettingControl *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), is_of_use (self));
}

static void
follow_other (GradusSettingControl *self)
{
  g_autofree char *signal = g_strconcat ("setting-changed::", self->setting->only_with, NULL);

  g_signal_connect_object (self->view, signal, G_CALLBACK (show_if_of_use), self,
                           G_CONNECT_SWAPPED);
  show_if_of_use (self);
}

GtkWidget *
gradus_setting_control_new (GradusView *view, const GradusFigureSetting *setting)
{
  GradusSettingControl *self = g_object_new (GRADUS_TYPE_SETTING_CONTROL, NULL);
  g_autofree char *signal = g_strconcat ("setting-changed::", setting->name, NULL);

  self->view = view;
  self->setting = setting;
  self->usual = setting->usual;
  add_title (self);
  if (depends_on_run (setting))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  else
    add_widget (self);
  g_signal_connect_object (view, signal, G_CALLBACK (show_value), self, G_CONNECT_SWAPPED);
  if (setting->only_with)
    follow_other (self);
  return GTK_WIDGET (self);
}

/* What nobody has set follows the run. */
static void
use_best (GradusSettingControl *self, const GradusFigureSource *source)
{
  const char *name = self->setting->name;
  const double usual = self->usual;

  self->usual = self->setting->find_best (source);
  if (gradus_figure_get (gradus_view_get_figure (self->view), name) == usual)
    gradus_view_set (self->view, name, self->usual);
  show_value (self); /* which may have been beyond the limit of the run before */
}

void
gradus_setting_control_fit (GradusSettingControl *self, const GradusFigureSource *source)
{
  const GradusFigureSetting *setting = self->setting;
  g_auto (GStrv) choices =
      setting->list_choices ? gradus_figure_setting_list_choices (setting, source) : NULL;
  const gboolean is_useful =
      (!setting->is_useful || setting->is_useful (source)) && (!choices || *choices);

  if (is_useful && !self->widget)
    add_widget (self);
  if (self->widget && setting->kind == GRADUS_FIGURE_SETTING_WHOLE)
    gtk_adjustment_set_upper (self->adjustment,
                              gradus_figure_setting_find_highest (setting, source));
  if (setting->find_best)
    use_best (self, source);
  if (choices) {
    if (self->widget)
      fill_list (self, choices);
    gradus_view_set (self->view, setting->name, setting->usual);
    show_value (self);
  }
  gtk_widget_set_visible (GTK_WIDGET (self), is_useful && is_of_use (self));
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_setting_control_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_setting_control_parent_class)->dispose (object);
}

static void
gradus_setting_control_class_init (GradusSettingControlClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gradus_setting_control_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
}

static void
gradus_setting_control_init (GradusSettingControl *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              SPACING);
}
