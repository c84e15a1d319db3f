#!/usr/bin/env python3
"""How near the style network is to the best: its style loss over that of 300 steps of optimization (Gatys et al. 2016) with
the same loss network (VGG-19 to relu3_1; means and deviations) at no more content loss than its own, on 40 pairs.

  python3 src/training/style/gatys.py --shared ../shared assets/style [STATE.pt ...]

Pair k: photo k mod 13 in style k mod 20 (8 paintings, 5 textures, 7 drawn), 256 px, weight 1, rho 0. The pixels begin as the
content; Adam, 0.03 falling to 0 as a cosine. Content loss beyond the network's own is punished, and what is taken is the
least style loss of a step that had at most 1 % more of it.
"""
import argparse
import contextlib
import glob
import math
import os
import sys

import torch

import second
from data import centre
from judge import painter, tensor
from losses import Vgg, content_loss, statistics, style_loss
from train_second import bfloat16

PAIRS, STEPS, HIGHEST = 40, 300, .03


def optimized(vgg, content, style, most, steps, fast):
    """[n]: the least style loss of each picture of a batch whose content loss is at most `most` [n]."""
    with torch.no_grad():
        own, wanted = vgg(content)[2], statistics(vgg(style))
    x = content.clone().requires_grad_()
    opt = torch.optim.Adam([x], HIGHEST)
    best = torch.full_like(most, math.inf)
    for step in range(steps + 1):
        opt.param_groups[0]['lr'] = HIGHEST * (1 + math.cos(math.pi * step / steps)) / 2
        exact = step > steps - 10  # what is measured is not rounded
        with torch.autocast('cpu', dtype=torch.bfloat16) if fast and not exact else contextlib.nullcontext():
            f = vgg(x)
            s, c = style_loss(statistics(f), wanted), content_loss(f[2], own)
        if exact:
            kept = c.detach() <= 1.01 * most
            best[kept] = torch.minimum(best[kept], s.detach()[kept])
        opt.zero_grad()
        (s + 3 * torch.relu(c / most - 1)).sum().backward()
        opt.step()
        with torch.no_grad():
            x.clamp_(0, 1)
    return best


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('networks', nargs='+', help='folders of three graphs, or states of training')
    p.add_argument('--shared', required=True)
    p.add_argument('--pairs', type=int, default=PAIRS)
    p.add_argument('--steps', type=int, default=STEPS)
    p.add_argument('--threads', type=int, default=os.cpu_count())
    o = p.parse_args()
    torch.set_num_threads(o.threads)
    images = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', '..', 'assets', 'images')

    def pictures(*folders):
        return [tensor(centre(f)) for folder in folders for f in sorted(glob.glob(os.path.join(images, folder, '*.jpg')))]

    photos, styles = pictures('photos'), pictures('paintings', 'textures', 'styles')
    vgg = Vgg(os.path.join(o.shared, 'models', 'vgg19_normalised_relu3_1.onnx')).to(memory_format=torch.channels_last).eval()
    for path in o.networks:
        paint, ours, theirs = painter(second.either(path)), [], []
        for first in range(0, o.pairs, 4):
            ks = range(first, min(o.pairs, first + 4))
            content, style = (torch.cat([of[k % len(of)] for k in ks]).contiguous(memory_format=torch.channels_last)
                              for of in (photos, styles))
            with torch.no_grad():
                f = vgg(paint(content, style))
                ours.append(style_loss(statistics(f), statistics(vgg(style))))
                most = content_loss(f[2], vgg(content)[2])
            theirs.append(optimized(vgg, content, style, most, o.steps, bfloat16()))
            a, b = torch.cat(ours), torch.cat(theirs)
            print(f'{path}: {len(a)} pairs: style {a.mean():.4f}, {o.steps} steps of optimization {b.mean():.4f}: {a.mean() / b.mean():.2f} times; '
                  f'median of the pairs {(a / b).median():.2f}', flush=True)


if __name__ == '__main__':
    sys.exit(main())
