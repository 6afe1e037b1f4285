/* SPDX-License-Identifier: MIT */
#include "app/common/whole-words.h"

#include "plot/prose-layout.h"

#define KEY "gradus-whole-words"

/* Attributes hold places in the text, so each text needs its own. */
static void
keep_words_of (GtkLabel *label)
{
  PangoAttrList *before = g_object_get_data (G_OBJECT (label), KEY);
  PangoAttrList *after = NULL;

  if (gtk_label_get_attributes (label) != before)
    return;
  if (gtk_label_get_wrap (label)) {
    after = pango_attr_list_new ();
    if (!gradus_prose_keep_words (after, gtk_label_get_text (label)))
      g_clear_pointer (&after, pango_attr_list_unref);
  }
  g_object_set_data_full (G_OBJECT (label), KEY, after, (GDestroyNotify) pango_attr_list_unref);
  gtk_label_set_attributes (label, after);
}

static gboolean
on_label_mapped (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (!GTK_IS_LABEL (widget))
    return TRUE;
  g_signal_handlers_disconnect_by_func (widget, keep_words_of, NULL);
  g_signal_connect (widget, "notify::label", G_CALLBACK (keep_words_of), NULL);
  keep_words_of (GTK_LABEL (widget));
  return TRUE; /* the hook stays */
}

void
gradus_whole_words_install (void)
{
  static gboolean is_installed;

  if (is_installed)
    return;
  is_installed = TRUE;
  g_type_class_unref (g_type_class_ref (GTK_TYPE_LABEL)); /* makes the signals */
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, on_label_mapped, NULL,
                              NULL);
}
