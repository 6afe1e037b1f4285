/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <zip.h>

#include "data/arrays.h"
#include "data/escape.h"
#include "data/reader.h"

/* The same limits against bombs as in intake.c. */
#define MOST_UNPACKED 200
#define ALWAYS_UNPACKED (16 * 1024 * 1024)

#define MAX_ARRAYS 100

typedef struct {
  const char *filename;
  GradusArrays *arrays;
  GError *first; /* why the first array was left out; or NULL */
} Reading;

/* Own sentences: libzip's change with its version. */
static const char *
describe_fault (const zip_error_t *fault)
{
  switch (zip_error_code_zip (fault)) {
  case ZIP_ER_NOZIP:
#ifdef ZIP_ER_TRUNCATED_ZIP /* since libzip 1.11, which tells the two apart */
  case ZIP_ER_TRUNCATED_ZIP:
#endif
    return "its list of entries is missing or cut off";
  case ZIP_ER_INCONS:
    return "its entries are not what its list of them says";
  case ZIP_ER_CRC:
    return "its checksum does not match";
  case ZIP_ER_EOF:
    return "it ends too early";
  case ZIP_ER_ZLIB:
  case ZIP_ER_COMPRESSED_DATA:
    return "what is packed in it cannot be unpacked";
  case ZIP_ER_COMPNOTSUPP:
    return "it is packed by an unknown method";
  case ZIP_ER_MULTIDISK:
    return "it is one of several parts";
  case ZIP_ER_MEMORY:
    return "there is not enough memory";
  case ZIP_ER_OPEN:
  case ZIP_ER_READ:
  case ZIP_ER_SEEK:
  case ZIP_ER_TELL:
    return "the file cannot be read";
  default:
    return "its format is unknown";
  }
}

static gboolean
recognises_npz (const char *filename, const guint8 *head, gsize n)
{
  return n >= 4 && memcmp (head, "PK", 2) == 0 && (head[2] == 3 || head[2] == 5) &&
         head[3] == head[2] + 1;
}

static gssize
read_entry (gpointer source, gpointer bytes, gsize n, GError **error)
{
  gsize done = 0;

  while (done < n) {
    const zip_int64_t got = zip_fread (source, (guint8 *) bytes + done, n - done);

    if (got < 0) {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "is damaged (%s); save it anew",
                   describe_fault (zip_file_get_error (source)));
      return -1;
    }
    if (got == 0)
      break;
    done += (gsize) got;
  }
  return (gssize) done;
}

/* The sizes come from the list, before anything is unpacked; without them there would be no
 * limit. */
static gboolean
check_entry (const char *filename, const zip_stat_t *status, GError **error)
{
  const zip_uint64_t wanted =
      ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD;

  if ((status->valid & wanted) != wanted || !g_utf8_validate (status->name, -1, NULL))
    return gradus_file_refuse (filename, error,
                               "has an entry without a proper name or size; save it anew");
  if (status->encryption_method != ZIP_EM_NONE)
    return gradus_file_refuse (filename, error, "%s is encrypted; save it without", status->name);
  if (status->size > GRADUS_RECORDS_MAX_BYTES * 2)
    return gradus_file_refuse (filename, error, "%s is larger than 4 GiB; give a smaller array",
                               status->name);
  if (status->size > ALWAYS_UNPACKED && status->size / MOST_UNPACKED > status->comp_size)
    return gradus_file_refuse (
        filename, error, "%s unpacks to more than %d times its size; save it with numpy.savez()",
        status->name, MOST_UNPACKED);
  return TRUE;
}

/* What is sound but of no use is left out; the rest of a sentence, its remedy, is for a file that
 * has nothing else. */
static gboolean
forgive (Reading *reading, const char *name, const char *path, GError *fault, GError **error)
{
  g_autofree char *shown = gradus_escape_text (path), *prefix = g_strconcat (shown, ": ", NULL),
                  *reason = NULL;
  char *remedy;

  if (!g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED)) {
    g_propagate_error (error, fault);
    return FALSE;
  }
  reason = g_strdup (g_str_has_prefix (fault->message, prefix) ? fault->message + strlen (prefix)
                                                               : fault->message);
  remedy = strstr (reason, "; ");
  if (remedy)
    *remedy = '\0';
  gradus_arrays_leave_out (reading->arrays, name, reason);
  if (reading->first)
    g_error_free (fault);
  else
    reading->first = fault;
  return TRUE;
}

static gboolean
read_array (Reading *reading, zip_t *zip, zip_uint64_t index, GError **error)
{
  g_autoptr (GradusIntake) intake = NULL;
  g_autofree char *path = NULL, *name = NULL;
  GError *fault = NULL;
  zip_stat_t status;
  zip_file_t *entry;
  g_auto (GradusNpy) npy = { 0 };
  gboolean is_read;

  if (zip_stat_index (zip, index, 0, &status) != 0)
    return gradus_file_refuse (reading->filename, error, "is damaged (%s); save it anew",
                               describe_fault (zip_get_error (zip)));
  if (!check_entry (reading->filename, &status, error))
    return FALSE;
  path = g_strdup_printf ("%s: %s", reading->filename, status.name);
  if (!g_str_has_suffix (status.name, ".npy")) {
    gradus_file_decline (path, &fault, "is not an .npy file; give a file of numpy.savez()");
    return forgive (reading, status.name, path, fault, error);
  }
  entry = zip_fopen_index (zip, index, 0);
  if (!entry)
    return gradus_file_refuse (path, error, "cannot be unpacked (%s); save it anew",
                               describe_fault (zip_get_error (zip)));
  name = g_strndup (status.name, strlen (status.name) - strlen (".npy"));
  intake = gradus_intake_new (path, read_entry, entry, status.size);
  is_read = gradus_npy_read (&npy, intake, &fault);
  /* The intake only borrows the entry, so it must not be read after this. */
  zip_fclose (entry);
  if (!is_read)
    return forgive (reading, name, path, fault, error);
  gradus_arrays_add (reading->arrays, name, &npy);
  return TRUE;
}

/* CHECKCONS: libzip then compares the list of entries with the entries, and finds what was cut off
 * or made up. */
static zip_t *
open_zip (const char *filename, GError **error)
{
  int code;
  zip_error_t fault;
  zip_t *zip = zip_open (filename, ZIP_RDONLY | ZIP_CHECKCONS, &code);

  if (zip)
    return zip;
  zip_error_init_with_code (&fault, code);
  gradus_file_refuse (filename, error, "is not a complete zip file (%s); give one of numpy.savez()",
                      describe_fault (&fault));
  zip_error_fini (&fault);
  return NULL;
}

static gboolean
read_arrays (Reading *reading, GradusLoading *loading, GError **error)
{
  zip_t *zip = open_zip (reading->filename, error);
  const zip_int64_t n = zip ? zip_get_num_entries (zip, 0) : 0;
  gboolean are_read = zip != NULL;

  if (zip && (n < 1 || n > MAX_ARRAYS))
    are_read = gradus_file_refuse (reading->filename, error, "has %d arrays; give 1 to %d",
                                   (int) MIN (n, G_MAXINT), MAX_ARRAYS);
  for (zip_int64_t i = 0; are_read && i < n; i++) {
    are_read =
        !g_cancellable_set_error_if_cancelled (loading ? loading->cancellable : NULL, error) &&
        read_array (reading, zip, (zip_uint64_t) i, error);
    gradus_loading_report (loading, (guint) (1000 * (i + 1) / n));
  }
  /* It was opened only to be read: there is nothing to commit, as zip_close() does. */
  if (zip)
    zip_discard (zip);
  if (are_read && gradus_arrays_is_empty (reading->arrays)) {
    g_propagate_error (error, g_steal_pointer (&reading->first));
    return FALSE;
  }
  return are_read;
}

static GradusRecords *
read_npz (const char *filename, const GradusHints *hints, GradusLoading *loading, GError **error)
{
  g_autoptr (GradusArrays) arrays = gradus_arrays_new (filename);
  Reading reading = { filename, arrays, NULL };
  g_autoptr (GradusRecords) table =
      read_arrays (&reading, loading, error) ? gradus_arrays_make_table (arrays, error) : NULL;

  /* What is to be learnt may be in an array that was left out. */
  if (table && table->target < 0 && reading.first) {
    g_propagate_error (error, reading.first);
    return NULL;
  }
  g_clear_error (&reading.first);
  return g_steal_pointer (&table);
}

const GradusReader gradus_npz_reader = { "NumPy arrays", recognises_npz, read_npz };
