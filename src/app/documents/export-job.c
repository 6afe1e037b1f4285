/* SPDX-License-Identifier: MIT */
#include "app/documents/export-job.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "figure/report.h"
#include "experiment/file.h"
#include "export/metrics-csv.h"
#include "export/tensorboard.h"

static char *
write_weights (const GradusExportKind *self, const GradusDraftEntry *run,
               const GradusCheckpoint *checkpoint, const char *filename, GError **error)
{
  g_autoptr (GradusWeights) weights =
      gradus_weights_new_at (run->experiment, run->preparation, checkpoint, error);

  if (!weights)
    return NULL;
  gradus_weights_set_history (weights, &run->draft->series);
  return gradus_weights_save (weights, self->format, filename, error) ? g_strdup (filename) : NULL;
}

static char *
write_metrics (const GradusExportKind *self, const GradusDraftEntry *run,
               const GradusCheckpoint *checkpoint, const char *filename, GError **error)
{
  return gradus_metrics_csv_save (&run->draft->series, filename, error) ? g_strdup (filename)
                                                                        : NULL;
}

static char *
write_events (const GradusExportKind *self, const GradusDraftEntry *run,
              const GradusCheckpoint *checkpoint, const char *folder, GError **error)
{
  const GradusEvents events = { run->experiment, run->preparation->n_inputs, run->draft,
                                g_get_real_time () / G_USEC_PER_SEC };

  return gradus_tensorboard_save (&events, folder, error);
}

static char *
write_report (const GradusExportKind *self, const GradusDraftEntry *run,
              const GradusCheckpoint *checkpoint, const char *filename, GError **error)
{
  g_autoptr (GBytes) bytes = gradus_report_render (run, error);

  if (!bytes) {
    g_prefix_error (error, "%s: ", filename);
    return NULL;
  }
  return gradus_file_replace (filename, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                              error)
             ? g_strdup (filename)
             : NULL;
}

#define MOST_KINDS 16

/* The formats are a list elsewhere, so this one is made at run time, once. The entry behind the
 * last stays empty, which ends it. */
const GradusExportKind *
gradus_export_kinds (void)
{
  static GradusExportKind kinds[MOST_KINDS];
  static gsize is_filled;
  guint n = 0;

  if (!g_once_init_enter (&is_filled))
    return kinds;
  for (const GradusFormat *format = gradus_formats; format->suffix; format++)
    kinds[n++] = (GradusExportKind){ format->title, format->suffix, format, write_weights };
  kinds[n++] = (GradusExportKind){ N_ ("CSV: cost, accuracy and gradient norms over the steps"),
                                   "-metrics.csv", NULL, write_metrics };
  kinds[n++] =
      (GradusExportKind){ N_ ("TensorBoard: an event file in a folder"), NULL, NULL, write_events };
  kinds[n++] = (GradusExportKind){ N_ ("PDF: a report of the run, for handing in"), ".pdf", NULL,
                                   write_report };
  g_once_init_leave (&is_filled, 1);
  return kinds;
}

GradusExportJob *
gradus_export_job_new (const GradusExportKind *kind, GradusDraft *draft, guint run,
                       GradusCheckpoint *checkpoint, const char *place)
{
  GradusExportJob *job = g_new (GradusExportJob, 1);

  *job =
      (GradusExportJob){ kind, gradus_draft_ref (draft), run,
                         checkpoint ? gradus_checkpoint_ref (checkpoint) : NULL, g_strdup (place) };
  return job;
}

void
gradus_export_job_free (GradusExportJob *job)
{
  gradus_draft_unref (job->draft);
  g_clear_pointer (&job->checkpoint, gradus_checkpoint_unref);
  g_free (job->place);
  g_free (job);
}

gboolean
gradus_export_job_takes_folder (const GradusExportKind *kind, gboolean is_of_all)
{
  return is_of_all || !kind->suffix;
}

/* The name becomes that of a file: no separators, nothing that other systems refuse, nothing
 * hidden. */
char *
gradus_export_name_run (const GradusDraft *draft, guint at)
{
  const GradusDraftEntry *run = g_ptr_array_index (draft->runs, at);
  char *name = g_strdup (run->name ? run->name : run->experiment->name);

  g_strdelimit (name, "/\\:*?\"<>|\n\r\t", '-');
  if (*name == '.' || *name == '\0' || *name == '-') {
    g_free (name);
    return g_strdup_printf ("run %u", at + 1);
  }
  return name;
}

/* "1 Ten hidden layers.onnx": runs may be called alike. */
static gboolean
write_numbered (const GradusExportJob *job, guint at, GError **error)
{
  const GradusDraftEntry *run = g_ptr_array_index (job->draft->runs, at);
  g_autofree char *name = gradus_export_name_run (job->draft, at);
  g_autofree char *whole =
      g_strdup_printf ("%u %s%s", at + 1, name, job->kind->suffix ? job->kind->suffix : "");
  g_autofree char *filename = g_build_filename (job->place, whole, NULL);
  g_autofree char *written = job->kind->write (job->kind, run, run->draft->now, filename, error);

  return written != NULL;
}

char *
gradus_export_job_do (const GradusExportJob *job, GError **error)
{
  const GradusDraftEntry *run;

  if (job->run != G_MAXUINT) {
    run = g_ptr_array_index (job->draft->runs, job->run);
    return job->kind->write (job->kind, run, job->checkpoint ? job->checkpoint : run->draft->now,
                             job->place, error);
  }
  if (g_mkdir_with_parents (job->place, 0777) != 0) {
    g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (errno), "%s: %s", job->place,
                 g_strerror (errno));
    return NULL;
  }
  for (guint i = 0; i < job->draft->runs->len; i++) {
    if (!write_numbered (job, i, error))
      return NULL;
  }
  return g_strdup (job->place);
}
