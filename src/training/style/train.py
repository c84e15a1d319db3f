#!/usr/bin/env python3
"""Trains the style network; goes on where it was stopped.

usage: train.py --data DIR --vgg VGG.onnx [--start OLD.pt] [--steps N] [--size PX] [--batch N] [--rate LR] [--work DIR]
DIR holds pacs.tar, flowers.tar and imagenet_samples.tar. What VGG sees of the crops is computed once, before training.
"""
import argparse
import os
import random
import time

import torch
import torch.nn.functional as F

import data
from losses import Vgg, content_loss, statistics, style_loss
from network import SITES, Net, warm

IDENTITY = 1  # picture of each batch that shall come back as it was
TRUE = dict(memory_format=torch.channels_last)


def features(vgg, pixels, chunk=16):
    """Style statistics and relu3_1 (bfloat16) of uint8 crops."""
    stats, deep = [], []
    with torch.no_grad(), torch.autocast('cpu', dtype=torch.bfloat16):
        for part in pixels.split(chunk):
            f = vgg((part.float() / 255).contiguous(**TRUE))
            stats.append(statistics(f))
            deep.append(f[2].bfloat16())
    return torch.cat(stats), deep


def share(sites, rng):
    """A random rho for one picture, a tensor for each site: a blend of all channels or, as in IBN-a, the first channels IN
    and the rest BN; one value for all sites, or one each. And the value at the last site."""
    split, together, value = rng.random() < .5, rng.random() < .7, rng.random()
    row = []
    for c in sites:
        r = value if together else rng.random()
        row.append((torch.arange(c) >= round((1 - r) * c)).float() if split else torch.full((c,), r))
    return row, r


def shares(n):
    """[n, sum(SITES)]: one for every picture."""
    return torch.stack([torch.cat(share(SITES, random)[0]) for _ in range(n)])


def colours(x):
    """[n,6]: means and deviations of R, G, B."""
    return torch.cat([x.mean((2, 3)), x.std((2, 3))], 1)


def towards(style, content, r):
    """The style in colours and contrast between its own (r = 0) and the content's (r = 1): what BN would keep."""
    def m(x): return x.mean((2, 3), True), x.std((2, 3), keepdim=True) + 1e-3
    (ms, ss), (mc, sc) = m(style), m(content)
    return ((style - ms) / ss * (ss + r * (sc - ss)) + ms + r * (mc - ms)).clamp(0, 1)


def grid(x):
    """How much a picture repeats every four pixels: variance of the sixteen means of every fourth pixel of every fourth
    row, in windows of 32, each less the plane that is nearest to it. A pixel shuffle leaves such a grid, and statistics of
    features alone welcome it. The plane must go: in a slope the means differ, and the penalty made steps four pixels wide."""
    n, c, h, w = x.shape
    v = x.float().view(n, c, h // 32, 32, w // 32, 32)
    v = v - v.mean((3, 5), keepdim=True)
    t = (torch.arange(32., device=x.device) - 15.5) / 87296 ** .5  # the squares over a window add up to 1
    down, right = t.view(32, 1, 1), t.view(32)
    v = v - (v * down).sum((3, 5), keepdim=True) * down - (v * right).sum((3, 5), keepdim=True) * right
    phases = v.view(n, c, h // 32, 8, 4, w // 32, 8, 4).mean((3, 6))
    return phases.permute(0, 1, 2, 4, 3, 5).flatten(4).var(4).mean(1)


def evenness(x):
    """[n, h/32, w/32]: 1 where a window of a picture is all one colour, falling to 0 with its contrast; there a grid shows."""
    x = x.float()
    variance = (F.avg_pool2d(x * x, 32) - F.avg_pool2d(x, 32).pow(2)).mean(1)
    return 1 / (1 + variance / 5e-4)


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--data', required=True)
    p.add_argument('--vgg', required=True)
    p.add_argument('--start')
    p.add_argument('--work', default='target/style')
    p.add_argument('--steps', type=int, default=12000)
    p.add_argument('--size', type=int, default=128)
    p.add_argument('--batch', type=int, default=8)
    p.add_argument('--known', action='store_true',
                   help='train the scale and shift of BN alone, by mixed pictures alone: nothing changes at rho 0')
    p.add_argument('--mixed', type=int, default=2, help='pictures of each batch that are made with a random rho')
    p.add_argument('--rate', type=float, default=1e-3)
    p.add_argument('--style-weight', type=float, default=25.)
    p.add_argument('--mixed-weight', type=float, default=.25, help='of the losses of a mixed picture; 1: as of the others')
    p.add_argument('--colour-weight', type=float, default=2., help='of the colours of a mixed picture')
    p.add_argument('--grid-weight', type=float, default=1000.)
    p.add_argument('--even-weight', type=float, default=100., help='of a grid where the content is even, beside 1 elsewhere')
    p.add_argument('--contents', type=int, default=4000)
    p.add_argument('--styles', type=int, default=8000)
    p.add_argument('--threads', type=int, default=os.cpu_count())
    p.add_argument('--seed', type=int, default=0)
    o = p.parse_args()
    if o.known:
        o.mixed = o.batch - IDENTITY
    torch.set_num_threads(o.threads)
    os.makedirs(o.work, exist_ok=True)
    state_file = os.path.join(o.work, f'state-{o.size}.pt')
    rng = random.Random(o.seed)
    vgg = Vgg(o.vgg).zero_padded().to(**TRUE).eval()
    contents = data.content_pool(o.data, o.contents, o.size, rng)
    styles = data.style_pool(o.data, o.styles, o.size, rng)
    start = time.time()
    seen_file = os.path.join(o.work, f'seen-{o.size}-{o.contents}-{o.styles}-{o.seed}.pt')
    if os.path.exists(seen_file):
        deep, stats = torch.load(seen_file)
    else:
        deep = torch.cat(features(vgg, contents)[1])
        stats = torch.cat([features(vgg, part)[0] for part in styles.split(500)])
        torch.save((deep, stats), seen_file)
    print(f'{len(contents)} contents, {len(styles)} styles, {time.time() - start:.0f} s', flush=True)

    net = Net()
    average = Net()
    step = 0
    trained = list((net.decoder.known if o.known else net).parameters())
    opt = torch.optim.Adam(trained, o.rate, betas=(.9, .99))
    if os.path.exists(state_file):
        state = torch.load(state_file)
        net.load_state_dict(state['net'])
        average.load_state_dict(state['average'])
        opt.load_state_dict(state['opt'])
        step = state['step']
    elif o.start and os.path.basename(o.start) == 'style.pt':
        warm(net, o.start)
        warm(average, o.start)
    elif o.start:
        for n in (net, average):
            missing = n.load_state_dict(torch.load(o.start)['average'], strict=False).missing_keys
            if any('.known.' not in name for name in missing):  # one trained before there was a `known` begins with none
                raise SystemExit(f'{o.start}: another network')
    net.to(**TRUE).train()
    if o.known:  # no gradients for what stays as it is
        net.requires_grad_(False)
        net.decoder.known.requires_grad_(True)
    random.seed(o.seed + step)
    torch.manual_seed(o.seed + step)
    plain, n = o.batch - IDENTITY - o.mixed, o.batch
    begun, seen = time.time(), torch.zeros(6)
    while step < o.steps:
        rate = o.rate * min(1, (step + 1) / 200) * (1 if step < .4 * o.steps else max(.02, (1 - step / o.steps) / .6))
        for group in opt.param_groups:
            group['lr'] = rate
        ci, si = torch.randint(len(contents), (n,)), torch.randint(len(styles), (n,))
        c, s = contents[ci].float() / 255, styles[si].float() / 255
        s[plain:plain + IDENTITY] = c[plain:plain + IDENTITY]
        weights = torch.ones(n, 1)
        if o.known:  # every style weight, 0 too, with every rho
            weights[-(o.mixed // 2):] = (1.2 * torch.rand(o.mixed // 2, 1) - .2).clamp(0)
        rho = torch.zeros(n, sum(SITES))
        rho[-o.mixed:] = shares(o.mixed)
        r = rho.mean(1)
        target = stats[si]
        c, s = c.contiguous(**TRUE), s.contiguous(**TRUE)
        with torch.autocast('cpu', dtype=torch.bfloat16):
            with torch.no_grad():
                kept = towards(s[-o.mixed:], c[-o.mixed:], r[-o.mixed:, None, None, None])
                target[-o.mixed:] = statistics(vgg(kept.contiguous(**TRUE)))
            code = net.style(s)
            if o.known:
                code = torch.lerp(net.style(c), code, weights.to(code.dtype))
            raw = net.decoder(*net.content(c), code, rho)
            # outside 0..1 the gradient of the clipped picture would vanish, so the excess is a loss of its own
            out = raw.clamp(0, 1)
            judged = torch.cat([out[:plain], out[plain + IDENTITY:]]).contiguous(**TRUE)
            fo = vgg(judged)
        some = torch.cat([torch.arange(plain), torch.arange(plain + IDENTITY, n)])
        lc = content_loss(fo[2], deep[ci[some]])
        ls = style_loss(statistics(fo), target[some])
        same = slice(plain, plain + IDENTITY)
        error = (raw[same] - c[same])
        li = 4 * error.abs().mean() + 40 * error.pow(2).mean()
        excess = (raw - out).abs().mean()
        smooth = (out[:, :, 1:] - out[:, :, :-1]).abs().mean() + (out[..., 1:] - out[..., :-1]).abs().mean()
        # what is mixed can be matched less well, and would pull harder than all the rest
        weight = torch.ones(len(some))
        weight[plain:] = o.mixed_weight
        ls = ls * (weights[some, 0] == 1)  # what a weight in between should look like is known of its colours only
        own = colours(c[-o.mixed:])
        wanted = torch.lerp(torch.lerp(own, colours(s[-o.mixed:]), weights[-o.mixed:]), own, r[-o.mixed:, None])
        off = (colours(out[-o.mixed:].float()) - wanted).pow(2).sum(1)
        lm = (10 * off + (off + 1e-6).sqrt()).mean()
        lattice = grid(out)
        loss = (((lc + o.style_weight * ls) * weight).mean() + 3 * li + o.colour_weight * lm + 5 * excess + .1 * smooth
                + o.grid_weight * ((1 + o.even_weight * evenness(c)) * lattice).mean())
        opt.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 5.)
        opt.step()
        step += 1
        with torch.no_grad():
            keep = min(.999, step / (step + 20))
            for a, b in zip(average.state_dict().values(), net.state_dict().values()):
                a.lerp_(b, 1 - keep)
        usual = slice(plain or None)
        seen += torch.stack([lc[usual].mean(), ls[usual].mean(), ls[plain:].mean(), error.pow(2).mean(),
                             lattice.mean(), off.sqrt().mean()]).detach()
        if step % 100 == 0:
            lcm, lsm, lmm, mse, g, om = (seen / 100).tolist()
            seen.zero_()
            print(f'{step} {time.time() - begun:.0f} s, content {lcm:.3f}, style {lsm:.4f}, with rho {lmm:.4f}, '
                  f'identity {-10 * torch.tensor(mse).log10():.1f} dB, grid {g:.2e}, colours {om:.3f}', flush=True)
        if step % 500 == 0 or step == o.steps:
            torch.save(dict(net=net.state_dict(), average=average.state_dict(), opt=opt.state_dict(), step=step),
                       state_file + '.new')
            os.replace(state_file + '.new', state_file)


if __name__ == '__main__':
    main()
