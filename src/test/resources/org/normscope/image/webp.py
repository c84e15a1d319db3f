"""Makes the WebP files that WebpTest reads, with Pillow and NumPy.

NAME.webp is the file, NAME.webp.png what Pillow makes of it, NAME.webp-N.png its frame N. Run in this folder.
"""
from pathlib import Path

import numpy as np
from PIL import Image

OUT = Path("webp")
W, H = 41, 23
random = np.random.default_rng(5)


def expect(file):
    with Image.open(file) as image:
        many = getattr(image, "n_frames", 1) > 1
        for i in range(getattr(image, "n_frames", 1)):
            image.seek(i)
            image.convert("RGBA").save(f"{file}-{i}.png" if many else f"{file}.png")


def few(count, alpha):
    """A picture of so many colours, each of which occurs; with alpha one is nothing and some are half seen."""
    colours = random.permutation(np.unique(random.integers(0, 256, (4 * count, 4), dtype=np.uint8), axis=0))[:count]
    colours[:, 3] = 255
    if alpha:
        colours[0] = 0
        colours[1::3, 3] = random.integers(1, 256, len(colours[1::3]))
    numbers = random.permutation(np.concatenate([np.arange(count), random.integers(0, count, W * H - count)]))
    return Image.fromarray(colours[numbers.reshape(H, W)], "RGBA")


def smooth():
    y, x = np.mgrid[0:120, 0:150]
    waves = [127 + 120 * np.sin(x * a + y * b + c) for a, b, c in
             [(.05, .02, 0), (.02, .07, 1), (.06, -.03, 2), (.03, .03, 4)]]
    picture = np.stack(waves, -1) + random.normal(0, 2, (120, 150, 4))
    picture[40:80, 20:90] = random.permutation(picture[40:80, 20:90].reshape(-1, 4)).reshape(40, 70, 4)
    return np.clip(picture, 0, 255).astype(np.uint8)


def main():
    OUT.mkdir(exist_ok=True)
    for count in (2, 3, 5, 17, 40, 200, 256):
        for alpha in (False, True):
            picture = few(count, alpha)
            name = OUT / f"{count}{'-alpha' if alpha else ''}.webp"
            picture.save(name, lossless=True, exact=alpha and count % 2 == 0)
            expect(name)
    frames = [few(count, True) for count in (17, 40, 3)]
    frames[0].save(OUT / "film.webp", save_all=True, append_images=frames[1:], lossless=True)
    expect(OUT / "film.webp")
    for name, options in {"quick": {"method": 0, "quality": 0}, "slow": {"method": 6, "quality": 100}}.items():
        Image.fromarray(smooth(), "RGBA").save(OUT / f"{name}.webp", lossless=True, exact=True, **options)
        expect(OUT / f"{name}.webp")
    # Lossy colours, and how opaque they are without loss: as few levels as fit into a table, or as many as there are.
    grey = np.full((H, W, 4), 200, np.uint8)
    for levels in (2, 18, 60, 256):
        grey[..., 3] = np.round(random.permutation(np.arange(H * W) % levels).reshape(H, W) * 255 / (levels - 1))
        Image.fromarray(grey, "RGBA").save(OUT / f"levels-{levels}.webp", quality=90, alpha_quality=100)
        expect(OUT / f"levels-{levels}.webp")


if __name__ == "__main__":
    main()
