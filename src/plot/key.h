/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* What a mark in a key looks like, and the same mark in the drawing. */
typedef enum {
  GRADUS_MARK_NONE,   /* words alone */
  GRADUS_MARK_FULL,   /* in the shape of a class, see plot/mark.h */
  GRADUS_MARK_HOLLOW, /* likewise */
  GRADUS_MARK_CROSS,  /* over another mark */
  GRADUS_MARK_SQUARE, /* around another mark */
  GRADUS_MARK_BEYOND, /* at the edge: what it is of lies outside */
} GradusMark;

typedef struct {
  const char *text;
  GradusMark mark;
  GradusColour colour;
  guint class; /* whose shape it has; 0, a circle, where there are none */
} GradusKeyEntry;

/* A mark of that radius at (x, y). */
void gradus_mark_draw (GradusCanvas *canvas, GradusMark mark, guint class, double x, double y,
                       double radius, GradusColour colour);

/* Draws what marks mean, from left to right in as many lines as that takes, in a rectangle. */
void gradus_key_draw (GradusCanvas *canvas, const GradusKeyEntry *entries, guint n_entries,
                      GradusRect rect);

/* The height of that in a width. */
double gradus_key_measure (GradusCanvas *canvas, const GradusKeyEntry *entries, guint n_entries,
                           double width);

G_END_DECLS
