/* SPDX-License-Identifier: MIT */
#include "app/documents/own-draft.h"

#include "app/documents/drafts-folder.h"

struct _GradusOwnDraft {
  GradusDraftFile *file; /* NULL: there is nothing that could be lost */
  GradusDraft *written;  /* what the file holds; NULL: nothing, or that is not known */
  /* where the document was read from, until the file was written; NULL: from no draft */
  char *recovered;
};

GradusOwnDraft *
gradus_own_draft_new (void)
{
  return g_new0 (GradusOwnDraft, 1);
}

void
gradus_own_draft_free (GradusOwnDraft *own)
{
  gradus_own_draft_leave (own);
  g_free (own->recovered);
  g_free (own);
}

void
gradus_own_draft_set_recovered (GradusOwnDraft *own, char *path)
{
  g_free (own->recovered);
  own->recovered = path;
}

GradusDraftFile *
gradus_own_draft_get_file (GradusOwnDraft *own, const char *origin)
{
  if (!own->file) {
    g_autofree char *folder = gradus_drafts_folder_get ();

    own->file = gradus_draft_file_new (folder, origin, own->recovered);
  }
  return own->file;
}

/* The new draft holds all that the recovered one did, and its file sees to the other's removal. */
void
gradus_own_draft_set_written (GradusOwnDraft *own, GradusDraft *written)
{
  g_clear_pointer (&own->written, gradus_draft_unref);
  if (!written)
    return;
  own->written = gradus_draft_ref (written);
  g_clear_pointer (&own->recovered, g_free);
}

gboolean
gradus_own_draft_holds (const GradusOwnDraft *own, const GradusDraft *draft)
{
  return own->written && gradus_draft_equal (own->written, draft);
}

guint
gradus_own_draft_get_cost (const GradusOwnDraft *own)
{
  return own->file ? gradus_draft_file_get_cost (own->file) : 0;
}

void
gradus_own_draft_leave (GradusOwnDraft *own)
{
  g_clear_pointer (&own->file, gradus_draft_file_close);
  g_clear_pointer (&own->written, gradus_draft_unref);
}

void
gradus_own_draft_discard (GradusOwnDraft *own)
{
  g_clear_pointer (&own->file, gradus_draft_file_discard);
  g_clear_pointer (&own->written, gradus_draft_unref);
}

/* The recovered draft may still be there: it goes with the first draft that is written, and perhaps
 * none was. */
void
gradus_own_draft_discard_all (GradusOwnDraft *own)
{
  gradus_own_draft_discard (own);
  if (own->recovered)
    gradus_draft_file_remove (own->recovered);
  g_clear_pointer (&own->recovered, g_free);
}
