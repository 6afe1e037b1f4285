#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The scripts for PyTorch and Keras and the notebook, run as they are, from another folder in which they lie beside their data: given Gradus's weights they
must print Gradus's cost, for every kind of data that Gradus reads, every scaling, every way with missing values, with and without features
and samples for testing; and where PyTorch is installed, training from Gradus's first weights must come to Gradus's cost.

PyTorch is the real one where there is one (Debian's python3-torch), else tests/cli/stand-ins/torch.py; Keras is stand-ins/keras.py. Without
“all” as the last argument one experiment in eleven is tried."""
import gzip
import io
import itertools
import json
import os
import random
import re
import runpy
import shutil
import subprocess
import sys
import tempfile
import types
import unittest
import unittest.mock
from contextlib import redirect_stdout
from pathlib import Path

import numpy as np

from frameworks import STAND_INS, TRAINS

ALL = sys.argv[-1] == "all" and bool(sys.argv.pop())
RIGHT, CLI = Path(sys.argv.pop()), os.path.abspath(sys.argv.pop())
EVERY = 1 if ALL else 11
TOLERANCE = 1e-5
LIKE = 2e-2  # after some steps in float32, whose sums other libraries take in another order, also over numbers that are not scaled
SCALINGS, GAPS = ["none", "standard", "unit"], ["refuse", "drop", "fill"]
WIDE = ["two.bin", "cifar.tar.gz", "cifar-pax.tar.gz"]  # sums of 3072 numbers
FEATURES = [None, ["x", "y", "x²", "y²", "xy", "sin x", "sin y"], ["y", "xy"]]


# -- Experiments -------------------------------------------------------------------------------------------------


def make_network(n_outputs, number):
    """with what a network may have, without what two programs draw differently"""
    layers = [{"units": 6, "activation": ["tanh", "relu", "elu"][number % 3]}]
    if number % 4 == 1:
        layers += [{"kind": "batch-normalisation", "epsilon": 0.01}]
    if number % 5 == 2:
        layers += [{"units": 6, "activation": "maxout", "pieces": 2}, {"kind": "add", "from": 1}]
    return {"layers": layers + [{"units": n_outputs, "activation": "linear"}]}


def make_maps(n_outputs, number):
    """the same over pictures"""
    layers = [{"kind": "convolution", "filters": 3, "kernel": [3, [2, 3], 1, 4][number % 4], "stride": 1 + number % 2, "padding": ["same", "same", 2][number % 3],
               "activation": ["relu", "tanh", "maxout"][number % 3], "initialiser": ["he-normal", "lsuv", "xavier-uniform"][number % 3]}]
    if number % 4 == 1:
        layers += [{"kind": "batch-normalisation", "epsilon": 0.1}]
    if number % 5 == 2:
        layers += [{"kind": "convolution", "filters": 3, "kernel": 3, "activation": "linear"}, {"kind": "add", "from": 1}]
    layers += [{"kind": ["max-pooling", "average-pooling"][number % 2], "size": 2, "stride": 1}, {"kind": "global-average-pooling"}][: 1 + number % 3 // 2]
    return {"layers": layers + [{"units": n_outputs, "activation": "linear"}]}


def make_training(number):
    name = ["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"][number % 7]
    optimiser = {"name": name, "learning-rate": 0.001}
    if number % 3 == 0:
        optimiser |= {"l2": 1e-3, "l1": 1e-4, "clip-norm": 1}
    if number % 4 == 0:
        optimiser |= {"schedule": {"name": "cosine", "warm-up": 3}}
    return {"cost": "mean-squared-error", "optimiser": optimiser, "batch-size": [0, 7, 16][number % 3], "steps": 20}


def generated():
    plain = ["xor-cloud", "circle", "gauss", "moons", "checkerboard", "plane", "hill"]
    kinds = [{"name": name, "samples": 60} for name in plain] + [{"name": "xor"}]
    kinds += [{"name": "spiral", "samples": 60, "arms": arms} for arms in (2, 3, 5)]
    kinds += [{"name": "points", "points": [[k / 7 - 2, (k * k) % 11 / 3, k % classes] for k in range(30)]} for classes in (2, 4)]
    formulas = ["2sin(x)", "sqrt(x)", "x^x", "1/x", "log(x)", "tan(x) + 0/0^x", "x^(1/3)", "(0-1)^0.5 + x", "abs(x)/sign(x) - floor(x)", "exp(-x²)·tanh(x)"]
    kinds += [{"name": name, "samples": 60, "formula": formula} for name, formula in itertools.product(["function", "above"], formulas)]
    for kind, features, share in itertools.product(kinds, FEATURES, (0, 0.25)):
        if (features and kind["name"] == "function") or (share and kind["name"] == "xor"):
            continue
        yield kind | ({"features": features} if features else {}) | ({"test-fraction": share} if kind["name"] != "xor" else {}), []


def table(gaps, chance):
    """large and small numbers, classes, gaps in all of them, the target's among them"""
    rows = []
    for k in range(60):
        a, b, c = chance.gauss(1000, 50), chance.gauss(0, 1e-3), chance.choice(["red", "green", "light blue"])
        row = [a, b, c, round(a / 10), "big" if a > 1010 else "odd, \"so to say\"" if c == "red" else "usual", 40 + 0.3 * a, k % 4]
        rows.append([f"{cell:.7g}" if isinstance(cell, float) else str(cell) for cell in row])
        if gaps and k % 9 == 4:
            rows[-1][chance.randrange(7)] = chance.choice(["", "NA", "?", "nan"])
    return rows


HEADER = ["large", "small, too", "colour", "whole", "kind", "number", "part"]


def write(rows, separator=",", point=".", header=True, encoding="utf-8", end="\n"):
    def quoted(cell):
        cell = cell.replace(".", point) if re.fullmatch(r"-?[\d.]+(e-?\d+)?", cell) else cell
        return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in separator + '",;\t') else cell

    lines = [separator.join(quoted(cell) for cell in row) for row in ([HEADER] if header else []) + rows]
    return (end.join(lines) + end).encode(encoding)


FORMS = {
    "commas.csv": {}, "semicolons.csv": {"separator": ";"}, "decimal commas.csv": {"separator": ";", "point": ","}, "표.tsv": {"separator": "\t"},
    "nameless.csv": {"header": False}, "windows.csv": {"encoding": "utf-8-sig", "end": "\r\n"}, "utf16.csv": {"encoding": "utf-16"}, "packed.csv.gz": {}}


def tables():
    for (name, form), gaps in itertools.product(FORMS.items(), (False, True)):
        contents = write(table(gaps, random.Random(name)), **form)
        contents = gzip.compress(contents) if name.endswith(".gz") else contents
        names = HEADER if form.get("header", True) else [f"column {k}" for k in range(1, 8)]
        for target, scaling, missing in itertools.product((3, 4, 5, 6), SCALINGS, GAPS[1:] if gaps else GAPS[:1]):
            data = {"name": "file", "path": name, "target": names[target], "scaling": scaling, "missing": missing, "test-fraction": [0, 0.2][target % 2]}
            yield data, [(name, contents)]


def others():
    """what people do to a table, beside a separator: file, columns, target"""
    chance = random.Random(1)
    rows = [(1000 * k + chance.randrange(1000), chance.choice(["빨강", "파랑", "초록"]), chance.gauss(0, 20), k % 3) for k in range(40)]

    def lines(form, header="amount,colour,rate,kind", separator="\n"):
        return separator.join(([header] if header else []) + [form(*row) for row in rows]) + separator

    def plain(a, b, c, k):
        return f"{a},{b},{c:.4f},{'abc'[k]}"

    dotted = lines(lambda a, b, c, k: f"{a:,};{b};{c:.2f};{k}".replace(",", "x").replace(".", ",").replace("x", "."), "amount;colour;rate;kind")
    texts = {
        "thousands.csv": lines(lambda a, b, c, k: f'"{a:,}",{b},{c:.1f}%,{k}'), "european.csv": dotted, "sep.csv": "sep=;\n" + dotted,
        "currency.csv": lines(lambda a, b, c, k: f'"${a:,}.50",{b},{"(" if c < 0 else ""}{abs(c):.2f}{")" if c < 0 else ""},{k}'),
        "minus.csv": lines(lambda a, b, c, k: f"{a},{b},{c:.2f},{k}".replace("-", "\u2212")), "bars.csv": lines(plain).replace(",", "|"),
        "comments.csv": "# of nobody\n% at all\n" + lines(plain).replace("\n", "\n# more, \"or less\n", 3),
        "titles.csv": "Samples of nobody\n\n" + lines(plain), "cp949.csv": lines(plain), "short.csv": lines(plain).replace(",a\n", "\n"),
        "marks.csv": lines(lambda a, b, c, k: f"{a if a % 7 else '-'},{b},{c if a % 5 else 'n.a.'},{k}"), "r.csv": lines(
            lambda a, b, c, k: f'"{a}",{a % 97},"{b}",{c},"{"xyz"[k]}"', '"amount","colour","rate","kind"'),
        "workbook.csv": ",,,\nSamples,,,\n,,,\n" + lines(plain) + "\x1a",
        "ends.csv": lines(lambda *row: plain(*row) + ",", "amount,colour,rate,kind"),
        "blanks.data": lines(lambda a, b, c, k: f"  {a}   {c:.3f}\t{a % 13}  {k}", None),
        "orange.tab": lines(plain, "amount,colour,rate,kind\nc,d,c,d\n,,,class").replace(",", "\t"),
        "weka.arff": "% of nobody\n@RELATION t\n@attribute amount numeric\n@ATTRIBUTE 'the colour' {빨강, 파랑, \"초록\"}\n@attribute rate real\n"
                     "@attribute kind {a,b,'c'}\n@DATA\n" + lines(plain, None).replace(",초록,", ",'초록',").replace(",c\n", ",?\n", 2),
        "sparse.arff": "@relation t\n@attribute one numeric\n@attribute two {x,y}\n@attribute kind {a,b}\n@data\n" + "".join(
            [f"{{0 {a}, 2 b}}\n" if k else f"{{1 y, 0 {a % 7}}}\n" for a, b, c, k in rows]),
        "fann.data": "40 2 1\n" + lines(lambda a, b, c, k: f"{a} {c}\n{k}", None),
        "fann classes.data": "40 2 3\n" + lines(lambda a, b, c, k: f"{a} {c}\n{k == 0:d} {k == 1:d} {k == 2:d}", None)}
    for (name, text), scaling, missing in itertools.product(texts.items(), SCALINGS, GAPS[1:]):
        contents = text.encode("cp949" if name == "cp949.csv" else "utf-8")
        yield {"name": "file", "path": name, "scaling": scaling, "missing": missing, "test-fraction": 0.2}, [(name, contents)]


def idx(array):
    return bytes([0, 0, 8, array.ndim]) + b"".join(n.to_bytes(4, "big") for n in array.shape) + array.tobytes()


def arrays():
    chance = np.random.default_rng(1)
    pictures, labels = chance.integers(0, 256, (40, 5, 4), np.uint8), (np.arange(40) % 3).astype(np.uint8)
    numbers = chance.normal(5, 3, (40, 4)).astype(np.float32)

    def saved(save, *arrays, **named):
        file = io.BytesIO()
        save(file, *arrays, **named)
        return file.getvalue()

    holed = numbers.copy()
    holed[3, 1] = holed[8, 3] = holed[20, 0] = np.nan
    half = np.column_stack([numbers, labels])
    texts, hot = np.array(["oak", "elm", ""])[labels], np.eye(3)[labels]
    files = [
        [("few-images-idx3-ubyte", idx(pictures)), ("few-labels-idx1-ubyte", idx(labels))],
        [("few-images-idx3-ubyte.gz", gzip.compress(idx(pictures))), ("few-labels-idx1-ubyte", idx(labels))],
        [("keras.npz", saved(np.savez, x_train=pictures, y_train=labels))],
        [("parts.npz", saved(np.savez, x_train=pictures, y_train=labels, x_test=pictures[:9] // 2, y_test=labels[:9]))],
        [("hot.npz", saved(np.savez, X=numbers, y=hot))], [("texts.npz", saved(np.savez, X=numbers, y=texts))],
        [("named.npz", saved(np.savez, X=numbers.astype(np.float16), y=labels, target_names=np.array(["oak", "elm", "ash"])))],
        [("class input.npz", saved(np.savez, tree=np.array(["oak", "elm"])[labels % 2], X=numbers, y=labels))],
        [("more.npz", saved(np.savez_compressed, a=numbers, b=numbers[:, :1] + 1, label=labels, other=np.zeros(3)))],
        [("classes.npy", saved(np.save, half))], [("fortran.npy", saved(np.save, np.asfortranarray(half)))], [("float.npy", saved(np.save, numbers))],
        [("holes.npy", saved(np.save, np.column_stack([holed, labels])))],
        [("two.bin", np.column_stack([labels[:30], chance.integers(0, 256, (30, 3072), np.uint8)]).astype(np.uint8).tobytes())]]
    for file, scaling, missing, share in itertools.product(files, SCALINGS, GAPS, (0, 0.2)):
        if missing == ("refuse" if file[0][0] == "holes.npy" else "drop"):
            continue
        yield {"name": "file", "path": file[0][0], "scaling": scaling, "missing": missing, "test-fraction": share}, file
    for turn in (90, 180, 270):
        yield {"name": "file", "path": "keras.npz", "turn": turn, "flip": turn == 90, "scaling": "standard", "test-fraction": 0.2}, files[2]


def pictures():
    for data, files in arrays():
        if data["path"].startswith(("few", "keras", "parts", "two")):
            yield data, files


def foreign():
    """the files of tests/data that Gradus reads"""
    for path in sorted(RIGHT.iterdir()):
        file = [(other.name, other.read_bytes()) for other in (path, Path(str(path).replace("images-idx3", "labels-idx1")),
                                                               Path(str(path).replace("labels-idx1", "images-idx3"))) if other.exists()]
        for scaling, missing in itertools.product(SCALINGS, GAPS[1:]):
            yield {"name": "file", "path": path.name, "scaling": scaling, "missing": missing, "test-fraction": 0.2}, file


def fashion():
    if Path("/usr/share/datasets/fashion-mnist").exists():
        yield {"name": "fashion-mnist", "samples": 300}, []


# -- The test ----------------------------------------------------------------------------------------------------


def run(script, *arguments):
    """the script as a program of this process: PyTorch takes seconds to load"""
    out, argv = io.StringIO(), sys.argv
    sys.argv = [str(script), *map(str, arguments)]
    try:
        with redirect_stdout(out):
            runpy.run_path(str(script), run_name="__main__")
    finally:
        sys.argv = argv
    return out.getvalue()


def costs(said):
    """of the last report: of the training samples, and of the test samples or None"""
    found = re.findall(r"step \d+: cost (\S+?)(?:, accuracy \S+)?\n(?:    test cost (\S+?)(?:,|\n))?", said)
    return [float(cost) if cost else None for cost in found[-1]]


class Scripts(unittest.TestCase):
    count = refused = 0

    def gradus(self, *arguments):
        done = subprocess.run([CLI, "train", "e.json", "--quiet", "--json", *arguments], cwd=self.origin, capture_output=True, text=True)
        return (json.loads(done.stdout), None) if done.returncode == 0 else (None, done.stderr)

    def prepare(self, data, number, files, make=make_network):
        """an experiment with as many outputs as the data ask for; False where Gradus does not take the data"""
        for name, contents in files:
            Path(self.origin, name).write_bytes(contents)
        n_outputs = 1
        for _ in range(2):
            experiment = {"gradus-experiment": 1, "name": "Try", "data": data, "network": make(n_outputs, number), "training": make_training(number)}
            Path(self.origin, "e.json").write_text(json.dumps(experiment))
            done, said = self.gradus("--steps", "0")
            if done:
                return True
            wanted = re.search(r"(\d+) targets|needs? (\d+)|have (\d+) classes|(\d+) (?:classes|outputs|units)", said)
            if not wanted:
                break
            n_outputs = int(next(group for group in wanted.groups() if group))
        self.said = said
        return False

    def close(self, said, wanted, tolerance, what):
        for name, cost, right in zip(("training", "test"), said, wanted):
            self.assertEqual(cost is None, right is None, f"{what}: {name}")
            if right is not None:
                self.assertLessEqual(abs(cost - right), tolerance * max(1, abs(right)), f"{what}: {name} cost {cost}, Gradus's is {right}")

    def check(self, data, files, number, make=make_network):
        with tempfile.TemporaryDirectory() as folder:
            self.origin = os.path.join(folder, "origin")
            os.mkdir(self.origin)
            if not self.prepare(data, number, files, make):
                Scripts.refused += 1
                return
            exports = ["a_pytorch.py", "a_keras.py", "w.safetensors"]
            done, said = self.gradus(*(a for f in exports for a in ("--export", f)))
            if not done and "a script would not read" in said:  # a sentence, and no script
                self.assertFalse(os.path.exists(os.path.join(self.origin, exports[0])))
                Scripts.refused += 1
                return
            self.assertTrue(done, said)
            begun, said = self.gradus("--steps", "0", "--export", "w0.safetensors")
            self.assertTrue(begun, said)
            elsewhere = Path(folder, "else where")
            shutil.move(self.origin, elsewhere)
            Scripts.count += 1
            wanted = [done["cost"], done["test_cost"]]
            if done["state"] == "diverged":
                return
            tolerance = TOLERANCE * (20 if data.get("path") in WIDE else 1)
            for script in exports[:2]:
                self.close(costs(run(elsewhere / script, elsewhere / "w.safetensors")), wanted, tolerance, script)
            run(elsewhere / "a_keras.py", elsewhere / "w0.safetensors", 20)
            magnifies = make is make_maps and data["scaling"] == "none"  # pixels up to 255 the last bits
            if TRAINS and data.get("path") not in WIDE and not magnifies:
                self.close(costs(run(elsewhere / "a_pytorch.py", elsewhere / "w0.safetensors", 20)), wanted, LIKE, "trained")

    def walk(self, experiments, network=1, make=make_network):
        """`network`: a multiple of 4 leaves batch normalisation out, which magnifies the last bits where there are few samples"""
        Scripts.count = Scripts.refused = 0
        for number, (data, files) in enumerate(experiments):
            if number % EVERY == 0:
                with self.subTest(number=number, data=data):
                    self.check(data, files, network * number, make)
        print(f"{Scripts.count} experiments, {Scripts.refused} refused")
        self.assertGreater(Scripts.count, 0)

    def test_generated(self):
        self.walk(generated())

    def test_tables(self):
        self.walk(tables())

    def test_others(self):
        self.walk(others())
        self.assertEqual(Scripts.refused, 0)

    def test_arrays(self):
        self.walk(arrays())

    @unittest.skipUnless(TRAINS, "the stand-in for PyTorch has no convolution")
    def test_pictures(self):
        self.walk(pictures(), make=make_maps)
        self.assertEqual(Scripts.refused, 0)

    def test_foreign(self):
        self.walk(foreign(), 4)

    def test_fashion(self):
        for data, files in fashion():
            self.check(data, files, 0)

    def test_moved(self):
        """pictures of CIFAR-10 by name, out of its archive, mirrored and shifted: PyTorch learns those that Gradus learns, Keras is refused"""
        with tempfile.TemporaryDirectory() as self.origin:
            data = {"name": "cifar-10", "path": "cifar.tar.gz", "samples": 12, "mirror": True, "shift": 4}
            self.assertTrue(self.prepare(data, 4, [("cifar.tar.gz", (RIGHT / "cifar.tar.gz").read_bytes())]))
            begun, said = self.gradus("--steps", "0", "--export", "w0.safetensors", "--export", "a_pytorch.py")
            self.assertTrue(begun, said)
            done, said = self.gradus("--export", "w.safetensors")
            self.assertTrue(done, said)
            script = Path(self.origin, "a_pytorch.py")
            self.assertIn("def vary(", script.read_text())
            self.close(costs(run(script, Path(self.origin, "w.safetensors"))), [done["cost"], done["test_cost"]], 20 * TOLERANCE, "moved")
            if TRAINS:
                self.close(costs(run(script, Path(self.origin, "w0.safetensors"), 20)), [done["cost"], done["test_cost"]], LIKE, "trained")
            done, said = self.gradus("--export", "a_keras.py")
            self.assertIsNone(done)
            self.assertIn("cannot move pictures by Gradus's draws", said)

    def test_as_it_is(self):
        """as somebody calls it, from elsewhere, without weights"""
        with tempfile.TemporaryDirectory() as folder:
            self.origin = folder
            self.assertTrue(self.prepare({"name": "file", "path": "t.csv", "target": "kind"}, 0, [("t.csv", write(table(False, random.Random(1))))]), "refused")
            for name in ("pytorch", "keras"):
                done, said = self.gradus("--export", f"{name}.py")
                self.assertTrue(done, said)
                os.rename(f"{folder}/{name}.py", f"{folder}/my {name}.py")
                steps = [] if TRAINS or name == "keras" else [f"{folder}/w.safetensors"]
                self.gradus("--export", "w.safetensors")
                out = subprocess.run([sys.executable, f"{folder}/my {name}.py", *steps], cwd="/", capture_output=True, text=True, env=os.environ | {
                    "PYTHONPATH": "" if TRAINS and name == "pytorch" else str(STAND_INS)})
                self.assertEqual(out.returncode, 0, out.stderr)
                self.assertRegex(out.stdout, r"step \d+: cost [\d.]+")

    def check_notebook(self, notebook):
        """by nbformat's schema of version 4.4"""
        self.assertEqual(notebook.keys(), {"cells", "metadata", "nbformat", "nbformat_minor"})
        self.assertEqual((notebook["nbformat"], notebook["nbformat_minor"]), (4, 4))
        self.assertEqual(notebook["metadata"]["kernelspec"].keys() & {"name", "display_name"}, {"name", "display_name"})
        self.assertIn("name", notebook["metadata"]["language_info"])
        for cell in notebook["cells"]:
            own = {"execution_count", "outputs"} if cell["cell_type"] == "code" else set()
            self.assertIn(cell["cell_type"], ("code", "markdown"))
            self.assertEqual(cell.keys(), {"cell_type", "metadata", "source"} | own)
            self.assertTrue(cell["source"] and all(isinstance(line, str) for line in cell["source"]), cell)
            self.assertTrue(all(line.endswith("\n") for line in cell["source"][:-1]))
            self.assertFalse(cell["source"][-1].endswith("\n"))
            self.assertEqual([cell.get(key) for key in sorted(own)], [None, []] if own else [])

    def test_notebook(self):
        """its cells, run one after the other in the folder of the data, say Gradus's cost and draw its history"""
        drawn = []
        plots = types.SimpleNamespace(plot=lambda x, y, label: drawn.append((label, list(x), list(y))), **{
            name: lambda *_: None for name in ("xscale", "yscale", "xlabel", "ylabel", "legend", "show")})
        modules = {"matplotlib": types.SimpleNamespace(pyplot=plots), "matplotlib.pyplot": plots}
        here = os.getcwd()
        with tempfile.TemporaryDirectory() as folder, unittest.mock.patch.dict(sys.modules, modules):
            self.origin = folder
            self.assertTrue(self.prepare({"name": "file", "path": "t.csv", "target": "number"}, 1, [("t.csv", write(table(False, random.Random(1))))]))
            done, said = self.gradus("--export", "a.ipynb", "--export", "w.safetensors", "--metrics", "m.csv", "--save", "d.gradus")
            self.assertTrue(done, said)
            notebook = json.loads(Path(folder, "a.ipynb").read_text())
            self.check_notebook(notebook)
            subprocess.run([CLI, "export", "d.gradus", "--to", "b.ipynb"], cwd=folder, check=True)
            again = json.loads(Path(folder, "b.ipynb").read_text())
            self.assertEqual(again["cells"][:-1], notebook["cells"][:-1])  # a document keeps the points of the history that lie on its stride
            scope, out = {}, io.StringIO()
            try:
                os.chdir(folder)
                with redirect_stdout(out):
                    for cell in (cell for cell in notebook["cells"] if cell["cell_type"] == "code"):
                        code = "".join(cell["source"]).replace("weights_path = None\nsteps = 20", 'weights_path = "w.safetensors"\nsteps = 0')
                        exec(compile(code, "cell", "exec"), scope)
            finally:
                os.chdir(here)
            self.close(costs(out.getvalue()), [done["cost"], done["test_cost"]], TOLERANCE, "notebook")
            (_, steps, here_costs), (label, gradus_steps, gradus_costs) = drawn
            rows = [line.split(",") for line in Path(folder, "m.csv").read_text().splitlines()]
            column = rows[0].index("cost")
            self.assertEqual((steps, here_costs, label), ([], [], "Gradus"))
            self.assertEqual(gradus_steps, [float(row[0]) for row in rows[1:]])
            np.testing.assert_allclose(gradus_costs, [float(row[column]) for row in rows[1:]], rtol=1e-6)

    def test_gone(self):
        """a script is not written where it could not run"""
        with tempfile.TemporaryDirectory() as folder:
            self.origin = folder
            self.assertTrue(self.prepare({"name": "file", "path": "t.csv", "target": "kind"}, 0, [("t.csv", write(table(False, random.Random(1))))]))
            self.gradus("--save", "d.gradus")
            os.remove(f"{folder}/t.csv")
            done = subprocess.run([CLI, "export", "d.gradus", "--to", "a_pytorch.py"], cwd=folder, capture_output=True, text=True)
            self.assertEqual((done.returncode, os.path.exists(f"{folder}/a_pytorch.py")), (1, False))
            self.assertIn("t.csv", done.stderr)
            self.assertIn("the script reads the data anew", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
