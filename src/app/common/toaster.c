/* SPDX-License-Identifier: MIT */
#include "app/common/toaster.h"

#include <glib/gi18n.h>

/* Seconds for a sentence, and as many more for each so many letters of it: time to read. */
#define LEAST_SECONDS 5
#define LETTERS_PER_SECOND 12

struct _GradusToaster {
  GtkWidget parent_instance;

  GtkWidget *box, *label, *button, *close_button;
  gboolean is_trouble;
  guint timeout;
};

G_DEFINE_FINAL_TYPE (GradusToaster, gradus_toaster, GTK_TYPE_WIDGET)

void
gradus_toaster_clear (GradusToaster *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->is_trouble = FALSE;
  gtk_widget_set_visible (self->box, FALSE);
  gtk_label_set_label (GTK_LABEL (self->label), "");
}

void
gradus_toaster_clear_trouble (GradusToaster *self)
{
  if (self->is_trouble)
    gradus_toaster_clear (self);
}

const char *
gradus_toaster_get_sentence (GradusToaster *self)
{
  return gtk_widget_get_visible (self->box) ? gtk_label_get_label (GTK_LABEL (self->label)) : NULL;
}

static void
on_timeout (gpointer data)
{
  GradusToaster *self = data;

  self->timeout = 0;
  gradus_toaster_clear (self);
}

/* Sentences often come from an error's message, which begins with a small letter. */
static void
show_sentence (GradusToaster *self, const char *sentence, const char *label, const char *action,
               guint seconds)
{
  g_autofree char *text = g_strdup (sentence);

  gradus_toaster_clear (self);
  text[0] = g_ascii_toupper (text[0]);
  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_widget_set_visible (self->button, label != NULL);
  gtk_button_set_label (GTK_BUTTON (self->button), label ? label : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  gtk_widget_set_visible (self->box, TRUE);
  if (seconds > 0)
    self->timeout = g_timeout_add_once (1000 * seconds, on_timeout, self);
}

void
gradus_toaster_tell (GradusToaster *self, const char *sentence)
{
  const glong n_letters = g_utf8_strlen (sentence, -1);

  show_sentence (self, sentence, NULL, NULL,
                 LEAST_SECONDS + (guint) (n_letters / LETTERS_PER_SECOND));
}

void
gradus_toaster_offer (GradusToaster *self, const char *sentence, const char *label,
                      const char *action, guint seconds)
{
  show_sentence (self, sentence, label, action, seconds);
}

void
gradus_toaster_tell_trouble (GradusToaster *self, const char *sentence, const char *label,
                             const char *action)
{
  show_sentence (self, sentence, label, action, 0);
  self->is_trouble = TRUE;
}

/* -- The widget -------------------------------------------------------------------------------- */

/* What is offered is taken by the action that the button has; after that nothing is left to say. */
static void
add_button (GradusToaster *self)
{
  self->button = gtk_button_new ();
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_focus_on_click (self->button, FALSE);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (gradus_toaster_clear), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_box_append (GTK_BOX (self->box), self->button);
}

static void
add_close_button (GradusToaster *self)
{
  self->close_button = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_set_valign (self->close_button, GTK_ALIGN_CENTER);
  gtk_widget_set_focus_on_click (self->close_button, FALSE);
  gtk_widget_add_css_class (self->close_button, "flat");
  gtk_widget_add_css_class (self->close_button, "circular");
  gtk_widget_set_tooltip_text (self->close_button, _ ("Dismiss"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->close_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Dismiss"), -1);
  g_signal_connect_swapped (self->close_button, "clicked", G_CALLBACK (gradus_toaster_clear), self);
  gtk_box_append (GTK_BOX (self->box), self->close_button);
}

static void
gradus_toaster_dispose (GObject *object)
{
  GradusToaster *self = GRADUS_TOASTER (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (gradus_toaster_parent_class)->dispose (object);
}

static void
gradus_toaster_class_init (GradusToasterClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gradus_toaster_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
gradus_toaster_init (GradusToaster *self)
{
  self->box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, "spacing",
                            12, "visible", FALSE, NULL);
  gtk_widget_set_halign (self->box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->box, "notice");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (self->label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_box_append (GTK_BOX (self->box), self->label);
  add_button (self);
  add_close_button (self);
}
