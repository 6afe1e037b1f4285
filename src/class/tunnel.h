/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* GradusTunnel: hands bytes on between a browser and a broadwayd, both ways, until either ends it;
 * what they say to each other it does not look at. A slow side makes the other one wait: no more
 * than one buffer each way is held here. */
typedef struct _GradusTunnel GradusTunnel;

typedef struct {
  void (*sent) (gpointer data);  /* the browser sent something; NULL: nobody wants to know */
  void (*ended) (gpointer data); /* called once, at the end; the tunnel has gone then */
} GradusTunnelFuncs;

/* Says `first` to the socket and goes on from there. Holds a reference to `browser` and closes it.
 * `funcs` must live as long as the program. Where the socket does not answer, it ends at once. */
GradusTunnel *gradus_tunnel_begin (GSocketConnection *browser, const char *socket,
                                   const char *first, const GradusTunnelFuncs *funcs,
                                   gpointer data);

/* Ends it soon. */
void gradus_tunnel_end (GradusTunnel *tunnel);

G_END_DECLS
