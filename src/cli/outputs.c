/* SPDX-License-Identifier: MIT */
#include "cli/outputs.h"

#include <gio/gio.h>
#include <errno.h>

#include "data/generator.h"
#include "experiment/file.h"
#include "experiment/refusal.h"
#include "export/format.h"
#include "platform/platform.h"
#include "store/document-file.h"

typedef struct {
  const char *option; /* NULL: an input */
  char *filename;
  GradusOutputKind kind;
} Named;

struct _GradusOutputs {
  GArray *inputs, *outputs; /* of Named */
};

static void
clear_named (gpointer data)
{
  g_free (((Named *) data)->filename);
}

static GArray *
make_list (void)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Named));

  g_array_set_clear_func (list, clear_named);
  return list;
}

GradusOutputs *
gradus_outputs_new (void)
{
  GradusOutputs *self = g_new (GradusOutputs, 1);

  *self = (GradusOutputs){ make_list (), make_list () };
  return self;
}

void
gradus_outputs_free (GradusOutputs *self)
{
  g_array_unref (self->inputs);
  g_array_unref (self->outputs);
  g_free (self);
}

static void
add_input (GradusOutputs *self, const char *filename, GradusOutputKind kind)
{
  const Named input = { NULL, g_strdup (filename), kind };

  g_array_append_val (self->inputs, input);
}

void
gradus_outputs_add_input (GradusOutputs *self, const char *filename)
{
  add_input (self, filename, GRADUS_OUTPUT_FILE);
}

void
gradus_outputs_add_document (GradusOutputs *self, const char *filename)
{
  add_input (self, filename, GRADUS_OUTPUT_DOCUMENT);
}

void
gradus_outputs_add_data (GradusOutputs *self, const GradusDataSpec *data)
{
  if (data->import)
    gradus_outputs_add_input (self, data->import->table->filename);
  if (data->import && data->import->table->beside)
    gradus_outputs_add_input (self, data->import->table->beside);
  if (data->path)
    gradus_outputs_add_input (self, data->path);
}

/* A companion is an output of its own, so that another one may not be called so either. */
void
gradus_outputs_add (GradusOutputs *self, const char *option, const char *filename,
                    GradusOutputKind kind)
{
  const GradusFormat *format =
      filename && kind == GRADUS_OUTPUT_WEIGHTS ? gradus_format_find (filename) : NULL;
  char *companion = format ? gradus_format_name_companion (format, filename) : NULL;
  const Named output = { option, g_strdup (filename), kind };
  const Named beside = { option, companion, GRADUS_OUTPUT_FILE };

  if (filename)
    g_array_append_val (self->outputs, output);
  if (companion)
    g_array_append_val (self->outputs, beside);
}

/* -- Which file a name stands for -------------------------------------------------------------- */

/* FALSE where one of them is not there. */
static gboolean
are_one (const char *name, const char *other)
{
  GradusFileStatus a, b;

  return gradus_platform_look (name, &a) && gradus_platform_look (other, &b) &&
         gradus_file_status_is_same (&a, &b);
}

/* Of a file that is there the system tells; of another one its folder and its own name do. Into a
 * device or a pipe several may be written. */
static gboolean
are_same (const char *name, const char *other)
{
  g_autofree char *end = gradus_file_resolve (name), *other_end = gradus_file_resolve (other);
  g_autofree char *base = g_path_get_basename (end), *folder = g_path_get_dirname (end);
  g_autofree char *other_base = g_path_get_basename (other_end);
  g_autofree char *other_folder = g_path_get_dirname (other_end);

  return gradus_file_is_replaceable (name) &&
         (are_one (end, other_end) ||
          (g_str_equal (base, other_base) && are_one (folder, other_folder)));
}

/* Of a folder that is read every file counts. */
static gboolean
would_be_lost (const Named *input, const Named *output)
{
  g_autofree char *resolved = gradus_file_resolve (output->filename);
  g_autofree char *folder = g_path_get_dirname (resolved);

  if (input->kind == GRADUS_OUTPUT_DOCUMENT && output->kind == GRADUS_OUTPUT_DOCUMENT)
    return FALSE;
  if (g_file_test (input->filename, G_FILE_TEST_IS_DIR))
    return g_file_test (resolved, G_FILE_TEST_EXISTS) && are_one (input->filename, folder);
  return are_same (input->filename, output->filename);
}

/* -- Whether it can be written ----------------------------------------------------------------- */

static gboolean
check_folder (const char *filename, GError **error)
{
  g_autofree char *place = g_strdup (filename);

  while (!g_file_test (place, G_FILE_TEST_EXISTS)) {
    g_autofree char *above = g_path_get_dirname (place);

    g_free (place);
    place = g_steal_pointer (&above);
  }
  if (!g_file_test (place, G_FILE_TEST_IS_DIR)) {
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR,
                 "%s: this is a file; give the name of a folder", place);
    return FALSE;
  }
  if (gradus_platform_may_write (place))
    return TRUE;
  g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (errno), "%s: %s", place,
               g_strerror (errno));
  return FALSE;
}

static gboolean
check_weights (const char *filename, GError **error)
{
  return gradus_format_check_companion (gradus_format_find (filename), filename, error) &&
         gradus_file_can_replace (filename, error);
}

static gboolean
can_be_written (const Named *output, GError **error)
{
  switch (output->kind) {
  case GRADUS_OUTPUT_WEIGHTS:
    return check_weights (output->filename, error);
  case GRADUS_OUTPUT_DOCUMENT:
    return gradus_document_file_can_save (output->filename, error);
  case GRADUS_OUTPUT_FOLDER:
    return check_folder (output->filename, error);
  case GRADUS_OUTPUT_FILE:
  default:
    return gradus_file_can_replace (output->filename, error);
  }
}

static gboolean
check_output (const GradusOutputs *self, guint at, GError **error)
{
  const Named *output = &g_array_index (self->outputs, Named, at);

  for (guint i = 0; i < self->inputs->len; i++) {
    if (would_be_lost (&g_array_index (self->inputs, Named, i), output))
      return gradus_refuse (error, "--%s %s: this is read, and would be lost; give another name",
                            output->option, output->filename);
  }
  for (guint i = 0; i < at; i++) {
    const Named *other = &g_array_index (self->outputs, Named, i);

    if (are_same (other->filename, output->filename))
      return gradus_refuse (error,
                            "--%s %s: --%s writes the same file; give one of them another name",
                            output->option, output->filename, other->option);
  }
  return can_be_written (output, error);
}

gboolean
gradus_outputs_check (const GradusOutputs *self, GError **error)
{
  for (guint i = 0; i < self->outputs->len; i++) {
    if (!check_output (self, i, error))
      return FALSE;
  }
  return TRUE;
}
