#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""gradus-cli as another program sees it: what it prints, what it writes, what it ends with."""
import json
import math
import os
import pathlib
import re
import resource
import select
import shlex
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile

from interrupting import count_waits, count_work, interrupt, wait_until_waiting, wait_until_working

CLI = os.path.abspath(sys.argv.pop())
HAS_GARMENTS = os.path.isdir("/usr/share/datasets/fashion-mnist")


def run(*arguments, **options):
    return subprocess.run([CLI, *map(str, arguments)], capture_output=True, text=True, timeout=120, **options)


def train(*arguments):
    done = run("train", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    return json.loads(done.stdout)


def read_terminal(terminal):
    try:
        return os.read(terminal, 65536)
    except OSError:  # nobody has it open any more
        return b""


class Promises(unittest.TestCase):
    KEYS = ["experiment", "seed", "steps", "cost", "accuracy", "test_cost", "test_accuracy", "outputs", "gradient_norms",
            "seconds", "steps_per_second", "state", "diagnosis"]

    def test_list(self):
        done = run("list")
        self.assertEqual(done.returncode, 0)
        names = [line.split()[0] for line in done.stdout.splitlines() if line and not line.startswith("Sweeps")]
        self.assertEqual(names, ["xor", "xor-wide-deep", "xor-deep-sigmoid", "xor-deep-relu", "xor-deep-sigmoid-add", "xor-activations", "xor-optimisers", "spiral",
                                 "fashion", "fashion-convolution", "lenet", "lenet-sigmoid", "fashion-dropout", "cifar", "cifar-fitnet",
                                 "cifar-normalised", "lucky-seed", "good-init", "good-init-spiral", "good-init-fashion", "good-init-cifar"])

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

    def test_stop_when(self):
        """Training ends where the rule is met; a run of patience exports the best weights, and a document goes on from its end."""
        result = train("xor", "--set", "training.stop-when.cost=0.1")
        self.assertEqual(result["stop"], {"cause": "cost", "sentence": "cost below 0.1", "best_step": None})
        self.assertLess(result["cost"], 0.1)
        self.assertEqual(result["state"], "finished")
        with tempfile.TemporaryDirectory() as place:
            best, plain, document = (os.path.join(place, name) for name in ("best.csv", "plain.csv", "run.gradus"))
            result = train("spiral", "--set", "training.stop-when.patience=40", "--export", best, "--save", document)
            self.assertEqual(result["stop"]["cause"], "patience")
            self.assertLess(result["stop"]["best_step"], result["steps"])
            train("spiral", "--steps", result["stop"]["best_step"], "--export", plain)
            with open(best) as a, open(plain) as b:
                self.assertEqual(a.read(), b.read())
            on = train(document, "--steps", result["steps"] + 20)
            self.assertEqual(on["steps"], result["steps"] + 20)
            of_best = os.path.join(place, "of-best.csv")
            self.assertEqual(run("export", document, "--step", result["stop"]["best_step"], "--to", of_best).returncode, 0)
            with open(of_best) as a, open(plain) as b:
                self.assertEqual(a.read(), b.read())
        done = run("train", "xor", "--set", "training.stop-when.patience=5")
        self.assertEqual(done.returncode, 1)
        self.assertIn("give data.test-fraction", done.stderr)

    def test_rate(self):
        """a learning rate is looked for, and what is set for training has no part in it"""
        with tempfile.TemporaryDirectory() as folder:
            table, figure = os.path.join(folder, "rate.csv"), os.path.join(folder, "rate.png")
            done = run("rate", "spiral", "--json", "--csv", table, "--figure", figure)
            self.assertEqual((done.returncode, done.stderr, done.stdout.count("\n")), (0, "", 1))
            found = json.loads(done.stdout)
            self.assertEqual((found["outcome"], found["blown_up"], found["rates"][0]), ("found", True, 1e-6))
            self.assertTrue(any(math.isclose(found["suggestion"], rate, rel_tol=0.06) for rate in found["rates"]))
            with open(table) as lines:
                self.assertEqual(len(lines.readlines()), len(found["costs"]) + 1)
            self.assertGreater(os.path.getsize(figure), 1000)
        other = run("rate", "spiral", "--json", "--set", "training.optimiser.learning-rate=3", "--set", "training.steps=5")
        self.assertEqual(json.loads(other.stdout), found)
        flat = run("rate", "xor-deep-sigmoid")
        self.assertEqual(flat.returncode, 0)
        self.assertRegex(flat.stdout, r"^No learning rate from .* so there is no suggestion")
        self.assertIsNone(json.loads(run("rate", "xor-deep-sigmoid", "--json").stdout)["suggestion"])
        self.assertEqual(run("rate", "xor", "--figure", "rate.txt").returncode, 2)

    def test_damage(self):
        """what a document's run still does is measured as it is, and as where it was trained"""
        with tempfile.TemporaryDirectory() as folder:
            document, table, figure = (os.path.join(folder, name) for name in ("d.gradus", "d.csv", "d.svg"))
            trained = train("spiral", "--steps", 3000, "--save", document)
            done = run("damage", document, "--kind", "prune", "--json", "--csv", table, "--figure", figure)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            found = json.loads(done.stdout)
            self.assertEqual(json.loads(run("damage", "spiral", "--steps", 3000, "--kind", "prune", "--json").stdout), found)
            self.assertEqual((found["amounts"][0], found["amounts"][-1], found["step"]), (0, 1, 3000))
            self.assertAlmostEqual(found["training"]["accuracy"][0], trained["accuracy"])
            self.assertAlmostEqual(found["test"]["accuracy"][0], trained["test_accuracy"])
            self.assertLess(found["training"]["accuracy"][-1], 0.7)
            with open(table) as lines:
                self.assertEqual(len(lines.readlines()), 1 + 2 * len(found["amounts"]))
            self.assertGreater(os.path.getsize(figure), 1000)
        self.assertIn("no pictures", run("damage", "xor", "--kind", "rotate").stderr)
        self.assertIn("known are units", run("damage", "xor", "--kind", "rust").stderr)
        self.assertEqual(run("damage", "xor").returncode, 2)

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

    def test_layer_without_weights(self):
        """it has no row of numbers that say nothing"""
        done = run("train", "xor-deep-sigmoid-add", "--steps", 10)
        self.assertNotIn("nan", done.stdout)

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

    def test_advice(self):
        """what is seldom meant is said on standard error, and by check; what was asked for is done all the same"""
        with tempfile.TemporaryDirectory() as folder:
            table, path = os.path.join(folder, "t.csv"), os.path.join(folder, "e.json")
            with open(table, "w") as file:
                file.write("a,b,fraud\n" + "".join(f"{i % 7}.5,{i * 31 % 11}.25,{i % 50 == 0:d}\n" for i in range(200)))
            experiment = {"gradus-experiment": 1, "name": "uneven", "data": {"name": "file", "path": "t.csv", "scaling": "standard"},
                          "network": {"layers": [{"units": 1, "activation": "sigmoid"}]},
                          "training": {"cost": "binary-cross-entropy", "optimiser": {"name": "sgd", "learning-rate": 0.1}, "steps": 5}, "seed": 1}
            with open(path, "w") as file:
                json.dump(experiment, file)
            done = run("train", path)
            self.assertEqual(done.returncode, 0)
            self.assertRegex(done.stderr, r"^gradus-cli: .*e\.json: 9\d(\.\d)? % of the samples are of class 0, .* precision and recall")
            self.assertRegex(done.stdout, r"accuracy  0\.\d+ \(0\.9\d+ of the samples are class 0\)\n")
            self.assertEqual(run("train", path, "--json").stdout.count("\n"), 1)
            self.assertRegex(run("check", path).stdout, r"\n  advice: 9\d(\.\d)? % of the samples are of class 0")
            experiment["data"].update({"scaling": "none", "task": "numbers", "target": "b"})
            experiment["training"]["cost"] = "mean-squared-error"
            with open(path, "w") as file:
                json.dump(experiment, file)
            self.assertIn("the last layer’s Sigmoid answers from 0 to 1, but the targets, as the network gets them, go from 0.25 to 10", run("check", path).stdout)
        self.assertEqual(run("train", "xor", "--steps", 1).stderr, "")

    def test_numbers_as_people_write_them(self):
        """are not guessed in settings: a sentence says what may be meant"""
        for setting, meant in [("training.optimiser.learning-rate=0,5", "did you mean 0.5? give one from"), ("training.steps=1,000", "did you mean 1000? give a whole"),
                               ("data.noise=0,2", "did you mean 0.2? give one from 0 to 1"), ("training.batch-size=1 000", "did you mean 1000?")]:
            done = run("train", "spiral", "--set", setting)
            self.assertEqual(done.returncode, 1)
            self.assertIn(f"gradus-cli: {setting}: ", done.stderr)
            self.assertIn(meant, done.stderr)
        self.assertNotIn("mean", run("train", "spiral", "--set", "training.optimiser.learning-rate=fast").stderr)

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
        """by Ctrl-C, by a job system, by a terminal that is closed: what was to be saved is saved, and the status is 128 and the signal's number"""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, "a.gradus")
                process = subprocess.Popen([CLI, "train", "xor-deep-relu", "--steps", "9000000000", "--json", "--save", path],
                                           stdout=subprocess.PIPE, text=True, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL))
                wait_until_working(process)
                process.send_signal(number)
                output = process.communicate(timeout=20)[0]
                self.assertEqual(process.returncode, 128 + number)
                result = json.loads(output)
                self.assertEqual(result["state"], "stopped")
                self.assertTrue(0 < result["steps"] < 9000000000)
                self.assertIn(f"step {result['steps']}, ", run("check", path).stdout)

    def test_nohup(self):
        """What is to go on when its terminal closes goes on."""
        process = subprocess.Popen([CLI, "train", "xor-deep-relu", "--steps", "9000000000", "--json"], stdout=subprocess.PIPE, text=True,
                                   preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        wait_until_working(process)
        process.send_signal(signal.SIGHUP)
        before = count_work(process.pid)
        while count_work(process.pid) < before + 0.1:
            self.assertIsNone(process.poll())
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
        self.assertEqual(process.returncode, 130)

    def test_columns_part(self):
        """in the table of samples, however long a number is; and what is no number has no sign"""
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "a.csv"), "w") as file:
                file.write("a,b,y\n" + "".join(f"-0.0000{i}61,{-i * 98765.4321},{-i * 123456.789}\n" for i in range(1, 9)))
            path = os.path.join(folder, "a.json")
            with open(path, "w") as file:
                json.dump({"gradus-experiment": 1, "data": {"name": "file", "path": "a.csv", "target": "y", "task": "numbers", "test-fraction": 0},
                           "network": {"layers": [{"units": 1, "activation": "linear"}]},
                           "training": {"cost": "mean-squared-error", "optimiser": {"name": "sgd", "learning-rate": 9}}}, file)
            for steps in (0, 1000):
                out = run("train", path, "--steps", steps, "--metrics", os.path.join(folder, "m.csv")).stdout
                rows = out.split("output\n")[1].split("\n\n")[0].splitlines()
                self.assertEqual([len(row.split()) for row in rows], [4] * 8, rows)
                with open(os.path.join(folder, "m.csv")) as file:
                    self.assertNotIn("-nan", out + file.read())


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
        for encoding in ("utf-8", "utf-8-sig"):  # with the byte order mark of Windows' editor, too
            with tempfile.NamedTemporaryFile("w", suffix=".json", encoding=encoding) as file:
                json.dump(self.GOOD, file)
                file.flush()
                self.assertEqual(train(file.name, "--steps", 5)["steps"], 5)
                self.assertEqual(run("check", file.name).returncode, 0)

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
                self.assertRegex(done.stderr, r"would take .*GB, and at most .*GB, half of the memory")

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

    def write_into(self, special, *arguments):
        return run("train", "xor", "--steps", 1, "--quiet", *arguments, "--metrics", special)

    def test_standard_output(self):
        """what goes to /dev/stdout and what is printed are both there, whether it is a file, appended to or not, or a pipe"""
        for mode, before in (("w", ""), ("a", "before\n")):
            with tempfile.NamedTemporaryFile("w+", suffix=".txt") as file:
                file.write(before)
                file.flush()
                with open(file.name, mode) as out:
                    done = subprocess.run([CLI, "train", "xor", "--steps", "1", "--json", "--metrics", "/dev/stdout"], stdout=out)
                self.assertEqual(done.returncode, 0)
                file.seek(0)
                self.assert_both(file.read(), before)
        self.assert_both(self.write_into("/dev/stdout", "--json").stdout, "")

    def assert_both(self, text, before):
        self.assertTrue(text.startswith(before + "step,cost"), text)
        self.assertEqual(json.loads(text.splitlines()[-1])["steps"], 1)

    def test_own_output(self):
        """the file that is printed into is not replaced either, and holds no document"""
        with tempfile.TemporaryDirectory() as folder:
            name = os.path.join(folder, "a.gradus")
            for options, status in ((("--metrics", name), 0), (("--save", name), 1)):
                with open(name, "w") as out:
                    done = subprocess.run([CLI, "train", "xor", "--steps", "1", "--json", *options], stdout=out, stderr=subprocess.PIPE, text=True)
                self.assertEqual(done.returncode, status, done.stderr)
                with open(name) as file:
                    self.assertEqual([line[0] for line in file], [] if status else ["s", "0", "1", "{"])
            self.assertIn("cannot hold a document; give the name of a file", done.stderr)

    def test_fifo(self):
        with tempfile.TemporaryDirectory() as folder:
            fifo = os.path.join(folder, "fifo.gradus")
            os.mkfifo(fifo)
            with open(os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)) as reader:
                done = self.write_into(fifo)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertTrue(reader.read().startswith("step,cost"))
            done = run("train", "xor", "--steps", 1, "--save", fifo)
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertRegex(done.stderr, "fifo.gradus: this is a .*, which cannot hold a document; give the name of a file\n$")
            self.assertTrue(stat.S_ISFIFO(os.stat(fifo).st_mode))

    def test_fifo_that_nobody_reads(self):
        """It waits, as the tools of a shell do, until Ctrl-C."""
        with tempfile.TemporaryDirectory() as folder:
            fifo = os.path.join(folder, "fifo.csv")
            os.mkfifo(fifo)
            for command in (["train", "xor", "--steps", "1", "--metrics", fifo], ["sweep", "xor", "--steps", "1", "--csv", fifo]):
                with subprocess.Popen([CLI, *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
                    wait_until_waiting(process)
                    process.send_signal(signal.SIGINT)
                    self.assertRegex(process.communicate(timeout=20)[1], "^gradus-cli: .*fifo.csv: .*\n$")
                    self.assertEqual(process.returncode, 130, command)

    def test_fifo_whose_reader_goes(self):
        with tempfile.TemporaryDirectory() as folder:
            fifo = os.path.join(folder, "fifo.csv")
            os.mkfifo(fifo)
            reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
            rates = "training.optimiser.learning-rate=" + ",".join(str(i / 10000) for i in range(1, 1001))
            with subprocess.Popen([CLI, "sweep", "xor", "--steps", "0", "--seeds", "1", "--vary", rates, "--vary", "network.hidden.activation=tanh,sigmoid",
                                   "--csv", fifo], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as done:
                select.select([reader], [], [], 20)
                os.close(reader)  # more than a pipe holds is still to come
                self.assertIn("fifo.csv: Broken pipe", done.stderr.read())
            self.assertEqual(done.returncode, 1)

    def test_device(self):
        """root might replace the machine's own, so it takes others"""
        with tempfile.TemporaryDirectory() as folder:
            for device, minor, status in (("/dev/full", 7, 1), ("/dev/null", 3, 0)):
                if os.geteuid() == 0:
                    device = folder + device.replace("/dev", "")
                    try:
                        os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(1, minor))
                        os.close(os.open(device, os.O_WRONLY))
                    except PermissionError:
                        self.skipTest("no devices may be made here")
                done = self.write_into(device)
                self.assertEqual(done.returncode, status, done.stderr)
                self.assertTrue(stat.S_ISCHR(os.stat(device).st_mode))
                if status:
                    self.assertEqual(done.stderr, f"gradus-cli: {device}: No space left on device\n")

    def test_folder_as_output(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(self.write_into(folder).stderr, f"gradus-cli: {folder}: this is a folder; give the name of a file\n")

    def test_permissions(self):
        """of all that is written, as those of the file before it"""
        with tempfile.TemporaryDirectory() as folder:
            names = [os.path.join(folder, name) for name in ("m.csv", "w.npz", "a.gradus")]
            arguments = ["--metrics", names[0], "--export", names[1], "--save", names[2]]
            self.assertEqual(run("train", "xor", "--steps", 1, *arguments).returncode, 0)
            for mode in (0o640, 0o600, 0o666):
                for name in names:
                    os.chmod(name, mode)
                self.assertEqual(run("train", "xor", "--steps", 1, *arguments).returncode, 0)
                self.assertEqual([os.stat(name).st_mode & 0o777 for name in names], [mode] * 3)

    def test_standard_input(self):
        """An experiment comes by - or by a pipe, from the working folder."""
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "a.csv"), "w") as file:
                file.write("a,b,kind\n" + "1,2,x\n3,1,y\n2,5,x\n0,4,y\n" * 3)
            text = self.change(["data"], {"name": "file", "path": "a.csv", "test-fraction": 0})
            done = run("train", "-", "--steps", 3, "--json", input=text, cwd=folder)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertEqual(json.loads(done.stdout)["experiment"], "-")
            with open(os.path.join(folder, "a.json"), "w") as file:
                file.write(text)
            piped = subprocess.run(["bash", "-c", '"$0" train <(cat a.json) --steps 3 --json', CLI], cwd=folder, capture_output=True, text=True)
            self.assertEqual((piped.returncode, piped.stderr), (0, ""))
            self.assertEqual(json.loads(piped.stdout)["cost"], json.loads(done.stdout)["cost"])
            self.assertEqual(run("train", "-", input="{").stderr.split(" (")[0], "gradus-cli: standard input: 1: this is not JSON")
            self.assertIn("-: what a file is its name says; save this to a file", run("check", "-", input="a,b\n1,2\n").stderr)

    def test_sentences(self):
        """of what people do wrong"""
        with tempfile.TemporaryDirectory() as folder:
            os.mkfifo(os.path.join(folder, "fifo.gradus"))
            with open(os.path.join(folder, "header.safetensors"), "wb") as file:
                file.write(b"\x02\0\0\0\0\0\0\0[]")
            with open(os.path.join(folder, "large.json"), "w") as file:
                file.write(self.change(["seed"], 10**30))
            for words, sentence in ((["check", folder], f"{folder}: is a folder without the files of CIFAR-10 or Fashion-MNIST, and without "
                                                       "folders of pictures, one for each class; give one of these, or a file"),
                                    (["check", "fifo.gradus"], "fifo.gradus: this is a folder, a pipe or a device; give the file of a document"),
                                    (["train", "fifo.gradus"], "fifo.gradus: this is a folder, a pipe or a device; give the file of a document"),
                                    (["check", "header.safetensors"], "header.safetensors: no safetensors file: its header must begin with {; fetch it anew, "
                                                                      "or write it with safetensors.torch.save_file"),
                                    (["train", "xor", "--set", "=1", "--steps", "5"], '=1: there is no path before "="; give PATH=VALUE'),
                                    (["train", "xor", "--set", "network.depth=100"], "network.depth=100: give a whole number from 0 to 99; more than 0 needs "
                                                                                     "a hidden layer, which is repeated"),
                                    (["train", "xor", "--set", "network.layers.1.units=4096", "--set", "network.depth=99"], None),
                                    (["check", "large.json"], None)):
                done = run(*words, cwd=folder)
                self.assertEqual((done.returncode, done.stdout), (1, ""), words)
                if sentence:
                    self.assertEqual(done.stderr, f"gradus-cli: {sentence}\n")
                elif words[0] == "check":
                    self.assertRegex(done.stderr, r"^gradus-cli: large\.json: \d+: a number is too large \(.*\); give one below 9e18\n$")
                else:
                    self.assertRegex(done.stderr, r"would take .*B, and at most .*B, half of the memory that there is, can be had; use fewer or smaller layers")

    def test_memory_limit(self):
        """counts as the memory that there is: too large a network is refused at once"""
        def limit():
            resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))

        if run("list", preexec_fn=limit).returncode:
            self.skipTest("a sanitizer takes more addresses than that")
        start = time.monotonic()
        done = run("train", "xor", "--set", "network.layers.1.units=4096", "--set", "network.depth=12", "--steps", 1, preexec_fn=limit)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertRegex(done.stderr, "at most 1.6\xa0GB, half of the memory that there is, can be had; use fewer or smaller layers\n$")
        self.assertLess(time.monotonic() - start, 20)

    def test_doing_is_told(self):
        """on a terminal, while there is no step to count yet, and without a trace"""
        try:
            terminal, stderr = os.openpty()
        except OSError:
            self.skipTest("this system gives no terminals")
        with subprocess.Popen([CLI, "train", "xor", "--steps", "10"], stdout=subprocess.DEVNULL, stderr=stderr) as process:
            os.close(stderr)
            drawn = b"".join(iter(lambda: read_terminal(terminal), b""))
        os.close(terminal)
        self.assertEqual(process.returncode, 0)
        self.assertRegex(drawn.decode(), r"reading …\r\x1b\[K.*drawing the weights …\r\x1b\[K")
        self.assertTrue(drawn.endswith(b"\r\x1b[K"))

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

    def test_help(self):
        """It says what a command needs, and that it could not be written."""
        for command, needs in (("train", "EXPERIMENT|FILE.gradus"), ("export", "FILE.(gradus|safetensors) --to FILE"), ("check", "FILE…"), ("bench", "[WORKLOAD]…")):
            self.assertIn(f"gradus-cli {command} [OPTION…] {needs}\n", run(command, "--help").stdout)
        with tempfile.TemporaryDirectory() as folder:  # the examples follow from each other, and run as they are
            with open(os.path.join(folder, "samples.csv"), "w") as file:
                file.write("x,y\n0,1\n")
            for command in re.findall(r"^  (\w+) ", run("--help").stdout, re.MULTILINE):
                example, = re.findall(r"\nExample:\n  gradus-cli (.*)\n", run(command, "--help").stdout)
                if command in ("bench", "grade"):  # the latter with what a class has handed in: tests/grade
                    continue
                done = run(*example.split(), *(["--steps", 10] if command == "sweep" else []), cwd=folder)
                self.assertEqual((done.returncode, done.stderr), (0, ""), example)
        for arguments in (["--help"], ["--version"], ["list"], ["train", "--help"], ["plot", "xor", "-h"]):
            with open("/dev/full", "w", encoding="utf-8") as full:
                done = subprocess.run([CLI, *arguments], stdout=full, stderr=subprocess.PIPE, text=True)
            self.assertEqual((done.returncode, done.stderr), (1, "gradus-cli: standard output: No space left on device\n"), arguments)



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

    def test_chain(self):
        """The walk and the unit make another picture each."""
        with tempfile.TemporaryDirectory() as folder:
            pictures = set()
            for i, options in enumerate(([], ["--position", 1], ["--position", 2], ["--position", 1, "--chain-unit", 2])):
                file = os.path.join(folder, f"{i}.svg")
                self.assertEqual(run("plot", "xor", "--steps", 0, "--view", "chain", *options, "--to", file).returncode, 0)
                with open(file, "rb") as stream:
                    pictures.add(stream.read())
            self.assertEqual(len(pictures), 4)

    def test_size(self):
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "a.png")
            self.assertEqual(run("plot", "xor", "--steps", 1, "--view", "cost", "--to", file, "--size", "300x200").returncode, 0)
            with open(file, "rb") as stream:
                header = stream.read(24)
            self.assertEqual((int.from_bytes(header[16:20], "big"), int.from_bytes(header[20:24], "big")), (600, 400))

    def test_landscape(self):
        """Of a race there are the paths of all runs, by their names; of one run its own alone."""
        with tempfile.TemporaryDirectory() as folder:
            sizes = []
            for source in ("xor-optimisers", "xor"):
                for surface in ("contours", "relief"):
                    file = os.path.join(folder, "a.png")
                    done = run("plot", source, "--steps", 200, "--view", "landscape", "--surface", surface, "--to", file, "--size", "500x400")
                    self.assertEqual((done.returncode, done.stderr), (0, ""))
                    sizes.append(os.path.getsize(file))
            self.assertGreater(min(sizes), 20000)
            self.assertEqual(run("plot", "xor", "--steps", 0, "--view", "landscape", "--to", file).returncode, 0)
            self.assertLess(os.path.getsize(file), min(sizes)) # a sentence in place of a picture

    def test_faults(self):
        of_pictures = [["fashion", "--view", "saliency", "--class", "11", "--to", "a.png"], ["fashion", "--view", "saliency", "--class", "0", "--to", "a.png"]]
        for arguments in (["xor"], ["xor", "--view", "cost"], ["xor", "--view", "c", "--to", "a.png"],
                          ["xor", "--view", "cost", "--to", "a.gif"], ["xor", "--view", "cost", "--to", "a.png", "--size", "9x9"],
                          ["xor", "--view", "chain", "--sample", "5", "--to", "a.png"],
                          ["xor", "--view", "inspector", "--part", "3:1", "--to", "a.png"],
                          ["xor", "--view", "inspector", "--part", "0", "--to", "a.png"],
                          ["xor", "--view", "cost", "--smoothing", "2", "--to", "a.png"],
                          ["xor", "--view", "cost", "--smoothing", "-0.5", "--to", "a.png"],
                          ["xor", "--view", "projection", "--layer", "-1", "--to", "a.png"],
                          ["xor", "--view", "saliency", "--to", "a.png"],
                          ["xor", "--view", "landscape", "--plane", "weights", "--weight-up", "10", "--to", "a.png"],
                          ["xor", "--view", "landscape", "--plane", "weights", "--weight-up", "1", "--to", "a.png"],
                          ["xor", "--view", "landscape", "--plane", "flat", "--to", "a.png"],
                          *(of_pictures if HAS_GARMENTS else [])):
            done = run("plot", *arguments)
            self.assertEqual((done.returncode, done.stdout), (2, ""), arguments)
            self.assertEqual(done.stderr.count("\n"), 1, arguments)
        done = run("plot", "xor", "--steps", 1, "--view", "cost", "--to", "/nowhere/a.png")
        self.assertEqual(done.returncode, 1)
        self.assertIn("/nowhere/a.png", done.stderr)


class Sweep(unittest.TestCase):
    GRID = ["xor", "--vary", "network.hidden.activation=sigmoid,tanh", "--vary", "training.optimiser.learning-rate=0.1,1",
            "--seeds", "6", "--steps", "2000"]

    @staticmethod
    def table(done):
        assert done.returncode == 0, done.stderr
        result = json.loads(done.stdout)
        return {key: value for key, value in result.items() if key != "seconds"}

    def test_promises(self):
        result = json.loads(run("sweep", *self.GRID, "--json").stdout)
        self.assertEqual(list(result), ["experiment", "steps", "seeds", "cells", "seconds", "state"])
        self.assertEqual(result["state"], "finished")
        self.assertEqual((result["experiment"], result["steps"], result["seeds"], len(result["cells"])), ("xor", 2000, 6, 4))
        for cell in result["cells"]:
            self.assertEqual(list(cell), ["values", "runs", "solved", "diverged", "cost_median", "accuracy_mean", "test_accuracy_mean"])
            self.assertEqual(cell["runs"], 6)
        self.assertEqual(result["cells"][1]["values"], {"network.hidden.activation": "sigmoid", "training.optimiser.learning-rate": 1})

    def test_agrees_with_train(self):
        cell = json.loads(run("sweep", "xor", "--set", "network.hidden.activation=tanh", "--seeds", 3, "--seed", 5, "--json").stdout)["cells"][0]
        runs = [train("xor", "--set", "network.hidden.activation=tanh", "--seed", seed) for seed in (5, 6, 7)]
        self.assertEqual(cell["solved"], sum(one["accuracy"] == 1 for one in runs))
        self.assertAlmostEqual(cell["cost_median"], sorted(one["cost"] for one in runs)[1], delta=1e-9)

    def test_threads(self):
        tables = [self.table(run("sweep", *self.GRID, "--json", "--threads", n)) for n in (1, 2, 3)]
        self.assertEqual(tables[0], tables[1])
        self.assertEqual(tables[0], tables[2])

    @unittest.skipUnless(shutil.which("parallel"), "GNU parallel is not installed")
    def test_parallel(self):
        """As gradus-cli(1) tells: parts under GNU parallel, joined to the very table of the whole."""
        with tempfile.TemporaryDirectory() as folder:
            words = " ".join(map(shlex.quote, self.GRID))
            line = f"parallel --will-cite -j2 'gradus-cli sweep {words} --shard {{}}/4 > part-{{}}.json' ::: 1 2 3 4"
            path = os.path.dirname(os.path.abspath(CLI)) + ":" + os.environ["PATH"]
            subprocess.run(line, shell=True, cwd=folder, check=True, timeout=120, env={**os.environ, "PATH": path, "HOME": folder})
            parts = sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".json"))
            self.assertEqual(len(parts), 4)
            self.assertEqual(self.table(run("sweep", "--merge", *parts, "--json")), self.table(run("sweep", *self.GRID, "--json")))
            csvs = [os.path.join(folder, name) for name in ("merged.csv", "whole.csv")]
            run("sweep", "--merge", *parts, "--csv", csvs[0])
            run("sweep", *self.GRID, "--csv", csvs[1])
            first, second = (pathlib.Path(name).read_text() for name in csvs)
            self.assertEqual(first, second)
            self.assertEqual(len(first.splitlines()), 5)

    def test_text(self):
        done = run("sweep", "good-init", "--seeds", 2, "--steps", 500)
        self.assertIn("FitNet-17 on the test data of CIFAR-10", done.stdout)
        self.assertIn("93.94", done.stdout)
        self.assertIn("n/c", done.stdout.split("The paper's")[0])
        self.assertIn("solved", run("sweep", *self.GRID).stdout)

    def test_interrupt(self):
        with subprocess.Popen([CLI, "sweep", "xor-deep-relu", "--seeds", "1000", "--steps", "10000000", "--json"], stdout=subprocess.PIPE, text=True) as process:
            interrupt(process)
            out, _ = process.communicate(timeout=20)
            self.assertEqual(process.returncode, 130)
            result = json.loads(out)
            self.assertEqual((result["state"], result["cells"][0]["solved"], result["cells"][0]["runs"]), ("stopped", 0, 0))

    def test_interrupted_table(self):
        """says how many runs it is of"""
        with subprocess.Popen([CLI, "sweep", "xor-deep-relu", "--seeds", "1000", "--steps", "10000000"], stdout=subprocess.PIPE, text=True) as process:
            interrupt(process)
            out, _ = process.communicate(timeout=20)
        self.assertRegex(out, r"\nstopped: \d+ of 1000 runs are done, and they alone are counted\n$")

    def test_steps_that_differ(self):
        """are not one number"""
        words = ["sweep", "xor", "--vary", "training.steps=10,20"]
        result = json.loads(run(*words, "--json").stdout)
        self.assertIsNone(result["steps"])
        self.assertNotIn(" steps,", run(*words).stdout)
        self.assertIn("training.steps is set for all and varied, too; leave out one of the two", run(*words, "--steps", 7).stderr)

    def test_seed_that_is_set(self):
        """is the first"""
        one, other = (self.table(run("sweep", "xor", "--steps", 9, *words, "--json")) for words in (("--set", "seed=7"), ("--seed", "7")))
        self.assertEqual(one, other)
        self.assertNotEqual(one, self.table(run("sweep", "xor", "--steps", 9, "--json")))

    def test_sleeps(self):
        """The thread that waits for the others is woken by jobs that are done and by Ctrl-C, and by nothing else."""
        with subprocess.Popen([CLI, "sweep", "xor-deep-relu", "--steps", str(10**9), "--json"], stdout=subprocess.DEVNULL) as process:
            wait_until_working(process)
            before = count_waits(process.pid)
            time.sleep(0.5)
            n_waits = count_waits(process.pid) - before
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(timeout=20), 130)
        self.assertLess(n_waits, 3)

    def test_bar(self):
        """On a terminal, as jobs are done; ten times a second at most."""
        try:
            terminal, stderr = os.openpty()
        except OSError:
            self.skipTest("this system gives no terminals")
        start = time.monotonic()
        with subprocess.Popen([CLI, "sweep", "xor", "--seeds", "300", "--steps", "10000"], stdout=subprocess.DEVNULL, stderr=stderr) as process:
            os.close(stderr)
            drawn = b"".join(iter(lambda: read_terminal(terminal), b""))
        seconds = time.monotonic() - start
        os.close(terminal)
        counts = [int(count) for count in re.findall(r" (\d+) of 300 runs", drawn.decode())]
        self.assertEqual(process.returncode, 0)
        self.assertEqual(counts, sorted(counts))
        self.assertGreater(len(set(counts)), 2)
        self.assertLessEqual(len(counts), 10 * seconds + 3)
        self.assertTrue(drawn.endswith(b"\r\x1b[K"))

    def test_faults(self):
        for status, arguments in ((2, []), (2, ["xor", "xor"]), (2, ["xor", "--shard", "0/3"]), (2, ["xor", "--shard", "x"]),
                                  (2, ["--merge"]), (2, ["--merge", "a.json", "--seeds", "3"]), (2, ["xor", "--figure", "a.gif"]),
                                  (2, ["xor", "--seeds", "-1"]), (2, ["xor", "--seeds", "0"]), (2, ["xor", "--threads", "0"]), (1, ["xor", "--vary", "seed"]),
                                  (1, ["xor", "--vary", "seed=1,2"]), (1, ["xor", "--set", "seed=1", "--vary", "seed=1,2"]), (1, ["xor", "--vary", "a=1"]),
                                  (1, ["xor", "--vary", "network.hidden.units=2,0"]), (1, ["--merge", "/nonexistent.json"]),
                                  (1, ["xor", "--steps", "1", "--csv", "/nowhere/a.csv"]), (1, ["nothing"])):
            done = run("sweep", *arguments)
            self.assertEqual((done.returncode, done.stdout, done.stderr.count("\n")), (status, "", 1), (arguments, done.stderr))

    def test_figure(self):
        with tempfile.TemporaryDirectory() as folder:
            for ending, start in Plot.STARTS.items():
                file = os.path.join(folder, "grid." + ending)
                self.assertEqual(run("sweep", *self.GRID, "--figure", file).returncode, 0)
                with open(file, "rb") as stream:
                    self.assertTrue(stream.read().startswith(start), file)


class Lessons(unittest.TestCase):
    """A lesson that is a folder, with an experiment beside it; what is wrong is said with file and line."""
    def write(self, folder, **changes):
        step = {"title": "S", "text": "[0.1](training.optimiser.learning-rate)", "experiment": "own.json", "act": {"train": 10}, "after": "[10](step)"}
        step.update(changes)
        with open(os.path.join(folder, "lesson.json"), "w") as file:
            json.dump({"gradus-lesson": 1, "title": "T", "steps": [step]}, file, indent=1)

    def test_folder(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "own.json"), "w") as file:
                json.dump({"gradus-experiment": 1, "data": {"name": "xor"}, "seed": 7,
                           "network": {"layers": [{"units": 1, "activation": "sigmoid"}]},
                           "training": {"cost": "binary-cross-entropy", "optimiser": {"name": "sgd", "learning-rate": 0.1}}}, file)
            self.write(folder)
            done = run("check", "--run", folder)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertIn("a lesson, “T”, 1 steps", done.stdout)
            self.assertIn("1 steps, 2 statements, 0 of them wrong", done.stdout)
            self.write(folder, after="[11](step)")
            done = run("check", "--run", folder)
            self.assertEqual(done.returncode, 1)
            self.assertIn("step 1, “S”: “11” is stated, but step is 10", done.stderr)
            self.assertEqual(run("check", folder).returncode, 0)
            self.write(folder, experiment="other.json")
            done = run("check", folder)
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertRegex(done.stderr, r"^gradus-cli: .*lesson\.json: 8: steps\.1\.experiment: “other\.json” is neither")


class Data(unittest.TestCase):
    """Data of one's own: files, formulas, points."""
    FILES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data")

    def experiment(self, folder, data, outputs, last, cost):
        file = os.path.join(folder, "experiment.json")
        with open(file, "w") as stream:
            json.dump({"gradus-experiment": 1, "name": "Own", "data": data,
                       "network": {"layers": [{"units": 8, "activation": "tanh"}, {"units": outputs, "activation": last}]},
                       "training": {"cost": cost, "optimiser": {"name": "adam", "learning-rate": 0.01}, "batch-size": 10,
                                    "steps": 3000}}, stream)
        return file

    def test_table(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(os.path.join(self.FILES, "right", "flowers.csv"), folder)
            data = {"name": "file", "path": "flowers.csv", "target": "kind", "scaling": "standard"}
            file = self.experiment(folder, data, 3, "softmax", "cross-entropy")
            result = train(file)  # the path starts from the experiment's folder
            self.assertGreater(result["accuracy"], 0.95)
            self.assertGreater(result["test_accuracy"], 0.85)
            self.assertEqual(result["outputs"], train(file)["outputs"])
            two = train(file, "--set", 'data.inputs=["petal length","petal width"]')
            self.assertGreater(two["accuracy"], 0.9)

    def test_numbers(self):
        with tempfile.TemporaryDirectory() as folder:
            data = {"name": "function", "formula": "x^2/5 - 1", "noise": 0, "samples": 200}
            result = train(self.experiment(folder, data, 1, "linear", "mean-squared-error"))
            self.assertGreater(result["accuracy"], 0.99)  # the share of variance explained
            self.assertGreater(result["test_accuracy"], 0.98)
            for name in ("plane", "hill"):
                self.assertGreater(train(self.experiment(folder, {"name": name}, 1, "linear", "mean-squared-error"))["accuracy"], 0.2)

    def test_points(self):
        with tempfile.TemporaryDirectory() as folder:
            points = [[-1, 0, 0], [1, 0.5, 1], [0, -1, 1], [2, 2, 0]]
            result = train(self.experiment(folder, {"name": "points", "points": points}, 1, "sigmoid", "binary-cross-entropy"))
            self.assertEqual(result["accuracy"], 1)

    def test_faults(self):
        wrong = os.path.join(self.FILES, "wrong", "csv-ragged-long.csv")
        cases = [({"name": "file"}, "path"), ({"name": "file", "path": "nowhere.csv"}, "nowhere.csv"),
                 ({"name": "file", "path": wrong}, "line 4: has 4 columns"),
                 ({"name": "file", "path": os.path.join(self.FILES, "right", "missing.csv")}, "choose to drop"),
                 ({"name": "file", "path": os.path.join(self.FILES, "right", "iris.csv"), "scaling": "log"}, "scaling"),
                 ({"name": "file", "path": os.path.join(self.FILES, "right", "iris.csv"), "target": "x"}, "no column “x”"),
                 ({"name": "xor", "path": "a.csv"}, "data.path"), ({"name": "circle", "formula": "x"}, "data.formula"),
                 ({"name": "above", "formula": "2 *"}, "character 4"), ({"name": "function", "formula": 3}, "formula"),
                 ({"name": "points", "points": []}, "data.points"), ({"name": "points", "points": [[0, 0, 9]]}, "number 1"),
                 ({"name": "points", "points": [[0, 0, 0], [0, 1]]}, "number 2")]
        with tempfile.TemporaryDirectory() as folder:
            for data, complaint in cases:
                done = run("train", self.experiment(folder, data, 1, "sigmoid", "binary-cross-entropy"))
                self.assertEqual((done.returncode, done.stdout, done.stderr.count("\n")), (1, "", 1), (data, done.stderr))
                self.assertIn(complaint, done.stderr)

    def test_check(self):
        right = [os.path.join(self.FILES, "right", name) for name in os.listdir(os.path.join(self.FILES, "right"))]
        done = run("check", *right)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("flowers.csv: CSV, columns separated by commas, 150 samples of 5 columns", done.stdout)
        with open(os.path.join(self.FILES, "wrong", "sentences.txt")) as file:
            faulty = [line.split("\t")[0] for line in file if ", column “" in line]  # of one column, which may be left out
        names = set(os.listdir(os.path.join(self.FILES, "wrong"))) - {"sentences.txt", *faulty}
        done = run("check", *(os.path.join(self.FILES, "wrong", name) for name in names))
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertEqual(done.stderr.count("\n"), len(names))
        for name in faulty:
            done = run("check", os.path.join(self.FILES, "wrong", name))
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertRegex(done.stdout, "left out: |missing: |target: .*, mostly numbers")
        self.assertEqual(run("check").returncode, 2)
        with tempfile.TemporaryDirectory() as folder:
            file = self.experiment(folder, {"name": "moons"}, 1, "sigmoid", "binary-cross-entropy")
            self.assertIn("an experiment, “Own”, 2-8-1 on moons", run("check", file).stdout)

    def test_check_json(self):
        """What was guessed of tables as people write them, a line each and in JSON."""
        people = os.path.join(self.FILES, "people")
        done = run("check", "--json", *(os.path.join(people, name) for name in ("ticket.csv", "cp949.csv", "row-names.csv", "weka.arff")))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        ticket, cp949, rows, weka = map(json.loads, done.stdout.splitlines())
        self.assertEqual([ticket[key] for key in ("kind", "samples", "encoding", "header", "separator", "decimal", "target", "task", "missing")],
                         ["data", 60, "utf-8", True, ",", ".", "Port", "classes", 7])
        self.assertEqual([(item["column"], item["reason"]) for item in ticket["left-out"]],
                         [("Id", "all different"), ("Fullname", "all different"),
                          ("Ticket", "mostly numbers, but “A/5 2000” in line 2 is none like them")])
        self.assertEqual([column["role"] for column in ticket["columns"]],
                         ["left out", "input", "input", "left out", "input", "input", "left out", "input", "target"])
        self.assertEqual([column["kind"] for column in ticket["columns"]],
                         ["numbers", "numbers", "numbers", "classes", "classes", "numbers", "classes", "numbers", "classes"])
        self.assertEqual(ticket["columns"][8]["classes"], ["S", "C", "Q"])
        self.assertEqual((cp949["encoding"], cp949["columns"][3]["written-with"]), ("cp949", "a comma between thousands"))
        self.assertTrue(rows["row-names"])
        self.assertNotIn("encoding", weka)
        text = run("check", os.path.join(people, "id.csv")).stdout
        self.assertIn("\n  line 1 taken as header\n", text)
        self.assertIn("\n  left out: Id, all different\n", text)

    def test_type_that_is_no_text(self):
        """an array that is left out for the bytes of its type, which are quoted"""
        def npy(descr, shape, content):
            head = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}\n".encode("latin-1")
            return b"\x93NUMPY\1\0" + len(head).to_bytes(2, "little") + head + content

        with tempfile.TemporaryDirectory() as folder:
            with zipfile.ZipFile(f"{folder}/t.npz", "w") as file:
                file.writestr("X.npy", npy("|u1", "(4, 2)", bytes(range(8))))
                file.writestr("y.npy", npy("|u1", "(4,)", bytes([0, 1, 0, 1])))
                file.writestr("odd.npy", npy("<\xd9\x1b[31m", "(4,)", bytes(16)))
            done = run("check", "--json", f"{folder}/t.npz")
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertEqual(json.loads(done.stdout)["format"], "NumPy arrays; left out: odd (has items of type <\\xD9\\x1B[31m)")

    def test_left_out(self):
        """what no experiment asked to be left out of its file is told before it is trained, also as JSON and by a sweep"""
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(os.path.join(self.FILES, "right", "odd.npz"), f"{folder}/t.npz")
            with open(f"{folder}/t.csv", "w") as file:
                file.write("key,a,b,kind\n" + "".join(f"k{i},{i % 7},{'' if i in (3, 30) else i % 5 + 0.5},{'yes' if i % 3 else 'no'}\n" for i in range(40)))
            arrays = ("n (is a single number), notes (has pickled Python objects, which are never run here), readme.txt (is not an .npy file), "
                      "when (has items of type <M8[D]), other (3 rows, but X has 4)")
            for data, notes in (({"path": "t.csv", "missing": "drop"}, ["key, all different", "2 samples, in which values are missing"]),
                                ({"path": "t.csv", "missing": "fill", "inputs": ["a", "b"]}, []), ({"path": "t.npz", "task": "numbers"}, [arrays])):
                notes = [f"left out: {note}" for note in notes]
                lines = "".join(f"gradus-cli: {folder}/{data['path']}: {note}\n" for note in notes)
                with open(f"{folder}/e.json", "w") as file:
                    json.dump({"gradus-experiment": 1, "data": {"name": "file"} | data, "network": {"layers": [{"units": 1, "activation": "linear"}]},
                               "training": {"cost": "mean-squared-error", "optimiser": {"name": "sgd", "learning-rate": 0.1}, "steps": 2}, "seed": 1}, file)
                done = run("train", f"{folder}/e.json", "--json")
                self.assertEqual((done.returncode, done.stderr, json.loads(done.stdout).get("notes", [])), (0, lines, notes))
                self.assertEqual(run("sweep", f"{folder}/e.json", "--seeds", 2, "--quiet").stderr, lines)


if __name__ == "__main__":
    unittest.main(verbosity=2)
