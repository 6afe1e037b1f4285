/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/figure-setting.h"
#include "plot/legend.h"
#include "plot/network-layout.h"
#include "plot/sheet.h"

G_BEGIN_DECLS

/* GradusFigure: one way to look at a run: it takes the run's numbers and draws them with plot. The
 * window's views and gradus-cli plot draw the same figures.
 *
 * A kind of figure is one file, kind-figure.c, with a struct that begins with a GradusFigure and
 * holds the kind's own settings, and with one GradusFigureClass, gradus_kind_figure. Its line in
 * meson.build's list compiles the file and puts it among gradus_figures; from there the command
 * line, the window, lessons and the layout of documents know it. Nothing outside its file names
 * a kind to tell it from others. */
typedef struct _GradusFigure GradusFigure;
typedef struct _GradusFigureClass GradusFigureClass;

/* What is at a point of a figure. */
typedef enum {
  GRADUS_PICK_NOTHING,
  GRADUS_PICK_PART,     /* a part of the network */
  GRADUS_PICK_STEP,     /* a step below a curve */
  GRADUS_PICK_NAME,     /* a curve's name in the legend, which lies above a step */
  GRADUS_PICK_PLANE,    /* a point of the plane that a decision boundary is of */
  GRADUS_PICK_SEED,     /* a run of a sweep */
  GRADUS_PICK_RUN,      /* a run of the document */
  GRADUS_PICK_SETTINGS, /* something that the figure is to show: some of its settings */
} GradusPickKind;

typedef struct {
  GradusPickKind kind;
  GradusDiagramPart part;
  double step;  /* NaN where there is none */
  double value; /* of a chart there, or NaN */
  guint run;        /* its number, see GradusFigureRun */
  guint cell, seed; /* of the sweep; the seed counts from 0 */
  guint name;   /* the number of the curve */
  double x, y;  /* in the plane */
  double pixel; /* how much of the plane a pixel is */

  /* What chooses it; a name may be NULL. */
  const char *names[2];
  double values[2];
} GradusPick;

#define GRADUS_PICK_NONE ((GradusPick){ .kind = GRADUS_PICK_NOTHING, .step = NAN, .value = NAN })

/* Where the window's first page has a card for the figure: in a row, as far to the right as the
 * list of kinds has it behind others. */
typedef enum {
  GRADUS_FIGURE_NOWHERE,
  GRADUS_FIGURE_TOP_ROW,
  GRADUS_FIGURE_BOTTOM_ROW,
} GradusFigureRow;

struct _GradusFigureClass {
  const char *name; /* on the command line and in names of files: "gradients" */

  /* Before people, to be translated. */
  const char *title;         /* above its card: "Layers" */
  const char *numbers_title; /* the same where the targets are numbers; NULL: the same */
  const char *label;         /* what is seen, for those who do not see it */

  GradusFigureRow row;
  const char *card;         /* what lessons call its card on that page: "layers" */
  const char *topic;        /* of "What Is This?", for that card */
  double share;             /* of the width that the cards before it leave; 0: half */
  const char *for_pictures; /* the kind that has the card where samples are pictures, of which this
                               one says nothing; NULL: itself */

  gsize size;                          /* of the kind's struct */
  const GradusFigureSetting *settings; /* ends with one without a name; NULL: none */
  gsize curves; /* where its GradusCurves are in its struct, see figure/curves.h; 0: it has none */
  gboolean has_all_runs; /* it shows all runs of a document, not one alone */
  gboolean has_each_run; /* … and draws each by itself, GradusFigureRun.own */
  gboolean
      shows_pointed; /* it shows what is pointed at in the network, GradusFigureSource.pointed */
  gboolean needs_no_run;   /* it draws and says the same whatever the run does */
  gboolean is_of_sweep;    /* it draws GradusFigureSource.sweep, and no run */
  gboolean needs_window;   /* without one it has nothing to show: somebody draws there */
  gboolean is_of_pictures; /* it shows samples that are pictures, and nothing of others */

  /* Adds what a snapshot must carry for the figure. NULL: nothing. */
  void (*look) (const GradusFigure *figure, GradusSnapshotNeeds *needs);

  /* Fills in of which plane it shows the cost, GradusFigureSource.landscape. NULL: of none. */
  void (*survey) (const GradusFigure *figure, GradusLandscapeChoice *choice);

  /* Which damage it shows, GradusFigureSource.damage. NULL: of none. */
  GradusDamageKind (*choose_damage) (const GradusFigure *figure);
  gboolean shows_rates; /* it shows GradusFigureSource.rates */

  void (*draw) (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source);

  /* The content in one sentence, a new string. Unless the figure needs no run there is a
   * snapshot. */
  char *(*describe) (const GradusFigure *figure, const GradusFigureSource *source);

  /* Adds what the figure's marks and colours mean to a legend, in the colours of `style`. NULL: all
   * is named where it is drawn. */
  void (*list_marks) (const GradusFigure *figure, const GradusFigureSource *source,
                      const GradusStyle *style, GradusLegend *legend);

  /* What is at a point of the figure as draw() draws it on that canvas. NULL: nothing anywhere. */
  GradusPick (*pick) (GradusCanvas *canvas, const GradusFigure *figure,
                      const GradusFigureSource *source, double x, double y);

  /* What a setting asks for that the run does not have, as a new sentence in English, and the
   * setting's name, or NULL where it is the figure itself. NULL: all is there. May be NULL, for
   * always. */
  char *(*find_fault) (const GradusFigure *figure, const GradusFigureSource *source,
                       const char **setting);
};

struct _GradusFigure {
  const GradusFigureClass *class;
  double pointer_x, pointer_y; /* NaN: not there */
  gboolean has_legend; /* what marks and colours mean stands below, where there is room for it */
};

/* All kinds, ends with NULL. */
extern const GradusFigureClass *const gradus_figures[];

/* NULL where there is none of that name. */
const GradusFigureClass *gradus_figure_find_class (const char *name);

/* The figure that lessons call so on the window's first page; NULL where there is none. */
const GradusFigureClass *gradus_figure_find_card (const char *card);

/* NULL where the kind has no such setting. */
const GradusFigureSetting *gradus_figure_class_find_setting (const GradusFigureClass *class,
                                                             const char *name);

/* The first kind's setting of that name; NULL where no kind has one. */
const GradusFigureSetting *gradus_figure_find_setting (const char *name);

/* With the usual settings. */
GradusFigure *gradus_figure_new (const GradusFigureClass *class);
GradusFigure *gradus_figure_copy (const GradusFigure *figure);
void gradus_figure_free (GradusFigure *figure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusFigure, gradus_figure_free)

/* A setting that the kind does not have is 0, and setting it does nothing. gradus_figure_set()
 * moves the value into the setting's limits and returns whether it became another. */
double gradus_figure_get (const GradusFigure *figure, const char *name);
gboolean gradus_figure_set (GradusFigure *figure, const char *name, double value);

/* The part of the network that is chosen, the setting "part". */
GradusDiagramPart gradus_figure_get_part (const GradusFigure *figure);
gboolean gradus_figure_set_part (GradusFigure *figure, GradusDiagramPart part);

/* See GradusFigureClass. */
GradusSnapshotNeeds gradus_figure_look (const GradusFigure *figure);
void gradus_figure_draw (GradusCanvas *canvas, const GradusFigure *figure,
                         const GradusFigureSource *source);
char *gradus_figure_describe (const GradusFigure *figure, const GradusFigureSource *source);
GradusPick gradus_figure_pick (GradusCanvas *canvas, const GradusFigure *figure,
                               const GradusFigureSource *source, double x, double y);
char *gradus_figure_find_fault (const GradusFigure *figure, const GradusFigureSource *source,
                                const GradusFigureSetting **setting);

/* As a file, see plot/sheet.h: without pointer and cursor. */
GBytes *gradus_figure_render (const GradusFigure *figure, const GradusFigureSource *source,
                              GradusSheetFormat format, const GradusStyle *style, double width,
                              double height);

G_END_DECLS
