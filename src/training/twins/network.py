"""The twins: one small ResNet, nine normalizations. Nothing else differs but what a missing norm makes necessary."""
import torch
import torch.nn as nn
import torch.nn.functional as F

TWINS = ['none', 'bn', 'ln', 'in', 'gn', 'lrn', 'ibn-a', 'ibn-b', 'bin']
WITHOUT_SCALE = ('none', 'lrn')  # no gamma and beta: the convolutions keep their biases and training is gentler


class Group(nn.GroupNorm):
    """GroupNorm that under bfloat16 autocast computes in float32: this torch refuses mixed types there."""

    def forward(self, x):
        return super().forward(x.float()).to(x.dtype)


class IbnA(nn.Module):
    """Pan et al. 2018: the first half of the channels by instance, the rest by batch."""

    def __init__(self, channels):
        super().__init__()
        self.parts = [channels // 2, channels - channels // 2]
        self.instance = nn.InstanceNorm2d(self.parts[0], affine=True)
        self.batch = nn.BatchNorm2d(self.parts[1])

    def forward(self, x):
        first, rest = torch.split(x, self.parts, 1)
        return torch.cat([self.instance(first.contiguous()), self.batch(rest.contiguous())], 1)


class Bin(nn.Module):
    """Nam & Kim 2018: (rho * BN + (1 - rho) * IN) * gamma + beta, rho per channel in [0,1], 1 at the start."""

    def __init__(self, channels):
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.ones(channels)), nn.Parameter(torch.zeros(channels))
        self.rho = nn.Parameter(torch.ones(channels))
        self.register_buffer('running_mean', torch.zeros(channels))
        self.register_buffer('running_var', torch.ones(channels))
        self.eps = 1e-5

    def forward(self, x):
        batch = F.batch_norm(x, self.running_mean, self.running_var, self.rho * self.weight, self.bias,
                             self.training, .1, self.eps)
        return batch + F.instance_norm(x, weight=(1 - self.rho) * self.weight, bias=torch.zeros_like(self.bias),
                                       eps=self.eps)

    def clamp(self):
        with torch.no_grad():
            self.rho.clamp_(0, 1)


class Lrn(nn.Module):
    """x / (k + alpha / size * sum of x^2 over size neighbouring channels)^beta.

    AlexNet's alpha of 1e-4 was chosen for activations in the hundreds; these are near one, hence alpha 1.
    The sum is a 1 x 1 convolution with a band of ones: torch's own way over avg_pool3d is many times slower.
    """
    size, alpha, beta, k = 5, 1., .75, 1.

    def __init__(self, channels):
        super().__init__()
        at = torch.arange(channels)
        band = ((at[:, None] - at[None]).abs() <= self.size // 2).float()
        self.register_buffer('band', band[:, :, None, None], persistent=False)

    def forward(self, x):
        total = F.conv2d(x * x, self.band.to(x.dtype))
        return x * (self.k + self.alpha / self.size * total) ** -self.beta


def norm(kind, channels):
    return {'none': nn.Identity,
            'bn': lambda: nn.BatchNorm2d(channels),
            'in': lambda: nn.InstanceNorm2d(channels, affine=True),
            'ln': lambda: Group(1, channels),
            'gn': lambda: Group(8, channels),
            'lrn': lambda: Lrn(channels),
            'bin': lambda: Bin(channels),
            'ibn-a': lambda: IbnA(channels)}[kind]()


class ConvNorm(nn.Module):
    def __init__(self, i, o, size, stride, kind):
        super().__init__()
        self.conv = nn.Conv2d(i, o, size, stride, size // 2, bias=kind in WITHOUT_SCALE)
        self.norm = norm(kind, o)

    def forward(self, x):
        return self.norm(self.conv(x))


class Block(nn.Module):
    """Basic residual block. IBN-a mixes its first norm; IBN-b normalizes by instance after the addition."""

    def __init__(self, i, o, stride, kind, mixed=False, after=False):
        super().__init__()
        base = 'bn' if kind in ('ibn-a', 'ibn-b') else kind
        self.first = ConvNorm(i, o, 3, stride, 'ibn-a' if mixed else base)
        self.second = ConvNorm(o, o, 3, 1, base)
        self.skip = ConvNorm(i, o, 1, stride, base) if stride > 1 or i != o else None
        self.after = nn.InstanceNorm2d(o, affine=True) if after else None

    def forward(self, x):
        y = self.second(F.relu(self.first(x))) + (x if self.skip is None else self.skip(x))
        return F.relu(y if self.after is None else self.after(y))


class Twin(nn.Module):
    def __init__(self, kind, classes, w=32):
        super().__init__()
        self.kind = kind
        a, b = kind == 'ibn-a', kind == 'ibn-b'
        self.stem = ConvNorm(3, w, 3, 2, {'ibn-a': 'bn', 'ibn-b': 'in'}.get(kind, kind))
        self.block1 = Block(w, w, 1, kind, mixed=a, after=b)
        self.block2 = Block(w, 2 * w, 2, kind, mixed=a, after=b)
        self.block3 = Block(2 * w, 4 * w, 2, kind, mixed=a)
        self.block4 = Block(4 * w, 8 * w, 2, kind)
        self.drop, self.head = nn.Dropout(.2), nn.Linear(8 * w, classes)
        if kind in WITHOUT_SCALE:
            self._keep_scale()

    def _keep_scale(self):
        """Without a norm the start must neither fade nor grow: He's deviation, branches halved before they are added."""
        for name, m in self.named_modules():
            if isinstance(m, nn.Conv2d):
                nn.init.kaiming_normal_(m.weight, nonlinearity='relu')
                nn.init.zeros_(m.bias)
                if '.second.' in name or '.skip.' in name:
                    m.weight.data.mul_(.5)

    def forward(self, x):
        x = F.relu(self.stem(x))
        for block in (self.block1, self.block2, self.block3, self.block4):
            x = block(x)
        return self.head(self.drop(x.mean((2, 3))))
