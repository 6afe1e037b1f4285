/* SPDX-License-Identifier: MIT */
#include "class/page.h"

#include <glib/gi18n.h>

#include "class/student.h"

#define LIST_SECONDS 5 /* between two looks of the lecturer's page */

static const char style[] =
    "body{font-family:Cantarell,sans-serif;margin:0;background:#fafafa;color:#1e1e1e}"
    "main{max-width:32em;margin:10vh auto;padding:0 1em;line-height:1.5}"
    "main.wide{max-width:70em;margin:2em auto}"
    "h1{font-size:1.5em}"
    "input,button,.button{font:inherit;padding:.5em 1em;border-radius:.5em;border:1px solid "
    "#77767b}"
    "input{width:100%;box-sizing:border-box;margin:.5em 0 1em}"
    "button,.button{background:#1c5cab;color:#fff;border-color:#1c5cab;text-decoration:none;"
    "cursor:pointer;display:inline-block}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;padding:.4em .8em;border-bottom:1px solid #deddda;white-space:nowrap}"
    "td.number{text-align:right;font-variant-numeric:tabular-nums}"
    "#lost{position:fixed;inset:0;z-index:100000;background:#fafafaee}"
    "#lost[hidden]{display:none}"
    "@media(prefers-color-scheme:dark){body{background:#242424;color:#fff}#lost{background:"
    "#242424ee}th,td{border-color:#5e5c64}input{background:#303030;color:#fff}}";

/* -- Pieces ------------------------------------------------------------------------------------ */

static GString *
begin_page (const char *title, guint seconds)
{
  GString *page = g_string_new ("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">"
                                "<meta name=\"viewport\" content=\"width=device-width\">"
                                "<link rel=\"icon\" href=\"data:,\">");
  g_autofree char *shown = g_markup_escape_text (title, -1);

  if (seconds > 0)
    g_string_append_printf (page, "<meta http-equiv=\"refresh\" content=\"%u\">", seconds);
  g_string_append_printf (page, "<title>%s</title><style>%s</style>", shown, style);
  return page;
}

static char *
end_page (GString *page)
{
  g_string_append (page, "</body></html>\n");
  return g_string_free (page, FALSE);
}

static void
add_element (GString *page, const char *opening, const char *text, const char *closing)
{
  g_autofree char *shown = g_markup_escape_text (text, -1);

  g_string_append_printf (page, "%s%s%s", opening, shown, closing);
}

/* -- Students ---------------------------------------------------------------------------------- */

static void
offer_to_go_on (GString *page, const char *name, const char *key)
{
  g_autofree char *label = g_strdup_printf (_ ("Go on as %s"), name);
  g_autofree char *link =
      g_strdup_printf ("<p><a class=\"button\" href=\"../seat/%s/\">", key);

  add_element (page, link, label, "</a></p>");
  add_element (page, "<p>", _ ("Or, as somebody else:"), "</p>");
}

char *
gradus_class_page_make_join (const char *name, const char *key)
{
  GString *page = begin_page (_ ("A class with Gradus"), 0);

  g_string_append (page, "</head><body><main>");
  add_element (page, "<h1>", _ ("A class with Gradus"), "</h1>");
  if (name)
    offer_to_go_on (page, name, key);
  g_string_append (page, "<form method=\"post\">");
  add_element (page, "<label>", _ ("Your name"), "");
  g_string_append_printf (page, "<input name=\"name\" maxlength=\"%d\" required%s></label>",
                          GRADUS_STUDENT_LONGEST_NAME, name ? "" : " autofocus");
  add_element (page, "<button>", _ ("Begin"), "</button></form>");
  add_element (page, "<p>",
               _ ("Your work is kept on the lecturer's computer, and you find it again with this "
                  "browser. The other students do not see it; the lecturer can."),
               "</p>");
  g_string_append (page, "</main>");
  return end_page (page);
}

char *
gradus_class_page_make_notice (const char *heading, const char *sentence, guint seconds)
{
  GString *page = begin_page (heading, seconds);

  g_string_append (page, "</head><body><main>");
  add_element (page, "<h1>", heading, "</h1>");
  add_element (page, "<p>", sentence, "</p>");
  g_string_append (page, "</main>");
  return end_page (page);
}

/* broadwayd's own page, but for what it says when the connection ends: its script calls alert(),
 * which would leave a picture that looks as if it could still be used. */
char *
gradus_class_page_make_window (const char *name)
{
  g_autofree char *title = g_strdup_printf (_ ("%s – Gradus"), name);
  GString *page = begin_page (title, 0);

  g_string_append (page, "<style>body{overflow:hidden}</style><script>window.alert = function () "
                          "{ document.getElementById (\"lost\").hidden = false; };</script>"
                          "<script src=\"broadway.js\"></script></head>"
                          "<body onload=\"connect()\"><div id=\"lost\" hidden><main>");
  add_element (page, "<h1>", _ ("The window is not shown here any more"), "</h1>");
  add_element (page, "<p>",
               _ ("It was opened in another page, or the connection broke. Nothing is lost."),
               "</p>");
  add_element (page, "<p><a class=\"button\" href=\"\">", _ ("Show It Again"),
               "</a></p></main></div><main>");
  add_element (page, "<h1>", _ ("Your window opens…"), "</h1></main>");
  return end_page (page);
}

/* -- The lecturer ------------------------------------------------------------------------------ */

static void
add_class_row (GString *page, const GradusClassRow *row)
{
  const char *cells[] = { row->state, row->idle, row->memory, row->processor, row->hand_ins };
  g_autofree char *link = g_strdup_printf ("<tr><td><a href=\"../seat/%s/\">", row->key);

  add_element (page, link, row->name, "</a></td>");
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    add_element (page, i == 0 ? "<td>" : "<td class=\"number\">", cells[i], "</td>");
  g_string_append (page, "</tr>");
}

char *
gradus_class_page_make_list (const char *heading, const GradusClassRow *rows, guint n_rows)
{
  const char *titles[] = { _ ("Student"), _ ("Window"), _ ("Untouched"),
                           _ ("Memory"),  _ ("Processor"), _ ("Handed in") };
  GString *page = begin_page (_ ("The class"), LIST_SECONDS);

  g_string_append (page, "</head><body><main class=\"wide\">");
  add_element (page, "<h1>", heading, "</h1>");
  g_string_append (page, "<table><tr>");
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    add_element (page, "<th>", titles[i], "</th>");
  g_string_append (page, "</tr>");
  for (guint i = 0; i < n_rows; i++)
    add_class_row (page, &rows[i]);
  g_string_append (page, "</table>");
  add_element (page, "<p>",
               _ ("A name is the link of that student: give it to whoever comes back with another "
                  "browser. Opening it shows the window here instead of there."),
               "</p></main>");
  return end_page (page);
}
