#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Every #include of src against what its folder may use: dependencies only point down."""
import collections
import pathlib
import re
import sys
import unittest

SRC = pathlib.Path(sys.argv.pop())
USES = {"platform": set(), "nn": {"platform"}, "data": {"platform"}, "plot": set(), "experiment": {"nn", "data"}, "train": {"experiment"}, "sweep": {"train"}, "document": {"sweep"},
        "store": {"document"}, "export": {"train"}, "figure": {"document", "plot"}, "lesson": {"document", "plot", "figure"},
        "grade": {"store", "lesson"}, "class": set(), "app": {"document", "store", "export", "plot", "figure", "lesson", "grade"},
        "cli": {"document", "store", "export", "plot", "figure", "lesson", "grade"}}
# Headers that need no library of their folder's, which a folder may include beside what it uses: data says its shape and where its numbers lie, an
# experiment and a diagnosis their numbers.
SHARED = {"data": {"nn/shape.h", "nn/inputs.h"}, "experiment": {"plot/number.h"}, "train": {"plot/number.h"}, "class": {"plot/number.h"}}
# Inside app: the application is above the folders, and window joins all that stands in one.
APP_FOLDERS = {"common": set(), "documents": {"common"}, "help": {"common", "lessons", "views"}, "lessons": {"common"}, "runs": {"common"}, "views": {"common"},
               "experiment": {"common", "views"}, "preferences": {"common", "documents"},
               "window": {"common", "documents", "experiment", "help", "lessons", "runs", "views"}}
# Libraries that only some folders may name.
FOREIGN = {"gtk/": {"app"}, "adwaita": {"app"}, "cblas": {"nn"}, "sqlite3": {"store"}, "cairo": {"plot", "app"},
           "pango": {"plot", "app"}, "jansson": {"experiment", "train", "sweep", "store", "export", "cli", "lesson", "grade"}}
# What one system has and another lacks, and calls of headers that all have: in the room for that alone, in which GLib's own stand beside it. A class
# is made of what Unix alone has (broadwayd, sockets with a name, groups of processes), and is built nowhere else.
OF_SYSTEMS = {"platform", "class"}
SYSTEM = re.compile(r"(sys|linux|netinet|arpa)/|(unistd|fcntl|signal|sched|dlfcn|termios|pwd|poll|dirent|ftw|glob|libgen|execinfo|glib-unix|windows|io|process)\.h$|gio/gunix")
SYSTEM_CALLS = re.compile(r"(?<![\w>.])(realpath|memmem|mkostemp|mkdtemp|posix_memalign|aligned_alloc|fmemopen|open_memstream|symlink|gettid|getpid|isatty|"
                          r"clock_gettime|nanosleep|gmtime_r|localtime_r|strndup|asprintf|strptime|rename|pthread_setname_np) \(")


def without_comments(text):
    return re.sub(r'"(?:\\.|[^"\\\n])*"', '""', re.sub(r"/\*.*?\*/", "", text, flags=re.S))


def find_calls(texts):
    """For each .c file, the others whose functions and tables it uses."""
    owner = {name: file for file, text in texts.items()
             for name in re.findall(r"^(gradus_\w+) \(", text, re.M) + re.findall(r"^(?:const )?\w[\w ]*[ *](gradus_\w+)(?:\[\w*\])* = ", text, re.M)}
    return {file: {owner[name] for name in re.findall(r"\bgradus_\w+\b", text) if owner.get(name, file) != file} for file, text in texts.items()}


def find_circles(uses):
    """The sets of files each of which comes back to itself by way of all others."""
    def follow(file):
        seen, todo = set(), [file]
        while todo:
            new = uses[todo.pop()] - seen
            seen |= new
            todo += new
        return seen

    reached = {file: follow(file) for file in uses}
    return {frozenset(other for other in reached[file] if file in reached[other]) for file in uses if file in reached[file]}


def reach(folder):
    return {deeper for used in USES[folder] for deeper in {used} | reach(used)}


class Layering(unittest.TestCase):
    def files(self):
        for path in sorted(SRC.glob("*/**/*.[ch]")):
            for name in re.findall(r'^\s*#\s*include\s*[<"]([^>"]+)', path.read_text(), re.M):
                yield path.relative_to(SRC), path.relative_to(SRC).parts[0], name

    def test_own(self):
        for path, folder, name in self.files():
            other = name.split("/")[0]
            if other in USES and other != folder and name not in SHARED.get(folder, ()):
                self.assertIn(other, reach(folder), f"{path} includes {name}")

    def test_within_app(self):
        for path, folder, name in self.files():
            if folder == "app" and len(path.parts) == 3 and name.startswith("app/"):
                other = name.split("/")[1]
                self.assertIn(other, APP_FOLDERS[path.parts[1]] | {path.parts[1]}, f"{path} includes {name}")

    def test_no_circles(self):
        """No two .c files use each other, however far around: what is above calls what is below."""
        texts = {path.relative_to(SRC).as_posix(): without_comments(path.read_text()) for path in sorted(SRC.glob("*/**/*.c"))}
        uses = find_calls(texts)
        self.assertGreater(sum(map(len, uses.values())), 500)
        self.assertEqual([sorted(circle) for circle in find_circles(uses)], [])

    def test_circles_are_found(self):
        texts = {"a.c": "void\ngradus_a (void)\n{\n  gradus_b ();\n}\n", "b.c": "void\ngradus_b (void)\n{\n  gradus_table[0] ();\n}\n",
                 "c.c": "const Row gradus_table[] = {\n  gradus_a,\n};\n", "d.c": "int\nmain (void)\n{\n  gradus_a (); /* gradus_d () */\n}\n"}
        self.assertEqual(find_circles(find_calls(texts)), {frozenset({"a.c", "b.c", "c.c"})})

    def test_foreign(self):
        for path, folder, name in self.files():
            for start, allowed in FOREIGN.items():
                if name.startswith(start):
                    self.assertIn(folder, allowed, f"{path} includes {name}")

    def test_systems(self):
        for path, folder, name in self.files():
            if folder not in OF_SYSTEMS:
                self.assertIsNone(SYSTEM.match(name), f"{path} includes {name}: see platform/platform.h")
        calls = {path.relative_to(SRC).as_posix(): found.group(1) for path in sorted(SRC.glob("*/**/*.[ch]")) if path.relative_to(SRC).parts[0] not in OF_SYSTEMS
                 for found in SYSTEM_CALLS.finditer(without_comments(path.read_text()))}
        self.assertEqual(calls, {})

    def test_names_exist_once(self):
        """Public types, functions and constants: each is declared in one header."""
        found = collections.defaultdict(set)
        for path in sorted(SRC.glob("*/**/*.h")):
            text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
            names = re.findall(r"^\} (Gradus\w+);", text, re.M)
            names += re.findall(r"^typedef (?!struct \w+ \w+;)[^{;]*?\b\(?\*?(Gradus\w+)\)? *(?:\([^;]*\))?;", text, re.M)
            names += re.findall(r"^typedef struct \w+ (Gradus\w+);", text, re.M)
            names += re.findall(r"^G_DECLARE_\w+ \((Gradus\w+)", text, re.M)
            # At the beginning of a line: in the body of an inline function a name is called.
            names += re.findall(r"^(?=\S)[^\n;{=]*?\b(gradus_\w+) \((?=[^;{]*\)(?: G_GNUC_\w+ ?(?:\([^)]*\))?)?;)", text, re.M)
            names += re.findall(r"^ +(GRADUS_[A-Z0-9_]+)(?: = [^,\n]*)?,", text, re.M) + re.findall(r"^#define (GRADUS_\w+)", text, re.M)
            for name in names:
                found[name].add(path.relative_to(SRC).as_posix())
        self.assertGreater(len(found), 1000)
        self.assertEqual({name: sorted(paths) for name, paths in found.items() if len(paths) > 1}, {})

    def test_something_was_read(self):
        self.assertGreater(len(list(self.files())), 200)


if __name__ == "__main__":
    unittest.main(verbosity=2)
