/* SPDX-License-Identifier: MIT */
#include "train/message.h"

GradusMessage *
gradus_message_new (GradusObeyFunc obey, gpointer payload, GDestroyNotify free_payload)
{
  GradusMessage *message = g_new0 (GradusMessage, 1);

  message->obey = obey;
  message->payload = payload;
  message->free_payload = free_payload;
  return message;
}

void
gradus_message_free (GradusMessage *message)
{
  if (message->payload && message->free_payload)
    message->free_payload (message->payload);
  g_clear_error (&message->error);
  g_free (message);
}
