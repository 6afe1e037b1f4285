/* SPDX-License-Identifier: MIT */
#include "nn/network-sharing.h"

/* The largest of the shares of n things, of 1. */
static double
find_largest_share (guint n, const GradusWorker *worker)
{
  return (double) ((n + worker->count - 1) / worker->count) / n;
}

/* What workers wrote to rows or to units of their own lies together: where they share columns, the
 * cache fetches for one of them what another one writes. So columns are for layers of which rows
 * and units come out less even. */
gboolean
gradus_network_is_by_units (const GradusNetwork *network, guint i, const GradusPass *pass,
                            const GradusWorker *worker)
{
  const GradusShape *shape = &network->layers[i].out;
  const GradusSharing sharing = network->shares[i].sharing;
  double units;

  if (sharing == GRADUS_SHARED_BY_UNITS)
    return TRUE;
  if (sharing == GRADUS_SHARED_BY_SAMPLES || gradus_worker_is_alone (worker))
    return FALSE;
  units = find_largest_share (gradus_shape_count_units (shape), worker);
  if (sharing == GRADUS_SHARED_BY_ROWS_UNITS_OR_SAMPLES)
    units = MIN (units, find_largest_share (gradus_part_count_rows (shape), worker));
  return units <= find_largest_share ((pass->n_columns + pass->piece - 1) / pass->piece, worker);
}

/* Where neither comes out more even, rows: with few units left the kernels would not have enough to
 * do at once, and each worker would read all that the others wrote. */
static gboolean
is_by_rows (const GradusNetworkShare *share, const GradusPart *whole, const GradusWorker *worker)
{
  return share->sharing == GRADUS_SHARED_BY_ROWS_UNITS_OR_SAMPLES &&
         find_largest_share (whole->rows.end, worker) <=
             find_largest_share (whole->units.end, worker);
}

static GradusPart
share_layer (const GradusNetwork *network, guint i, const GradusShape *shape,
             const GradusPass *pass, const GradusWorker *worker)
{
  GradusPart part = gradus_part_make (shape, &pass->columns);

  if (!gradus_network_is_by_units (network, i, pass, worker))
    part.columns = gradus_pass_share_columns (pass, worker);
  else if (gradus_worker_is_alone (worker))
    return part;
  else if (is_by_rows (&network->shares[i], &part, worker))
    part.rows = gradus_worker_share (worker, part.rows.end, 1);
  else
    part.units = gradus_worker_share (worker, part.units.end, 1);
  return part;
}

GradusPart
gradus_network_share_outputs (const GradusNetwork *network, guint i, const GradusPass *pass,
                              const GradusWorker *worker)
{
  return share_layer (network, i, &network->layers[i].out, pass, worker);
}

GradusPart
gradus_network_share_inputs (const GradusNetwork *network, guint i, const GradusPass *pass,
                             const GradusWorker *worker)
{
  return share_layer (network, i, &network->layers[i].in, pass, worker);
}

GradusSpan
gradus_network_share_rows (const GradusNetwork *network, guint i, const GradusPass *pass,
                           guint n_rows, const GradusWorker *worker)
{
  const GradusLayer *layer = &network->layers[i];
  GradusSpan units;
  guint unit;

  if (gradus_worker_is_alone (worker))
    return (GradusSpan){ 0, n_rows };
  unit = layer->class->functions->find_row_share
             ? layer->class->functions->find_row_share (layer, pass->n_samples)
             : 1;
  units = gradus_worker_share (worker, MAX (n_rows / unit, 1), 1);
  return (GradusSpan){ units.begin * unit,
                       worker->index + 1 == worker->count ? n_rows : units.end * unit };
}

/* -- When workers wait for each other ---------------------------------------------------------- */

static gboolean
are_by_samples (const GradusNetwork *network, guint i, const GradusPass *pass,
                const GradusWorker *worker)
{
  return !gradus_network_is_by_units (network, i, pass, worker) &&
         !gradus_network_is_by_units (network, i - 1, pass, worker);
}

/* What a worker's part of a layer is made from; all, where its kind does not tell. */
static GradusPart
find_read_part (const GradusNetwork *network, guint i, const GradusPass *pass,
                const GradusWorker *worker)
{
  const GradusLayer *layer = &network->layers[i];
  const GradusPart part = gradus_network_share_outputs (network, i, pass, worker);
  GradusPart read = gradus_part_make (&layer->in, &pass->columns);

  if (layer->class->functions->find_input_rows && part.rows.begin < part.rows.end)
    read.rows = layer->class->functions->find_input_rows (layer, part.rows);
  return read;
}

/* What a worker writes of the gradient by a layer's inputs. */
static GradusPart
find_written_part (const GradusNetwork *network, guint i, const GradusPass *pass,
                   const GradusWorker *worker)
{
  const GradusLayerFunctions *functions = network->layers[i].class->functions;
  GradusPart written = gradus_network_share_inputs (network, i, pass, worker);

  /* Where its outputs are what it shares, which may be in another way than it would its inputs. */
  if (!functions->send_back && functions->find_input_rows) {
    written = gradus_network_share_outputs (network, i, pass, worker);
    written.rows = find_read_part (network, i, pass, worker).rows;
  }
  return written;
}

gboolean
gradus_network_must_meet (const GradusNetwork *network, guint i, const GradusPass *pass,
                          const GradusWorker *worker)
{
  if (are_by_samples (network, i, pass, worker))
    return FALSE;
  for (guint k = 0; k < worker->count; k++) {
    const GradusWorker any = { NULL, k, worker->count };
    const GradusPart written = gradus_network_share_outputs (network, i - 1, pass, &any),
                     read = find_read_part (network, i, pass, &any);

    if (!gradus_part_holds (&written, &read))
      return TRUE;
  }
  return network->layers[i].earlier != GRADUS_NO_LAYER;
}

gboolean
gradus_network_must_meet_back (const GradusNetwork *network, guint i, const GradusPass *pass,
                               gboolean is_delta, const GradusWorker *worker)
{
  if (are_by_samples (network, i, pass, worker))
    return FALSE;
  for (guint k = 0; k < worker->count; k++) {
    const GradusWorker any = { NULL, k, worker->count };
    const GradusPart written = find_written_part (network, i, pass, &any),
                     read = gradus_network_share_outputs (network, i - 1, pass, &any);

    if (!gradus_part_holds (&written, &read))
      return TRUE;
  }
  return pass->layers[i - 1].branch ||
         (is_delta && network->layers[i - 1].class->functions->send_back);
}
