/* SPDX-License-Identifier: MIT */
#include "lesson/achievements.h"

#include "lesson/library.h"

#define MARGIN 48.0
#define GAP 4.0
#define INDENT 14.0

/* The page, and the top of the next line. */
typedef struct {
  GradusCanvas *canvas;
  const GradusProgress *progress;
  const GradusAchievementWords *words;
  const char *const *languages;
  double y;
} Page;

static void
put_line (Page *page, const char *text, double indent, double scale, gboolean is_bold,
          GradusColour colour)
{
  PangoLayout *layout = page->canvas->layout;
  PangoFontDescription *font = pango_font_description_copy (page->canvas->style->font);
  int height;

  pango_font_description_set_size (font, (int) (pango_font_description_get_size (font) * scale));
  if (is_bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout,
                          (int) ((page->canvas->width - 2 * MARGIN - indent) * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, NULL, &height);
  gradus_canvas_set_colour (page->canvas, colour);
  cairo_move_to (page->canvas->cr, MARGIN + indent, page->y);
  pango_cairo_show_layout (page->canvas->cr, layout);
  page->y += height + GAP;
  pango_layout_set_width (layout, -1);
  pango_layout_set_font_description (layout, page->canvas->style->font);
  pango_font_description_free (font);
}

/* The formats come from the caller, who translates them, so the compiler cannot check them. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

static char *
describe_exercise (Page *page, const char *id, guint step, const char *title)
{
  const char *measured;
  guint hints;
  const char *when = gradus_progress_get_met (page->progress, id, step, &measured, &hints);
  g_autofree char *met = when ? g_strdup_printf (page->words->met, when) : NULL;
  g_autofree char *helped = when && hints > 0 ? g_strdup_printf (page->words->hints, hints) : NULL;

  if (!when)
    return g_strdup_printf ("○ %s — %s", title, page->words->open);
  return g_strdup_printf ("✓ %s — %s%s%s (%s)", title, met, helped ? ", " : "",
                          helped ? helped : "", measured);
}

static char *
describe_reading (Page *page, const char *id, guint n_steps)
{
  guint n_right;
  const guint n_seen = MIN (gradus_progress_count_seen (page->progress, id), n_steps);
  const guint n_predictions = gradus_progress_count_predictions (page->progress, id, &n_right);
  g_autofree char *read = g_strdup_printf (page->words->read, n_seen, n_steps);
  g_autofree char *predicted =
      n_predictions > 0 ? g_strdup_printf (page->words->predictions, n_right, n_predictions) : NULL;

  return g_strdup_printf ("%s%s%s", read, predicted ? ", " : "", predicted ? predicted : "");
}

#pragma GCC diagnostic pop

static void
put_lesson (Page *page, GradusLesson *lesson, guint number)
{
  const GradusStyle *style = page->canvas->style;
  const char *id = gradus_lesson_get_id (lesson);
  g_autofree char *title = g_strdup_printf (
      "%u  %s", number, gradus_words_get (gradus_lesson_get_title (lesson), page->languages));
  g_autofree char *reading = describe_reading (page, id, gradus_lesson_get_n_steps (lesson));

  put_line (page, title, 0, 1.1, TRUE, style->text);
  put_line (page, reading, INDENT, 0.95, FALSE, style->dim_text);
  for (guint i = 0; i < gradus_lesson_get_n_steps (lesson); i++) {
    const GradusStep *step = gradus_lesson_get_step (lesson, i);
    g_autofree char *line =
        step->exercise
            ? describe_exercise (page, id, i, gradus_words_get (step->title, page->languages))
            : NULL;

    if (line)
      put_line (page, line, INDENT, 0.95, FALSE, style->text);
  }
  page->y += 2 * GAP;
}

void
gradus_achievements_draw (GradusCanvas *canvas, const GradusProgress *progress,
                          const GradusAchievementWords *words, const char *const *languages)
{
  const GPtrArray *course = gradus_library_get_course ();
  Page page = { canvas, progress, words, languages, MARGIN };

  put_line (&page, words->title, 0, 2, TRUE, canvas->style->text);
  page.y += 4 * GAP;
  for (guint i = 0; i < course->len; i++)
    put_lesson (&page, g_ptr_array_index (course, i), i + 1);
}
