/* SPDX-License-Identifier: MIT */
#include "platform/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <malloc.h>
#include <math.h>
#include <process.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <windows.h>

/* -- What Windows says ------------------------------------------------------------------------- */

/* The few that are told apart above. */
static void
take_errno (DWORD fault)
{
  static const struct {
    DWORD fault;
    int number;
  } known[] = {
    { ERROR_FILE_NOT_FOUND, ENOENT },      { ERROR_PATH_NOT_FOUND, ENOENT },
    { ERROR_INVALID_NAME, ENOENT },        { ERROR_BAD_PATHNAME, ENOENT },
    { ERROR_ACCESS_DENIED, EACCES },       { ERROR_WRITE_PROTECT, EROFS },
    { ERROR_LOCK_VIOLATION, EWOULDBLOCK }, { ERROR_SHARING_VIOLATION, EACCES },
    { ERROR_DISK_FULL, ENOSPC },           { ERROR_HANDLE_DISK_FULL, ENOSPC },
    { ERROR_NO_DATA, EPIPE },              { ERROR_BROKEN_PIPE, EPIPE },
    { ERROR_PIPE_BUSY, ENXIO },            { ERROR_TOO_MANY_OPEN_FILES, EMFILE },
    { ERROR_NOT_ENOUGH_MEMORY, ENOMEM },   { ERROR_INVALID_HANDLE, EBADF },
  };

  errno = EIO;
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++) {
    if (known[i].fault == fault)
      errno = known[i].number;
  }
}

/* INVALID_HANDLE_VALUE and errno where that fails. Others may read, write, rename and remove the
 * file meanwhile, as on other systems. Of a folder it takes FILE_FLAG_BACKUP_SEMANTICS. */
static HANDLE
open_handle (const char *filename, DWORD access, DWORD disposition, DWORD flags)
{
  g_autofree wchar_t *wide = g_utf8_to_utf16 (filename, -1, NULL, NULL, NULL);
  HANDLE handle;

  if (!wide) {
    errno = ENOENT;
    return INVALID_HANDLE_VALUE;
  }
  handle = CreateFileW (wide, access, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                        disposition, flags, NULL);
  if (handle == INVALID_HANDLE_VALUE)
    take_errno (GetLastError ());
  return handle;
}

/* Takes over the handle. */
static int
make_descriptor (HANDLE handle, int flags)
{
  int file;

  if (handle == INVALID_HANDLE_VALUE)
    return -1;
  file = _open_osfhandle ((intptr_t) handle, flags | _O_BINARY | _O_NOINHERIT);
  if (file < 0)
    CloseHandle (handle);
  return file;
}

/* -- The machine ------------------------------------------------------------------------------- */

#define CACHE_LINE 64

/* A job is what a container or a service sets limits by. */
guint64
gradus_platform_count_memory (void)
{
  MEMORYSTATUSEX memory = { .dwLength = sizeof memory };
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION job = { 0 };
  guint64 limit = G_MAXUINT64;

  if (!GlobalMemoryStatusEx (&memory))
    return G_MAXUINT64;
  if (QueryInformationJobObject (NULL, JobObjectExtendedLimitInformation, &job, sizeof job, NULL)) {
    if (job.BasicLimitInformation.LimitFlags & JOB_OBJECT_LIMIT_PROCESS_MEMORY)
      limit = job.ProcessMemoryLimit;
    if (job.BasicLimitInformation.LimitFlags & JOB_OBJECT_LIMIT_JOB_MEMORY)
      limit = MIN (limit, job.JobMemoryLimit);
  }
  return MIN (memory.ullTotalPhys, limit);
}

guint
gradus_platform_count_processors (void)
{
  DWORD_PTR own = 0, all = 0;
  guint n = 0;

  if (!GetProcessAffinityMask (GetCurrentProcess (), &own, &all))
    return g_get_num_processors ();
  for (; own; own &= own - 1)
    n++;
  return MAX (n, 1);
}

/* Large pages need a right that people do not have. */
void *
gradus_platform_allocate (gsize n_bytes)
{
  return _aligned_malloc (MAX (n_bytes, CACHE_LINE), CACHE_LINE);
}

void
gradus_platform_free (void *block)
{
  _aligned_free (block);
}

/* Windows looks for a function in one library, not in all that are loaded. */
GradusPlatformFunction
gradus_platform_find_blas_function (const char *name)
{
  static const char *const libraries[] = { "libopenblas.dll", "openblas.dll", NULL };
  FARPROC function = GetProcAddress (GetModuleHandleA (NULL), name);

  for (const char *const *library = libraries; !function && *library; library++) {
    HMODULE module = GetModuleHandleA (*library);

    function = module ? GetProcAddress (module, name) : NULL;
  }
  return (GradusPlatformFunction) (void *) function;
}

/* -- Programs and threads ---------------------------------------------------------------------- */

/* Arguments come in the code page of the country, which lacks most letters; the terminal shows
 * what is written to it in another one. */
char **
gradus_platform_begin_program (char **arguments)
{
  static char **known;

  _setmode (_fileno (stdin), _O_BINARY);
  _setmode (_fileno (stdout), _O_BINARY);
  _setmode (_fileno (stderr), _O_BINARY);
  SetConsoleOutputCP (CP_UTF8);
  if (!known)
    known = g_win32_get_command_line ();
  return known ? known : arguments;
}

int
gradus_platform_get_process_number (void)
{
  return _getpid ();
}

char *
gradus_platform_find_program (void)
{
  wchar_t name[MAX_PATH];
  const DWORD n = GetModuleFileNameW (NULL, name, G_N_ELEMENTS (name));

  return n > 0 && n < G_N_ELEMENTS (name) ? g_utf16_to_utf8 (name, -1, NULL, NULL, NULL) : NULL;
}

/* Of Windows's steps the one below the usual. */
void
gradus_platform_begin_thread (const char *name, int niceness)
{
  if (name)
    pthread_setname_np (pthread_self (), name);
  if (niceness > 0)
    SetThreadPriority (GetCurrentThread (), THREAD_PRIORITY_BELOW_NORMAL);
}

static guint64
count_ticks (const FILETIME *time)
{
  return (guint64) time->dwHighDateTime << 32 | time->dwLowDateTime;
}

gint64
gradus_platform_get_thread_time (void)
{
  FILETIME begun, ended, kernel = { 0 }, user = { 0 };

  GetThreadTimes (GetCurrentThread (), &begun, &ended, &kernel, &user);
  return (gint64) ((count_ticks (&kernel) + count_ticks (&user)) / 10);
}

void
gradus_platform_begin_condition (pthread_cond_t *condition)
{
  pthread_cond_init (condition, NULL);
}

/* winpthreads knows the time of day alone, so that the end is looked at again on the other clock. */
gboolean
gradus_platform_wait_until (pthread_cond_t *condition, pthread_mutex_t *mutex, double until)
{
  const double left = until - (double) g_get_monotonic_time () / G_USEC_PER_SEC;
  const gint64 end = g_get_real_time () + (gint64) ceil (MAX (left, 0) * G_USEC_PER_SEC);
  const struct timespec time = { .tv_sec = end / G_USEC_PER_SEC,
                                 .tv_nsec = (long) (end % G_USEC_PER_SEC * 1000) };

  pthread_cond_timedwait (condition, mutex, &time);
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC < until;
}

static void (*tell_of_signal) (int signal_number);
static HANDLE event_of_signals;

/* In a thread of its own, while all others go on. The program ends when this returns after the
 * window of the terminal was closed or the user logs off, so that there is a moment to save in. */
static BOOL WINAPI
on_control (DWORD control)
{
  const gboolean is_typed = control == CTRL_C_EVENT || control == CTRL_BREAK_EVENT;

  tell_of_signal (is_typed ? SIGINT : SIGTERM);
  SetEvent (event_of_signals);
  if (!is_typed)
    Sleep (INFINITE);
  return TRUE;
}

void
gradus_platform_catch_signals (void (*tell) (int signal_number), GPollFD *news)
{
  tell_of_signal = tell;
  if (!event_of_signals) {
    event_of_signals = CreateEventW (NULL, TRUE, FALSE, NULL);
    SetConsoleCtrlHandler (on_control, TRUE);
  }
  *news = (GPollFD){ .fd = (gintptr) event_of_signals, .events = G_IO_IN };
}

void
gradus_platform_forget_signals (void)
{
  ResetEvent (event_of_signals);
}

/* Terminals know the codes since Windows 10, once they are asked to. */
gboolean
gradus_platform_is_terminal (FILE *stream)
{
  HANDLE handle = (HANDLE) _get_osfhandle (_fileno (stream));
  DWORD mode = 0;

  return GetConsoleMode (handle, &mode) &&
         SetConsoleMode (handle, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
}

/* -- What a file is ---------------------------------------------------------------------------- */

/* Windows counts tenths of microseconds from 1601 on. */
#define TICKS_A_SECOND 10000000
#define SECONDS_TO_1970 G_GINT64_CONSTANT (11644473600)

static GradusFileKind
find_file_kind (HANDLE handle, const BY_HANDLE_FILE_INFORMATION *found)
{
  switch (GetFileType (handle)) {
  case FILE_TYPE_DISK:
    return found->dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT ? GRADUS_FILE_KIND_OTHER
           : found->dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY   ? GRADUS_FILE_KIND_FOLDER
                                                                  : GRADUS_FILE_KIND_REGULAR;
  case FILE_TYPE_PIPE:
    return GRADUS_FILE_KIND_PIPE;
  case FILE_TYPE_CHAR:
    return GRADUS_FILE_KIND_CHARACTERS;
  default:
    return GRADUS_FILE_KIND_OTHER;
  }
}

/* A terminal and a pipe have no numbers; their handle's stands for them. */
static void
tell_status (HANDLE handle, GradusFileStatus *status)
{
  BY_HANDLE_FILE_INFORMATION found = { 0 };
  guint64 ticks;

  if (!GetFileInformationByHandle (handle, &found))
    found.nFileIndexLow = (DWORD) (guintptr) handle;
  ticks = count_ticks (&found.ftLastWriteTime);
  *status = (GradusFileStatus){
    .kind = find_file_kind (handle, &found),
    .device = found.dwVolumeSerialNumber,
    .inode = (guint64) found.nFileIndexHigh << 32 | found.nFileIndexLow,
    .size = (guint64) found.nFileSizeHigh << 32 | found.nFileSizeLow,
    .seconds = (gint64) (ticks / TICKS_A_SECOND) - SECONDS_TO_1970,
    .nanoseconds = (gint64) (ticks % TICKS_A_SECOND) * 100,
    .is_own = TRUE, /* folders are of one user each, as they are set up */
  };
}

static gboolean
look_with (const char *filename, DWORD flags, GradusFileStatus *status)
{
  HANDLE handle = open_handle (filename, FILE_READ_ATTRIBUTES, OPEN_EXISTING,
                               FILE_FLAG_BACKUP_SEMANTICS | flags);

  if (handle == INVALID_HANDLE_VALUE)
    return FALSE;
  tell_status (handle, status);
  CloseHandle (handle);
  return TRUE;
}

gboolean
gradus_platform_look (const char *filename, GradusFileStatus *status)
{
  return look_with (filename, 0, status);
}

gboolean
gradus_platform_look_at_link (const char *filename, GradusFileStatus *status)
{
  return look_with (filename, FILE_FLAG_OPEN_REPARSE_POINT, status);
}

gboolean
gradus_platform_look_at_open (int file, GradusFileStatus *status)
{
  HANDLE handle = (HANDLE) _get_osfhandle (file);

  if (handle == INVALID_HANDLE_VALUE)
    return FALSE;
  tell_status (handle, status);
  return TRUE;
}

/* Windows puts \\?\ before the name, which others do not expect. */
char *
gradus_platform_resolve (const char *filename)
{
  HANDLE handle = open_handle (filename, 0, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS);
  g_autofree wchar_t *wide = NULL;
  g_autofree char *name = NULL;
  DWORD n;

  if (handle == INVALID_HANDLE_VALUE)
    return NULL;
  n = GetFinalPathNameByHandleW (handle, NULL, 0, FILE_NAME_NORMALIZED);
  wide = g_new0 (wchar_t, n + 1);
  n = GetFinalPathNameByHandleW (handle, wide, n + 1, FILE_NAME_NORMALIZED);
  CloseHandle (handle);
  name = n > 0 ? g_utf16_to_utf8 (wide, -1, NULL, NULL, NULL) : NULL;
  if (!name)
    return g_strdup (filename);
  if (g_str_has_prefix (name, "\\\\?\\UNC\\"))
    return g_strconcat ("\\\\", name + strlen ("\\\\?\\UNC\\"), NULL);
  return g_strdup (g_str_has_prefix (name, "\\\\?\\") ? name + strlen ("\\\\?\\") : name);
}

/* Who may do what is asked by trying: no other answer counts the lists of rights. */
gboolean
gradus_platform_may_write (const char *filename)
{
  const gboolean is_folder = g_file_test (filename, G_FILE_TEST_IS_DIR);
  HANDLE handle = open_handle (filename, is_folder ? FILE_ADD_FILE : GENERIC_WRITE, OPEN_EXISTING,
                               FILE_FLAG_BACKUP_SEMANTICS);

  if (handle == INVALID_HANDLE_VALUE)
    return FALSE;
  CloseHandle (handle);
  return TRUE;
}

/* -- Open files -------------------------------------------------------------------------------- */

int
gradus_platform_open (const char *filename)
{
  return make_descriptor (
      open_handle (filename, GENERIC_READ, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS), _O_RDONLY);
}

int
gradus_platform_create (char *filename)
{
  return g_mkstemp_full (filename, _O_RDWR | _O_BINARY | _O_NOINHERIT, _S_IREAD | _S_IWRITE);
}

/* A named pipe that nobody reads is not there; nothing waits for one. */
int
gradus_platform_open_special (const char *filename, gboolean waits)
{
  return make_descriptor (open_handle (filename, GENERIC_WRITE, OPEN_EXISTING, 0), _O_WRONLY);
}

int
gradus_platform_duplicate (int file)
{
  HANDLE copy = INVALID_HANDLE_VALUE;

  if (!DuplicateHandle (GetCurrentProcess (), (HANDLE) _get_osfhandle (file), GetCurrentProcess (),
                        &copy, 0, FALSE, DUPLICATE_SAME_ACCESS)) {
    take_errno (GetLastError ());
    return -1;
  }
  return make_descriptor (copy, _O_WRONLY);
}

/* Bytes in one call, which counts them in 32 bits. */
#define MOST_AT_ONCE (1 << 30)

gboolean
gradus_platform_read (int file, char *bytes, gsize n)
{
  while (n > 0) {
    const int got = _read (file, bytes, (unsigned) MIN (n, MOST_AT_ONCE));

    if (got == 0)
      errno = EIO; /* another program has cut it off */
    if (got <= 0)
      return FALSE;
    bytes += got;
    n -= (gsize) got;
  }
  return TRUE;
}

int
gradus_platform_write (int file, const char *bytes, gsize n)
{
  while (n > 0) {
    const int written = _write (file, bytes, (unsigned) MIN (n, MOST_AT_ONCE));

    if (written < 0)
      return errno;
    bytes += written;
    n -= (gsize) written;
  }
  return 0;
}

/* A new file has the rights of its folder. */
gboolean
gradus_platform_set_mode_like (int file, const char *filename)
{
  return TRUE;
}

/* The file system keeps a journal of names. */
gboolean
gradus_platform_sync_folder (const char *folder)
{
  return TRUE;
}

/* open_handle() lets it be removed while it is open. */
int
gradus_platform_open_lock (const char *name)
{
  return make_descriptor (open_handle (name, GENERIC_READ | GENERIC_WRITE, OPEN_ALWAYS,
                                       FILE_ATTRIBUTE_NORMAL),
                          _O_RDWR);
}

gboolean
gradus_platform_lock (int lock)
{
  OVERLAPPED place = { 0 };

  if (LockFileEx ((HANDLE) _get_osfhandle (lock), LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY,
                  0, 1, 0, &place))
    return TRUE;
  take_errno (GetLastError ());
  return FALSE;
}
