/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "export/format.h"
#include "export/pytorch.h"

/* Points of Gradus's history; a picture has no room for more. */
#define MOST_POINTS 400

/* -- Cells ------------------------------------------------------------------------------------- */

/* Jupyter has a text as its lines, each with its end but the last. */
static json_t *
make_source (const char *text)
{
  json_t *lines = json_array ();

  for (const char *at = text; *at;) {
    const char *end = strchr (at, '\n');
    const gsize n = end ? (gsize) (end - at) : strlen (at);
    const gboolean is_last = !end || end[1] == '\0';

    json_array_append_new (lines, json_stringn (at, is_last ? n : n + 1));
    at += end ? n + 1 : n;
  }
  return lines;
}

static void
append_text (json_t *cells, const char *text)
{
  json_array_append_new (cells, json_pack ("{ss s{} so}", "cell_type", "markdown", "metadata",
                                           "source", make_source (text)));
}

static void
append_code (json_t *cells, const char *code)
{
  json_array_append_new (cells,
                         json_pack ("{ss sn s{} s[] so}", "cell_type", "code", "execution_count",
                                    "metadata", "outputs", "source", make_source (code)));
}

/* -- The curve --------------------------------------------------------------------------------- */

static void
append_point (GString *code, const GradusSeries *history, guint at)
{
  if (!isfinite (history->costs[at]))
    return;
  g_string_append_printf (code, "    [%" G_GUINT64_FORMAT ", ", history->steps[at]);
  gradus_python_append_float (code, (float) history->costs[at]);
  g_string_append (code, "],\n");
}

static void
append_history (GString *code, const GradusSeries *history)
{
  const guint stride = MAX ((history->n_points + MOST_POINTS - 1) / MOST_POINTS, 1);

  g_string_append (code, "gradus = np.array([  # step, cost\n");
  for (guint i = 0; i < history->n_points; i += stride)
    append_point (code, history, i);
  if (history->n_points % stride != 1 && stride > 1)
    append_point (code, history, history->n_points - 1);
  g_string_append (code, "]).reshape(-1, 2)\n");
}

static void
append_curve (GPtrArray *parts, const GradusWeights *weights)
{
  GString *code = gradus_code_parts_begin (
      parts, weights->history.n_points > 0
                 ? "The cost over the steps, beside that of the run in Gradus. Both begin with "
                   "other weights, drawn by other random numbers, unless weights_path names those "
                   "of Gradus."
                 : "The cost over the steps.");

  g_string_append (code, "import matplotlib.pyplot as plt\n\n");
  if (weights->history.n_points > 0)
    append_history (code, &weights->history);
  g_string_append (code, "here = np.array(history).reshape(-1, 2)\n"
                         "plt.plot(here[:, 0], here[:, 1], label=\"this notebook\")\n");
  if (weights->history.n_points > 0)
    g_string_append (code, "plt.plot(gradus[:, 0], gradus[:, 1], label=\"Gradus\")\n");
  g_string_append (code, "plt.xscale(\"symlog\")\nplt.yscale(\"log\")\nplt.xlabel(\"step\")\n"
                         "plt.ylabel(\"cost\")\nplt.legend()\nplt.show()\n");
}

/* -- All together ------------------------------------------------------------------------------ */

static void
append_title (json_t *cells, const GradusWeights *weights)
{
  const char *decay = gradus_python_get_decay_remark (&weights->experiment->optimiser);
  g_autofree char *title = gradus_python_write_title (weights, "PyTorch");
  g_autofree char *text = g_strdup_printf (
      "# %s\n\n%s It makes the same samples as Gradus and takes the same batches.%s%s",
      weights->experiment->name, title, decay ? "\n\n" : "", decay ? decay : "");

  append_text (cells, text);
}

GBytes *
gradus_notebook_write (const GradusWeights *weights, const char *name, GError **error)
{
  g_autoptr (GPtrArray) parts = gradus_code_parts_new ();
  json_t *cells, *notebook;
  char *text;

  if (!gradus_pytorch_list_parts (weights, GRADUS_PYTHON_NOTEBOOK, parts, error))
    return NULL;
  append_curve (parts, weights);
  cells = json_array ();
  append_title (cells, weights);
  for (guint i = 0; i < parts->len; i++) {
    const GradusCodePart *part = g_ptr_array_index (parts, i);

    append_text (cells, part->words);
    append_code (cells, part->code->str);
  }
  notebook = json_pack ("{so s{s{ss ss ss} s{ss}} si si}", "cells", cells, "metadata", "kernelspec",
                        "display_name", "Python 3", "language", "python", "name", "python3",
                        "language_info", "name", "python", "nbformat", 4, "nbformat_minor", 4);
  text = json_dumps (notebook, JSON_INDENT (1));
  json_decref (notebook);
  return g_bytes_new_with_free_func (text, strlen (text), free, text);
}
