#!/usr/bin/env python3
"""Trains the explorer, the network that NormScope opens with: PACS in every look and Caltech-101, no flowers.

  python3 src/training/explorer/train.py --pacs pacs.tar --caltech caltech101.tar --minutes 100

Rate and crops follow the minutes trained so far, so that the rate has fallen when they are over, however slow the
machine. The state is kept in --work every other minute; the same command goes on from there, with more --minutes longer.
What then tests and writes the network is export.py, and what measures its features transfer.py.
"""
import argparse
import math
import os
import sys
import time

import torch
import torch.nn.functional as F

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[1:1] = [os.path.join(HERE, '..', 'twins')]

import pictures as data  # noqa: E402
from net import Explorer  # noqa: E402

WORK = os.path.join(os.path.expanduser('~'), '.normscope-training', 'explorer')
BATCH, PEAK, WARM = 64, 4e-3, .08
CROPS = [(.35, 64), (.7, 80), (1., 96)]  # until which part of the time, of how many pixels; tested at 128, where things are as large


def rate(p):
    """Of the highest: up in a straight line, down along half a cosine."""
    return .04 + .96 * p / WARM if p < WARM else .5 + .5 * math.cos(math.pi * min(1, (p - WARM) / (1 - WARM)))


def shares(label):
    """How often a picture is drawn: rarer classes somewhat oftener (by the fourth root of their size)."""
    count = torch.bincount(label).float().clamp(min=1)
    return count[label] ** -.25


def save(path, state):
    torch.save(state, path + '.part')
    os.replace(path + '.part', path)


def accuracy(net, pictures, index):
    net.eval()
    right = 0
    with torch.no_grad():
        for k in range(0, len(index), 100):
            pick = index[k:k + 100]
            right += (net(data.centres(pictures, pick)).argmax(1) == pictures.label[pick]).sum().item()
    return right / max(1, len(index))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--pacs', required=True)
    p.add_argument('--caltech', required=True)
    p.add_argument('--minutes', type=float, default=100)
    p.add_argument('--seed', type=int, default=0)
    p.add_argument('--work', default=WORK)
    p.add_argument('--threads', type=int, default=os.cpu_count())
    o = p.parse_args()
    torch.set_num_threads(o.threads)
    os.makedirs(o.work, exist_ok=True)
    pictures = data.load(o.pacs, o.caltech, o.work)
    seen = torch.from_numpy((~pictures.held_out & ~pictures.twin).nonzero()[0])
    print(f'{len(pictures.label)} pictures, {len(pictures.classes)} classes, {len(seen)} trained on, {pictures.held_out.sum()} '
          f'held out, {pictures.twin.sum()} too like those', flush=True)
    share = shares(pictures.label[seen])
    torch.manual_seed(o.seed)
    net = Explorer(len(pictures.classes)).to(memory_format=torch.channels_last)
    opt = torch.optim.AdamW(net.parameters(), PEAK, weight_decay=.05)
    path, step, seconds, history = os.path.join(o.work, 'state.pt'), 0, 0., []
    if os.path.exists(path):
        kept = torch.load(path)
        net.load_state_dict(kept['net'])
        opt.load_state_dict(kept['opt'])
        step, seconds, history = kept['step'], kept['seconds'], kept['history']

    def keep():
        save(path, {'net': net.state_dict(), 'opt': opt.state_dict(), 'step': step, 'seconds': seconds, 'minutes': o.minutes,
                    'seed': o.seed, 'classes': pictures.classes, 'history': history})

    net.train()
    total, right, steps, kept_at = 0., 0., 0, seconds
    while seconds < 60 * o.minutes:
        start, part = time.time(), seconds / (60 * o.minutes)
        size = next(size for until, size in CROPS if part < until)
        for group in opt.param_groups:
            group['lr'] = PEAK * rate(part)
        draw = torch.Generator().manual_seed(10 ** 7 * (o.seed + 1) + step)
        torch.manual_seed(10 ** 7 * (o.seed + 1) + step)  # dropout
        pick = seen[torch.multinomial(share, BATCH, generator=draw)].sort()[0]
        out = net(data.crops(pictures, pick.numpy(), draw, size).contiguous(memory_format=torch.channels_last))
        loss = F.cross_entropy(out, pictures.label[pick], label_smoothing=.1)
        opt.zero_grad(set_to_none=True)
        loss.backward()
        opt.step()
        step, steps = step + 1, steps + 1
        total, right = total + loss.item(), right + (out.argmax(1) == pictures.label[pick]).float().mean().item()
        seconds += min(60, time.time() - start)  # a machine that slept has not trained
        if steps == 100:
            history.append([step, round(seconds), size, round(total / steps, 4), round(right / steps, 4)])
            print(f'step {step} {seconds:.0f} s, {size} px, loss {total / steps:.3f}, right {right / steps:.3f}', flush=True)
            total, right, steps = 0., 0., 0
        if seconds - kept_at > 120:
            keep()
            kept_at = seconds
    keep()
    for k, look in enumerate(data.LOOKS):
        index = ((pictures.look == k) & pictures.held_out).nonzero()[0]
        print(f'{look}: {accuracy(net, pictures, index):.4f} of {len(index)}', flush=True)


if __name__ == '__main__':
    main()
