#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Whether what is written about Gradus is so: the manual pages beside what the programs say of themselves, and README.md.

usage: test-manual.py SOURCE-FOLDER GRADUS GRADUS-CLI GRADUS-CLASS"""
import json
import os
import pathlib
import re
import shlex
import sqlite3
import subprocess
import sys
import tempfile
import unittest

CLASS = pathlib.Path(sys.argv.pop()).resolve()
CLI = pathlib.Path(sys.argv.pop()).resolve()
GRADUS = pathlib.Path(sys.argv.pop()).resolve()
SOURCE = pathlib.Path(sys.argv.pop()).resolve()
ENGLISH = {**os.environ, "LANGUAGE": "en", "LC_ALL": "C.UTF-8"}

# -- Manual pages --------------------------------------------------------------------------------------------------------------------

ESCAPES = (("\\-", "-"), ("\\(aq", "'"), ("\\(dq", '"'), ("\\(ga", "`"), ("\\(ha", "^"), ("\\(ti", "~"), ("\\e", "\\"))


def split(line):
    """A line of a page in pieces, (font, words), without macros and escapes."""
    macro = re.match(r"\.(B|I|BI|BR|IB|IR|RB|RI) (.*)", line)
    if macro:
        words = shlex.split(macro[2].replace("\\", "\\\\").replace("'", "\\'"))
        words = [" ".join(words)] if len(macro[1]) == 1 else words
        line = "".join(f"\\f{macro[1][i % len(macro[1])]}{word}" for i, word in enumerate(words))
    pieces = [(piece[0], piece[1:]) for piece in re.split(r"\\f(?=[BIRP])", "\\fR" + line)[1:]]
    for escape, character in ESCAPES:
        pieces = [(font, words.replace(escape, character)) for font, words in pieces]
    return pieces


def plain(line):
    return "".join(words for _, words in split(line))


class Page:
    def __init__(self, name):
        path, = (SOURCE / "resources/man").glob(f"{name}.[15]")
        self.lines = path.read_text(encoding="utf-8").splitlines()
        self.text = "\n".join(map(plain, self.lines))
        self.bold = "\n".join(words for line in self.lines for font, words in split(line) if font == "B")

    def parts(self, macro):
        """The lines behind each .SH or .SS, by its title, up to the next of either."""
        parts, title = {}, None
        for line in self.lines:
            if line.startswith((".SH ", ".SS ")):
                title = line[4:].strip('"') if line.startswith(macro) else None
                if title:
                    parts[title] = []
            elif title:
                parts[title].append(line)
        return parts

    def has(self, word):
        """In bold, as a word of its own."""
        return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", self.bold) is not None

    def example(self, start):
        """The block of unfilled lines that begins so."""
        block = self.text[self.text.index(start):]
        return block[:block.index("\n.fi")]


def tags(lines):
    return [plain(line) for before, line in zip(lines, lines[1:]) if before == ".TP"]


def run(*words, cwd=None):
    return subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=ENGLISH, cwd=cwd,
                          check=False)


def options_of_help(words):
    """--steps N, as the lines "  --steps=N   Train N steps" say it, but not --help itself."""
    found = re.findall(r"^  (?:-\w, )?(--\S+)", words, re.MULTILINE)
    return sorted(option.replace("=", " ", 1) for option in found if option != "--help")


class Manual(unittest.TestCase):
    def test_commands(self):
        """gradus-cli(1) has each command as it explains itself: what it needs and its options, none left out, none too many."""
        page = Page("gradus-cli").parts(".SS")
        commands = re.findall(r"^  (\w+) ", run(CLI, "--help").stdout, re.MULTILINE)
        self.assertEqual(list(page), commands)
        for command in commands:
            words = run(CLI, command, "--help").stdout
            usage = re.search(r"^  (gradus-cli .*)", words, re.MULTILINE)[1]
            self.assertEqual(plain(page[command][0]), usage)
            self.assertEqual(sorted(tags(page[command])), options_of_help(words), command)

    def test_names(self):
        """… and the built-in experiments and sweeps, views, measures, forms and formats by their names."""
        page = Page("gradus-cli")
        names = re.findall(r"^([a-z][\w-]*) ", run(CLI, "list").stdout, re.MULTILINE)
        for options in (["--view", "?"], ["--view", "cost", "--measure", "?"], ["--view", "cost", "--form", "?"]):
            words = run(CLI, "plot", "xor", "--to", "a.png", *options).stdout
            names += re.search(r"known are (.*)", words)[1].split(", ")
        names += re.search(r"written as (.*);", run(CLI, "train", "xor", "--export", "a.?").stdout)[1].replace(" or ", ", ").split(", ")
        for name in names:
            self.assertTrue(page.has(name), name)

    def test_window(self):
        """gradus(1) has the options of gradus, which tells them without a display."""
        page = Page("gradus")
        words = run("env", "-u", "DISPLAY", "-u", "WAYLAND_DISPLAY", GRADUS, "--help-all")
        self.assertEqual(words.returncode, 0)
        self.assertIn("\n  gradus [OPTION…] [FILE…]\n", words.stdout)
        self.assertIn("gradus\n[OPTION…]\n[FILE…]", page.text)
        found = [tag.removeprefix("-h, ") for tag in tags(page.parts(".SH")["OPTIONS"])]
        self.assertEqual(sorted(found), sorted(options_of_help(words.stdout) + ["--help"]))

    def test_class(self):
        """gradus-class(1) has its options with what they need."""
        page = Page("gradus-class")
        words = run(CLASS, "--help").stdout
        found = [tag.removeprefix("-h, ").replace("=", " ") for tag in tags(page.parts(".SH")["OPTIONS"])]
        self.assertEqual(sorted(found), sorted(options_of_help(words) + ["--help"]))
        for value in re.findall(r"usually ([\d.]+)", words):
            self.assertIn(value, page.text)

    def test_keys(self):
        """… and every key that the window's own list has."""
        page = Page("gradus")
        keys = "\n".join(tags([line for part in page.parts(".SS").values() for line in part]))
        shown = {"space": "Space", "Page_Down": "Page Down", "Page_Up": "Page Up", "plus": "+", "minus": "-", "comma": ",", "question": "?"}
        overlay = (SOURCE / "ui/help-overlay.ui").read_text(encoding="utf-8")
        for accelerators in re.findall(r'"accelerator">([^<]*)<', overlay):
            for accelerator in accelerators.replace("...", " ").split():
                modifiers = [name.title() + "+" for name in re.findall(r"&lt;(\w+)&gt;", accelerator)]
                key = accelerator.rsplit("&gt;", 1)[-1]
                name = "".join(modifiers) + shown.get(key, key.upper() if len(key) == 1 else key)
                self.assertRegex(keys, rf"(?<![\w+]){re.escape(name)}(?![\w+])", name)

    def test_keys_in_lessons(self):
        """What a lesson tells to press is a key of the window; a letter that acts alone hangs upon what has the focus, and is not told."""
        page = Page("gradus")
        keys = "\n".join(tags([line for part in page.parts(".SS").values() for line in part]))
        for path in sorted((SOURCE / "resources/lessons").glob("*.json")):
            text = path.read_text(encoding="utf-8")
            self.assertEqual(re.findall(r"\([A-Z]\)", re.sub(r"\$\$[^$]*\$\$|\$[^$]*\$", "", text)), [], path.name)
            for key in re.findall(r"(?<!\w)(?:(?:Ctrl|Shift|Alt)\+(?:Page Down|Page Up|\w+|[^\w\s])|F\d+|Space|Page Down|Page Up|Escape)(?!\w)", text, re.ASCII):
                self.assertRegex(keys, rf"(?<![\w+]){re.escape(key)}(?![\w+])", path.name)

    def faults(self, start, *places):
        """What the reader says to a file that is like `start`, but for one value each."""
        with tempfile.TemporaryDirectory() as folder:
            for place, value in places:
                root = json.loads(json.dumps(start))
                at = root
                for key in place[:-1]:
                    at = at[key]
                at[place[-1]] = value
                path = pathlib.Path(folder) / "a.json"
                path.write_text(json.dumps(root), encoding="utf-8")
                yield place, run(CLI, "check", path).stdout

    def check_known(self, name, start, *places):
        """Every word that the reader knows at these places stands in the page."""
        page = Page(name)
        for place, words in self.faults(start, *places):
            known = re.search(r"known(?: here)?: (.*)", words)
            self.assertTrue(known, f"{place}: {words}")
            for word in known[1].split(", "):
                self.assertTrue(page.has(word), f"{place}: {name}(5) lacks {word}")

    def test_experiment(self):
        layers = [{"units": 2, "activation": "relu", "initialiser": {"name": "uniform"}}, {"kind": "dropout"}, {"kind": "batch-normalisation"},
                  {"units": 1, "activation": "sigmoid"}]
        start = {"gradus-experiment": 1, "data": {"name": "circle"}, "network": {"layers": layers}, "seed": 1,
                 "training": {"cost": "binary-cross-entropy", "optimiser": {"name": "sgd", "learning-rate": 0.1, "schedule": {"name": "step"}}}}
        objects = [(), ("data",), ("network",), *(("network", "layers", i) for i in range(3)), ("network", "layers", 0, "initialiser"),
                   ("training",), ("training", "optimiser"), ("training", "optimiser", "schedule")]
        names = [("data", "name"), *(("network", "layers", 0, *place) for place in (("kind",), ("activation",), ("initialiser", "name"))),
                 ("training", "cost"), ("training", "optimiser", "name"), ("training", "optimiser", "schedule", "name")]
        self.check_known("gradus-experiment", start, *((place + ("?",), 1) for place in objects), *((place, "?") for place in names),
                         (("data", "features"), ["?"]))
        start["data"] = {"name": "file", "path": "a.csv"}
        self.check_known("gradus-experiment", start, *((("data", key), "?") for key in ("header", "scaling", "missing", "task")))

    def test_lesson(self):
        step = {"title": "", "text": "", "experiment": "xor", "runs": [{"name": ""}], "show": {}, "act": {"train": 1},
                "question": {"text": "", "answers": [{"text": "", "when": "cost = 0"}]},
                "compare": [{"what": "", "slide": "", "here": "cost"}], "exercise": {"task": "", "met-when": ["cost = 0"]}}
        start = {"gradus-lesson": 1, "title": "", "steps": [step]}
        objects = [(), *(("steps", 0, *place) for place in ((), ("runs", 0), ("show",), ("act",), ("question",), ("question", "answers", 0),
                                                            ("compare", 0), ("exercise",)))]
        names = [("needs",), *(("steps", 0, "show", key) for key in ("page", "measure", "form"))]
        self.check_known("gradus-lesson", start, *((place + ("?",), 1) for place in objects), *((place, "?") for place in names),
                         (("steps", 0, "show", "views"), ["?"]))
        (_, words), = self.faults(start, (("steps", 0, "compare", 0, "here"), "?"))
        for word in re.search(r"known are (.*)", words)[1].replace("paths of the experiment, ", "").split(", "):
            self.assertIn(word, Page("gradus-lesson").text)

    def test_document(self):
        """Every table and every column is in gradus-document(5), under its table."""
        page = Page("gradus-document").parts(".SS")
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "a.gradus"
            self.assertEqual(run(CLI, "train", "xor", "--steps", 1, "--quiet", "--save", path).returncode, 0)
            database = sqlite3.connect(path)
            tables = [name for name, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            self.assertEqual(sorted(page), sorted([*tables, "hand_in"]))  # which only what a student hands in has
            self.assertEqual(tags(page["hand_in"]), ["id", "record"])
            for table in tables:
                columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
                self.assertEqual(", ".join(tags(page[table])).split(", "), columns, table)
            database.close()

    def test_examples(self):
        """The whole files in the pages are what they say."""
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "iris.csv").write_text("length,width,species\n" + "5.1,3.5,setosa\n6.2,2.9,versicolor\n7.3,2.9,virginica\n" * 9)
            for name, start in (("gradus-experiment", '{ "gradus-experiment": 1, "name": "Ten'),
                                ("gradus-experiment", '{ "gradus-experiment": 1, "name": "Iris'),
                                ("gradus-lesson", '{ "gradus-lesson": 1, "title"')):
                (pathlib.Path(folder) / "a.json").write_text(Page(name).example(start), encoding="utf-8")
                done = run(CLI, "check", "--run", "a.json", cwd=folder)
                self.assertEqual(done.returncode, 0, done.stdout)

    def test_references(self):
        """A page that another one names is there, and is installed."""
        installed = (SOURCE / "resources/man/meson.build").read_text(encoding="utf-8")
        for path in (SOURCE / "resources/man").glob("*.[15]"):
            self.assertIn(f"'{path.name}'", installed)
            for name, section in re.findall(r"(gradus[\w-]*) ?\((\d)\)", "\n".join(map(plain, path.read_text(encoding="utf-8").splitlines()))):
                self.assertTrue((path.parent / f"{name}.{section}").exists(), f"{path.name}: {name}({section})")


# -- README.md and CONTRIBUTING.md ---------------------------------------------------------------------------------------------------

class Readme(unittest.TestCase):
    def test_length(self):
        """It is read in two minutes."""
        lines = (SOURCE / "README.md").read_text(encoding="utf-8").splitlines()
        self.assertLessEqual(len(lines), 150)

    def test_links(self):
        for path in (SOURCE / "README.md", SOURCE / ".github/CONTRIBUTING.md"):
            for link in re.findall(r"\]\(([^)]+)\)", path.read_text(encoding="utf-8")):
                if "://" not in link and not link.startswith("#"):
                    self.assertTrue((path.parent / link.split("#")[0]).exists(), f"{path.name}: {link}")

    def test_paths(self):
        """The files that CONTRIBUTING.md sends people to are there."""
        words = (SOURCE / ".github/CONTRIBUTING.md").read_text(encoding="utf-8")
        for path in re.findall(r"`((?:src|tests|resources|ui)/[\w./*-]+)`", words):
            self.assertTrue(list(SOURCE.glob(path)), path)
        names = {path.name for folder in ("src", "tests") for path in (SOURCE / folder).rglob("*.[ch]")}
        self.assertLessEqual(set(re.findall(r"`([\w-]+\.[ch])`", words)), names)


if __name__ == "__main__":
    unittest.main(verbosity=2)
