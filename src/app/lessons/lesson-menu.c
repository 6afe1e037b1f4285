/* SPDX-License-Identifier: MIT */
#include "app/lessons/lesson-menu.h"

#include <glib/gi18n.h>

#include "app/lessons/progress-store.h"
#include "lesson/library.h"

/* The lessons of the lecture on ReLU, before those that follow it. */
#define N_OF_LECTURE 12

/* Takes the label. Its underscores are doubled, for a single one would underline the next
 * letter. */
static void
append_item (GMenu *menu, char *label, const char *action, const char *target)
{
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *escaped = g_strjoinv ("__", parts);
  g_autoptr (GMenuItem) item = g_menu_item_new (escaped, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
  g_free (label);
}

static void
append_last (GMenu *menu)
{
  const char *id = gradus_progress_get_last (gradus_progress_store_get ());
  GradusLesson *lesson = id ? gradus_library_find (id) : NULL;
  g_autoptr (GMenu) section = g_menu_new ();

  if (!lesson || gradus_progress_has_ended (gradus_progress_store_get (), id) ||
      gradus_progress_get_step (gradus_progress_store_get (), id) == 0)
    return;
  append_item (section,
               g_strdup_printf (_ ("Go On: %s, Step %u"),
                                gradus_words_say (gradus_lesson_get_title (lesson)),
                                gradus_progress_get_step (gradus_progress_store_get (), id) + 1),
               "app.lesson", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static void
append_lessons (GMenu *menu, guint from, guint end)
{
  const GPtrArray *course = gradus_library_get_course ();

  for (guint i = from; i < MIN (end, course->len); i++) {
    GradusLesson *lesson = g_ptr_array_index (course, i);
    const char *id = gradus_lesson_get_id (lesson);
    const gboolean has_ended = gradus_progress_has_ended (gradus_progress_store_get (), id);

    append_item (menu,
                 g_strdup_printf ("%u  %s%s", i + 1,
                                  gradus_words_say (gradus_lesson_get_title (lesson)),
                                  has_ended ? "  ✓" : ""),
                 "app.lesson", id);
  }
}

/* All of them in one list are higher than a small screen. */
static void
append_course (GMenu *menu)
{
  g_autoptr (GMenu) section = g_menu_new (), further = g_menu_new ();

  append_lessons (section, 0, N_OF_LECTURE);
  append_lessons (further, N_OF_LECTURE, G_MAXUINT);
  g_menu_append_submenu (section, _ ("Further Lessons"), G_MENU_MODEL (further));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/* By its title; two that have the same by their files, too. */
static char *
name_own (GPtrArray *titles, const char *path, guint i)
{
  const char *title = g_ptr_array_index (titles, i);
  g_autofree char *name = g_filename_display_basename (path);
  guint n_same = 0;

  for (guint k = 0; k < titles->len; k++)
    n_same += title && g_strcmp0 (title, g_ptr_array_index (titles, k)) == 0;
  return !title       ? g_strdup (name)
         : n_same > 1 ? g_strdup_printf ("%s (%s)", title, name)
                      : g_strdup (title);
}

static void
append_own (GMenu *menu)
{
  g_autoptr (GPtrArray) paths = gradus_library_list_own ();
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < paths->len; i++)
    g_ptr_array_add (titles, gradus_lesson_read_title (g_ptr_array_index (paths, i)));
  for (guint i = 0; i < paths->len; i++) {
    const char *path = g_ptr_array_index (paths, i);

    append_item (section, name_own (titles, path, i), "app.lesson", path);
  }
  if (paths->len > 0)
    g_menu_append_section (menu, _ ("Own Lessons"), G_MENU_MODEL (section));
}

GMenuModel *
gradus_lesson_menu_new (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  append_last (menu);
  append_course (menu);
  append_own (menu);
  g_menu_append (section, _ ("_Achievements"), "app.achievements");
  g_menu_append (section, _ ("_Write a Lesson"), "win.write-lesson");
  g_menu_append (section, _ ("_Grade Hand-Ins…"), "app.hand-ins");
  g_menu_append (section, _ ("_Folder for Own Lessons"), "app.own-lessons");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  return G_MENU_MODEL (menu);
}
