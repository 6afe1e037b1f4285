#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What a command is to write is looked at before its work begins: whether it can be written, and that nothing is lost by it."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

CLI = sys.argv.pop()

FOR_EVER = ("--steps", 10**12)
TABLE = "a,b,kind\n" + "1,2,x\n3,1,y\n2,5,x\n0,4,y\n" * 3


def experiment(path):
    layers = [{"units": 2, "activation": "tanh"}, {"units": 1, "activation": "sigmoid"}]
    training = {"cost": "binary-cross-entropy", "optimiser": {"name": "sgd", "learning-rate": 0.1}, "steps": 3}
    return {"gradus-experiment": 1, "data": {"name": "file", "path": path, "test-fraction": 0}, "network": {"layers": layers}, "training": training}


class Outputs(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.TemporaryDirectory()
        self.addCleanup(self.place.cleanup)
        self.write("data.csv", TABLE)
        self.write("self.json", json.dumps(experiment("data.csv")))

    def at(self, name):
        return os.path.join(self.place.name, name)

    def write(self, name, text):
        with open(self.at(name), "w") as file:
            file.write(text)

    def content(self, name):
        with open(self.at(name), "rb") as file:
            return file.read()

    def run_in(self, *words):
        return subprocess.run([os.path.abspath(CLI), *map(str, words)], capture_output=True, text=True, timeout=60, cwd=self.place.name)

    def refused(self, sentence, *words):
        """at once, with every file as it was"""
        before = {name: self.content(name) for name in os.listdir(self.place.name) if os.path.isfile(self.at(name))}
        done = self.run_in(*words)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (1, "", f"gradus-cli: {sentence}\n"))
        self.assertEqual({name: self.content(name) for name in os.listdir(self.place.name) if os.path.isfile(self.at(name))}, before)

    def done(self, *words):
        done = self.run_in(*words)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def test_impossible(self):
        self.write("file", "")
        os.mkdir(self.at("folder"))
        for sentence, *words in (
                ("none/a.gradus: nothing can be written into its folder (No such file or directory)", "--save", "none/a.gradus"),
                ("none/a.csv: No such file or directory; give a folder that is there", "--metrics", "none/a.csv"),
                ("none/a.npz: No such file or directory; give a folder that is there", "--export", "none/a.npz"),
                ("file/a.csv: Not a directory; give a folder that is there", "--metrics", "file/a.csv"),
                ("folder: this is a folder; give the name of a file", "--metrics", "folder"),
                ("file: this is a file; give the name of a folder", "--tensorboard", "file/events")):
            self.refused(sentence, "train", "xor", *FOR_EVER, *words)
        self.refused("none/a.csv: No such file or directory; give a folder that is there", "sweep", "xor", *FOR_EVER, "--csv", "none/a.csv")
        self.refused("none/a.csv: No such file or directory; give a folder that is there", "sweep", "xor", *FOR_EVER, "--curves", "none/a.csv")
        self.refused("none/a.pdf: No such file or directory; give a folder that is there", "sweep", "xor", *FOR_EVER, "--figure", "none/a.pdf")
        self.refused("none/a.pdf: No such file or directory; give a folder that is there", "plot", "xor", *FOR_EVER, "--view", "cost", "--to", "none/a.pdf")

    def test_limit_of_files(self):
        """a file longer than the shell's limit is told, and nothing of it is left"""
        command = f'ulimit -f 4; exec "{os.path.abspath(CLI)}" train xor --steps 2000 --quiet --metrics u.csv'
        done = subprocess.run(["sh", "-c", command], cwd=self.place.name, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (1, "gradus-cli: u.csv: File too large\n"))
        self.assertEqual(sorted(os.listdir(self.place.name)), ["data.csv", "self.json"])

    def test_read_only(self):
        os.mkdir(self.at("folder"), 0o500)
        if os.access(self.at("folder"), os.W_OK):
            self.skipTest("root may write everywhere")
        self.refused("folder/a.csv: Permission denied; give a folder that you may write into", "train", "xor", *FOR_EVER, "--metrics", "folder/a.csv")
        self.refused("folder: Permission denied", "train", "xor", *FOR_EVER, "--tensorboard", "folder/a")

    def test_input(self):
        lost = ": this is read, and would be lost; give another name"
        os.symlink("data.csv", self.at("link.csv"))
        os.link(self.at("data.csv"), self.at("hard.csv"))
        for name in ("data.csv", "./data.csv", "link.csv", "hard.csv"):
            self.refused(f"--metrics {name}{lost}", "train", "self.json", *FOR_EVER, "--metrics", name)
        self.refused(f"--export self.json{lost}", "train", "self.json", *FOR_EVER, "--export", "self.json")
        self.refused(f"--csv data.csv{lost}", "sweep", "self.json", *FOR_EVER, "--csv", "data.csv")
        self.refused(f"--curves self.json{lost}", "sweep", "self.json", *FOR_EVER, "--curves", "self.json")
        self.done("train", "self.json", "--save", "a.gradus")
        os.symlink("a.gradus", self.at("a.pdf"))
        os.symlink("a.gradus", self.at("a.npz"))
        self.refused(f"--to a.pdf{lost}", "report", "a.gradus", "--to", "a.pdf")
        self.refused(f"--to a.pdf{lost}", "plot", "a.gradus", "--view", "cost", "--to", "a.pdf")
        self.refused(f"--to a.npz{lost}", "export", "a.gradus", "--to", "a.npz")
        self.refused(f"--metrics a.gradus{lost}", "train", "a.gradus", *FOR_EVER, "--metrics", "a.gradus")
        self.write("part.json", self.done("sweep", "xor", "--steps", 1, "--shard", "1/1"))
        self.refused(f"--csv part.json{lost}", "sweep", "--merge", "part.json", "--csv", "part.json")

    def test_pair_as_input(self):
        """of pictures and labels either is one"""
        data = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../data/right")
        for name in ("few-images-idx3-ubyte", "few-labels-idx1-ubyte"):
            os.symlink(os.path.join(data, name), self.at(name))
        pictures = experiment("few-images-idx3-ubyte")
        pictures["network"]["layers"][-1] = {"units": 3, "activation": "softmax"}
        pictures["training"]["cost"] = "cross-entropy"
        self.write("pictures.json", json.dumps(pictures))
        for name in ("few-images-idx3-ubyte", "few-labels-idx1-ubyte"):
            self.refused(f"--metrics {name}: this is read, and would be lost; give another name", "train", "pictures.json", *FOR_EVER, "--metrics", name)

    def test_each_other(self):
        same = " writes the same file; give one of them another name"
        os.symlink("new.csv", self.at("dangling.csv"))
        for first, second in (("t.csv", "t.csv"), ("t.csv", "../" + os.path.basename(self.place.name) + "/t.csv"), ("new.csv", "dangling.csv"),
                              ("dangling.csv", "new.csv")):
            self.refused(f"--export {second}: --metrics{same}", "train", "xor", *FOR_EVER, "--metrics", first, "--export", second)
        self.refused(f"--export net.h: --metrics{same}", "train", "xor", *FOR_EVER, "--metrics", "net.h", "--export", "net.c")
        self.refused(f"--curves a.csv: --csv{same}", "sweep", "xor", *FOR_EVER, "--csv", "a.csv", "--curves", "a.csv")
        self.refused(f"--figure a.pdf: --csv{same}", "sweep", "xor", *FOR_EVER, "--csv", "a.pdf", "--figure", "a.pdf")


    def test_link_to_nothing_yet(self):
        """stays one, and the file that it names is made"""
        os.symlink("new.csv", self.at("link.csv"))
        os.symlink("new.gradus", self.at("link.gradus"))
        self.done("train", "xor", "--steps", 1, "--metrics", "link.csv", "--save", "link.gradus")
        self.assertTrue(os.path.islink(self.at("link.csv")) and os.path.islink(self.at("link.gradus")))
        self.assertTrue(self.content("new.csv").startswith(b"step,cost"))
        self.assertIn("a document", self.done("check", "new.gradus"))

    def test_companion(self):
        """A header is Gradus's own, or it is not touched; of a pair both are new, or neither."""
        self.write("net.h", "int mine;\n")
        self.refused("net.h: is to be written beside net.c, but is there, and not from Gradus; give another name, or move it away", "train", "xor", *FOR_EVER,
                     "--export", "net.c")
        self.assertFalse(os.path.exists(self.at("net.c")))
        os.remove(self.at("net.h"))
        for steps in (1, 2):
            self.done("train", "xor", "--steps", steps, "--export", "net.c", "--save", "a.gradus")
        before = self.content("net.c")
        os.remove(self.at("net.h"))
        os.mkdir(self.at("net.h"))
        done = self.run_in("export", "a.gradus", "--to", "net.c")
        self.assertEqual((done.returncode, done.stderr), (1, "gradus-cli: net.h: this is a folder; give the name of a file\n"))
        self.assertEqual(self.content("net.c"), before)

    def test_script(self):
        """that cannot be written is refused before the first step, too"""
        self.done("train", "self.json", "--save", "a.gradus")
        os.remove(self.at("data.csv"))  # the document has it, and the script would read it
        done = self.run_in("train", "a.gradus", *FOR_EVER, "--export", "a_pytorch.py")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertRegex(done.stderr, r"^gradus-cli: a_pytorch\.py: the script reads the data anew, and .*data\.csv.*\n$")

    def test_permissions(self):
        for name in ("a.c", "a.h", "a.pdf", "a.csv"):
            self.write(name, "/* as Gradus trained it, */")
            os.chmod(self.at(name), 0o640)
        self.done("train", "xor", "--steps", 1, "--export", "a.c", "--metrics", "a.csv")
        self.done("plot", "xor", "--steps", 1, "--view", "network", "--to", "a.pdf")
        self.assertEqual([os.stat(self.at(name)).st_mode & 0o777 for name in ("a.c", "a.h", "a.pdf", "a.csv")], [0o640] * 4)


if __name__ == "__main__":
    unittest.main(verbosity=2)
