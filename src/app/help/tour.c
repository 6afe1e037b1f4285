/* SPDX-License-Identifier: MIT */
#include "app/help/tour.h"

#include <glib/gi18n.h>

#include "app/views/view-card.h"

#define SHOWN_CLASS "toured"
#define TEXT_CHARS 38

/* Where the tour stops: the name of a widget, or of a view's card, for settings may have the same.
 * Six seconds each, as they are read aloud. */
static const struct {
  const char *name, *title, *text;
  gboolean is_card;
} stops[] = {
  { "topic:data", N_ ("Data"),
    N_ ("What the network learns from: made points, a table of your own, or pictures.") },
  { "topic:layers", N_ ("Network"),
    N_ ("Its layers. Add some, choose how many units each has, and its activation.") },
  { "topic:train", N_ ("Train"), N_ ("Press Space now: the network learns. Space again pauses.") },
  { "topic:boundary", N_ ("What It Says"),
    N_ ("The colour is the network's answer at each point of the plane. Watch the boundary fold "
        "around the samples."),
    TRUE },
  { "topic:cost", N_ ("How Wrong It Is"),
    N_ ("Training makes the cost smaller. A plateau means that nothing is being learned."), TRUE },
  { "topic:layers-view", N_ ("Why It Learns or Does Not"),
    N_ ("The gradient norm of every layer. Where it is tiny, that layer stands still."), TRUE },
  { "topic:network", N_ ("Every Unit and Weight"),
    N_ ("Point at one to read its numbers, click it to look inside."), TRUE },
  { "topic:runs", N_ ("Runs"),
    N_ ("Duplicate a run, change one thing, and train both side by side.") },
  { "timeline", N_ ("Timeline"), N_ ("Go back to any moment, or watch the run again.") },
  { "lessons", N_ ("Lessons"),
    N_ ("The lecture as a course: predict, train, compare. The first takes five minutes.") },
};

struct _GradusTour {
  GtkWindow *window;
  guint at; /* the number of the stop; G_N_ELEMENTS (stops): not under way */
  GtkWidget *popover, *target;
};

GradusTour *
gradus_tour_new (GtkWindow *window)
{
  GradusTour *self = g_new0 (GradusTour, 1);

  self->window = window;
  self->at = G_N_ELEMENTS (stops);
  return self;
}

void
gradus_tour_free (GradusTour *self)
{
  gradus_tour_end (self);
  g_free (self);
}

const char *
gradus_tour_get_stop (const GradusTour *self)
{
  return self->at < G_N_ELEMENTS (stops) ? stops[self->at].name : NULL;
}

/* -- Finding a stop ---------------------------------------------------------------------------- */

/* Whether its middle is in sight: a part of the panel may be scrolled away. */
static gboolean
is_in_sight (GradusTour *self, GtkWidget *widget)
{
  graphene_rect_t bounds;
  graphene_point_t middle;

  if (!gtk_widget_compute_bounds (widget, GTK_WIDGET (self->window), &bounds))
    return FALSE;
  graphene_rect_get_center (&bounds, &middle);
  return gtk_widget_contains (GTK_WIDGET (self->window), (double) middle.x, (double) middle.y);
}

static gboolean
is_stop (GradusTour *self, GtkWidget *widget, guint stop)
{
  return g_str_equal (gtk_widget_get_name (widget), stops[stop].name) &&
         (!stops[stop].is_card || GRADUS_IS_VIEW_CARD (widget)) && is_in_sight (self, widget);
}

static GtkWidget *
find_in (GradusTour *self, GtkWidget *widget, guint stop)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (is_stop (self, widget, stop))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_in (self, child, stop);
  return found;
}

/* The first stop from `at` on, in steps of `by`, whose widget is on screen; the number of stops
 * where there is none. */
static guint
find_stop (GradusTour *self, guint at, int by, GtkWidget **target)
{
  for (; at < G_N_ELEMENTS (stops); at += (guint) by) {
    *target = find_in (self, GTK_WIDGET (self->window), at);
    if (*target)
      return at;
  }
  return G_N_ELEMENTS (stops);
}

/* -- Showing one ------------------------------------------------------------------------------- */

static void
leave_stop (GradusTour *self)
{
  if (self->target)
    gtk_widget_remove_css_class (self->target, SHOWN_CLASS);
  g_clear_weak_pointer (&self->target);
  if (self->popover)
    gtk_widget_unparent (self->popover);
  g_clear_weak_pointer (&self->popover);
}

void
gradus_tour_end (GradusTour *self)
{
  leave_stop (self);
  self->at = G_N_ELEMENTS (stops);
}

static void go_to (GradusTour *self, guint at);

static void
on_next (GradusTour *self)
{
  go_to (self, self->at + 1);
}

static void
on_back (GradusTour *self)
{
  GtkWidget *target;
  const guint at = find_stop (self, self->at - 1, -1, &target);

  if (at < G_N_ELEMENTS (stops))
    go_to (self, at);
}

/* Focus stays where it was, so that Space trains. */
static GtkWidget *
make_button (GradusTour *self, const char *label, void (*on_clicked) (GradusTour *))
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_focus_on_click (button, FALSE);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_clicked), self);
  return button;
}

static GtkWidget *
make_text (const char *text, int n_chars, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), n_chars);
  gtk_label_set_max_width_chars (GTK_LABEL (label), n_chars);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Broken into lines here: GTK 4.8 measures a popover's height for more width than it gives, and
 * cuts what wraps. */
static GtkWidget *
make_paragraph (const char *text)
{
  GtkWidget *label = gtk_label_new (NULL);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (label, text);
  PangoFontMetrics *metrics =
      pango_context_get_metrics (pango_layout_get_context (layout), NULL, NULL);
  g_autoptr (GString) lines = g_string_new (NULL);

  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout,
                          TEXT_CHARS * pango_font_metrics_get_approximate_char_width (metrics));
  for (int i = 0; i < pango_layout_get_line_count (layout); i++) {
    const PangoLayoutLine *line = pango_layout_get_line_readonly (layout, i);

    g_string_append (lines, i > 0 ? "\n" : "");
    g_string_append_len (lines, text + line->start_index, line->length);
  }
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_text (GTK_LABEL (label), lines->str);
  pango_font_metrics_unref (metrics);
  return label;
}

static GtkWidget *
make_buttons (GradusTour *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *next, *count, *target;
  const gboolean is_last = find_stop (self, self->at + 1, 1, &target) == G_N_ELEMENTS (stops);
  g_autofree char *text = g_strdup_printf ("%u / %u", self->at + 1, (guint) G_N_ELEMENTS (stops));

  count = make_text (text, -1, "dim-label");
  gtk_widget_set_hexpand (count, TRUE);
  gtk_box_append (GTK_BOX (box), count);
  if (find_stop (self, self->at - 1, -1, &target) < G_N_ELEMENTS (stops))
    gtk_box_append (GTK_BOX (box), make_button (self, _ ("Back"), on_back));
  if (!is_last)
    gtk_box_append (GTK_BOX (box), make_button (self, _ ("End the Tour"), gradus_tour_end));
  next = make_button (self, is_last ? _ ("Done") : _ ("Next"), on_next);
  gtk_widget_add_css_class (next, "suggested-action");
  gtk_box_append (GTK_BOX (box), next);
  return box;
}

/* Towards the middle of the window. */
static GtkPositionType
find_side (GradusTour *self)
{
  graphene_rect_t bounds;
  const float middle = (float) gtk_widget_get_height (GTK_WIDGET (self->window)) / 2;

  return gtk_widget_compute_bounds (self->target, GTK_WIDGET (self->window), &bounds) &&
                 bounds.origin.y + bounds.size.height / 2 > middle
             ? GTK_POS_TOP
             : GTK_POS_BOTTOM;
}

static GtkWidget *
make_popover (GradusTour *self)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  gtk_box_append (GTK_BOX (box), make_text (_ (stops[self->at].title), TEXT_CHARS, "heading"));
  gtk_box_append (GTK_BOX (box), make_paragraph (_ (stops[self->at].text)));
  gtk_box_append (GTK_BOX (box), make_buttons (self));
  gtk_widget_add_css_class (box, "tour");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_popover_set_autohide (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (popover), find_side (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (stops[self->at].title), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ (stops[self->at].text), -1);
  return popover;
}

/* To the first stop from `at` on that is on screen; ends the tour where there is none. */
static void
go_to (GradusTour *self, guint at)
{
  GtkWidget *target = NULL;

  leave_stop (self);
  self->at = find_stop (self, at, 1, &target);
  if (!target)
    return;
  g_set_weak_pointer (&self->target, target);
  g_set_weak_pointer (&self->popover, make_popover (self));
  gtk_widget_add_css_class (target, SHOWN_CLASS);
  gtk_widget_set_parent (self->popover, target);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

void
gradus_tour_begin (GradusTour *self)
{
  go_to (self, 0);
}

gboolean
gradus_tour_take_key (GradusTour *self, guint key)
{
  if (!gradus_tour_get_stop (self))
    return FALSE;
  switch (key) {
  case GDK_KEY_Page_Down:
    on_next (self);
    return TRUE;
  case GDK_KEY_Page_Up:
    on_back (self);
    return TRUE;
  case GDK_KEY_Escape:
    gradus_tour_end (self);
    return TRUE;
  default:
    return FALSE;
  }
}
