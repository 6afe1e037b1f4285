/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusOnnxGraph: an ONNX graph while it is written, nodes one after the other. The fields are those of
 * onnx.proto3. */
typedef struct {
  GByteArray *message; /* GraphProto */
  char *at;            /* the name of what the nodes so far end in */
  guint n_nodes;
  guint n_constants;
} GradusOnnxGraph;

void gradus_onnx_graph_init (GradusOnnxGraph *graph, const char *name, const char *input);
void gradus_onnx_graph_clear (GradusOnnxGraph *graph);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusOnnxGraph, gradus_onnx_graph_clear)

/* A float32 tensor under that name; n_columns 0: a vector, n_rows 0 too: a scalar. */
void gradus_onnx_graph_add_tensor (GradusOnnxGraph *graph, const char *name, guint n_rows, guint n_columns,
                                   const float *numbers);

/* The same for indices; a scalar where n is 0. */
void gradus_onnx_graph_add_indices (GradusOnnxGraph *graph, const char *name, guint n, const gint64 *indices);

/* A scalar with a name of its own, which is returned and the caller's. */
char *gradus_onnx_graph_add_number (GradusOnnxGraph *graph, float number);

/* A number that a node has. */
typedef struct {
  const char *name; /* NULL: none */
  gboolean is_integer;
  double value;
} GradusOnnxAttribute;

/* A node from the named inputs (the list ends with NULL), with up to two attributes (NULL: none), to a new
 * name, which is returned, and which the graph is then at. The name is the graph's until the next node. */
const char *gradus_onnx_graph_add_node (GradusOnnxGraph *graph, const char *type, const char *const *inputs,
                                        const GradusOnnxAttribute *attributes);

/* Of the place where the graph is, and one other. */
const char *gradus_onnx_graph_add_unary (GradusOnnxGraph *graph, const char *type);
const char *gradus_onnx_graph_add_binary (GradusOnnxGraph *graph, const char *type, const char *other);

/* Gives where the graph is a name of its own. */
void gradus_onnx_graph_end (GradusOnnxGraph *graph, const char *name);

/* What the whole takes and gives: float32 (batch, n_columns). */
void gradus_onnx_graph_add_input (GradusOnnxGraph *graph, const char *name, guint n_columns);
void gradus_onnx_graph_add_output (GradusOnnxGraph *graph, const char *name, guint n_columns);

G_END_DECLS
