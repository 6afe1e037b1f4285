/* SPDX-License-Identifier: MIT */
#include "app/application.h"
#include "app/common/language.h"
#include "nn/blas.h"

/* IBus before 1.5.28 answers so late by itself that Return and Backspace in an entry are lost in
 * every program of GTK 4. This is what is usual since. */
static void
keep_keys (void)
{
  g_setenv ("IBUS_ENABLE_SYNC_MODE", "2", FALSE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GradusApplication) application = NULL;

  keep_keys ();
  gradus_blas_begin ();
  gtk_disable_setlocale (); /* or GTK would undo what the next line sets */
  gradus_language_begin ();
  g_set_application_name ("Gradus");

  application = gradus_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
