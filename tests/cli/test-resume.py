#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Training that goes on where a document stopped: to the same bits as in one go."""
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import unittest

from interrupting import interrupt

CLI = sys.argv.pop()

OPTIMISERS = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw")
SCHEDULES = ({"name": "step", "every": 30, "factor": 0.5}, {"name": "exponential", "every": 30, "factor": 0.9}, {"name": "cosine", "every": 100},
             {"name": "step", "every": 70, "factor": 0.1, "warm-up": 90}, {"name": "inverse-time", "every": 40})


def run(*words, **more):
    return subprocess.run([CLI, *map(str, words)], capture_output=True, text=True, timeout=120, **more)


def experiment(optimiser, **more):
    """with all that a step depends on besides the weights: the batch's number, dropout's, means that move, a rate that changes"""
    layers = [{"units": 7, "activation": "tanh"}, {"kind": "batch-normalisation", "activation": "relu"}, {"kind": "dropout", "rate": 0.3},
              {"units": 1, "activation": "sigmoid"}]
    training = {"cost": "binary-cross-entropy", "optimiser": {"name": optimiser, "learning-rate": 0.02, **more}, "batch-size": 10, "steps": 300}
    return {"gradus-experiment": 1, "data": {"name": "spiral", "samples": 101, "noise": 0.1, "test-fraction": 0.3},
            "network": {"layers": layers}, "training": training, "seed": 5}


def content(document):
    """All tables, but for how long it took."""
    database = sqlite3.connect(document)
    tables = {}
    for name, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        for column in [row[1] for row in database.execute(f"PRAGMA table_info({name})") if row[1] not in ("seconds", "seal")]:
            tables[name, column] = database.execute(f"SELECT {column} FROM {name}").fetchall()
    database.close()
    return tables


class Resume(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.TemporaryDirectory()
        self.at = lambda name: os.path.join(self.place.name, name)

    def tearDown(self):
        self.place.cleanup()

    def done(self, *words):
        result = run(*words, "--quiet", "--json")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        return json.loads(result.stdout)

    def refused(self, sentence, *words, status=1):
        result = run("train", *words, "--quiet")
        self.assertEqual((result.returncode, result.stdout), (status, ""), result.stderr)
        self.assertIn(sentence, result.stderr)
        self.assertEqual(result.stderr.count("\n"), 1)

    def train(self, name, *words):
        return self.done("train", *words, "--save", self.at(name + ".gradus"), "--export", self.at(name + ".npz"), "--metrics", self.at(name + ".csv"))

    def assert_same(self, one, other):
        for ending in (".npz", ".csv"):
            with open(self.at(one + ending), "rb") as first, open(self.at(other + ending), "rb") as second:
                self.assertEqual(first.read(), second.read(), ending)
        first, second = content(self.at(one + ".gradus")), content(self.at(other + ".gradus"))
        self.assertEqual([column for column in first if first[column] != second[column]], [])

    def check(self, *words):
        whole = self.train("whole", *words, "--steps", 300)
        self.train("begun", *words, "--steps", 47)
        self.train("begun", self.at("begun.gradus"), "--steps", 48)
        parts = self.train("parts", self.at("begun.gradus"), "--steps", 300)
        self.assert_same("whole", "parts")
        for said in (whole, parts):
            del said["seconds"], said["steps_per_second"], said["experiment"]
        self.assertEqual(whole, parts)

    def test_optimisers(self):
        for optimiser, schedule in zip(OPTIMISERS, SCHEDULES * 2):
            with self.subTest(optimiser=optimiser, schedule=schedule):
                with open(self.at("a.json"), "w") as file:
                    json.dump(experiment(optimiser, schedule=schedule, **{"l2": 1e-3, "clip-norm": 0.5}), file)
                self.check(self.at("a.json"))

    def test_built_in(self):
        self.check("xor-deep-relu")

    def test_interrupted(self):
        """what Ctrl-C saved goes on to the same bits"""
        with subprocess.Popen([CLI, "train", "xor-deep-relu", "--steps", str(10**9), "--save", self.at("begun.gradus"), "--quiet", "--json"],
                              stdout=subprocess.PIPE, text=True) as process:
            interrupt(process)
            steps = json.loads(process.communicate(timeout=20)[0])["steps"] + 1000
        self.train("whole", "xor-deep-relu", "--steps", steps)
        self.train("parts", self.at("begun.gradus"), "--steps", steps)
        self.assert_same("whole", "parts")

    def test_other_runs_stay(self):
        """The document is written again as a whole, also in its own place."""
        document = self.at("a.gradus")
        self.train("a", "xor", "--steps", 100)
        with sqlite3.connect(document) as database:  # a second run, as the window makes one
            for table, key in (("run", "id"), ("history", "run"), ("checkpoint", "run")):
                columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
                others = ", ".join("position + 1" if column == "position" else "2" if column == key else column for column in columns)
                database.execute(f"INSERT INTO {table} SELECT {others} FROM {table}")
            database.execute("UPDATE document SET seal = NULL")
        database.close()
        self.refused("--run 3: ", document, "--run", 3, "--steps", 300)
        self.train("a", document, "--run", 2, "--steps", 200)
        listed = run("check", document).stdout.splitlines()
        self.assertEqual([line.split(", ")[-2] for line in listed[1:]], ["step 100", "step 200"])
        one, other = (json.loads(run("predict", document, "--run", n, "--input", self.points(), "--json").stdout) for n in (1, 2))
        self.assertNotEqual(one["outputs"], other["outputs"])
        self.train("whole", "xor", "--steps", 100)
        whole = json.loads(run("predict", self.at("whole.gradus"), "--input", self.points(), "--json").stdout)
        self.assertEqual(one["outputs"], whole["outputs"])

    def points(self):
        with open(self.at("points.csv"), "w") as file:
            file.write("x,y\n0,0\n0,1\n1,0\n1,1\n")
        return self.at("points.csv")

    def test_text(self):
        self.train("a", "xor", "--steps", 100)
        result = run("train", self.at("a.gradus"), "--steps", 150)
        self.assertIn("finished after 150 steps, the last 50 now, ", result.stdout)

    def test_refusals(self):
        self.train("a", "xor", "--steps", 100)
        document = self.at("a.gradus")
        self.refused("the run is at step 100 already; say with --steps up to which step it shall go", document)
        self.refused("already", document, "--steps", 99)
        self.refused("--steps -1: give a whole number", document, "--steps", -1)
        self.refused("--seed: a document's run goes on as it is", document, "--seed", 2, status=2)
        self.refused("--set: a document's run goes on as it is", document, "--set", "training.batch-size=2", status=2)
        self.refused("xor is no document", "xor", "--run", 1, status=2)
        self.refused("nothing.gradus", self.at("nothing.gradus"), "--steps", 99)
        settings = ("training.cost=mean-squared-error", "network.hidden.activation=linear", "network.layers.2.activation=linear",
                    "training.optimiser.learning-rate=900")
        run("train", "xor", "--steps", 5000, *(word for setting in settings for word in ("--set", setting)), "--save", self.at("d.gradus"))
        self.refused("the run diverged in step", self.at("d.gradus"), "--steps", 9999)


if __name__ == "__main__":
    unittest.main(verbosity=2)
