/* SPDX-License-Identifier: MIT */
#pragma once

#include "cli/command.h"

G_BEGIN_DECLS

/* Runs `complete`, which knows these commands: prints how a command line can go on, for the
 * completion of shells, as gradus-cli(1) describes it. What it says it has from the commands' own
 * options, so that it cannot lag behind them. */
ExitStatus gradus_cli_complete (const GradusCommand *commands, guint n, int argc, char **argv);

G_END_DECLS
