/* SPDX-License-Identifier: MIT */
#include "experiment/json-real.h"

#include <math.h>

json_t *
gradus_json_real (double value)
{
  return isfinite (value) ? json_real (value) : json_null ();
}
