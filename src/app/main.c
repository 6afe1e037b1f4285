/* SPDX-License-Identifier: MIT */
#include "app/application.h"
#include "app/common/language.h"
#include "nn/blas.h"

int
main (int argc, char **argv)
{
  g_autoptr (GradusApplication) application = NULL;

  gradus_blas_begin ();
  gtk_disable_setlocale (); /* or GTK would undo what the next line sets */
  gradus_language_begin ();
  g_set_application_name ("Gradus");

  application = gradus_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
