#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""gradus-cli as another program sees it: what it prints, what it writes, what it ends with."""
import json
import math
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest

CLI = sys.argv.pop()


def run(*arguments, **options):
    return subprocess.run([CLI, *map(str, arguments)], capture_output=True, text=True, timeout=120, **options)


def train(*arguments):
    done = run("train", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    return json.loads(done.stdout)


class Promises(unittest.TestCase):
    KEYS = ["experiment", "seed", "steps", "cost", "accuracy", "test_cost", "test_accuracy", "outputs", "gradient_norms",
            "seconds", "steps_per_second", "state"]

    def test_list(self):
        done = run("list")
        self.assertEqual(done.returncode, 0)
        names = [line.split()[0] for line in done.stdout.splitlines()]
        self.assertEqual(names, ["xor", "xor-wide-deep", "xor-deep-sigmoid", "xor-deep-relu", "xor-activations", "spiral"])

    def test_deep_sigmoid(self):
        result = train("xor-deep-sigmoid")
        self.assertEqual(list(result), self.KEYS)
        self.assertEqual((result["experiment"], result["steps"], result["state"]), ("xor-deep-sigmoid", 200000, "finished"))
        self.assertAlmostEqual(result["cost"], 0.6931, delta=1e-4)
        self.assertEqual(result["accuracy"], 0.5)
        self.assertEqual(len(result["gradient_norms"]), 11)
        self.assertLess(result["gradient_norms"][0], 1e-6)
        self.assertIsNone(result["test_cost"])

    def test_deep_relu(self):
        result = train("xor-deep-relu")
        self.assertEqual(result["accuracy"], 1.0)
        self.assertLess(result["cost"], 1e-5)
        for output, target in zip(result["outputs"], (0, 1, 1, 0)):
            self.assertAlmostEqual(output, target, delta=1e-4)

    def test_xor(self):
        self.assertEqual(train("xor")["accuracy"], 1.0)

    def test_same_bits(self):
        for name in ("xor", "xor-deep-sigmoid", "xor-deep-relu"):
            first, second = train(name), train(name)
            for result in (first, second):
                del result["seconds"], result["steps_per_second"]
            self.assertEqual(first, second)

    def test_initial_weights(self):
        result = train("xor", "--steps", 0)
        self.assertEqual(result["steps"], 0)
        self.assertEqual(result["state"], "finished")
        self.assertTrue(0.5 < result["cost"] < 1)

    def test_settings(self):
        result = train("xor", "--seed", 7, "--steps", 2000, "--set", "training.optimiser.learning-rate=0.3", "--set",
                       "network.hidden.activation=tanh")
        self.assertEqual((result["seed"], result["steps"]), (7, 2000))
        self.assertNotEqual(result["cost"], train("xor", "--seed", 7, "--steps", 2000)["cost"])

    def test_divergence(self):
        result = train("xor", "--steps", 5000, "--set", "training.cost=mean-squared-error", "--set",
                       "network.hidden.activation=linear", "--set", "network.layers.2.activation=linear", "--set",
                       "training.optimiser.learning-rate=900")
        self.assertEqual(result["state"], "diverged")
        self.assertIsNone(result["cost"])

    def test_metrics(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "m.csv")
            result = train("xor", "--steps", 30001, "--metrics", path)
            with open(path) as file:
                lines = file.read().splitlines()
            self.assertEqual(lines[0], "step,cost,accuracy,gradient_norm_1,gradient_norm_2")
            rows = [line.split(",") for line in lines[1:]]
            self.assertTrue(2000 <= len(rows) <= 4097)
            self.assertEqual((rows[0][0], rows[-1][0]), ("0", "30001"))
            self.assertTrue(math.isclose(float(rows[-1][1]), result["cost"], rel_tol=1e-8))
            self.assertEqual(os.listdir(folder), ["m.csv"])

    def test_text(self):
        done = run("train", "xor-deep-relu", "--steps", 10)
        self.assertIn("2-5×10-1, seed 19", done.stdout)
        self.assertIn("gradient norm", done.stdout)
        self.assertEqual(done.stderr, "")  # a pipe: no bar

    def test_bench(self):
        done = run("bench", "xor", "boundary", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        figures = json.loads(done.stdout)
        self.assertEqual([(f["workload"], f["threads"], f["unit"]) for f in figures],
                         [("xor", 1, "steps/s"), ("boundary", 1, "ms")])
        self.assertTrue(all(f["figure"] > 0 for f in figures))

    def test_test_data(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "m.csv")
            result = train("spiral", "--steps", 3000, "--metrics", path)
            with open(path) as file:
                lines = file.read().splitlines()
        self.assertTrue(0 < result["test_cost"] < 1 and 0.4 < result["test_accuracy"] <= 1)
        self.assertEqual(lines[0].split(",")[:5], ["step", "cost", "accuracy", "test_cost", "test_accuracy"])
        self.assertTrue(math.isclose(float(lines[-1].split(",")[3]), result["test_cost"], rel_tol=1e-8))

    def test_divergence_is_told(self):
        done = run("train", "xor", "--steps", 5000, "--set", "training.cost=mean-squared-error", "--set",
                   "network.hidden.activation=linear", "--set", "network.layers.2.activation=linear", "--set",
                   "training.optimiser.learning-rate=900")
        self.assertRegex(done.stdout, r"stopped being finite in step \d+, beginning in layer [12]")
        done = run("train", "xor", "--json", "--set", "training.cost=mean-squared-error", "--set",
                   "network.hidden.activation=linear", "--set", "network.layers.2.activation=linear", "--set",
                   "training.optimiser.learning-rate=900")
        self.assertRegex(done.stderr, r"^gradus-cli: xor: it stopped being finite in step \d+, beginning in layer [12]; .*\n$")
        self.assertEqual((done.returncode, json.loads(done.stdout)["state"]), (0, "diverged"))

    def test_interrupt(self):
        process = subprocess.Popen([CLI, "train", "xor-deep-relu", "--steps", "9000000000", "--json"],
                                   stdout=subprocess.PIPE, text=True)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        output = process.communicate(timeout=20)[0]
        self.assertEqual(process.returncode, 130)
        result = json.loads(output)
        self.assertEqual(result["state"], "stopped")
        self.assertTrue(0 < result["steps"] < 9000000000)


class BadInput(unittest.TestCase):
    GOOD = {"gradus-experiment": 1, "data": {"name": "xor"},
            "network": {"layers": [{"units": 2, "activation": "tanh"}, {"units": 1, "activation": "sigmoid"}]},
            "training": {"cost": "binary-cross-entropy", "optimiser": {"name": "sgd", "learning-rate": 0.1}}, "seed": 1}

    def check(self, text, *words):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            file.write(text)
            file.flush()
            done = run("train", file.name)
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertEqual(done.stdout, "")
            self.assertEqual(done.stderr.count("\n"), 1)
            self.assertTrue(done.stderr.startswith(f"gradus-cli: {file.name}: "), done.stderr)
            for word in words:
                self.assertIn(word, done.stderr)

    def change(self, path, value):
        changed = json.loads(json.dumps(self.GOOD))
        at = changed
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = value
        return json.dumps(changed, indent=1)

    def test_good(self):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(self.GOOD, file)
            file.flush()
            self.assertEqual(train(file.name, "--steps", 5)["steps"], 5)

    def test_files(self):
        self.check("", "1: this is not JSON")
        self.check("not JSON", "1: this is not JSON")
        self.check(self.change(["sead"], 1), ' "sead" is not a known key; known here: ')
        self.check(self.change(["network", "layers"], []), "network.layers", "1 to 100 layers")
        self.check(self.change(["network", "layers", 0, "units"], 10**9), "network.layers.1.units", "from 1 to 4096")
        self.check(self.change(["training", "optimiser", "learning-rate"], math.nan), "NaN")
        self.check(self.change(["training", "optimiser", "learning-rate"], "NaN"), "learning-rate", "not a number")
        self.check(self.change(["network", "layers", 1, "units"], 3), "network.layers.2", "give it 1")

    def test_too_large_for_memory(self):
        layers = [{"units": 4096, "activation": "relu"}] * 99 + [{"units": 1, "activation": "sigmoid"}]
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            file.write(self.change(["network", "layers"], layers))
            file.flush()
            done = run("train", file.name, "--steps", 0)
            if os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") < 26 << 30:
                self.assertEqual(done.returncode, 1)
                self.assertRegex(done.stderr, r"would take .*GB, and this machine has .*GB")

    def test_missing_file(self):
        done = run("train", "none.json")
        self.assertEqual(done.returncode, 1)
        self.assertIn("none.json: there is no such file", done.stderr)

    def test_unwritable(self):
        done = run("train", "xor", "--steps", 1, "--metrics", "/nonexistent/m.csv")
        self.assertEqual(done.returncode, 1)
        self.assertTrue(done.stderr.startswith("gradus-cli: /nonexistent/m.csv: "))

    def test_full_disk(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([CLI, "train", "xor", "--steps", "1"], stdout=full, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertTrue(done.stderr.startswith("gradus-cli: standard output: "))

    def test_settings(self):
        for setting in ("seed", "a.b=1", "network.hidden.activation=foo", "seed=-1"):
            done = run("train", "xor", "--set", setting)
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertEqual(done.stderr.count("\n"), 1)

    def test_usage(self):
        for arguments in ([], ["trian"], ["train"], ["train", "a", "b"], ["train", "xor", "--stesp", "3"], ["list", "x"], ["bench", "y"]):
            done = run(*arguments)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertEqual(done.stdout, "")
        self.assertEqual(run("--help").returncode, 0)
        self.assertEqual(run("train", "--help").returncode, 0)
        self.assertTrue(run("--version").stdout.startswith("gradus-cli "))



class Plot(unittest.TestCase):
    VIEWS = ["cost", "accuracy", "gradients", "boundary", "network", "chain", "inspector", "activations"]
    STARTS = {"png": b"\x89PNG\r\n", "svg": b"<?xml", "pdf": b"%PDF-"}

    def test_views(self):
        with tempfile.TemporaryDirectory() as folder:
            for view in self.VIEWS:
                for ending, start in self.STARTS.items():
                    file = os.path.join(folder, f"{view}.{ending}")
                    done = run("plot", "xor-wide-deep", "--steps", 200, "--view", view, "--to", file)
                    self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""), view)
                    with open(file, "rb") as stream:
                        self.assertTrue(stream.read().startswith(start), file)

    def test_size(self):
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "a.png")
            self.assertEqual(run("plot", "xor", "--steps", 1, "--view", "cost", "--to", file, "--size", "300x200").returncode, 0)
            with open(file, "rb") as stream:
                header = stream.read(24)
            self.assertEqual((int.from_bytes(header[16:20], "big"), int.from_bytes(header[20:24], "big")), (600, 400))

    def test_faults(self):
        for arguments in (["xor"], ["xor", "--view", "cost"], ["xor", "--view", "c", "--to", "a.png"],
                          ["xor", "--view", "cost", "--to", "a.gif"], ["xor", "--view", "cost", "--to", "a.png", "--size", "9x9"],
                          ["xor", "--view", "chain", "--sample", "5", "--to", "a.png"],
                          ["xor", "--view", "inspector", "--part", "3:1", "--to", "a.png"],
                          ["xor", "--view", "inspector", "--part", "0", "--to", "a.png"]):
            done = run("plot", *arguments)
            self.assertEqual((done.returncode, done.stdout), (2, ""), arguments)
            self.assertEqual(done.stderr.count("\n"), 1, arguments)
        done = run("plot", "xor", "--steps", 1, "--view", "cost", "--to", "/nowhere/a.png")
        self.assertEqual(done.returncode, 1)
        self.assertIn("/nowhere/a.png", done.stderr)

if __name__ == "__main__":
    unittest.main(verbosity=2)
