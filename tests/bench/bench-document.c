/* SPDX-License-Identifier: MIT
 *
 * A document of twenty runs of 200,000 steps each: how long it takes to save, to open and to be
 * put into a draft, beside writing as many bytes to the same disk (fsync included) and reading
 * them. The limit is 300 ms for either. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/document-file.h"
#include "store/draft-file.h"
#include "document/draft.h"
#include "experiment/builtin.h"

#define N_RUNS 20
#define N_STEPS 200000
#define ROUNDS 9

static const atomic_bool never = FALSE;

static double
now (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

static int
compare (const void *a, const void *b)
{
  const double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

static double
find_median (double *times)
{
  qsort (times, ROUNDS, sizeof (double), compare);
  return times[ROUNDS / 2];
}

static GradusDraft *
make_draft (void)
{
  static const char *const ids[] = { "xor-deep-relu", "xor-deep-sigmoid", "spiral",
                                     "xor-wide-deep" };
  GradusDraft *draft = gradus_draft_new ();

  for (guint i = 0; i < N_RUNS; i++) {
    g_autoptr (GradusExperiment) experiment = gradus_builtin_make (ids[i % G_N_ELEMENTS (ids)]);
    g_autoptr (GradusStepper) stepper = NULL;

    experiment->seed = i + 1;
    stepper = gradus_stepper_new (experiment, NULL);
    gradus_stepper_advance (stepper, N_STEPS, &never);
    gradus_draft_add_stepper (draft, experiment, stepper, 1);
  }
  return draft;
}

/* As many bytes, onto the same disk. */
static void
write_plainly (const char *filename, gsize n)
{
  g_autofree char *bytes = g_malloc0 (n);
  const int fd = open (filename, O_RDWR | O_CREAT | O_TRUNC, 0600);

  g_assert_cmpint (write (fd, bytes, n), ==, (gssize) n);
  g_assert_cmpint (fsync (fd), ==, 0);
  close (fd);
}

static double
open_document (const char *filename)
{
  const double start = now ();
  gboolean is_newer;
  g_autoptr (GradusDraft) draft = gradus_document_file_load (filename, TRUE, &is_newer, NULL, NULL);
  g_autoptr (GradusDocument) document = gradus_document_new ();
  double spent;

  g_assert_nonnull (draft);
  g_assert_true (gradus_draft_restore (draft, document, NULL));
  g_assert_cmpuint (gradus_document_get_n_runs (document), ==, N_RUNS);
  spent = now () - start;
  return spent;
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gradus-bench-XXXXXX", NULL);
  g_autofree char *filename = g_build_filename (folder, "a.gradus", NULL),
                  *plain = g_build_filename (folder, "plain", NULL);
  g_autofree char *state = g_build_filename (folder, "state", NULL);
  g_autoptr (GradusDraft) draft = make_draft ();
  GradusDraftFile *file = gradus_draft_file_new (state, NULL, NULL);
  double saves[ROUNDS], opens[ROUNDS], plains[ROUNDS], save, opening, writing, first;
  GStatBuf status;

  g_assert_true (gradus_document_file_save (draft, filename, NULL));
  g_stat (filename, &status);
  first = now ();
  gradus_draft_file_write (file, draft, NULL);
  first = now () - first;
  for (guint i = 0; i < ROUNDS; i++) {
    double start = now ();

    g_assert_true (gradus_document_file_save (draft, filename, NULL));
    saves[i] = now () - start;
    start = now ();
    write_plainly (plain, (gsize) status.st_size);
    plains[i] = now () - start;
    opens[i] = open_document (filename);
  }
  gradus_draft_file_discard (file);
  save = find_median (saves);
  opening = find_median (opens);
  writing = find_median (plains);
  printf ("%d runs of %d steps, %.1f MB: save %.0f ms (%.2f of the limit, %.1f × writing as many "
          "bytes, %.0f "
          "ms), open with its "
          "trainers %.0f ms (%.2f of the limit); draft anew %.0f ms\n",
          N_RUNS, N_STEPS, (double) status.st_size / 1e6, save, save / 300, save / writing, writing,
          opening, opening / 300, first);
  g_unlink (filename);
  g_unlink (plain);
  return 0;
}
