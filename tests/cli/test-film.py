#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""gradus-cli film: what it writes, read block by block as the GIF specification has them; what it refuses; and that nothing is left of a
film that did not come to its end. The pictures themselves are looked at in tests/figure/test-figure-film.c."""
import os
import resource
import signal
import struct
import subprocess
import sys
import tempfile
import unittest

from interrupting import interrupt

CLI = os.path.abspath(sys.argv.pop())


def run(*arguments, **options):
    return subprocess.run([CLI, *map(str, arguments)], capture_output=True, text=True, timeout=120, **options)


def skip_blocks(data, at):
    while data[at]:
        at += data[at] + 1
    return at + 1


def read_gif(path):
    """Size, whether it goes on for ever, and of each picture its hundredths of a second and its rectangle."""
    with open(path, "rb") as file:
        data = file.read()
    assert data[:6] == b"GIF89a"
    size = struct.unpack_from("<HH", data, 6)
    at, loops, delay, pictures = 13 + (3 << (data[10] & 7) + 1 if data[10] & 128 else 0), None, 0, []
    while data[at] != 0x3B:
        if data[at] == 0x21 and data[at + 1] == 0xF9:
            delay = struct.unpack_from("<H", data, at + 4)[0]
            at += 8
        elif data[at] == 0x21:
            if data[at + 3:at + 14] == b"NETSCAPE2.0":
                loops = struct.unpack_from("<H", data, at + 16)[0]
            at = skip_blocks(data, at + 2)
        else:
            assert data[at] == 0x2C
            pictures.append((delay, struct.unpack_from("<HHHH", data, at + 1)))
            at = skip_blocks(data, at + 10 + (3 << (data[at + 9] & 7) + 1 if data[at + 9] & 128 else 0) + 1)
    assert at == len(data) - 1
    return size, loops, pictures


class Film(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.file = os.path.join(self.folder, "a.gif")

    def tearDown(self):
        for name in os.listdir(self.folder):
            os.unlink(os.path.join(self.folder, name))
        os.rmdir(self.folder)

    def film(self, source, *options, view="boundary", file=None, **more):
        return run("film", source, "--view", view, "--to", file or self.file, *options, **more)

    def test_gif(self):
        done = self.film("xor", "--steps", 20000, "--size", "400x260")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        size, loops, pictures = read_gif(self.file)
        self.assertEqual((size, loops), ((400, 260), 0))
        self.assertEqual(pictures[0][1], (0, 0, 400, 260))
        self.assertEqual(pictures[-1][0], 200)
        self.assertAlmostEqual(sum(delay for delay, _ in pictures), 700, delta=5)
        self.assertGreater(len(pictures), 40)
        self.assertLessEqual(len(pictures), 101)
        self.assertTrue(all(x + width <= 400 and y + height <= 260 for _, (x, y, width, height) in pictures))

    def test_pace(self):
        """As many seconds, and at most as many pictures each, as were asked for."""
        for seconds, fps in ((2, 10), (3, 50)):
            self.assertEqual(self.film("xor", "--steps", 20000, "--seconds", seconds, "--fps", fps).returncode, 0)
            pictures = read_gif(self.file)[2]
            self.assertAlmostEqual(sum(delay for delay, _ in pictures), 100 * seconds + 200, delta=100 / fps)
            self.assertLessEqual(len(pictures), seconds * fps + 1)
            self.assertGreaterEqual(min(delay for delay, _ in pictures), 100 // fps)

    def test_document(self):
        """The run as it is, and twice the same bytes; in another theme others."""
        document, again = os.path.join(self.folder, "a.gradus"), os.path.join(self.folder, "b.gif")
        self.assertEqual(run("train", "xor-wide-deep", "--steps", 3000, "--save", document).returncode, 0)
        films = []
        for options in ([], [], ["--theme", "dark"]):
            self.assertEqual(self.film(document, *options, view="overview", file=again).returncode, 0)
            with open(again, "rb") as file:
                films.append(file.read())
        self.assertEqual(films[0], films[1])
        self.assertNotEqual(films[0], films[2])

    def test_untrained(self):
        self.assertEqual(self.film("xor", "--steps", 0, view="network").returncode, 0)
        self.assertEqual([delay for delay, _ in read_gif(self.file)[2]], [200])

    def test_webm(self):
        file = os.path.join(self.folder, "a.webm")
        done = self.film("xor", "--steps", 2000, file=file)
        if done.returncode:
            self.assertRegex(done.stderr, r"^gradus-cli: \S*a.webm: .*GStreamer.*; write a .gif\n$")
            self.assertEqual(os.listdir(self.folder), [])
            return
        with open(file, "rb") as stream:
            self.assertEqual(stream.read(4), b"\x1a\x45\xdf\xa3")
        # Without any plug-in there is one clear sentence.
        done = self.film("xor", "--steps", 1, file=os.path.join(self.folder, "b.webm"),
                         env={**os.environ, "GST_PLUGIN_SYSTEM_PATH_1_0": self.folder, "GST_REGISTRY": os.path.join(self.folder, "registry")})
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"^gradus-cli: \S*b.webm: .*not installed.*; write a .gif\n$")

    def test_refused(self):
        for arguments in (["xor"], ["xor", "--view", "cost"], ["xor", "--view", "c", "--to", "a.gif"],
                          ["xor", "--view", "cost", "--to", "a.png"], ["xor", "--view", "cost", "--to", "a.gif", "--size", "9x9"],
                          ["xor", "--view", "cost", "--to", "a.gif", "--size", "400"],
                          ["xor", "--view", "cost", "--to", "a.gif", "--seconds", "0"],
                          ["xor", "--view", "cost", "--to", "a.gif", "--seconds", "61"],
                          ["xor", "--view", "cost", "--to", "a.gif", "--fps", "51"],
                          ["xor", "--view", "cost", "--to", "a.gif", "--theme", "pink"],
                          ["xor", "--view", "saliency", "--to", "a.gif"]):
            done = run("film", *arguments)
            self.assertEqual((done.returncode, done.stdout), (2, ""), arguments)
            self.assertEqual(done.stderr.count("\n"), 1, arguments)
        done = self.film("xor", "--steps", 1, file="/nowhere/a.gif")
        self.assertEqual(done.returncode, 1)
        self.assertIn("/nowhere/a.gif", done.stderr)
        done = self.film(os.path.join(self.folder, "none.gradus"))
        self.assertEqual((done.returncode, done.stderr.count("\n")), (1, 1))

    def test_interrupt(self):
        with open(self.file, "w", encoding="utf-8") as file:
            file.write("old")
        process = subprocess.Popen([CLI, "film", "xor", "--view", "overview", "--steps", "5", "--size", "4000x4000", "--seconds", "60", "--fps", "50",
                                    "--to", self.file], stderr=subprocess.PIPE, text=True)
        interrupt(process)
        self.assertEqual(process.communicate(timeout=60)[1], "")
        self.assertEqual(process.returncode, 130)
        self.assertEqual(os.listdir(self.folder), ["a.gif"])
        with open(self.file, encoding="utf-8") as file:
            self.assertEqual(file.read(), "old")

    def test_full_disc(self):
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
        done = self.film("xor", "--steps", 2000, preexec_fn=limit)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"^gradus-cli: \S*a.gif: .*\n$")
        self.assertEqual(os.listdir(self.folder), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
