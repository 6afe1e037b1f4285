/* SPDX-License-Identifier: MIT */
#include "nn/team.h"
#include "tests.h"

#define MOST_WORKERS 9
#define ROUNDS 3000

/* In each round every worker says which one it is in, and then sees that all of them are. */
static void
count_rounds (gpointer data, const GradusWorker *worker)
{
  guint *rounds = data;

  for (guint round = 1; round <= ROUNDS; round++) {
    rounds[worker->index] = round;
    gradus_worker_wait (worker);
    for (guint i = 0; i < worker->count; i++)
      g_assert_cmpuint (rounds[i], ==, round);
    gradus_worker_wait (worker);
  }
}

/* More workers than processors, too, who then sleep where they wait. */
static void
test_meetings (void)
{
  for (guint count = 1; count <= MOST_WORKERS; count += 2) {
    g_autoptr (GradusTeam) team = gradus_team_new (count);
    guint rounds[MOST_WORKERS] = { 0 };

    g_assert_cmpuint (gradus_team_get_count (team), ==, count);
    gradus_team_run (team, count_rounds, rounds);
    for (guint i = 0; i < count; i++)
      g_assert_cmpuint (rounds[i], ==, ROUNDS);
  }
}

/* One comes late, by more than the others' patience. */
static void
come_late (gpointer data, const GradusWorker *worker)
{
  guint *n_done = data;

  for (guint round = 0; round < 20; round++) {
    if (worker->index == round % worker->count) {
      g_usleep (2000);
      ++*n_done;
    }
    gradus_worker_wait (worker);
    g_assert_cmpuint (*n_done, ==, round + 1);
    gradus_worker_wait (worker);
  }
}

static void
test_late (void)
{
  g_autoptr (GradusTeam) team = gradus_team_new (3);

  for (guint job = 0; job < 3; job++) {
    guint n_done = 0;

    gradus_team_run (team, come_late, &n_done);
    g_assert_cmpuint (n_done, ==, 20);
    g_usleep (1000);
  }
}

static void
test_shares (void)
{
  for (guint n = 0; n < 50; n++) {
    guint end = 0;

    for (guint i = 0; i < 4; i++) {
      const GradusSpan share = gradus_worker_share (&(GradusWorker){ NULL, i, 4 }, n, 3);

      g_assert_cmpuint (share.begin, ==, end);
      g_assert_true (share.begin % 3 == 0 || share.begin == n);
      end = share.end;
    }
    g_assert_cmpuint (end, ==, n);
  }
}

void
add_team_tests (void)
{
  g_test_add_func ("/team/meetings", test_meetings);
  g_test_add_func ("/team/late", test_late);
  g_test_add_func ("/team/shares", test_shares);
}
