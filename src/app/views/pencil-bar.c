/* SPDX-License-Identifier: MIT */
#include "app/views/pencil-bar.h"

#include <glib/gi18n.h>

#include "figure/chain-slip-words.h"
#include "plot/number.h"

#define SPACING 8

struct _GradusPencilBar {
  GtkWidget parent_instance;

  GradusView *view;
  GtkLabel *name;
  GtkEntry *entry;
  GtkWidget *check;
  GtkLabel *verdict;
  gboolean is_accepting; /* a number is right: that stays said where another is asked for at once */
};

G_DEFINE_FINAL_TYPE (GradusPencilBar, gradus_pencil_bar, GTK_TYPE_WIDGET)

static guint right_signal;

static int
get_blank (GradusPencilBar *self)
{
  return (int) gradus_figure_get (gradus_view_get_figure (self->view), "blank");
}

static void
tell_verdict (GradusPencilBar *self, const char *sentence, gboolean is_right)
{
  gtk_label_set_label (self->verdict, sentence);
  if (is_right)
    gtk_widget_add_css_class (GTK_WIDGET (self->verdict), "success");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->verdict), "success");
}

/* The bar of a number that was worked out still says so, until there is another. */
static void
show_blank (GradusPencilBar *self)
{
  GradusChainNumber number;
  const gboolean is_asked = gradus_chain_number_unpack (get_blank (self), &number);
  g_autofree char *name = is_asked ? gradus_chain_slip_words_name (number) : NULL;
  g_autofree char *text = name ? g_strdup_printf ("%s =", name) : NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), is_asked);
  gtk_widget_set_sensitive (self->check, is_asked);
  if (!is_asked)
    return;
  gtk_label_set_label (self->name, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (!self->is_accepting)
    tell_verdict (self, "", FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* Without a pencil there is no blank. */
static void
show_pencil (GradusPencilBar *self)
{
  if (gradus_figure_get (gradus_view_get_figure (self->view), "pencil") != 0)
    return;
  gradus_view_set (self->view, "blank", 0);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* The number is told again where it was a blank. */
static void
accept_number (GradusPencilBar *self, int packed, double value)
{
  g_autofree char *digits = gradus_number_format (value);
  g_autofree char *sentence =
      g_strdup_printf ("%s %s", gradus_chain_slip_words_judge (GRADUS_SLIP_NONE), digits);

  tell_verdict (self, sentence, TRUE);
  self->is_accepting = TRUE;
  gradus_view_set (self->view, "blank", 0);
  g_signal_emit (self, right_signal, 0, packed);
  self->is_accepting = FALSE;
}

static void
judge (GradusPencilBar *self, const GradusChain *chain, double rate, double typed)
{
  const int packed = get_blank (self);
  GradusChainNumber number;
  GradusSlip slip;

  if (!gradus_chain_number_unpack (packed, &number))
    return;
  slip = gradus_slip_find (number, chain, rate, typed);
  if (slip == GRADUS_SLIP_NONE)
    accept_number (self, packed, gradus_chain_number_read (number, chain, rate));
  else
    tell_verdict (self, gradus_chain_slip_words_judge (slip), FALSE);
}

static void
on_entered (GradusPencilBar *self)
{
  GradusRun *run = gradus_view_get_run (self->view);
  const GradusSnapshot *snapshot = run ? gradus_run_get_snapshot (run) : NULL;
  double typed;

  if (!snapshot || !snapshot->chain)
    return;
  if (gradus_number_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &typed))
    judge (self, snapshot->chain, gradus_run_get_experiment (run)->optimiser.learning_rate, typed);
  else
    tell_verdict (self, _ ("That is no number: “0.25” and “2.5e-7” are."), FALSE);
}

void
gradus_pencil_bar_set_view (GradusPencilBar *self, GradusView *view)
{
  self->view = view;
  g_signal_connect_object (view, "setting-changed::blank", G_CALLBACK (show_blank), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "setting-changed::pencil", G_CALLBACK (show_pencil), self,
                           G_CONNECT_SWAPPED);
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_pencil_bar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_pencil_bar_parent_class)->dispose (object);
}

static void
gradus_pencil_bar_class_init (GradusPencilBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_pencil_bar_dispose;
  right_signal = g_signal_new ("right", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/pencil-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusPencilBar, name);
  gtk_widget_class_bind_template_child (widget_class, GradusPencilBar, entry);
  gtk_widget_class_bind_template_child (widget_class, GradusPencilBar, check);
  gtk_widget_class_bind_template_child (widget_class, GradusPencilBar, verdict);
  gtk_widget_class_bind_template_callback (widget_class, on_entered);
}

static void
gradus_pencil_bar_init (GradusPencilBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              SPACING);
}
