/* SPDX-License-Identifier: MIT */
#include "app/views/compare-page.h"

#include "app/views/compare-pane.h"
#include "app/views/runs-table.h"
#include "app/views/views-page.h"

struct _GradusComparePage {
  GtkWidget parent_instance;

  GtkPaned *rows, *sides;
  GradusComparePane *left, *right;
  GradusRunsTable *table;
};

static void gradus_compare_page_page_init (GradusViewsPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GradusComparePage, gradus_compare_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GRADUS_TYPE_VIEWS_PAGE,
                                                      gradus_compare_page_page_init))

/* -- What a page does -------------------------------------------------------------------------- */

static void
gradus_compare_page_set_document (GradusViewsPage *page, GradusDocument *document)
{
  GradusComparePage *self = GRADUS_COMPARE_PAGE (page);

  gradus_compare_pane_set_document (self->left, document, 0, self->right);
  gradus_compare_pane_set_document (self->right, document, 1, self->left);
  gradus_runs_table_set_document (self->table, document);
}

static void
gradus_compare_page_add_dividers (GradusViewsPage *page, GArray *dividers)
{
  GradusComparePage *self = GRADUS_COMPARE_PAGE (page);
  const GradusPaneLayout own[] = { { "compare", self->sides, 0.5 },
                                   { "compare-rows", self->rows, 0.7 } };

  g_array_append_vals (dividers, own, G_N_ELEMENTS (own));
}

static void
gradus_compare_page_page_init (GradusViewsPageInterface *iface)
{
  iface->set_document = gradus_compare_page_set_document;
  iface->add_dividers = gradus_compare_page_add_dividers;
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_compare_page_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_compare_page_parent_class)->dispose (object);
}

static void
gradus_compare_page_class_init (GradusComparePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_compare_page_dispose;
  g_type_ensure (GRADUS_TYPE_COMPARE_PANE);
  g_type_ensure (GRADUS_TYPE_RUNS_TABLE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/compare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusComparePage, rows);
  gtk_widget_class_bind_template_child (widget_class, GradusComparePage, sides);
  gtk_widget_class_bind_template_child (widget_class, GradusComparePage, left);
  gtk_widget_class_bind_template_child (widget_class, GradusComparePage, right);
  gtk_widget_class_bind_template_child (widget_class, GradusComparePage, table);
}

static void
gradus_compare_page_init (GradusComparePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
