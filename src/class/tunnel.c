/* SPDX-License-Identifier: MIT */
#include "class/tunnel.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>

#define BUFFER 65536 /* bytes; a frame of a whole window takes some of them */

typedef struct {
  GradusTunnel *tunnel;
  GInputStream *from;
  GOutputStream *to;
  guint8 *bytes; /* BUFFER of them */
  gboolean is_outward; /* from the browser */
} Way;

struct _GradusTunnel {
  GSocketConnection *browser, *seat; /* seat: NULL until it is there */
  GCancellable *cancellable;
  char *first;
  const GradusTunnelFuncs *funcs;
  gpointer data;
  Way ways[2];
  guint n_ways; /* that still go */
};

static void read_way (Way *way);

static void
free_tunnel (GradusTunnel *tunnel)
{
  const GradusTunnelFuncs *funcs = tunnel->funcs;
  gpointer data = tunnel->data;

  /* What was written is sent before the end is. */
  g_socket_shutdown (g_socket_connection_get_socket (tunnel->browser), FALSE, TRUE, NULL);
  g_io_stream_close (G_IO_STREAM (tunnel->browser), NULL, NULL);
  g_object_unref (tunnel->browser);
  if (tunnel->seat)
    g_io_stream_close (G_IO_STREAM (tunnel->seat), NULL, NULL);
  g_clear_object (&tunnel->seat);
  g_object_unref (tunnel->cancellable);
  g_free (tunnel->first);
  for (guint i = 0; i < G_N_ELEMENTS (tunnel->ways); i++)
    g_free (tunnel->ways[i].bytes);
  g_free (tunnel);
  funcs->ended (data);
}

/* The other way has nobody to talk to then. */
static void
end_way (Way *way)
{
  GradusTunnel *tunnel = way->tunnel;

  g_cancellable_cancel (tunnel->cancellable);
  if (--tunnel->n_ways == 0)
    free_tunnel (tunnel);
}

static void
on_way_written (GObject *source, GAsyncResult *result, gpointer data)
{
  Way *way = data;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    read_way (way);
  else
    end_way (way);
}

static void
on_way_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Way *way = data;
  const gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (n <= 0) {
    end_way (way);
    return;
  }
  if (way->is_outward && way->tunnel->funcs->sent)
    way->tunnel->funcs->sent (way->tunnel->data);
  g_output_stream_write_all_async (way->to, way->bytes, (gsize) n, G_PRIORITY_DEFAULT,
                                   way->tunnel->cancellable, on_way_written, way);
}

static void
read_way (Way *way)
{
  g_input_stream_read_async (way->from, way->bytes, BUFFER, G_PRIORITY_DEFAULT,
                             way->tunnel->cancellable, on_way_read, way);
}

static void
begin_way (GradusTunnel *tunnel, guint i, GSocketConnection *from, GSocketConnection *to)
{
  Way *way = &tunnel->ways[i];

  way->tunnel = tunnel;
  way->from = g_io_stream_get_input_stream (G_IO_STREAM (from));
  way->to = g_io_stream_get_output_stream (G_IO_STREAM (to));
  way->bytes = g_malloc (BUFFER);
  way->is_outward = from == tunnel->browser;
  tunnel->n_ways++;
}

static void
on_first_written (GObject *source, GAsyncResult *result, gpointer data)
{
  GradusTunnel *tunnel = data;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL)) {
    free_tunnel (tunnel);
    return;
  }
  begin_way (tunnel, 0, tunnel->browser, tunnel->seat);
  begin_way (tunnel, 1, tunnel->seat, tunnel->browser);
  read_way (&tunnel->ways[0]);
  read_way (&tunnel->ways[1]);
}

static void
on_seat_reached (GObject *source, GAsyncResult *result, gpointer data)
{
  GradusTunnel *tunnel = data;

  tunnel->seat = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, NULL);
  if (!tunnel->seat) {
    free_tunnel (tunnel);
    return;
  }
  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (tunnel->seat)),
                                   tunnel->first, strlen (tunnel->first), G_PRIORITY_DEFAULT,
                                   tunnel->cancellable, on_first_written, tunnel);
}

GradusTunnel *
gradus_tunnel_begin (GSocketConnection *browser, const char *socket, const char *first,
                     const GradusTunnelFuncs *funcs, gpointer data)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (socket);
  GradusTunnel *tunnel = g_new0 (GradusTunnel, 1);

  tunnel->browser = g_object_ref (browser);
  tunnel->cancellable = g_cancellable_new ();
  tunnel->first = g_strdup (first);
  tunnel->funcs = funcs;
  tunnel->data = data;
  g_socket_client_connect_async (client, G_SOCKET_CONNECTABLE (address), tunnel->cancellable,
                                 on_seat_reached, tunnel);
  return tunnel;
}

void
gradus_tunnel_end (GradusTunnel *tunnel)
{
  g_cancellable_cancel (tunnel->cancellable);
}
