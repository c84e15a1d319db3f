"""The style network's second edition: more blocks, a convolution at full size, and no grid by construction.

The three graphs and what they hand to each other are the first edition's (network.py). What differs:
- before a pixel shuffle a convolution answers to an even area with the same value at all four pixels that it makes:
  ICNR (Aitken et al. 2017), kept throughout, not only at the start. So an even area stays even, whatever a loss wants;
- behind the last shuffle eight channels meet in a convolution of 3 x 3 at full size;
- one more residual block at a quarter of the size (two more in the state that training grew through: each costs a seventh
  of the decoder's time, and one of the five was missed little);
- beside the first edition's style encoder a deeper and wider one, which tells more numbers. With every other weight
  held, another scale and shift at each site, found for one painting by 40 steps on four photos, took the style's loss
  on four other photos down by 40 to 60 %: what the first edition lacked was to know the style. An encoder runs once for
  a painting, so that its cost is of no matter.
"""
import os

import torch
import torch.nn as nn
import torch.nn.functional as F

import network
from network import KNOWN, LEARNT, ContentEncoder, Mirror, Site, conv, moments

BLOCKS, FULL, MORE, HIDDEN = 4, 8, 192, 256
WIDTHS = (24, 48, 96, 160, 160)          # of the second style encoder, each at half the size of the one before
CODE = LEARNT + MORE + 6


def sites(blocks=BLOCKS):
    return [64] * (1 + 2 * blocks) + [32, 32, 3]


SITES = sites()
COMBED = 8 / 255                         # what a picture has of its own that repeats so is stronger, and stays but for this
LEAST_MISSED = 3                         # of five blocks: without it the losses rose by 3 % and less, without the first they doubled


class EvenShuffle(nn.Module):
    """A convolution and a pixel shuffle to twice the size that makes no grid of what is even."""
    def __init__(self, i, o):
        super().__init__()
        self.conv = conv(i, 4 * o, 3)

    def weights(self):
        w, b = self.conv.weight, self.conv.bias
        parts = w.view(-1, 4, *w.shape[1:])
        sums = parts.sum((3, 4), keepdim=True) / w[0, 0].numel()
        even = parts - sums + sums.mean(1, keepdim=True)
        return even.view_as(w), b.view(-1, 4).mean(1, keepdim=True).expand(-1, 4).reshape(-1)

    def forward(self, x):
        w, b = self.weights()
        return F.pixel_shuffle(F.conv2d(Mirror.apply(x, 1), w, b), 2)

    def plain(self):
        """The same as a convolution with its weights written out, for the graph."""
        made = conv(self.conv.in_channels, self.conv.out_channels, 3)
        w, b = self.weights()
        made.weight.data, made.bias.data = w.detach().clone(), b.detach().clone()
        return made


class Comb(nn.Module):
    """Takes away what repeats every four pixels, up to COMBED: the mean of every fourth pixel of every fourth row, over 5 x 5
    of them, less its own mean over a period, in which a slope is what it is. No weights: nothing learns to go round it."""
    def __init__(self):
        super().__init__()
        row = torch.tensor([1., 2, 2, 2, 1]) / 8
        self.register_buffer('period', row.outer(row).expand(3, 1, 5, 5).clone(), persistent=False)

    def forward(self, x):
        with torch.autocast(x.device.type, enabled=False):
            lattice = F.pixel_shuffle(F.avg_pool2d(F.pixel_unshuffle(x, 4), 5, 1, 2, count_include_pad=False), 4)
            grid = lattice - F.conv2d(F.pad(lattice, (2, 2, 2, 2), mode='reflect'), self.period, groups=3)
            return x - grid.clamp(-COMBED, COMBED)


class Deeper(nn.Module):
    """Means and deviations at five depths to MORE numbers. Deep maps are padded by repeating: they may be one cell wide."""
    def __init__(self):
        super().__init__()
        a, b, c, d, e = WIDTHS
        self.c1, self.c2, self.c3, self.c4, self.c5 = conv(3, a, 5), conv(a, b, 3, 2), conv(b, c, 3, 2), conv(c, d, 3, 2), conv(d, e, 3, 2)
        self.r1, self.r2, self.r3 = conv(c, c, 3), conv(c, c, 3), conv(d, d, 3)
        for deep in (self.c4, self.c5, self.r1, self.r2, self.r3):
            deep.padding_mode = 'replicate'
        for module in self.children():
            nn.init.kaiming_normal_(module.weight)
            nn.init.zeros_(module.bias)
        self.register_buffer('usual_mean', torch.zeros(2 * sum(WIDTHS) + 6))
        self.register_buffer('usual_deviation', torch.ones(2 * sum(WIDTHS) + 6))
        self.m = nn.Sequential(nn.Linear(2 * sum(WIDTHS) + 6, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, MORE))

    def found(self, x):
        """[n, 2 * sum(WIDTHS) + 6]: means and deviations of every map, the colours' last."""
        a = F.relu(self.c1(x))
        b = F.relu(self.c2(a))
        c = F.relu(self.c3(b))
        c = c + F.relu(self.r2(F.relu(self.r1(c))))
        d = F.relu(self.c4(c))
        d = d + F.relu(self.r3(d))
        return torch.cat([t for f in (a, b, c, d, F.relu(self.c5(d)), x) for t in moments(f)], 1)

    def measure(self, found):
        """What the linear layers count from, and in: their numbers would else differ a hundredfold in size."""
        self.usual_mean.copy_(found.mean(0))
        self.usual_deviation.copy_(found.std(0) + 1e-4)

    def forward(self, x):
        return self.m((self.found(x) - self.usual_mean) / self.usual_deviation)

    def first(self):
        """The first linear layer with what it counts from and in written into its weights, for the graph."""
        made = nn.Linear(self.m[0].in_features, HIDDEN)
        made.weight.data = self.m[0].weight.detach() / self.usual_deviation
        made.bias.data = self.m[0].bias.detach() - made.weight.data @ self.usual_mean
        return made


class StyleEncoder(network.StyleEncoder):
    def __init__(self):
        super().__init__()
        self.deeper = Deeper()

    def forward(self, x):
        code = super().forward(x)
        return torch.cat([code[:, :LEARNT], self.deeper(x).float(), code[:, LEARNT:]], 1)


class Decoder(nn.Module):
    def __init__(self, blocks=BLOCKS):
        super().__init__()
        self.sites = sites(blocks)
        self.h = nn.Linear(CODE, 2 * sum(self.sites))
        self.known = nn.Sequential(nn.Linear(CODE, KNOWN), nn.ReLU(), nn.Linear(KNOWN, 2 * sum(self.sites)))
        self.c = nn.ModuleList(conv(64, 64, 3) for _ in range(2 * blocks))
        self.up, self.fine, self.out, self.full = EvenShuffle(64, 32), conv(32, 32, 3), EvenShuffle(32, FULL), conv(FULL, 3, 3)
        self.n = nn.ModuleList(Site(c) for c in self.sites)
        self.comb = Comb()

    def forward(self, x, detail, code, rho):
        style, known = (torch.split(h(code).float(), [2 * c for c in self.sites], 1) for h in (self.h, self.known))
        share = torch.split(rho, self.sites, 1)

        def site(k, y):
            k %= len(self.sites)
            scale, shift = style[k].chunk(2, 1)
            more, move = known[k].chunk(2, 1)
            if k == len(self.sites) - 1:  # the pixels: always IN, to the code's colours, corrected; rho takes the correction away
                scale, shift = (1 - share[k]) * scale + code[:, -3:], (1 - share[k]) * shift + code[:, -6:-3]
                return self.n[k](y, scale, shift, 0 * share[k])
            return self.n[k](y, 1 + scale + share[k] * more, shift + share[k] * move, share[k])

        x = F.relu(site(0, x))
        for k in range(0, len(self.c), 2):
            x = x + site(k + 2, self.c[k + 1](F.relu(site(k + 1, self.c[k](x)))))
        x = F.relu(site(-3, self.up(x) + detail))
        x = F.relu(site(-2, self.fine(x)))
        return self.comb(site(-1, self.full(F.relu(self.out(x))).float()))


class Net(nn.Module):
    def __init__(self, blocks=BLOCKS):
        super().__init__()
        self.content, self.style, self.decoder = ContentEncoder(), StyleEncoder(), Decoder(blocks)

    def forward(self, content, style, rho=None):
        if rho is None:
            rho = content.new_zeros(len(content), sum(self.decoder.sites))
        return self.decoder(*self.content(content), self.style(style), rho)


def blocks_of(weights):
    """How many residual blocks a decoder has, by the names of its weights."""
    return sum(name.startswith('c') and name[1:].removesuffix('.weight').isdigit() for name in weights) // 2


def without(net, block):
    """The same network without one of its residual blocks; those behind it move up."""
    old, made = net.decoder, Net(len(net.decoder.c) // 2 - 1)
    gone = (1 + 2 * block, 2 + 2 * block)
    kept = [k for k in range(len(old.sites)) if k not in gone]
    starts = [2 * sum(old.sites[:k]) for k in range(len(old.sites))]
    rows = torch.cat([torch.arange(starts[k], starts[k] + 2 * old.sites[k]) for k in kept])
    for part in ('content', 'style'):
        getattr(made, part).load_state_dict(getattr(net, part).state_dict())
    new = made.decoder
    for name in ('up', 'fine', 'out', 'full'):
        getattr(new, name).load_state_dict(getattr(old, name).state_dict())
    new.known[0].load_state_dict(old.known[0].state_dict())
    for to, of in ((new.h, old.h), (new.known[2], old.known[2])):
        to.weight.data, to.bias.data = of.weight.data[rows].clone(), of.bias.data[rows].clone()
    for to, of in zip(new.c, [c for k, c in enumerate(old.c) if k // 2 != block]):
        to.load_state_dict(of.state_dict())
    for to, k in zip(new.n, kept):
        to.load_state_dict(old.n[k].state_dict())
    return made


def from_graphs(path):
    """The network of either edition from the folder of its three graphs."""
    import onnx
    from onnx import numpy_helper
    found = {part: {i.name.removesuffix('.half'): torch.tensor(numpy_helper.to_array(i)).float()
                    for i in onnx.load(os.path.join(path, f'style-{part}.onnx')).graph.initializer}
             for part in ('content', 'encoder', 'decoder')}
    net = Net(blocks_of(found['decoder'])) if 'full.weight' in found['decoder'] else network.Net()

    def put(module, part, name):
        module.weight.data.copy_(found[part][name + '.weight'])
        module.bias.data.copy_(found[part][name + '.bias'])

    def each(encoder, part, before=''):
        for name, module in encoder.named_children():
            if isinstance(module, nn.Conv2d):
                put(module, part, before + name)

    each(net.content.e, 'content')
    each(net.style.e, 'encoder')
    put(net.content.first, 'content', 'features')
    put(net.content.detail, 'content', 'detail')
    d = net.decoder
    if isinstance(net, Net):
        each(net.style.deeper, 'encoder', 'deeper.')
        put(net.style.deeper.m[0], 'encoder', 'deeper.hidden')
        put(net.style.deeper.m[2], 'encoder', 'deeper')
    for module, name in ((net.style.deep, 'deep'), (net.style.m[0], 'hidden'), (net.style.m[2], 'learnt')):
        put(module, 'encoder', name)
    for module, name in ((d.h, 'h'), (d.known[0], 'known.hidden'), (d.known[2], 'known'), (d.fine, 'fine'),
                         *([(d.up.conv, 'up'), (d.out.conv, 'out'), (d.full, 'full')] if isinstance(net, Net) else [(d.up, 'up'), (d.out, 'out')]),
                         *((c, f'c{k + 1}') for k, c in enumerate(d.c))):
        put(module, 'decoder', name)
    for k, site in enumerate(d.n):
        mean = found['decoder'][f'site{k}.population_mean'].flatten()
        site.population_mean.copy_(mean)
        site.population_square.copy_(found['decoder'][f'site{k}.population_variance'].flatten() + mean * mean)
    return net


def grown(old):
    """A second edition that paints as the first did, but for the grid: its new blocks begin as adding nothing, its new
    convolution as handing on the pixels (as what is above and what is below zero), and nothing listens yet to what its
    deeper style encoder tells."""
    net = Net()
    net.content.load_state_dict(old.content.state_dict())
    net.style.load_state_dict(old.style.state_dict(), strict=False)
    d, e, blocks = net.decoder, old.decoder, network.BLOCKS
    before, more = 1 + 2 * blocks, 2 * (BLOCKS - blocks)
    kept = list(range(before)) + list(range(before + more, len(SITES)))  # sites that the first edition had
    starts = [2 * sum(SITES[:k]) for k in range(len(SITES))]
    rows = torch.cat([torch.arange(starts[k], starts[k] + 2 * SITES[k]) for k in kept])
    with torch.no_grad():
        columns = torch.cat([torch.arange(LEARNT), torch.arange(CODE - 6, CODE)])
        for new, was, of in ((d.h, e.h, columns), (d.known[2], e.known[2], torch.arange(KNOWN))):
            new.weight.zero_()
            new.bias.zero_()
            new.weight[rows[:, None], of], new.bias[rows] = was.weight, was.bias
        for k in range(before + 1, before + more, 2):
            d.h.bias[starts[k]:starts[k] + 64] = -1
        d.known[0].weight.zero_()
        d.known[0].weight[:, columns], d.known[0].bias[:] = e.known[0].weight, e.known[0].bias
        for new, was in zip(d.c, e.c):
            new.load_state_dict(was.state_dict())
        for k, was in zip(kept, e.n):
            d.n[k].load_state_dict(was.state_dict())
        d.up.conv.load_state_dict(e.up.state_dict())
        d.fine.load_state_dict(e.fine.state_dict())
        d.out.conv.weight[:24] = torch.cat([e.out.weight, -e.out.weight])
        d.out.conv.bias[:24] = torch.cat([e.out.bias, -e.out.bias])
        d.full.weight.mul_(.02)
        d.full.bias.zero_()
        d.full.weight[:, :6] = 0
        for c in range(3):
            d.full.weight[c, c, 1, 1], d.full.weight[c, c + 3, 1, 1] = 1, -1
    return net


def either(path):
    """The mean of the weights of a state of training of either edition, or the network of a folder of three graphs."""
    if os.path.isdir(path):
        return from_graphs(path)
    state = torch.load(path, map_location='cpu')
    net = Net(blocks_of({n.removeprefix('decoder.').replace('c.', 'c', 1) for n in state['average'] if n.startswith('decoder.c.')})) \
        if state.get('edition') == 2 else network.Net()
    net.load_state_dict(state['average'])
    return net


def load(path):
    """The same as a second edition: a first one is grown, one of more blocks loses the LEAST_MISSED."""
    net = either(path)
    if not isinstance(net, Net):
        return grown(net)
    while len(net.decoder.c) > 2 * BLOCKS:
        net = without(net, LEAST_MISSED)
    return net
