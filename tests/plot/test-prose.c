/* SPDX-License-Identifier: MIT */

/* Text with markup: taken apart, measured, drawn. */
#include <math.h>
#include <string.h>

#include "plot/formula.h"
#include "plot/formula-symbols.h"
#include "plot/formula-spelling.h"
#include "plot/prose.h"
#include "plot/prose-layout.h"
#include "paper.h"

static char *
describe (const char *text)
{
  g_autoptr (GPtrArray) blocks = gradus_prose_markup_parse (text);
  GString *description = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++) {
    const GradusProseBlock *block = g_ptr_array_index (blocks, i);

    g_string_append_printf (
        description, "%s%c:%s", i > 0 ? "|" : "",
        "pics"[block->kind == GRADUS_PROSE_BLOCK_CODE      ? 2
               : block->kind == GRADUS_PROSE_BLOCK_FORMULA ? 3
                                                           : (guint) block->kind],
        block -> text);
    for (guint j = 0; j < block->spans->len; j++) {
      const GradusProseSpan *span = &g_array_index (block->spans, GradusProseSpan, j);

      g_string_append_printf (description, "{%c%u-%u%s%s}", "escfm"[span->kind], span -> start,
                              span -> end, span -> content ? " " : "",
                              span->content ? span->content : "");
    }
  }
  return g_string_free (description, FALSE);
}

static void
test_markup (void)
{
  static const struct {
    const char *text, *parts;
  } cases[] = {
    { "", "" },
    { "one\ntwo\n\nthree", "p:one two|p:three" },
    { "a *b* c", "p:a b c{e2-3}" },
    { "**b**", "p:b{s0-1}" },
    { "*a **b** c*", "p:a b c{e0-5}{s2-3}" },
    { "`x*y*`", "p:x*y*{c0-4}" },
    { "a $x^2$ b", "p:a \xEF\xBF\xBC b{f2-5 x^2}" },
    { "$$\\frac{1}{2}$$", "s:\\frac{1}{2}" },
    { "- a\n- b\n\nc", "i:a|i:b|p:c" },
    { "```\n*x*\n\ny\n```\nz", "c:*x*\n\ny|p:z" },
    { "[0.69](cost) is it", "p:0.69 is it{m0-4 cost}" },
    { "[1](sigmoid'(0))", "p:1{m0-1 sigmoid'(0)}" },
    { "**x [a](b)**", "p:x a{s0-3}{m2-3 b}" },
    { "\\*a\\* 5 * 3", "p:*a* 5 * 3" },
    { "*not closed", "p:*not closed" },
    { "[no claim] (x)", "p:[no claim] (x)" },
    { "$", "p:$" },
    { "**", "p:**" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *parts = describe (cases[i].text);

    g_assert_cmpstr (parts, ==, cases[i].parts);
  }
}

static void
check_spelling (const char *formula, const char *expected)
{
  g_autofree char *spelling = gradus_formula_spell (formula);

  g_assert_cmpstr (spelling, ==, expected);
}

/* Without a command, and so that what is divided and raised is clear. */
static void
test_spelling (void)
{
  check_spelling ("a = \\sigma(w_1 x_1 + b),\\quad\\sigma(z) = \\frac{1}{1 + e^{−z}}",
                  "a = σ(w1 x1 + b),  σ(z) = 1 / (1 + e^−z)");
  check_spelling ("\\frac{\\partial C}{\\partial w} = x^{n + 1}", "∂C / ∂w = x^(n + 1)");
  check_spelling ("\\sqrt{\\frac{6}{n + m}} \\cdot 2", "√(6 / (n + m))  · 2");
  check_spelling ("\\cases{z}{0} \\unknown{x", "z; 0 unknown{x");
  check_spelling ("e^", "e^");
}

static void
test_plain (void)
{
  g_autoptr (GradusProse) prose =
      gradus_prose_new ("*Cost* $\\frac{1}{n}$ is [0.5](cost), or [2](step).\n\n- end\n\n"
                        "$$\\frac{1}{2}$$");
  g_autofree char *first = NULL, *second = NULL;
  char *third;
  const char *about;

  g_assert_cmpstr (gradus_prose_get_plain (prose), ==, "Cost 1 / n is 0.5, or 2.\nend\n1 / 2");
  g_assert_true (gradus_prose_get_claim (prose, 0, &first, &about));
  g_assert_cmpstr (first, ==, "0.5");
  g_assert_cmpstr (about, ==, "cost");
  g_assert_true (gradus_prose_get_claim (prose, 1, &second, &about));
  g_assert_cmpstr (second, ==, "2");
  g_assert_false (gradus_prose_get_claim (prose, 2, &third, &about));
}

static const char *
restate_all (const char *stated, const char *about, gpointer n)
{
  (*(guint *) n)++;
  return g_str_equal (about, "same") ? NULL : "new";
}

/* Claims are found where the parser finds them, and the rest stays as it was written. */
static void
test_restated (void)
{
  static const char text[] = "a [1](cost) *b [2](f'(0))* [no] (x) `[3](c)` $[4](d)$ \\[5](e)\n\n"
                             "```\n[6](f)\n\n[7](g)\n```\n- [8](same) [9\n\n](h)";
  guint n = 0;
  g_autofree char *restated = gradus_prose_markup_restate (text, restate_all, &n);

  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpstr (restated, ==,
                   "a [new](cost) *b [new](f'(0))* [no] (x) `[3](c)` $[4](d)$ \\[5](e)\n\n"
                   "```\n[6](f)\n\n[7](g)\n```\n- [8](same) [9\n\n](h)");
}

static void
set_up (Paper *paper, gconstpointer data)
{
  paper_init (paper, GRADUS_SCHEME_PRINT, 400, 300);
}

static void
tear_down (Paper *paper, gconstpointer data)
{
  paper_clear (paper);
}

/* Narrower is higher, larger is higher, and drawing takes what was measured. */
static void
test_layout (Paper *paper, gconstpointer data)
{
  g_autoptr (GradusProse) prose = gradus_prose_new (
      "A paragraph that is long enough for two lines, with $\\frac{\\partial C}{\\partial "
      "w}$ in it.\n\n$$a^{b^c} = "
      "\\sqrt{x_1}$$\n\n- item\n- another\n\n```\ncode\n```");
  const double wide = gradus_prose_measure (&paper->canvas, prose, 380, 1);
  const double narrow = gradus_prose_measure (&paper->canvas, prose, 120, 1);
  const double large = gradus_prose_measure (&paper->canvas, prose, 380, 1.5);

  g_assert_cmpfloat (wide, >, 0);
  g_assert_cmpfloat (narrow, >, wide);
  g_assert_cmpfloat (large, >, wide * 1.3);
  g_assert_cmpfloat (gradus_prose_draw (&paper->canvas, prose, 10, 10, 380, 1, paper->style->text),
                     ==, wide);
}

static void
test_symbols (Paper *paper, gconstpointer data)
{
  double narrow, wide, height, tall;

  g_assert_cmpstr (gradus_formula_find_symbol ("alpha", 5), ==, "α");
  g_assert_cmpstr (gradus_formula_find_symbol ("partial", 7), ==, "∂");
  g_assert_null (gradus_formula_find_symbol ("alphabet", 8));
  /* Without braces a script is one letter. */
  gradus_formula_measure (&paper->canvas, "x^{2}y", 1, &narrow, &height);
  gradus_formula_measure (&paper->canvas, "x^2y", 1, &wide, &tall);
  g_assert_cmpfloat (narrow, ==, wide);
  gradus_formula_measure (&paper->canvas, "\\sqrt{x}", 1, &wide, &tall);
  gradus_formula_measure (&paper->canvas, "x", 1, &narrow, &height);
  g_assert_cmpfloat (wide, >, narrow);
  g_assert_cmpfloat (tall, >, height);
  gradus_formula_measure (&paper->canvas, "\\nonsense", 1, &wide,
                          &tall); /* stands as it is written */
  g_assert_cmpfloat (wide, >, 3 * narrow);
  g_assert_cmpfloat (gradus_formula_get_ascent (&paper->canvas, "\\frac{1}{2}", 1), >,
                     gradus_formula_get_ascent (&paper->canvas, "1", 1));
}

/* The distance from the last ink of a text to the next word, in heights of a letter. */
static double
measure_blank (Paper *paper, const char *before, double scale)
{
  GradusProseSetter setter = { &paper->canvas, scale, paper->style->text };
  g_autofree char *both = g_strconcat (before, " n", NULL);
  g_autoptr (GPtrArray) alone = gradus_prose_markup_parse (before);
  g_autoptr (GPtrArray) followed = gradus_prose_markup_parse (both);
  const GradusProseBlock *block = g_ptr_array_index (followed, 0);
  g_autoptr (PangoLayout) first = gradus_prose_layout_new (&setter, alone->pdata[0], 0);
  g_autoptr (PangoLayout) second = gradus_prose_layout_new (&setter, block, 0);
  PangoRectangle ink, word;

  pango_layout_get_extents (first, &ink, NULL);
  pango_layout_index_to_pos (second, (int) strlen (block->text) - 1, &word);
  return (word.x - ink.x - ink.width) /
         (scale * pango_font_description_get_size (paper->style->font) * 96 / 72);
}

/* A blank is seen as one, whatever stands before it and however large the letters are. */
static void
test_blanks (Paper *paper, gconstpointer data)
{
  static const char *const texts[] = { "2-2-1", "x1",          "2-10-10-10-1",
                                       "*n/c*", "[0.1](cost)", "layer 10",
                                       "**7**", "은닉층 1",    "[100 %](accuracy)",
                                       "$x_1$", "`a1`" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    for (guint scale = 8; scale < 24; scale++) {
      const double blank = measure_blank (paper, texts[i], scale / 9.0);

      if (blank < 0.2)
        g_error ("after “%s” the blank has %.2f of a letter at %u points", texts[i], blank, scale);
    }
  }
}

/* What is one thing to read is never on two lines, however narrow these are. */
static void
test_unbroken (Paper *paper, gconstpointer data)
{
  static const char *const texts[] = { "aa aaa a (1, 0) aa (0, 1), a aa",
                                       "a aa aaa [39 %](cost) aa a [about 9](cost)",
                                       "aa aaa $x$, a aa $y$. aa", "점은 (0, 0)과 (1, 1)입니다",
                                       "a aa where aa would aa be 33 %. Three aa meet",
                                       "가중치를 지나고, 활성화 함수의 기울기를 지나서" };
  static const char *const things[] = { "(1, 0)",        "(0, 1)",        "39 %",   "about 9",
                                        "\xEF\xBF\xBC,", "\xEF\xBF\xBC.", "(0, 0)", "(1, 1)", "33 %",
                                        "가중치를",      "활성화",        "함수의", "기울기를" };
  GradusProseSetter setter = { &paper->canvas, 1, paper->style->text };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GPtrArray) blocks = gradus_prose_markup_parse (texts[i]);
    const GradusProseBlock *block = g_ptr_array_index (blocks, 0);

    for (guint width = 50; width < 250; width++) {
      g_autoptr (PangoLayout) layout = gradus_prose_layout_new (&setter, block, width);

      for (guint j = 0; j < G_N_ELEMENTS (things); j++) {
        const char *found = strstr (block->text, things[j]);
        int first, last, x;

        if (!found)
          continue;
        pango_layout_index_to_line_x (layout, (int) (found - block->text), FALSE, &first, &x);
        pango_layout_index_to_line_x (layout,
                                      (int) (found - block->text + (gssize) strlen (things[j])) - 1,
                                      FALSE, &last, &x);
        if (first != last)
          g_error ("“%s” is on two lines at a width of %u", things[j], width);
      }
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/prose/markup", test_markup);
  g_test_add_func ("/prose/spelling", test_spelling);
  g_test_add_func ("/prose/plain", test_plain);
  g_test_add_func ("/prose/restated", test_restated);
  g_test_add ("/prose/layout", Paper, NULL, set_up, test_layout, tear_down);
  g_test_add ("/prose/symbols", Paper, NULL, set_up, test_symbols, tear_down);
  g_test_add ("/prose/blanks", Paper, NULL, set_up, test_blanks, tear_down);
  g_test_add ("/prose/unbroken", Paper, NULL, set_up, test_unbroken, tear_down);
  return g_test_run ();
}
