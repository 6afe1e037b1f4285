#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Batch normalisation and batches of one sample, which have nothing to compare: refused as a size, and joined where one is left over."""
import json
import os
import re
import subprocess
import sys
import tempfile
import textwrap
import unittest

CLI = sys.argv.pop()


def experiment(n, batch_size, normalises=True):
    layers = [{"units": 6, "activation": "tanh"}, {"units": 1, "activation": "sigmoid"}]
    if normalises:
        layers[1:1] = [{"kind": "batch-normalisation", "activation": "relu"}]
    training = {"cost": "binary-cross-entropy", "optimiser": {"name": "adam", "learning-rate": 0.01}, "batch-size": batch_size, "steps": 500}
    return {"gradus-experiment": 1, "name": "", "data": {"name": "moons", "samples": n, "test-fraction": 0}, "network": {"layers": layers},
            "training": training, "seed": 1}


class Batches(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.TemporaryDirectory()
        self.addCleanup(self.place.cleanup)

    def run_cli(self, wanted, *words):
        path = os.path.join(self.place.name, "a.json")
        with open(path, "w") as file:
            json.dump(wanted, file)
        return subprocess.run([CLI, words[0], path, *map(str, words[1:])], capture_output=True, text=True, timeout=60)

    def train(self, wanted, *words):
        done = self.run_cli(wanted, "train", "--json", *words)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return json.loads(done.stdout)

    def test_size_of_one(self):
        for command in ("train", "sweep", "check"):
            done = self.run_cli(experiment(100, 1), command)
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertRegex(done.stderr, r"network\.layers\.2: batch-normalisation compares the samples of a batch, and a batch of 1 has none to compare; "
                                          r"take a batch-size of 2 or more, or 0 for all samples\n$")
        done = self.run_cli(experiment(100, 4), "sweep", "--vary", "training.batch-size=1,2")
        self.assertRegex(done.stderr, r"^gradus-cli: training\.batch-size=1: batch-normalisation compares")
        self.train(experiment(100, 1, normalises=False), "--steps", 3)

    def test_one_that_is_left_over(self):
        """A run with it learns as well as without."""
        costs = [self.train(experiment(n, 10))["cost"] for n in (100, 101, 102)]
        self.assertLess(max(costs), 0.4, costs)

    def test_all_but_one(self):
        """is all, then"""
        self.assertLess(self.train(experiment(101, 100))["cost"], 0.4)

    def test_script(self):
        """has the same batches"""
        path = os.path.join(self.place.name, "pytorch.py")
        for n, size, normalises, wanted in ((101, 10, True, [10] * 9 + [11]), (102, 10, True, [10] * 10 + [2]), (101, 10, False, [10] * 10 + [1]),
                                            (101, 100, True, [101]), (20, 20, True, [20]), (12, 20, True, [12])):
            self.train(experiment(n, size, normalises), "--steps", 1, "--export", path)
            with open(path) as file:
                text = file.read()
            count, lines = (re.search(pattern, text, re.MULTILINE)[0] for pattern in (r"^n_batches = .*\n", r"^    epoch, place = .*\n(?: +.*\n)*?    batch = .*\n"))
            seen = []

            class Random:
                def __init__(self, seed, stream):
                    pass

                def shuffle(self, count):
                    return list(range(count))

            for step in range(len(wanted)):
                names = {"x": range(n), "step": step, "Random": Random, "order": list(range(n))}
                exec(count + textwrap.dedent(lines), names)  # pylint: disable=exec-used
                seen.append(len(names["batch"]))
            self.assertEqual(seen, wanted, (n, size, normalises))


if __name__ == "__main__":
    unittest.main(verbosity=2)
