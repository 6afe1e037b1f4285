/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers as people read them, in all drawings, labels and entries: thousands set apart, powers of
 * ten written out, and a true minus. The results are new strings. */

/* A measurement, to about four digits: "0.6931", "−3.45·10⁻⁹", "0", "not finite". */
char *gradus_number_format (double value);

/* A measurement to two digits, where there is little room: "0.69", "3.4·10⁻⁹". */
char *gradus_number_format_short (double value);

/* A setting, with all the digits that it has: "0.05", "6.5·10⁻⁵", "200,000". */
char *gradus_number_format_setting (double value);

/* A share of a whole, in percent, to one decimal: "97.5 %", "100 %". Only 1 is 100 %. */
char *gradus_number_format_share (double share);

/* The same in whole percents, where there is little room: "63 %", "<1 %", ">99 %". Only 0 is 0 %.
 * */
char *gradus_number_format_percent (double share);

/* A whole number with its thousands set apart: "200,000". */
char *gradus_number_format_count (guint64 value);

/* A label beside a tick of a linear axis whose ticks lie `step` apart, 1, 2 or 5 times a power
 * of ten: "0.2", "50k", "2·10⁻⁷". */
char *gradus_number_format_tick (double value, double step);

/* A name with a subscript: "x₁₂". */
char *gradus_number_format_index (const char *name, guint index);

/* A label beside a power of ten: "0.01", "1", "10⁻⁶". */
char *gradus_number_format_decade (int exponent);

/* Reads a number that a person typed or pasted, in any form that has one meaning: "0.5" and "0,5";
 * "200,000", "200 000", "1.234.567", "1'000", "1.234,5"; "6.5e-05", "6.5·10⁻⁵", "6.5 x 10^-5",
 * "10⁻⁶"; "−3", "+3"; digits of double width. A comma before just three digits sets thousands
 * apart ("1,000" is a thousand) unless it follows a 0 ("0,001"). FALSE, and `value` as it was, if
 * the text is anything else ("½", "1 2", "0x10", "nan") or no finite number. */
gboolean gradus_number_parse (const char *text, double *value);

G_END_DECLS
