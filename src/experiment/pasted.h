/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/experiment.h"

G_BEGIN_DECLS

/* Reads an experiment from a text as people send it to each other: what stands before its first
 * brace and behind its last, such as a greeting or a fence of ```, is passed over; and where the
 * text cannot be read as it is, quotes that a chat has curled become straight ones, and its unusual
 * blanks usual ones, which `is_mended` says. The error's message is "pasted text: LINE: what is
 * wrong and what would be right". */
GradusExperiment *gradus_experiment_from_pasted (const char *text, gboolean *is_mended,
                                                 GError **error);

G_END_DECLS
