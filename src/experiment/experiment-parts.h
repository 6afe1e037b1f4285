/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/experiment.h"
#include "experiment/json-reader.h"

G_BEGIN_DECLS

/* The parts of an experiment's JSON tree, each read and written in one file; experiment-reader.c
 * and experiment-writer.c put them together. `path` is that of the tree, for errors. After a
 * fault, which the reader then holds, the reading functions return defaults. */

/* Free with gradus_data_spec_clear(). */
GradusDataSpec gradus_data_spec_from_tree (GradusJsonReader *reader, const char *path,
                                           json_t *data);
json_t *gradus_data_spec_to_tree (const GradusDataSpec *spec);

/* The import of a file; NULL after a fault. The caller owns it. */
GradusImport *gradus_import_from_tree (GradusJsonReader *reader, const char *path, json_t *data);
void gradus_import_to_tree (const GradusImport *import, json_t *data);

/* Reads the member "path", a text that g_intern_string() gave, from the folder of the file on where
 * it is relative; NULL after a fault. Writes it, too. */
const char *gradus_data_path_from_tree (GradusJsonReader *reader, const char *path, json_t *data);
void gradus_data_path_to_tree (const char *filename, json_t *data);

/* Reads the member "points", a list of [x, y, class]; NULL after a fault. */
GradusPoints *gradus_points_from_tree (GradusJsonReader *reader, const char *path, json_t *data);
json_t *gradus_points_to_tree (const GradusPoints *points);

GradusLayerSpec gradus_layer_spec_from_tree (GradusJsonReader *reader, const char *path,
                                             json_t *layer);

/* Of a class that need not be one of gradus_layer_classes, whatever "kind" says. */
GradusLayerSpec gradus_layer_spec_of_class_from_tree (GradusJsonReader *reader, const char *path,
                                                      json_t *layer, const GradusLayerClass *class);
json_t *gradus_layer_spec_to_tree (const GradusLayerSpec *spec);

/* Whether a layer of that tree's kind has the setting `key`. */
gboolean gradus_layer_tree_can_have (json_t *layer, const char *key);

/* Removes or repeats the last block of hidden layers until there are `value` of them. A block is a
 * hidden layer; or, where that reads an earlier one, all layers from the one behind that to it:
 * its copies each read the block before them. FALSE if `value` is no whole number from 0 on, or if
 * there is no block to repeat. */
gboolean gradus_layers_tree_set_depth (json_t *layers, const json_t *value);

GradusOptimiser gradus_optimiser_from_tree (GradusJsonReader *reader, const char *path,
                                            json_t *optimiser);
json_t *gradus_optimiser_to_tree (const GradusOptimiser *optimiser);

/* `n_layers` as the network has; its JSON leaves out what is not asked for. */
GradusStopRule gradus_stop_rule_from_tree (GradusJsonReader *reader, const char *path,
                                           json_t *value, guint n_layers);
json_t *gradus_stop_rule_to_tree (const GradusStopRule *rule);

/* Reads a number in [low, high] that only some kinds have. If the kind, called `name`, does not
 * have it, it must not be there. If it is left out, `value` stays as it is. */
void gradus_json_reader_optional (GradusJsonReader *reader, const char *path, json_t *object,
                                  const char *key, gboolean has_it, const char *name, double low,
                                  double high, double *value);

/* Reads a whole number in the same way. */
void gradus_json_reader_optional_integer (GradusJsonReader *reader, const char *path,
                                          json_t *object, const char *key, gboolean has_it,
                                          const char *name, guint64 low, guint64 high,
                                          guint64 *value);

/* The shortest decimal that reads back as the same float: 0.1, not 0.10000000149. */
json_t *gradus_json_write_float (float value);

G_END_DECLS
