/* SPDX-License-Identifier: MIT */
#include "lesson/library.h"

#include <gio/gio.h>
#include <string.h>

#include "gradus-lessons.h"

#define COURSE "/org/gradus/Gradus/lessons/"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The id of "04-ten-hidden-layers.json" is "ten-hidden-layers": the order may change, ids are
 * stored. */
static char *
make_id (const char *name)
{
  const char *start = name + strspn (name, "0123456789-");

  return g_strndup (start, strcspn (start, "."));
}

/* A lesson of the course that cannot be read is a fault of this program, which tests find; nobody
 * can do anything about it at run time. */
static GradusLesson *
load_lesson (const char *name)
{
  g_autofree char *path = g_strconcat (COURSE, name, NULL), *id = make_id (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (gradus_lessons_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  GradusLesson *lesson = NULL;

  if (bytes)
    lesson = gradus_lesson_from_json (id, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                      NULL, &error);
  if (!lesson)
    g_error ("%s: %s", name, error->message);
  return lesson;
}

const GPtrArray *
gradus_library_get_course (void)
{
  static GPtrArray *course = NULL;
  static gsize is_read = 0;

  if (g_once_init_enter (&is_read)) {
    GPtrArray *lessons = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_lesson_unref);
    g_auto (GStrv) names = g_resource_enumerate_children (gradus_lessons_get_resource (), COURSE,
                                                          G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

    qsort (names, g_strv_length (names), sizeof (char *), compare_names);
    for (guint i = 0; names[i]; i++)
      g_ptr_array_add (lessons, load_lesson (names[i]));
    course = lessons;
    g_once_init_leave (&is_read, 1);
  }
  return course;
}

char *
gradus_library_get_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "gradus", "lessons", NULL);
}

GPtrArray *
gradus_library_list_own (void)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = gradus_library_get_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (gradus_lesson_is_one (path))
      g_ptr_array_add (paths, g_steal_pointer (&path));
  }
  g_ptr_array_sort (paths, compare_names);
  return paths;
}

GradusLesson *
gradus_library_find (const char *id)
{
  const GPtrArray *course = gradus_library_get_course ();

  for (guint i = 0; i < course->len; i++) {
    if (g_str_equal (gradus_lesson_get_id (g_ptr_array_index (course, i)), id))
      return g_ptr_array_index (course, i);
  }
  return NULL;
}

gboolean
gradus_library_find_topic (const char *topic, GradusLesson **lesson, guint *step)
{
  const GPtrArray *course = gradus_library_get_course ();

  for (guint i = 0; i < course->len; i++) {
    GradusLesson *one = g_ptr_array_index (course, i);

    for (guint j = 0; j < gradus_lesson_get_n_steps (one); j++) {
      char *const *topics = gradus_lesson_get_step (one, j)->explains;

      if (!topics || !g_strv_contains ((const char *const *) topics, topic))
        continue;
      *lesson = one;
      *step = j;
      return TRUE;
    }
  }
  return FALSE;
}
