"""Golden values of what is found out about a lesson: python3 findings.py > findings.json

Principal components by numpy.linalg.svd, calibration and t-SNE's affinities and gradient in NumPy, by loops of their own;
what is met along the gradient by PyTorch, on the network and the pictures of training.json.
"""
import base64
import json

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper

rng = np.random.default_rng(5)
x = (rng.normal(size=(40, 12)) @ rng.normal(size=(12, 12)) + rng.normal(size=12)).astype(np.float32)
wide = x.astype(np.float64)
standard = (wide - wide.mean(0)) / (wide.std(0) + 1e-6)
u, s, vt = np.linalg.svd(standard, full_matrices=False)
principal = u[:, :3] * s[:3] * np.sign(vt[np.arange(3), np.abs(vt[:3]).argmax(1)])

# calibration
p = rng.dirichlet([.6, .6, .6], 60)
labels = np.array([rng.choice(3, p=row ** .6 / (row ** .6).sum()) for row in p])
said, right = p.max(1), p.argmax(1) == labels
error, bins = 0, []
for b in range(10):
    own = (said >= b / 10) & ((said < (b + 1) / 10) | (b == 9))
    bins.append([int(own.sum())] + ([said[own].mean(), right[own].mean()] if own.any() else [0, 0]))
    if own.any():
        error += own.mean() * abs(said[own].mean() - right[own].mean())

# t-SNE
PERPLEXITY = 7
d = ((wide[:, None] - wide[None]) ** 2).sum(2)
cond = np.zeros_like(d)
for i in range(len(d)):
    others = np.arange(len(d)) != i
    low, high = 1e-12, 1e6
    for _ in range(200):
        beta = np.sqrt(low * high)
        e = np.exp(-beta * (d[i, others] - d[i, others].min()))
        e /= e.sum()
        if np.exp(-(e * np.log(e + 1e-300)).sum()) > PERPLEXITY:
            low = beta
        else:
            high = beta
    cond[i, others] = e
joint = (cond + cond.T) / (2 * len(d))
y = rng.normal(size=(40, 2))
k = 1 / (1 + ((y[:, None] - y[None]) ** 2).sum(2))
np.fill_diagonal(k, 0)
q = k / k.sum()
gradient = 4 * (((joint - q) * k)[:, :, None] * (y[:, None] - y[None])).sum(1)

# along the gradient
golden = json.load(open('training.json'))
model = onnx.load_model_from_string(base64.b64decode(golden['network']))
w = {t.name: torch.tensor(numpy_helper.to_array(t).copy()) for t in model.graph.initializer}
w['head.weight'], w['head.bias'] = torch.tensor(golden['weights']), torch.tensor(golden['biases'])
trained = [n for n in w if 'running' not in n]
SIDE = 8
picture = torch.tensor(golden['pictures'][0]).reshape(-1, 3, SIDE, SIDE)
of = torch.tensor(golden['labels'][0])


def slope(v, normed):
    v = {n: t.clone().requires_grad_(n in trained) for n, t in v.items()}

    def norm(h, n):
        return F.batch_norm(h, v[n + '.running_mean'].clone(), v[n + '.running_var'].clone(), v[n + '.weight'],
                            v[n + '.bias'], normed, .1, 1e-5)
    h = F.max_pool2d(F.relu(norm(F.conv2d(picture, v['a.weight'], v['a.bias'], padding=1), 'n')), 3, 2, 1)
    h = F.relu(h + norm(F.conv2d(h, v['b.weight'], padding=1), 'm'))
    h = F.conv2d(h, v['d.weight'], stride=2, padding=1, groups=4).mean((2, 3))
    loss = F.cross_entropy(h @ v['head.weight'].T + v['head.bias'], of)
    loss.backward()
    return loss.item(), {n: v[n].grad for n in trained}


probes = []
for normed in (False, True):
    now, told = dict(w), []
    for _ in range(3):
        loss, g = slope(now, normed)
        ahead = [slope({n: now[n] - t * .1 * g[n] if n in g else now[n] for n in now}, normed) for t in (.5, 1, 2, 4)]
        turn = max(float(np.sqrt(sum(((h[n] - g[n]) ** 2).sum().item() for n in g))) for _, h in ahead)
        told.append([loss, min(a[0] for a in ahead), max(a[0] for a in ahead), turn])
        now = {n: now[n] - .1 * g[n] if n in g else now[n] for n in now}
    probes.append(told)


def short(a):
    return np.round(np.asarray(a, dtype=float), 9).tolist()


print(json.dumps({"cells": x.tolist(), "principal": short(principal), "probabilities": short(p), "labels": labels.tolist(),
                  "bins": short(bins), "error": error, "perplexity": PERPLEXITY, "joint": short(joint), "places": short(y),
                  "gradient": short(gradient), "rate": .1, "probes": short(probes)}))
