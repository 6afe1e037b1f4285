#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""sweep --curves beside what train --metrics says of each seed by itself, and NumPy's quantiles of that.

usage: test-curves.py GRADUS-CLI"""
import csv
import json
import os
import subprocess
import sys
import tempfile
import unittest

import numpy as np

CLI = os.path.abspath(sys.argv.pop())
KINDS = ("cost", "accuracy", "test_cost", "test_accuracy")
QUANTILES = (("least", 0), ("low", 25), ("median", 50), ("high", 75), ("greatest", 100))


def find_steps(n_steps):
    """as the man page tells: the first sixteen, eight an octave, multiples of a power of two"""
    even = 1
    while n_steps // even > 256:
        even *= 2
    octaves = {step << power for step in range(8, 16) for power in range(40)}
    return sorted(step for step in set(range(17)) | octaves | set(range(0, n_steps + 1, even)) if step < n_steps) + [n_steps]


def find_quantile(values, percent):
    """NumPy's; infinite ones count as soon as they have weight, where NumPy makes NaN of 0 times infinity"""
    nearest = np.sort(values)[int(np.ceil(percent / 100 * (len(values) - 1)))]
    return nearest if np.isinf(nearest) else np.percentile(np.where(np.isinf(values), nearest, values), percent)


class Curves(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.place = place.name

    def run_in(self, *words):
        return subprocess.run([CLI, *map(str, words)], capture_output=True, text=True, timeout=120, cwd=self.place)

    def done(self, *words):
        done = self.run_in(*words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def content(self, name):
        with open(os.path.join(self.place, name), "rb") as file:
            return file.read()

    def rows(self, name):
        with open(os.path.join(self.place, name), newline="") as file:
            return list(csv.DictReader(file))

    def sweep(self, *words):
        self.done("sweep", *words, "--curves", "curves.csv")
        return self.rows("curves.csv")

    def measure(self, *words):
        """{step: (cost, accuracy, test cost, test accuracy)} of a run by itself; and its end"""
        end = json.loads(self.done("train", *words, "--metrics", "metrics.csv", "--json"))
        measured = {int(row["step"]): [float(row.get(kind) or "nan") for kind in KINDS] for row in self.rows("metrics.csv")}
        return measured, measured[max(measured)], end

    def compare(self, row, seeds):
        """a line of the table beside the values of all seeds, NaN where one has none"""
        self.assertEqual(int(row["n"]), len(seeds))
        for kind, values in zip(KINDS, np.transpose(seeds)):
            for name, percent in QUANTILES:
                text = row[f"{kind}_{name}"]
                if not text and "test" in kind:
                    continue  # train carries the last measurement on
                expected = find_quantile(values[~np.isnan(values)], percent) if not np.isnan(values).all() else np.nan
                if np.isfinite(expected):
                    self.assertAlmostEqual(float(text), expected, delta=(1e-12 if "cost" in kind else 1e-9) * max(1, abs(expected)), msg=(row["step"], kind, name))
                else:
                    self.assertEqual(text, "", (row["step"], kind, name))

    def check(self, words, n_seeds, n_steps):
        runs = [self.measure(*words, "--seed", seed, "--steps", n_steps) for seed in range(1, n_seeds + 1)]
        table = self.sweep(*words, "--seeds", n_seeds, "--steps", n_steps)
        self.assertEqual([int(row["step"]) for row in table], find_steps(n_steps))
        for row in table[:-1]:
            self.compare(row, [measured[int(row["step"])] for measured, *_ in runs])
        self.compare(table[-1], [end for _, end, _ in runs])
        return table

    def test_like_numpy(self):
        """every step is in the metrics, so all of the table can be made from them"""
        self.check(["xor"], 7, 4000)
        self.check(["xor-deep-relu"], 4, 700)

    def test_test_data(self):
        for words in (["--set", "data.name=circle", "--set", "data.test-fraction=0.5"],
                      ["--set", "data.name=moons", "--set", "data.test-fraction=0.3", "--set", "training.batch-size=10"]):
            table = self.check(["xor", *words], 4, 600)
            self.assertTrue(table[0]["test_cost_median"] and table[-1]["test_cost_median"])
            self.assertGreater(sum(bool(row["test_accuracy_low"]) for row in table), 15)

    def test_cells(self):
        """each has its choices, its own steps, and what it has alone"""
        table = self.sweep("xor", "--vary", "network.hidden.activation=tanh,relu", "--vary", "training.steps=40,300", "--seeds", 3)
        for activation in ("tanh", "relu"):
            for steps in ("40", "300"):
                own = [row for row in table if (row["network.hidden.activation"], row["training.steps"]) == (activation, steps)]
                self.assertEqual([int(row["step"]) for row in own], find_steps(int(steps)))
                runs = [self.measure("xor", "--set", f"network.hidden.activation={activation}", "--steps", steps, "--seed", seed) for seed in (1, 2, 3)]
                for row in own[:-1]:
                    self.compare(row, [measured[int(row["step"])] for measured, *_ in runs])

    def test_agrees_with_table(self):
        """at the end"""
        self.done("sweep", "xor", "--seeds", 9, "--csv", "table.csv", "--curves", "curves.csv")
        last, table = self.rows("curves.csv")[-1], self.rows("table.csv")[0]
        for name in ("cost_median", "cost_low", "cost_high"):
            self.assertEqual(last[name], table[name])

    def test_diverged(self):
        """stay among the seeds, infinitely dear and never right; the table says how many"""
        words = ["xor", "--set", "training.cost=mean-squared-error", "--set", "network.hidden.activation=tanh", "--set", "network.hidden.initialiser.range=2",
                 "--set", "network.layers.2.activation=linear", "--set", "training.optimiser.learning-rate=0.7"]
        runs = [self.measure(*words, "--seed", seed, "--steps", 600) for seed in range(1, 9)]
        diverged = [end["state"] == "diverged" for *_, end in runs]
        self.assertTrue(0 < sum(diverged) < 8, diverged)
        for row in self.sweep(*words, "--seeds", 8, "--steps", 600):
            step = int(row["step"])
            seeds = []
            for (measured, last, end), has in zip(runs, diverged):
                gone = has and step >= end["steps"]
                seeds.append([np.inf, 0, np.nan, np.nan] if gone else last if step == 600 else measured[step])
                seeds[-1][0] = seeds[-1][0] if np.isfinite(seeds[-1][0]) else np.inf
            self.compare(row, seeds)
            self.assertEqual(int(row["diverged"]), sum(has and step >= end["steps"] for (*_, end), has in zip(runs, diverged)))

    def test_stopped(self):
        """keep what they ended with"""
        words = ["xor", "--set", "training.stop-when.cost=0.3", "--set", "network.hidden.activation=tanh"]
        runs = [self.measure(*words, "--seed", seed, "--steps", 4000) for seed in range(1, 7)]
        self.assertGreater(len({end["steps"] for *_, end in runs}), 2)
        for row in self.sweep(*words, "--seeds", 6, "--steps", 4000):
            step = int(row["step"])
            self.compare(row, [last if step >= end["steps"] else measured[step] for measured, last, end in runs])
            self.assertEqual(int(row["stopped"]), sum(end["steps"] < 4000 and step >= end["steps"] for *_, end in runs))

    def test_threads(self):
        """change no byte"""
        for n in (1, 2, 3):
            self.done("sweep", "xor-deep-relu", "--vary", "training.optimiser.learning-rate=0.1,3", "--seeds", 7, "--steps", 3000, "--threads", n,
                      "--curves", f"{n}.csv")
        self.assertEqual(self.content("1.csv"), self.content("2.csv"))
        self.assertEqual(self.content("1.csv"), self.content("3.csv"))

    def test_same_outcomes(self):
        """with curves and without"""
        words = ["sweep", "xor", "--set", "data.name=circle", "--seeds", 6, "--steps", 300, "--json"]
        plain, curved = (json.loads(self.done(*words, *more)) for more in ([], ["--curves", "a.csv"]))
        self.assertEqual(plain["cells"], curved["cells"])

    def test_parts(self):
        """are joined to the very bytes of the whole"""
        words = ["sweep", "xor", "--set", "data.name=circle", "--set", "data.test-fraction=0.5", "--vary", "training.optimiser.learning-rate=0.1,1000", "--seeds", 5, "--steps", 300]
        self.done(*words, "--curves", "whole.csv")
        for part in (1, 2, 3):
            with open(os.path.join(self.place, f"{part}.json"), "w") as file:
                file.write(self.done(*words, "--shard", f"{part}/3", "--curves", f"{part}.csv"))
        self.done("sweep", "--merge", "2.json", "1.json", "3.json", "--curves", "merged.csv")
        self.assertEqual(self.content("merged.csv"), self.content("whole.csv"))
        self.assertLess(int(self.rows("1.csv")[0]["n"]), 5)
        with open(os.path.join(self.place, "bare.json"), "w") as file:
            file.write(self.done(*words, "--shard", "1/3"))
        refused = self.run_in("sweep", "--merge", "2.json", "bare.json", "3.json")
        self.assertEqual((refused.returncode, refused.stderr), (1, "gradus-cli: bare.json: of this part and 2.json one alone has curves; do both parts "
                                                                   "with --curves, or both without\n"))
        with open(os.path.join(self.place, "all.json"), "w") as file:
            file.write(self.done(*words, "--shard", "1/1"))
        refused = self.run_in("sweep", "--merge", "all.json", "--curves", "new.csv")
        self.assertEqual((refused.returncode, refused.stderr), (1, "gradus-cli: --curves new.csv: the parts have no curves; do each of them again with "
                                                                   "--shard and --curves\n"))
        self.assertFalse(os.path.exists(os.path.join(self.place, "new.csv")))

    def test_damaged_parts(self):
        """are refused, not believed"""
        whole = json.loads(self.done("sweep", "xor", "--seeds", 2, "--steps", 20, "--shard", "1/1", "--curves", "a.csv"))
        for change in (lambda curves: curves.append(curves[0]), lambda curves: curves[0].pop(), lambda curves: curves[0][2].pop(),
                       lambda curves: [one.extend(one) for one in curves[0][2:]], lambda curves: curves[0][2].__setitem__(0, None),
                       lambda curves: curves[1].__setitem__(1, 2), lambda curves: curves[0][3].__setitem__(1, "infinity")):
            damaged = json.loads(json.dumps(whole))
            change(damaged["curves"])
            with open(os.path.join(self.place, "bad.json"), "w") as file:
                json.dump(damaged, file)
            refused = self.run_in("sweep", "--merge", "bad.json", "--curves", "b.csv")
            self.assertEqual(refused.returncode, 1)
            self.assertIn("bad.json: it has a curve that another part has too, or that is not possible", refused.stderr)

    def test_too_many(self):
        refused = self.run_in("sweep", "xor", "--seeds", 100000, "--steps", 100000, "--curves", "a.csv")
        self.assertEqual((refused.returncode, refused.stderr),
                         (1, "gradus-cli: the curves of 1 cells with 100000 seeds each are too many to be kept; take fewer cells or seeds, or do without "
                             "curves\n"))


if __name__ == "__main__":
    unittest.main()
