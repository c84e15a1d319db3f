#!/usr/bin/env python3
"""How well the explorer's frozen features tell flowers apart, which it has never seen.

  python3 src/training/explorer/transfer.py --flowers flowers.tar

flowers.tar holds TRAIN_OR_VAL/CLASS/FILE.jpg. Features after the mean over the picture, standardized by those trained
on; multinomial logistic regression with L2 (C = 1 as scikit-learn counts it, or --c), trained to the end by L-BFGS; 20
pictures a class over three seeds, and all. Leaves flowers.json for card.py.
"""
import argparse
import io
import itertools
import os
import sys

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[1:1] = [os.path.join(HERE, '..', 'twins')]

import export as twins      # noqa: E402
import pictures as data     # noqa: E402
from net import Explorer    # noqa: E402
from train import WORK      # noqa: E402


def listed(path):
    """(encoded pictures, class, is it for testing)."""
    names, found = zip(*data.files(path))
    kinds = [name.split('/')[-2] for name in names]
    classes = sorted(set(kinds))
    return found, torch.tensor([classes.index(k) for k in kinds]), torch.tensor([name.split('/')[-3] == 'val' for name in names])


def square(encoded, size):
    """The middle square of the picture at size x size pixels, as the app shows it to the network."""
    picture = Image.open(io.BytesIO(encoded)).convert('RGB')
    (w, h), side = picture.size, min(picture.size)
    box = (w - side) / 2, (h - side) / 2, (w + side) / 2, (h + side) / 2
    return np.asarray(picture.resize((size, size), Image.BILINEAR, box)).transpose(2, 0, 1)


def features(net, pictures, size):
    def some(k):
        pixels = torch.from_numpy(np.stack([square(p, size) for p in pictures[k:k + 64]]))
        with torch.no_grad():
            return net.features((pixels.float() - data.MEAN) / data.STD)
    return torch.cat([some(k) for k in range(0, len(pictures), 64)])


def fit(x, y, classes, c):
    """Weights and biases of the least sum of cross entropies + |weights|^2 / 2C; double precision."""
    w = torch.zeros(x.shape[1], classes, dtype=torch.float64, requires_grad=True)
    b = torch.zeros(classes, dtype=torch.float64, requires_grad=True)
    opt = torch.optim.LBFGS([w, b], max_iter=1000, tolerance_grad=1e-6, tolerance_change=1e-10, history_size=20, line_search_fn='strong_wolfe')

    def closure():
        opt.zero_grad()
        loss = F.cross_entropy(x @ w + b, y, reduction='sum') + w.pow(2).sum() / (2 * c)
        loss.backward()
        return loss
    opt.step(closure)
    return w.detach(), b.detach()


def accuracy(x, y, train, test, c):
    mean, deviation = x[train].mean(0), x[train].std(0, unbiased=False) + 1e-6
    z = (x - mean) / deviation
    w, b = fit(z[train], y[train], int(y.max()) + 1, c)
    return ((z[test] @ w + b).argmax(1) == y[test]).double().mean().item()


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--flowers', required=True)
    p.add_argument('--work', default=WORK)
    p.add_argument('--state', help='what train.py or write.py keeps; rounded.pt in WORK otherwise')
    p.add_argument('--c', type=float, nargs='+', default=[1.], help='one table row each; features are computed once')
    p.add_argument('--size', type=int, nargs='+', default=[data.SHOWN], help='of the pictures, in pixels; a row each, too')
    p.add_argument('--per-class', type=int, default=20)
    p.add_argument('--seeds', type=int, default=3)
    p.add_argument('--about', default=HERE, help='where flowers.json goes')
    p.add_argument('--threads', type=int, default=os.cpu_count())
    o = p.parse_args()
    torch.set_num_threads(o.threads)
    state = torch.load(o.state or os.path.join(o.work, 'rounded.pt'), map_location='cpu')
    net = Explorer(len(state['classes'])).eval()
    net.load_state_dict(state['net'])
    pictures, y, test = listed(o.flowers)
    x = {size: features(net, pictures, size).double() for size in o.size}
    train, test, rows = (~test).nonzero()[:, 0], test.nonzero()[:, 0], []
    for size, c in itertools.product(o.size, o.c):
        few = []
        for seed in range(o.seeds):
            draw = torch.Generator().manual_seed(seed)
            order = train[torch.randperm(len(train), generator=draw)]
            pick = torch.cat([order[y[order] == k][:o.per_class] for k in range(int(y.max()) + 1)])
            few.append(100 * accuracy(x[size], y, pick, test, c))
        whole = 100 * accuracy(x[size], y, train, test, c)
        rows.append({'size': size, 'c': c, 'few': [round(v, 2) for v in few], 'all': round(whole, 2)})
        print(f'{size} px, {o.per_class} a class: {np.mean(few):.1f} % ({", ".join(f"{v:.1f}" for v in few)}); all {len(train)}: '
              f'{whole:.1f} %; {len(test)} tested on, C {c:g}', flush=True)
    twins.write_json(os.path.join(o.about, 'flowers.json'),
                     {'per_class': o.per_class, 'trained_on': len(train), 'tested_on': len(test), 'rows': rows}, indent=1)


if __name__ == '__main__':
    main()
