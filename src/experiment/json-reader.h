/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <jansson.h>

#include "nn/names.h"
#include "experiment/data-source.h"

G_BEGIN_DECLS

/* GradusJsonReader: reads values from a tree of JSON, strictly, and remembers the first fault and
 * its path.
 *
 * After a fault every function returns a harmless value and changes nothing. So a caller reads a
 * whole format and checks once, at the end. Paths are as in experiment/json-line.h; a function
 * gets the path of the object that it reads from. */
typedef struct {
  char *path;  /* of the fault; NULL: no fault */
  char *fault; /* what is wrong and what would be right */

  GradusDataSource source;
} GradusJsonReader;

void gradus_json_reader_clear (GradusJsonReader *reader);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusJsonReader, gradus_json_reader_clear)

gboolean gradus_json_reader_has_failed (const GradusJsonReader *reader);

/* Notes a fault, unless there is one already. */
void gradus_json_reader_fail (GradusJsonReader *reader, const char *path, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* Fails if `value` is not an object or has a key that is not in `keys` (ends with NULL). */
gboolean gradus_json_reader_check_object (GradusJsonReader *reader, const char *path, json_t *value,
                                          const char *const *keys);

/* A member of an object; fails if it is missing. */
json_t *gradus_json_reader_require (GradusJsonReader *reader, const char *path, json_t *object,
                                    const char *key);

/* A member that is a string. If it is missing: `fallback`, or a fault if that is NULL. */
const char *gradus_json_reader_string (GradusJsonReader *reader, const char *path, json_t *object,
                                       const char *key, const char *fallback);

/* Reads a required member that is one of `names` (see nn/names.h) and sets its position. `what`
 * says in an error what it names, "activation". */
gboolean gradus_json_reader_name (GradusJsonReader *reader, const char *path, json_t *object,
                                  const char *key, const char *what, const char *const *names,
                                  guint *position);

/* A member that is a number, or a whole number, in [low, high]. If it is missing: `fallback`, or
 * a fault if that is NULL. */
double gradus_json_reader_number (GradusJsonReader *reader, const char *path, json_t *object,
                                  const char *key, double low, double high, const double *fallback);
guint64 gradus_json_reader_integer (GradusJsonReader *reader, const char *path, json_t *object,
                                    const char *key, guint64 low, guint64 high,
                                    const guint64 *fallback);

/* A member that is a list of strings: a new array that ends with NULL, free with g_strfreev().
 * NULL if it is left out, or after a fault. */
char **gradus_json_reader_strings (GradusJsonReader *reader, const char *path, json_t *object,
                                   const char *key);

/* A member that is true or false; `fallback` where it is left out. */
gboolean gradus_json_reader_boolean (GradusJsonReader *reader, const char *path, json_t *object,
                                     const char *key, gboolean fallback);

/* The path of a member: "a.b" for b in a, "b" at the top. Free with g_free(). */
char *gradus_json_path (const char *path, const char *key);

G_END_DECLS
