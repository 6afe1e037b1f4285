#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""run-growth.py BENCH-GROWTH [PICTURE.svg]: what a multiply-add costs as a network grows in depth, width, batch and maps, on each set of
kernels that the processor has; and how far each size is above the line between its two neighbours. Draws the README's chart of it."""
import math
import os
import pathlib
import subprocess
import sys

SETS = {"avx512": "#1c5cab", "avx2": "#c64600", "baseline": "#77767b", "neon": "#1c5cab"}
SMOOTH = 1.3
ROUNDS = 2  # the best of which counts: other programs run meanwhile
FIRST_LARGE = 1_000_000  # parameters, from where memory is a matter of them
PANEL, HEIGHT, LEFT, TOP, GAP = 196, 210, 54, 40, 30
DASHES = "6 3", ""


def measure(program, name):
    """by what grows: (size, picoseconds, bytes, parameters) of each"""
    growths = {}
    with subprocess.Popen([program], env=os.environ | {"GRADUS_KERNELS": name}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as done:
        if done.stdout.readline().strip() != name:  # this processor does not run it
            done.kill()
            return {}
        for line in done.stdout:
            what, *numbers = line.split("\t")
            growths.setdefault(what, []).append(tuple(map(float, numbers)))
    return growths


def measure_best(program, name):
    turns = [measure(program, name) for _ in range(ROUNDS)]
    return {what: [min(sizes, key=lambda size: size[1]) for sizes in zip(*(turn[what] for turn in turns))] for what in turns[0]}


def find_bump(points):
    """the most that a size is above the line between its neighbours, both axes logarithmic, and where"""
    bumps = [(1.0, points[0][0])]
    for (x0, y0, *_), (x1, y1, *_), (x2, y2, *_) in zip(points, points[1:], points[2:]):
        share = math.log(x1 / x0) / math.log(x2 / x0)
        bumps.append((y1 / math.exp(math.log(y0) * (1 - share) + math.log(y2) * share), x1))
    return max(bumps)


def tell(name, growths):
    for what, points in growths.items():
        print(f"\n{name}: {what}\n  " + "  ".join(f"{x:g}: {y:.1f}" for x, y, *_ in points))
        bump, where = find_bump(points)
        large = [size / parameters for *_, size, parameters in points if parameters >= FIRST_LARGE]
        print(f"  at most {bump:.2f} times what its neighbours say, at {where:g}" + ("" if bump <= SMOOTH else f": more than {SMOOTH}") +
              (f"; {min(large):.0f} to {max(large):.0f} bytes a parameter from a million on" if large else ""))


def scale(low, high, begin, end):
    return lambda value: begin + (end - begin) * math.log(value / low) / math.log(high / low)


def draw_axes(x, y, title, sizes, costs):
    out = [f'<text x="{x(sizes[0]):g}" y="{TOP - 16}" font-weight="bold" font-size="14">{title}</text>']
    for i, cost in enumerate(costs):
        out.append(f'<path d="M{x(sizes[0]):g} {y(cost):g}H{x(sizes[-1]):g}" stroke="#deddda"/>')
        if title == "depth":
            out.append(f'<text x="{LEFT - 6}" y="{y(cost) + 4:g}" text-anchor="end">{cost}{" ps" if i == len(costs) - 1 else ""}</text>')
    for size in sizes:
        out += [f'<path d="M{x(size):g} {TOP + HEIGHT}v4" stroke="#5e5c64"/>',
                f'<text x="{x(size):g}" y="{TOP + HEIGHT + 17}" text-anchor="middle">{size:,}</text>']
    return out


def draw_lines(x, y, name, lines):
    return [f'<path d="M{"L".join(f"{x(size):.1f} {y(cost):.1f}" for size, cost, *_ in points)}" fill="none" stroke="{SETS[name]}" stroke-width="1.8" '
            f'stroke-dasharray="{dash}"/>' for points, dash in zip(lines, DASHES[-len(lines):])]


def draw(measured):
    panels = {}
    for name, growths in measured.items():
        for what, points in growths.items():
            panels.setdefault(what.split(",")[0], {}).setdefault(name, []).append((what, points))
    costs = [cost for growths in measured.values() for points in growths.values() for _, cost, *_ in points]
    ticks = [tick for power in range(-1, 6) for tick in (10 ** power, 3 * 10 ** power) if min(costs) / 3 < tick < max(costs) * 3]
    y = scale(ticks[0], ticks[-1], TOP + HEIGHT, TOP)
    width, height = LEFT + len(panels) * (PANEL + GAP), TOP + HEIGHT + 66
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="Cantarell, sans-serif" font-size="11">',
           f'<rect width="{width}" height="{height}" fill="#ffffff"/>']
    for i, (title, lines) in enumerate(panels.items()):
        sizes = [size for size, *_ in next(iter(lines.values()))[-1][1]]
        begin = LEFT + i * (PANEL + GAP)
        x = scale(1, sizes[-1], begin, begin + PANEL)
        out += draw_axes(x, y, title, [s for s in (1, 4, 16, 64, 256, 1024, 4096) if s < sizes[-1] / 2] + [round(sizes[-1])], ticks)
        for name, kinds in lines.items():
            out += draw_lines(x, y, name, [points for _, points in kinds])
        kinds = [what.partition(", ")[2] for what, _ in next(iter(lines.values()))]
        out.append(f'<text x="{begin}" y="{TOP + HEIGHT + 34}" fill="#5e5c64">'
                   f'{" · ".join(("- - " if dash else "— ") + kind for kind, dash in zip(kinds, DASHES[-len(kinds):]))}</text>')
    legend = LEFT
    for name in measured:
        out += [f'<path d="M{legend} {height - 12}h22" stroke="{SETS[name]}" stroke-width="3"/>', f'<text x="{legend + 28}" y="{height - 8}">{name}</text>']
        legend += 110
    out.append(f'<text x="{legend}" y="{height - 8}" fill="#5e5c64">picoseconds of one core a multiply-add of training, all axes logarithmic</text>')
    return "\n".join(out + ["</svg>", ""])


def main():
    program, *pictures = sys.argv[1:]
    measured = {name: growths for name in SETS if (growths := measure_best(program, name))}
    for name, growths in measured.items():
        tell(name, growths)
    for picture in pictures:
        pathlib.Path(picture).write_text(draw(measured))


if __name__ == "__main__":
    main()
