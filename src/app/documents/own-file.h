/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/documents/file-watch.h"

G_BEGIN_DECLS

/* GradusOwnFile: the file that a document is in. It is locked against other programs of this
 * user, and watched for what others do to it. */
typedef struct _GradusOwnFile GradusOwnFile;

/* From when it was just read or written. `func` is called where others delete or change it. */
GradusOwnFile *gradus_own_file_new (const char *filename, GradusFileWatchFunc func, gpointer data);
void gradus_own_file_free (GradusOwnFile *file);

/* The whole path. */
const char *gradus_own_file_get_filename (const GradusOwnFile *file);

/* Before people: "lecture"; the caller frees it. */
char *gradus_own_file_get_name (const GradusOwnFile *file);

/* What somebody else did to it, a sentence; the caller frees it. */
char *gradus_own_file_describe_news (const GradusOwnFile *file, GradusFileNews news);

/* Whether the file is there, and not the one that was read or written. */
gboolean gradus_own_file_is_overtaken (const GradusOwnFile *file);

/* Why nothing may be written to it, a sentence: another program has it open, or what hinder()
 * said last; NULL where it may be written. */
const char *gradus_own_file_get_hindrance (const GradusOwnFile *file);
void gradus_own_file_hinder (GradusOwnFile *file, const char *sentence);

G_END_DECLS
