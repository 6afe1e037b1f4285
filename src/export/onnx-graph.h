/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusOnnxGraph: writes an ONNX graph, one node after the other. Each node usually takes the
 * output of the one before, whose name the graph remembers. Fields are as in onnx.proto3. */
typedef struct {
  GByteArray *message; /* GraphProto */
  char *at;            /* the name of the last node's output */
  guint n_nodes;
  guint n_constants;
} GradusOnnxGraph;

void gradus_onnx_graph_init (GradusOnnxGraph *graph, const char *name, const char *input);
void gradus_onnx_graph_clear (GradusOnnxGraph *graph);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusOnnxGraph, gradus_onnx_graph_clear)

/* Adds a float32 tensor; without axes it is a scalar. */
void gradus_onnx_graph_add_tensor (GradusOnnxGraph *graph, const char *name, guint n_axes,
                                   const guint *axes, const float *numbers);

/* Adds a vector of n indices; n 0: a scalar. */
void gradus_onnx_graph_add_indices (GradusOnnxGraph *graph, const char *name, guint n,
                                    const gint64 *indices);

/* Adds a scalar and returns its new name; free with g_free(). */
char *gradus_onnx_graph_add_number (GradusOnnxGraph *graph, float number);

/* A number of a node, or a few. */
typedef struct {
  const char *name; /* NULL: no attribute */
  gboolean is_integer;
  double value;
  guint n_list; /* 0: the number alone; else whole numbers instead */
  gint64 list[4];
} GradusOnnxAttribute;

#define GRADUS_ONNX_MAX_ATTRIBUTES 3

/* Adds a node with the named inputs (the list ends with NULL) and attributes, at most
 * GRADUS_ONNX_MAX_ATTRIBUTES, which else end with one without a name (or NULL). Returns the new
 * name of its output, which the graph owns until the next node. */
const char *gradus_onnx_graph_add_node (GradusOnnxGraph *graph, const char *type,
                                        const char *const *inputs,
                                        const GradusOnnxAttribute *attributes);

/* Adds a node whose input is the last node's output, and for binary, one other. */
const char *gradus_onnx_graph_add_unary (GradusOnnxGraph *graph, const char *type);
const char *gradus_onnx_graph_add_binary (GradusOnnxGraph *graph, const char *type,
                                          const char *other);

/* Names the last node's output. */
void gradus_onnx_graph_end (GradusOnnxGraph *graph, const char *name);

/* Declares an input or an output of the graph: float32 (batch, n_columns). */
void gradus_onnx_graph_add_input (GradusOnnxGraph *graph, const char *name, guint n_columns);
void gradus_onnx_graph_add_output (GradusOnnxGraph *graph, const char *name, guint n_columns);

G_END_DECLS
