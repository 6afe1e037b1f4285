/* SPDX-License-Identifier: MIT */
#include "class/usage.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  pid_t pid, parent, group;
  guint64 ticks, pages;
} ProcessLine;

/* The name, in parentheses, may have anything in it, parentheses too. */
static gboolean
read_process (const char *base, ProcessLine *line)
{
  g_autofree char *path = g_build_filename ("/proc", base, "stat", NULL), *text = NULL;
  const char *rest;
  unsigned long user, system;
  long pages;
  char state;

  if (!g_ascii_isdigit (*base) || !g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;
  rest = strrchr (text, ')');
  if (!rest ||
      sscanf (rest,
              ") %c %d %d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %*d %*d %*d %*d %*d %*d %*u %*u "
              "%ld",
              &state, &line->parent, &line->group, &user, &system, &pages) != 6 ||
      state == 'Z')
    return FALSE;
  line->pid = (pid_t) g_ascii_strtoll (base, NULL, 10);
  line->ticks = user + system;
  line->pages = (guint64) MAX (pages, 0);
  return TRUE;
}

static GradusUsage *
find_or_add (GHashTable *usage, pid_t group)
{
  GradusUsage *found = g_hash_table_lookup (usage, GINT_TO_POINTER (group));

  if (!found) {
    found = g_new0 (GradusUsage, 1);
    g_hash_table_insert (usage, GINT_TO_POINTER (group), found);
  }
  return found;
}

static gboolean
has_child_in_group (GArray *lines, const ProcessLine *line)
{
  for (guint i = 0; i < lines->len; i++) {
    const ProcessLine *other = &g_array_index (lines, ProcessLine, i);

    if (other->parent == line->pid && other->group == line->group)
      return TRUE;
  }
  return FALSE;
}

GHashTable *
gradus_usage_read (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc", 0, NULL);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (ProcessLine));
  GHashTable *usage = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  const guint64 page = (guint64) sysconf (_SC_PAGESIZE), tick = (guint64) sysconf (_SC_CLK_TCK);
  const char *base;

  while (folder && (base = g_dir_read_name (folder))) {
    ProcessLine line;

    if (read_process (base, &line))
      g_array_append_val (lines, line);
  }
  for (guint i = 0; i < lines->len; i++) {
    const ProcessLine *line = &g_array_index (lines, ProcessLine, i);
    GradusUsage *own = find_or_add (usage, line->group);

    own->bytes += line->pages * page;
    own->centiseconds += line->ticks * 100 / tick;
    if (line->pid > own->last && !has_child_in_group (lines, line))
      own->last = line->pid;
  }
  return usage;
}

GradusUsage
gradus_usage_find (GHashTable *usage, pid_t group)
{
  const GradusUsage *found = g_hash_table_lookup (usage, GINT_TO_POINTER (group));

  return found ? *found : (GradusUsage){ 0 };
}
