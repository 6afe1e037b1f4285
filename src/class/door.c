/* SPDX-License-Identifier: MIT */
#include "class/door.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

/* After so long without a sign of life a browser has gone, as that of a notebook that was shut. */
#define SILENCE 30 /* s */

struct _GradusDoor {
  GSocketService *service;
  GInetAddress *address;
  guint port;
  GradusDoorFunc asked;
  gpointer data;
  GQueue visits;  /* GradusVisit *, the latest first, but for those that were asked to end */
  guint n_inside; /* those, too */
};

static void
on_asked (GradusVisit *visit, gpointer data)
{
  GradusDoor *door = data;

  door->asked (visit, door->data);
}

static void
on_left (GradusVisit *visit, gpointer data)
{
  GradusDoor *door = data;

  g_queue_remove (&door->visits, visit);
  door->n_inside--;
}

static const GradusVisitFuncs visit_funcs = { on_asked, on_left };

static void
set_up_socket (GSocket *socket)
{
  g_socket_set_keepalive (socket, TRUE);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPIDLE, SILENCE, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPINTVL, SILENCE / 3, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_USER_TIMEOUT, SILENCE * 1000, NULL);
}

static gboolean
on_incoming (GSocketService *service, GSocketConnection *connection, GObject *source,
             gpointer data)
{
  GradusDoor *door = data;

  set_up_socket (g_socket_connection_get_socket (connection));
  if (g_queue_get_length (&door->visits) >= GRADUS_DOOR_ROOM)
    gradus_visit_end (g_queue_pop_tail (&door->visits));
  door->n_inside++;
  g_queue_push_head (&door->visits, gradus_visit_begin (connection, &visit_funcs, door));
  return TRUE;
}

static gboolean
listen_at (GradusDoor *door, guint port, GError **error)
{
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (door->address, (guint16) port);
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GError) fault = NULL;
  g_autofree char *shown = g_inet_address_to_string (door->address);

  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (door->service), wanted,
                                      G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &got,
                                      &fault)) {
    if (g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE,
                   "port %u of %s is in use by another program; take another one", port, shown);
    else if (g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                   "port %u may not be taken; those from 1024 to 65535 may", port);
    else
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s has no port %u to listen to: %s",
                   shown, port, fault->message);
    return FALSE;
  }
  door->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
  return TRUE;
}

GradusDoor *
gradus_door_open (const char *address, guint port, GradusDoorFunc asked, gpointer data,
                  GError **error)
{
  GInetAddress *parsed = g_inet_address_new_from_string (address);
  GradusDoor *door;

  if (!parsed) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "%s is no address of this machine in numbers, as 127.0.0.1 or 0.0.0.0", address);
    return NULL;
  }
  door = g_new0 (GradusDoor, 1);
  door->service = g_socket_service_new ();
  door->address = parsed;
  door->asked = asked;
  door->data = data;
  g_queue_init (&door->visits);
  g_signal_connect (door->service, "incoming", G_CALLBACK (on_incoming), door);
  if (!listen_at (door, port, error)) {
    gradus_door_free (door);
    return NULL;
  }
  return door;
}

void
gradus_door_close (GradusDoor *door)
{
  g_socket_service_stop (door->service);
  g_socket_listener_close (G_SOCKET_LISTENER (door->service));
  while (door->visits.length > 0)
    gradus_visit_end (g_queue_pop_head (&door->visits));
}

gboolean
gradus_door_is_empty (const GradusDoor *door)
{
  return door->n_inside == 0;
}

void
gradus_door_free (GradusDoor *door)
{
  g_object_unref (door->service);
  g_object_unref (door->address);
  g_free (door);
}

guint
gradus_door_get_port (const GradusDoor *door)
{
  return door->port;
}

char **
gradus_door_list_addresses (const GradusDoor *door)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *own = g_inet_address_to_string (door->address);
  struct ifaddrs *interfaces = NULL;

  if (!g_inet_address_get_is_any (door->address) || getifaddrs (&interfaces) != 0) {
    g_strv_builder_add (builder, own);
    return g_strv_builder_end (builder);
  }
  for (struct ifaddrs *one = interfaces; one; one = one->ifa_next) {
    g_autoptr (GInetAddress) address = NULL;
    g_autofree char *shown = NULL;

    if (!one->ifa_addr || one->ifa_addr->sa_family != AF_INET || !(one->ifa_flags & IFF_UP))
      continue;
    address = g_inet_address_new_from_bytes (
        (const guint8 *) &((const struct sockaddr_in *) (const void *) one->ifa_addr)->sin_addr,
        G_SOCKET_FAMILY_IPV4);
    shown = g_inet_address_to_string (address);
    if (!g_inet_address_get_is_loopback (address))
      g_strv_builder_add (builder, shown);
  }
  freeifaddrs (interfaces);
  return g_strv_builder_end (builder);
}
