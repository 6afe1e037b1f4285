/* SPDX-License-Identifier: MIT */
#include "data/tar.h"

#include <string.h>

#define BLOCK 512

/* Places in a head, POSIX.1-1988, IEEE Std 1003.1, pax(1), "ustar Interchange Format". */
#define NAME_LENGTH 100
#define SIZE_AT 124
#define SIZE_LENGTH 12
#define CHECKSUM_AT 148
#define CHECKSUM_LENGTH 8
#define TYPE_AT 156

/* Bytes that are passed over in one go. */
#define PIECE (64 * 1024)

struct _GradusTar {
  GradusIntake *intake;
  char name[NAME_LENGTH + 1];
  guint64 left;    /* bytes of the present file that were not read yet */
  guint64 padding; /* bytes between its end and the next head */
};

/* Octal digits between blanks, and a NUL or nothing behind them. FALSE for anything else. */
static gboolean
parse_octal (const guint8 *field, gsize n, guint64 *number)
{
  gsize i = 0;
  guint n_digits = 0;

  while (i < n && field[i] == ' ')
    i++;
  for (*number = 0; i < n && field[i] >= '0' && field[i] <= '7'; i++, n_digits++)
    *number = 8 * *number + field[i] - '0';
  while (i < n && (field[i] == ' ' || field[i] == '\0'))
    i++;
  return i == n && n_digits > 0;
}

/* The checksum counts its own field as blanks. */
static gboolean
is_head (const guint8 *head)
{
  guint64 told, sum = 0;

  for (guint i = 0; i < BLOCK; i++)
    sum += i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_LENGTH ? ' ' : head[i];
  return parse_octal (head + CHECKSUM_AT, CHECKSUM_LENGTH, &told) && told == sum;
}

gboolean
gradus_tar_recognises (const guint8 *head, gsize n)
{
  return n >= BLOCK && head[0] != '\0' && is_head (head);
}

GradusTar *
gradus_tar_new (GradusIntake *intake)
{
  GradusTar *tar = g_new0 (GradusTar, 1);

  tar->intake = intake;
  return tar;
}

void
gradus_tar_free (GradusTar *tar)
{
  g_free (tar);
}

/* TRUE at the end, too, with fewer bytes in `n`. */
static gboolean
read_bytes (GradusTar *tar, gpointer bytes, gsize wanted, gsize *n, GError **error)
{
  const gssize got = gradus_intake_read (tar->intake, bytes, wanted, error);

  *n = got > 0 ? (gsize) got : 0;
  return got >= 0;
}

static gboolean
refuse_cut (const GradusTar *tar, GError **error)
{
  return gradus_intake_refuse (
      tar->intake, error, "ends within its file “%s”; it is cut off, fetch it anew", tar->name);
}

static gboolean
pass_over (GradusTar *tar, guint64 n, GError **error)
{
  g_autofree guint8 *piece = n > 0 ? g_malloc (PIECE) : NULL;
  gsize wanted, got;

  for (; n > 0; n -= got) {
    wanted = (gsize) MIN (n, PIECE);
    if (!read_bytes (tar, piece, wanted, &got, error))
      return FALSE;
    if (got < wanted)
      return refuse_cut (tar, error);
  }
  return TRUE;
}

/* What is behind the last file means nothing; but it may be damaged. */
static GradusTarStep
conclude (GradusTar *tar, GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE);
  gsize n;

  do {
    if (!read_bytes (tar, piece, PIECE, &n, error))
      return GRADUS_TAR_FAULT;
  } while (n > 0);
  return GRADUS_TAR_END;
}

static gboolean
is_ordinary (guint8 type)
{
  return type == '0' || type == '\0' || type == '7';
}

/* Links, devices and folders have no contents, whatever size their heads tell. */
static gboolean
has_contents (guint8 type)
{
  return !(type >= '1' && type <= '6');
}

static void
take_name (GradusTar *tar, const guint8 *head)
{
  char name[NAME_LENGTH + 1] = { 0 };
  const char *slash;

  memcpy (name, head, NAME_LENGTH);
  slash = strrchr (name, '/');
  g_strlcpy (tar->name, slash ? slash + 1 : name, sizeof tar->name);
}

static gboolean
take_head (GradusTar *tar, const guint8 *head, GError **error)
{
  guint64 size;

  if (!is_head (head))
    return gradus_intake_refuse (tar->intake, error,
                                 "is damaged before byte %" G_GUINT64_FORMAT
                                 ", where a head of its next file belongs; fetch it anew",
                                 gradus_intake_get_offset (tar->intake));
  take_name (tar, head);
  if (!parse_octal (head + SIZE_AT, SIZE_LENGTH, &size))
    return gradus_intake_refuse (tar->intake, error,
                                 "tells no size of its file “%s” that could be read; fetch it anew",
                                 tar->name);
  tar->left = has_contents (head[TYPE_AT]) ? size : 0;
  tar->padding = (BLOCK - tar->left % BLOCK) % BLOCK;
  return TRUE;
}

/* An archive ends with blocks of zeros; some writers leave them out. */
GradusTarStep
gradus_tar_next (GradusTar *tar, GError **error)
{
  guint8 head[BLOCK];
  gsize n;

  do {
    if (!pass_over (tar, tar->left + tar->padding, error) ||
        !read_bytes (tar, head, BLOCK, &n, error))
      return GRADUS_TAR_FAULT;
    tar->left = tar->padding = 0;
    if (n == 0 || (n == BLOCK && head[0] == '\0'))
      return conclude (tar, error);
    if (n < BLOCK) {
      refuse_cut (tar, error);
      return GRADUS_TAR_FAULT;
    }
    if (!take_head (tar, head, error))
      return GRADUS_TAR_FAULT;
  } while (!is_ordinary (head[TYPE_AT]));
  return GRADUS_TAR_FILE;
}

const char *
gradus_tar_get_name (const GradusTar *tar)
{
  return tar->name;
}

gssize
gradus_tar_read (GradusTar *tar, gpointer bytes, gsize n, GError **error)
{
  const gsize wanted = (gsize) MIN (n, tar->left);
  gsize got;

  if (!read_bytes (tar, bytes, wanted, &got, error))
    return -1;
  tar->left -= got;
  if (got < wanted) {
    refuse_cut (tar, error);
    return -1;
  }
  return (gssize) got;
}
