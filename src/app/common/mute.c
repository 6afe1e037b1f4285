/* SPDX-License-Identifier: MIT */
#include "app/common/mute.h"

void
gradus_mute (gpointer instance, gpointer owner)
{
  g_signal_handlers_block_matched (instance, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, owner);
}

void
gradus_unmute (gpointer instance, gpointer owner)
{
  g_signal_handlers_unblock_matched (instance, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, owner);
}
