/* SPDX-License-Identifier: MIT */
/* What most of the window's sources begin with, compiled once where b_pch is set. Each includes
 * what it needs all the same, for it is not set by default. */
#include <adwaita.h>
