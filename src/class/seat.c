/* SPDX-License-Identifier: MIT */
#include "class/seat.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "class/child.h"

#define LOOKS_AFTER 20        /* ms between two looks for a socket */
#define ASKS_AFTER 300        /* ms between two requests to end */
#define LONGEST_START 60      /* s, on a busy machine where twenty start at once */
#define LONGEST_END 30        /* s, where twenty end at once */
#define CALM 60               /* s without a crash, after which crashes are forgotten */
#define MOST_CRASHES 4        /* within that time */

struct _GradusSeat {
  const GradusSeatSettings *settings;
  GradusStudent *student;
  guint number;
  GradusSeatTold told;
  gpointer data;

  GradusSeatState state;
  char *runtime, *socket, *display_socket;
  GradusChild *broadway, *gradus;
  guint timer; /* of starting or ending; 0: none */
  gint64 begin, last_crash, last_touch, last_seen; /* µs, monotonic; begin: of the timer */
  guint n_crashes, n_browsers;
};

static void start_gradus (GradusSeat *seat);

GradusSeat *
gradus_seat_new (const GradusSeatSettings *settings, GradusStudent *student, guint number,
                 GradusSeatTold told, gpointer data)
{
  GradusSeat *seat = g_new0 (GradusSeat, 1);
  g_autofree char *base = g_strdup_printf ("%u", number);

  seat->settings = settings;
  seat->student = student;
  seat->number = number;
  seat->told = told;
  seat->data = data;
  seat->runtime = g_build_filename (settings->runtime, base, NULL);
  seat->socket = g_build_filename (seat->runtime, "http", NULL);
  /* That of the display ":0", by broadwayd's way of counting. */
  seat->display_socket = g_build_filename (seat->runtime, "broadway1.socket", NULL);
  seat->last_touch = seat->last_seen = g_get_monotonic_time ();
  return seat;
}

void
gradus_seat_free (GradusSeat *seat)
{
  g_assert (!seat->broadway && !seat->gradus && seat->timer == 0);
  g_unlink (seat->socket);
  g_unlink (seat->display_socket);
  g_rmdir (seat->runtime);
  g_free (seat->runtime);
  g_free (seat->socket);
  g_free (seat->display_socket);
  g_free (seat);
}

/* -- State ------------------------------------------------------------------------------------- */

static void
take_state (GradusSeat *seat, GradusSeatState state, const char *sentence)
{
  seat->state = state;
  seat->told (seat, sentence, seat->data);
}

static void
stop_timer (GradusSeat *seat)
{
  if (seat->timer != 0)
    g_source_remove (seat->timer);
  seat->timer = 0;
}

/* What still runs of it is ended at once; those who are told of that find that it is broken. */
static void
break_seat (GradusSeat *seat, const char *sentence)
{
  stop_timer (seat);
  if (seat->gradus)
    gradus_child_kill (seat->gradus);
  if (seat->broadway)
    gradus_child_kill (seat->broadway);
  take_state (seat, GRADUS_SEAT_BROKEN, sentence);
}

/* -- Programs ---------------------------------------------------------------------------------- */

/* Of the lecturer's environment only what says how the system looks: nothing that leads back to the
 * lecturer's desktop, buses or folders. */
static char **
make_environ (GradusSeat *seat)
{
  const char *const kept[] = { "PATH",        "LANG",          "LANGUAGE",
                               "LC_ALL",      "LC_CTYPE",      "LC_MESSAGES",
                               "TZ",          "XDG_DATA_DIRS", "GSETTINGS_SCHEMA_DIR",
                               "G_DEBUG",     "LSAN_OPTIONS",  "ASAN_OPTIONS",
                               "GRADUS_KERNELS", "OPENBLAS_CORETYPE" };
  g_autofree char *home = gradus_student_get_home (seat->student);
  g_autofree char *outbox = gradus_student_get_outbox (seat->student);
  g_autofree char *threads = g_strdup_printf ("%u", seat->settings->bounds.processors);
  const char *const set[][2] = {
    { "HOME", home },
    { "XDG_RUNTIME_DIR", seat->runtime },
    { "GRADUS_CLASS_OUTBOX", outbox },
    { "GDK_BACKEND", "broadway" },
    { "BROADWAY_DISPLAY", ":0" },
    { "OPENBLAS_NUM_THREADS", threads },
    /* Or it would be one program with the others of this user, and ask the desktop for files. */
    { "DBUS_SESSION_BUS_ADDRESS", "disabled:" },
    { "GSETTINGS_BACKEND", "keyfile" },
    { "GIO_USE_VFS", "local" },
    { "GTK_A11Y", "none" },
    { "GTK_USE_PORTAL", "0" },
    { "ADW_DISABLE_PORTAL", "1" },
  };
  char **environment = g_new0 (char *, 1);

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++) {
    if (g_getenv (kept[i]))
      environment = g_environ_setenv (environment, kept[i], g_getenv (kept[i]), TRUE);
  }
  for (guint i = 0; i < G_N_ELEMENTS (set); i++)
    environment = g_environ_setenv (environment, set[i][0], set[i][1], TRUE);
  return environment;
}

static GradusChild *
start_child (GradusSeat *seat, const char *const *words, const char *log_base,
             GradusChildGone gone, GError **error)
{
  g_autofree char *home = gradus_student_get_home (seat->student);
  g_autofree char *outbox = gradus_student_get_outbox (seat->student);
  g_autofree char *log = g_build_filename (seat->student->folder, log_base, NULL);
  g_autofree char *shared_as = g_build_filename (home, "class", NULL);
  g_auto (GStrv) environment = make_environ (seat);
  const char *const own[] = { home, outbox, seat->runtime, NULL };
  const GradusFence fence = { seat->settings->program_folder, own, seat->settings->shared,
                              shared_as };
  const GradusChildPlan plan = {
    .words = words,
    .environ = (const char *const *) environment,
    .log = log,
    .bounds = &seat->settings->bounds,
    .fence = seat->settings->is_fenced ? &fence : NULL,
    .number = seat->number,
  };

  return gradus_child_start (&plan, gone, seat, error);
}

/* -- Ending ------------------------------------------------------------------------------------ */

/* Called whenever a program of an ending seat has gone. */
static void
go_on_ending (GradusSeat *seat)
{
  if (seat->gradus)
    return;
  if (seat->broadway) {
    gradus_child_kill (seat->broadway); /* it has nothing to save */
    return;
  }
  stop_timer (seat);
  take_state (seat, GRADUS_SEAT_EMPTY, NULL);
}

/* A program that is only being started is not there to hear it: it is asked again. */
static gboolean
go_on_asking (gpointer data)
{
  GradusSeat *seat = data;

  if (seat->gradus && g_get_monotonic_time () - seat->begin < LONGEST_END * G_USEC_PER_SEC) {
    gradus_child_ask_to_end (seat->gradus);
    return G_SOURCE_CONTINUE;
  }
  seat->timer = 0;
  if (!seat->gradus)
    return G_SOURCE_REMOVE;
  gradus_child_kill (seat->gradus);
  seat->told (seat, "did not end by itself and was ended; the draft is some seconds old at most",
              seat->data);
  return G_SOURCE_REMOVE;
}

void
gradus_seat_end (GradusSeat *seat)
{
  if (seat->state == GRADUS_SEAT_EMPTY || seat->state == GRADUS_SEAT_ENDING)
    return;
  stop_timer (seat);
  take_state (seat, GRADUS_SEAT_ENDING, NULL);
  /* Gradus waits for what it draws to be taken. */
  if (seat->broadway)
    gradus_child_resume (seat->broadway);
  if (seat->gradus) {
    gradus_child_ask_to_end (seat->gradus);
    seat->begin = g_get_monotonic_time ();
    seat->timer = g_timeout_add (ASKS_AFTER, go_on_asking, seat);
  }
  go_on_ending (seat);
}

/* -- Starting again ---------------------------------------------------------------------------- */

/* FALSE: it has crashed too often for another start to help. */
static gboolean
note_crash (GradusSeat *seat)
{
  const gint64 now = g_get_monotonic_time ();

  if (now - seat->last_crash > CALM * G_USEC_PER_SEC)
    seat->n_crashes = 0;
  seat->last_crash = now;
  return ++seat->n_crashes <= MOST_CRASHES;
}

static void
on_gradus_gone (GradusChild *child, gboolean is_well, gpointer data)
{
  GradusSeat *seat = data;

  seat->gradus = NULL;
  if (seat->state == GRADUS_SEAT_ENDING)
    go_on_ending (seat);
  if (seat->state != GRADUS_SEAT_OPEN && seat->state != GRADUS_SEAT_ASLEEP)
    return;
  /* Closing the window a few times is no crash, but starting takes a second each time. */
  if (!note_crash (seat)) {
    break_seat (seat, "ended five times within a minute, and is not started again before the "
                      "page is opened anew");
    return;
  }
  if (seat->state == GRADUS_SEAT_ASLEEP)
    gradus_seat_end (seat);
  else
    start_gradus (seat);
  if (!is_well)
    seat->told (seat, "crashed, and was started again with the document that it kept", seat->data);
}

/* Gradus cannot do without it: both are started anew. */
static void
on_broadway_gone (GradusChild *child, gboolean is_well, gpointer data)
{
  GradusSeat *seat = data;

  seat->broadway = NULL;
  if (seat->state == GRADUS_SEAT_ENDING)
    go_on_ending (seat);
  else if (seat->state == GRADUS_SEAT_STARTING)
    break_seat (seat, "cannot be shown: gtk4-broadwayd ended at once");
  else if (seat->state == GRADUS_SEAT_OPEN || seat->state == GRADUS_SEAT_ASLEEP)
    gradus_seat_end (seat);
}

static void
start_gradus (GradusSeat *seat)
{
  const char *const words[] = { seat->settings->gradus, NULL };
  g_autoptr (GError) error = NULL;

  seat->gradus = start_child (seat, words, "gradus.log", on_gradus_gone, &error);
  if (!seat->gradus)
    break_seat (seat, error->message);
}

/* -- Opening ----------------------------------------------------------------------------------- */

/* A file for each socket tells that broadwayd listens. */
static gboolean
look_for_sockets (gpointer data)
{
  GradusSeat *seat = data;

  if (g_access (seat->socket, F_OK) == 0 && g_access (seat->display_socket, F_OK) == 0) {
    seat->timer = 0;
    take_state (seat, GRADUS_SEAT_OPEN, NULL);
    start_gradus (seat);
    return G_SOURCE_REMOVE;
  }
  if (g_get_monotonic_time () - seat->begin < LONGEST_START * G_USEC_PER_SEC)
    return G_SOURCE_CONTINUE;
  seat->timer = 0;
  break_seat (seat, "cannot be shown: gtk4-broadwayd does not begin to listen");
  return G_SOURCE_REMOVE;
}

static void
start_broadway (GradusSeat *seat)
{
  const char *const words[] = { "gtk4-broadwayd", "--unixsocket", seat->socket, ":0", NULL };
  g_autoptr (GError) error = NULL;

  g_unlink (seat->socket);
  g_unlink (seat->display_socket);
  if (g_mkdir (seat->runtime, 0700) != 0 && errno != EEXIST) {
    break_seat (seat, "has no folder for its sockets");
    return;
  }
  if (gradus_student_prepare (seat->student, seat->settings->bounds.processors, &error))
    seat->broadway = start_child (seat, words, "broadway.log", on_broadway_gone, &error);
  if (!seat->broadway) {
    break_seat (seat, error->message);
    return;
  }
  seat->begin = g_get_monotonic_time ();
  seat->timer = g_timeout_add (LOOKS_AFTER, look_for_sockets, seat);
  take_state (seat, GRADUS_SEAT_STARTING, NULL);
}

static void
wake_seat (GradusSeat *seat)
{
  gradus_child_resume (seat->broadway);
  gradus_child_resume (seat->gradus);
  take_state (seat, GRADUS_SEAT_OPEN, "woke up");
}

void
gradus_seat_open (GradusSeat *seat)
{
  seat->last_touch = seat->last_seen = g_get_monotonic_time ();
  if (seat->state == GRADUS_SEAT_ASLEEP)
    wake_seat (seat);
  /* A broken one waits for its programs to have gone. */
  if ((seat->state == GRADUS_SEAT_EMPTY || seat->state == GRADUS_SEAT_BROKEN) && !seat->broadway &&
      !seat->gradus) {
    seat->n_crashes = 0;
    start_broadway (seat);
  }
}

void
gradus_seat_sleep (GradusSeat *seat)
{
  if (seat->state != GRADUS_SEAT_OPEN || !seat->gradus)
    return;
  gradus_child_pause (seat->gradus);
  gradus_child_pause (seat->broadway);
  take_state (seat, GRADUS_SEAT_ASLEEP, "fell asleep");
}

/* -- Who is there ------------------------------------------------------------------------------ */

GradusStudent *
gradus_seat_get_student (const GradusSeat *seat)
{
  return seat->student;
}

GradusSeatState
gradus_seat_get_state (const GradusSeat *seat)
{
  return seat->state;
}

const char *
gradus_seat_get_socket (const GradusSeat *seat)
{
  return seat->socket;
}

void
gradus_seat_attach (GradusSeat *seat)
{
  seat->n_browsers++;
  gradus_seat_touch (seat);
}

void
gradus_seat_detach (GradusSeat *seat)
{
  seat->n_browsers--;
  seat->last_seen = g_get_monotonic_time ();
}

guint
gradus_seat_count_browsers (const GradusSeat *seat)
{
  return seat->n_browsers;
}

void
gradus_seat_touch (GradusSeat *seat)
{
  seat->last_touch = seat->last_seen = g_get_monotonic_time ();
}

guint
gradus_seat_get_idle (const GradusSeat *seat)
{
  return (guint) ((g_get_monotonic_time () - seat->last_touch) / G_USEC_PER_SEC);
}

guint
gradus_seat_get_absence (const GradusSeat *seat)
{
  return seat->n_browsers > 0
             ? 0
             : (guint) ((g_get_monotonic_time () - seat->last_seen) / G_USEC_PER_SEC);
}

GradusUsage
gradus_seat_measure (const GradusSeat *seat, GHashTable *usage)
{
  GradusUsage sum = { 0 };
  const GradusChild *children[] = { seat->broadway, seat->gradus };

  for (guint i = 0; i < G_N_ELEMENTS (children); i++) {
    const GradusUsage own =
        children[i] ? gradus_usage_find (usage, gradus_child_get_group (children[i]))
                    : (GradusUsage){ 0 };

    sum.bytes += own.bytes;
    sum.centiseconds += own.centiseconds;
  }
  return sum;
}

