#!/usr/bin/env python3
"""Trains the second edition's deeper style encoder by itself, before train_second.py trains everything.

  python3 src/training/style/pretrain_style.py --data DIR --models DIR --start assets/style --minutes 8

The code, the first edition's numbers and the new ones, shall tell the statistics that the losses ask for (telling.py).
Without it the pictures' losses would have to teach it everything, through a decoder that does not listen to it yet.
"""
import argparse
import contextlib
import os
import random
import time

import torch

import second
from pictures import DEVICE, TRUE, Pictures, tensor
from steps import Losses
from telling import Telling
from train_second import WORK, bfloat16, rate, save


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--data', required=True)
    p.add_argument('--models', required=True)
    p.add_argument('--start', required=True, help='the first edition: a folder of three graphs, or a state')
    p.add_argument('--work', default=WORK)
    p.add_argument('--minutes', type=float, default=8)
    p.add_argument('--batch', type=int, default=8)
    p.add_argument('--threads', type=int, default=os.cpu_count())
    o = p.parse_args()
    torch.set_num_threads(o.threads)
    net = second.load(o.start).to(DEVICE, **TRUE)
    pictures, losses, fast = Pictures(o.data), Losses(o.models), DEVICE == 'cuda' or bfloat16()

    def context(): return torch.autocast(DEVICE, dtype=torch.bfloat16) if fast else contextlib.nullcontext()

    def wanted(step, n):
        rng = random.Random(step)
        s = tensor([pictures.style(128, rng) for _ in range(n)])
        losses.prepare(rng)
        with torch.no_grad():
            return s, losses.style(s)

    with context():
        first = [wanted(-k - 1, 32) for k in range(6)]
    telling = Telling(first[0][1][0].shape[1], [q.shape[1] for q in first[0][1][1]]).to(DEVICE)
    telling.measure([w for _, w in first])
    with torch.no_grad():
        net.style.deeper.measure(torch.cat([net.style.deeper.found(s) for s, _ in first]))
    trained = [*net.style.deeper.parameters(), *telling.parameters()]
    opt = torch.optim.Adam(trained, 1e-3, betas=(.9, .99))
    begun, step, seen = time.time(), 0, torch.zeros(2)
    while (done := (time.time() - begun) / 60 / o.minutes) < 1:
        for group in opt.param_groups:
            group['lr'] = 1e-3 * rate(done)
        with context():
            s, truth = wanted(step, o.batch)
            vgg, squeeze = telling.loss(net.style(s), truth)
        opt.zero_grad(set_to_none=True)
        (vgg + squeeze).backward()
        torch.nn.utils.clip_grad_norm_(trained, 5.)
        opt.step()
        step += 1
        seen += torch.tensor([vgg.item(), squeeze.item()])
        if step % 50 == 0:
            print(f'step {step}, {time.time() - begun:.0f} s: VGG {seen[0] / 50:.4f}, SqueezeNet {seen[1] / 50:.4f}', flush=True)
            seen.zero_()
    os.makedirs(o.work, exist_ok=True)
    save(os.path.join(o.work, 'start.pt'), dict(edition=2, average=net.state_dict(), telling=telling.state_dict()))


if __name__ == '__main__':
    main()
