/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>
#include <stdint.h>

/* What all harnesses share. Each is a program of libFuzzer's: it calls LLVMFuzzerTestOneInput()
 * again and again, in one process, with bytes that it changes so that they reach new places. */

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t n);

/* Something was read, or there is a sentence that says why not, never both or neither. */
static inline void
fuzz_check (gboolean is_read, const GError *error)
{
  g_assert_true (is_read == (error == NULL));
  if (error)
    g_assert_true (*error->message && g_utf8_validate (error->message, -1, NULL));
}

/* The same of sentences without a GError. */
static inline void
fuzz_check_fault (gboolean is_read, const char *fault)
{
  g_assert_true (is_read == (fault == NULL));
  if (fault)
    g_assert_true (*fault && g_utf8_validate (fault, -1, NULL));
}
