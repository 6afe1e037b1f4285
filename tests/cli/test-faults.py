#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Saving where writing fails: at every single call, on a full file system, into a folder that takes nothing. The old document must stay
what it was, through links too, one sentence must say what happened, and nothing may be left lying about."""
import errno
import hashlib
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import unittest

SHIM = sys.argv.pop()
CLI = sys.argv.pop()


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


class Faults(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.TemporaryDirectory()
        self.folder = self.place.name
        self.document = os.path.join(self.folder, "a.gradus")
        self.assertEqual(self.save(self.document).returncode, 0)
        os.symlink("a.gradus", os.path.join(self.folder, "soft.gradus"))
        os.link(self.document, os.path.join(self.folder, "hard.gradus"))
        self.old = digest(self.document)

    def tearDown(self):
        self.place.cleanup()

    def save(self, filename, steps=50, **more):
        env = dict(os.environ, **{k: v for k, v in more.items() if k.isupper()})
        return subprocess.run([CLI, "train", "xor-wide-deep", "--steps", str(steps), "--quiet", "--save", filename], capture_output=True, text=True, env=env,
                              preexec_fn=more.get("before"))

    def assert_old_stands(self, done):
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertRegex(done.stderr, re.compile(r"\Agradus-cli: \S+\.gradus: .+\n\Z"))
        for name in ("a.gradus", "soft.gradus", "hard.gradus"):
            self.assertEqual(digest(os.path.join(self.folder, name)), self.old, name)
        self.assertTrue(os.path.islink(os.path.join(self.folder, "soft.gradus")))
        self.assertEqual(sorted(os.listdir(self.folder)), ["a.gradus", "hard.gradus", "soft.gradus"])

    def fail_everywhere(self, filename, code, goes_on):
        """at the first call that writes, the second, and so on, until all goes well"""
        for at in range(1, 500):
            more = {"FAULT_ON": "1"} if goes_on else {}
            done = self.save(filename, 77, LD_PRELOAD=SHIM, FAULT_PATH=self.folder, FAULT_AT=str(at), FAULT_ERRNO=str(code), **more)
            if done.returncode == 0:
                return at - 1
            if digest(filename) != self.old:  # after it was put in its place: the folder's own fsync
                self.assertIn("could not be brought to the disk", done.stderr)
                check = subprocess.run([CLI, "check", filename], capture_output=True, text=True)
                self.assertEqual(check.returncode, 0, check.stderr)
                self.old = None
                return at
            self.assert_old_stands(done)
        raise AssertionError("it never goes well")

    def test_every_call(self):
        self.assertGreater(self.fail_everywhere(self.document, errno.EIO, False), 5)

    def test_full_disk_from_every_call_on(self):
        self.assertGreater(self.fail_everywhere(self.document, errno.ENOSPC, True), 5)

    def test_through_a_link(self):
        self.assertGreater(self.fail_everywhere(os.path.join(self.folder, "soft.gradus"), errno.EIO, False), 5)
        self.assertTrue(os.path.islink(os.path.join(self.folder, "soft.gradus")))

    def test_through_a_hard_link(self):
        self.assertGreater(self.fail_everywhere(os.path.join(self.folder, "hard.gradus"), errno.EIO, False), 5)

    def test_short_files(self):
        """as a quota has it"""
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
        self.assert_old_stands(self.save(self.document, 77, before=limit))

    def test_tiny_file_system(self):
        place = os.path.join(self.folder, "tiny")
        os.mkdir(place)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", place], stderr=subprocess.DEVNULL).returncode != 0:
            self.skipTest("nothing may be mounted here")
        try:
            document = os.path.join(place, "a.gradus")
            self.assertEqual(self.save(document, 20).returncode, 0)
            old = digest(document)
            for steps in (20, 100000):
                done = self.save(document, steps)
                if done.returncode == 1:
                    self.assertRegex(done.stderr, "full|No space")
                    self.assertEqual(digest(document), old)
                self.assertEqual(os.listdir(place), ["a.gradus"])
                old = digest(document)
            self.assertEqual(done.returncode, 1)
        finally:
            subprocess.run(["umount", place])
            os.rmdir(place)

    def test_no_folder(self):
        done = self.save(os.path.join(self.folder, "none", "a.gradus"), 77)
        self.assertEqual(done.returncode, 1)
        self.assertIn("nothing can be written into its folder (No such file or directory)", done.stderr)

    def test_read_only_folder(self):
        if os.geteuid() == 0:
            self.skipTest("root may write everywhere")
        os.chmod(self.folder, 0o500)
        try:
            self.assert_old_stands(self.save(self.document, 77))
        finally:
            os.chmod(self.folder, 0o700)


if __name__ == "__main__":
    unittest.main(verbosity=2)
