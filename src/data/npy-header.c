/* SPDX-License-Identifier: MIT */
#include "data/npy-header.h"

#include <string.h>

#include "data/escape.h"

/* NumPy itself refuses longer headers. */
#define MAX_LENGTH 10000

/* Letters of a text in an array. */
#define MAX_TEXT 4096

G_STATIC_ASSERT (GRADUS_NPY_MAX_DIMENSIONS == 4); /* as a sentence says */

/* The rest of the literal, and the intake for errors. */
typedef struct {
  const char *at;
  GradusIntake *intake;
} Scanner;

static void
skip_space (Scanner *scanner)
{
  while (g_ascii_isspace (*scanner->at))
    scanner->at++;
}

static gboolean
take_token (Scanner *scanner, const char *token)
{
  skip_space (scanner);
  if (!g_str_has_prefix (scanner->at, token))
    return FALSE;
  scanner->at += strlen (token);
  return TRUE;
}

/* Takes a quoted string without escapes; NULL if there is none. */
static char *
take_string (Scanner *scanner)
{
  char quote;
  const char *end;
  char *text;

  skip_space (scanner);
  quote = *scanner->at;
  end = quote == '\'' || quote == '"' ? strchr (scanner->at + 1, quote) : NULL;
  if (!end)
    return NULL;
  text = g_strndup (scanner->at + 1, (gsize) (end - scanner->at) - 1);
  scanner->at = end + 1;
  return text;
}

static gboolean
refuse_literal (Scanner *scanner, GError **error)
{
  return gradus_intake_refuse (
      scanner->intake, error,
      "its header does not describe an array; save it anew with numpy.save()");
}

static gboolean
is_width_known (char kind, guint64 width)
{
  switch (kind) {
  case 'f':
    return width == 2 || width == 4 || width == 8;
  case 'b':
    return width == 1;
  case 'U':
  case 'S':
    return width >= 1 && width <= MAX_TEXT;
  default:
    return width == 1 || width == 2 || width == 4 || width == 8;
  }
}

static gboolean
take_type (Scanner *scanner, GradusNpyHeader *header, GError **error)
{
  g_autofree char *type = take_string (scanner);
  guint64 width;

  if (!type && take_token (scanner, "["))
    return gradus_intake_decline (
        scanner->intake, error, "has records with fields; save each field as an array of its own");
  if (!type || strlen (type) < 2 || !strchr ("<>|=", type[0]))
    return refuse_literal (scanner, error);
  if (type[1] == 'O')
    return gradus_intake_decline (
        scanner->intake, error,
        "has pickled Python objects, which are never run here; save an array of numbers");
  if (!g_ascii_string_to_unsigned (type + 2, 10, 0, G_MAXUINT32, &width, NULL))
    width = 0;
  if (!strchr ("fiubUS", type[1]) || !is_width_known (type[1], width)) {
    return gradus_intake_decline (scanner->intake, error,
                                  "has items of type %.*s; save numbers, as float32, or texts",
                                  GRADUS_CUT (type, 20));
  }
  header->kind = type[1];
  header->width = (guint) width * (type[1] == 'U' ? sizeof (gunichar) : 1);
  header->is_swapped = header->width > 1 && type[1] != 'S' &&
                       type[0] == (G_BYTE_ORDER == G_LITTLE_ENDIAN ? '>' : '<');
  return TRUE;
}

static gboolean
take_order (Scanner *scanner, GradusNpyHeader *header, GError **error)
{
  header->is_fortran = take_token (scanner, "True");
  return header->is_fortran || take_token (scanner, "False") || refuse_literal (scanner, error);
}

static gboolean
take_shape (Scanner *scanner, GradusNpyHeader *header, GError **error)
{
  if (!take_token (scanner, "("))
    return refuse_literal (scanner, error);
  header->n_items = 1;
  while (!take_token (scanner, ")")) {
    char *end;
    guint64 n;

    skip_space (scanner);
    if (!g_ascii_isdigit (*scanner->at))
      return refuse_literal (scanner, error);
    n = g_ascii_strtoull (scanner->at, &end, 10);
    scanner->at = end;
    if (header->n_dimensions == GRADUS_NPY_MAX_DIMENSIONS)
      return gradus_intake_decline (scanner->intake, error,
                                    "has more than 4 dimensions; give it rows first");
    if (n == 0)
      return gradus_intake_decline (scanner->intake, error,
                                    "is an array without numbers; give one that has some");
    /* Divided, not multiplied: the product might overflow and look small. */
    if (n > GRADUS_RECORDS_MAX_BYTES / header->n_items)
      return gradus_intake_refuse (
          scanner->intake, error,
          "says that it has more than 2 GiB of numbers; give a smaller array");
    header->dimensions[header->n_dimensions++] = n;
    header->n_items *= n;
    if (!take_token (scanner, ",") && *scanner->at != ')')
      return refuse_literal (scanner, error);
  }
  if (header->n_dimensions == 0)
    return gradus_intake_decline (scanner->intake, error,
                                  "is a single number; give an array of samples");
  return TRUE;
}

/* NumPy writes a Python literal. This reads the little of Python that such a literal can have. */
static gboolean
take_literal (Scanner *scanner, GradusNpyHeader *header, GError **error)
{
  static const char *const keys[] = { "descr", "fortran_order", "shape" };
  static gboolean (*const takes[]) (Scanner *, GradusNpyHeader *,
                                    GError **) = { take_type, take_order, take_shape };
  guint found = 0;

  if (!take_token (scanner, "{"))
    return refuse_literal (scanner, error);
  while (!take_token (scanner, "}")) {
    g_autofree char *key = take_string (scanner);
    guint i = 0;

    while (key && i < G_N_ELEMENTS (keys) && !g_str_equal (keys[i], key))
      i++;
    if (!key || i == G_N_ELEMENTS (keys) || found & (1u << i) || !take_token (scanner, ":"))
      return refuse_literal (scanner, error);
    if (!takes[i](scanner, header, error))
      return FALSE;
    found |= 1u << i;
    if (!take_token (scanner, ",") && *scanner->at != '}')
      return refuse_literal (scanner, error);
  }
  return found == 7 || refuse_literal (scanner, error);
}

static gboolean
read_exactly (GradusIntake *intake, gpointer bytes, gsize n, GError **error)
{
  const gssize got = gradus_intake_read (intake, bytes, n, error);

  return got == (gssize) n ||
         (got >= 0 &&
          gradus_intake_refuse (intake, error, "ends within its header; give a whole NumPy file"));
}

gboolean
gradus_npy_header_read (GradusNpyHeader *header, GradusIntake *intake, GError **error)
{
  guint8 magic[8], size[4] = { 0 };
  g_autofree char *text = NULL;
  guint32 length;

  if (!read_exactly (intake, magic, sizeof magic, error))
    return FALSE;
  if (memcmp (magic, "\x93NUMPY", 6) != 0 || magic[6] < 1 || magic[6] > 3)
    return gradus_intake_refuse (
        intake, error, "does not begin as a NumPy array of version 1 to 3 does; give one");
  if (!read_exactly (intake, size, magic[6] == 1 ? 2 : 4, error))
    return FALSE;
  length = (guint32) size[0] | (guint32) size[1] << 8 | (guint32) size[2] << 16 |
           (guint32) size[3] << 24;
  if (length > MAX_LENGTH)
    return gradus_intake_refuse (intake, error,
                                 "says that its header has %u bytes; give one of up to %d", length,
                                 MAX_LENGTH);
  text = g_malloc0 (length + 1);
  if (!read_exactly (intake, text, length, error))
    return FALSE;
  *header = (GradusNpyHeader){ 0 };
  return take_literal (&(Scanner){ text, intake }, header, error);
}
