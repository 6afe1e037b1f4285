/* SPDX-License-Identifier: MIT */
#include "data/class-list.h"

#include "data/records.h"

void
gradus_class_list_init (GradusClassList *list)
{
  list->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  list->texts = g_ptr_array_new_with_free_func (g_free);
}

void
gradus_class_list_clear (GradusClassList *list)
{
  g_clear_pointer (&list->numbers, g_hash_table_unref);
  g_clear_pointer (&list->texts, g_ptr_array_unref);
}

int
gradus_class_list_find (const GradusClassList *list, const char *text)
{
  return (int) GPOINTER_TO_UINT (g_hash_table_lookup (list->numbers, text)) - 1;
}

int
gradus_class_list_add (GradusClassList *list, char *text)
{
  g_ptr_array_add (list->texts, text);
  g_hash_table_insert (list->numbers, text, GUINT_TO_POINTER (list->texts->len));
  return (int) list->texts->len - 1;
}

gboolean
gradus_class_list_is_overfull (const GradusClassList *list)
{
  return list->texts->len > GRADUS_RECORDS_MAX_CLASSES;
}
