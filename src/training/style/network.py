"""The style network: any style in one pass, with an IBN slider at every normalization site.

Content encoder -> features, detail; style encoder -> code; decoder(features, detail, code, rho) -> picture. Everything
before the first site belongs to the content encoder and everything that knows the style to the code, so that moving a
slider costs one run of the decoder.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

WIDTHS, DEEP, LEARNT = (16, 32, 64), 96, 128
BLOCKS = 3                               # residual blocks of the decoder, two sites each
SITES = [64] * (1 + 2 * BLOCKS) + [32, 32, 3]  # channels of the normalization sites; the last one normalizes the pixels
KNOWN = 48                               # what lies between a code and the scale and shift of BN
CODE = LEARNT + 6                        # numbers of a style code; the last six: means and deviations of R, G, B
EPSILON = 1e-5
KNEE = .95


class Mirror(torch.autograd.Function):
    """F.pad(mode='reflect') by the same width all round. PyTorch's copies maps that lie channels last there and back:
    a fifth of a training step."""
    @staticmethod
    def forward(ctx, x, p):
        ctx.p, (n, c, h, w) = p, x.shape
        made = torch.empty((n, c, h + 2 * p, w + 2 * p), dtype=x.dtype, device=x.device,
                           memory_format=torch.channels_last if x.is_contiguous(memory_format=torch.channels_last) else torch.contiguous_format)
        made[:, :, p:p + h, p:p + w] = x
        for k in range(1, p + 1):
            made[:, :, p:p + h, p - k], made[:, :, p:p + h, p + w - 1 + k] = x[:, :, :, k], x[:, :, :, w - 1 - k]
        for k in range(1, p + 1):
            made[:, :, p - k], made[:, :, p + h - 1 + k] = made[:, :, p + k], made[:, :, p + h - 1 - k]
        return made

    @staticmethod
    def backward(ctx, g):
        p = ctx.p
        h, w = g.shape[2] - 2 * p, g.shape[3] - 2 * p
        rows = g[:, :, p:p + h].clone(memory_format=torch.preserve_format)
        for k in range(1, p + 1):
            rows[:, :, k] += g[:, :, p - k]
            rows[:, :, h - 1 - k] += g[:, :, p + h - 1 + k]
        for k in range(1, p + 1):
            rows[:, :, :, p + k] += rows[:, :, :, p - k]
            rows[:, :, :, p + w - 1 - k] += rows[:, :, :, p + w - 1 + k]
        return rows[:, :, :, p:p + w].contiguous(memory_format=torch.channels_last), None


class Conv(nn.Conv2d):
    """Same size as the picture, or a part of it, with the picture mirrored at its edges."""
    def forward(self, x):
        p = self.kernel_size[0] // 2
        x = Mirror.apply(x, p) if self.padding_mode == 'reflect' and p else F.pad(x, (p, p, p, p), mode='replicate')
        return F.conv2d(x, self.weight, self.bias, self.stride)


def conv(i, o, k, stride=1):
    return Conv(i, o, k, stride, k // 2, padding_mode='reflect')


class Moments(torch.autograd.Function):
    """Mean and deviation in two sums, and their gradient, affine in the cell, in one pass over maps that may be
    bfloat16: half a second in six of a training step went into the general form."""
    @staticmethod
    def forward(ctx, f):
        wide = f.float()
        mean = wide.mean((2, 3))
        deviation = (F.relu((wide * wide).mean((2, 3)) - mean * mean) + EPSILON).sqrt()
        ctx.save_for_backward(f, mean, deviation)
        return mean, deviation

    @staticmethod
    def backward(ctx, to_mean, to_deviation):
        f, mean, deviation = ctx.saved_tensors
        slope = to_deviation / deviation / f[0, 0].numel()
        level = to_mean / f[0, 0].numel() - slope * mean
        return torch.addcmul(level[:, :, None, None].to(f.dtype), slope[:, :, None, None].to(f.dtype), f)


def moments(f):
    """Mean and deviation of every channel, in float32."""
    return Moments.apply(f)


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        a, b, c = WIDTHS
        self.c1, self.c2, self.c3 = conv(3, a, 5), conv(a, b, 3, 2), conv(b, c, 3, 2)
        self.r1, self.r2 = conv(c, c, 3), conv(c, c, 3)

    def forward(self, x):
        a = F.relu(self.c1(x))
        b = F.relu(self.c2(a))
        c = F.relu(self.c3(b))
        return a, b, c + F.relu(self.r2(F.relu(self.r1(c))))


class ContentEncoder(nn.Module):
    """`features` at a quarter of the size and `detail` at half of it, for the decoder's first site and its first at that
    size."""
    def __init__(self):
        super().__init__()
        self.e, self.first, self.detail = Encoder(), conv(64, 64, 3), nn.Conv2d(32, 32, 1)

    def forward(self, x):
        _, b, c = self.e(x)
        return self.first(c), self.detail(b)


class StyleEncoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.e, self.deep = Encoder(), conv(64, DEEP, 3, 2)
        self.m = nn.Sequential(nn.Linear(2 * (sum(WIDTHS) + DEEP) + 6, 256), nn.ReLU(), nn.Linear(256, LEARNT))

    def forward(self, x):
        maps = self.e(x)
        colour = torch.cat(moments(x), 1)
        found = [t for f in (*maps, F.relu(self.deep(maps[2]))) for t in moments(f)]
        return torch.cat([self.m(torch.cat([*found, colour], 1)), colour], 1)


class Site(nn.Module):
    """(1 - rho) * IN + rho * BN with population statistics, then scale and shift: one multiplication and one addition
    a cell, since all is affine in it. rho [n,c]: one share a channel, so that a blend (BIN) and a split of the channels
    (IBN-a) are the same input."""
    def __init__(self, c):
        super().__init__()
        self.register_buffer('population_mean', torch.zeros(c))
        self.register_buffer('population_square', torch.ones(c))

    def forward(self, x, scale, shift, rho):
        wide = x.float()
        mean, square = wide.mean((2, 3)), (wide * wide).mean((2, 3))
        if self.training:
            with torch.no_grad():
                self.population_mean.lerp_(mean.mean(0), .01)
                self.population_square.lerp_(square.mean(0), .01)
        pm = self.population_mean
        own = (1 - rho) * (F.relu(square - mean * mean) + EPSILON).rsqrt()
        known = rho * (F.relu(self.population_square - pm * pm) + EPSILON).rsqrt()
        a = (own + known) * scale
        b = shift - (own * mean + known * pm) * scale
        return (wide * a[:, :, None, None] + b[:, :, None, None]).to(x.dtype)


def shoulder(x):
    """Black and white are neared, not cut at: below .05 and above .95 ever flatter, so that what a style makes too bright
    keeps its shades. For the decoder's picture as it ships."""
    inside = x.clamp(1 - KNEE, KNEE)
    return inside + (1 - KNEE) * F.softsign((x - inside) / (1 - KNEE))


class Decoder(nn.Module):
    """A style's scale and shift are meant for maps whose contrast was taken away. For maps that kept theirs `known` adds
    another scale and shift in the measure of rho: 0 of it changes nothing, so it could be trained by itself."""
    def __init__(self):
        super().__init__()
        self.h = nn.Linear(CODE, 2 * sum(SITES))
        self.known = nn.Sequential(nn.Linear(CODE, KNOWN), nn.ReLU(), nn.Linear(KNOWN, 2 * sum(SITES)))
        self.c = nn.ModuleList(conv(64, 64, 3) for _ in range(2 * BLOCKS))
        self.up, self.fine, self.out = conv(64, 128, 3), conv(32, 32, 3), conv(32, 12, 3)
        self.n = nn.ModuleList(Site(c) for c in SITES)

    def forward(self, x, detail, code, rho):
        style, known = (torch.split(h(code).float(), [2 * c for c in SITES], 1) for h in (self.h, self.known))
        share = torch.split(rho, SITES, 1)

        def site(k, y):
            k %= len(SITES)
            scale, shift = style[k].chunk(2, 1)
            more, move = known[k].chunk(2, 1)
            if k == len(SITES) - 1:  # the pixels: always IN, to the code's colours, corrected; rho takes the correction away
                scale, shift = (1 - share[k]) * scale + code[:, -3:], (1 - share[k]) * shift + code[:, -6:-3]
                return self.n[k](y, scale, shift, 0 * share[k])
            return self.n[k](y, 1 + scale + share[k] * more, shift + share[k] * move, share[k])

        x = F.relu(site(0, x))
        for k in range(0, 2 * BLOCKS, 2):
            x = x + site(k + 2, self.c[k + 1](F.relu(site(k + 1, self.c[k](x)))))
        x = F.relu(site(-3, F.pixel_shuffle(self.up(x), 2) + detail))
        x = F.relu(site(-2, self.fine(x)))
        return site(-1, F.pixel_shuffle(self.out(x), 2).float())


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.content, self.style, self.decoder = ContentEncoder(), StyleEncoder(), Decoder()
        nn.init.zeros_(self.decoder.h.bias)
        self.decoder.h.weight.data *= .2
        nn.init.zeros_(self.decoder.known[2].weight)
        nn.init.zeros_(self.decoder.known[2].bias)
        self.decoder.known[2].bias.data[-6:] = torch.tensor([.25] * 3 + [.45] * 3)  # a usual picture's deviations and means

    def forward(self, content, style, rho=None):
        """The decoder's picture before its shoulder; rho [n, sum(SITES)], none for zeros (pure IN)."""
        if rho is None:
            rho = content.new_zeros(len(content), sum(SITES))
        return self.decoder(*self.content(content), self.style(style), rho)


def warm(net, path):
    """Starts from the first style network (shared/starter/style.pt): encoders, trunk, and its convolution after a
    nearest enlargement, which is exactly a convolution to four times the channels and a pixel shuffle."""
    old = torch.load(path)
    new = net.state_dict()
    for name in list(old):
        part, rest = name.split('.', 1)
        if part == 'e':
            new['content.e.' + rest] = old[name]
        elif part == 's' and rest.startswith('e.'):
            new['style.' + rest] = old[name]
    first = new['style.m.0.weight']
    first.zero_()
    first[:, :224] = old['s.m.0.weight']
    new['style.m.0.bias'], new['style.m.2.weight'], new['style.m.2.bias'] = (
        old['s.m.0.bias'], old['s.m.2.weight'], old['s.m.2.bias'])
    head = new['decoder.h.weight']
    head.zero_()
    bias, known = new['decoder.h.bias'], 2 * 5 * 64
    head[:known, :128] = old['s.h.weight'][:known]
    bias[:known] = old['s.h.bias'][:known]
    last = 2 * 64 * 2 * BLOCKS
    bias[last:last + 64] = -1  # the third block, which the first network had not, begins as adding nothing
    half = 2 * sum(SITES[:-3])
    head[half:half + 64, :128], bias[half:half + 64] = old['s.h.weight'][known:known + 64], old['s.h.bias'][known:known + 64]
    new['content.first.weight'], new['content.first.bias'] = old['d.c.0.weight'], old['d.c.0.bias']
    for k in range(4):
        for part in ('weight', 'bias'):
            new[f'decoder.c.{k}.{part}'] = old[f'd.c.{k + 1}.{part}']
    kernel = old['d.c.5.weight']
    up = torch.zeros(32, 4, 64, 3, 3)
    for i in range(2):
        for j in range(2):
            for u in range(3):
                for v in range(3):
                    up[:, 2 * i + j, :, (i + u - 1) // 2 + 1, (j + v - 1) // 2 + 1] += kernel[:, :, u, v]
    new['decoder.up.weight'] = up.reshape(128, 64, 3, 3)
    new['decoder.up.bias'] = old['d.c.5.bias'].repeat_interleave(4)
    net.load_state_dict(new)
