/* SPDX-License-Identifier: MIT */
#include "platform/platform.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* -- The machine ------------------------------------------------------------------------------- */

#define CACHE_LINE 64

/* From so many bytes on the system is asked for pages of this size: passes over maps of several
 * megabytes take up to a quarter less time, because the processor keeps few addresses of pages. */
#define LARGE_PAGE (2 << 20)
#define LEAST_IN_LARGE_PAGES (2 * LARGE_PAGE)

/* What a container or a job system allows; G_MAXUINT64: there is no limit, or none is known. */
static guint64
read_limit_of_group (void)
{
  g_autofree char *groups = NULL, *path = NULL, *limit = NULL, *folder = NULL;
  guint64 bytes;

  if (!g_file_get_contents ("/proc/self/cgroup", &groups, NULL, NULL) ||
      !g_str_has_prefix (groups, "0::"))
    return G_MAXUINT64;
  folder = g_strndup (groups + strlen ("0::"), strcspn (groups + strlen ("0::"), "\n"));
  path = g_build_filename ("/sys/fs/cgroup", folder, "memory.max", NULL);
  if (!g_file_get_contents (path, &limit, NULL, NULL) ||
      !g_ascii_string_to_unsigned (g_strchomp (limit), 10, 1, G_MAXUINT64, &bytes, NULL))
    return G_MAXUINT64;
  return bytes;
}

guint64
gradus_platform_count_memory (void)
{
  const guint64 there = (guint64) sysconf (_SC_PHYS_PAGES) * (guint64) sysconf (_SC_PAGESIZE);
  struct rlimit limit;
  const gboolean is_limited = getrlimit (RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;

  return MIN (MIN (there, read_limit_of_group ()),
              is_limited ? (guint64) limit.rlim_cur : G_MAXUINT64);
}

/* Not g_get_num_processors(), which in GLib 2.74 counts those of the machine. */
guint
gradus_platform_count_processors (void)
{
  cpu_set_t set;

  return sched_getaffinity (0, sizeof set, &set) == 0 ? (guint) MAX (CPU_COUNT (&set), 1)
                                                      : g_get_num_processors ();
}

void *
gradus_platform_allocate (gsize n_bytes)
{
  const gboolean is_large = n_bytes >= LEAST_IN_LARGE_PAGES;
  void *block = NULL;
  const int fault =
      posix_memalign (&block, is_large ? LARGE_PAGE : CACHE_LINE, MAX (n_bytes, CACHE_LINE));

  if (fault != 0)
    return NULL;
#ifdef MADV_HUGEPAGE
  if (is_large)
    madvise (block, n_bytes, MADV_HUGEPAGE); /* where it is refused, pages are small */
#endif
  return block;
}

void
gradus_platform_free (void *block)
{
  free (block);
}

GradusPlatformFunction
gradus_platform_find_blas_function (const char *name)
{
  GradusPlatformFunction function;

  *(void **) &function = dlsym (RTLD_DEFAULT, name);
  return function;
}

/* -- Programs and threads ---------------------------------------------------------------------- */

/* A file that would be longer than the user's limit is an error of it, not the end of the program. */
char **
gradus_platform_begin_program (char **arguments)
{
  signal (SIGXFSZ, SIG_IGN);
  return arguments;
}

int
gradus_platform_get_process_number (void)
{
  return (int) getpid ();
}

char *
gradus_platform_find_program (void)
{
  return g_file_read_link ("/proc/self/exe", NULL);
}

/* In Linux a thread has a niceness of its own, and gettid() names this one alone. */
void
gradus_platform_begin_thread (const char *name, int niceness)
{
  if (name)
    pthread_setname_np (pthread_self (), name);
  setpriority (PRIO_PROCESS, (id_t) gettid (), niceness);
}

gint64
gradus_platform_get_thread_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

void
gradus_platform_begin_condition (pthread_cond_t *condition)
{
  pthread_condattr_t clock;

  pthread_condattr_init (&clock);
  pthread_condattr_setclock (&clock, CLOCK_MONOTONIC);
  pthread_cond_init (condition, &clock);
  pthread_condattr_destroy (&clock);
}

gboolean
gradus_platform_wait_until (pthread_cond_t *condition, pthread_mutex_t *mutex, double until)
{
  const time_t seconds = (time_t) until;
  const struct timespec time = { .tv_sec = seconds,
                                 .tv_nsec = (long) ((until - (double) seconds) * 1e9) };

  return pthread_cond_timedwait (condition, mutex, &time) == 0;
}

static void (*tell_of_signal) (int signal_number);
static int pipe_of_signals[2] = { -1, -1 };

/* Of all that wakes a main loop to write into a pipe is what a signal's handler may do. A pipe that
 * is full wakes it anyhow. */
static void
on_signal (int signal_number)
{
  const int fault = errno;

  tell_of_signal (signal_number);
  (void) !write (pipe_of_signals[1], "", 1);
  errno = fault;
}

/* Not by g_unix_signal_add(), after which a call that waits would go on waiting. */
void
gradus_platform_catch_signals (void (*tell) (int signal_number), GPollFD *news)
{
  const struct sigaction action = { .sa_handler = on_signal };
  struct sigaction before;

  tell_of_signal = tell;
  if (pipe_of_signals[0] < 0 && pipe2 (pipe_of_signals, O_CLOEXEC | O_NONBLOCK) != 0)
    g_error ("pipe2: %s", g_strerror (errno)); /* as GLib does where it has no descriptor */
  *news = (GPollFD){ .fd = pipe_of_signals[0], .events = G_IO_IN };
  sigaction (SIGINT, &action, NULL);
  sigaction (SIGTERM, &action, NULL);
  if (sigaction (SIGHUP, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
    sigaction (SIGHUP, &action, NULL);
}

void
gradus_platform_forget_signals (void)
{
  char bytes[64];

  while (read (pipe_of_signals[0], bytes, sizeof bytes) > 0)
    continue;
}

gboolean
gradus_platform_is_terminal (FILE *stream)
{
  return isatty (fileno (stream));
}

/* -- What a file is ---------------------------------------------------------------------------- */

static GradusFileKind
find_file_kind (mode_t mode)
{
  switch (mode & S_IFMT) {
  case S_IFREG:
    return GRADUS_FILE_KIND_REGULAR;
  case S_IFDIR:
    return GRADUS_FILE_KIND_FOLDER;
  case S_IFIFO:
    return GRADUS_FILE_KIND_PIPE;
  case S_IFSOCK:
    return GRADUS_FILE_KIND_SOCKET;
  case S_IFBLK:
    return GRADUS_FILE_KIND_DISK;
  case S_IFCHR:
    return GRADUS_FILE_KIND_CHARACTERS;
  default:
    return GRADUS_FILE_KIND_OTHER;
  }
}

static gboolean
tell_status (int result, const struct stat *found, GradusFileStatus *status)
{
  if (result != 0)
    return FALSE;
  *status = (GradusFileStatus){
    .kind = find_file_kind (found->st_mode),
    .device = found->st_dev,
    .inode = found->st_ino,
    .size = (guint64) found->st_size,
    .seconds = found->st_mtim.tv_sec,
    .nanoseconds = found->st_mtim.tv_nsec,
    .is_own = found->st_uid == getuid (),
  };
  return TRUE;
}

gboolean
gradus_platform_look (const char *filename, GradusFileStatus *status)
{
  struct stat found;

  return tell_status (stat (filename, &found), &found, status);
}

gboolean
gradus_platform_look_at_link (const char *filename, GradusFileStatus *status)
{
  struct stat found;

  return tell_status (lstat (filename, &found), &found, status);
}

gboolean
gradus_platform_look_at_open (int file, GradusFileStatus *status)
{
  struct stat found;

  return tell_status (fstat (file, &found), &found, status);
}

char *
gradus_platform_resolve (const char *filename)
{
  char *resolved = realpath (filename, NULL); /* from malloc(), so free() */
  char *copy = g_strdup (resolved);

  free (resolved);
  return copy;
}

gboolean
gradus_platform_may_write (const char *filename)
{
  const int folder = g_file_test (filename, G_FILE_TEST_IS_DIR) ? X_OK : 0;

  return access (filename, W_OK | folder) == 0;
}

/* -- Open files -------------------------------------------------------------------------------- */

int
gradus_platform_open (const char *filename)
{
  return open (filename, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

int
gradus_platform_create (char *filename)
{
  return g_mkstemp_full (filename, O_RDWR | O_CLOEXEC, 0600);
}

/* Only the opening must not wait: a reader that is slow is waited for. */
int
gradus_platform_open_special (const char *filename, gboolean waits)
{
  const int flags = O_WRONLY | O_CLOEXEC | O_NOCTTY;
  const int file = open (filename, waits ? flags : flags | O_NONBLOCK);

  if (file >= 0 && !waits)
    fcntl (file, F_SETFL, fcntl (file, F_GETFL) & ~O_NONBLOCK);
  return file;
}

int
gradus_platform_duplicate (int file)
{
  return fcntl (file, F_DUPFD_CLOEXEC, 0);
}

/* A signal may interrupt, and a read may give less than was asked for. */
gboolean
gradus_platform_read (int file, char *bytes, gsize n)
{
  gsize done = 0;

  while (done < n) {
    const gssize got = read (file, bytes + done, n - done);

    if (got == 0)
      errno = EIO; /* another program has cut it off */
    if (got == 0 || (got < 0 && errno != EINTR))
      return FALSE;
    done += got > 0 ? (gsize) got : 0;
  }
  return TRUE;
}

static int
write_all (int file, const char *bytes, gsize n)
{
  while (n > 0) {
    const gssize written = write (file, bytes, n);

    if (written < 0 && errno != EINTR)
      return errno;
    bytes += MAX (written, 0);
    n -= (gsize) MAX (written, 0);
  }
  return 0;
}

/* Writing into a pipe without a reader raises SIGPIPE, which would end the program; here it
 * shall be an error of this file. So the signal is blocked, and taken away if it came. */
int
gradus_platform_write (int file, const char *bytes, gsize n)
{
  const struct timespec now = { 0 };
  sigset_t pipe_alone, before;
  int fault;

  sigemptyset (&pipe_alone);
  sigaddset (&pipe_alone, SIGPIPE);
  pthread_sigmask (SIG_BLOCK, &pipe_alone, &before);
  fault = write_all (file, bytes, n);
  if (fault == EPIPE)
    sigtimedwait (&pipe_alone, NULL, &now);
  pthread_sigmask (SIG_SETMASK, &before, NULL);
  return fault;
}

/* The mask can only be read by setting another one. */
static mode_t
find_mode (const char *filename)
{
  struct stat status;
  mode_t mask;

  if (stat (filename, &status) == 0)
    return status.st_mode & 0777;
  mask = umask (0);
  umask (mask);
  return 0666 & ~mask;
}

gboolean
gradus_platform_set_mode_like (int file, const char *filename)
{
  return fchmod (file, find_mode (filename)) == 0;
}

/* Some file systems cannot, and say so by EINVAL. */
gboolean
gradus_platform_sync_folder (const char *folder)
{
  const int file = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const gboolean is_synced = file >= 0 && (fsync (file) == 0 || errno == EINVAL);
  const int fault = errno;

  if (file >= 0)
    close (file);
  errno = fault;
  return is_synced;
}

int
gradus_platform_open_lock (const char *name)
{
  return open (name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
}

gboolean
gradus_platform_lock (int lock)
{
  return flock (lock, LOCK_EX | LOCK_NB) == 0;
}
