/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <pthread.h>
#include <stdio.h>

G_BEGIN_DECLS

/* What systems do in ways of their own, and GLib has no call for: platform-posix.c and
 * platform-windows.c hold the same functions, one of which is compiled. Threads and mutexes are
 * pthread's, which Windows has by winpthreads. Names of files are as GLib takes them. What fails
 * sets errno, if nothing else is said. */

/* -- The machine ------------------------------------------------------------------------------- */

/* The bytes of memory that there are, or as many of them as the program may have. */
guint64 gradus_platform_count_memory (void);

/* The processors that the system gives to this program, at least one. */
guint gradus_platform_count_processors (void);

/* Bytes from a cache line on, those of several megabytes in large pages where the system has any;
 * NULL: there are no more. For gradus_platform_free(). */
void *gradus_platform_allocate (gsize n_bytes);
void gradus_platform_free (void *block);

typedef void (*GradusPlatformFunction) (void);

/* One of OpenBLAS that no header of it names; NULL: it has none. */
GradusPlatformFunction gradus_platform_find_blas_function (const char *name);

/* -- Programs and threads ---------------------------------------------------------------------- */

/* For main() of a program of the terminal: its streams take any bytes, and a file that grows past
 * the user's limit is a fault of writing. Returns its arguments in UTF-8 where the system knows
 * names of files so; they stay till the end. */
char **gradus_platform_begin_program (char **arguments);

int gradus_platform_get_process_number (void);

/* The program's own file, for g_free(); NULL where that is not known. */
char *gradus_platform_find_program (void);

/* Names the calling thread (NULL: not at all), and leaves others more of a busy machine than it
 * gets, by so much as nice(1) says. */
void gradus_platform_begin_thread (const char *name, int niceness);

/* Microseconds that the processor has worked for the calling thread. */
gint64 gradus_platform_get_thread_time (void);

/* A condition whose deadlines nobody can set back, and waiting for it, at most until `until`
 * seconds on the monotonic clock. FALSE: that time has come. */
void gradus_platform_begin_condition (pthread_cond_t *condition);
gboolean gradus_platform_wait_until (pthread_cond_t *condition, pthread_mutex_t *mutex,
                                     double until);

/* From now on what would end the program (Ctrl-C, SIGTERM, and SIGHUP unless it is ignored) calls
 * `tell` instead, which may do no more than a signal's handler may; a call of the system that waits
 * ends with EINTR. `news` becomes what a main loop can wait for: it can be read after each of them
 * until gradus_platform_forget_signals(). */
void gradus_platform_catch_signals (void (*tell) (int signal_number), GPollFD *news);
void gradus_platform_forget_signals (void);

/* Whether a person sees what is written into the stream, and \033[K takes away a line's rest. */
gboolean gradus_platform_is_terminal (FILE *stream);

/* -- Files ------------------------------------------------------------------------------------- */

typedef enum {
  GRADUS_FILE_KIND_REGULAR,
  GRADUS_FILE_KIND_FOLDER,
  GRADUS_FILE_KIND_PIPE,
  GRADUS_FILE_KIND_SOCKET,
  GRADUS_FILE_KIND_DISK,
  GRADUS_FILE_KIND_CHARACTERS, /* a terminal or another device without an end */
  GRADUS_FILE_KIND_OTHER
} GradusFileKind;

typedef struct {
  GradusFileKind kind;
  guint64 device, inode; /* together they are one file's alone */
  guint64 size;
  gint64 seconds, nanoseconds; /* of its last change, since 1970 */
  gboolean is_own;             /* of the user who runs this */
} GradusFileStatus;

/* FALSE where there is no such file. The first follows symbolic links, the second does not. */
gboolean gradus_platform_look (const char *filename, GradusFileStatus *status);
gboolean gradus_platform_look_at_link (const char *filename, GradusFileStatus *status);
gboolean gradus_platform_look_at_open (int file, GradusFileStatus *status);

static inline gboolean
gradus_file_status_is_same (const GradusFileStatus *a, const GradusFileStatus *b)
{
  return a->device == b->device && a->inode == b->inode;
}

/* The place without symbolic links, for g_free(); NULL where nothing is there. */
char *gradus_platform_resolve (const char *filename);

/* Whether the program may write into it; into a folder, make files there. */
gboolean gradus_platform_may_write (const char *filename);

/* Files that are open; g_close() closes them, and no program that is started has them. -1 is none.
 * - for reading, whatever it is, without waiting
 * - a new one, for writing: the last six letters of the name are XXXXXX and become others
 * - for writing what is not a regular file; a pipe waits for somebody who reads it or not (ENXIO)
 * - another one for the same */
int gradus_platform_open (const char *filename);
int gradus_platform_create (char *filename);
int gradus_platform_open_special (const char *filename, gboolean waits);
int gradus_platform_duplicate (int file);

/* All that many bytes. A file that ends before is EIO. */
gboolean gradus_platform_read (int file, char *bytes, gsize n);

/* All of them; returns 0 or an errno. Whom nobody reads is told so by EPIPE, not by a signal. */
int gradus_platform_write (int file, const char *bytes, gsize n);

/* Gives an open file the permissions of another one, or of a new one where that is not there. */
gboolean gradus_platform_set_mode_like (int file, const char *filename);

/* Brings the names in a folder to the disk. */
gboolean gradus_platform_sync_folder (const char *folder);

/* Opens the file of that name, which is made where there is none, to be locked: it may be removed
 * while it is open. */
int gradus_platform_open_lock (const char *name);

/* Locks it till it is closed, however the program ends. FALSE and EWOULDBLOCK where somebody else
 * has it locked. */
gboolean gradus_platform_lock (int lock);

G_END_DECLS
