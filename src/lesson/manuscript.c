/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "experiment/experiment-tree.h"
#include "experiment/file.h"
#include "experiment/json-file.h"
#include "experiment/json-text.h"
#include "lesson/manuscript-private.h"
#include "lesson/written-words.h"

#define WHAT "a lesson"

static const char *const part_keys[GRADUS_N_SHELVES] = { "question", "exercise" };

static json_t *
make_empty_step (void)
{
  return json_pack ("{s:s, s:s}", "title", "", "text", "");
}

/* -- Its parts --------------------------------------------------------------------------------- */

json_t *
gradus_manuscript_get_steps (const GradusManuscript *self)
{
  return json_object_get (self->root, "steps");
}

json_t *
gradus_manuscript_get_step (const GradusManuscript *self, guint step)
{
  return json_array_get (gradus_manuscript_get_steps (self), step);
}

json_t *
gradus_manuscript_get_part (const GradusManuscript *self, guint step, GradusShelf which)
{
  return json_object_get (gradus_manuscript_get_step (self, step), part_keys[which]);
}

void
gradus_manuscript_shelve_part (GradusManuscript *self, guint step, GradusShelf which)
{
  json_t *own = gradus_manuscript_get_step (self, step);
  json_t *part = json_object_get (own, part_keys[which]);

  if (!part)
    return;
  json_decref (self->shelved[which]);
  json_decref (self->shelved_of[which]);
  self->shelved[which] = json_incref (part);
  self->shelved_of[which] = json_incref (own);
  json_object_del (own, part_keys[which]);
}

json_t *
gradus_manuscript_require_part (GradusManuscript *self, guint step, GradusShelf which)
{
  json_t *own = gradus_manuscript_get_step (self, step);

  if (!json_object_get (own, part_keys[which]) && self->shelved_of[which] == own)
    json_object_set (own, part_keys[which], self->shelved[which]);
  if (!json_is_object (json_object_get (own, part_keys[which])))
    json_object_set_new (own, part_keys[which], json_object ());
  return json_object_get (own, part_keys[which]);
}

void
gradus_manuscript_write (json_t *object, const char *key, const char *text)
{
  json_object_set_new (object, key,
                       gradus_written_words_change (json_object_get (object, key), text));
}

/* -- Files ------------------------------------------------------------------------------------- */

static GradusManuscript *
make_of (json_t *root)
{
  GradusManuscript *self = g_new0 (GradusManuscript, 1);

  self->root = root;
  return self;
}

GradusManuscript *
gradus_manuscript_new (void)
{
  return make_of (json_pack ("{s:i, s:s, s:[o]}", "gradus-lesson", 1, "title", "", "steps",
                             make_empty_step ()));
}

/* As much as this file relies on; the rest is the reader's business, when it is tried. */
static gboolean
is_written_so (json_t *root)
{
  json_t *steps = json_object_get (root, "steps");
  gboolean is_so = json_is_array (steps) && json_array_size (steps) > 0 &&
                   json_array_size (steps) <= GRADUS_LESSON_MAX_STEPS;

  for (gsize i = 0; is_so && i < json_array_size (steps); i++)
    is_so = json_is_object (json_array_get (steps, i));
  return is_so;
}

GradusManuscript *
gradus_manuscript_load (const char *path, gboolean is_draft, GError **error)
{
  g_autoptr (GradusLesson) lesson = is_draft ? NULL : gradus_lesson_load (path, error);
  g_autofree char *inside = g_build_filename (path, "lesson.json", NULL), *text = NULL;
  const char *filename = g_file_test (path, G_FILE_TEST_IS_DIR) ? inside : path;
  json_t *root;
  gsize length;

  if (!lesson && !is_draft)
    return NULL;
  text = gradus_json_file_read (filename, GRADUS_LESSON_MAX_BYTES, "lesson", &length, error);
  root = text ? gradus_json_file_parse (text, length, WHAT, error) : NULL;
  if (root && is_written_so (root))
    return make_of (root);
  if (root) {
    json_decref (root);
    g_set_error (error, GRADUS_LESSON_ERROR, GRADUS_LESSON_ERROR_INVALID, "%s is no lesson",
                 filename);
  }
  return NULL;
}

GradusManuscript *
gradus_manuscript_copy (const GradusManuscript *self)
{
  return make_of (json_deep_copy (self->root));
}

void
gradus_manuscript_free (GradusManuscript *self)
{
  json_decref (self->root);
  for (guint i = 0; i < GRADUS_N_SHELVES; i++) {
    json_decref (self->shelved[i]);
    json_decref (self->shelved_of[i]);
  }
  g_free (self);
}

static char *
write_tree (const json_t *root)
{
  g_autofree char *text = gradus_json_text (root, JSON_INDENT (2));

  return g_strconcat (text, "\n", NULL);
}

char *
gradus_manuscript_to_json (const GradusManuscript *self)
{
  return write_tree (self->root);
}

/* The file with the data of a step's experiment; NULL: there is none, or it is not written out. */
static const char *
get_data_path (json_t *step)
{
  return json_string_value (
      json_object_get (json_object_get (json_object_get (step, "experiment"), "data"), "path"));
}

/* What lies beside the lesson is named so that both can be moved. */
static void
name_data_beside (json_t *step, const char *folder)
{
  const char *path = get_data_path (step);
  const gsize length = strlen (folder);

  if (path && g_str_has_prefix (path, folder) && path[length] == G_DIR_SEPARATOR)
    json_object_set_new (json_object_get (json_object_get (step, "experiment"), "data"), "path",
                         json_string (path + length + 1));
}

/* As it is written into a file of that folder. */
static json_t *
make_file_tree (const GradusManuscript *self, const char *folder)
{
  json_t *root = json_deep_copy (self->root), *steps = json_object_get (root, "steps");

  for (gsize i = 0; i < json_array_size (steps); i++)
    name_data_beside (json_array_get (steps, i), folder);
  return root;
}

gboolean
gradus_manuscript_save (const GradusManuscript *self, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path), *text = NULL;
  g_autoptr (GradusJsonTree) root = make_file_tree (self, folder);

  text = write_tree (root);
  return gradus_file_replace (path, text, strlen (text), error);
}

gboolean
gradus_manuscript_is_saved (const GradusManuscript *self, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GradusManuscript) saved = gradus_manuscript_load (path, TRUE, NULL);
  g_autoptr (GradusJsonTree) root = make_file_tree (self, folder);

  return saved && json_equal (saved->root, root);
}

const char *
gradus_manuscript_find_strange_data (const GradusManuscript *self, const char *folder)
{
  for (guint i = 0; i < gradus_manuscript_get_n_steps (self); i++) {
    const char *path = get_data_path (gradus_manuscript_get_step (self, i));

    if (path && g_path_is_absolute (path) &&
        !(g_str_has_prefix (path, folder) && path[strlen (folder)] == G_DIR_SEPARATOR))
      return path;
  }
  return NULL;
}

/* -- The lesson -------------------------------------------------------------------------------- */

/* As in the file, in one language: so nothing of it is a new string. */
const char *
gradus_manuscript_get_title (const GradusManuscript *self)
{
  const char *title =
      json_string_value (gradus_written_words_find (json_object_get (self->root, "title")));

  return title ? title : "";
}

void
gradus_manuscript_set_title (GradusManuscript *self, const char *title)
{
  gradus_manuscript_write (self->root, "title", title);
}

gboolean
gradus_manuscript_holds_tips (const GradusManuscript *self)
{
  return json_is_false (json_object_get (self->root, "tips"));
}

void
gradus_manuscript_set_holds_tips (GradusManuscript *self, gboolean holds_tips)
{
  if (holds_tips)
    json_object_set_new (self->root, "tips", json_false ());
  else
    json_object_del (self->root, "tips");
}

guint
gradus_manuscript_get_n_steps (const GradusManuscript *self)
{
  return (guint) json_array_size (gradus_manuscript_get_steps (self));
}

gboolean
gradus_manuscript_insert_step (GradusManuscript *self, guint at)
{
  return gradus_manuscript_get_n_steps (self) < GRADUS_LESSON_MAX_STEPS &&
         json_array_insert_new (gradus_manuscript_get_steps (self), at, make_empty_step ()) == 0;
}

void
gradus_manuscript_move_step (GradusManuscript *self, guint from, guint to)
{
  json_t *step = json_incref (gradus_manuscript_get_step (self, from));

  json_array_remove (gradus_manuscript_get_steps (self), from);
  json_array_insert_new (gradus_manuscript_get_steps (self), to, step);
}

void
gradus_manuscript_remove_step (GradusManuscript *self, guint step)
{
  json_array_remove (gradus_manuscript_get_steps (self), step);
  if (gradus_manuscript_get_n_steps (self) == 0)
    json_array_append_new (gradus_manuscript_get_steps (self), make_empty_step ());
}
