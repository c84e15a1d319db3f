"""The three kinds of training step of the second edition, and the losses that they share."""
import math
import os

import torch
import torch.nn.functional as F

from foreign import squeeze
from losses import Vgg, content_loss, statistics, style_loss
from network import moments, shoulder
from pictures import DEVICE, TRUE, tensor
from second import SITES
from telling import far
from train import colours, evenness, grid, share, towards


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


def sky(size, rng):
    """A smooth gradient between two colours: where a grid shows most."""
    y, x = torch.meshgrid(torch.linspace(-.5, .5, size), torch.linspace(-.5, .5, size), indexing='ij')
    turn = rng.choice([rng.uniform(0, 2 * math.pi), rng.randrange(4) * math.pi / 2])
    t = .5 + x * math.cos(turn) + y * math.sin(turn)
    a, b = (torch.tensor([rng.random() for _ in range(3)]).view(3, 1, 1) for _ in range(2))
    smooth = (a + (b - a) * t).clamp(0, 1).to(DEVICE)
    return smooth if rng.random() < .3 else (255 * smooth).round() / 255


def halo(out, d):
    """Bands beside the edge against the plateau behind them, on both sides: the mean over the pixels of a band, relative to
    the step that the result has; the mean over the bands, and the worst again."""
    def mean(low, high):
        band = ((d * side > low) & (d * side < high)).float()
        return (out * band).sum((1, 2)) / band.sum() if band.sum() >= 50 else None

    plateaus, bands = [], []
    for side in (1, -1):
        plateaus.append(mean(22, 45))
        bands.append([mean(*b) for b in ((2, 3.5), (3.5, 5), (5, 6.5), (6.5, 8), (8, 11), (11, 16))])
    if any(p is None for p in plateaus):
        return out.sum() * 0
    found = torch.stack([(m - p).pow(2).sum() for p, found in zip(plateaus, bands) for m in found if m is not None])
    return (found.mean() + found.max()) / ((plateaus[0] - plateaus[1]).pow(2).sum() + .03)


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


def averaging(vgg, yes):
    """Average pooling in VGG, times what keeps the maps' size about, or its own maximum."""
    for part in (vgg.two, vgg.three):
        part[2] = torch.nn.AvgPool2d(2) if yes else torch.nn.MaxPool2d(2)


def shares(n, rng):
    """A random rho for every picture, and that of the pixels, [n,1]: there it is the code's colours that give way."""
    rows, last = [], []
    for _ in range(n):
        row, r = share(SITES, rng)
        row[-1] = torch.full((SITES[-1],), r)
        rows.append(torch.cat(row))
        last.append([r])
    return torch.stack(rows).to(DEVICE), torch.tensor(last, device=DEVICE)


class Losses:
    def __init__(self, models):
        self.vgg = Vgg(os.path.join(models, 'vgg19_normalised_relu3_1.onnx')).zero_padded().to(DEVICE, **TRUE).eval()
        self.squeeze = squeeze(os.path.join(models, 'squeezenet1.1.onnx')).to(DEVICE)

    def prepare(self, rng):
        averaging(self.vgg, rng.random() < .5)
        self.y, self.x = rng.randint(0, 3), rng.randint(0, 3)

    def moved(self, x):
        """By up to three pixels, so that no place in a network's own grid is better than another."""
        return x[..., self.y:x.shape[2] - 3 + self.y, self.x:x.shape[3] - 3 + self.x].contiguous(**TRUE)

    def content(self, c):
        with torch.no_grad():
            j = self.moved(c)
            return [self.vgg(j)[2], *self.squeeze(j)[2::2]]

    def style(self, s):
        with torch.no_grad():
            return statistics(self.vgg(self.moved(s))), means(self.squeeze(self.moved(s)))

    def __call__(self, out):
        """The maps that hold the content, VGG's first, and what the style is in both networks."""
        j = self.moved(out)
        f, maps = self.vgg(j), self.squeeze(j)
        return [f[2], *maps[2::2]], statistics(f), means(maps)


def contents(out, wanted, of):
    """[n]: distance in VGG's map, and the mean of that in SqueezeNet's three (fire4, fire6, fire8); each relative."""
    vgg, *deep = [content_loss(a, b[of]) for a, b in zip(out, wanted)]
    return vgg, sum(deep) / len(deep)


def main_step(net, telling, losses, pictures, rng, o):
    """Contents in two styles each, as many as cost about the same at each size of crops; a two-tone picture or a smooth sky
    in one of these styles; a picture of another size as it was."""
    size, n = (256, 2) if rng.random() < o.large else rng.choice([(128, 6), (160, 4)])
    c = tensor([pictures.content(size, rng) for _ in range(n // 2)])
    stark = rng.random() < .3  # edges and skies in textures of few inks, where a grid and a halo show most
    s = tensor([pictures.texture(size, rng) if stark and k == 0 else pictures.style(size, rng) for k in range(n)])
    tone, d = two_tone(size, rng) if rng.random() < .6 else (sky(size, rng), None)
    losses.prepare(rng)
    features, detail = net.content(torch.cat([c, tone[None]]).contiguous(**TRUE))
    code = net.style(s)
    of = torch.arange(n) % len(c)
    ci, si = torch.cat([of, torch.tensor([len(c)])]), torch.cat([torch.arange(n), torch.tensor([0 if stark else rng.randrange(n)])])
    raw = net.decoder(features[ci], detail[ci], code[si], torch.zeros(n + 1, sum(SITES), device=DEVICE))
    out = shoulder(raw)
    fs, qs = losses.style(s)
    maps, stats, deep = losses(out[:n])
    lc, ld = contents(maps, losses.content(c), of)
    ls, lq, lt, ll = style_loss(stats, fs), far(deep, qs), sum(telling.loss(code, (fs, qs))), laplacian(out[:n], c[of])
    lh = out.sum() * 0 if d is None else halo(out[n].float(), d)
    lattice = sum(((1 + 100 * evenness(x)) * grid(y)).mean() for x, y in ((c[of], out[:n]), (tone[None], out[n:])))
    own = tensor([pictures.content(rng.choice([96, 128, 192, 256]), rng)])
    raw_back = net(own, own)
    back = shoulder(raw_back)
    error = back - own
    li = 4 * error.abs().mean() + 40 * error.pow(2).mean()
    excess = (raw - out).abs().mean() + (raw_back - back).abs().mean()
    loss = ((o.content_weight * lc + o.deep_weight * ld + o.style_weight * ls + o.squeeze_weight * lq + o.laplacian_weight * ll).mean()
            + 3 * li + 5 * excess + 2 * lt + o.halo_weight * lh + o.grid_weight * lattice)
    return loss, [lc.mean(), ld.mean(), ls.mean(), lq.mean(), lt, ll.mean(), error.pow(2).mean(), lh, lattice]


def style_step(net, telling, losses, pictures, rng, o):
    """Many styles, small crops, nothing else to learn: what the style encoders tell, and how it is heard at each site."""
    n, size = 12, 112
    c = tensor([pictures.content(size, rng) for _ in range(4)])
    s = tensor([pictures.style(size, rng) for _ in range(n)])
    losses.prepare(rng)
    of = torch.arange(n) % len(c)
    with torch.no_grad():
        features, detail = net.content(c)
        wanted, (fs, qs) = losses.content(c), losses.style(s)
    code = net.style(s)
    raw = net.decoder(features[of], detail[of], code, torch.zeros(n, sum(SITES), device=DEVICE))
    out = shoulder(raw)
    maps, stats, deep = losses(out)
    lc, ld = contents(maps, wanted, of)
    ls, lq, lt, ll = style_loss(stats, fs), far(deep, qs), sum(telling.loss(code, (fs, qs))), laplacian(out, c[of])
    excess = (raw - out).abs().mean()
    loss = ((o.content_weight * lc + o.deep_weight * ld + o.style_weight * ls + o.squeeze_weight * lq + o.laplacian_weight * ll).mean()
            + 5 * excess + 2 * lt)
    return loss, [lc.mean(), ld.mean(), ls.mean(), lq.mean(), lt, ll.mean(), excess]


def known_step(net, _, losses, pictures, rng, o):
    """Mixed pictures alone, half of them at a style weight below 1: what the colours shall be is known for each."""
    n, size = 8, 112
    c = tensor([pictures.content(size, rng) for _ in range(n)])
    s = tensor([pictures.style(size, rng) for _ in range(n)])
    losses.prepare(rng)
    rho, r = shares(n, rng)
    weight = torch.tensor([[max(0., rng.uniform(-.2, 1)) if k % 2 else 1.] for k in range(n)]).to(DEVICE)
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
    lc, ld = contents(of, fc, slice(None))
    ls, lq = style_loss(stats, fs) * full, far(maps, qs) * full
    own = colours(c)
    wanted = torch.lerp(torch.lerp(own, colours(s), weight), own, r)
    off = (colours(out.float()) - wanted).pow(2).sum(1)
    excess = (raw - out).abs().mean()
    loss = ((o.content_weight * lc + o.deep_weight * ld + .3 * o.style_weight * ls + .3 * o.squeeze_weight * lq).mean()
            + 12 * (10 * off + (off + 1e-6).sqrt()).mean() + 5 * excess)
    return loss, [lc.mean(), ld.mean(), ls.sum() / full.sum(), lq.sum() / full.sum(), off.sqrt().mean(), excess, off.max()]


STEPS = {'state': main_step, 'style': style_step, 'known': known_step}
NAMES = {'state': 'content deep style squeeze told laplacian identity halo grid', 'style': 'content deep style squeeze told laplacian excess',
         'known': 'content deep style squeeze colours excess worst'}
