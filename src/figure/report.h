/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/sheet.h"
#include "document/draft.h"

G_BEGIN_DECLS

/* A run on A4 pages, as PDF, for handing in: what was set, what came of it, and its figures, in
 * colours for print. The run must have its data. Any thread. Fails where there is no memory for
 * a network of its own, or cairo cannot. */
GBytes *gradus_report_render (const GradusDraftEntry *run, GError **error);

G_END_DECLS
