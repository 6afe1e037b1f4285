/* SPDX-License-Identifier: MIT */
#include "experiment/experiment-parts.h"
#include "experiment/experiment-tree.h"

static GradusSchedule
read_schedule (GradusJsonReader *reader, const char *optimiser_path, json_t *optimiser)
{
  static const char *const keys[] = { "name", "every", "factor", "final", "warm-up", NULL };
  g_autofree char *path = gradus_json_path (optimiser_path, "schedule");
  g_autoptr (GradusJsonTree) shorthand = NULL;
  GradusSchedule schedule = gradus_schedule_make (GRADUS_SCHEDULE_CONSTANT);
  json_t *value = json_object_get (optimiser, "schedule");
  const char *name;
  guint kind;

  if (!value)
    return schedule;
  if (json_is_string (value))
    value = shorthand = json_pack ("{sO}", "name", value);
  if (!gradus_json_reader_check_object (reader, path, value, keys) ||
      !gradus_json_reader_name (reader, path, value, "name", "schedule", gradus_schedule_names,
                                &kind))
    return schedule;
  schedule = gradus_schedule_make ((GradusScheduleKind) kind);
  name = gradus_schedule_names[kind];
  gradus_json_reader_optional_integer (reader, path, value, "every",
                                       gradus_schedule_has_every (schedule.kind), name, 1,
                                       GRADUS_MAX_STEPS, &schedule.every);
  gradus_json_reader_optional (reader, path, value, "factor",
                               gradus_schedule_has_factor (schedule.kind), name, 1e-6, 1,
                               &schedule.factor);
  gradus_json_reader_optional (reader, path, value, "final",
                               gradus_schedule_has_final (schedule.kind), name, 0, 1,
                               &schedule.final);
  gradus_json_reader_optional_integer (reader, path, value, "warm-up", TRUE, name, 0,
                                       GRADUS_MAX_STEPS, &schedule.warm_up);
  return schedule;
}

GradusOptimiser
gradus_optimiser_from_tree (GradusJsonReader *reader, const char *path, json_t *value)
{
  static const char *const keys[] = { "name",      "learning-rate", "momentum", "decay",
                                      "epsilon",   "weight-decay",  "l1",       "l2",
                                      "clip-norm", "schedule",      NULL };
  GradusOptimiser optimiser = gradus_optimiser_make (GRADUS_OPTIMISER_SGD);
  guint kind;

  if (!gradus_json_reader_check_object (reader, path, value, keys) ||
      !gradus_json_reader_name (reader, path, value, "name", "optimiser", gradus_optimiser_names,
                                &kind))
    return optimiser;
  optimiser = gradus_optimiser_make ((GradusOptimiserKind) kind);
  optimiser.learning_rate =
      gradus_json_reader_number (reader, path, value, "learning-rate", GRADUS_LEARNING_RATE_MIN,
                                 GRADUS_LEARNING_RATE_MAX, NULL);
  for (const GradusOptimiserNumber *number = gradus_optimiser_numbers; number->key; number++)
    gradus_json_reader_optional (reader, path, value, number->key,
                                 gradus_optimiser_has_number (optimiser.kind, number),
                                 gradus_optimiser_names[kind], number->lowest, number->highest,
                                 gradus_optimiser_get_number (&optimiser, number));
  gradus_json_reader_optional (reader, path, value, "l1", TRUE, "", 0, GRADUS_PENALTY_MAX,
                               &optimiser.l1);
  gradus_json_reader_optional (reader, path, value, "l2", TRUE, "", 0, GRADUS_PENALTY_MAX,
                               &optimiser.l2);
  gradus_json_reader_optional (reader, path, value, "clip-norm", TRUE, "", 0, GRADUS_CLIP_NORM_MAX,
                               &optimiser.clip_norm);
  optimiser.schedule = read_schedule (reader, path, value);
  return optimiser;
}

static json_t *
write_schedule (const GradusSchedule *schedule)
{
  json_t *value = json_pack ("{ss}", "name", gradus_schedule_names[schedule->kind]);

  if (gradus_schedule_has_every (schedule->kind))
    json_object_set_new (value, "every", json_integer ((json_int_t) schedule->every));
  if (gradus_schedule_has_factor (schedule->kind))
    json_object_set_new (value, "factor", json_real (schedule->factor));
  if (gradus_schedule_has_final (schedule->kind))
    json_object_set_new (value, "final", json_real (schedule->final));
  json_object_set_new (value, "warm-up", json_integer ((json_int_t) schedule->warm_up));
  return value;
}

/* From a copy, because gradus_optimiser_get_number() gives a pointer to write to. */
json_t *
gradus_optimiser_to_tree (const GradusOptimiser *optimiser)
{
  GradusOptimiser copy = *optimiser;
  json_t *value = json_pack ("{ss so}", "name", gradus_optimiser_names[optimiser->kind],
                             "learning-rate", json_real (optimiser->learning_rate));

  for (const GradusOptimiserNumber *number = gradus_optimiser_numbers; number->key; number++) {
    if (gradus_optimiser_has_number (optimiser->kind, number))
      json_object_set_new (value, number->key,
                           json_real (*gradus_optimiser_get_number (&copy, number)));
  }
  json_object_set_new (value, "l1", json_real (optimiser->l1));
  json_object_set_new (value, "l2", json_real (optimiser->l2));
  json_object_set_new (value, "clip-norm", json_real (optimiser->clip_norm));
  json_object_set_new (value, "schedule", write_schedule (&optimiser->schedule));
  return value;
}
