/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "cli/command.h"
#include "experiment/builtin.h"
#include "sweep/builtin-sweep.h"

ExitStatus
gradus_cli_list (int argc, char **argv)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };

  if (!gradus_cli_parse (&argc, &argv, entries, "", "Lists the built-in experiments and sweeps."))
    return EXIT_WRONG_USAGE;
  if (argc > 1)
    return gradus_cli_fail (EXIT_WRONG_USAGE, "list takes no argument, but was given \"%s\"",
                            argv[1]);
  for (const GradusBuiltin *builtin = gradus_builtin_list (); builtin->id; builtin++)
    printf ("%-18s %s. %s\n", builtin->id, builtin->title, builtin->description);
  puts ("\nSweeps, for gradus-cli sweep:\n");
  for (const GradusBuiltinSweep *sweep = gradus_builtin_sweep_list (); sweep->id; sweep++) {
    g_autofree char *lack = gradus_builtin_sweep_tell_lack (sweep);

    printf ("%-18s %s: %s%s%s%s\n", sweep->id, sweep->title, sweep->description, lack ? " (" : "",
            lack ? lack : "", lack ? ")" : "");
  }
  return EXIT_DONE;
}
