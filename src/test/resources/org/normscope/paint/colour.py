"""Golden values of colour transfer, in NumPy alone: python3 colour.py > colour.json"""
import json

import numpy as np


def levels(seed, height, width, low, high):
    """Correlated colours, 0 to 255: [height * width, 3]."""
    rng = np.random.default_rng(seed)
    mix = rng.normal(size=(3, 3)) * 30 + 40 * np.eye(3)
    return np.clip(np.round(rng.normal(size=(height * width, 3)) @ mix + (low + high) / 2), low, high).astype(int)


def reinhard(content, style):
    lms = np.array([[.3811, .5783, .0402], [.1967, .7244, .0782], [.0241, .1288, .8444]])
    turn = np.diag([3 ** -.5, 6 ** -.5, 2 ** -.5]) @ np.array([[1, 1, 1], [1, 1, -2], [1, -1, 0]])
    space = lambda x: np.log10(np.maximum(x, 1 / 255) @ lms.T) @ turn.T
    a, b = space(content), space(style)
    moved = (a - a.mean(0)) * b.std(0) / a.std(0) + b.mean(0)
    back = np.array([[4.4679, -3.5873, .1193], [-1.2186, 2.3809, -.1624], [.0497, -.2439, 1.2045]])
    return 10 ** (moved @ np.linalg.inv(turn).T) @ back.T


def histogram(content, style):
    out = np.empty(content.shape)
    for c in range(3):
        values, at, counts = np.unique(content[:, c], return_inverse=True, return_counts=True)
        wanted, many = np.unique(style[:, c], return_counts=True)
        out[:, c] = np.interp(np.cumsum(counts) / len(content), np.cumsum(many) / len(style), wanted)[at]
    return out


def axes(content, style):
    def own(x):
        variances, vectors = np.linalg.eigh(np.cov(x.T, bias=True))
        return variances[::-1], vectors[:, ::-1]
    (vc, uc), (vs, us) = own(content), own(style)
    us = us * np.sign((us * uc).sum(0))
    return (content - content.mean(0)) @ (us * np.sqrt(vs / vc) @ uc.T).T + style.mean(0)


def root(m, power=.5):
    values, vectors = np.linalg.eigh(m)
    return vectors * values ** power @ vectors.T


def monge(content, style):
    a, b = np.cov(content.T, bias=True), np.cov(style.T, bias=True)
    half, back = root(a), root(a, -.5)
    return (content - content.mean(0)) @ (back @ root(half @ b @ half) @ back).T + style.mean(0)


def matched(values, wanted, bins):
    """The bins' shares as piecewise straight curves, one inverted into the other."""
    def curve(x):
        counts, edges = np.histogram(x, bins, (x.min(), x.max()))
        return edges, np.concatenate([[0], np.cumsum(counts)]) / len(x)
    (own, shares), (other, theirs) = curve(values), curve(wanted)
    # numpy.interp takes the first of equal shares: a rise begins where the flat part before it ends.
    knots, at = [], []
    for i in range(bins):
        if theirs[i + 1] > theirs[i]:
            knots += [theirs[i] + 1e-12, theirs[i + 1]]
            at += [other[i], other[i + 1]]
    return np.interp(values, own, np.interp(shares, knots, at))


def sliced(content, style, turns, bins):
    x = content.copy()
    for turn in turns:
        rotated, wanted = x @ turn.T, style @ turn.T
        moved = np.stack([matched(rotated[:, k], wanted[:, k], bins) for k in range(3)], 1)
        x = x + (moved - rotated) @ turn
    return x


content, style = levels(1, 9, 7, 20, 200), levels(2, 8, 11, 40, 250)
a, b = content / 255, style / 255
turns = [np.eye(3)] + [np.linalg.qr(np.random.default_rng(s).normal(size=(3, 3)))[0] for s in (3, 4, 5)]
# Not of whole levels: what lies on a bin's edge is counted here or there.
cloud, other = (np.round(np.random.default_rng(k).random((n, 3)) ** 2, 6) for k, n in ((6, 60), (7, 77)))
print(json.dumps({
    "width": 7, "height": 9, "content": content.tolist(), "styleWidth": 11, "styleHeight": 8, "style": style.tolist(),
    "cloud": cloud.tolist(), "other": other.tolist(), "turns": [t.tolist() for t in turns],
    "reinhard": np.round(reinhard(a, b), 7).tolist(), "histogram": np.round(histogram(content, style) / 255, 7).tolist(),
    "axes": np.round(axes(a, b), 7).tolist(), "monge": np.round(monge(a, b), 7).tolist(),
    "sliced": [np.round(sliced(cloud, other, [t], 1024), 7).tolist() for t in turns]}))
