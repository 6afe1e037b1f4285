/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "data/reader.h"

/* A format that people try, and what to do with it. */
typedef struct {
  const char *magic; /* bytes at the beginning of the file; NULL: the name tells */
  gsize n_magic;
  const char *suffix; /* end of the name; NULL: any */
  const char *within; /* bytes that are near the beginning, too; NULL: none */
  const char *remedy;
} Foreign;

#define MAGIC(bytes) bytes, sizeof bytes - 1

#define FOLDERS "; give a folder in which there is a folder of pictures for each class"
#define SHEET "; open it there and save the sheet as CSV UTF-8"
#define IN_PANDAS "(\"table.csv\", index=False)"
#define PACKED "; unpack it, or pack it with gzip"
#define PICKLE "is a pickle of Python; save the table in it by to_csv" IN_PANDAS

static const Foreign foreigners[] = {
  { MAGIC ("PK\x03\x04"), NULL, "[Content_Types].xml", "is a workbook of Excel" SHEET },
  { MAGIC ("PK\x03\x04"), ".xlsx", NULL, "is a workbook of Excel" SHEET },
  { MAGIC ("PK\x03\x04"), ".xlsm", NULL, "is a workbook of Excel" SHEET },
  { MAGIC ("PK\x03\x04"), NULL, "opendocument", "is a workbook of LibreOffice" SHEET },
  { MAGIC ("PK\x03\x04"), ".numbers", NULL, "is a workbook of Numbers" SHEET },
  { MAGIC ("PK\x03\x04"), ".zip", NULL, "is an archive; unpack it and give the file in it" },
  { MAGIC ("\xd0\xcf\x11\xe0"), NULL, NULL, "is a workbook of an older Excel" SHEET },
  { MAGIC ("PAR1"), NULL, NULL,
    "is a Parquet file; save it as CSV, in Python by pandas.read_parquet(…).to_csv" IN_PANDAS },
  { MAGIC ("ARROW1"), NULL, NULL,
    "is a Feather file; save it as CSV, in Python by pandas.read_feather(…).to_csv" IN_PANDAS },
  { MAGIC ("\x89HDF\r\n"), NULL, NULL,
    "is an HDF5 file; save its arrays as NumPy's .npz by numpy.savez()" },
  { MAGIC ("MATLAB 5.0 MAT"), NULL, NULL,
    "is a file of MATLAB; save its table there by writetable() or writematrix()" },
  { MAGIC ("RDX"), NULL, NULL, "is a file of R; save its table there by write.csv()" },
  { MAGIC ("X\n\0\0\0"), NULL, NULL, "is a file of R; save its table there by write.csv()" },
  { MAGIC ("$FL"), NULL, "SPSS",
    "is a file of SPSS; save it as CSV, in Python by pandas.read_spss(…).to_csv" IN_PANDAS },
  { MAGIC ("<stata_dta>"), NULL, NULL,
    "is a file of Stata; save it as CSV, in Python by pandas.read_stata(…).to_csv" IN_PANDAS },
  { MAGIC ("\x80\x02"), NULL, NULL, PICKLE },
  { MAGIC ("\x80\x03"), NULL, NULL, PICKLE },
  { MAGIC ("\x80\x04"), NULL, NULL, PICKLE },
  { MAGIC ("\x80\x05"), NULL, NULL, PICKLE },
  { MAGIC ("BZh"), NULL, "1AY&SY", "is packed by bzip2" PACKED },
  { MAGIC ("\xfd\x37zXZ"), NULL, NULL, "is packed by xz" PACKED },
  { MAGIC ("\x28\xb5\x2f\xfd"), NULL, NULL, "is packed by Zstandard" PACKED },
  { MAGIC ("7z\xbc\xaf"), NULL, NULL, "is an archive; unpack it and give the file in it" },
  { MAGIC ("Rar!"), NULL, NULL, "is an archive; unpack it and give the file in it" },
  { MAGIC ("SQLite format 3"), NULL, NULL,
    "is a database; save a table of it as CSV, by sqlite3 -header -csv" },
  { MAGIC ("%PDF"), NULL, NULL, "is a document to be printed; give its table as CSV" },
  { MAGIC ("\x89PNG"), NULL, NULL, "is one picture" FOLDERS },
  { MAGIC ("\xff\xd8\xff"), NULL, NULL, "is one picture" FOLDERS },
  { MAGIC ("<!DOCTYPE"), NULL, NULL, "is a web page, no table; fetch the CSV file itself" },
  { MAGIC ("<!doctype"), NULL, NULL, "is a web page, no table; fetch the CSV file itself" },
  { MAGIC ("<html"), NULL, NULL, "is a web page, no table; fetch the CSV file itself" },
  { MAGIC ("<table"), NULL, NULL,
    "is a table of HTML; save it as CSV, in Python by pandas.read_html(…)[0].to_csv" IN_PANDAS },
  { MAGIC ("<?xml"), NULL, NULL, "is XML, no table; save its records as CSV, one a line" },
  { MAGIC ("{"), ".json", NULL,
    "is JSON; save it as CSV, in Python by pandas.read_json(…).to_csv" IN_PANDAS },
  { MAGIC ("["), ".json", NULL,
    "is JSON; save it as CSV, in Python by pandas.read_json(…).to_csv" IN_PANDAS },
  { MAGIC ("{\""), NULL, "\":",
    "is JSON; save it as CSV, in Python by pandas.read_json(…, lines=True).to_csv" IN_PANDAS },
  { MAGIC ("[{"), NULL,
    "\":", "is JSON; save it as CSV, in Python by pandas.read_json(…).to_csv" IN_PANDAS },
};

static gboolean
has_suffix (const char *filename, const char *suffix)
{
  const gsize n = strlen (filename), n_suffix = strlen (suffix);

  return n >= n_suffix && g_ascii_strcasecmp (filename + n - n_suffix, suffix) == 0;
}

/* Among bytes that need not end as texts do. */
static gboolean
has_word (const guint8 *bytes, gsize n, const char *word)
{
  const gsize n_word = strlen (word);

  for (gsize i = 0; i + n_word <= n; i++) {
    if (memcmp (bytes + i, word, n_word) == 0)
      return TRUE;
  }
  return FALSE;
}

/* Numbers of inputs with their values behind a target, "+1 3:0.5 7:1", as LIBSVM has them. They look
 * like columns of texts, separated by blanks. */
static const Foreign sparse = {
  .remedy =
      "is in LIBSVM's format, which leaves zeros out; save it as CSV with a column for each input, in "
      "Python by sklearn.datasets.load_svmlight_file() and numpy.savetxt()"
};

/* Two lines of it, of which the first must not be times of a day. */
static gboolean
is_sparse (const guint8 *head, gsize n)
{
  g_autofree char *text = g_strndup ((const char *) head, n);

  return g_regex_match_simple ("(?![-+0-9.]+([ \\t]+[0-9]+:[0-5][0-9])+[ \\t]*\\r?\\n)"
                               "[-+]?[0-9.]+([ \\t]+[0-9]+:[-+0-9.eE]+)+[ \\t]*(#.*)?\\r?\\n"
                               "[-+]?[0-9.]+([ \\t]+[0-9]+:[-+0-9.eE]+)+",
                               text, G_REGEX_RAW, G_REGEX_MATCH_ANCHORED);
}

static const Foreign *
find_foreign (const char *filename, const guint8 *head, gsize n)
{
  for (gsize i = 0; i < G_N_ELEMENTS (foreigners); i++) {
    const Foreign *foreign = &foreigners[i];

    if (n >= foreign->n_magic && memcmp (head, foreign->magic, foreign->n_magic) == 0 &&
        (!foreign->suffix || has_suffix (filename, foreign->suffix)) &&
        (!foreign->within || has_word (head, n, foreign->within)))
      return foreign;
  }
  return is_sparse (head, n) ? &sparse : NULL;
}

static gboolean
recognises_foreign (const char *filename, const guint8 *head, gsize n)
{
  return find_foreign (filename, head, n) != NULL;
}

/* The head is looked at once more, for a reader keeps nothing between the two. */
static GradusRecords *
refuse_foreign (const char *filename, const GradusHints *hints, GradusLoading *loading,
                GError **error)
{
  g_autoptr (GradusIntake) intake = gradus_intake_open (filename, loading, error);
  guint8 head[GRADUS_READER_HEAD];
  const gssize n = intake ? gradus_intake_read (intake, head, sizeof head, error) : -1;
  const Foreign *foreign = n > 0 ? find_foreign (filename, head, (gsize) n) : NULL;

  if (n >= 0)
    gradus_intake_refuse (intake, error, "%s",
                          foreign ? foreign->remedy : "was changed while it was read; try again");
  return NULL;
}

const GradusReader gradus_foreign_reader = { "Foreign", recognises_foreign, refuse_foreign };

/* -- What only its name says -------------------------------------------------------------------- */

/* Formats whose readers come before and have not known the file by its beginning. */
static const struct {
  const char *suffix;
  const char *remedy;
} misnamed[] = {
  { ".npy", "is called .npy and does not begin as such a file does; save it anew by numpy.save()" },
  { ".npz",
    "is called .npz and does not begin as such a file does; save it anew by numpy.savez()" },
  { "-ubyte",
    "is called as MNIST's files are and does not begin with IDX's two bytes of 0, the type "
    "and the number of sizes; fetch it anew" },
};

static const char *
find_misnamed (const char *filename)
{
  for (gsize i = 0; i < G_N_ELEMENTS (misnamed); i++) {
    if (has_suffix (filename, misnamed[i].suffix))
      return misnamed[i].remedy;
  }
  return NULL;
}

static gboolean
recognises_misnamed (const char *filename, const guint8 *head, gsize n)
{
  return memchr (head, 0, n) && find_misnamed (filename); /* text may be called anything */
}

static GradusRecords *
refuse_misnamed (const char *filename, const GradusHints *hints, GradusLoading *loading,
                 GError **error)
{
  gradus_file_refuse (filename, error, "%s", find_misnamed (filename));
  return NULL;
}

const GradusReader gradus_misnamed_reader = { "Misnamed", recognises_misnamed, refuse_misnamed };
