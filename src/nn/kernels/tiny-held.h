/* SPDX-License-Identifier: MIT */

/* Steps of the lecture's XOR: two inputs, a hidden layer of a few units, one sigmoid. A part of
 * tiny-rows.c, whose functions it is put together from.
 *
 * A step's parameters are needed at the very beginning of the next one, and from memory they would
 * come late: here they stay in registers, and memory is told of them. */

#define HELD_UNITS 4
#define HELD_INPUTS 2
#define HELD_ROWS(outs, ins) (((outs) * ((ins) + 1) + 3) / 4)

static ALWAYS_INLINE Parameters
look_at (const ROW *held)
{
  return (Parameters){ .held = held };
}

static ALWAYS_INLINE void
hold (guint outs, guint ins, const GradusDenseOp *op, ROW held[])
{
  UNROLL for (guint k = 0; k < HELD_ROWS (outs, ins); k++) held[k] = v4_load (op->weights + 4 * k);
}

/* The parameters go down along the gradients. */
static ALWAYS_INLINE void
descend_held (guint outs, guint ins, const GradusDenseOp *op, ROW way, const ROW delta[MOST],
              const ROW x[MOST], ROW held[], ROW *zeros)
{
  UNROLL for (guint k = 0; k < HELD_ROWS (outs, ins); k++)
  {
    const ROW gradients = differentiate_four (outs, ins, 4 * k, delta, x);

    held[k] = v4_multiply_add (way, gradients, held[k]);
    *zeros += held[k] * 0;
    v4_store ((float *) op->weights + 4 * k, held[k]);
    v4_store (op->weight_gradients + 4 * k, gradients);
  }
}

/* f(z), row by row: what brings two of them together takes longer than it saves. */
static ALWAYS_INLINE void
finish_held (guint units, const GradusDenseOp *op, GradusActivationKind kind, const ROW z[MOST],
             ROW a[MOST], ROW slopes[MOST])
{
  UNROLL for (guint r = 0; r < units; r++)
  {
    a[r] = v4_apply (kind, op->activation->alpha, z[r], &slopes[r]);
    v4_store (op->output + 4 * r, a[r]);
    if (op->z)
      v4_store (op->z + 4 * r, z[r]);
  }
}

/* As run_rows() makes them. */
static ALWAYS_INLINE guint64
run_held_units (guint units, GradusActivationKind kind, const GradusDenseOp *ops,
                const GradusDenseSteps *steps, gboolean *is_finite)
{
  const ROW way = spread (-steps->rate);
  ROW first[HELD_ROWS (HELD_UNITS, HELD_INPUTS)], last[HELD_ROWS (1, HELD_UNITS)];
  ROW x[MOST], zeros = { 0 };
  guint64 n_steps = 0;

  load_rows (HELD_INPUTS, ops->input, x);
  hold (units, HELD_INPUTS, &ops[0], first);
  hold (1, units, &ops[1], last);
  do {
    ROW z[MOST], a[MOST] = { { 0 } }, y[MOST] = { { 0 } }, slopes[MOST], delta[MOST], back[MOST];

    multiply_rows (units, HELD_INPUTS, look_at (first), x, z);
    finish_held (units, &ops[0], kind, z, a, slopes);
    multiply_rows (1, units, look_at (last), a, z);
    finish_held (1, &ops[1], GRADUS_ACTIVATION_SIGMOID, z, y, delta);
    differentiate_cost (&ops[1], steps, y, delta);
    send_rows_back (1, units, look_at (last), slopes, delta, back);
    store_delta (units, &ops[0], back);
    descend_held (units, HELD_INPUTS, &ops[0], way, back, x, first, &zeros);
    descend_held (1, units, &ops[1], way, delta, a, last, &zeros);
    *is_finite = zeros[0] + zeros[1] + zeros[2] + zeros[3] == 0;
    n_steps++;
  } while (*is_finite && n_steps < steps->most &&
           !atomic_load_explicit (steps->interrupt, memory_order_relaxed));
  return n_steps;
}

static gboolean
can_hold (const GradusDenseOp *ops, guint n_ops)
{
  return n_ops == 2 && ops[0].n_inputs == HELD_INPUTS && ops[1].n_outputs == 1 &&
         ops[1].activation->kind == GRADUS_ACTIVATION_SIGMOID;
}

/* Returns how many steps were made; 0: it is of another width, or activation. */
static guint64
run_held (const GradusDenseOp *ops, const GradusDenseSteps *steps, gboolean *is_finite)
{
#define HELD(units, f)                                                                             \
  if (ops[0].n_outputs == units && ops[0].activation->kind == f)                                   \
    return run_held_units (units, f, ops, steps, is_finite);
#define HELD_OF(f)                                                                                 \
  HELD (2, f)                                                                                      \
  HELD (3, f)
  HELD_OF (GRADUS_ACTIVATION_SIGMOID)
  HELD_OF (GRADUS_ACTIVATION_TANH)
  HELD_OF (GRADUS_ACTIVATION_RELU)
  HELD_OF (GRADUS_ACTIVATION_LEAKY_RELU)
  /* Of the long ones, four are faster two by two. */
  HELD (HELD_UNITS, GRADUS_ACTIVATION_RELU)
  HELD (HELD_UNITS, GRADUS_ACTIVATION_LEAKY_RELU)
#undef HELD_OF
#undef HELD
  return 0;
}
