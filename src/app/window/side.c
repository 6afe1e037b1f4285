/* SPDX-License-Identifier: MIT */
#include "app/window/side.h"

#include <adwaita.h>

#include "app/lessons/prose-view.h"

/* The smallest width of a window with room for both, and the width of each, in pixels. */
#define WIDE 1500
#define PANE 396

struct _GradusSide {
  GtkWidget parent_instance;

  GtkWidget *paused, *switcher, *separator, *panel_window;
  AdwBin *lesson_place, *writing_place; /* for panes that most windows never need */
  GtkToggleButton *lesson_toggle, *experiment_toggle;
  GradusProseView *task;
  GradusExperimentPanel *panel;

  gboolean has_lesson, is_wide, is_presenting, is_covered, is_folded, is_writing;
  int n_shown;
  char *task_text;
};

G_DEFINE_FINAL_TYPE (GradusSide, gradus_side, GTK_TYPE_WIDGET)

enum {
  PROP_IS_FOLDED = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* GTK leaves the divider where it was when the number of visible parts changes. */
static void
move_divider (GradusSide *self, int n_shown)
{
  GtkWidget *paned = gtk_widget_get_parent (GTK_WIDGET (self));

  if (n_shown == self->n_shown || n_shown == 0)
    return;
  self->n_shown = n_shown;
  if (paned && GTK_IS_PANED (paned))
    gtk_paned_set_position (GTK_PANED (paned), n_shown * PANE);
}

static void
arrange_parts (GradusSide *self)
{
  const gboolean is_writing = self->is_writing && !self->is_presenting;
  const gboolean has_text = self->has_lesson || is_writing;
  const gboolean is_narrow = has_text && !self->is_wide && !self->is_presenting;
  const gboolean chooses_lesson = gtk_toggle_button_get_active (self->lesson_toggle);
  const gboolean shows_lesson = has_text && (!is_narrow || chooses_lesson);
  const gboolean shows_panel =
      self->is_presenting ? FALSE : !has_text || self->is_wide || !chooses_lesson;

  gtk_widget_set_visible (self->switcher, is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->lesson_place), shows_lesson && !is_writing);
  gtk_widget_set_visible (GTK_WIDGET (self->writing_place), shows_lesson && is_writing);
  gtk_widget_set_visible (self->panel_window, shows_panel);
  gtk_widget_set_visible (self->separator, shows_lesson && shows_panel);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          (shows_lesson || shows_panel) && !self->is_folded && !self->is_covered);
  move_divider (self, shows_lesson + shows_panel);
  gradus_prose_view_set_text (self->task, is_narrow && !shows_lesson ? self->task_text : NULL);
}

static void
on_toggled (GradusSide *self)
{
  if (self->panel) /* the template sets toggles before it makes the panel */
    arrange_parts (self);
}

GradusExperimentPanel *
gradus_side_get_panel (GradusSide *self)
{
  return self->panel;
}

void
gradus_side_add_lesson_pane (GradusSide *self, GradusLessonPane *pane)
{
  adw_bin_set_child (self->lesson_place, GTK_WIDGET (pane));
}

GradusLessonPane *
gradus_side_get_lesson_pane (GradusSide *self)
{
  return (GradusLessonPane *) adw_bin_get_child (self->lesson_place);
}

static void
set_folded (GradusSide *self, gboolean is_folded)
{
  if (is_folded == self->is_folded)
    return;
  self->is_folded = is_folded;
  arrange_parts (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_FOLDED]);
}

void
gradus_side_set_covered (GradusSide *self, gboolean is_covered)
{
  self->is_covered = is_covered;
  arrange_parts (self);
}

/* Who opens a lesson wants to read it. */
void
gradus_side_set_has_lesson (GradusSide *self, gboolean has_lesson)
{
  if (has_lesson && !self->has_lesson)
    set_folded (self, FALSE);
  self->has_lesson = has_lesson;
  arrange_parts (self);
}

void
gradus_side_add_writing_pane (GradusSide *self, GradusWritingPane *pane)
{
  adw_bin_set_child (self->writing_place, GTK_WIDGET (pane));
}

GradusWritingPane *
gradus_side_get_writing_pane (GradusSide *self)
{
  return (GradusWritingPane *) adw_bin_get_child (self->writing_place);
}

/* Who begins to write wants to see it. */
void
gradus_side_set_writing (GradusSide *self, gboolean is_writing)
{
  self->is_writing = is_writing;
  if (is_writing)
    set_folded (self, FALSE);
  gradus_side_show_lesson (self, TRUE);
}

gboolean
gradus_side_is_writing (GradusSide *self)
{
  return self->is_writing;
}

void
gradus_side_set_paused (GradusSide *self, gboolean is_paused)
{
  gtk_widget_set_visible (self->paused, is_paused);
}

void
gradus_side_show_lesson (GradusSide *self, gboolean shows_lesson)
{
  gtk_toggle_button_set_active (shows_lesson ? self->lesson_toggle : self->experiment_toggle, TRUE);
  arrange_parts (self);
}

void
gradus_side_toggle (GradusSide *self)
{
  gradus_side_show_lesson (self, !gtk_toggle_button_get_active (self->lesson_toggle));
}

void
gradus_side_set_presenting (GradusSide *self, gboolean is_presenting)
{
  self->is_presenting = is_presenting;
  arrange_parts (self);
}

void
gradus_side_set_task (GradusSide *self, const char *task)
{
  g_free (self->task_text);
  self->task_text = g_strdup (task);
  arrange_parts (self);
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
on_surface_width (GradusSide *self, GParamSpec *pspec, GdkSurface *surface)
{
  const gboolean is_wide = gdk_surface_get_width (surface) >= WIDE;

  if (is_wide == self->is_wide)
    return;
  self->is_wide = is_wide;
  arrange_parts (self);
}

static void
gradus_side_realize (GtkWidget *widget)
{
  GdkSurface *surface;

  GTK_WIDGET_CLASS (gradus_side_parent_class)->realize (widget);
  surface = gtk_native_get_surface (gtk_widget_get_native (widget));
  g_signal_connect_object (surface, "notify::width", G_CALLBACK (on_surface_width), widget,
                           G_CONNECT_SWAPPED);
}

static void
gradus_side_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IS_FOLDED)
    g_value_set_boolean (value, GRADUS_SIDE (object)->is_folded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gradus_side_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IS_FOLDED)
    set_folded (GRADUS_SIDE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gradus_side_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  g_clear_pointer (&GRADUS_SIDE (object)->task_text, g_free);
  G_OBJECT_CLASS (gradus_side_parent_class)->dispose (object);
}

#define BIND(member) gtk_widget_class_bind_template_child (widget_class, GradusSide, member)

static void
gradus_side_class_init (GradusSideClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_side_dispose;
  G_OBJECT_CLASS (class)->get_property = gradus_side_get_property;
  G_OBJECT_CLASS (class)->set_property = gradus_side_set_property;
  properties[PROP_IS_FOLDED] =
      g_param_spec_boolean ("is-folded", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, properties);
  widget_class->realize = gradus_side_realize;
  g_type_ensure (GRADUS_TYPE_EXPERIMENT_PANEL);
  g_type_ensure (GRADUS_TYPE_PROSE_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/side.ui");
  BIND (paused);
  BIND (switcher);
  BIND (lesson_place);
  BIND (writing_place);
  BIND (separator);
  BIND (panel_window);
  BIND (lesson_toggle);
  BIND (experiment_toggle);
  BIND (task);
  BIND (panel);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
}

static void
gradus_side_init (GradusSide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->n_shown = 1;
}
