#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""A class of thirty hands in the homework; some cheat. All of them must be found, and nobody else be accused."""
import csv
import json
import os
import pathlib
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

MAKE_CLASS = pathlib.Path(sys.argv.pop()).resolve()
CLI = pathlib.Path(sys.argv.pop()).resolve()
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8"}
N = 30


def grade(*words, **more):
    return subprocess.run([CLI, "grade", "homework", *words], capture_output=True, text=True, timeout=250, env=ENVIRONMENT, **more)


def graded(*words):
    done = grade("--json", "--quiet", *words)
    return {one["file"].split("/")[-1]: one for one in json.loads(done.stdout)["hand_ins"]}, done


def kinds(one):
    return {sign["kind"] for sign in one["evidence"]}


class Class(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="gradus-grade-"))
        subprocess.run([MAKE_CLASS, cls.folder, str(N)], check=True, timeout=250, env=ENVIRONMENT)
        cls.honest = {path.name for path in cls.folder.glob("*.gradus") if not path.name.startswith("forged")}
        cls.plant()
        cls.all, cls.done = graded(cls.folder)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    @classmethod
    def plant(cls):
        """What somebody does with a copy of the file and SQLite."""
        cls.edit("10", "cheat-name", "UPDATE hand_in SET record = replace (record, 'Student 10', 'Cheat')")
        cls.edit("11", "cheat-answer", "UPDATE hand_in SET record = replace (record, '\"answer\":3', '\"answer\":1')")
        cls.edit("12", "cheat-sealed", "UPDATE hand_in SET record = replace (record, 'Student 12', 'Cheat')", unseals=False)
        cls.edit("13", "cheat-experiment", "UPDATE run SET experiment = json_set (experiment, '$.training.optimiser.\"learning-rate\"', 0.9) WHERE position = 0")
        cls.edit("14", "cheat-met", "UPDATE hand_in SET record = replace (record, '\"met\":false', '\"met\":true')")
        cls.edit("16", "cheat-weights", cls.edit_weights)
        cls.edit("15", "cheat-pasted", cls.paste_runs)
        shutil.copy(cls.folder / "17.gradus", cls.folder / "cheat-renamed.gradus")
        # Those that were copied stay beside them: it cannot be told who had it first.
        for number in range(10, 17):
            (cls.folder / f"{number}.gradus").unlink()
            cls.honest.discard(f"{number}.gradus")
        cls.honest.discard("17.gradus")
        cls.honest.discard("03.gradus")
        cls.honest.discard("01.gradus")
        (cls.folder / "broken.gradus").write_bytes(b"SQLite format 3\0" + bytes(4000))
        (cls.folder / "empty.gradus").write_bytes(b"")
        subprocess.run([CLI, "train", "xor", "--steps", "10", "--quiet", "--save", cls.folder / "document.gradus"], check=True, capture_output=True)

    @classmethod
    def edit(cls, of, name, what, unseals=True):
        path = cls.folder / f"{name}.gradus"
        shutil.copy(cls.folder / f"{of}.gradus", path)
        with sqlite3.connect(path) as database:
            if callable(what):
                what(database)
            else:
                database.execute(what)
            if unseals:
                database.execute("UPDATE document SET seal = NULL")
        database.close()

    @staticmethod
    def edit_weights(database):
        weights, = database.execute("SELECT weights FROM run WHERE position = 0").fetchone()
        changed = bytearray(weights)
        changed[-2] ^= 0x40
        database.execute("UPDATE run SET weights = ? WHERE position = 0", (bytes(changed),))

    @classmethod
    def paste_runs(cls, database):
        database.execute("ATTACH ? AS other", (str(cls.folder / "18.gradus"),))
        for table in "run", "history", "checkpoint", "marker":
            database.execute(f"DELETE FROM main.{table}")
            database.execute(f"INSERT INTO main.{table} SELECT * FROM other.{table}")

    def test_honest(self):
        """nobody is accused, whatever the others did"""
        self.assertGreater(len(self.honest), N - 13)
        for name in self.honest:
            one = self.all[name]
            self.assertIsNone(one["fault"])
            self.assertEqual((one["altered"], one["copied"]), (False, False), (name, one["evidence"]))

    def test_twice(self):
        self.assertEqual(kinds(self.all["02.gradus"]), {"again"})
        self.assertEqual(self.all["02.gradus"]["evidence"][0]["with"], "02-again.gradus")

    def test_cheats(self):
        wanted = {"cheat-name": "name", "cheat-answer": "deed", "cheat-sealed": "seal-broken", "cheat-experiment": "run", "cheat-met": "deed",
                  "cheat-weights": "run", "cheat-pasted": "run", "forged-weights": "weights", "forged-history": "history", "forged-experiment": "try"}
        for name, kind in wanted.items():
            one = self.all[name + ".gradus"]
            self.assertTrue(one["altered"], name)
            self.assertIn(kind, kinds(one), name)
        for name in "cheat-renamed", "forged-copy", "forged-deeds":
            self.assertTrue(self.all[name + ".gradus"]["copied"], name)
        self.assertEqual(kinds(self.all["cheat-renamed.gradus"]), {"same"})
        self.assertIn("origin", kinds(self.all["forged-copy.gradus"]))
        self.assertIn("deeds", kinds(self.all["forged-deeds.gradus"]))

    def test_with_whom(self):
        def others(name):
            return {sign.get("with") for sign in self.all[name + ".gradus"]["evidence"]}

        self.assertEqual(others("cheat-renamed"), {"17.gradus"})
        self.assertEqual(others("17"), {"cheat-renamed.gradus"})
        self.assertIn("03.gradus", others("forged-copy"))
        self.assertIn("01.gradus", others("forged-deeds"))
        self.assertIn("18.gradus", others("cheat-pasted"))
        self.assertEqual(self.all["18.gradus"]["evidence"], [])

    def test_exercises(self):
        """what each student did, as make-class.c has it"""
        for number in range(19, N + 1):
            one = self.all[f"{number:02}.gradus"]
            first, second, third = one["exercises"]
            self.assertEqual(one["name"], f"Student {number:02}")
            self.assertEqual(first["grade"], "unmet" if number % 4 == 3 else "met", number)
            self.assertEqual(second["grade"], "untried" if number % 7 == 6 else "met", number)
            self.assertEqual(third["grade"], "unmet" if number % 2 else "met", number)
            self.assertEqual((third["blanks"], first["hints"]), (0 if number % 2 else 3, 1 if number % 3 == 0 else 0))
            self.assertEqual([answer["answer"] for answer in one["answers"]], [str(number % 3 + 1), f"{number % 11 / 10:.6g}"])
            self.assertEqual([answer["right"] for answer in one["answers"]], [number % 3 == 0, number % 11 == 7])
            if number % 4 != 3:
                self.assertIn("network.hidden.units: 1 → 3", first["changed"])

    def test_broken(self):
        """a sentence each, and the others go on"""
        self.assertEqual(self.done.returncode, 1)
        for name in "broken", "empty", "document":
            one = self.all[name + ".gradus"]
            self.assertIsNotNone(one["fault"], name)
            lines = [line for line in self.done.stderr.splitlines() if f"/{name}.gradus: " in line]
            self.assertEqual(len(lines), 1, self.done.stderr)
        self.assertEqual(len(self.done.stderr.splitlines()), 3, self.done.stderr)

    def test_threads(self):
        alone, many = (grade("--json", "--threads", n, self.folder) for n in ("1", "2"))
        self.assertEqual(alone.stdout, many.stdout)
        self.assertEqual(alone.stdout, self.done.stdout)

    def test_csv(self):
        table = self.folder / "grades.csv"
        self.assertEqual(grade("--csv", table, self.folder / "19.gradus", self.folder / "20.gradus").returncode, 0)
        head, *rows = csv.reader(table.read_text(encoding="utf-8").splitlines())
        self.assertEqual([row[:4] for row in rows], [["19.gradus", "Student 19", "no", "no"], ["20.gradus", "Student 20", "no", "no"]])
        self.assertEqual({len(row) for row in rows}, {len(head)})
        self.assertEqual(rows[1][head.index("step 4 grade")], "met")

    def test_example(self):
        """that of --help, where such a folder is"""
        example, = re.findall(r"\nExample:\n  gradus-cli (.*)\n", subprocess.run([CLI, "grade", "--help"], capture_output=True, text=True).stdout)
        with tempfile.TemporaryDirectory() as place:
            (pathlib.Path(place) / "hand-ins").mkdir()
            shutil.copy(self.folder / "21.gradus", pathlib.Path(place) / "hand-ins")
            done = subprocess.run([CLI, *example.split()], capture_output=True, text=True, cwd=place, env=ENVIRONMENT)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertIn("Student 21", done.stdout)
            self.assertTrue((pathlib.Path(place) / "grades.csv").exists())

    def test_check(self):
        """a hand-in says that it is one, and whose"""
        done = subprocess.run([CLI, "check", self.folder / "21.gradus"], capture_output=True, text=True, env=ENVIRONMENT)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("handed in by “Student 21” for the lesson “homework”", done.stdout)

    def test_other_instructions(self):
        """on a processor with other last bits nobody is accused for them, and what counts is the run here"""
        done = subprocess.run([CLI, "grade", "homework", self.folder, "--json", "--quiet"], capture_output=True, text=True, timeout=250,
                              env={**ENVIRONMENT, "GRADUS_KERNELS": "baseline"})
        for one in json.loads(done.stdout)["hand_ins"]:
            name = one["file"].split("/")[-1]
            if name in self.honest:
                self.assertEqual((one["altered"], one["copied"]), (False, False), (name, one["evidence"]))
                self.assertEqual([e["grade"] for e in one["exercises"]], [e["grade"] for e in self.all[name]["exercises"]], name)

    def test_formula(self):
        """a name is no formula of the lecturer's spreadsheet"""
        self.edit("19", "formula", "UPDATE hand_in SET record = replace (record, 'Student 19', '=1+1')")
        table = self.folder / "formula.csv"
        grade("--csv", table, self.folder / "formula.gradus")
        (self.folder / "formula.gradus").unlink()
        self.assertIn("'=1+1", table.read_text(encoding="utf-8"))

    def test_too_much(self):
        """what would take a year is not run again"""
        self.edit("20", "year", "UPDATE run SET step = 9007199254740991 WHERE position = 0")
        start = time.monotonic()
        one = graded(self.folder / "year.gradus")[0]["year.gradus"]
        (self.folder / "year.gradus").unlink()
        self.assertLess(time.monotonic() - start, 60)
        self.assertEqual(one["exercises"][0]["grade"], "unknown")
        self.assertTrue(one["altered"])

    def test_hostile(self):
        """bytes turned over at random: a sentence or a sign each, never a crash"""
        folder, chance, n = self.folder / "hostile", random.Random(7), 60
        folder.mkdir()
        for i in range(n):
            self.edit("20", f"hostile/{i}", lambda database: self.garble(database, chance))
        every, done = graded(folder)
        shutil.rmtree(folder)
        self.assertEqual((len(every), done.returncode), (n, 1), done.stderr)
        for name, one in every.items():
            self.assertTrue(one["fault"] or one["altered"], name)

    @staticmethod
    def garble(database, chance):
        record, = database.execute("SELECT record FROM hand_in").fetchone()
        for _ in range(chance.choice((1, 3, 20))):
            at, length = chance.randrange(len(record)), chance.choice((1, 1, 8, 2000))
            record = record[:at] + chance.choice(("", "9", "-1", "1e999", "null", "[" * 3000, '"', "}", "\u0000", "é")) + record[at + length:]
        database.execute("UPDATE hand_in SET record = ?", (record,))

    def test_usage(self):
        for words, status in (([], 2), (["nothing-there"], 1)):
            done = grade(*words)
            self.assertEqual((done.returncode, len(done.stderr.splitlines())), (status, 1), done.stderr)
        done = subprocess.run([CLI, "grade", "one-neuron", self.folder], capture_output=True, text=True, env=ENVIRONMENT)
        self.assertEqual(done.returncode, 1)
        self.assertIn("no homework", done.stderr)

    def test_interrupted(self):
        """Ctrl-C ends it, whatever is on its way; nothing is printed, nothing written"""
        table = self.folder / "none.csv"
        process = subprocess.Popen([CLI, "grade", "homework", *[self.folder] * 1, "--csv", table, "--json"], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
        self.assertIn(process.returncode, (130, -signal.SIGINT))
        self.assertEqual((out, table.exists()), ("", False))


if __name__ == "__main__":
    unittest.main()
