/* SPDX-License-Identifier: MIT */
#include "app/views/view-card.h"

#include <glib/gi18n.h>

#include "app/common/export.h"
#include "app/common/file-dialog.h"
#include "app/common/help-topic.h"

struct _GradusViewCard {
  GtkWidget parent_instance;

  GtkBox *box;
  GtkBox *header;
  GtkLabel *title_label;
  GtkMenuButton *menu_button;
  GtkEventControllerMotion *motion;
  GradusView *view;
};

static void gradus_view_card_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GradusViewCard, gradus_view_card, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, gradus_view_card_buildable_init))

enum {
  PROP_TITLE = 1,
  PROP_SHOWS_TITLE,
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

gboolean
gradus_view_card_has_pointer (GradusViewCard *self)
{
  return gtk_event_controller_motion_contains_pointer (self->motion);
}

static void
on_fill (GradusViewCard *self)
{
  g_signal_emit (self, signals[FILL], 0);
}

static void
tell (GradusViewCard *self, const char *sentence)
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

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusViewCard *self = GRADUS_VIEW_CARD (widget);
  g_autoptr (GBytes) png = gradus_view_render (self->view, GRADUS_SHEET_PNG);
  g_autoptr (GBytes) svg = gradus_view_render (self->view, GRADUS_SHEET_SVG);
  GdkContentProvider *providers[2];
  g_autoptr (GdkContentProvider) both = NULL;

  if (!png || !svg) {
    tell (self, _ ("The figure could not be drawn; make the view smaller"));
    return;
  }
  providers[0] = gdk_content_provider_new_for_bytes ("image/png", png);
  providers[1] = gdk_content_provider_new_for_bytes ("image/svg+xml", svg);
  both = gdk_content_provider_new_union (providers, 2);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), both);
  tell (self, _ ("The figure was copied"));
}

static void
on_exported (GtkWidget *widget, const char *sentence)
{
  tell (GRADUS_VIEW_CARD (widget), sentence);
}

static void
export_to (GtkWidget *widget, const char *filename)
{
  GradusViewCard *self = GRADUS_VIEW_CARD (widget);
  GradusSheetFormat format;
  GBytes *bytes;

  if (!gradus_sheet_find_format (filename, &format)) {
    tell (self, _ ("Figures are written as .png, .svg or .pdf; give a name that ends so"));
    return;
  }
  bytes = gradus_view_render (self->view, format);
  if (bytes)
    gradus_export_write (widget, filename, bytes, _ ("The figure was written to %s"), on_exported);
  else
    tell (self, _ ("The figure could not be drawn; make the view smaller"));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusViewCard *self = GRADUS_VIEW_CARD (widget);
  g_autofree char *proposed =
      g_strconcat (gradus_figure_names[gradus_view_get_figure (self->view)->kind], ".png", NULL);

  gradus_file_dialog_save (widget, _ ("Export Figure"), proposed, export_to);
}

/* -- The widget ------------------------------------------------------------------------------------------ */

static void
gradus_view_card_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  GradusViewCard *self = GRADUS_VIEW_CARD (buildable);

  if (g_strcmp0 (type, "control") == 0) {
    gtk_box_insert_child_after (self->header, GTK_WIDGET (child),
                                gtk_widget_get_prev_sibling (GTK_WIDGET (self->menu_button)));
  } else if (GRADUS_IS_VIEW (child)) {
    self->view = GRADUS_VIEW (child);
    g_signal_connect_swapped (child, "fill", G_CALLBACK (on_fill), self);
    gtk_widget_set_hexpand (GTK_WIDGET (child), TRUE);
    gtk_widget_set_vexpand (GTK_WIDGET (child), TRUE);
    gtk_box_append (self->box, GTK_WIDGET (child));
  } else {
    parent_buildable_iface->add_child (buildable, builder, child, type);
  }
}

static void
gradus_view_card_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = gradus_view_card_add_child;
}

static void
gradus_view_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TITLE)
    g_value_set_string (value, gtk_label_get_label (GRADUS_VIEW_CARD (object)->title_label));
  else if (id == PROP_SHOWS_TITLE)
    g_value_set_boolean (value, gtk_widget_get_visible (GTK_WIDGET (GRADUS_VIEW_CARD (object)->title_label)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gradus_view_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GradusViewCard *self = GRADUS_VIEW_CARD (object);
  g_autofree char *menu = NULL;

  if (id == PROP_SHOWS_TITLE) {
    gtk_widget_set_visible (GTK_WIDGET (self->title_label), g_value_get_boolean (value));
    return;
  }
  if (id != PROP_TITLE) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    return;
  }
  gtk_label_set_label (self->title_label, g_value_get_string (value));
  menu = g_strdup_printf (_ ("Menu of %s"), g_value_get_string (value));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL, menu,
                                  -1);
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
gradus_view_card_class_init (GradusViewCardClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = gradus_view_card_dispose;
  object_class->get_property = gradus_view_card_get_property;
  object_class->set_property = gradus_view_card_set_property;
  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOWS_TITLE] =
      g_param_spec_boolean ("shows-title", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[FILL] = g_signal_new ("fill", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "card.fill", NULL, fill_action);
  gtk_widget_class_install_action (widget_class, "card.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "card.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "card.explain", NULL, explain_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/view-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusViewCard, box);
  gtk_widget_class_bind_template_child (widget_class, GradusViewCard, header);
  gtk_widget_class_bind_template_child (widget_class, GradusViewCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, GradusViewCard, menu_button);
  gtk_widget_class_bind_template_child (widget_class, GradusViewCard, motion);
}

static void
gradus_view_card_init (GradusViewCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
