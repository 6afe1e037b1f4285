/* SPDX-License-Identifier: MIT */
#include "train/confusion.h"

#include <math.h>
#include <string.h>

#include "nn/cost.h"
#include "nn/pass.h"

guint
gradus_confusion_find_class (const float *outputs, guint n_outputs, gsize stride)
{
  guint best = 0;

  if (n_outputs == 1)
    return outputs[0] > 0.5f ? 1 : 0;
  for (guint k = 1; k < n_outputs; k++)
    best = outputs[k * stride] > outputs[best * stride] ? k : best;
  return best;
}

static double
find_surplus (const float *outputs, guint n_outputs, gsize stride, guint said, guint right)
{
  if (n_outputs == 1)
    return 2 * (said ? (double) outputs[0] - 0.5 : 0.5 - (double) outputs[0]);
  return (double) outputs[said * stride] - (double) outputs[right * stride];
}

double
gradus_confusion_get_output (const float *outputs, guint n_outputs, gsize stride, guint class)
{
  if (n_outputs > 1)
    return (double) outputs[class * stride];
  return class > 0 ? (double) outputs[0] : 1 - (double) outputs[0];
}

/* Among the worst, if it is one of them. */
static void
note_mistake (GradusConfusion *confusion, GradusMistake mistake)
{
  guint at = confusion->n_mistakes;

  while (at > 0 && confusion->mistakes[at - 1].surplus < mistake.surplus)
    at--;
  if (at == GRADUS_CONFUSION_MISTAKES)
    return;
  confusion->n_mistakes = MIN (confusion->n_mistakes + 1, GRADUS_CONFUSION_MISTAKES);
  memmove (confusion->mistakes + at + 1, confusion->mistakes + at,
           (confusion->n_mistakes - at - 1) * sizeof (GradusMistake));
  confusion->mistakes[at] = mistake;
}

static void
judge_samples (GradusConfusion *confusion, const GradusPass *pass, const GradusDataset *dataset,
               guint start, guint n)
{
  for (guint i = 0; i < n; i++) {
    const float *outputs = gradus_pass_outputs (pass) + i;
    const guint said = gradus_confusion_find_class (outputs, pass->n_outputs, pass->stride);
    const guint right = gradus_dataset_get_class (dataset, start + i);

    if (gradus_cost_is_undecided (pass->n_outputs, pass->stride, outputs)) {
      confusion->n_undecided++;
      confusion->undecided[right]++;
      continue;
    }
    confusion->counts[right * confusion->n_classes + said]++;
    confusion->n_right += said == right;
    if (said != right)
      note_mistake (
          confusion,
          (GradusMistake){
              start + i, said, find_surplus (outputs, pass->n_outputs, pass->stride, said, right),
              gradus_confusion_get_output (outputs, pass->n_outputs, pass->stride, said) });
  }
}

/* The pass is somebody else's, who relies on its having all samples: it gets them back at the
 * end. */
GradusConfusion *
gradus_confusion_new (GradusNetwork *network, GradusPass *pass, const GradusDataset *dataset,
                      guint n_samples, gboolean is_test)
{
  GradusConfusion *confusion = g_new0 (GradusConfusion, 1);

  confusion->n_classes = gradus_dataset_count_classes (dataset);
  confusion->n_samples = MIN (n_samples, dataset->n_samples);
  confusion->is_test = is_test;
  confusion->counts = g_new0 (guint, (gsize) confusion->n_classes * confusion->n_classes);
  confusion->undecided = g_new0 (guint, confusion->n_classes);
  for (guint start = 0; start < confusion->n_samples; start += pass->capacity) {
    const guint n = MIN (confusion->n_samples - start, pass->capacity);

    gradus_pass_set_samples (pass, n, 1);
    gradus_pass_load (pass, &dataset->inputs, NULL, NULL, start, NULL, NULL);
    gradus_network_forward (network, pass, NULL);
    judge_samples (confusion, pass, dataset, start, n);
  }
  gradus_pass_set_samples (pass, pass->capacity, 1);
  return confusion;
}

guint
gradus_confusion_count_class (const GradusConfusion *confusion, guint class)
{
  guint n = confusion->undecided ? confusion->undecided[class] : 0;

  for (guint k = 0; k < confusion->n_classes; k++)
    n += confusion->counts[class * confusion->n_classes + k];
  return n;
}

guint
gradus_confusion_count_said (const GradusConfusion *confusion, guint class)
{
  guint n = 0;

  for (guint k = 0; k < confusion->n_classes; k++)
    n += confusion->counts[k * confusion->n_classes + class];
  return n;
}

static double
divide_right (const GradusConfusion *confusion, guint class, double n)
{
  return n > 0 ? confusion->counts[class * confusion->n_classes + class] / n : NAN;
}

double
gradus_confusion_get_recall (const GradusConfusion *confusion, guint class)
{
  return divide_right (confusion, class, gradus_confusion_count_class (confusion, class));
}

double
gradus_confusion_get_precision (const GradusConfusion *confusion, guint class)
{
  return divide_right (confusion, class, gradus_confusion_count_said (confusion, class));
}

double
gradus_confusion_get_f1 (const GradusConfusion *confusion, guint class)
{
  return divide_right (confusion, class,
                       (gradus_confusion_count_class (confusion, class) +
                        gradus_confusion_count_said (confusion, class)) /
                           2.0);
}

void
gradus_confusion_free (GradusConfusion *confusion)
{
  g_free (confusion->counts);
  g_free (confusion->undecided);
  g_free (confusion);
}
