#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""A term has one Korean form, in the catalogue, in the glossary and in the lessons: resources/po/terms.tsv."""
import json
import pathlib
import re
import sys
import unittest

TOP = pathlib.Path(sys.argv.pop())
ENTRY = re.compile(r'^msgid ((?:".*"\n)+)(?:msgid_plural (?:".*"\n)+)?msgstr(?:\[0\])? ((?:".*"(?:\n|$))+)', re.MULTILINE)
CLAIM = re.compile(r"\]\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")  # what is measured is no text
EXCEPTIONS = {"units of $z$"}  # English that says something else, by a part of it


def unquote(lines):
    return "".join(json.loads(line) for line in lines.splitlines())


def find_words(tree):
    """all texts in both languages below a JSON value"""
    if isinstance(tree, dict) and "ko" in tree:
        yield tuple(text if isinstance(text, str) else "\n".join(text) for text in (tree["en"], tree["ko"]))
    elif isinstance(tree, (dict, list)):
        for value in tree.values() if isinstance(tree, dict) else tree:
            yield from find_words(value)


def list_texts():
    catalogue = (TOP / "resources/po/ko.po").read_text()
    yield from (("ko.po", unquote(entry[1]), unquote(entry[2])) for entry in ENTRY.finditer(catalogue) if unquote(entry[1]))
    for path in [TOP / "resources/glossary.json", TOP / "resources/lesson-example.json", *sorted((TOP / "resources/lessons").glob("*.json"))]:
        yield from ((path.name, en, ko) for en, ko in find_words(json.loads(path.read_text())))


def list_terms():
    for line in (TOP / "resources/po/terms.tsv").read_text().splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


class Terms(unittest.TestCase):
    def setUp(self):
        self.texts = [(where, CLAIM.sub("]", en), CLAIM.sub("]", ko)) for where, en, ko in list_texts()]
        self.assertGreater(len(self.texts), 1500)

    def test_forms(self):
        """What is not used is used nowhere."""
        for _, form, others in list_terms():
            found = [f"{where}: {ko}" for where, _, ko in self.texts if others and re.search(others, ko)]
            self.assertEqual(found, [], f"the form is {form}")

    def test_terms(self):
        """Where the English has the term, the Korean has its form."""
        for english, form, _ in list_terms():
            word = re.compile(rf"\b{english}s?\b", re.IGNORECASE) if english else None
            missing = [f"{where}: {en} | {ko}" for where, en, ko in self.texts
                       if word and word.search(en) and form not in ko and not any(part in en for part in EXCEPTIONS)]
            self.assertEqual(missing, [], f"{english} is {form}")


unittest.main()
