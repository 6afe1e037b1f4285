/* SPDX-License-Identifier: MIT */
#include "app/window/shortcuts.h"

const GradusShortcut gradus_shortcuts[] = {
  { "app.quit", { "<Control>q" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.new-window", { "<Control>n" } },
  { "window.close", { "<Control>w" } },
  /* Training. */
  { "win.step", { "F8", "<Control>Right" } },
  { "win.reset", { "<Control>r" } },
  { "win.nudge-speed(1)", { "<Control>plus", "<Control>equal" } }, /* plus without Shift */
  { "win.nudge-speed(-1)", { "<Control>minus" } },
  { "win.full-speed", { "<Control>f" } },
  { "win.throw-seed", { "<Control>d" } },
  { "win.duplicate", { "<Control>t" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z", "<Control>y" } }, /* as other programs have it */
  /* The document. */
  { "win.open", { "<Control>o" } },
  { "win.save", { "<Control>s" } },
  { "win.save-as", { "<Control><Shift>s" } },
  { "win.export", { "<Control>e" } },
  /* Lessons; Page Up, Page Down and F5 are what clickers of lecturers send. */
  { "lesson.next", { "Page_Down" } },
  { "lesson.back", { "Page_Up" } },
  { "lesson.solve", { "<Control>Return" } },
  { "win.present", { "F11", "F5" } },
  { "win.fold-side", { "F9" } },
  { "win.what-is-this", { "<Shift>F1" } },
  { "win.glossary", { "F1" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { NULL },
};

void
gradus_shortcuts_install (GtkApplication *application)
{
  for (const GradusShortcut *shortcut = gradus_shortcuts; shortcut->action; shortcut++)
    gtk_application_set_accels_for_action (application, shortcut->action, shortcut->keys);
}
