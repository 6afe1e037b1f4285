/* SPDX-License-Identifier: MIT */
#include "train/asked.h"

GradusAsked *
gradus_asked_new (const char *question, GradusSweep *sweep)
{
  GradusAsked *asked = g_atomic_rc_box_new0 (GradusAsked);

  asked->question = g_strdup (question);
  asked->sweep = gradus_sweep_ref (sweep);
  return asked;
}

GradusAsked *
gradus_asked_ref (GradusAsked *asked)
{
  return g_atomic_rc_box_acquire (asked);
}

static void
clear (gpointer data)
{
  GradusAsked *asked = data;

  g_free (asked->question);
  gradus_sweep_unref (asked->sweep);
}

void
gradus_asked_unref (GradusAsked *asked)
{
  g_atomic_rc_box_release_full (asked, clear);
}
