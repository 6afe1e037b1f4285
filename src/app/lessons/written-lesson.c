/* SPDX-License-Identifier: MIT */
#include "app/lessons/written-lesson.h"

/* As it was before something larger than a text was changed. */
typedef struct {
  GradusManuscript *manuscript;
  char *path;
  guint step;
} Former;

#define MOST_FORMER 50

struct _GradusWrittenLesson {
  GradusManuscript *manuscript;
  char *path;
  GPtrArray *former; /* of Former, the newest last */
};

static void
free_former (gpointer data)
{
  Former *former = data;

  gradus_manuscript_free (former->manuscript);
  g_free (former->path);
  g_free (former);
}

GradusWrittenLesson *
gradus_written_lesson_new (void)
{
  GradusWrittenLesson *self = g_new0 (GradusWrittenLesson, 1);

  self->former = g_ptr_array_new_with_free_func (free_former);
  return self;
}

void
gradus_written_lesson_free (GradusWrittenLesson *self)
{
  g_clear_pointer (&self->manuscript, gradus_manuscript_free);
  g_ptr_array_unref (self->former);
  g_free (self->path);
  g_free (self);
}

GradusManuscript *
gradus_written_lesson_get (GradusWrittenLesson *self)
{
  return self->manuscript;
}

const char *
gradus_written_lesson_get_path (GradusWrittenLesson *self)
{
  return self->path;
}

void
gradus_written_lesson_use (GradusWrittenLesson *self, GradusManuscript *manuscript, char *path)
{
  g_clear_pointer (&self->manuscript, gradus_manuscript_free);
  g_free (self->path);
  self->manuscript = manuscript;
  self->path = path;
}

gboolean
gradus_written_lesson_is_saved (GradusWrittenLesson *self)
{
  return self->path && gradus_manuscript_is_saved (self->manuscript, self->path);
}

gboolean
gradus_written_lesson_save (GradusWrittenLesson *self, const char *path, GError **error)
{
  if (!gradus_manuscript_save (self->manuscript, path, error))
    return FALSE;
  if (path != self->path) {
    g_free (self->path);
    self->path = g_strdup (path);
  }
  return TRUE;
}

void
gradus_written_lesson_remember (GradusWrittenLesson *self, guint step)
{
  Former *former = g_new (Former, 1);

  *former = (Former){ gradus_manuscript_copy (self->manuscript), g_strdup (self->path), step };
  g_ptr_array_add (self->former, former);
  if (self->former->len > MOST_FORMER)
    g_ptr_array_remove_index (self->former, 0);
}

gboolean
gradus_written_lesson_can_undo (GradusWrittenLesson *self)
{
  return self->former->len > 0;
}

guint
gradus_written_lesson_undo (GradusWrittenLesson *self)
{
  Former *former = g_ptr_array_steal_index (self->former, self->former->len - 1);
  const guint step = former->step;

  gradus_written_lesson_use (self, former->manuscript, former->path);
  g_free (former);
  return step;
}

char *
gradus_written_lesson_propose_name (GradusWrittenLesson *self)
{
  g_autofree char *title = g_utf8_strdown (gradus_manuscript_get_title (self->manuscript), -1);
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *at = title; *at; at = g_utf8_next_char (at)) {
    const gunichar letter = g_utf8_get_char (at);

    if (g_unichar_isalnum (letter))
      g_string_append_unichar (name, letter);
    else if (name->len > 0 && name->str[name->len - 1] != '-')
      g_string_append_c (name, '-');
  }
  while (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);
  g_string_append (name, name->len > 0 ? ".json" : "lesson.json");
  return g_string_free (g_steal_pointer (&name), FALSE);
}
