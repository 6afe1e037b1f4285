#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""A class as students meet it: links, windows by way of broadwayd, what others must not see, and what is there after the end.

usage: test-classroom.py GRADUS-CLASS"""
import contextlib
import glob
import http.client
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse

PROGRAM = pathlib.Path(sys.argv.pop()).resolve()
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
ENVIRONMENT.pop("XDG_RUNTIME_DIR", None)
# A container may let bwrap build a fence, and yet mount nothing of the kernel's in it.
FENCED = shutil.which("bwrap") and subprocess.run(["bwrap", "--ro-bind", "/", "/", "--unshare-all", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp",
                                                   "true"], check=False, capture_output=True).returncode == 0


def run(*words, **more):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=60, env={**ENVIRONMENT, **more}, check=False)


def wait_for(condition, seconds=40):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError("it did not come about")


def swallow(stream):
    """what broadwayd says, or it would wait for it to be read"""
    try:
        while stream.recv(65536):
            pass
    except OSError:
        pass


class Usage(unittest.TestCase):
    def test_refused(self):
        for status, sentence, *words in ((2, "which PORT?"), (2, '"x" is no port', "x"), (2, "--places takes a whole number from 1 to 200, not 0", "0", "--places=0"),
                                         (2, "there is one PORT", "1", "2"), (1, "nowhere is no address", "0", "--address", "nowhere", "--unfenced")):
            with tempfile.TemporaryDirectory() as folder, self.subTest(words):
                done = run(*words, "--folder", folder)
                if "gtk4-broadwayd" not in done.stderr:
                    self.assertEqual((done.returncode, done.stderr.count("\n")), (status, 1), done.stderr)
                    self.assertIn(sentence, done.stderr)

    def test_missing_programs(self):
        """It says which package is missing."""
        with tempfile.TemporaryDirectory() as folder:
            self.assertIn("libgtk-4-bin", run("0", "--folder", folder, PATH=folder).stderr)
            os.symlink("/bin/true", os.path.join(folder, "gtk4-broadwayd"))
            self.assertIn("install the package bubblewrap", run("0", "--folder", folder, PATH=folder).stderr)

    def test_help(self):
        self.assertIn("--places=N", run("--help").stdout)
        self.assertRegex(run("--version").stdout, r"^gradus-class \d")


@unittest.skipUnless(shutil.which("gtk4-broadwayd"), "gtk4-broadwayd is not installed; it is in the package libgtk-4-bin")
class Classroom(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.TemporaryDirectory()
        self.addCleanup(self.place.cleanup)
        self.class_folder = os.path.join(self.place.name, "class")
        self.program = None
        self.addCleanup(self.end)

    def begin(self, *options):
        self.log = open(os.path.join(self.place.name, "log"), "w+")
        self.program = subprocess.Popen([PROGRAM, "0", "--folder", self.class_folder, *([] if FENCED else ["--unfenced"]), *options], stdout=self.log,
                                        stderr=subprocess.STDOUT, env={**ENVIRONMENT, "TMPDIR": self.place.name})
        said = wait_for(lambda: "Ctrl+C" in self.said() and self.said())
        self.port = int(re.search(r"For students: +http://127.0.0.1:(\d+)/", said)[1])
        self.token = re.search(r"For students: +http://[^/]+/(\w{12})/", said)[1]
        self.lecturer = re.search(r"For the lecturer: +http://[^/]+/(\w{26})/", said)[1]

    def said(self):
        return pathlib.Path(self.log.name).read_text()

    def end(self):
        if not self.program:
            return
        program, self.program = self.program, None
        program.send_signal(signal.SIGTERM)
        self.assertEqual(program.wait(60), 0, self.said())
        self.log.close()
        self.assertEqual(self.processes(), [])

    def processes(self):
        """of this class: those that have its folder in what they were started with"""
        found = []
        for path in glob.glob("/proc/[0-9]*/environ"):
            try:
                if self.class_folder.encode() in pathlib.Path(path).read_bytes():
                    found.append(int(path.split("/")[2]))
            except OSError:
                pass
        return [pid for pid in found if pid != os.getpid()]

    def programs(self, name):
        def is_it(pid):
            try:
                return os.path.basename(os.readlink(f"/proc/{pid}/exe")) == name
            except OSError:
                return False
        return [pid for pid in self.processes() if is_it(pid)]

    def ask(self, path, method="GET", body=None, **fields):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in fields.items()})
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()
        return answer, page

    def join(self, name):
        """→ the key, as the browser is sent on"""
        answer, _ = self.ask(f"/{self.token}/", "POST", urllib.parse.urlencode({"name": name}))
        self.assertEqual(answer.status, 303)
        key = re.fullmatch(r"\.\./seat/(\w{26})/", answer.getheader("Location"))[1]
        self.assertIn(f"gradus-class={key};", answer.getheader("Set-Cookie"))
        return key

    def open_window(self, key):
        def try_it():
            answer, page = self.ask(f"/seat/{key}/")
            return page if answer.status == 200 else None
        page = wait_for(try_it)
        self.assertIn("broadway.js", page)

    def open_socket(self, key):
        """A browser's connection, of which no more than its beginning is looked at."""
        stream = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        stream.sendall(f"GET /seat/{key}/socket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                       "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                       "Sec-WebSocket-Protocol: broadway\r\n\r\n".encode())
        head = b""
        while b"\r\n\r\n" not in head:
            got = stream.recv(4096)
            self.assertTrue(got, head)
            head += got
        self.assertTrue(head.startswith(b"HTTP/1.1 101 "), head)
        self.assertIn(b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", head)  # RFC 6455, 1.3
        return stream

    def train(self, stream, name):
        """Presses Space in the window until there is a draft of what was done. Broadway's events are frames of 32-bit numbers: 7 is a key that goes
        down, 8 one that comes up; the first one tells the size of the page."""
        def press():
            for event in ((12, 0, 0, 1280, 800, 1), (7, 0, 0, 0x20, 0), (8, 0, 0, 0x20, 0)):
                numbers = struct.pack(f">{len(event)}i", *event)
                stream.sendall(bytes((0x82, 0x80 | len(numbers), 0, 0, 0, 0)) + numbers)
            time.sleep(1)
            return self.drafts(name)
        threading.Thread(target=swallow, args=(stream,), daemon=True).start()
        return wait_for(press)

    def home(self, name):
        return os.path.join(self.class_folder, "students", name, "home")

    def drafts(self, name):
        return glob.glob(os.path.join(self.home(name), ".local/state/gradus/documents/*.gradus"))

    def find_step(self, name):
        """of the run in the only draft, which whoever recovers it writes anew under a name of its own; None where there is no such draft"""
        drafts = self.drafts(name)
        if len(drafts) != 1:
            return None
        try:
            with contextlib.closing(sqlite3.connect(f"file:{drafts[0]}?mode=ro", uri=True)) as base:
                return base.execute("SELECT max(step) FROM run").fetchone()[0]
        except sqlite3.Error:  # it is only begun
            return None

    def state(self, name):
        """of a student, as the lecturer's page has it"""
        page = self.ask(f"/{self.lecturer}/")[1]
        return re.search(rf">{re.escape(name)}</a></td><td>([^<]*)<", page)[1]

    # -- The whole -----------------------------------------------------------------------------------------------------------------------

    def test_two_students(self):
        """Each has a Gradus of their own, sees nothing of the other's, and finds it all again when the class begins anew."""
        self.begin()
        pathlib.Path(self.class_folder, "shared/points.csv").write_text("x,y\n")
        kim, lee = self.join("Kim Minji"), self.join("Lee Joon")
        self.open_window(kim)
        self.open_window(lee)
        answer, script = self.ask(f"/seat/{kim}/broadway.js")
        self.assertEqual(answer.status, 200)
        self.assertIn("function connect", script)
        stream = self.open_socket(kim)
        self.assertTrue(stream.recv(1))  # the window comes
        self.train(stream, "Kim Minji")
        wait_for(lambda: len(self.programs("gradus")) == 2)
        self.assertEqual(self.state("Kim Minji"), "shown")
        self.assertEqual(self.state("Lee Joon"), "left")
        if FENCED:
            self.look_over_the_fence()
        self.look_at_sockets()
        drafts = self.drafts("Kim Minji")
        self.assertEqual(self.drafts("Lee Joon"), [])
        stream.close()
        wait_for(lambda: self.state("Kim Minji") == "left")
        self.end()
        self.assertEqual(self.drafts("Kim Minji"), drafts)
        # Which a window writes when it is closed, and one that is killed does not.
        self.assertIn("window-size=", pathlib.Path(self.home("Kim Minji"), ".config/glib-2.0/settings/keyfile").read_text())

        self.begin()
        self.assertIn("2 known students", self.said())
        self.open_window(kim)
        wait_for(lambda: self.programs("gradus"))
        answer, page = self.ask(f"/{self.token}/", Cookie=f"gradus-class={kim}")
        self.assertIn("Go on as Kim Minji", page)
        self.assertNotIn("Go on as", self.ask(f"/{self.token}/")[1])
        self.assertEqual(len(self.programs("gradus")), 1)

    def look_over_the_fence(self):
        """From each Gradus's own view of the files."""
        for pid in self.programs("gradus"):
            root = f"/proc/{pid}/root"
            seen = os.listdir(root + os.path.join(self.class_folder, "students"))
            self.assertEqual(len(seen), 1)
            self.assertEqual(sorted(os.listdir(root + os.path.join(self.class_folder, "students", seen[0]))), ["hand-in", "home"])
            self.assertFalse(os.path.exists(root + os.path.join(self.class_folder, "class.ini")))
            self.assertEqual(len([name for name in os.listdir(f"{root}/proc") if name.isdigit()]) < 5, True)
            shared = os.path.join(self.class_folder, "students", seen[0], "home/class")
            self.assertEqual(pathlib.Path(root + shared, "points.csv").read_text(), "x,y\n")
            self.assertTrue(os.statvfs(root + shared).f_flag & os.ST_RDONLY)
            routes = pathlib.Path(f"/proc/{pid}/net/route").read_text().splitlines()
            self.assertEqual(len(routes), 1)  # the line of titles

    def look_at_sockets(self):
        """broadwayd listens on sockets in folders of mode 0700, and on no port."""
        for pid in self.programs("gtk4-broadwayd"):
            for table in ("tcp", "tcp6"):
                self.assertEqual(len(pathlib.Path(f"/proc/{pid}/net/{table}").read_text().splitlines()) if FENCED else 1, 1)
            words = pathlib.Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            path = words[words.index(b"--unixsocket") + 1].decode()
            for folder in (os.path.dirname(path), os.path.dirname(os.path.dirname(path))):
                self.assertEqual(os.stat(folder).st_mode & 0o777, 0o700)

    def test_crash(self):
        """A Gradus that crashes comes back with its document."""
        self.begin()
        kim = self.join("Kim")
        self.open_window(kim)
        stream = self.open_socket(kim)
        self.train(stream, "Kim")
        step = wait_for(lambda: self.find_step("Kim"))
        before, = self.programs("gradus")
        os.kill(before, signal.SIGSEGV)
        wait_for(lambda: [pid for pid in self.programs("gradus") if pid != before])
        wait_for(lambda: "Kim crashed, and was started again" in self.said())
        wait_for(lambda: (self.find_step("Kim") or 0) >= step)
        for pid in self.programs("gtk4-broadwayd"):
            os.kill(pid, signal.SIGKILL)
        wait_for(lambda: self.state("Kim") == "not open")
        stream.close()
        self.open_window(kim)
        wait_for(lambda: (self.find_step("Kim") or 0) >= step)

    def test_places(self):
        """When all places are taken the next one waits; who has left makes room."""
        self.begin("--places=1", "--sleep=0")
        kim, lee = self.join("Kim"), self.join("Lee")
        self.open_window(kim)
        stream = self.open_socket(kim)
        drafts = self.train(stream, "Kim")
        answer, page = self.ask(f"/seat/{lee}/")
        self.assertEqual(answer.status, 503)
        self.assertIn("All places are taken", page)
        stream.close()
        wait_for(lambda: self.state("Kim") == "asleep", 90)
        gradus, = self.programs("gradus")
        self.assertEqual(pathlib.Path(f"/proc/{gradus}/stat").read_text().rsplit(")")[1].split()[0], "T")
        self.open_window(kim)  # found again as it was
        self.assertEqual(self.programs("gradus"), [gradus])
        wait_for(lambda: self.state("Kim") == "asleep", 90)
        self.open_window(lee)
        self.assertEqual(self.state("Kim"), "not open")
        wait_for(lambda: len(self.programs("gradus")) == 1)
        self.assertEqual(self.drafts("Kim"), drafts)

    def test_end_at_the_start(self):
        """A window that is only being started when the class ends is asked to end, too: at each moment of its start."""
        for milliseconds in range(0, 60, 4):
            with self.subTest(milliseconds):
                self.begin()
                for name in ("Kim", "Lee"):
                    self.open_window(self.join(name))
                time.sleep(milliseconds / 1000)
                self.end()
                self.assertNotIn("did not end by itself", pathlib.Path(self.log.name).read_text())

    def test_hand_in(self):
        self.begin()
        kim = self.join("Kim")
        self.open_window(kim)
        wait_for(lambda: os.path.isdir(os.path.join(self.class_folder, "students/Kim/hand-in")))
        pathlib.Path(self.class_folder, "students/Kim/hand-in/homework.gradus").write_text("a hand-in")
        target = pathlib.Path(self.class_folder, "hand-ins/homework/Kim.gradus")
        wait_for(target.exists)
        self.assertEqual(target.read_text(), "a hand-in")
        wait_for(lambda: 'Kim handed in "homework"' in self.said())

    # -- Strangers -----------------------------------------------------------------------------------------------------------------------

    def test_wrong_links(self):
        """All are refused with the same page, and start nothing."""
        self.begin()
        key = self.join("Kim")
        wrong = self.token[:-1] + ("a" if self.token[-1] != "a" else "b")
        pages = set()
        for path in ("/", "//", "/x", f"/{wrong}/", f"/{self.token}/x", f"/{self.token}/../{self.token}/", "/seat/", f"/seat/{self.token}/", f"/seat/{key[:-1]}/",
                     f"/seat/{key}/http", f"/seat/{key}/socket", f"/{key}/", "/class.ini", f"/{self.lecturer}/x", "/seat", "/seat/x/y/z"):
            answer, page = self.ask(path)
            self.assertEqual(answer.status, 403, path)
            pages.add(page)
        for path in (f"/seat/{key}/", f"/{self.lecturer}/", f"/{wrong}/"):
            self.assertEqual(self.ask(path, "POST", "name=x")[0].status, 403)
        self.assertEqual(len(pages), 1)
        self.assertEqual(self.programs("gradus"), [])
        answer, page = self.ask(f"/{self.token}/", "POST", "name=+%20")
        self.assertEqual(answer.status, 200)  # asked again
        self.assertIn("Your name", page)
        self.assertEqual(self.ask(f"/{self.token}")[0].getheader("Location"), f"{self.token}/")
        self.assertEqual(self.ask(f"/seat/{key}")[0].getheader("Location"), f"{key}/")

    def test_no_browsers(self):
        """Bytes that are no request, and visitors who take their time, keep nobody else out."""
        self.begin()
        for said, wanted in ((b"\0\0\0\0\r\n\r\n", b"400"), (b"GET / HTTP/1.1\r\n" + b"a" * 9000, b"431"), (b"GET / HTTP/9.9\r\n\r\n", b"505"),
                             (b"TRACE / HTTP/1.1\r\n\r\n", b"405"), (b"GET / HTTP/1.1\r\n\r\nmore", b"400"),
                             (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"400")):
            with socket.create_connection(("127.0.0.1", self.port), timeout=30) as stream:
                stream.sendall(said)
                answer = b""
                while got := stream.recv(4096):
                    answer += got
                self.assertIn(b"HTTP/1.1 " + wanted, answer[:13], said[:30])
        slow = [socket.create_connection(("127.0.0.1", self.port), timeout=30) for _ in range(400)]
        for stream in slow:
            stream.sendall(b"GET /")
        self.assertEqual(self.ask(f"/{self.token}/")[0].status, 200)
        begin = time.monotonic()
        self.assertEqual(slow[-1].recv(1), b"")  # its time is over
        self.assertLess(time.monotonic() - begin, 15)
        for stream in slow:
            stream.close()

    def test_port_in_use(self):
        self.begin()
        with tempfile.TemporaryDirectory() as folder:
            done = run(str(self.port), "--folder", folder, *([] if FENCED else ["--unfenced"]))
            self.assertEqual((done.returncode, done.stderr),
                             (1, f"gradus-class: port {self.port} of 127.0.0.1 is in use by another program; take another one\n"))
        done = run("0", "--folder", self.class_folder, *([] if FENCED else ["--unfenced"]))
        self.assertIn("another gradus-class has", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
