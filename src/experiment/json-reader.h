/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <jansson.h>

#include "nn/names.h"
#include "experiment/data-source.h"

G_BEGIN_DECLS

/* GradusJsonReader: takes a tree of JSON apart, strictly, and remembers the first fault and where it was.
 *
 * After a fault every function returns a harmless value and changes nothing: so a whole format is read
 * straight through and looked at once, at the end. Places are paths as in experiment/json-line.h. */
typedef struct {
  char *place; /* of the fault; NULL while there is none */
  char *fault; /* what is wrong and what would be right */

  GradusDataSource source;
} GradusJsonReader;

void gradus_json_reader_clear (GradusJsonReader *reader);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusJsonReader, gradus_json_reader_clear)

gboolean gradus_json_reader_has_failed (const GradusJsonReader *reader);

/* Notes a fault, unless there is one already. */
void gradus_json_reader_fail (GradusJsonReader *reader, const char *place, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* Fails where `value` is not an object or has a key that is none of `keys` (ends with NULL). */
gboolean gradus_json_reader_check_object (GradusJsonReader *reader, const char *place, json_t *value,
                                          const char *const *keys);

/* A member of an object; fails where it is missing. */
json_t *gradus_json_reader_require (GradusJsonReader *reader, const char *place, json_t *object,
                                    const char *key);

/* A member that is a string, required, or `fallback` where it is left out and that is not NULL. */
const char *gradus_json_reader_string (GradusJsonReader *reader, const char *place, json_t *object,
                                       const char *key, const char *fallback);

/* A member that is one of `names` (see nn/names.h), required; writes its position. `what` says what it is the name of,
 * "activation". */
gboolean gradus_json_reader_name (GradusJsonReader *reader, const char *place, json_t *object,
                                  const char *key, const char *what, const char *const *names,
                                  guint *position);

/* A member that is a number, respectively a whole one, in [low, high]; `fallback` where it is left out and
 * that is not NULL. */
double gradus_json_reader_number (GradusJsonReader *reader, const char *place, json_t *object,
                                  const char *key, double low, double high, const double *fallback);
guint64 gradus_json_reader_integer (GradusJsonReader *reader, const char *place, json_t *object,
                                    const char *key, guint64 low, guint64 high, const guint64 *fallback);

/* A member that is a list of strings; ends with NULL, the caller's own. NULL where it is left out or after a fault. */
char **gradus_json_reader_strings (GradusJsonReader *reader, const char *place, json_t *object,
                                   const char *key);

/* A member that is true or false; `fallback` where it is left out. */
gboolean gradus_json_reader_boolean (GradusJsonReader *reader, const char *place, json_t *object,
                                     const char *key, gboolean fallback);

/* "a.b" for a member b of a, "b" at the top. */
char *gradus_json_place (const char *place, const char *key);

G_END_DECLS
