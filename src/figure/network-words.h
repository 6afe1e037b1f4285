/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/figure.h"

G_BEGIN_DECLS

/* What is said of the parts of a network, before people, with the numbers of the source's snapshot,
 * which has an anatomy. All are new strings. */

/* What a unit computes, in lines: "z = 0.52·x₁ − 1.3·x₂ + 0.1", "a = tanh(z)", and what that is for
 * a sample. Of a sum with more than `most` terms those in the middle are left out, and told: "… 780
 * more". No lines for an input, for a unit that is a map, and where no matrix leads to it. */
void gradus_network_words_add_equation (GPtrArray *lines, const GradusFigureSource *source,
                                        GradusDiagramPart unit, guint most);

/* "Unit 2 of layer 1, Tanh"; of an input its name. */
char *gradus_network_words_name_unit (const GradusFigureSource *source, guint column, guint unit);

/* All that there is to say of a part, line by line, "name\tvalue" where it is a number. */
void gradus_network_words_add (GPtrArray *lines, const GradusFigureSource *source,
                               const GradusDiagramColumn *columns, GradusDiagramPart part);

/* Behind a description of the network: "; 2 units are switched off", or nothing. */
void gradus_network_words_append_off (GString *text, const GradusFigureSource *source);

/* "layer 5 adds what layer 3 says". */
char *gradus_network_words_describe_way (guint layer, guint earlier);

G_END_DECLS
