/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/chain-slip.h"

G_BEGIN_DECLS

/* "δ of unit 2 in layer 3", a new string. */
char *gradus_chain_slip_words_name (GradusChainNumber number);

/* What is wrong with a number, in a sentence; of GRADUS_SLIP_NONE that it is right. Lives as long
 * as the program. */
const char *gradus_chain_slip_words_judge (GradusSlip slip);

G_END_DECLS
