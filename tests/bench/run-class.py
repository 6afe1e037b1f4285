#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What a class costs: so many windows train XOR at once, for browsers that draw nothing and answer broadwayd at once, as a fast one does.

usage: run-class.py N GRADUS-CLASS

Frames are what broadwayd sends for each. Where other programs keep the processors busy the milliseconds of a processor still hold, frames a second do not."""
import glob
import http.client
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

CLASS, N = sys.argv.pop(), int(sys.argv.pop())
KEY_PRESS, KEY_RELEASE, CONFIGURED, SCREEN_SIZE, ANSWER = 7, 8, 11, 12, 14  # events of broadway.js
UPLOAD_TEXTURE, SET_NODES, ROUND_TRIP, MOVE_RESIZE, GONE = 13, 15, 16, 8, 10  # its commands; those of a fixed length:
LENGTHS = {0: 3, 1: 0, 2: 10, 3: 2, 4: 2, 5: 2, 6: 2, 7: 2, 9: 4, 12: 2, 14: 4}


class Browser(threading.Thread):
    def __init__(self, port, key):
        super().__init__(daemon=True)
        self.frames = self.bytes = 0
        self.stream = socket.create_connection(("127.0.0.1", port), 120)
        self.stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.stream.sendall(f"GET /seat/{key}/socket HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: broadway\r\n\r\n".encode())
        self.file = self.stream.makefile("rb")
        while self.file.readline().strip():
            pass
        self.send(SCREEN_SIZE, 1280, 713, 1)
        self.start()

    def send(self, event, *numbers):
        data = struct.pack(f">{3 + len(numbers)}i", event, 0, 0, *numbers)
        self.stream.sendall(bytes((0x82, 0x80 | len(data), 0, 0, 0, 0)) + data)

    def press(self, key):
        self.send(KEY_PRESS, ord(key), 0)
        self.send(KEY_RELEASE, ord(key), 0)

    def run(self):
        try:
            while True:
                head = self.file.read(2)
                length = head[1] & 127
                if length > 125:
                    length = int.from_bytes(self.file.read(2 if length == 126 else 8), "big")
                self.take(self.file.read(length))
        except (OSError, IndexError):
            pass

    def take(self, data):
        self.bytes += len(data)
        at, draws = 0, False
        while at < len(data):
            command, at = data[at], at + 5
            if command == ROUND_TRIP:
                self.send(ANSWER, *struct.unpack_from("<HI", data, at))
                at += 6
            elif command == SET_NODES:
                at += 6 + 4 * struct.unpack_from("<I", data, at + 2)[0]
                draws = True
            elif command == UPLOAD_TEXTURE:
                at += 8 + struct.unpack_from("<I", data, at + 4)[0]
            elif command == MOVE_RESIZE:
                surface, parts = struct.unpack_from("<HB", data, at)
                self.send(CONFIGURED, surface, 0, 0, 1280, 713)
                at += 3 + 4 * (parts & 1) + 4 * (parts >> 1 & 1)
            elif command == GONE:
                raise OSError
            else:
                at += LENGTHS[command]
        self.frames += draws


def find_processes(name, folder):
    found = []
    for path in glob.glob("/proc/[0-9]*"):
        try:
            if os.path.basename(os.readlink(path + "/exe")) == name and folder.encode() in open(path + "/environ", "rb").read():
                found.append(int(path[6:]))
        except OSError:
            pass
    return found


def count_seconds(processes):
    ticks = 0
    for pid in processes:
        with open(f"/proc/{pid}/stat") as file:
            words = file.read().rsplit(")")[1].split()
        ticks += int(words[11]) + int(words[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def count_megabytes(pid):
    with open(f"/proc/{pid}/smaps_rollup") as file:
        return int(re.search(r"Pss: +(\d+)", file.read())[1]) / 1024


def measure(title, seconds, browsers, groups):
    frames, sizes, used, begin = [b.frames for b in browsers], [b.bytes for b in browsers], {n: count_seconds(p) for n, p in groups.items()}, time.monotonic()
    time.sleep(seconds)
    seconds = time.monotonic() - begin
    rates = sorted((b.frames - before) / seconds for b, before in zip(browsers, frames))
    n_frames = sum(rates) * seconds
    print(f"{title}: {rates[len(rates) // 2]:.1f} frames a second (median; {rates[0]:.1f} to {rates[-1]:.1f})", end="")
    if n_frames >= 1:
        print(f", {sum(b.bytes - before for b, before in zip(browsers, sizes)) / n_frames / 1024:.0f} KB each; milliseconds of a processor for each: "
              + ", ".join(f"{name} {1000 * (count_seconds(p) - used[name]) / n_frames:.1f}" for name, p in groups.items()), end="")
    print(flush=True)


def ask(port, path, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST" if body else "GET", path, body)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def open_windows(port, token):
    begin, browsers = time.monotonic(), {}
    names = [urllib.parse.urlencode({"name": f"Student {i + 1}"}) for i in range(N)]
    keys = [ask(port, f"/{token}/", name).getheader("Location").split("/")[2] for name in names]
    while len(browsers) < N:
        for key in keys:
            if key not in browsers and ask(port, f"/seat/{key}/").status == 200:
                browsers[key] = Browser(port, key)
        time.sleep(0.2)
    while any(browser.frames == 0 for browser in browsers.values()) and time.monotonic() - begin < 240:
        time.sleep(0.1)
    print(f"{sum(browser.frames > 0 for browser in browsers.values())} of {N} windows were drawn after {time.monotonic() - begin:.1f} s")
    return list(browsers.values())


def main():
    with tempfile.TemporaryDirectory() as folder, open(os.path.join(folder, "said"), "w+") as said:
        program = subprocess.Popen([CLASS, "0", "--folder", os.path.join(folder, "class"), "--places", str(N)], stdout=said)
        try:
            while not (link := re.search(r"students: +http://127.0.0.1:(\d+)/(\w+)/[^$]*Ctrl", open(said.name).read())):
                time.sleep(0.1)
            browsers = open_windows(int(link[1]), link[2])
            time.sleep(3)
            groups = {"gradus": find_processes("gradus", folder), "broadwayd": find_processes("gtk4-broadwayd", folder), "gradus-class": [program.pid]}
            print(f"to start one took {count_seconds(groups['gradus']) / N:.2f} seconds of a processor")
            measure("nothing happens", 3, browsers, groups)
            for browser in browsers:
                browser.press(" ")
            measure("all train", 6, browsers, groups)
            time.sleep(15)
            for browser in browsers:
                browser.press("r")
            measure("all watch it again", 5, browsers, groups)
            for name, processes in groups.items():
                sizes = sorted(map(count_megabytes, processes))
                print(f"{name}: {sizes[len(sizes) // 2]:.0f} MB each (median; at most {sizes[-1]:.0f}), {sum(sizes):.0f} MB together")
        finally:
            begin = time.monotonic()
            program.send_signal(signal.SIGTERM)
            program.wait()
            print(f"the end took {time.monotonic() - begin:.1f} s")


if __name__ == "__main__":
    main()
