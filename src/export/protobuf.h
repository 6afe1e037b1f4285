/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes the wire format of protocol buffers (protobuf.dev/programming-guides/encoding), for
 * ONNX and TensorBoard. A message is a GByteArray; each function appends a field to it. A
 * message inside another is appended when it is complete. */

/* A whole number, a flag or a value of an enumeration. */
void gradus_protobuf_integer (GByteArray *message, guint field, gint64 value);
void gradus_protobuf_float (GByteArray *message, guint field, float value);
void gradus_protobuf_double (GByteArray *message, guint field, double value);

void gradus_protobuf_string (GByteArray *message, guint field, const char *text);
void gradus_protobuf_bytes (GByteArray *message, guint field, gconstpointer bytes, gsize n);

/* Takes over the inner message. */
void gradus_protobuf_message (GByteArray *message, guint field, GByteArray *inner);

/* Repeated numbers, packed. */
void gradus_protobuf_doubles (GByteArray *message, guint field, const double *values, guint n);

G_END_DECLS
