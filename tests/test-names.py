#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The names of static functions, and the width of headers: what a reader of a backtrace, or of a manual, stumbles over."""
import collections
import ctypes
import ctypes.util
import pathlib
import re
import sys
import unittest

SRC = pathlib.Path(sys.argv.pop())
# A name in more files than these says nothing in a backtrace. Handlers of a signal are called after the signal.
MOST_FILES = 5
WIDTH = 100

# The type on a line of its own, then the name; a variadic one may have its attribute before.
STATIC = re.compile(r"^static\b[^;={}()]*(?:G_GNUC_\w+ \([^)]*\)\s*)?\b(\w+) \((?!\*)[^;{}]*\)\s*\{", re.M)


def find_statics():
    """Name → the files that define it."""
    found = collections.defaultdict(set)
    for path in sorted(SRC.glob("*/**/*.c")):
        for name in STATIC.findall(path.read_text()):
            found[name].add(path.relative_to(SRC).as_posix())
    return found


class Names(unittest.TestCase):
    def setUp(self):
        self.statics = find_statics()
        self.assertGreater(len(self.statics), 1500)

    def test_not_of_libc(self):
        """The C library and its mathematics; whoever reads send() or wait() thinks of theirs."""
        libraries = [ctypes.CDLL(ctypes.util.find_library(name)) for name in ("c", "m")]
        self.assertTrue(hasattr(libraries[0], "send"))
        clashes = {name: sorted(files) for name, files in self.statics.items() if any(hasattr(library, name) for library in libraries)}
        self.assertEqual(clashes, {})

    def test_say_of_what(self):
        common = {name: sorted(files) for name, files in self.statics.items()
                  if len(files) > MOST_FILES and not name.startswith("on_")}
        self.assertEqual(common, {})

    def test_width_of_headers(self):
        """In characters: a header is read beside the code that uses it."""
        wide = [f"{path.relative_to(SRC)}:{number}" for path in sorted(SRC.glob("*/**/*.h"))
                for number, line in enumerate(path.read_text().split("\n"), 1) if len(line) > WIDTH]
        self.assertEqual(wide, [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
