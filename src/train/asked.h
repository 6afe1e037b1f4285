/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/sweep.h"

G_BEGIN_DECLS

/* GradusAsked: a sweep of a document, with the question that it answers. Reference-counted. */
typedef struct {
  char *question; /* the id of a built-in one; "": one's own */
  GradusSweep *sweep;
} GradusAsked;

/* Takes a reference of the sweep. */
GradusAsked *gradus_asked_new (const char *question, GradusSweep *sweep);
GradusAsked *gradus_asked_ref (GradusAsked *asked);
void gradus_asked_unref (GradusAsked *asked);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusAsked, gradus_asked_unref)

G_END_DECLS
