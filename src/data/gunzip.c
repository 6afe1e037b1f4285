/* SPDX-License-Identifier: MIT */
#include "data/gunzip.h"

#define MAGIC_LENGTH 2

struct _GradusGunzip {
  GObject parent_instance;

  GConverter *member;  /* unpacks one */
  gboolean is_between; /* members */
};

static void gradus_gunzip_implement (GConverterIface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GradusGunzip, gradus_gunzip, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_CONVERTER, gradus_gunzip_implement))

gboolean
gradus_gunzip_recognises (const guint8 *bytes, gsize n)
{
  return n >= MAGIC_LENGTH && bytes[0] == 0x1f && bytes[1] == 0x8b;
}

static gsize
count_zeros (const guint8 *bytes, gsize n)
{
  gsize n_zeros = 0;

  while (n_zeros < n && bytes[n_zeros] == 0)
    n_zeros++;
  return n_zeros;
}

static GConverterResult
fail (GError **error, GIOErrorEnum code, const char *message)
{
  g_set_error_literal (error, G_IO_ERROR, (gint) code, message);
  return G_CONVERTER_ERROR;
}

/* Begins the next member, or finds that there is none. */
static GConverterResult
look_behind_member (GradusGunzip *self, const guint8 *bytes, gsize n, GConverterFlags flags,
                    gsize *n_read, GError **error)
{
  const gboolean is_all = (flags & G_CONVERTER_INPUT_AT_END) != 0;

  *n_read = count_zeros (bytes, n);
  if (*n_read > 0)
    return G_CONVERTER_CONVERTED;
  if (n == 0 && is_all)
    return G_CONVERTER_FINISHED;
  if (n < MAGIC_LENGTH && !is_all)
    return fail (error, G_IO_ERROR_PARTIAL_INPUT, "the next member has only begun");
  if (!gradus_gunzip_recognises (bytes, n))
    return fail (error, G_IO_ERROR_FAILED,
                 "has bytes behind its packed data that are not packed; cut them off, or fetch it "
                 "anew");
  g_converter_reset (self->member);
  self->is_between = FALSE;
  return G_CONVERTER_CONVERTED;
}

/* A member that ends is no end of the stream: what follows tells. */
static GConverterResult
gradus_gunzip_convert (GConverter *converter, const void *in, gsize in_size, void *out,
                       gsize out_size, GConverterFlags flags, gsize *n_read, gsize *n_written,
                       GError **error)
{
  GradusGunzip *self = GRADUS_GUNZIP (converter);
  GConverterResult result;

  *n_read = *n_written = 0;
  if (self->is_between) {
    result = look_behind_member (self, in, in_size, flags, n_read, error);
    if (result != G_CONVERTER_CONVERTED || self->is_between)
      return result;
  }
  result = g_converter_convert (self->member, in, in_size, out, out_size, flags, n_read, n_written,
                                error);
  if (result != G_CONVERTER_FINISHED)
    return result;
  self->is_between = TRUE;
  return G_CONVERTER_CONVERTED;
}

static void
gradus_gunzip_reset (GConverter *converter)
{
  GradusGunzip *self = GRADUS_GUNZIP (converter);

  g_converter_reset (self->member);
  self->is_between = FALSE;
}

static void
gradus_gunzip_implement (GConverterIface *interface)
{
  interface->convert = gradus_gunzip_convert;
  interface->reset = gradus_gunzip_reset;
}

static void
gradus_gunzip_finalize (GObject *object)
{
  g_clear_object (&GRADUS_GUNZIP (object)->member);
  G_OBJECT_CLASS (gradus_gunzip_parent_class)->finalize (object);
}

static void
gradus_gunzip_class_init (GradusGunzipClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gradus_gunzip_finalize;
}

static void
gradus_gunzip_init (GradusGunzip *self)
{
  self->member = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
}

GConverter *
gradus_gunzip_new (void)
{
  return g_object_new (GRADUS_TYPE_GUNZIP, NULL);
}
