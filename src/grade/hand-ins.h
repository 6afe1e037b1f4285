/* SPDX-License-Identifier: MIT */
#pragma once

#include "grade/grader.h"
#include "lesson/rehearsal.h"

G_BEGIN_DECLS

/* GradusHandIns: what a class has handed in for a lesson, graded. Not changed once it is made. */
typedef struct {
  GradusLesson *lesson;
  GPtrArray *all;          /* GradusGraded, in the order of the files */
  GradusAnswerOutcome *outcomes; /* (steps of the lesson); what its questions ask for */
} GradusHandIns;

void gradus_hand_ins_free (GradusHandIns *hand_ins);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusHandIns, gradus_hand_ins_free)

/* The files that a path stands for, sorted by name: of a folder all in it, and in the folders in
 * it, that end in .gradus; else the path itself. GPtrArray of paths. Fails where a folder cannot be
 * read or has none. */
GPtrArray *gradus_hand_ins_list_files (const char *path, GError **error);

/* Grades files (char *) on n_threads threads (0: one for each core), on which nothing of it
 * depends. `tell` is called from any of them, one at a time, as files are done. Blocks; NULL where
 * it is cancelled (G_IO_ERROR_CANCELLED) or the lesson's own acts fail. Any thread whose main
 * context is its own. */
typedef void (*GradusFilesFunc) (guint n_done, guint n, gpointer data);
GradusHandIns *gradus_hand_ins_grade (GradusLesson *lesson, const GPtrArray *files, guint n_threads,
                                      GradusFilesFunc tell, gpointer data,
                                      GCancellable *cancellable, GError **error);

/* A row a hand-in: file, name, what was found, and seven columns for each exercise and two for each
 * question. For a spreadsheet: a text that begins like a formula gets an apostrophe. Free with
 * g_free(). */
char *gradus_hand_ins_to_csv (const GradusHandIns *hand_ins);

/* One object on one line; free with g_free(). */
char *gradus_hand_ins_to_json (const GradusHandIns *hand_ins);

/* "untried", "unmet", "met", "unknown" */
const char *gradus_grade_get_name (GradusGrade grade);

/* What a student answered, as a text: "2", "0.25"; "" where nothing, "drawn" for a curve. Free with
 * g_free(). */
char *gradus_hand_ins_describe_answer (const GradusDeed *prediction);

/* Whether a prediction is right by what happens here. */
gboolean gradus_hand_ins_is_right (const GradusHandIns *hand_ins, guint step,
                                   const GradusDeed *prediction);

G_END_DECLS
