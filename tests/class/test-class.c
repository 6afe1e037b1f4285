/* SPDX-License-Identifier: MIT
 *
 * What a class reads of strangers, and what it keeps: requests, tokens, names, folders, hand-ins,
 * bounds. */
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "class/bounds.h"
#include "class/door.h"
#include "class/fence.h"
#include "class/outbox.h"
#include "class/page.h"
#include "class/request.h"
#include "class/roster.h"
#include "class/token.h"
#include "class/usage.h"

/* -- Requests ---------------------------------------------------------------------------------- */

static GradusRequest *
parse (const char *head, guint *status)
{
  const gsize length = strlen (head);

  g_assert_cmpuint (gradus_request_find_end (head, length), ==, length);
  return gradus_request_parse (head, length, status);
}

static void
check_refused (const char *head, guint wanted)
{
  guint status;

  g_assert_null (parse (head, &status));
  g_assert_cmpuint (status, ==, wanted);
}

static void
test_request (void)
{
  guint status;
  g_autoptr (GradusRequest) request =
      parse ("GET /seat/abc/socket?x=%20 HTTP/1.1\r\nHost: a:80\r\nUPGRADE: WebSocket\r\n"
             "connection: keep-alive, Upgrade\r\nSec-WebSocket-Key:  k==\t\r\nX-Other: \1\r\n\r\n",
             &status);

  /* A control character is refused wherever it is. */
  g_assert_null (request);
  request = parse ("GET /seat/abc/socket?x=%20 HTTP/1.1\r\nHost: a:80\r\nUPGRADE: WebSocket\r\n"
                   "connection: keep-alive, Upgrade\r\nSec-WebSocket-Key:  k==\t\r\nX-Other: b\r\n"
                   "Cookie: a=1; gradus-class=abc; gradus-class-2=d\r\n\r\n",
                   &status);
  g_assert_nonnull (request);
  g_assert_cmpstr (request->path, ==, "/seat/abc/socket");
  g_assert_true (gradus_request_is_socket (request));
  g_assert_cmpstr (gradus_request_get_field (request, "sec-websocket-key"), ==, "k==");
  g_assert_null (gradus_request_get_field (request, "x-other"));
  g_autofree char *cookie = gradus_request_get_cookie (request, "gradus-class");
  g_assert_cmpstr (cookie, ==, "abc");
  g_assert_null (gradus_request_get_cookie (request, "gradus"));
}

static void
test_request_passed_on (void)
{
  guint status;
  g_autoptr (GradusRequest) request =
      parse ("GET /seat/abc/socket HTTP/1.1\r\nhost: a\r\nCookie: gradus-class=secret\r\n"
             "upgrade: websocket\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n",
             &status);
  g_autofree char *head = gradus_request_pass_on (request, "/socket");

  g_assert_cmpstr (head, ==, "GET /socket HTTP/1.1\r\nUpgrade: websocket\r\nHost: a\r\n\r\n");
  g_assert_false (gradus_request_is_socket (request)); /* without a key it is none */
}

static void
test_request_refused (void)
{
  g_autofree char *many = g_strnfill (65 * 3, 'a'), *path = g_strnfill (1025, 'a');
  GString *fields = g_string_new ("GET / HTTP/1.1\r\n");
  g_autofree char *long_path = g_strdup_printf ("GET /%s HTTP/1.1\r\n\r\n", path);
  guint status;

  check_refused ("\r\n\r\n", 400);
  check_refused ("GET\r\n\r\n", 400);
  check_refused ("GET  / HTTP/1.1\r\n\r\n", 400);
  check_refused ("GET / HTTP/1.1 \r\n\r\n", 400);
  check_refused ("GET / SMTP/1.1\r\n\r\n", 400);
  check_refused ("GET / HTTP/2.0\r\n\r\n", 505);
  check_refused ("BREW / HTTP/1.1\r\n\r\n", 405);
  check_refused ("HEAD / HTTP/1.1\r\n\r\n", 405);
  check_refused ("G\tT / HTTP/1.1\r\n\r\n", 400);
  check_refused ("GET http://a/ HTTP/1.1\r\n\r\n", 400);
  check_refused ("GET /%00 HTTP/1.1\r\n\r\n", 400);
  check_refused ("GET /\xc3\xa4 HTTP/1.1\r\n\r\n", 400);
  check_refused (long_path, 400);
  check_refused ("GET / HTTP/1.1\r\nno colon\r\n\r\n", 400);
  check_refused ("GET / HTTP/1.1\r\n: empty\r\n\r\n", 400);
  check_refused ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400);
  check_refused ("GET / HTTP/1.1\r\nHost: a\r\n folded: b\r\n\r\n", 400);
  check_refused ("GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", 400);
  check_refused ("GET / HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n", 400);
  check_refused ("GET / HTTP/1.1\r\nContent-Length: 5\r\n\r\n", 400);
  check_refused ("POST / HTTP/1.1\r\n\r\n", 400);
  check_refused ("POST / HTTP/1.1\r\nContent-Length: +5\r\n\r\n", 400);
  check_refused ("POST / HTTP/1.1\r\nContent-Length: 5, 5\r\n\r\n", 400);
  check_refused ("POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", 400);
  check_refused ("POST / HTTP/1.1\r\nContent-Length: 2049\r\n\r\n", 413);
  check_refused ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n", 400);
  for (guint i = 0; i < 65; i++)
    g_string_append_printf (fields, "X-%u: %c\r\n", i, many[i]);
  g_string_append (fields, "\r\n");
  check_refused (fields->str, 400);
  g_string_free (fields, TRUE);
  g_assert_null (gradus_request_parse ("GET /\0 HTTP/1.1\r\n\r\n", 19, &status));
  g_assert_cmpuint (gradus_request_find_end ("GET / HTTP/1.1\r\n", 16), ==, 0);
}

static void
check_form (const char *body, const char *name)
{
  guint status;
  g_autofree char *head =
      g_strdup_printf ("POST / HTTP/1.1\r\nContent-Length: %zu\r\n\r\n", strlen (body));
  g_autoptr (GradusRequest) request = parse (head, &status);

  g_assert_cmpuint (request->body_length, ==, strlen (body));
  g_assert_cmpint (gradus_request_take_form (request, body, strlen (body)), ==, name != NULL);
  if (name)
    g_assert_cmpstr (g_hash_table_lookup (request->form, "name"), ==, name);
}

static void
test_form (void)
{
  check_form ("name=Kim+Minji&x=1", "Kim Minji");
  check_form ("name=%EA%B9%80", "김");
  check_form ("name=%ff", NULL);
  check_form ("name=%00", NULL);
  check_form ("name", NULL);
}

/* Whatever bytes come, the reader ends in a request or a status. */
static void
test_any_bytes (void)
{
  const char *pieces[] = { "GET ",    "/",  " HTTP/1.1", "\r\n", "Host:", " a", "\r",
                           "\n",      "\xff", "Content-Length: ", "99", "POST ", ":", "\t" };

  for (guint seed = 0; seed < 20000; seed++) {
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (GString) head = g_string_new (NULL);
    const gint n = g_rand_int_range (rand, 0, 16);
    guint status;

    for (gint i = 0; i < n; i++)
      g_string_append (head, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
    g_string_append (head, "\r\n\r\n");
    g_autoptr (GradusRequest) request =
        gradus_request_parse (head->str, gradus_request_find_end (head->str, head->len), &status);
    g_assert_cmpint (request != NULL, ==, status == 0);
  }
}

/* -- Tokens ------------------------------------------------------------------------------------ */

static void
test_tokens (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 1000; i++) {
    char *token = gradus_token_new (GRADUS_TOKEN_SHORT);

    g_assert_true (gradus_token_is_form (token, GRADUS_TOKEN_SHORT));
    g_assert_true (g_hash_table_add (seen, token));
  }
  g_assert_false (gradus_token_is_form ("abc", GRADUS_TOKEN_SHORT));
  g_assert_false (gradus_token_is_form ("abcdefgh1ijk", GRADUS_TOKEN_SHORT)); /* neither 1 nor i */
  g_assert_true (gradus_token_is_same ("abc", "abc"));
  g_assert_false (gradus_token_is_same ("abc", "abd"));
  g_assert_false (gradus_token_is_same ("abc", "bbc"));
  g_assert_false (gradus_token_is_same ("abc", "ab"));
  g_assert_false (gradus_token_is_same ("", "a"));
}

/* -- Students ---------------------------------------------------------------------------------- */

static void
check_name (const char *typed, const char *wanted)
{
  g_autofree char *name = gradus_student_tidy_name (typed);

  g_assert_cmpstr (name, ==, wanted);
}

static void
test_names (void)
{
  g_autofree char *longest = g_strnfill (60, 'x'), *longer = g_strnfill (99, 'x');

  check_name ("  Kim\t Minji\n", "Kim Minji");
  check_name ("김민지", "김민지");
  check_name ("../\x1b[31m", "../[31m");
  check_name ("a\u202eb", "ab"); /* what turns letters round */
  check_name (" \t", NULL);
  check_name ("", NULL);
  check_name (longer, longest);
}

static char *
make_place (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("gradus-class-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
remove_place (const char *folder)
{
  const char *words[] = { "rm", "-rf", folder, NULL };

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
}

static void
check_folder (GradusRoster *roster, const char *name, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  GradusStudent *student = gradus_roster_add (roster, name, &error);
  g_autofree char *parent = NULL, *base = NULL;
  GStatBuf status;

  g_assert_no_error (error);
  parent = g_path_get_dirname (student->folder);
  base = g_path_get_basename (student->folder);
  g_assert_cmpstr (parent, ==, roster->students);
  g_assert_cmpstr (base, ==, wanted);
  g_assert_cmpint (g_stat (student->folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
}

static void
test_roster (void)
{
  g_autofree char *place = make_place (), *token = NULL, *key = NULL, *stray = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusRoster) roster = gradus_roster_open (place, &error);

  g_assert_no_error (error);
  check_folder (roster, "Kim", "Kim");
  check_folder (roster, "Kim", "Kim (2)");
  check_folder (roster, "..", "-.");
  check_folder (roster, "../../etc", "-.-..-etc");
  check_folder (roster, "a/b", "a-b");

  /* One at a time, and the next one finds all of it, and nothing of what is no student. */
  g_assert_null (gradus_roster_open (place, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_AGAIN);
  g_clear_error (&error);
  token = g_strdup (roster->token);
  key = g_strdup (((GradusStudent *) g_ptr_array_index (roster->known, 1))->key);
  stray = g_build_filename (roster->students, "stray", NULL);
  g_assert_cmpint (g_mkdir (stray, 0700), ==, 0);
  g_clear_pointer (&roster, gradus_roster_free);

  roster = gradus_roster_open (place, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (roster->token, ==, token);
  g_assert_cmpuint (roster->known->len, ==, 5);
  g_assert_true (g_str_has_suffix (gradus_roster_find (roster, key)->folder, "Kim (2)"));
  g_assert_null (gradus_roster_find (roster, token));
  remove_place (place);
}

static void
test_damaged_roster (void)
{
  g_autofree char *place = make_place (), *path = g_build_filename (place, "class.ini", NULL);
  g_autofree char *file = g_build_filename (place, "file", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "[class]\ntoken=short\n", -1, NULL);
  g_assert_null (gradus_roster_open (place, &error));
  g_assert_nonnull (strstr (error->message, "class.ini"));
  g_clear_error (&error);
  g_file_set_contents (file, "", -1, NULL);
  g_assert_null (gradus_roster_open (file, &error));
  g_assert_nonnull (strstr (error->message, file));
  remove_place (place);
}

/* -- Hand-ins ---------------------------------------------------------------------------------- */

static void
count_told (GradusStudent *student, const char *sentence, gpointer data)
{
  g_string_append_printf (data, "%s: %s\n", student->name, sentence);
}

static char *
collect (GradusRoster *roster, guint i)
{
  GString *told = g_string_new (NULL);

  gradus_outbox_collect (g_ptr_array_index (roster->known, i), roster->hand_ins, count_told, told);
  return g_string_free (told, FALSE);
}

static void
put (GradusRoster *roster, guint i, const char *base, const char *contents)
{
  GradusStudent *student = g_ptr_array_index (roster->known, i);
  g_autofree char *outbox = gradus_student_get_outbox (student);
  g_autofree char *path = g_build_filename (outbox, base, NULL);

  g_assert_true (gradus_student_prepare (student, 1, NULL));
  if (contents)
    g_assert_true (g_file_set_contents (path, contents, -1, NULL));
  else
    g_assert_cmpint (symlink ("/etc/passwd", path), ==, 0);
}

static void
check_handed_in (GradusRoster *roster, const char *base, const char *wanted)
{
  g_autofree char *path = g_build_filename (roster->hand_ins, "homework", base, NULL);
  g_autofree char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, NULL);
  g_assert_cmpstr (contents, ==, wanted);
}

static void
test_outbox (void)
{
  g_autofree char *place = make_place ();
  g_autoptr (GradusRoster) roster = gradus_roster_open (place, NULL);
  g_autofree char *first = NULL, *second = NULL, *third = NULL, *again = NULL, *none = NULL;

  gradus_roster_add (roster, "Kim", NULL);
  gradus_roster_add (roster, "Kim", NULL);
  put (roster, 0, "homework.gradus", "one");
  put (roster, 0, "homework.gradus.tmp", "half of one");
  put (roster, 1, "homework.gradus", "two");
  first = collect (roster, 0);
  second = collect (roster, 1);
  g_assert_cmpstr (first, ==, "Kim: handed in \"homework\"\n");
  g_assert_cmpstr (second, ==, "Kim: handed in \"homework\"\n");
  check_handed_in (roster, "Kim.gradus", "one");
  check_handed_in (roster, "Kim (2).gradus", "two");

  /* Handed in again: their own is replaced. */
  put (roster, 1, "homework.gradus", "better");
  again = collect (roster, 1);
  check_handed_in (roster, "Kim.gradus", "one");
  check_handed_in (roster, "Kim (2).gradus", "better");
  g_assert_cmpuint (gradus_outbox_count (g_ptr_array_index (roster->known, 1), roster->hand_ins),
                    ==, 1);

  /* A link is not followed, and told of once. */
  put (roster, 0, "homework.gradus", NULL);
  third = collect (roster, 0);
  none = collect (roster, 0);
  g_assert_true (g_str_has_prefix (third, "Kim: could not hand in \"homework\": "));
  g_assert_cmpstr (none, ==, "");
  check_handed_in (roster, "Kim.gradus", "one");
  remove_place (place);
}

/* -- Bounds ------------------------------------------------------------------------------------ */

static char *
join_words (const GradusBounds *bounds)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  gradus_bounds_add_words (bounds, words);
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" ", (char **) words->pdata);
}

static void
test_bounds (void)
{
  const GradusBounds kernel = { 512, 1, GRADUS_BOUNDS_BY_KERNEL };
  const GradusBounds scope = { 512, 2, GRADUS_BOUNDS_BY_USER_SCOPE };
  g_autofree char *none = join_words (&kernel), *words = join_words (&scope);
  g_autofree char *said = gradus_bounds_describe (&scope);

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (words, ==,
                   "systemd-run --scope --quiet --collect --user --property=MemoryMax=512M "
                   "--property=MemorySwapMax=0 --property=CPUQuota=200% --property=TasksMax=64 --");
  g_assert_cmpstr (said, ==,
                   "512 MB of memory and 2 processors for each student, by a scope of systemd's");
}

/* In a process of its own: memory beyond the bound is not given, and the processors are as many. */
static void
test_bounds_of_kernel (void)
{
#ifdef GRADUS_SANITIZED
  g_test_skip ("a sanitizer's own memory is beyond every bound");
  return;
#endif
  if (g_test_subprocess ()) {
    const GradusBounds bounds = { 256, 1, GRADUS_BOUNDS_BY_KERNEL };

    cpu_set_t processors;

    gradus_bounds_apply (&bounds, 3);
    g_assert_cmpint (sched_getaffinity (0, sizeof processors, &processors), ==, 0);
    g_assert_cmpint (CPU_COUNT (&processors), ==, 1);
    g_assert_nonnull (g_try_malloc (64 << 20));
    g_assert_null (g_try_malloc (300 << 20));
    return;
  }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_usage (void)
{
  g_autoptr (GHashTable) usage = gradus_usage_read ();
  const GradusUsage own = gradus_usage_find (usage, getpgrp ());

  g_assert_cmpuint (own.bytes, >, 1 << 20);
  g_assert_cmpint (own.last, >, 0);
  g_assert_cmpint (kill (own.last, 0), ==, 0);
  g_assert_cmpuint (gradus_usage_find (usage, 0x7ffffff0).bytes, ==, 0);
}

/* -- Pages ------------------------------------------------------------------------------------- */

static void
test_pages (void)
{
  const GradusClassRow row = { "<i>", "&", "", "", "", "", "key" };
  g_autofree char *join = gradus_class_page_make_join ("<script>", "key");
  g_autofree char *list = gradus_class_page_make_list ("<b>", &row, 1);
  g_autofree char *window = gradus_class_page_make_window ("</title><script>");

  g_assert_null (strstr (join, "<script>"));
  g_assert_nonnull (strstr (join, "&lt;script&gt;"));
  g_assert_nonnull (strstr (join, "href=\"../seat/key/\""));
  g_assert_null (strstr (list, "<i>"));
  g_assert_null (strstr (list, "<b>"));
  g_assert_null (strstr (window, "</title><script>"));
}

/* -- The door ---------------------------------------------------------------------------------- */

static void
test_door (void)
{
  g_autoptr (GError) error = NULL;
  GradusDoor *door = gradus_door_open ("127.0.0.1", 0, NULL, NULL, &error);
  g_auto (GStrv) addresses = NULL;
  g_autofree char *wanted = NULL;

  g_assert_no_error (error);
  addresses = gradus_door_list_addresses (door);
  g_assert_cmpstr (addresses[0], ==, "127.0.0.1");
  g_assert_null (gradus_door_open ("127.0.0.1", gradus_door_get_port (door), NULL, NULL, &error));
  wanted = g_strdup_printf ("port %u of 127.0.0.1 is in use by another program; take another one",
                            gradus_door_get_port (door));
  g_assert_cmpstr (error->message, ==, wanted);
  g_clear_error (&error);
  g_assert_null (gradus_door_open ("everywhere", 0, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "everywhere is no address"));
  gradus_door_close (door);
  gradus_door_free (door);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/class/request", test_request);
  g_test_add_func ("/class/request/passed-on", test_request_passed_on);
  g_test_add_func ("/class/request/refused", test_request_refused);
  g_test_add_func ("/class/request/form", test_form);
  g_test_add_func ("/class/request/any-bytes", test_any_bytes);
  g_test_add_func ("/class/tokens", test_tokens);
  g_test_add_func ("/class/names", test_names);
  g_test_add_func ("/class/roster", test_roster);
  g_test_add_func ("/class/roster/damaged", test_damaged_roster);
  g_test_add_func ("/class/outbox", test_outbox);
  g_test_add_func ("/class/bounds", test_bounds);
  g_test_add_func ("/class/bounds/kernel", test_bounds_of_kernel);
  g_test_add_func ("/class/usage", test_usage);
  g_test_add_func ("/class/pages", test_pages);
  g_test_add_func ("/class/door", test_door);
  return g_test_run ();
}
