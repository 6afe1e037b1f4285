/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writing protocol buffers' wire format (protobuf.dev/programming-guides/encoding), which ONNX and
 * TensorBoard files are of: a message is a GByteArray to which fields are appended; a message inside
 * another is appended when it is complete. */

/* A whole number, a flag or a value of an enumeration. */
void gradus_protobuf_integer (GByteArray *message, guint field, gint64 value);
void gradus_protobuf_float (GByteArray *message, guint field, float value);
void gradus_protobuf_double (GByteArray *message, guint field, double value);

void gradus_protobuf_string (GByteArray *message, guint field, const char *text);
void gradus_protobuf_bytes (GByteArray *message, guint field, gconstpointer bytes, gsize n);

/* Takes the inner message. */
void gradus_protobuf_message (GByteArray *message, guint field, GByteArray *inner);

/* Repeated numbers, packed. */
void gradus_protobuf_doubles (GByteArray *message, guint field, const double *values, guint n);

G_END_DECLS
