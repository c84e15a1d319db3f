"""Makes learned.json and learned.bin beside this file: the normalizations with parameters that training would find.

The format is that of golden.py, whose file says it; a case that needs more than the maps names it under "more", and its
tensors follow maps and expected. Everything is computed in double from float32 maps. PyTorch 1.13 made the files.
"""
import torch
import torch.nn.functional as F

from golden import integer, log_uniform, maps, rng, write


def share():
    return [0.0, 0.5, 1.0, round(rng.random(), 3)][integer(0, 3)]


def eps():
    return log_uniform(1e-6, 1e-1)


def moments(x, axes):
    return x.mean(axes, keepdim=True), x.var(axes, unbiased=False, keepdim=True)


def batch(x, e):
    return F.batch_norm(x, None, None, training=True, eps=e)


def instance(x, e):
    return F.instance_norm(x, eps=e)


def style_of(channels):
    s = maps(channels)[:1]
    std = torch.sqrt(s.double().flatten(2).var(2, unbiased=False) + 1e-5)[..., None, None]
    return s, std, s.double().mean((2, 3), keepdim=True)


def cbn():
    x, e = maps(), eps()
    return "cbn", f"condition={integer(0, 9)} eps={e} gamma=1.5 shift=-0.25", x, 1.5 * batch(x.double(), e) - 0.25, []


def cin():
    x = maps()
    s, std, mean = style_of(x.shape[1])
    return "cin", "", x, std * instance(x.double(), 1e-5) + mean, [s], ["style"]


def adain():
    x = maps()
    s, std, mean = style_of(x.shape[1])
    content_mean, content_var = moments(x.double(), (2, 3))
    return "adain", "", x, std * (x.double() - content_mean) / torch.sqrt(content_var + 1e-5) + mean, [s], ["style"]


def bin_():
    x, e, rho = maps(), eps(), share()
    return "bin", f"rho={rho} eps={e}", x, rho * batch(x.double(), e) + (1 - rho) * instance(x.double(), e), []


def ibn_a():
    x, e, ratio = maps(), eps(), share()
    half = int(x.shape[1] * ratio)
    parts = [part(x.double()[:, which], e) for part, which in ((instance, slice(half)), (batch, slice(half, None)))
             if x[:, which].shape[1] > 0]
    return "ibn-a", f"ratio={ratio} eps={e}", x, torch.cat(parts, 1), []


def ibn_b():
    x, e = maps(), eps()
    return "ibn-b", f"eps={e}", x, instance(x.double(), e), []


def frn():
    x, e, tau = maps(), eps(), round(2 * rng.random() - 1.5, 3)
    gamma, shift = 0.7, 0.3
    d = x.double()
    y = gamma * d * torch.rsqrt(d.pow(2).mean((2, 3), keepdim=True) + abs(e)) + shift
    return "frn", f"tau={tau} eps={e} gamma={gamma} shift={shift}", x, torch.max(y, torch.tensor(tau).double()), []


def weights(count):
    w = torch.softmax(torch.from_numpy(rng.normal(size=count)), 0)
    w = torch.tensor([float("%.6f" % v) for v in w]).double()
    return w / w.sum(), ",".join("%.6f" % v for v in w)


def sn():
    x, e = maps(), eps()
    d = x.double()
    (w, wt), (v, vt) = weights(3), weights(3)
    parts = [moments(d, axes) for axes in ((2, 3), (1, 2, 3), (0, 2, 3))]
    mean = sum(w[k] * part[0] for k, part in enumerate(parts))
    var = sum(v[k] * part[1] for k, part in enumerate(parts))
    return "sn", f"eps={e} weights-mean={wt} weights-var={vt}", x, (d - mean) / torch.sqrt(var + e), []


def zca(rows, e):
    """rows: [d, m]; (Sigma + e I)^(-1/2) (rows - mean)."""
    centred = rows - rows.mean(1, keepdim=True)
    values, vectors = torch.linalg.eigh(centred @ centred.T / rows.shape[1] + e * torch.eye(len(rows)).double())
    return vectors @ torch.diag(values.rsqrt()) @ vectors.T @ centred


def of_batch(d):
    return d.transpose(0, 1).flatten(1)


def bw():
    x, e, group = maps(), eps(), integer(1, 5)
    n, c, h, w = x.shape
    parts = [zca(of_batch(part), e).reshape(-1, n, h, w).transpose(0, 1) for part in x.double().split(group, 1)]
    return "bw", f"group={group} eps={e}", x, torch.cat(parts, 1), []


def iw():
    x, e, group = maps(), eps(), integer(1, 5)
    pictures = [torch.cat([zca(part.flatten(1), e).reshape(part.shape) for part in picture.split(group, 0)]) for picture in x.double()]
    return "iw", f"group={group} eps={e}", x, torch.stack(pictures), []


def gw():
    x, e = maps(), eps()
    c = x.shape[1]
    g = [d for d in range(1, c + 1) if c % d == 0][integer(0, 99) % sum(c % d == 0 for d in range(1, c + 1))]
    pictures = [zca(picture.reshape(g, -1), e).reshape(picture.shape) for picture in x.double()]
    return "gw", f"g={g} eps={e}", x, torch.stack(pictures), []


def covariance(rows):
    centred = rows - rows.mean(1, keepdim=True)
    return centred @ centred.T / rows.shape[1]


def newton(sigma, steps):
    trace = torch.trace(sigma)
    p = torch.eye(len(sigma)).double()
    for _ in range(steps):
        p = 1.5 * p - 0.5 * torch.linalg.matrix_power(p, 3) @ (sigma / trace)
    return p / trace.sqrt()


def sw(parts, always=None):
    x, e, group, steps = maps(), eps(), integer(1, 5), always or integer(1, 9)
    (w, wt), (v, vt) = weights(parts), weights(parts)
    d = x.double()
    pictures = []
    for picture in d:
        blocks = []
        for first in range(0, x.shape[1], group):
            block, everywhere = picture[first:first + group], of_batch(d[:, first:first + group])
            here = block.flatten(1)
            size = len(here)
            means = [everywhere.mean(1), here.mean(1), everywhere.mean(1), here.mean(1), picture.mean().expand(size)]
            sigmas = [covariance(everywhere), covariance(here), torch.diag(everywhere.var(1, unbiased=False)),
                      torch.diag(here.var(1, unbiased=False)), picture.var(unbiased=False) * torch.eye(size).double()]
            mean = sum(w[k] * means[k] for k in range(parts))
            sigma = sum(v[k] * sigmas[k] for k in range(parts)) + e * torch.eye(size).double()
            blocks.append((newton(sigma, steps) @ (here - mean[:, None])).reshape(block.shape))
        pictures.append(torch.cat(blocks))
    settings = f"group={group} eps={e} weights-mean={wt} weights-var={vt}" + ("" if steps == 5 else f" steps={steps}")
    return "sw", settings, x, torch.stack(pictures), []


def ubn():
    x, e = maps(), eps()
    pool = maps(x.shape[1]).double()
    mean, var = (figure.flatten().float() for figure in moments(pool, (0, 2, 3)))
    return "ubn", f"eps={e}", x, F.batch_norm(x.double(), mean.double(), var.double(), eps=e), [mean, var], ["mean", "variance"]


def dln():
    x, e, gain = maps(), eps(), round(2 * rng.random(), 3)
    d = x.double()
    a = gain * torch.tanh(d).mean((2, 3), keepdim=True)
    return "dln", f"gain={gain} eps={e}", x, (1 + a) * F.layer_norm(d, d.shape[1:], eps=e) + a, []


def deepnorm():
    x, e, alpha = maps(), eps(), round(0.2 + 4 * rng.random(), 3)
    branch = maps(x.shape[1], x.shape[2], x.shape[3])
    while branch.shape[0] != x.shape[0]:
        branch = maps(x.shape[1], x.shape[2], x.shape[3])
    total = alpha * x.double() + branch.double()
    return "deepnorm", f"alpha={alpha} eps={e}", x + branch, F.layer_norm(total, total.shape[1:], eps=e), [x, branch], ["shortcut", "branch"]


if __name__ == "__main__":
    write("learned", [cbn, cin, adain, bin_, ibn_a, ibn_b, frn, sn, bw, iw, gw, lambda: sw(2, 5), lambda: sw(5), ubn, dln, deepnorm])
