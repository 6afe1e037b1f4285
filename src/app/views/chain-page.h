/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/view-card.h"
#include "train/chain-number.h"

G_BEGIN_DECLS

/* GradusChainPage: the chain rule with the numbers of a sample on the network, walked through with
 * the keys, the buttons, or by itself; and below it sliders for an input of one's own. */
#define GRADUS_TYPE_CHAIN_PAGE (gradus_chain_page_get_type ())
G_DECLARE_FINAL_TYPE (GradusChainPage, gradus_chain_page, GRADUS, CHAIN_PAGE, GtkWidget)

/* Forward or back along the chain; FALSE where there is none. */
gboolean gradus_chain_page_walk (GradusChainPage *self, int by);

/* Walks to a number and makes it a blank, to be worked out; NULL: none. Emits "worked-out", with
 * the number as gradus_chain_number_pack() gives it, when a blank was worked out rightly. */
void gradus_chain_page_ask (GradusChainPage *self, const GradusChainNumber *number);

/* To another unit of the layer; FALSE where there is none. */
gboolean gradus_chain_page_choose (GradusChainPage *self, int by);

G_END_DECLS
