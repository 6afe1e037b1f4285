/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusFieldGroup: controls that show properties of a model and set them. What the model notifies
 * of is shown without the control being taken for edited. After a person's edit the control shows
 * what the model then has: where it refused the value, the former one. (A GBinding does neither: it
 * would send what a spin button rounds back to the model, and keep what was refused.) */
typedef struct _GradusFieldGroup GradusFieldGroup;

GradusFieldGroup *gradus_field_group_new (void);

/* Controls that still live are no longer bound. */
void gradus_field_group_free (GradusFieldGroup *group);

/* Binds the property `shown` of a control, such as a spin button's "value", to a property of the
 * model. Both must be of types that GLib transforms into each other. Takes a reference to the
 * control. */
void gradus_field_group_bind (GradusFieldGroup *group, gpointer control, const char *shown,
                              const char *property);

/* All controls show this model from now on; NULL: they show what they do, and set nothing. Takes a
 * reference. */
void gradus_field_group_set_model (GradusFieldGroup *group, gpointer model);

/* All controls show their property, whatever was typed into them and not entered. */
void gradus_field_group_show (GradusFieldGroup *group);

/* Gives a bound spin button other limits. That its value is moved into them is no edit. */
void gradus_field_group_set_range (GradusFieldGroup *group, GtkSpinButton *spin, double lowest,
                                   double highest);

G_END_DECLS
