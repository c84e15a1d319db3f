#!/usr/bin/env python3
"""Trains the second edition of the style network by the clock; goes on where it was stopped. In order:

  python3 src/training/style/pretrain_style.py --data DIR --models DIR --start assets/style --minutes 6
  python3 src/training/style/train_second.py --data DIR --models DIR --style --minutes 60     what the style encoders tell, alone
  python3 src/training/style/train_second.py --data DIR --models DIR --minutes 600            everything, at rho 0
  python3 src/training/style/train_second.py --data DIR --models DIR --known --minutes 60     what rho adds

--data holds pacs.tar, flowers.tar and imagenet_samples.tar, --models vgg19_normalised_relu3_1.onnx and squeezenet1.1.onnx.
The rate falls over the last two fifths of the minutes, however slow the machine; with more --minutes a stopped run goes
on at a higher rate. State every two minutes in --work (style.pt, state.pt, known.pt; start.pt is what the encoder's own
training leaves there). Tiny Darknet and MobileNetV2 stay judges: no loss may use them (judge.py). A GPU is used where
there is one.
"""
import argparse
import contextlib
import math
import os
import random
import time

import torch

import second
from pictures import DEVICE, TRUE, Pictures, tensor
from steps import NAMES, STEPS, Losses
from telling import Telling

BEFORE = {'style': 'start.pt', 'state': 'style.pt', 'known': 'state.pt'}  # what each stage goes on from
WORK = os.path.join(os.path.expanduser('~'), '.normscope-training', 'style')


def rate(p):
    return min(1, p / .01 + .02) * (1 if p < .6 else max(.01, .5 + .5 * math.cos(math.pi * (p - .6) / .4)))


def bfloat16():
    """Whether this processor computes in bfloat16; where it does not, autocast is twenty times slower than float32."""
    try:
        with open('/proc/cpuinfo') as f:
            text = f.read()
        return 'avx512_bf16' in text or 'amx_bf16' in text
    except OSError:
        return False


def save(path, state):
    torch.save(state, path + '.part')
    os.replace(path + '.part', path)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--data', required=True)
    p.add_argument('--models', required=True)
    p.add_argument('--start', help='folder of three graphs, or a state: where a run that has not begun begins')
    p.add_argument('--minutes', type=float, default=600)
    p.add_argument('--known', action='store_true', help='train the scale and shift of BN alone: nothing changes at rho 0')
    p.add_argument('--style', action='store_true', help='train the style encoders and what hears them alone')
    p.add_argument('--rate', type=float, help='at its highest; 5e-4, with --known 3e-3')
    p.add_argument('--large', type=float, default=.25, help='share of steps with crops of 256 pixels; the others have 160 or 128')
    p.add_argument('--content-weight', type=float, default=3.2)
    p.add_argument('--deep-weight', type=float, default=5., help='of the content in SqueezeNet')
    p.add_argument('--style-weight', type=float, default=52.)
    p.add_argument('--squeeze-weight', type=float, default=38.)
    p.add_argument('--laplacian-weight', type=float, default=.1)
    p.add_argument('--halo-weight', type=float, default=60.)
    p.add_argument('--grid-weight', type=float, default=1500.)
    p.add_argument('--work', default=WORK)
    p.add_argument('--seed', type=int, default=0)
    p.add_argument('--threads', type=int, default=os.cpu_count())
    o = p.parse_args()
    torch.set_num_threads(o.threads)
    os.makedirs(o.work, exist_ok=True)
    highest = o.rate or (3e-3 if o.known else 5e-4)
    what = 'known' if o.known else 'style' if o.style else 'state'
    path = os.path.join(o.work, f'{what}.pt')
    kept = torch.load(path, map_location=DEVICE) if os.path.exists(path) else None
    start = None if kept else o.start or os.path.join(o.work, BEFORE[what])
    net, average = (second.load(start) if start else second.Net() for _ in range(2))
    net.to(DEVICE, **TRUE).train()
    average.to(DEVICE)
    if what != 'state':
        net.requires_grad_(False)
        for part in (net.decoder.known,) if o.known else (net.style, net.decoder.h):
            part.requires_grad_(True)
    pictures, losses, fast = Pictures(o.data), Losses(o.models), DEVICE == 'cuda' or bfloat16()
    losses.prepare(random.Random(0))
    vgg, maps = losses.style(tensor([pictures.style(64, random.Random(0))]))
    telling = Telling(vgg.shape[1], [m.shape[1] for m in maps]).to(DEVICE)
    told = kept or (torch.load(start, map_location=DEVICE) if os.path.isfile(start) else {})
    if 'telling' in told:
        telling.load_state_dict(told['telling'])
    trained = [w for w in [*net.parameters(), *([] if o.known else telling.parameters())] if w.requires_grad]
    opt = torch.optim.Adam(trained, highest, betas=(.9, .99))
    step, seconds, history = 0, 0., []
    if kept:
        net.load_state_dict(kept['net'])
        average.load_state_dict(kept['average'])
        opt.load_state_dict(kept['opt'])
        step, seconds, history = kept['step'], kept['seconds'], kept['history']
    print(f'{sum(pictures.sizes)} contents, {sum(len(s.files) for s, _ in pictures.styles)} styles; step {step}, {seconds:.0f} s'
          + (', bfloat16' if fast else ''), flush=True)

    def keep():
        save(path, dict(edition=2, net=net.state_dict(), average=average.state_dict(), telling=telling.state_dict(), opt=opt.state_dict(),
                        step=step, seconds=seconds, minutes=o.minutes, history=history, options=vars(o)))

    seen, steps, kept_at = torch.zeros(len(NAMES[what].split())), 0, seconds
    while seconds < 60 * o.minutes:
        begun = time.time()
        for group in opt.param_groups:
            group['lr'] = highest * rate(seconds / (60 * o.minutes)) * min(1, (step + 1) / 100)
        rng = random.Random((o.seed << 40) + step)
        with torch.autocast(DEVICE, dtype=torch.bfloat16) if fast else contextlib.nullcontext():
            loss, parts = STEPS[what](net, telling, losses, pictures, rng, o)
        opt.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 5.)
        opt.step()
        step, steps = step + 1, steps + 1
        with torch.no_grad():
            share = min(.999, step / (step + 6))
            for a, b in zip(average.state_dict().values(), net.state_dict().values()):
                a.lerp_(b, 1 - share)
        seen += torch.stack([v.detach().float().cpu() for v in parts])
        seconds += min(120, time.time() - begun)
        if steps == 50:
            m = (seen / steps).tolist()
            history.append([step, round(seconds), *(float(f'{v:.4g}') for v in m)])
            said = ', '.join(f'{n} {-10 * math.log10(v + 1e-9):.1f} dB' if n == 'identity' else f'{n} {v:.4g}'
                             for n, v in zip(NAMES[what].split(), m))
            print(f'step {step}, {seconds:.0f} s: {said}', flush=True)
            seen, steps = torch.zeros_like(seen), 0
        if seconds - kept_at > 120:
            keep()
            kept_at = seconds
    keep()


if __name__ == '__main__':
    main()
