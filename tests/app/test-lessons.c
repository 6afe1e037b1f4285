/* SPDX-License-Identifier: MIT */

/* Lessons in the window: their pane, the guide, progress, presentation, the language, and what
 * tells of each control what it does. Needs a display. */
#include <adwaita.h>

#include "app/application.h"
#include "app/common/help-topic.h"
#include "app/common/language.h"
#include "app/lessons/prose-view.h"
#include "app/views/view.h"
#include "app/views/views-panel.h"
#include "app/window/guide.h"
#include "app/window/window.h"
#include "document/edit.h"
#include "lesson/library.h"
#include "finding.h"
#include "train/pace.h"

static void
iterate (double seconds)
{
  const gint64 end = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
}

static void
close_window (GtkWindow *window)
{
  gtk_window_destroy (window);
  iterate (0.05);
}

/* -- What each control says of itself ---------------------------------------------------------- */

static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_SPIN_BUTTON (widget) ||
         GTK_IS_RANGE (widget) || GTK_IS_ENTRY (widget) || GTK_IS_MENU_BUTTON (widget) ||
         GTK_IS_SWITCH (widget);
}

/* Its own, or that of what it is a part of, below the window. */
static gboolean
has_tooltip (GtkWidget *widget)
{
  for (; widget && !GTK_IS_WINDOW (widget); widget = gtk_widget_get_parent (widget)) {
    if (gtk_widget_get_tooltip_text (widget))
      return TRUE;
  }
  return FALSE;
}

/* Counts the controls that nobody could find out about. Popovers are menus, whose items say what
 * they are. */
static guint
count_silent (GtkWidget *widget)
{
  guint n = 0;

  if (GTK_IS_POPOVER (widget) || GTK_IS_SCROLLBAR (widget) || !gtk_widget_get_visible (widget) ||
      GTK_IS_WINDOW_CONTROLS (widget) || GTK_IS_STACK_SWITCHER (widget))
    return 0;
  if (is_control (widget) && !has_tooltip (widget)) {
    g_autofree char *label =
        GTK_IS_BUTTON (widget) ? g_strdup (gtk_button_get_label (GTK_BUTTON (widget))) : NULL;

    g_printerr ("# without a tooltip: %s “%s” in %s in %s\n", G_OBJECT_TYPE_NAME (widget),
                label ? label : "", G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)),
                G_OBJECT_TYPE_NAME (gtk_widget_get_parent (gtk_widget_get_parent (widget))));
    return 1;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += count_silent (child);
  return n;
}

/* Pages are made when they are first shown. */
static void
visit_pages (GradusWindow *window)
{
  GtkWidget *views = find_first (GTK_WIDGET (window), GRADUS_TYPE_VIEWS_PANEL);

  for (guint i = 0; gradus_page_names[i]; i++)
    gtk_widget_activate_action (views, "views.page", "s", gradus_page_names[i]);
}

static void
test_tooltips (void)
{
  GradusWindow *window = gradus_window_new (NULL);

  gtk_window_present (GTK_WINDOW (window));
  gradus_window_open_lesson (window, g_ptr_array_index (gradus_library_get_course (), 0), 1);
  visit_pages (window);
  iterate (0.5);
  g_assert_cmpuint (count_silent (GTK_WIDGET (window)), ==, 0);
  close_window (GTK_WINDOW (window));
}

/* Every topic that a control is about has something that explains it. Returns how many there
 * were. */
static guint
check_topics (GtkWidget *widget)
{
  const char *name = gtk_widget_get_name (widget);
  GradusLesson *lesson;
  guint n = 0, step;

  if (g_str_has_prefix (name, "topic:")) {
    n++;
    if (!gradus_library_find_topic (name + strlen ("topic:"), &lesson, &step))
      g_error ("No step explains “%s”", name);
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += check_topics (child);
  return n;
}

static void
test_topics (void)
{
  GradusWindow *window = gradus_window_new (NULL);

  visit_pages (window);
  g_assert_cmpuint (check_topics (GTK_WIDGET (window)), >, 20);
  close_window (GTK_WINDOW (window));
}

/* A window that is made anew has all that it had, and leaves nothing behind that still listens. */
static void
test_succession (void)
{
  GradusWindow *before = gradus_window_new (NULL), *window;
  GradusLesson *lesson = g_ptr_array_index (gradus_library_get_course (), 0);
  GtkWidget *content = gtk_widget_get_first_child (GTK_WIDGET (before));
  GradusDocument *document = gradus_window_get_document (before);
  GradusRun *run;

  gtk_window_present (GTK_WINDOW (before));
  gradus_window_open_lesson (before, lesson, 1);
  iterate (0.3);
  run = gradus_window_get_run (before);
  g_object_add_weak_pointer (G_OBJECT (before), (gpointer *) &before);
  g_object_add_weak_pointer (G_OBJECT (content), (gpointer *) &content);
  window = gradus_window_succeed (before);
  iterate (0.3);
  g_assert_null (before);
  g_assert_null (content);
  g_assert_true (gradus_window_get_document (window) == document);
  g_assert_true (gradus_window_get_run (window) == run);
  gradus_document_insert (document, 0,
                          run = gradus_run_new (gradus_run_get_experiment (run), NULL));
  g_object_unref (run);
  iterate (0.2);
  close_window (GTK_WINDOW (window));
}

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

/* A step that is entered trains at the usual pace, whatever the speed was before: only its act says
 * otherwise. */
static void
test_speed (void)
{
  GradusWindow *window = gradus_window_new (NULL);
  GradusSpeedControl *speed;

  gtk_window_present (GTK_WINDOW (window));
  speed = GRADUS_SPEED_CONTROL (find_widget (GTK_WIDGET (window), GRADUS_TYPE_SPEED_CONTROL));
  for (guint step = 0; step < 2; step++) {
    gradus_speed_control_set_speed (speed, 5);
    g_assert_true (gradus_speed_control_get_speed (speed) == 5);
    gradus_window_open_lesson (window, g_ptr_array_index (gradus_library_get_course (), 0),
                               (int) step);
    iterate (0.3);
    g_assert_true (gradus_speed_control_get_seconds (speed) == GRADUS_PACE_USUAL_SECONDS);
  }
  close_window (GTK_WINDOW (window));
}

static GradusView *
find_view (GtkWidget *widget, const char *figure)
{
  GradusView *found = GRADUS_IS_VIEW (widget) ? GRADUS_VIEW (widget) : NULL;

  if (found && strcmp (gradus_view_get_figure (found)->class->name, figure) != 0)
    found = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_view (child, figure);
  return found;
}

/* What somebody chose in a view stays within a lesson, and not in the next one, whose texts are
 * about views as they usually are. */
static void
test_views_begin_anew (void)
{
  GradusWindow *window = gradus_window_new (NULL);
  GradusView *view;

  gtk_window_present (GTK_WINDOW (window));
  view = find_view (GTK_WIDGET (window), "gradients");
  gradus_window_open_lesson (window, g_ptr_array_index (gradus_library_get_course (), 0), 0);
  iterate (0.3);
  gradus_view_set (view, "measure", 6);
  gradus_window_open_lesson (window, g_ptr_array_index (gradus_library_get_course (), 0), 1);
  iterate (0.3);
  g_assert_true (gradus_figure_get (gradus_view_get_figure (view), "measure") == 6);
  gradus_window_open_lesson (window, g_ptr_array_index (gradus_library_get_course (), 1), 0);
  iterate (0.3);
  g_assert_true (gradus_figure_get (gradus_view_get_figure (view), "measure") == 0);
  close_window (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("gradus-lessons-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/lessons/tooltips", test_tooltips);
  g_test_add_func ("/lessons/topics", test_topics);
  g_test_add_func ("/lessons/succession", test_succession);
  g_test_add_func ("/lessons/speed", test_speed);
  g_test_add_func ("/lessons/views-begin-anew", test_views_begin_anew);
  return g_test_run ();
}
