#!/usr/bin/env python3
"""Draws the project's own styles: assets/images/styles/*.jpg, 512 x 512.

usage: draw.py OUT_DIR [SIZE]
Made by formula from a fixed seed, so nobody's picture is in them. The style network was never trained on them nor on
other pictures of these seven functions.
"""
import os
import sys

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SCALE = 2  # drawn larger, then shrunk


def rgb(*codes):
    return [tuple(int(c[i:i + 2], 16) for i in (0, 2, 4)) for c in codes]


def canvas(size, colour):
    image = Image.new('RGB', (size * SCALE, size * SCALE), colour)
    return image, ImageDraw.Draw(image), size * SCALE


def seeds(random, n, side, rounds=3):
    """Points spread evenly: each moved to the middle of its cell, a few times."""
    points = random.uniform(0, side, (n, 2))
    grid = np.stack(np.meshgrid(np.linspace(0, side, 96), np.linspace(0, side, 96)), -1).reshape(-1, 2)
    for _ in range(rounds):
        nearest = ((grid[:, None] - points) ** 2).sum(-1).argmin(1)
        for k in range(n):
            if (nearest == k).any():
                points[k] = grid[nearest == k].mean(0)
    return points


def cells(points, side):
    """For each pixel: its nearest point, and how much nearer that is than the second nearest."""
    y, x = np.mgrid[0:side, 0:side].astype(np.float32)
    first, second = np.full((side, side), 1e9, np.float32), np.full((side, side), 1e9, np.float32)
    which = np.zeros((side, side), int)
    for k, (px, py) in enumerate(points):
        d = np.hypot(x - px, y - py)
        nearer = d < first
        second = np.where(nearer, first, np.minimum(second, d))
        which[nearer], first = k, np.minimum(first, d)
    return which, second - first


def waves(side, random, n=5, longest=1.):
    """A smooth field in -1..1: a sum of plane waves."""
    y, x = np.mgrid[0:side, 0:side] / side
    total = np.zeros((side, side))
    for _ in range(n):
        a, f, p = random.uniform(0, 2 * np.pi), random.uniform(.6, 2.4) / longest, random.uniform(0, 2 * np.pi)
        total += np.sin(2 * np.pi * f * (x * np.cos(a) + y * np.sin(a)) + p)
    return total / n


def stained_glass(size, random):
    side = size * SCALE
    which, gap = cells(seeds(random, 110, side), side)
    colours = np.array(rgb('b3122c', 'e0631b', 'f2b632', '1f6f4a', '1d4e9e', '123a6b', '6a1f74', 'f4e3b2', '3aa6b9'), float)
    pane = colours[random.integers(0, len(colours), which.max() + 1)][which]
    light = 1 + .22 * waves(side, random, 9, .25) + .12 * np.clip(gap / 60, 0, 1)
    lead = np.clip((gap - 9) / 4, 0, 1)[..., None]
    return np.clip(pane * light[..., None], 0, 255) * lead + np.array([18, 16, 20]) * (1 - lead)


def mosaic(size, random):
    side = size * SCALE
    image, draw, _ = canvas(size, (222, 214, 196))
    field = waves(side, random, 4)
    colours = rgb('0b3c5d', '1d6fa3', '58b4ae', 'e8dab2', 'd98e32', 'b23a2a', '5b2333')
    step = 26
    for row in range(-1, side // step + 2):
        for column in range(-1, side // step + 2):
            x, y = column * step + step / 2 * (row % 2), row * step
            px, py = int(np.clip(x, 0, side - 1)), int(np.clip(y, 0, side - 1))
            t = (field[py, px] + 1) / 2 * 1.6 - .3 + random.normal(0, .05)
            colour = np.array(colours[int(np.clip(t * len(colours), 0, len(colours) - 1))]) + random.normal(0, 10)
            turn, half = field[py, px] * 1.5 + random.normal(0, .08), step * .43
            corners = [(x + half * 1.41 * np.cos(turn + np.pi / 4 + k * np.pi / 2) + random.normal(0, 1),
                        y + half * 1.41 * np.sin(turn + np.pi / 4 + k * np.pi / 2) + random.normal(0, 1)) for k in range(4)]
            draw.polygon(corners, fill=tuple(int(v) for v in np.clip(colour, 0, 255)))
    return np.asarray(image)


def woodcut(size, random):
    side = size * SCALE
    y, x = np.mgrid[0:side, 0:side].astype(float)
    height, bend = waves(side, random, 4), waves(side, random, 3)
    lines = np.sin(2 * np.pi * (y + 90 * bend + 26 * np.sin(x / 90)) / 17 + 1.2 * waves(side, random, 12, .12))
    ink = lines > height * 1.5
    paper = np.array([238, 226, 198]) + 6 * random.normal(size=(side, side, 1))
    red = waves(side, random, 3) > .42
    return np.where(ink[..., None], np.where(red[..., None], np.array([150, 38, 28]), np.array([26, 22, 24])), paper)


def halftone(size, random):
    side = size * SCALE
    y, x = np.mgrid[0:side, 0:side].astype(float)
    out = np.full((side, side, 3), 250.)
    for turn, ink, shade in ((15, (0, 160, 227), waves(side, random, 4)), (75, (229, 20, 120), waves(side, random, 4)),
                             (0, (255, 224, 0), waves(side, random, 3)), (45, (25, 25, 30), waves(side, random, 3) - .55)):
        a = np.deg2rad(turn)
        u, v, pitch = x * np.cos(a) + y * np.sin(a), y * np.cos(a) - x * np.sin(a), 21
        distance = np.hypot((u % pitch) - pitch / 2, (v % pitch) - pitch / 2)
        cover = np.clip(np.sqrt(np.clip(.42 + .75 * shade, 0, 1)) * pitch * .58 - distance, 0, 1)[..., None]
        out *= 1 - cover * (1 - np.array(ink) / 255)
    return out


def flow(size, random):
    image, draw, side = canvas(size, (12, 22, 48))
    angle = 2.6 * np.pi * waves(side, random, 4)
    tone = waves(side, random, 3)
    colours = rgb('0f3d6e', '1f7a8c', '8ecae6', 'f1faee', 'ffb703', 'fb8500', 'd62246')
    for _ in range(5200):
        x, y = random.uniform(0, side, 2)
        colour = colours[int(np.clip((tone[int(y), int(x)] + .9) / 1.8 * len(colours) + random.normal(0, .5), 0, len(colours) - 1))]
        path = [(x, y)]
        for _ in range(random.integers(8, 26)):
            a = angle[int(np.clip(y, 0, side - 1)), int(np.clip(x, 0, side - 1))]
            x, y = x + 6 * np.cos(a), y + 6 * np.sin(a)
            path.append((x, y))
        draw.line(path, fill=tuple(int(np.clip(c + random.normal(0, 12), 0, 255)) for c in colour),
                  width=int(random.integers(4, 11)), joint='curve')
    return np.asarray(image)


def truchet(size, random):
    image, draw, side = canvas(size, (244, 239, 230))
    step, colours = 64, rgb('264653', '2a9d8f', 'e76f51')
    for row in range(side // step):
        for column in range(side // step):
            x, y = column * step, row * step
            colour = colours[(row * 7 + column * 3 + int(random.integers(0, 2))) % 3]
            corners = ((0, 0), (1, 1)) if random.random() < .5 else ((1, 0), (0, 1))
            for cx, cy in corners:
                for radius, width in ((step * .5 + 11, 22), (step * .5 + 2.5, 5)):
                    box = [x + cx * step - radius, y + cy * step - radius, x + cx * step + radius, y + cy * step + radius]
                    begin = {(0, 0): 0, (1, 0): 90, (1, 1): 180, (0, 1): 270}[cx, cy]
                    draw.arc(box, begin, begin + 90, fill=colour if width > 5 else (250, 246, 238), width=width)
    return np.asarray(image)


def marbling(size, random):
    """Paper marbling: drops of colour, then a comb drawn through them, back and forth."""
    side = size * SCALE
    y, x = np.mgrid[0:side, 0:side].astype(float)
    y = y + 46 * np.sin(2 * np.pi * x / 150) + 14 * np.sin(2 * np.pi * x / 41)
    x = x + 40 * np.sin(2 * np.pi * y / 210)
    colours = np.array(rgb('0d1b3e', '29487d', 'c9a227', 'efe6d2', 'a4243b', '3f6c51'), float)
    out = np.broadcast_to(colours[0], (side, side, 3)).copy()
    for k in range(260):
        cx, cy, radius = random.uniform(-100, side + 100), random.uniform(-100, side + 100), random.uniform(14, 74)
        inside = np.hypot(x - cx, y - cy) < radius
        out[inside] = colours[random.integers(0, len(colours))]
    return out


STYLES = dict(stained_glass=stained_glass, mosaic=mosaic, woodcut=woodcut, halftone=halftone, flow=flow, truchet=truchet,
              marbling=marbling)


def main():
    out, size = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 512
    os.makedirs(out, exist_ok=True)
    for k, (name, draw) in enumerate(STYLES.items()):
        drawn = Image.fromarray(np.clip(draw(size, np.random.default_rng(100 + k)), 0, 255).astype(np.uint8))
        drawn = drawn.filter(ImageFilter.GaussianBlur(.6)).resize((size, size), Image.LANCZOS)
        drawn.save(os.path.join(out, name.replace('_', '-') + '.jpg'), quality=88)


if __name__ == '__main__':
    main()
