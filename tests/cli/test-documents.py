#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Documents on the command line: what train saves, check reads, export, predict, plot and report take further; TensorBoard's files, whose
records and messages are taken apart here as their own reader does it."""
import json
import os
import sqlite3
import struct
import subprocess
import sys
import tempfile
import unittest

from interrupting import interrupt

CLI = sys.argv.pop()


def run(*words, **more):
    return subprocess.run([CLI, *map(str, words)], capture_output=True, text=True, timeout=120, **more)


class Folder(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.TemporaryDirectory()
        self.at = lambda name: os.path.join(self.place.name, name)

    def tearDown(self):
        self.place.cleanup()

    def done(self, *words):
        result = run(*words)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        return result.stdout

    def refused(self, status, sentence, *words):
        result = run(*words)
        self.assertEqual((result.returncode, result.stdout), (status, ""), result.stderr)
        self.assertIn(sentence, result.stderr)
        self.assertEqual(result.stderr.count("\n"), 1)


def write_safetensors(path, tensors):
    """float32 tensors, (name, shape, numbers), in the order in which they come, as other programs write them"""
    header, body = {}, b""
    for name, shape, numbers in tensors:
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [len(body), len(body) + 4 * len(numbers)]}
        body += struct.pack(f"<{len(numbers)}f", *numbers)
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + body)


class Documents(Folder):
    def setUp(self):
        super().setUp()
        self.document = self.at("a.gradus")
        self.said = json.loads(self.done("train", "xor-wide-deep", "--steps", 400, "--save", self.document, "--export", self.at("now.safetensors"), "--json"))
        with open(self.at("raw.csv"), "w") as file:
            file.write("0,0\n0,1\n1,0\n1,1\n")

    def test_check(self):
        self.assertRegex(self.done("check", self.document), r"a document, 1 runs\n  1: “.+”, 2-5-4-1 on xor, step 400, \d+ checkpoints\n")
        self.assertIn("weights of “", self.done("check", self.at("now.safetensors")))

    def test_check_of_numbers(self):
        """What is not float32, and what no run can use, is told."""
        header = {"a": {"dtype": "F16", "shape": [2], "data_offsets": [0, 4]}, "b": {"dtype": "F32", "shape": [2], "data_offsets": [4, 12]},
                  "c": {"dtype": "I64", "shape": [1], "data_offsets": [12, 20]}}
        text = json.dumps(header).encode()
        with open(self.at("a.safetensors"), "wb") as file:
            file.write(struct.pack("<Q", len(text)) + text + struct.pack("<ee", 1, float("nan")) + struct.pack("<ff", float("inf"), 2) + bytes(8))
        self.assertEqual(self.done("check", self.at("a.safetensors")).split(": ", 1)[1],
                         "safetensors, 3 tensors, not written by Gradus\n  a: F16, used as float32\n  c: I64, which are no weights\n"
                         "  2 numbers are infinite or not a number: no run can use them\n")

    def test_check_of_diverged_run(self):
        settings = ("training.cost=mean-squared-error", "network.hidden.activation=linear", "network.layers.2.activation=linear",
                    "training.optimiser.learning-rate=900")
        run("train", "xor", "--steps", 5000, *(word for setting in settings for word in ("--set", setting)), "--save", self.at("d.gradus"))
        self.assertRegex(self.done("check", self.at("d.gradus")), r"\n     diverged in step \d+, beginning in layer [12]\n$")

    def test_other_programs_read_it(self):
        """as DESIGN has it: an SQLite database of runs, their experiments as JSON, checkpoints as safetensors"""
        database = sqlite3.connect(self.document)
        self.assertEqual(database.execute("PRAGMA application_id").fetchone()[0], 0x47726164)
        self.assertEqual(database.execute("PRAGMA user_version").fetchone()[0], 1)
        experiment, weights, step = database.execute("SELECT experiment, weights, step FROM run").fetchone()
        self.assertEqual((json.loads(experiment)["gradus-experiment"], step), (1, 400))
        length, = struct.unpack("<Q", weights[:8])
        header = json.loads(weights[8:8 + length])
        self.assertEqual(header["layer.1.weight"]["shape"], [5, 2])
        steps = [row[0] for row in database.execute("SELECT step FROM checkpoint ORDER BY step")]
        self.assertGreater(len(steps), 20)
        self.assertEqual(steps[0], 0)
        n, points = database.execute("SELECT n_points, points FROM history WHERE kind = 'steps'").fetchone()
        self.assertEqual(list(struct.unpack(f"<{n}q", points[:8 * n])), list(range(n)))
        database.close()

    def test_export_and_predict(self):
        self.done("export", self.document, "--to", self.at("b.safetensors"))
        with open(self.at("b.safetensors"), "rb") as b, open(self.at("now.safetensors"), "rb") as now:
            self.assertEqual(b.read(), now.read())
        from_document = json.loads(self.done("predict", self.document, "--input", self.at("raw.csv"), "--json"))
        for said, wanted in zip(from_document["outputs"], self.said["outputs"]):
            self.assertAlmostEqual(said[0], wanted, places=6)
        early = json.loads(self.done("predict", self.document, "--input", self.at("raw.csv"), "--step", 0, "--json"))
        self.assertEqual(early["step"], 0)
        self.assertNotEqual(early["outputs"], from_document["outputs"])

    def test_ensemble(self):
        """several files, or all runs of a document, are averaged, whatever their networks"""
        self.done("train", "xor", "--seed", 5, "--steps", 100, "--export", self.at("other.safetensors"))
        words = ("--input", self.at("raw.csv"), "--json")
        alone = [json.loads(self.done("predict", self.at(name), *words))["outputs"] for name in ("now.safetensors", "other.safetensors")]
        both = json.loads(self.done("predict", self.at("now.safetensors"), self.at("other.safetensors"), *words))
        self.assertEqual(both["averaged"], 2)
        for mean, (first, second) in zip(both["outputs"], zip(*alone)):
            self.assertAlmostEqual(mean[0], (first[0] + second[0]) / 2, places=6)
        mixed = json.loads(self.done("predict", self.document, self.at("other.safetensors"), "--all-runs", *words))
        self.assertEqual(mixed["outputs"], both["outputs"])
        self.assertNotIn("averaged", json.loads(self.done("predict", self.document, "--all-runs", *words)))
        self.done("train", "spiral", "--set", "data.arms=3", "--set", "network.layers.3.units=3", "--set", "network.layers.3.activation=softmax",
                  "--set", "training.cost=cross-entropy", "--steps", 1, "--export", self.at("arms.safetensors"))
        self.refused(1, "cannot be averaged", "predict", self.at("now.safetensors"), self.at("arms.safetensors"), "--input", self.at("raw.csv"))
        self.refused(2, "--run: --all-runs takes all runs", "predict", self.document, "--all-runs", "--run", 1, "--input", self.at("raw.csv"))

    def test_foreign(self):
        """weights of other programs go where their shapes fit, or as --order says; what is no weight is named"""
        first, second = [0.1 * i for i in range(10)], [0.05 * i for i in range(20)]
        layers = {"input": ([5, 2], first), "hidden": ([4, 5], second), "output": ([1, 4], [1, -1, 2, -2])}
        tensors = [t for name in sorted(layers) for t in ((name + ".bias", [layers[name][0][0]], [0.5] * layers[name][0][0]), (name + ".weight", *layers[name]))]
        foreign = self.at("pytorch.safetensors")
        write_safetensors(foreign, [("empty", [0], []), ("step", [], [7]), *tensors])
        sigmoid = lambda z: 1 / (1 + 2.718281828459045 ** -z)
        for words in ((), ("--order", "input,hidden,output"), ("--order", "input.weight,hidden.bias,output")):
            said = run("predict", foreign, "--experiment", "xor-wide-deep", *words, "--input", self.at("raw.csv"), "--json")
            self.assertEqual((said.returncode, said.stderr), (0, f"gradus-cli: {foreign}: left out, as these are no weights: empty, step\n"))
            for (x, y), output in zip(((0, 0), (0, 1), (1, 0), (1, 1)), json.loads(said.stdout)["outputs"]):
                a = [sigmoid(first[2 * i] * x + first[2 * i + 1] * y + 0.5) for i in range(5)]
                b = [sigmoid(sum(second[5 * i + k] * a[k] for k in range(5)) + 0.5) for i in range(4)]
                self.assertAlmostEqual(output[0], sigmoid(b[0] - b[1] + 2 * b[2] - 2 * b[3] + 0.5), places=5)
        self.refused(1, "name it, with --experiment", "predict", foreign, "--input", self.at("raw.csv"))
        self.refused(1, "name their --experiment, too", "predict", foreign, "--order", "a", "--input", self.at("raw.csv"))
        self.refused(1, "is a document, which has its experiments", "predict", self.document, "--experiment", "xor", "--input", self.at("raw.csv"))
        self.refused(1, "“hidden” does not fit layer.1 (5 × 2, 5)", "export", foreign, "--experiment", "xor-wide-deep", "--order", "hidden,input,output", "--to", self.at("x.npz"))
        self.refused(1, "the file has nothing for layer.1 (2 × 2, 2), it has “hidden” 4 × 5 and 4", "export", foreign, "--experiment", "xor", "--to", self.at("x.npz"))

    def test_foreign_alike(self):
        """where only names decide, that is said, and another order changes what is answered"""
        foreign, experiment = self.at("alike.safetensors"), self.at("alike.json")
        layer = lambda units: {"units": units, "activation": "tanh"}
        with open(experiment, "w") as file:
            json.dump({"gradus-experiment": 1, "data": {"name": "xor"}, "network": {"layers": [layer(2), layer(2), {"units": 1, "activation": "sigmoid"}]},
                       "training": {"cost": "binary-cross-entropy", "optimiser": {"name": "sgd", "learning-rate": 0.1}}}, file)
        write_safetensors(foreign, [("b.weight", [2, 2], [1, 2, 3, 4]), ("b.bias", [2], [0, 0]), ("a.weight", [2, 2], [1, -1, 1, -1]), ("a.bias", [2], [1, 1]),
                                    ("c.weight", [1, 2], [1, 1]), ("c.bias", [1], [0])])
        by_name = run("predict", foreign, "--experiment", experiment, "--input", self.at("raw.csv"))
        self.assertIn("a,b have layers of the same shape and are taken in the order of their names; --order gives another", by_name.stderr)
        self.assertEqual(by_name.stdout, self.done("predict", foreign, "--experiment", experiment, "--order", "a,b,c", "--input", self.at("raw.csv")))
        self.assertNotEqual(by_name.stdout, self.done("predict", foreign, "--experiment", experiment, "--order", "b,a,c", "--input", self.at("raw.csv")))

    def test_wrong_choices(self):
        self.refused(1, "has 1 runs; give a number from 1 to 1", "export", self.document, "--run", 2, "--to", self.at("x.npz"))
        self.refused(1, "there is no checkpoint of that step; the nearest is that of step", "export", self.document, "--step", 399, "--to", self.at("x.npz"))
        self.refused(2, "weights are written as .safetensors", "export", self.document, "--to", self.at("x.doc"))
        self.refused(2, "documents are called .gradus", "train", "xor", "--save", self.at("x.db"))
        self.refused(1, "leave it out", "predict", self.at("now.safetensors"), "--run", 1, "--input", self.at("raw.csv"))
        self.refused(1, "there is no such file; give one that is there", "check", self.at("none.gradus"))
        with open(self.at("bad.gradus"), "w") as file:
            file.write("hello")
        self.refused(1, "this is no Gradus document", "check", self.at("bad.gradus"))

    def test_wrong_samples(self):
        """names decide: what is missing, too much or no number is named, with what would be right"""
        for text, sentence in (("1\n2\n", "has 1 columns (“column 1”), but the network takes “x”, “y”; give these"),
                               ("1,2,3\n3,4,5\n", "has 3 columns (“column 1”, “column 2”, “column 3”), but the network takes “x”, “y”"),
                               ("x,a\n1,2\n2,3\n", "has no column “y”; the network takes “x”, “y”, the table has “x”, “a”"),
                               ("id,x,y\n1,0,1\n2,1,1\n", "has a column “id”, which the network's data had not; it takes “x”, “y”; leave out the rest"),
                               ("a,b\n1,x\n2,y\n", "column “b” holds texts, but the network takes a number there"),
                               ("x,y\n\n1,\n2,3\n", "line 3, column “y”: the value is missing, and training filled no gaps; give one")):
            with open(self.at("bad.csv"), "w") as file:
                file.write(text)
            said = run("predict", self.document, "--input", self.at("bad.csv"))
            self.assertEqual((said.returncode, said.stdout), (1, ""))
            self.assertIn(sentence, said.stderr)

    def test_named_samples(self):
        """points by x and y in whatever order, with a class beside them; through a pipe and standard input, too"""
        straight = self.done("predict", self.document, "--input", self.at("raw.csv"))
        for text, note in (("x,y\n0,0\n0,1\n1,0\n1,1\n", ""), ("y,x\n0,0\n1,0\n0,1\n1,1\n", ""),
                           ("class,y,x\n0,0,0\n1,1,0\n1,0,1\n0,1,1\n", "passed over, as these are no inputs: class"),
                           ("p,q\n0,0\n0,1\n1,0\n1,1\n", "none of its columns is called as the network's, so they are taken in their order as “x”, “y”")):
            with open(self.at("named.csv"), "w") as file:
                file.write(text)
            said = run("predict", self.document, "--input", self.at("named.csv"))
            self.assertEqual((said.returncode, said.stdout), (0, straight))
            self.assertEqual(said.stderr, f"gradus-cli: {self.at('named.csv')}: {note}\n" if note else "")
        with open(self.at("raw.csv"), "rb") as file:
            raw = file.read()
        for name in ("-", "/dev/stdin"):
            said = run("predict", self.document, "--input", name, input=raw.decode())
            self.assertEqual((said.returncode, said.stdout, said.stderr), (0, straight, ""))
        said = run("predict", self.document, "--input", "-", input="1,2,3\n3,4,5\n")
        self.assertEqual(said.returncode, 1)
        self.assertTrue(said.stderr.startswith("gradus-cli: standard input: has 3 columns"), said.stderr)
        said = run("predict", self.document, "--input", "-", input="")
        self.assertTrue(said.stderr.startswith("gradus-cli: standard input: is empty"), said.stderr)

    def test_table(self):
        """gaps are filled as in training; texts that training did not know are named with line, column and those that it knew"""
        with open(self.at("people.csv"), "w") as file:
            file.write("name,age,colour,height,tall\n")
            for i in range(40):
                file.write(f"p{i},{i % 7 + 20},{'red' if i % 3 else 'green'},{150 + i % 11 if i != 5 else ''},{'yes' if i % 2 else 'no'}\n")
        with open(self.at("people.json"), "w") as file:
            json.dump({"gradus-experiment": 1, "data": {"name": "file", "path": "people.csv", "target": "tall", "inputs": ["age", "colour", "height"],
                                                        "missing": "fill", "scaling": "standard", "test-fraction": 0},
                       "network": {"layers": [{"units": 1, "activation": "sigmoid"}]},
                       "training": {"cost": "binary-cross-entropy", "optimiser": {"name": "sgd", "learning-rate": 0.1}}}, file)
        weights = self.at("people.safetensors")
        trained = json.loads(self.done("train", self.at("people.json"), "--steps", 50, "--export", weights, "--save", self.at("people.gradus"), "--json"))
        for source in (weights, self.at("people.gradus")):
            own = run("predict", source, "--input", self.at("people.csv"), "--json")
            self.assertEqual((own.returncode, own.stderr), (0, f"gradus-cli: {self.at('people.csv')}: passed over, as these are no inputs: name, tall\n"))
            for said, wanted in zip(json.loads(own.stdout)["outputs"], trained["outputs"]):
                self.assertAlmostEqual(said[0], wanted, places=5)

        def predict(text):
            with open(self.at("new.csv"), "w") as file:
                file.write(text)
            return run("predict", weights, "--input", self.at("new.csv"))

        mean = sum(150 + i % 11 for i in range(40) if i != 5) / 39
        with_gap, whole = predict("height,colour,age\n,,21\n155,red,22\n"), predict(f"colour,age,height\nred,21,{mean:.9g}\nred,22,155\n")
        self.assertEqual((with_gap.returncode, with_gap.stderr), (0, ""))
        for one, other in zip(with_gap.stdout.split(), whole.stdout.split()):
            if one not in ("yes", "no"):
                self.assertAlmostEqual(float(one), float(other), places=6)
        for text, sentence in (("age,colour,height\n21,red,150\n\n22,Red,151\n", "line 4, column “colour”: the network does not know “Red”; it knows “green”, “red”"),
                               ("age,colour,Height\n21,red,150\n22,red,151\n", "has no column “height”; the network takes “age”, “colour”, “height”, the table has “age”, “colour”, “Height”"),
                               ("age,colour,height,weight\n21,red,150,1\n22,red,151,1\n", "has a column “weight”, which the network's data had not")):
            said = predict(text)
            self.assertEqual((said.returncode, said.stdout), (1, ""))
            self.assertIn(sentence, said.stderr)

    def test_plot_and_report(self):
        self.done("plot", self.document, "--view", "cost", "--to", self.at("cost.svg"))
        self.refused(2, "is drawn as it is", "plot", self.document, "--steps", 3, "--view", "cost", "--to", self.at("cost.svg"))
        self.done("report", self.document, "--to", self.at("report.pdf"))
        with open(self.at("report.pdf"), "rb") as file:
            self.assertTrue(file.read().startswith(b"%PDF-"))
        self.refused(2, "usage", "report", self.document, "--to", self.at("report.doc"))

    def test_interrupted(self):
        """Ctrl-C stops between two steps, and saves what was asked to be saved"""
        process = subprocess.Popen([CLI, "train", "xor-deep-sigmoid", "--steps", str(10**12), "--save", self.at("cut.gradus"), "--quiet"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        interrupt(process)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        self.assertIn("a document, 1 runs", self.done("check", self.at("cut.gradus")))


# -- TensorBoard ------------------------------------------------------------------------------------------------


def crc32c(data):
    crc = 0xffffffff
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82f63b78 if crc & 1 else 0)
    return crc ^ 0xffffffff


def masked(data):
    crc = crc32c(data)
    return ((crc >> 15 | crc << 17) + 0xa282ead8) & 0xffffffff


def records(path):
    with open(path, "rb") as file:
        contents = file.read()
    at = 0
    while at < len(contents):
        head = contents[at:at + 8]
        length, = struct.unpack("<Q", head)
        check, = struct.unpack("<I", contents[at + 8:at + 12])
        data = contents[at + 12:at + 12 + length]
        data_check, = struct.unpack("<I", contents[at + 12 + length:at + 16 + length])
        assert check == masked(head) and data_check == masked(data), "a checksum is wrong"
        yield data
        at += 16 + length


def fields(message):
    """number: [values] of a protocol buffer"""
    found, at = {}, 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = message[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value
    while at < len(message):
        key = varint()
        if key & 7 == 0:
            value = varint()
        else:
            size = {1: 8, 5: 4}.get(key & 7) or varint()
            value, at = message[at:at + size], at + size
        found.setdefault(key >> 3, []).append(value)
    return found


class TensorBoard(Folder):
    def test_events(self):
        said = json.loads(self.done("train", "spiral", "--steps", 300, "--tensorboard", self.at("logs"), "--json"))
        name, = os.listdir(self.at("logs"))
        self.assertRegex(name, r"^events\.out\.tfevents\.\d{10}\.")
        events = [fields(data) for data in records(os.path.join(self.at("logs"), name))]
        self.assertEqual(events[0][3], [b"brain.Event:2"])
        self.assertEqual(fields(events[1][7][0]), {1: [1]})  # the session begins
        steps = [e[2][0] for e in events]
        self.assertEqual(steps, sorted(steps))
        scalars, histograms = {}, {}
        for event in events[3:]:
            for value in map(fields, fields(event[5][0]).get(1, [])):
                tag = value[1][0].decode()
                if 2 in value:
                    scalars.setdefault(tag, {})[event[2][0]] = struct.unpack("<f", value[2][0])[0]
                else:
                    histograms.setdefault(tag, []).append(fields(value[5][0]))
        self.assertEqual(set(scalars), {"cost", "accuracy", "test/cost", "test/accuracy", "gradient norm/layer 1", "gradient norm/layer 2", "gradient norm/layer 3"})
        self.assertEqual(list(scalars["cost"]), list(range(301)))
        self.assertEqual(set(histograms), {"weights/layer 1", "weights/layer 2", "weights/layer 3"})
        for histogram in histograms["weights/layer 2"]:
            buckets = struct.unpack("<30d", histogram[7][0])
            limits = struct.unpack("<30d", histogram[6][0])
            self.assertEqual(sum(buckets), struct.unpack("<d", histogram[3][0])[0])
            self.assertEqual(list(limits), sorted(limits))
        self.assertEqual(said["steps"], 300)
        for key, tag in (("cost", "cost"), ("accuracy", "accuracy"), ("test_cost", "test/cost"), ("test_accuracy", "test/accuracy")):
            self.assertAlmostEqual(scalars[tag][300], said[key], delta=1e-6)  # the last step is told, too

    def test_a_folder_each_time(self):
        """and it is told where"""
        for n in range(1, 5):
            done = run("train", "xor", "--steps", 5, "--tensorboard", self.at("logs"), "--quiet")
            where = self.at("logs") if n == 1 else self.at(f"logs/run-{n}")
            self.assertEqual(len([name for name in os.listdir(where) if name.startswith("events.")]), 1)
            self.assertEqual(done.stderr, "" if n == 1 else f"gradus-cli: {self.at('logs')}: has the events of another run; those of this one are in {where}\n")
        self.assertEqual(sorted(os.listdir(self.at("logs")))[1:], ["run-2", "run-3", "run-4"])

    def graph(self, *arguments):
        """the nodes of the graph: name → (operation, names of its inputs, shape)"""
        self.done("train", *arguments, "--steps", 0, "--tensorboard", self.at("logs"), "--quiet")
        name, = os.listdir(self.at("logs"))
        graph = fields([fields(data) for data in records(os.path.join(self.at("logs"), name))][2][4][0])
        self.assertEqual(fields(graph[4][0])[1], [22])  # the version that it is for
        nodes = {}
        for node in map(fields, graph[1]):
            attributes = {fields(entry)[1][0]: fields(fields(entry)[2][0]) for entry in node[5]}
            self.assertEqual(attributes[b"T"], {6: [1]})
            axes = fields(fields(attributes[b"_output_shapes"][1][0])[7][0]).get(2, [])
            shape = [fields(axis)[1][0] for axis in axes]
            nodes[node[1][0].decode()] = node[2][0].decode(), [i.decode() for i in node.get(3, [])], [-1 if n == 2**64 - 1 else n for n in shape]
        self.assertTrue(all(i in nodes for _, inputs, _ in nodes.values() for i in inputs), nodes)
        return nodes

    def test_graph(self):
        """the lecture's scopes, as its slide draws them"""
        nodes = self.graph("xor-deep-relu")
        scopes = list(dict.fromkeys(name.split("/")[0] for name in nodes))
        self.assertEqual(scopes, ["X", "Y", *(f"layer{n}" for n in range(1, 11)), "last", "cost", "train"])
        self.assertEqual(nodes["layer2/MatMul"], ("MatMul", ["layer1/Relu", "layer2/weight"], [-1, 5]))
        self.assertEqual(nodes["layer2/Add"], ("Add", ["layer2/MatMul", "layer2/bias"], [-1, 5]))
        self.assertEqual(nodes["layer1/weight"], ("VariableV2", [], [5, 2]))
        self.assertEqual(nodes["layer1/MatMul"][1], ["X", "layer1/weight"])
        self.assertEqual(nodes["last/Sigmoid"], ("Sigmoid", ["last/Add"], [-1, 1]))
        self.assertEqual(nodes["cost/binary-cross-entropy"][1], ["last/Sigmoid", "Y"])
        self.assertEqual(nodes["train/sgd"], ("sgd", ["cost/binary-cross-entropy"], []))

    def test_graph_of_all_kinds(self):
        layers = [{"units": 4, "activation": "maxout", "pieces": 3}, {"kind": "batch-normalisation"}, {"kind": "dropout", "rate": 0.1},
                  {"kind": "add", "from": 1}, {"units": 1, "activation": "sigmoid"}]
        with open(self.at("e.json"), "w") as file:
            json.dump({"gradus-experiment": 1, "data": {"name": "moons"}, "network": {"layers": layers}, "training": {
                "cost": "binary-cross-entropy", "optimiser": {"name": "adam", "learning-rate": 0.1}, "steps": 1}}, file)
        nodes = self.graph(self.at("e.json"))
        self.assertEqual(nodes["layer1/Max"], ("Max", ["layer1/Add"], [-1, 4]))
        self.assertEqual(nodes["layer2/FusedBatchNorm"], ("FusedBatchNorm", ["layer1/Max", *(
            f"layer2/{name}" for name in ("weight", "bias", "running_mean", "running_var"))], [-1, 4]))
        self.assertEqual(nodes["layer4/AddN"], ("AddN", ["layer3/Dropout", "layer1/Max"], [-1, 4]))

    def test_nowhere(self):
        with open(self.at("file"), "w"):
            pass
        self.refused(1, "file: this is a file; give the name of a folder", "train", "xor", "--steps", 5, "--tensorboard", self.at("file/logs"), "--quiet")


if __name__ == "__main__":
    unittest.main(verbosity=2)
