"""Crops to train on: photos as contents; paintings, drawings, photos and textures made by formula as styles."""
import io
import os
import random
import tarfile

import numpy as np
import torch
from PIL import Image

CONTENTS = {'pacs.tar': 'photo/', 'flowers.tar': 'train/', 'imagenet_samples.tar': ''}
STYLES = [('pacs.tar', 'art_painting/', .60), ('pacs.tar', 'cartoon/', .08), ('pacs.tar', 'sketch/', .02),
          ('imagenet_samples.tar', '', .06)]  # the rest, .24: textures by formula


def pictures(folder, tar, part):
    """Every picture of the tar file whose name has the part, decoded; sorted by name."""
    found = {}
    with tarfile.open(os.path.join(folder, tar)) as archive:
        for member in archive:
            if member.isfile() and part in member.name and member.name.lower().endswith(('.jpg', '.jpeg', '.png')):
                found[member.name] = archive.extractfile(member).read()
    return [Image.open(io.BytesIO(found[name])).convert('RGB') for name in sorted(found)]


def crop(picture, size, rng):
    """A random square, mirrored half the time."""
    w, h = picture.size
    k = rng.uniform(1., 1.4) * size / min(w, h)
    picture = picture.resize((max(size, round(w * k)), max(size, round(h * k))), Image.BICUBIC)
    w, h = picture.size
    x, y = rng.randint(0, w - size), rng.randint(0, h - size)
    a = np.asarray(picture.crop((x, y, x + size, y + size)))
    return a[:, ::-1] if rng.random() < .5 else a


def noise(size, cell, random):
    """Smooth noise, -1..1, with features of about `cell` pixels."""
    n = max(2, size // cell + 2)
    small = Image.fromarray(random.uniform(-1, 1, (n, n)).astype(np.float32))
    return np.asarray(small.resize((size, size), Image.BICUBIC))


def texture(size, palette, rng):
    """A texture by formula in the colours of a picture, or in black, white and pure inks: warped stripes, weave, spots,
    grain or clouds."""
    random = np.random.default_rng(rng.getrandbits(32))
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    bend = rng.uniform(0, 12)
    x = x + bend * noise(size, rng.randint(16, 64), random)
    y = y + bend * noise(size, rng.randint(16, 64), random)
    turn, wave = rng.uniform(0, np.pi), rng.uniform(4, 40)
    u, v = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
    kind = rng.randrange(5)
    if kind == 0:
        t = np.sin(2 * np.pi * u / wave)
    elif kind == 1:
        t = np.sin(2 * np.pi * u / wave) * np.sin(2 * np.pi * v / wave)
    elif kind == 2:
        t = np.cos(2 * np.pi * u / wave) + np.cos(2 * np.pi * v / wave) - rng.uniform(0, 1)
    elif kind == 3:
        t = sum(noise(size, c, random) for c in (2, 4, 8))
    else:
        t = noise(size, rng.randint(4, 40), random) + .5 * noise(size, 3, random)
    if rng.random() < .5:
        t = np.tanh(rng.uniform(2, 20) * t)
    t = (t - t.min()) / (t.max() - t.min() + 1e-6)
    flat = palette.reshape(-1, 3)
    colours = flat[random.choice(len(flat), rng.randint(2, 5))].astype(np.float32)
    if rng.random() < .4:
        inks = np.float32([[15, 15, 20], [250, 248, 240], [15, 15, 20], [250, 248, 240], *(255 * random.random((4, 3)).round())])
        colours = inks[random.choice(len(inks), rng.randint(2, 4))]
    at = t * (len(colours) - 1)
    low = np.minimum(at.astype(int), len(colours) - 2)
    f = (at - low)[..., None]
    return np.clip(colours[low] * (1 - f) + colours[low + 1] * f + random.normal(0, rng.uniform(0, 12), (size, size, 1)),
                   0, 255).astype(np.uint8)


def recoloured(a, rng):
    """Other colours for a third of the styles: channels exchanged, contrast and brightness changed."""
    if rng.random() < .67:
        return a
    a = a[..., rng.sample(range(3), 3)].astype(np.float32)
    gain, shift = [rng.uniform(.6, 1.3) for _ in range(3)], [rng.uniform(-30, 30) for _ in range(3)]
    return np.clip((a - 128) * gain + 128 + shift, 0, 255).astype(np.uint8)


def tensor(arrays):
    return torch.from_numpy(np.ascontiguousarray(np.stack(arrays).transpose(0, 3, 1, 2)))


def content_pool(folder, count, size, rng):
    sources = [p for tar, part in CONTENTS.items() for p in pictures(folder, tar, part)]
    return tensor([crop(rng.choice(sources), size, rng) for _ in range(count)])


def style_pool(folder, count, size, rng):
    made, paintings = [], None
    for tar, part, share in STYLES:
        sources = pictures(folder, tar, part)
        paintings = paintings or sources
        made += [recoloured(crop(rng.choice(sources), size, rng), rng) for _ in range(round(count * share))]
    while len(made) < count:
        made.append(texture(size, np.asarray(rng.choice(paintings)), rng))
    rng.shuffle(made)
    return tensor(made)


def centre(path, size=256):
    """A test picture: the shorter side made `size`, the middle square of it."""
    picture = Image.open(path).convert('RGB')
    w, h = picture.size
    k = size / min(w, h)
    picture = picture.resize((max(size, round(w * k)), max(size, round(h * k))), Image.LANCZOS)
    w, h = picture.size
    x, y = (w - size) // 2, (h - size) // 2
    return np.asarray(picture.crop((x, y, x + size, y + size)))
