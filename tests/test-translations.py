#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What is said to people can be said in every language: each source with texts is in POTFILES, and each text of those is translated."""
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

TOP = pathlib.Path(sys.argv.pop())
PO = TOP / "resources/po"
TEXT = re.compile(r'(?<![A-Za-z_])N?C?_ \("|translatable="yes"')
KEYWORDS = ["-k_", "-kN_", "-kC_:1c,2", "--from-code=UTF-8"]


class Translations(unittest.TestCase):
    def test_files(self):
        listed = set((PO / "POTFILES").read_text().split())
        sources = [path for folder in ("src", "ui") for path in (TOP / folder).rglob("*") if path.suffix in (".c", ".h", ".ui")]
        self.assertGreater(len(sources), 100)
        missing = [str(path.relative_to(TOP)) for path in sources if TEXT.search(path.read_text())]
        self.assertEqual(sorted(set(missing) - listed), [])
        self.assertEqual(sorted(name for name in listed if not (TOP / name).exists()), [])

    def test_texts(self):
        with tempfile.TemporaryDirectory() as folder:
            texts = pathlib.Path(folder) / "gradus.pot"
            subprocess.run(["xgettext", *KEYWORDS, "-o", texts, *(PO / "POTFILES").read_text().split()], cwd=TOP, check=True,
                           stderr=subprocess.DEVNULL)
            for language in (PO / "LINGUAS").read_text().split():
                found = subprocess.run(["msgcmp", PO / f"{language}.po", texts], capture_output=True, text=True)
                self.assertEqual(found.returncode, 0, found.stderr)


unittest.main()
