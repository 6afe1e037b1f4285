/* SPDX-License-Identifier: MIT */

/* How far apart the processors are: what it takes one of them, a line of the cache, to read what
 * another one has just written, and to write again what that one has read. Where the two share no
 * cache both take several times as long, and small steps gain less by a second processor. Prints
 * both, in nanoseconds. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

#include <glib.h>

#define N_LINES 1024
#define ROUNDS 2000

typedef struct {
  volatile float number;
  char rest[60];
} Line;

typedef struct {
  _Alignas(128) atomic_uint turn; /* even: the writer's */
  _Alignas(128) Line lines[N_LINES];
  double seconds_to_read, seconds_to_write;
} Exchange;

static void
wait_for_turn (Exchange *exchange, guint turn)
{
  while (atomic_load_explicit (&exchange->turn, memory_order_acquire) != turn)
    ;
}

static double
read_clock (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

static void *
read_lines (void *data)
{
  Exchange *exchange = data;

  for (guint round = 0; round < ROUNDS; round++) {
    float sum = 0;
    double start;

    wait_for_turn (exchange, 2 * round + 1);
    start = read_clock ();
    for (guint i = 0; i < N_LINES; i++)
      sum += exchange->lines[i].number;
    exchange->seconds_to_read += read_clock () - start;
    if (sum < 0)
      return NULL;
    atomic_store_explicit (&exchange->turn, 2 * round + 2, memory_order_release);
  }
  return NULL;
}

static void
write_lines (Exchange *exchange)
{
  for (guint round = 0; round < ROUNDS; round++) {
    double start;

    wait_for_turn (exchange, 2 * round);
    start = read_clock ();
    for (guint i = 0; i < N_LINES; i++)
      exchange->lines[i].number = (float) round;
    exchange->seconds_to_write += read_clock () - start;
    atomic_store_explicit (&exchange->turn, 2 * round + 1, memory_order_release);
  }
  wait_for_turn (exchange, 2 * ROUNDS);
}

int
main (void)
{
  static Exchange exchange;
  pthread_t reader;

  if (g_get_num_processors () < 2) {
    printf ("there is but one processor\n");
    return 0;
  }
  pthread_create (&reader, NULL, read_lines, &exchange);
  write_lines (&exchange);
  pthread_join (reader, NULL);
  printf ("a line of the cache that another processor wrote: %.1f ns; to write to it again: %.1f ns\n",
          1e9 * exchange.seconds_to_read / ROUNDS / N_LINES,
          1e9 * exchange.seconds_to_write / ROUNDS / N_LINES);
  return 0;
}
