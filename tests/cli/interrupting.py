# SPDX-License-Identifier: MIT
"""Ctrl-C for a program that is in the middle of its work."""
import os
import signal
import time


def interrupt(process):
    wait_until_working(process)
    process.send_signal(signal.SIGINT)


def wait_until_working(process, seconds=60):
    """until it has said what it does at that signal, and has worked for a fifth of a second since"""
    end, worked_by = time.monotonic() + seconds, None
    while worked_by is None or count_work(process.pid) < worked_by:
        if process.poll() is not None or time.monotonic() > end:
            raise AssertionError("it was to be interrupted, and does not work")
        if worked_by is None and catches(process.pid, signal.SIGINT):
            worked_by = count_work(process.pid) + 0.2
        time.sleep(0.01)


def wait_until_waiting(process, seconds=60):
    """until it has said what it does at that signal, and has slept since for a third of a second"""
    end, n = time.monotonic() + seconds, 0
    while n < 30:
        if process.poll() is not None or time.monotonic() > end:
            raise AssertionError("it was to wait, and does not")
        n = n + 1 if catches(process.pid, signal.SIGINT) and is_asleep(process.pid) else 0
        time.sleep(0.01)


def is_asleep(pid):
    with open(f"/proc/{pid}/stat") as file:
        return file.read().rpartition(")")[2].split()[0] == "S"


def catches(pid, number):
    with open(f"/proc/{pid}/status") as file:
        caught, = (int(line.split()[1], 16) for line in file if line.startswith("SigCgt:"))
    return caught >> number - 1 & 1


def count_work(pid):
    """seconds of a processor"""
    with open(f"/proc/{pid}/stat") as file:
        words = file.read().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def count_waits(pid):
    """how often its first thread went to sleep"""
    with open(f"/proc/{pid}/status") as file:
        count, = (int(line.split()[1]) for line in file if line.startswith("voluntary_ctxt_switches:"))
    return count
