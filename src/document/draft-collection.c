/* SPDX-License-Identifier: MIT */
#include "document/draft-collection.h"

/* What is asked of one run. A run cannot be told that nobody waits any more: so its question
 * outlives a collection that was cancelled. */
typedef struct {
  GradusDraftCollection *collection; /* NULL: cancelled */
  GradusRun *run;                    /* kept until it has answered */
  GradusRunDraft *learned;           /* NULL before */
} Question;

struct _GradusDraftCollection {
  GradusDocument *document;
  GradusDraftFunc func;
  gpointer data;
  GPtrArray *questions; /* Question, each its own */
  guint n_open;
};

static void
free_question (Question *question)
{
  g_object_unref (question->run);
  g_clear_pointer (&question->learned, gradus_run_draft_unref);
  g_free (question);
}

/* Those without an answer are freed when it comes. */
static void
free_collection (GradusDraftCollection *collection)
{
  for (guint i = 0; i < collection->questions->len; i++) {
    Question *question = g_ptr_array_index (collection->questions, i);

    question->collection = NULL;
    if (question->learned)
      free_question (question);
  }
  g_ptr_array_unref (collection->questions);
  g_free (collection);
}

/* It is freed first: func() may start the next one in its place. */
static void
finish_collection (GradusDraftCollection *collection, GradusDraft *draft, const GError *error)
{
  const GradusDraftFunc func = collection->func;
  const gpointer data = collection->data;

  free_collection (collection);
  func (draft, error, data);
}

static GradusRunDraft *
find_learned (GradusDraftCollection *collection, GradusRun *run)
{
  for (guint i = 0; i < collection->questions->len; i++) {
    const Question *question = g_ptr_array_index (collection->questions, i);

    if (question->run == run)
      return question->learned;
  }
  return NULL;
}

static GradusDraft *
assemble_draft (GradusDraftCollection *collection)
{
  GradusDocument *document = collection->document;
  GradusDocumentSweep *sweep = gradus_document_get_sweep (document);
  GradusDraft *draft = gradus_draft_new ();

  for (guint i = 0; i < gradus_document_get_n_runs (document); i++) {
    GradusRun *run = gradus_document_get_run (document, i);

    gradus_draft_take_run (draft, run, find_learned (collection, run));
  }
  draft->selected = gradus_document_find (document, gradus_document_get_selected (document));
  draft->is_together = gradus_document_is_together (document);
  draft->sweep = sweep ? gradus_document_sweep_ref (sweep) : NULL;
  draft->n_known = sweep ? gradus_sweep_count_known (sweep->sweep) : 0;
  return draft;
}

static void ask_runs (GradusDraftCollection *collection);

/* Runs that came into the document meanwhile are asked now. */
static void
on_answer (gpointer asker, GradusRunDraft *learned, const GError *error)
{
  Question *question = asker;
  GradusDraftCollection *collection = question->collection;

  if (!collection) {
    free_question (question);
    return;
  }
  if (error) {
    g_ptr_array_remove_fast (collection->questions, question);
    free_question (question);
    finish_collection (collection, NULL, error);
    return;
  }
  question->learned = gradus_run_draft_ref (learned);
  if (--collection->n_open == 0)
    ask_runs (collection);
  if (collection->n_open == 0) {
    g_autoptr (GradusDraft) draft = assemble_draft (collection);

    finish_collection (collection, draft, NULL);
  }
}

static void
ask_runs (GradusDraftCollection *collection)
{
  for (guint i = 0; i < gradus_document_get_n_runs (collection->document); i++) {
    GradusRun *run = gradus_document_get_run (collection->document, i);
    Question *question;

    if (find_learned (collection, run))
      continue;
    question = g_new (Question, 1);
    *question = (Question){ collection, g_object_ref (run), NULL };
    g_ptr_array_add (collection->questions, question);
    collection->n_open++;
    gradus_run_make_draft (run, on_answer, question);
  }
}

GradusDraftCollection *
gradus_draft_collection_start (GradusDocument *document, GradusDraftFunc func, gpointer data)
{
  GradusDraftCollection *collection = g_new (GradusDraftCollection, 1);

  g_return_val_if_fail (gradus_document_get_n_runs (document) > 0, NULL);

  *collection = (GradusDraftCollection){ document, func, data, g_ptr_array_new (), 0 };
  ask_runs (collection);
  return collection;
}

void
gradus_draft_collection_cancel (GradusDraftCollection *collection)
{
  free_collection (collection);
}
