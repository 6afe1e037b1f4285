#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What the shells offer behind gradus-cli: what the program itself says, so that it is as its --help has it."""
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

CLASS = pathlib.Path(sys.argv.pop()).resolve()
CLI = pathlib.Path(sys.argv.pop()).resolve()
SCRIPTS = pathlib.Path(sys.argv.pop()).resolve()
ENVIRONMENT = {**os.environ, "PATH": f"{CLI.parent}:{CLASS.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}


def run(*words, **more):
    return subprocess.run([CLI, *words], capture_output=True, text=True, timeout=60, **more)


def complete(*words):
    done = run("complete", "--", *words)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout.splitlines()


def offered(*words):
    return [line.split("\t")[0] for line in complete(*words)]


def commands():
    return re.findall(r"^  (\w+) ", run("--help").stdout, re.MULTILINE)


class Words(unittest.TestCase):
    def test_commands(self):
        self.assertEqual(offered(""), [*commands(), "--help", "--version"])
        self.assertEqual(offered("p"), ["predict", "plot"])
        self.assertIn("train\ttrain an experiment", complete("tr")[0])

    def test_options(self):
        """every one that a command's help has"""
        for command in commands():
            known = re.findall(r"^  (?:-\w, )?(--[\w-]+)", run(command, "--help").stdout, re.MULTILINE)
            self.assertEqual(sorted(offered(command, "--")), sorted(known), command)

    def test_names(self):
        listed = [re.match(r"[\w-]+", line)[0] for line in run("list").stdout.splitlines() if line and not line.startswith("Sweeps")]
        names = [name for name in offered("sweep", "") if not name.startswith(":")]
        self.assertEqual(names, listed)
        self.assertEqual(offered("train", "xor-d"), [name for name in listed if name.startswith("xor-d")] + [":files .gradus .json"])
        views = run("plot", "--help").stdout
        self.assertEqual(", ".join(offered("plot", "xor", "--view", "")), re.search(r"--view=VIEW +(.*)", views)[1])
        for workload in offered("bench", ""):
            self.assertIn(workload, (SCRIPTS.parent / "man/gradus-cli.1").read_text(encoding="utf-8").replace("\\", ""))

    def test_values(self):
        self.assertEqual(offered("plot", "xor", "--form", ""), ["bars", "lines", "strip"])
        self.assertEqual(offered("plot", "xor", "--form=l"), ["--form=lines"])
        self.assertEqual(offered("film", "xor", "--theme", ""), ["light", "dark", "print"])
        self.assertEqual(offered("film", "xor", "--to", ""), [":files .gif .webm"])
        self.assertEqual(offered("train", "xor", "--tensorboard", ""), [":folders"])
        self.assertEqual(offered("report", ""), [":files .gradus"])
        self.assertEqual(offered("check", ""), [":files"])
        self.assertEqual(offered("train", "xor", "--steps", ""), [])

    def test_settings(self):
        """paths of the experiment that the line names; each of them can be set to what it is"""
        paths = [line.split("=\t") for line in complete("train", "xor-deep-relu", "--set", "")]
        self.assertIn(["network.hidden.activation", '"relu"'], paths)
        self.assertIn(["network.layers.11.units", "1"], paths)
        self.assertIn(["network.depth", "10"], paths)
        settings = [word for path, value in paths for word in ("--set", f"{path}={value}")]
        done = run("train", "xor-deep-relu", "--steps", "1", "--json", *settings)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(offered("train", "xor", "--set", "network.hidden.activation=s"),
                         ["network.hidden.activation=" + name for name in ("sigmoid", "selu", "softplus", "swish", "softmax")])
        self.assertEqual(offered("sweep", "xor", "--vary", "training.optimiser.name=sgd,ada"),
                         ["training.optimiser.name=sgd," + name for name in ("adagrad", "adam", "adamw")])
        self.assertEqual(offered("train", "--set", "net"), [])  # of no experiment yet
        self.assertEqual(offered("train", "--seed", "3", "xor", "--set", "training.b"), ["training.batch-size="])

    def test_nonsense(self):
        for words in (["nothing", ""], ["train", "none.json", "--set", ""], ["--help", ""]):
            self.assertEqual(offered(*words), [])
        self.assertEqual(run("complete").returncode, 2)


class Shell(unittest.TestCase):
    """Each completes the same lines, in a folder with a document and a table."""
    LINES = {"gradus-cli tr": ["train"], "gradus-cli train xor-deep-r": ["xor-deep-relu"], "gradus-cli report ": ["a.gradus", "folder/"],
             "gradus-cli train xor --set training.b": ["training.batch-size="],
             "gradus-cli train xor --set network.hidden.activation=ta": ["network.hidden.activation=tanh"]}

    def setUp(self):
        self.place = tempfile.TemporaryDirectory()
        self.addCleanup(self.place.cleanup)
        for name in ("a.gradus", "b.txt"):
            pathlib.Path(self.place.name, name).touch()
        os.mkdir(os.path.join(self.place.name, "folder"))

    def shell(self, *words):
        done = subprocess.run(words, capture_output=True, text=True, timeout=60, cwd=self.place.name, env={**ENVIRONMENT, "HOME": self.place.name})
        self.assertEqual((done.returncode, done.stderr), (0, ""), words)
        return done.stdout.splitlines()

    def test_bash(self):
        script = """source "$1"; COMP_LINE=$2; COMP_POINT=${#2}; shift 2
                    COMP_WORDS=("$@"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _gradus_cli; printf '%s\\n' "${COMPREPLY[@]}" """
        for line, wanted in self.LINES.items():
            parts = [part for word in line.split(" ") for part in (re.split("(=)", word) if "=" in word else [word])]
            words = self.shell("bash", "--norc", "-c", script, "bash", str(SCRIPTS / "gradus-cli.bash"), line, *parts)
            begun = line.split(" ")[-1].rpartition("=")
            self.assertEqual(sorted(begun[0] + begun[1] + word for word in words), sorted(word.rstrip("/") for word in wanted), line)

    @unittest.skipUnless(shutil.which("fish"), "fish is not installed")
    def test_fish(self):
        for line, wanted in self.LINES.items():
            words = self.shell("fish", "--no-config", "-c", f"source {SCRIPTS / 'gradus-cli.fish'}; complete -C '{line}'")
            found = [word.split("\t")[0] for word in words]
            self.assertEqual([word for word in wanted if word not in found], [], (line, found))

    @unittest.skipUnless(shutil.which("zsh"), "zsh is not installed")
    def test_zsh(self):
        """which completes only where somebody types"""
        for line, wanted in self.LINES.items():
            if len(wanted) > 1:
                continue
            shell, terminal = pty.fork()
            if shell == 0:
                os.chdir(self.place.name)
                os.execvpe("zsh", ["zsh", "-f", "-i"], {**ENVIRONMENT, "HOME": self.place.name, "TERM": "dumb"})
            os.write(terminal, f"PS1=; fpath=({SCRIPTS} $fpath); autoload -U compinit; compinit -u -D; gradus-cli () {{ "
                               f"[[ $1 == complete ]] && command gradus-cli \"$@\" || print -r -- said: \"$@\"; }}; echo rea''dy\n".encode())
            self.read_until(terminal, b"ready")
            os.write(terminal, line.encode() + b"\t\n")
            said = self.read_until(terminal, rb"said: ([^\r\n]*)[\r\n]")
            self.assertEqual(said[1].decode().strip(), line.removeprefix("gradus-cli ").rpartition(" ")[0] + (" " if " " in line[11:] else "") + wanted[0], line)
            os.write(terminal, b"exit\n")
            os.close(terminal)
            os.waitpid(shell, 0)

    def test_class(self):
        """gradus-class, whose options the shells read from its --help"""
        script = """source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _gradus_class; printf '%s\\n' "${COMPREPLY[@]}" """
        known = re.findall(r"^  (?:-h, )?(--[a-z]+)", subprocess.run([CLASS, "--help"], capture_output=True, text=True, check=True).stdout, re.MULTILINE)
        bash = ("bash", "--norc", "-c", script, "bash", str(SCRIPTS / "gradus-class.bash"), "gradus-class")
        self.assertEqual(self.shell(*bash, "--"), known)
        self.assertEqual(self.shell(*bash, "--pl"), ["--places"])
        self.assertEqual(self.shell(*bash, "--folder", "f"), ["folder"])
        self.assertEqual(self.shell(*bash, "--address", "=", "0"), ["0.0.0.0"])
        if shutil.which("fish"):
            words = self.shell("fish", "--no-config", "-c", f"source {SCRIPTS / 'gradus-class.fish'}; complete -C 'gradus-class --'")
            self.assertEqual(sorted({word.split("\t")[0] for word in words}), sorted(known))

    def read_until(self, terminal, pattern, seconds=40):
        end, read = time.monotonic() + seconds, b""
        while not re.search(pattern, read):
            ready, _, _ = select.select([terminal], [], [], max(end - time.monotonic(), 0))
            self.assertTrue(ready, read)
            read += os.read(terminal, 65536)
        return re.search(pattern, read)


if __name__ == "__main__":
    unittest.main(verbosity=2)
