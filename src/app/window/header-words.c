/* SPDX-License-Identifier: MIT */
#include "app/window/header-words.h"

/* The width of a window, in digits, from which on there is room for all words. */
#define WIDE 96

typedef struct {
  GtkMenuButton *button; /* which owns it */
  const char *icon_name;
  char *label;
  gboolean is_narrow;
} Words;

static int
measure_digit (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  const int width = pango_font_metrics_get_approximate_digit_width (metrics);

  pango_font_metrics_unref (metrics);
  return width;
}

static void
choose (Words *words)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (words->button));
  GdkSurface *surface = native ? gtk_native_get_surface (native) : NULL;
  const gint64 width = surface ? PANGO_SCALE * (gint64) gdk_surface_get_width (surface) : 0;
  const gboolean is_narrow = width < WIDE * (gint64) measure_digit (GTK_WIDGET (words->button));

  if (width == 0 || is_narrow == words->is_narrow)
    return;
  words->is_narrow = is_narrow;
  if (is_narrow)
    gtk_menu_button_set_icon_name (words->button, words->icon_name);
  else
    gtk_menu_button_set_label (words->button, words->label);
}

static void
on_realize (Words *words)
{
  GtkWidget *button = GTK_WIDGET (words->button);
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (button));
  GtkSettings *settings = gtk_widget_get_settings (button);

  g_signal_connect_swapped (surface, "notify::width", G_CALLBACK (choose), words);
  g_signal_connect_swapped (settings, "notify::gtk-font-name", G_CALLBACK (choose), words);
  g_signal_connect_swapped (settings, "notify::gtk-xft-dpi", G_CALLBACK (choose), words);
  choose (words);
}

static void
on_unrealize (Words *words)
{
  GtkWidget *button = GTK_WIDGET (words->button);

  g_signal_handlers_disconnect_by_data (gtk_native_get_surface (gtk_widget_get_native (button)),
                                        words);
  g_signal_handlers_disconnect_by_data (gtk_widget_get_settings (button), words);
}

static void
free_words (gpointer data)
{
  Words *words = data;

  g_free (words->label);
  g_free (words);
}

void
gradus_header_words_attach (GtkMenuButton *button, const char *icon_name)
{
  Words *words = g_new0 (Words, 1);

  *words = (Words){ .button = button,
                    .icon_name = g_intern_string (icon_name),
                    .label = g_strdup (gtk_menu_button_get_label (button)) };
  g_object_set_data_full (G_OBJECT (button), "gradus-header-words", words, free_words);
  g_signal_connect_swapped (button, "realize", G_CALLBACK (on_realize), words);
  g_signal_connect_swapped (button, "unrealize", G_CALLBACK (on_unrealize), words);
}
