/* SPDX-License-Identifier: MIT */
#include "export/protobuf.h"

#include <string.h>

/* The wire types. */
enum {
  WIRE_VARINT = 0,
  WIRE_64_BIT = 1,
  WIRE_LENGTH = 2,
  WIRE_32_BIT = 5,
};

static void
append_varint (GByteArray *message, guint64 value)
{
  guint8 bytes[10];
  guint n = 0;

  do {
    bytes[n++] = (guint8) (value & 0x7f) | (value > 0x7f ? 0x80 : 0);
    value >>= 7;
  } while (value > 0);
  g_byte_array_append (message, bytes, n);
}

static void
append_key (GByteArray *message, guint field, guint wire)
{
  append_varint (message, (guint64) field << 3 | wire);
}

void
gradus_protobuf_integer (GByteArray *message, guint field, gint64 value)
{
  append_key (message, field, WIRE_VARINT);
  append_varint (message, (guint64) value);
}

void
gradus_protobuf_float (GByteArray *message, guint field, float value)
{
  guint32 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT32_TO_LE (bits);
  append_key (message, field, WIRE_32_BIT);
  g_byte_array_append (message, (const guint8 *) &bits, sizeof bits);
}

static void
append_double (GByteArray *message, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  g_byte_array_append (message, (const guint8 *) &bits, sizeof bits);
}

void
gradus_protobuf_double (GByteArray *message, guint field, double value)
{
  append_key (message, field, WIRE_64_BIT);
  append_double (message, value);
}

/* A GByteArray counts with guint, so larger ones must be refused before they come here. */
void
gradus_protobuf_bytes (GByteArray *message, guint field, gconstpointer bytes, gsize n)
{
  g_return_if_fail (n < G_MAXUINT / 2);

  append_key (message, field, WIRE_LENGTH);
  append_varint (message, n);
  g_byte_array_append (message, bytes, (guint) n);
}

void
gradus_protobuf_string (GByteArray *message, guint field, const char *text)
{
  gradus_protobuf_bytes (message, field, text, strlen (text));
}

void
gradus_protobuf_message (GByteArray *message, guint field, GByteArray *inner)
{
  gradus_protobuf_bytes (message, field, inner->data, inner->len);
  g_byte_array_unref (inner);
}

void
gradus_protobuf_doubles (GByteArray *message, guint field, const double *values, guint n)
{
  append_key (message, field, WIRE_LENGTH);
  append_varint (message, (guint64) n * sizeof (double));
  for (guint i = 0; i < n; i++)
    append_double (message, values[i]);
}
