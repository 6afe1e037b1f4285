/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/figure-source.h"

G_BEGIN_DECLS

/* How a setting lies in a figure's struct, and what its values are. */
typedef enum {
  GRADUS_FIGURE_SETTING_SWITCH, /* gboolean */
  GRADUS_FIGURE_SETTING_WHOLE,  /* int */
  GRADUS_FIGURE_SETTING_REAL,   /* double */
  GRADUS_FIGURE_SETTING_CHOICE, /* guint, the number of a choice from 0 */
  GRADUS_FIGURE_SETTING_PART,   /* GradusDiagramPart */
} GradusFigureSettingKind;

/* GradusFigureSetting: something about a figure that can be set. The window, the command line,
 * the layout of a document and lessons all set it by its name, and learn all else from here. */
typedef struct {
  const char *name; /* "log" */
  GradusFigureSettingKind kind;
  gsize offset; /* in the figure's struct */
  double usual, lowest, highest;

  /* What a choice is called; both end with NULL. */
  const char *const *choices; /* in files and on the command line: "bars" */
  const char *const *titles;  /* before people, to be translated; NULL: see list_choices */

  /* The control in the figure's card in the window, to be translated. */
  const char *tooltip; /* NULL: there is no control */
  const char *title;   /* what is read on the control, or before it; or NULL */
  const char *label;   /* what the control is to those who do not see it; NULL: its title */
  gboolean is_heading; /* the control stands where the card's title would be */
  gboolean is_of_curves; /* the control, with its title before it, is behind the card's "Curves" */

  /* On the command line, in English. */
  const char *help;     /* "Colour the boundary by the answers alone"; NULL: there is no option */
  const char *argument; /* "MEASURE" */

  gboolean in_lessons; /* a step of a lesson may set it */
  gboolean in_layout;  /* it is part of a document's layout */
  gboolean is_shared;  /* views on the same page that share it always have the same value */
  gboolean is_mark;    /* what words are about, which is marked while they are said */
  gboolean is_sight;   /* where somebody looks: the figure needs and says the same as before */

  /* The control is there only while another setting of the figure has a value; NULL: always. */
  const char *only_with;
  double only_at;

  /* What the run leaves of it; each may be NULL. */
  gboolean (*is_useful) (const GradusFigureSource *source);
  double (*find_highest) (const GradusFigureSource *source); /* instead of `highest` */
  double (*find_best) (const GradusFigureSource *source);    /* in the window instead of `usual` */
  char **(*list_choices) (const GradusFigureSource *source); /* before people; may be empty */
} GradusFigureSetting;

/* The largest value that the setting has with that run. */
double gradus_figure_setting_find_highest (const GradusFigureSetting *setting,
                                           const GradusFigureSource *source);

/* What the choices are called before people, as a new array: empty where there is nothing to
 * choose. */
char **gradus_figure_setting_list_choices (const GradusFigureSetting *setting,
                                           const GradusFigureSource *source);

/* The value in a figure's struct, and puts one there, moved into the setting's limits. Not of
 * parts. */
double gradus_figure_setting_read (const GradusFigureSetting *setting, gconstpointer figure);
void gradus_figure_setting_write (const GradusFigureSetting *setting, gpointer figure,
                                  double value);

G_END_DECLS
