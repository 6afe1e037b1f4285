/* SPDX-License-Identifier: MIT */

/* peer-fann SECONDS: FANN's steps a second on the lecture's ten hidden sigmoid layers, XOR as
 * one batch. */
#include <fann.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return (double) time.tv_sec + 1e-9 * (double) time.tv_nsec;
}

int
main (int argc, char **argv)
{
  const unsigned int units[] = { 2, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 1 };
  struct fann *network = fann_create_standard_array (12, units);
  struct fann_train_data *data = fann_create_train (4, 2, 1);
  const double start = now (), end = start + (argc > 1 ? atof (argv[1]) : 1);
  unsigned long steps = 0;

  for (unsigned int i = 0; i < 4; i++) {
    data->input[i][0] = i >> 1;
    data->input[i][1] = i & 1;
    data->output[i][0] = (i >> 1) ^ (i & 1);
  }
  fann_set_activation_function_hidden (network, FANN_SIGMOID);
  fann_set_activation_function_output (network, FANN_SIGMOID);
  fann_set_training_algorithm (network, FANN_TRAIN_BATCH);
  fann_set_learning_rate (network, 0.1f);
  while (now () < end)
    for (unsigned int i = 0; i < 1000; i++, steps++)
      fann_train_epoch (network, data);
  printf ("%.0f\n", (double) steps / (now () - start));
  fann_destroy_train (data);
  fann_destroy (network);
  return 0;
}
