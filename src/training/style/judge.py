#!/usr/bin/env python3
"""Judges the style network by networks that no loss of it used, by its grid, its halo and what weight 0 gives back.

  python3 src/training/style/judge.py --shared ../shared [--weights STATE.pt] [--work DIR] [--size 256]

13 photos in 8 paintings (--shared holds images/ and models/), weight 1, rho 0. Judges: MobileNetV2-0.35 and Tiny Darknet
(kept out of training) and, because it is among the losses of the second edition only to be read with that in mind,
SqueezeNet 1.1 and VGG-19. Style: distance of means and deviations of channels relative to the style's own, mean over the
early and the late half of the maps; content: distance of the last of them relative to the content's own. MicroAST and
the last edition are measured once and kept in --work.
"""
import argparse
import json
import os
import sys

import numpy as np
import torch
import torch.nn.functional as F

import second
from data import centre
from foreign import HALF, IMAGENET, NONE, Foreign
from losses import Vgg, content_loss, statistics, style_loss
from network import moments, shoulder
from train import grid

WORK = os.path.join(os.path.expanduser('~'), '.normscope-training', 'style')
JUDGES = {'mobilenet': ('mobilenetv2_0.35_bn_features.onnx', ['block_1_project_BN', 'block_3_project_BN', 'block_6_project_BN',
                                                               'block_10_project_BN', 'block_13_project_BN', 'block_16_project_BN'], HALF),
          'darknet': ('tiny_darknet_bn.onnx', ['LeakyRelu'], NONE),
          'squeezenet': ('squeezenet1.1.onnx', ['Concat'], IMAGENET)}


def tensor(picture):
    return torch.from_numpy(np.ascontiguousarray(picture.transpose(2, 0, 1))).float()[None] / 255


def folder(path, size):
    return {name.rsplit('.', 1)[0]: tensor(centre(os.path.join(path, name), size)) for name in sorted(os.listdir(path))
            if name.endswith('.jpg')}


def apart(out, style):
    """[layers]: squared distance of means and of deviations, relative to the style's."""
    found = []
    for a, b in zip(out, style):
        a, b = torch.cat(moments(a), 1), torch.cat(moments(b), 1)
        found.append(((a - b).pow(2).sum() / (b.pow(2).sum() + 1e-6)).item())
    return found


def sky(size=256):
    """A smooth evening: a gradient from blue to pale."""
    t = torch.linspace(0, 1, size)[:, None].expand(size, size)
    return torch.stack([.25 + .5 * t, .45 + .35 * t, .8 + .1 * t])[None]


def edge(size=256):
    """Grey 70 to grey 190 in the middle."""
    x = torch.full((1, 3, size, size), 70 / 255)
    x[..., size // 2:] = 190 / 255
    return x


def overshoot(x):
    """Of the result's own step: how far what is 2 to 16 pixels from the edge leaves the plateaus behind it."""
    line = x.mean(2)[0].mean(0)
    middle = len(line) // 2
    low, high = line[middle - 60:middle - 24].mean(), line[middle + 24:middle + 60].mean()
    step = (high - low).abs().item()
    near = torch.cat([(line[middle - 16:middle - 2] - low).abs(), (line[middle + 2:middle + 16] - high).abs()])
    return near.max().item() / max(step, 1e-3)


def psnr(a, b):
    return -10 * np.log10((a - b).pow(2).mean().item() + 1e-10)


def measured(paint, photos, paintings, judges, vgg, back):
    """paint(content, style) -> picture; back(picture) -> what weight 0 gives, or None."""
    rows, halos = [], []
    with torch.no_grad():
        for name, style in paintings.items():
            seen = {k: j(style) for k, j in judges.items()}
            halos.append(overshoot(paint(edge(), style)))
            wanted = statistics(vgg(style))
            for photo in photos.values():
                out = paint(photo, style)
                row = {}
                for k, j in judges.items():
                    of, own = j(out), j(photo)
                    d, half = apart(of, seen[k]), len(of) // 2
                    row[k + '.early'], row[k + '.late'] = np.mean(d[:half]), np.mean(d[half:])
                    row[k + '.content'] = ((of[-1] - own[-1]).pow(2).mean() / own[-1].pow(2).mean()).item()
                f = vgg(out)
                row['vgg.style'] = style_loss(statistics(f), wanted).item()
                row['vgg.content'] = content_loss(f[2], vgg(photo)[2]).item()
                rows.append(row)
        found = {k: float(np.mean([r[k] for r in rows])) for k in rows[0]}
        lattice = [255 * grid(paint(sky(), s)).mean().sqrt().item() for s in paintings.values()]
        found['grid'] = float(np.mean(lattice))
        found['halo'] = 100 * float(np.median(halos))
        if back:
            for size, pictures in back[1].items():
                p = [psnr(back[0](x), x) for x in pictures.values()]
                found[f'weight0.{size}'] = [float(np.min(p)), float(np.mean(p))]
    return found


def painter(net):
    net.eval()
    return lambda c, s: shoulder(net(c, s))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--shared', required=True)
    p.add_argument('--weights', nargs='*', default=[], help='states of training; WORK/state.pt otherwise')
    p.add_argument('--last', default=os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', '..', 'assets', 'style'))
    p.add_argument('--work', default=WORK)
    p.add_argument('--size', type=int, default=256)
    p.add_argument('--photos', type=int, default=13)
    p.add_argument('--sheet', help='a picture: for some pairs content, style, MicroAST, last edition, this one')
    p.add_argument('--threads', type=int, default=os.cpu_count())
    o = p.parse_args()
    torch.set_num_threads(o.threads)
    os.makedirs(o.work, exist_ok=True)
    models, images = os.path.join(o.shared, 'models'), os.path.join(o.shared, 'images')
    photos = dict(list(folder(os.path.join(images, 'photos'), o.size).items())[:o.photos])
    paintings = folder(os.path.join(images, 'paintings'), o.size)
    vgg = Vgg(os.path.join(models, 'vgg19_normalised_relu3_1.onnx')).eval()
    judges = {k: Foreign(os.path.join(models, f), taps, look) for k, (f, taps, look) in JUDGES.items()}
    large = {size: dict(list(folder(os.path.join(images, 'photos'), size).items())[:o.photos]) for size in (256, 512)}
    microast = Foreign(os.path.join(models, 'microast.onnx'), ['output'])

    def other(c, s): return microast(c, style=s, alpha=torch.ones(1))[0].clamp(0, 1)

    kept = os.path.join(o.work, f'judged-{o.size}-{o.photos}.json')
    found = json.load(open(kept)) if os.path.exists(kept) else {}
    if 'MicroAST' not in found:
        found['MicroAST'] = measured(other, photos, paintings, judges, vgg, None)
    last = painter(second.either(o.last))
    if 'last edition' not in found:
        found['last edition'] = measured(last, photos, paintings, judges, vgg, (lambda x: last(x, x), large))
    paths = o.weights or [os.path.join(o.work, 'state.pt')]
    for path in paths:
        state = torch.load(path, map_location='cpu')
        paint = painter(second.either(path))
        name = f'{os.path.basename(path)}, {state.get("step", 0)} steps' + (f', {state["seconds"] / 60:.0f} min' if 'seconds' in state else '')
        found[name] = measured(paint, photos, paintings, judges, vgg, (lambda x: paint(x, x), large))
    with open(kept + '.part', 'w') as f:
        json.dump(found, f, indent=1)
    os.replace(kept + '.part', kept)
    keys = [k for k in found['last edition']]
    width = max(len(k) for k in keys)
    print(' ' * width, *(f'{n:>28s}' for n in found))
    for k in keys:
        print(f'{k:{width}s}', *('{:>28s}'.format('' if k not in row else f'{row[k][0]:.1f} / {row[k][1]:.1f}' if isinstance(row[k], list)
                                                else f'{row[k]:.4f}' if row[k] < 10 else f'{row[k]:.1f}') for row in found.values()))
    if o.sheet:
        pairs = [(c, s) for c, s in zip(list(photos.values())[:6], list(paintings.values())[:6])]
        with torch.no_grad():
            rows = [torch.cat([c, s, other(c, s), last(c, s), paint(c, s)], 3) for c, s in pairs]
        sheet = (torch.cat(rows, 2)[0].clamp(0, 1) * 255).byte().permute(1, 2, 0).numpy()
        from PIL import Image
        Image.fromarray(sheet).save(o.sheet)


if __name__ == '__main__':
    sys.exit(main())
