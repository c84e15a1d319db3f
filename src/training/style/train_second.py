#!/usr/bin/env python3
"""Trains the second edition of the style network by the clock; goes on where it was stopped.

  python3 src/training/style/train_second.py --data DIR --models DIR --start assets/style --minutes 600
  python3 src/training/style/train_second.py --data DIR --models DIR --minutes 200 --known      afterwards: what rho adds

--data holds pacs.tar, flowers.tar and imagenet_samples.tar, --models vgg19_normalised_relu3_1.onnx and squeezenet1.1.onnx.
The rate falls over the last two fifths of the minutes, however slow the machine; with more --minutes a stopped run goes
on at a higher rate. State every two minutes in --work (state.pt, known.pt). Tiny Darknet and MobileNetV2 stay judges: no
loss may use them (judge.py). A GPU is used where there is one.
"""
import argparse
import contextlib
import io
import math
import os
import random
import tarfile
import time

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

import data
import second
from foreign import squeeze
from losses import Vgg, content_loss, statistics, style_loss
from network import moments, shoulder
from second import SITES
from train import colours, evenness, grid, towards

WORK = os.path.join(os.path.expanduser('~'), '.normscope-training', 'style')
TRUE = dict(memory_format=torch.channels_last)
DEVICE = 'cuda' if torch.cuda.is_available() else 'cpu'
STYLES = [('pacs.tar', 'art_painting/', .56), ('pacs.tar', 'cartoon/', .10), ('pacs.tar', 'sketch/', .04),
          ('imagenet_samples.tar', '', .08)]  # the rest, .22: textures by formula


class Source:
    """Pictures of a tar file, kept as JPEG and decoded when drawn."""
    def __init__(self, folder, tar, part):
        with tarfile.open(os.path.join(folder, tar)) as archive:
            found = {m.name: archive.extractfile(m).read() for m in archive
                     if m.isfile() and part in m.name and m.name.lower().endswith(('.jpg', '.jpeg', '.png'))}
        self.files = [found[name] for name in sorted(found)]

    def draw(self, rng):
        return Image.open(io.BytesIO(rng.choice(self.files))).convert('RGB')


class Pictures:
    def __init__(self, folder):
        self.contents = [Source(folder, tar, part) for tar, part in data.CONTENTS.items()]
        self.sizes = [len(s.files) for s in self.contents]
        self.styles = [(Source(folder, tar, part), share) for tar, part, share in STYLES]

    def content(self, size, rng):
        """A crop; from 224 pixels on half the time several pictures in a mosaic, since none of them is as large as that and
        one that was enlarged has nothing fine."""
        if size >= 224 and rng.random() < .5:
            half = size // 2
            rows = [np.concatenate([self.content(half, rng) for _ in range(2)], 1) for _ in range(2)]
            return np.concatenate(rows, 0)
        return data.crop(rng.choices(self.contents, self.sizes)[0].draw(rng), size, rng)

    def style(self, size, rng):
        """Paintings, some of them a part enlarged up to 2.5 times, so that the same brush is met in several sizes; textures."""
        at = rng.random()
        for source, share in self.styles:
            at -= share
            if at < 0:
                zoom = 1 if rng.random() < .5 else math.exp(rng.uniform(0, math.log(2.5)))
                picture = source.draw(rng)
                w, h = picture.size
                side = min(w, h) / zoom
                x, y = rng.uniform(0, w - side), rng.uniform(0, h - side)
                if zoom > 1:
                    picture = picture.crop((round(x), round(y), round(x + side), round(y + side)))
                return data.recoloured(data.crop(picture, size, rng), rng)
        palette = np.asarray(self.styles[0][0].draw(rng))
        coarse = rng.choice([1, 1, 2, 3])
        made = Image.fromarray(data.texture(-(-size // coarse), palette, rng))
        return np.asarray(made.resize((size, size), Image.BICUBIC))


def tensor(arrays):
    return (data.tensor(arrays).to(DEVICE).float() / 255).contiguous(**TRUE)


def two_tone(size, rng):
    """Two colours and a straight or round edge, and each pixel's distance from it."""
    y, x = torch.meshgrid(torch.arange(size).float(), torch.arange(size).float(), indexing='ij')
    if rng.random() < .5:
        t = rng.uniform(0, math.pi)
        d = (x - size / 2) * math.cos(t) + (y - size / 2) * math.sin(t) + rng.uniform(-20, 20)
    else:
        d = ((x - size / 2 - rng.uniform(-15, 15)) ** 2 + (y - size / 2 - rng.uniform(-15, 15)) ** 2).sqrt() - rng.uniform(28, 50)
    a, b = ([rng.random() for _ in range(3)] for _ in range(2))
    if rng.random() < .5:
        a, b = ([.9 * grey + .05 * rng.random() for _ in range(3)] for grey in (rng.random(), rng.random()))
    e = torch.sigmoid(d / .6)
    a, b = (torch.tensor(c).view(3, 1, 1) for c in (a, b))
    return (a * (1 - e) + b * e).to(DEVICE), d.to(DEVICE)


def halo(out, d):
    """Bands beside the edge against the plateau behind them, on both sides: the mean over the pixels of a band."""
    found = []
    for side in (1, -1):
        q = d * side
        far = ((q > 22) & (q < 45)).float()
        for low, high in ((2, 4), (4, 6), (6, 10), (10, 16)):
            band = ((q > low) & (q < high)).float()
            if band.sum() < 50 or far.sum() < 50:
                continue
            off = (out * band).sum((1, 2)) / band.sum() - (out * far).sum((1, 2)) / far.sum()
            found.append(off.pow(2).sum())
    return torch.stack(found).mean() if found else out.sum() * 0


def laplacian(out, content):
    """[n]: distance of the Laplacians of grey at a half and an eighth of the size, relative to the content's (Li et al. 2017)."""
    kernel = torch.tensor([[0., 1, 0], [1, -4, 1], [0, 1, 0]]).view(1, 1, 3, 3).to(out.device)
    total = 0.
    for pool in (2, 8):
        a, b = (F.conv2d(F.avg_pool2d(x.float().mean(1, keepdim=True), pool), kernel) for x in (out, content))
        total = total + (a - b).pow(2).mean((1, 2, 3)) / (b.pow(2).mean((1, 2, 3)) + 1e-4)
    return total / 2


def means(maps):
    return [torch.cat(moments(f), 1) for f in maps]


def far(out, target):
    """[n]: squared distance of means and deviations, relative to the target's, mean over layers."""
    return sum((a - b).pow(2).sum(1) / (b.pow(2).sum(1) + 1e-6) for a, b in zip(out, target)) / len(out)


def averaging(vgg, yes):
    """Average pooling in VGG, times what keeps the maps' size about, or its own maximum."""
    for part in (vgg.two, vgg.three):
        part[2] = torch.nn.AvgPool2d(2) if yes else torch.nn.MaxPool2d(2)


def shares(n, rng):
    """A random rho for every picture: a blend, or the first channels IN and the rest BN; one value for all sites, or one each.
    And that of the pixels, [n,1]: there it is the code's colours that give way."""
    rows, last = [], []
    for _ in range(n):
        split, together, value = rng.random() < .5, rng.random() < .7, rng.random()
        row = []
        for c in SITES:
            r = value if together else rng.random()
            row.append((torch.arange(c) >= round((1 - r) * c)).float() if split else torch.full((c,), r))
        row[-1] = torch.full((SITES[-1],), r)
        rows.append(torch.cat(row))
        last.append([r])
    return torch.stack(rows).to(DEVICE), torch.tensor(last, device=DEVICE)


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


class Losses:
    def __init__(self, models, o):
        self.vgg = Vgg(os.path.join(models, 'vgg19_normalised_relu3_1.onnx')).zero_padded().to(DEVICE, **TRUE).eval()
        self.squeeze, self.o = squeeze(os.path.join(models, 'squeezenet1.1.onnx')).to(DEVICE), o

    def prepare(self, rng):
        averaging(self.vgg, rng.random() < .5)
        self.y, self.x = rng.randint(0, 3), rng.randint(0, 3)

    def moved(self, x):
        """By up to three pixels, so that no place in a network's own grid is better than another."""
        return x[..., self.y:x.shape[2] - 3 + self.y, self.x:x.shape[3] - 3 + self.x].contiguous(**TRUE)

    def content(self, c):
        with torch.no_grad():
            return self.vgg(self.moved(c))[2]

    def style(self, s):
        with torch.no_grad():
            return statistics(self.vgg(self.moved(s))), means(self.squeeze(self.moved(s)))

    def __call__(self, out):
        j = self.moved(out)
        f = self.vgg(j)
        return f[2], statistics(f), means(self.squeeze(j))


def main_step(net, losses, pictures, rng, o):
    """Two contents in two styles, a two-tone picture in one of them, a picture of another size as it was."""
    size = 256 if rng.random() < o.large else 160
    c = tensor([pictures.content(size, rng) for _ in range(2)])
    s = tensor([pictures.style(size, rng) for _ in range(2)])
    tone, d = two_tone(size, rng)
    losses.prepare(rng)
    features, detail = net.content(torch.cat([c, tone[None]]).contiguous(**TRUE))
    code = net.style(s)
    ci, si = torch.tensor([0, 0, 1, 1, 2]), torch.tensor([0, 1, 0, 1, rng.randrange(2)])
    raw = net.decoder(features[ci], detail[ci], code[si], torch.zeros(5, sum(SITES), device=DEVICE))
    out = shoulder(raw)
    fs, qs = losses.style(s)
    of, stats, maps = losses(out[:4])
    lc = content_loss(of, losses.content(c)[ci[:4]])
    ls, lq = style_loss(stats, fs[si[:4]]), far(maps, [q[si[:4]] for q in qs])
    ll = laplacian(out[:4], c[ci[:4]])
    lh = halo(out[4].float(), d)
    lattice = ((1 + 100 * evenness(c[ci[:4]])) * grid(out[:4])).mean() if size % 32 == 0 else out.sum() * 0
    own = tensor([pictures.content(rng.choice([96, 160, 224, 352]), rng)])
    raw_back = net(own, own)
    back = shoulder(raw_back)
    error = back - own
    li = 4 * error.abs().mean() + 40 * error.pow(2).mean()
    excess = (raw - out).abs().mean() + (raw_back - back).abs().mean()
    loss = ((o.content_weight * lc + o.style_weight * ls + o.squeeze_weight * lq + o.laplacian_weight * ll).mean() + 3 * li + 5 * excess
            + o.halo_weight * lh + o.grid_weight * lattice)
    return loss, [lc.mean(), ls.mean(), lq.mean(), ll.mean(), error.pow(2).mean(), lh, lattice]


def known_step(net, losses, pictures, rng, o):
    """Mixed pictures alone, half of them at a style weight below 1: what the colours shall be is known for each."""
    n, size = 4, 160
    c = tensor([pictures.content(size, rng) for _ in range(n)])
    s = tensor([pictures.style(size, rng) for _ in range(n)])
    losses.prepare(rng)
    rho, r = shares(n, rng)
    weight = torch.tensor([[1.], [1.], [max(0., rng.uniform(-.2, 1))], [max(0., rng.uniform(-.2, 1))]]).to(DEVICE)
    with torch.no_grad():
        features, detail = net.content(c)
        itself = net.style(c)
        code = torch.lerp(itself, net.style(s), weight)
        code[:, -6:] = torch.lerp(code, itself, r)[:, -6:]  # as ArbitraryStyle does
        kept = towards(s, c, r[..., None, None])
        fs, qs = losses.style(kept.contiguous(**TRUE))
        fc = losses.content(c)
    raw = net.decoder(features, detail, code, rho)
    out = shoulder(raw)
    of, stats, maps = losses(out)
    full = (weight[:, 0] == 1).float()  # what a weight in between should look like is known of its colours only
    lc = content_loss(of, fc)
    ls, lq = style_loss(stats, fs) * full, far(maps, qs) * full
    own = colours(c)
    wanted = torch.lerp(torch.lerp(own, colours(s), weight), own, r)
    off = (colours(out.float()) - wanted).pow(2).sum(1)
    excess = (raw - out).abs().mean()
    loss = (lc + .3 * o.style_weight * ls + .3 * o.squeeze_weight * lq).mean() + 12 * (10 * off + (off + 1e-6).sqrt()).mean() + 5 * excess
    return loss, [lc.mean(), ls.sum() / full.sum(), lq.sum() / full.sum(), off.sqrt().mean(), excess, off.mean(), off.max()]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--data', required=True)
    p.add_argument('--models', required=True)
    p.add_argument('--start', help='folder of three graphs, or a state: where a run that has not begun begins')
    p.add_argument('--minutes', type=float, default=600)
    p.add_argument('--known', action='store_true', help='train the scale and shift of BN alone: nothing changes at rho 0')
    p.add_argument('--rate', type=float, help='at its highest; 5e-4, with --known 3e-3')
    p.add_argument('--large', type=float, default=.25, help='share of steps with crops of 256 pixels; the others have 160')
    p.add_argument('--content-weight', type=float, default=1.2)
    p.add_argument('--style-weight', type=float, default=25.)
    p.add_argument('--squeeze-weight', type=float, default=42.)
    p.add_argument('--laplacian-weight', type=float, default=.1)
    p.add_argument('--halo-weight', type=float, default=60.)
    p.add_argument('--grid-weight', type=float, default=300.)
    p.add_argument('--work', default=WORK)
    p.add_argument('--seed', type=int, default=0)
    p.add_argument('--threads', type=int, default=os.cpu_count())
    o = p.parse_args()
    torch.set_num_threads(o.threads)
    os.makedirs(o.work, exist_ok=True)
    highest = o.rate or (3e-3 if o.known else 5e-4)
    path = os.path.join(o.work, 'known.pt' if o.known else 'state.pt')
    kept = torch.load(path, map_location=DEVICE) if os.path.exists(path) else None
    start = None if kept else o.start or (os.path.join(o.work, 'state.pt') if o.known else None)
    net, average = (second.load(start) if start else second.Net() for _ in range(2))
    net.to(DEVICE, **TRUE).train()
    average.to(DEVICE)
    if o.known:
        net.requires_grad_(False)
        net.decoder.known.requires_grad_(True)
    trained = [w for w in net.parameters() if w.requires_grad]
    opt = torch.optim.Adam(trained, highest, betas=(.9, .99))
    step, seconds, history = 0, 0., []
    if kept:
        net.load_state_dict(kept['net'])
        average.load_state_dict(kept['average'])
        opt.load_state_dict(kept['opt'])
        step, seconds, history = kept['step'], kept['seconds'], kept['history']
    pictures, losses, fast = Pictures(o.data), Losses(o.models, o), DEVICE == 'cuda' or bfloat16()
    print(f'{sum(pictures.sizes)} contents, {sum(len(s.files) for s, _ in pictures.styles)} styles; step {step}, {seconds:.0f} s'
          + (', bfloat16' if fast else ''), flush=True)

    def keep():
        save(path, dict(edition=2, net=net.state_dict(), average=average.state_dict(), opt=opt.state_dict(), step=step, seconds=seconds,
                        minutes=o.minutes, history=history, options=vars(o)))

    seen, steps, kept_at = torch.zeros(7), 0, seconds
    while seconds < 60 * o.minutes:
        begun = time.time()
        for group in opt.param_groups:
            group['lr'] = highest * rate(seconds / (60 * o.minutes)) * min(1, (step + 1) / 100)
        rng = random.Random((o.seed << 40) + step)
        with torch.autocast(DEVICE, dtype=torch.bfloat16) if fast else contextlib.nullcontext():
            loss, parts = (known_step if o.known else main_step)(net, losses, pictures, rng, o)
        opt.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 5.)
        opt.step()
        step, steps = step + 1, steps + 1
        with torch.no_grad():
            share = min(.999, step / (step + 20))
            for a, b in zip(average.state_dict().values(), net.state_dict().values()):
                a.lerp_(b, 1 - share)
        seen += torch.stack([v.detach().float().cpu() for v in parts])
        seconds += min(120, time.time() - begun)
        if steps == 50:
            m = (seen / steps).tolist()
            history.append([step, round(seconds), *(float(f'{v:.4g}') for v in m)])
            names = ('content style squeeze colours excess off worst' if o.known else 'content style squeeze laplacian identity halo grid').split()
            said = ', '.join(f'{n} {-10 * math.log10(v + 1e-9):.1f} dB' if n == 'identity' else f'{n} {v:.4g}' for n, v in zip(names, m))
            print(f'step {step}, {seconds:.0f} s: {said}', flush=True)
            seen, steps = torch.zeros(7), 0
        if seconds - kept_at > 120:
            keep()
            kept_at = seconds
    keep()


if __name__ == '__main__':
    main()
