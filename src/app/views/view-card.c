/* SPDX-License-Identifier: MIT */
#include "app/views/view-card.h"

#include <glib/gi18n.h>

#include "app/common/export.h"
#include "app/common/file-dialog.h"
#include "app/common/help-topic.h"
#include "app/common/host.h"
#include "app/common/menu-later.h"
#include "app/common/wrap-layout.h"
#include "app/views/setting-control.h"

struct _GradusViewCard {
  GtkWidget parent_instance;

  GtkBox *box;
  GtkBox *header;
  GtkLabel *title_label;
  GtkMenuButton *curves_button, *menu_button;
  GMenuModel *card_menu;
  GtkEventControllerMotion *motion;
  GradusView *view;
  GPtrArray *controls; /* GradusSettingControl, owned by the header or the popover of curves */

  char *figure, *label; /* while it is made */
  gboolean has_controls;
};

static void gradus_view_card_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GradusViewCard, gradus_view_card, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      gradus_view_card_buildable_init))

enum {
  PROP_TITLE = 1,
  PROP_FIGURE,
  PROP_LABEL,
  PROP_HAS_CONTROLS,
  PROP_HAS_HEADER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum {
  FILL,
  TOLD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];
static GtkBuildableIface *parent_buildable_iface;

GradusView *
gradus_view_card_get_view (GradusViewCard *self)
{
  return self->view;
}

static GradusFigureSource
find_source (GradusRun *run)
{
  return (GradusFigureSource){ .experiment = gradus_run_get_experiment (run),
                               .training = gradus_run_get_dataset (run),
                               .test = gradus_run_get_test_dataset (run) };
}

/* Those from the nth on. */
static void
fit_controls (GradusViewCard *self, guint nth)
{
  GradusRun *run = gradus_view_get_run (self->view);
  const GradusFigureSource source = run ? find_source (run) : (GradusFigureSource){ 0 };

  for (guint i = nth; run && i < self->controls->len; i++)
    gradus_setting_control_fit (g_ptr_array_index (self->controls, i), &source);
}

void
gradus_view_card_set_run (GradusViewCard *self, GradusRun *run)
{
  const GradusFigureClass *class = gradus_view_get_figure (self->view)->class;

  gradus_view_set_run (self->view, run);
  fit_controls (self, 0);
  if (run && class->numbers_title) {
    const GradusFigureSource source = find_source (run);

    g_object_set (
        self, "title",
        _ (gradus_figure_source_has_numbers (&source) ? class->numbers_title : class->title), NULL);
  }
}

static void
collect_cards (GtkWidget *widget, GPtrArray *cards)
{
  if (GRADUS_IS_VIEW_CARD (widget)) {
    g_ptr_array_add (cards, widget);
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    collect_cards (child, cards);
}

GPtrArray *
gradus_view_card_find_all (GtkWidget *widget)
{
  GPtrArray *cards = g_ptr_array_new ();

  collect_cards (widget, cards);
  return cards;
}

static gboolean
has_focus (GradusViewCard *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

/* Shortcuts act on one view: on that of the keyboard before that of the pointer. */
GradusViewCard *
gradus_view_card_choose (GPtrArray *cards)
{
  GradusViewCard *first = NULL, *focused = NULL;

  for (guint i = 0; i < cards->len; i++) {
    GradusViewCard *card = g_ptr_array_index (cards, i);

    if (!gtk_widget_get_mapped (GTK_WIDGET (card)))
      continue;
    if (gtk_event_controller_motion_contains_pointer (card->motion))
      return card;
    first = first ? first : card;
    if (!focused && has_focus (card))
      focused = card;
  }
  return focused ? focused : first;
}

static void
on_fill (GradusViewCard *self)
{
  g_signal_emit (self, signals[FILL], 0);
}

static void
tell_sentence (GradusViewCard *self, const char *sentence)
{
  g_signal_emit (self, signals[TOLD], 0, sentence);
}

static void
fill_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  on_fill (GRADUS_VIEW_CARD (widget));
}

static void
explain_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *topic = gradus_help_topic_find (widget);

  gtk_widget_activate_action (widget, "win.explain", "s", topic ? topic : "");
}

/* Both: text editors take the picture, drawing programs the lines. */
static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusViewCard *self = GRADUS_VIEW_CARD (widget);
  g_autoptr (GBytes) png = gradus_view_render (self->view, GRADUS_SHEET_PNG);
  g_autoptr (GBytes) svg = gradus_view_render (self->view, GRADUS_SHEET_SVG);
  GdkContentProvider *providers[2];
  g_autoptr (GdkContentProvider) both = NULL;

  if (!png || !svg) {
    tell_sentence (self, _ ("The figure could not be drawn; make the view smaller"));
    return;
  }
  providers[0] = gdk_content_provider_new_for_bytes ("image/png", png);
  providers[1] = gdk_content_provider_new_for_bytes ("image/svg+xml", svg);
  both = gdk_content_provider_new_union (providers, 2);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), both);
  tell_sentence (self, _ ("The figure was copied"));
}

static void
on_exported (GtkWidget *widget, const char *sentence)
{
  tell_sentence (GRADUS_VIEW_CARD (widget), sentence);
}

static void
export_to (GtkWidget *widget, const char *filename)
{
  GradusViewCard *self = GRADUS_VIEW_CARD (widget);
  GradusSheetFormat format;
  GBytes *bytes;

  if (!gradus_sheet_find_format (filename, &format)) {
    tell_sentence (self, _ ("Figures are written as .png, .svg or .pdf; give a name that ends so"));
    return;
  }
  bytes = gradus_view_render (self->view, format);
  if (bytes)
    gradus_export_write (widget, filename, bytes, _ ("The figure was written to %s"), on_exported);
  else
    tell_sentence (self, _ ("The figure could not be drawn; make the view smaller"));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusViewCard *self = GRADUS_VIEW_CARD (widget);
  g_autofree char *proposed =
      g_strconcat (gradus_view_get_figure (self->view)->class->name, ".png", NULL);

  gradus_file_dialog_save (widget, _ ("Export Figure"), proposed, export_to);
}

static void
film_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusViewCard *self = GRADUS_VIEW_CARD (widget);
  GradusRun *run = gradus_view_get_run (self->view);

  if (run)
    gradus_host_film (widget, run, gradus_view_get_figure (self->view));
}

/* -- The widget -------------------------------------------------------------------------------- */

/* Before the buttons that are at the end of every card. */
static void
add_control (GradusViewCard *self, GtkWidget *control)
{
  gtk_box_insert_child_after (self->header, control,
                              gtk_widget_get_prev_sibling (GTK_WIDGET (self->curves_button)));
}

static void
gradus_view_card_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child,
                            const char *type)
{
  if (g_strcmp0 (type, "control") == 0)
    add_control (GRADUS_VIEW_CARD (buildable), GTK_WIDGET (child));
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
gradus_view_card_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = gradus_view_card_add_child;
}

static void
add_view (GradusViewCard *self)
{
  const char *label;

  self->view = g_object_new (GRADUS_TYPE_VIEW, "figure", self->figure, "hexpand", TRUE, "vexpand",
                             TRUE, NULL);
  label = self->label ? self->label : _ (gradus_view_get_figure (self->view)->class->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_swapped (self->view, "fill", G_CALLBACK (on_fill), self);
  gtk_box_append (self->box, GTK_WIDGET (self->view));
}

static GtkWidget *
make_control (GradusViewCard *self, const GradusFigureSetting *setting)
{
  GtkWidget *control = gradus_setting_control_new (self->view, setting);

  g_ptr_array_add (self->controls, control);
  return control;
}

/* A GtkMenuButtonCreatePopupFunc: those of the curves, which most never look at. */
static void
open_curves (GtkMenuButton *button, gpointer data)
{
  GradusViewCard *self = data;
  const GradusFigureSetting *setting = gradus_view_get_figure (self->view)->class->settings;
  const guint n_before = self->controls->len;
  GtkWidget *popover, *box;

  if (gtk_menu_button_get_popover (button))
    return;
  popover = gtk_popover_new ();
  box =
      g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12,
                    "margin-top", 6, "margin-bottom", 6, "margin-start", 6, "margin-end", 6, NULL);
  for (; setting->name; setting++) {
    if (setting->tooltip && setting->is_of_curves)
      gtk_box_append (GTK_BOX (box), make_control (self, setting));
  }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
  fit_controls (self, n_before);
}

static void
add_controls (GradusViewCard *self)
{
  const GradusFigureSetting *setting = gradus_view_get_figure (self->view)->class->settings;

  for (; self->has_controls && setting && setting->name; setting++) {
    if (!setting->tooltip)
      continue;
    if (setting->is_of_curves)
      gtk_widget_set_visible (GTK_WIDGET (self->curves_button), TRUE);
    else
      add_control (self, make_control (self, setting));
    if (setting->is_heading)
      gtk_widget_set_visible (GTK_WIDGET (self->title_label), FALSE);
  }
  gtk_menu_button_set_create_popup_func (self->curves_button, open_curves, self, NULL);
}

/* What somebody draws in the window, or what is the same whatever the run does, is no film. */
static void
enable_film (GradusViewCard *self)
{
  const GradusFigureClass *class = gradus_view_get_figure (self->view)->class;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.film",
                                 !class->needs_window && !class->needs_no_run);
}

/* Not in init(): the figure is a construct property, and only known now. */
static void
gradus_view_card_constructed (GObject *object)
{
  GradusViewCard *self = GRADUS_VIEW_CARD (object);

  G_OBJECT_CLASS (gradus_view_card_parent_class)->constructed (object);
  add_view (self);
  add_controls (self);
  enable_film (self);
  g_object_set (self, "title", _ (gradus_view_get_figure (self->view)->class->title), NULL);
}

static void
gradus_view_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TITLE)
    g_value_set_string (value, gtk_label_get_label (GRADUS_VIEW_CARD (object)->title_label));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* All menus look alike, so who hears them is told whose each is. */
static void
set_title (GradusViewCard *self, const char *title)
{
  g_autofree char *menu = g_strdup_printf (_ ("Menu of %s"), title);

  gtk_label_set_label (self->title_label, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  menu, -1);
}

static void
gradus_view_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GradusViewCard *self = GRADUS_VIEW_CARD (object);

  switch (id) {
  case PROP_TITLE:
    set_title (self, g_value_get_string (value));
    break;
  case PROP_FIGURE:
    self->figure = g_value_dup_string (value);
    break;
  case PROP_LABEL:
    self->label = g_value_dup_string (value);
    break;
  case PROP_HAS_HEADER:
    gtk_widget_set_visible (GTK_WIDGET (self->header), g_value_get_boolean (value));
    break;
  case PROP_HAS_CONTROLS:
    self->has_controls = g_value_get_boolean (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
gradus_view_card_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_view_card_parent_class)->dispose (object);
}

static void
gradus_view_card_finalize (GObject *object)
{
  GradusViewCard *self = GRADUS_VIEW_CARD (object);

  g_ptr_array_unref (self->controls);
  g_free (self->figure);
  g_free (self->label);
  G_OBJECT_CLASS (gradus_view_card_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *class)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT_ONLY;

  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FIGURE] = g_param_spec_string ("figure", NULL, NULL, "cost", flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_HAS_HEADER] = g_param_spec_boolean ("has-header", NULL, NULL, TRUE, flags);
  properties[PROP_HAS_CONTROLS] = g_param_spec_boolean ("has-controls", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (class, N_PROPS, properties);
}

static void
gradus_view_card_class_init (GradusViewCardClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->constructed = gradus_view_card_constructed;
  object_class->dispose = gradus_view_card_dispose;
  object_class->finalize = gradus_view_card_finalize;
  object_class->get_property = gradus_view_card_get_property;
  object_class->set_property = gradus_view_card_set_property;
  install_properties (object_class);
  signals[FILL] = g_signal_new ("fill", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "card.fill", NULL, fill_action);
  gtk_widget_class_install_action (widget_class, "card.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "card.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "card.film", NULL, film_action);
  gtk_widget_class_install_action (widget_class, "card.explain", NULL, explain_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  g_type_ensure (GRADUS_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/view-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusViewCard, box);
  gtk_widget_class_bind_template_child (widget_class, GradusViewCard, header);
  gtk_widget_class_bind_template_child (widget_class, GradusViewCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, GradusViewCard, curves_button);
  gtk_widget_class_bind_template_child (widget_class, GradusViewCard, card_menu);
  gtk_widget_class_bind_template_child (widget_class, GradusViewCard, menu_button);
  gtk_widget_class_bind_template_child (widget_class, GradusViewCard, motion);
}

static void
gradus_view_card_init (GradusViewCard *self)
{
  self->controls = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gradus_menu_later (self->menu_button, self->card_menu);
}
