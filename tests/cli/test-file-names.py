#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Names are bytes, and texts out of files are anybody's: nothing is lost of a name that is no UTF-8, and no text commands the terminal."""
import json
import os
import struct
import subprocess
import sys
import tempfile
import unittest

CLI = sys.argv.pop()

TABLE = "a,b,kind\n" + "1,2,x\n3,1,y\n2,5,x\n0,4,y\n" * 3
LATIN = b"caf\xe9"
LITERAL = rb"lit\xE9ral"  # a backslash, as a name may have one


def experiment(path="data.csv", name=""):
    layers = [{"units": 2, "activation": "tanh"}, {"units": 1, "activation": "sigmoid"}]
    training = {"cost": "binary-cross-entropy", "optimiser": {"name": "sgd", "learning-rate": 0.1}, "steps": 3}
    data = {"name": "file", "path": path, "test-fraction": 0, "target": "kind"}
    return {"gradus-experiment": 1, "name": name, "data": data, "network": {"layers": layers}, "training": training}


class Names(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.TemporaryDirectory()
        self.addCleanup(self.place.cleanup)

    def at(self, *names):
        return os.path.join(os.fsencode(self.place.name), *names)

    def fill(self, folder, table=TABLE, **more):
        os.mkdir(self.at(folder))
        for name, text in ((b"data.csv", table), (b"a.json", json.dumps(experiment(**more)))):
            with open(self.at(folder, name), "w") as file:
                file.write(text)

    def run_cli(self, *words):
        done = subprocess.run([os.path.abspath(CLI), *words], capture_output=True, timeout=60, cwd=self.place.name)
        return done.returncode, done.stdout.decode(), done.stderr.decode()  # UTF-8, whatever the names are

    def done(self, *words, note=""):
        """`note`: how what is said beside the result ends"""
        status, out, err = self.run_cli(*words)
        self.assertEqual((status, err[-len(note):] if note else err), (0, note))
        return out

    def check_folder(self, folder, escaped):
        self.fill(folder)
        said = json.loads(self.done("train", folder + b"/a.json", "--json", "--save", folder + b"/a.gradus", "--export", folder + b"/a.safetensors"))
        self.assertEqual(said["experiment"], escaped + "/a.json")
        for name in (b"/a.gradus", b"/a.safetensors"):
            self.assertIn("step 3, " if name.endswith(b"gradus") else "after step 3, ", self.done("check", folder + name))
            answers = json.loads(self.done("predict", folder + name, "--input", folder + b"/data.csv", "--json",
                                           note="/data.csv: passed over, as these are no inputs: kind\n"))
            self.assertEqual(answers["file"], escaped + name.decode())
            self.assertAlmostEqual(answers["outputs"][0][0], said["outputs"][0], places=6)
        swept = json.loads(self.done("sweep", folder + b"/a.json", "--json"))
        self.assertEqual((swept["experiment"], swept["cells"][0]["runs"]), (escaped + "/a.json", 1))
        with open(self.at(b"part.json"), "w") as file:
            file.write(self.done("sweep", folder + b"/a.json", "--shard", "1/1"))
        self.assertEqual(json.loads(self.done("sweep", "--merge", "part.json", "--json"))["experiment"], escaped + "/a.json")
        self.assertEqual(json.loads(self.done("train", folder + b"/a.gradus", "--steps", "9", "--json"))["steps"], 9)
        # the data's own path is one, too
        with open(self.at(b"b.json"), "w") as file:
            json.dump(experiment(escaped + "/data.csv"), file)
        self.assertEqual(json.loads(self.done("train", "b.json", "--json"))["outputs"], said["outputs"])

    def test_latin(self):
        self.check_folder(LATIN, r"caf\xE9")

    def test_literal_escape(self):
        """is escaped itself, so that it is no other name's"""
        self.check_folder(LITERAL, r"lit\x5CxE9ral")

    def test_utf8(self):
        self.check_folder("café-한".encode(), "café-한")

    def test_large_table_in_place(self):
        """what a document does not hold itself it finds again by its path"""
        os.mkdir(self.at(LATIN))
        side, n = 112, 1536  # more than 16 MiB
        with open(self.at(LATIN, b"a-images-idx3-ubyte"), "wb") as file:
            file.write(struct.pack(">IIII", 0x803, n, side, side) + bytes(range(256)) * (n * side * side // 256))
        with open(self.at(LATIN, b"a-labels-idx1-ubyte"), "wb") as file:
            file.write(struct.pack(">II", 0x801, n) + bytes([0, 1]) * (n // 2))
        pictures = experiment("a-images-idx3-ubyte")
        pictures["data"] |= {"target": "label", "scaling": "unit"}
        with open(self.at(LATIN, b"a.json"), "w") as file:
            json.dump(pictures, file)
        self.done("train", LATIN + b"/a.json", "--steps", "1", "--save", "a.gradus", "--json")
        self.assertLess(os.stat(self.at(b"a.gradus")).st_size, 4 << 20)
        self.assertEqual(json.loads(self.done("train", "a.gradus", "--steps", "2", "--json"))["steps"], 2)

    def test_errors(self):
        """show the name, and are UTF-8"""
        self.fill(LATIN)
        for words in (("train", LATIN + b"/none.json"), ("check", LATIN + b"/none.csv"), ("check", LATIN + b"/none.gradus"),
                      ("check", LATIN + b"/none.safetensors"), ("train", "xor", "--metrics", LATIN + b"/none/a.csv"),
                      ("train", "xor", "--save", LATIN + b"/none/a.gradus"), ("export", LATIN + b"/a.json", "--to", "a.npz")):
            status, out, err = self.run_cli(*words)
            self.assertEqual((status, out, err.count("\n")), (1, "", 1), err)
            self.assertIn(r"caf\xE9/", err)

    def test_escapes(self):
        """in the names of experiments, columns, classes and files are shown and not sent to the terminal"""
        evil = "\x1b]0;owned\x07\x1b[31m\u202e\x9b"
        self.fill(b"evil", f"a{evil},b,kind\n" + f"1,2,x{evil}\n3,1,y\n2,5,x{evil}\n0,4,y\n" * 3, name=evil)
        said = [self.done("train", "evil/a.json", "--save", "evil/a.gradus", "--export", "evil/a.safetensors")]
        said += [self.done("check", "evil/" + name) for name in ("a.gradus", "a.safetensors", "a.json", "data.csv")]
        said += [self.done("predict", "evil/a.gradus", "--input", "evil/data.csv", note="no inputs: kind\n")]
        said += [self.run_cli("train", f"none{evil}".encode())[2], self.run_cli("train", "xor", "--set", f"seed={evil}".encode())[2]]
        for words in said:
            self.assertFalse([c for c in words if c in "\x1b\x07\u202e\x9b"], words)
        self.assertIn(r"a\x1B]0;owned\x07\x1B[31m\u202E\u009B", said[0])


if __name__ == "__main__":
    unittest.main(verbosity=2)
