/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/view-card.h"

G_BEGIN_DECLS

/* GradusChainPage: the chain rule with the numbers of a sample, and above it the network, in
 * which the layer is lit that the walk along the chain has come to. */
#define GRADUS_TYPE_CHAIN_PAGE (gradus_chain_page_get_type ())
G_DECLARE_FINAL_TYPE (GradusChainPage, gradus_chain_page, GRADUS, CHAIN_PAGE, GtkWidget)

/* Forward or back along the chain; FALSE where there is none. */
gboolean gradus_chain_page_walk (GradusChainPage *self, int by);

/* Moves the table by a row; FALSE where all of it is seen. */
gboolean gradus_chain_page_scroll (GradusChainPage *self, int by);

G_END_DECLS
