#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""A fraction reaches a person in one way only: by plot/number.h. No other file of src may print one, but for the reasons below."""
import pathlib
import re
import sys
import unittest

SRC = pathlib.Path(sys.argv.pop())
FRACTION = re.compile(r"%[-+ #0]*[0-9]*(?:\.(?:[0-9]+|\*)?)?l?[aeEfgG](?![a-z])")
STRING = re.compile(r'"(?:\\.|[^"\\\n])*"')

# What is written for programs, or goes to a terminal in ASCII, which is a promise to pipes.
FOR_PROGRAMS = ("cli", "export", "nn/kernels")
ALLOWED = {
    "plot/number.c": "the one place",
    "data/import.c": "a class without a name is called as it stands in the file",
    "data/npy.c": "quotes a number of a file, in its form",
    "data/records.c": "a cell of a table as it stands in the file",
    "experiment/experiment.c": "a fault in a file or on the command line, in the form that is to be written there",
    "experiment/json-reader.c": "a fault in a file, in its form",
    "grade/grade-csv.c": "a table for programs",
    "lesson/claim.c": "a fault in a lesson's file, in its form",
    "lesson/rehearsal.c": "a fault in a lesson's file, in its form",
    "train/diagnosis.c": "a change that helps, in the form that is to be written there",
    "sweep/sweep-csv.c": "a table for programs",
}


def find_fractions(text):
    """The string literals that print a fraction, of which some continue on the next line."""
    text = re.sub(r'"\s*\n\s*"', "", re.sub(r"/\*.*?\*/", "", text, flags=re.S))
    return [literal for literal in STRING.findall(text) if FRACTION.search(literal.replace("%%", ""))]


class Numbers(unittest.TestCase):
    def files(self):
        for path in sorted(SRC.glob("*/**/*.[ch]")):
            name = path.relative_to(SRC).as_posix()
            if not name.startswith(FOR_PROGRAMS):
                yield name, find_fractions(path.read_text())

    def test_one_place(self):
        self.assertEqual({name: found for name, found in self.files() if found and name not in ALLOWED}, {})

    def test_nothing_allowed_in_vain(self):
        self.assertEqual(sorted(name for name, found in self.files() if found and name in ALLOWED and name != "plot/number.c"),
                         sorted(name for name in ALLOWED if name != "plot/number.c"))

    def test_finds_them(self):
        self.assertEqual(len(find_fractions('_ ("accuracy %.2f %%"), "%g", ("%s, "\n  "%.7g")')), 3)
        self.assertEqual(find_fractions('"%u %%", "50 %% green", "%s"; /* "%g" */'), [])

    def test_no_numeric_entries(self):
        """They would take neither a comma nor a power of ten."""
        ui = SRC.parent / "ui"
        self.assertEqual([path.name for path in sorted(ui.glob("*.ui")) if '<property name="numeric">' in path.read_text()], [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
