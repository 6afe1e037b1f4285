#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The picture of the architecture in the README, drawn from the folders of src and their #includes.

usage: draw-architecture.py SRC PICTURE.svg      draws it
       draw-architecture.py --check SRC PICTURE.svg      fails where it is not the picture of these sources any more

Each box is a folder, with its number of files and lines; it stands above whatever it includes headers of. An arrow leads to each
folder that it uses and does not already reach by another."""
import collections
import pathlib
import re
import sys

WIDTH, BOX, HEIGHT, GAP = 940, 210, 64, 56
WHAT = {
    "platform": "what systems do otherwise", "nn": "the mathematics", "data": "datasets, readers", "experiment": "what reproduces a run",
    "train": "stepper, trainer, history", "sweep": "grids of experiments", "document": "runs, undo, drafts", "store": "files of documents",
    "export": "weights for others", "plot": "drawings of numbers",
    "figure": "what is seen of a run", "lesson": "lessons and sessions", "app": "the window", "cli": "gradus-cli", "class": "gradus-class",
}


def read(src):
    uses, files, lines, inner = collections.defaultdict(set), collections.Counter(), collections.Counter(), collections.Counter()
    for path in sorted(src.rglob("*.[ch]")):
        parts, text = path.relative_to(src).parts, path.read_text()
        folder = parts[0]
        files[folder] += 1
        lines[folder] += text.count("\n")
        if len(parts) > 2:
            inner[folder, parts[1]] += 1
        for name in re.findall(r'^#include "([a-z]+)/', text, re.M):
            if name != folder and (src / name).is_dir():
                uses[folder].add(name)
    return uses, files, lines, inner


def rank(folder, uses):
    return 1 + max((rank(other, uses) for other in uses[folder]), default=-1)


def reach(folder, uses):
    return {deeper for other in uses[folder] for deeper in {other} | reach(other, uses)}


def place(files, uses):
    rows = collections.defaultdict(list)
    for folder in sorted(files):
        above = [rank(other, uses) for other in files if folder in uses[other]]
        rows[min(above) - 1 if above else rank(folder, uses)].append(folder)
    top = max(rows)
    return {folder: (WIDTH / 2 + (i - (len(row) - 1) / 2) * (BOX + 24) - BOX / 2, 20 + (top - level) * (HEIGHT + GAP))
            for level, row in rows.items() for i, folder in enumerate(row)}


def draw(src):
    uses, files, lines, inner = read(src)
    at = place(files, uses)
    height = max(y for _, y in at.values()) + HEIGHT + 20
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" font-family="Cantarell, sans-serif" font-size="13">',
           '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
           '<path d="M0 0L8 4L0 8z" fill="#77767b"/></marker></defs>', f'<rect width="{WIDTH}" height="{height:g}" fill="#ffffff"/>']
    for folder, (x, y) in at.items():
        direct = [other for other in sorted(uses[folder]) if not any(other in reach(third, uses) for third in uses[folder])]
        for i, other in enumerate(direct):
            tx, ty = at[other]
            out.append(f'<path d="M{x + BOX * (i + 1) / (len(direct) + 1):g} {y + HEIGHT:g}L{tx + BOX / 2:g} {ty - 2:g}" stroke="#77767b" stroke-width="1.5" '
                       'marker-end="url(#tip)"/>')
    for folder, (x, y) in at.items():
        within = sorted(name for outer, name in inner if outer == folder)
        out += [f'<rect x="{x:g}" y="{y:g}" width="{BOX}" height="{HEIGHT}" rx="10" fill="#e8f0fa" stroke="#1c5cab" stroke-width="1.5"/>',
                f'<text x="{x + BOX / 2:g}" y="{y + 20:g}" text-anchor="middle" font-weight="bold" font-size="15">src/{folder}</text>',
                f'<text x="{x + BOX / 2:g}" y="{y + 38:g}" text-anchor="middle">{WHAT.get(folder, "")}</text>',
                f'<text x="{x + BOX / 2:g}" y="{y + 55:g}" text-anchor="middle" font-size="11" fill="#5e5c64">{files[folder]} files, '
                f'{lines[folder] / 1000:.1f} thousand lines</text>']
        for i in range(0, len(within), 2):
            out.append(f'<text x="{x - 12:g}" y="{y + 16 + 8 * i:g}" text-anchor="end" font-size="11" fill="#5e5c64">{", ".join(within[i:i + 2])}</text>')
    return "\n".join(out + ["</svg>", ""])


def without_counts(picture):
    return re.sub(r"[\d.]+ (files|thousand lines)", "", picture)


def main():
    is_check = "--check" in sys.argv
    src, picture = map(pathlib.Path, [word for word in sys.argv[1:] if not word.startswith("--")])
    if not is_check:
        picture.write_text(draw(src))
    elif without_counts(picture.read_text()) != without_counts(draw(src)):
        sys.exit(f"{picture} is not the picture of {src}: draw it anew with tests/draw-architecture.py src resources/architecture.svg")


if __name__ == "__main__":
    main()
