/* SPDX-License-Identifier: MIT */
#pragma once

/* Shared by hand-in.c, which writes it, and hand-in-reader.c. By GradusDeedKind; ends with NULL. */
extern const char *const gradus_deed_names[];
