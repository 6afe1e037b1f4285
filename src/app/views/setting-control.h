/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/view.h"

G_BEGIN_DECLS

/* GradusSettingControl: the control of a setting of a view's figure, made by what the setting
 * says of it: a toggle, a number, a slider or a list. It follows the view, and the view follows
 * it. */
#define GRADUS_TYPE_SETTING_CONTROL (gradus_setting_control_get_type ())
G_DECLARE_FINAL_TYPE (GradusSettingControl, gradus_setting_control, GRADUS, SETTING_CONTROL,
                      GtkWidget)

/* The view must live as long as the control. */
GtkWidget *gradus_setting_control_new (GradusView *view, const GradusFigureSetting *setting);

/* With another run: offers what the setting can be there, and hides where that is nothing. What no
 * run has had a use for yet is not made. A list that the run fills begins anew. */
void gradus_setting_control_fit (GradusSettingControl *self, const GradusFigureSource *source);

G_END_DECLS
