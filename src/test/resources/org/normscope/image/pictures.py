"""Makes the pictures that PictureFileTest and PreprocessingTest read, with Pillow and NumPy.

NAME is the file, NAME.png what Pillow makes of it (upright, sRGB, alpha kept). Run in this folder.
"""
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

W, H = 24, 16
y, x = np.mgrid[0:H, 0:W]
rgb = np.stack([x * 10, y * 15, 255 - x * 5 - y * 7], -1).astype(np.uint8)
alpha = ((x + y) * 6).astype(np.uint8)
picture = Image.fromarray(rgb)


def expect(name, image=None):
    image = image or ImageOps.exif_transpose(Image.open(name))
    image.convert("RGBA").save("read/" + name.split("/")[1] + ".png")


def reading():
    for name in ("rgb.png", "rgb.bmp", "rgb.gif", "rgb.jpg", "progressive.jpg"):
        options = {"progressive": True} if name.startswith("prog") else {}
        picture.save("read/" + name, **options)
        expect("read/" + name)
    picture.save("read/rgb.webp", lossless=True)
    expect("read/rgb.webp", picture)
    picture.save("read/lossy.webp", quality=90)
    expect("read/lossy.webp")
    picture.save("read/rgb.tif", compression="tiff_lzw")
    expect("read/rgb.tif", picture)
    rgba = Image.fromarray(np.dstack([rgb, alpha]))
    rgba.save("read/rgba.png")
    expect("read/rgba.png")
    rgba.save("read/rgba.webp", lossless=True, exact=True)
    expect("read/rgba.webp", rgba)
    picture.convert("L").save("read/gray.jpg")
    expect("read/gray.jpg")
    picture.convert("LA").save("read/gray-alpha.png")
    expect("read/gray-alpha.png")
    palette = picture.quantize(16)
    palette.save("read/palette.png", transparency=3)
    expect("read/palette.png")
    Image.fromarray((x * 10 * 257).astype(np.uint16)).save("read/gray16.png")
    expect("read/gray16.png", Image.fromarray((x * 10).astype(np.uint8)))
    picture.convert("1").save("read/bilevel.png")
    expect("read/bilevel.png")
    inks = np.stack([255 - rgb[..., 0], 255 - rgb[..., 1], 255 - rgb[..., 2], 0 * x], -1).astype(np.uint8)
    Image.fromarray(inks, "CMYK").save("read/cmyk.jpg", quality=100, subsampling=0)
    expect("read/cmyk.jpg", picture)
    planes = np.stack([rgb[..., 1], 100 + x, 140 + y, 255 - x * 4], -1).astype(np.uint8)
    Image.fromarray(planes, "CMYK").save("read/ycck.jpg", quality=100, subsampling=0)
    data = bytearray(open("read/ycck.jpg", "rb").read())
    data[data.index(b"Adobe") + 11] = 2  # Adobe's transform: the planes are Y Cb Cr K.
    open("read/ycck.jpg", "wb").write(data)
    expect("read/ycck.jpg")
    for tag in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = tag
        name = f"read/turned-{tag}.jpg"
        picture.save(name, exif=exif, quality=100, subsampling=0)
        expect(name)
    exif = Image.Exif()
    exif[0x0112] = 6
    picture.save("read/turned.png", exif=exif)
    expect("read/turned.png")
    picture.save("read/turned.webp", exif=exif, lossless=True)
    expect("read/turned.webp", ImageOps.exif_transpose(Image.open("read/turned.png")))
    picture.save("read/turned.tif", exif=exif)
    expect("read/turned.tif", ImageOps.exif_transpose(Image.open("read/turned.png")))


def resizing():
    rng = np.random.default_rng(3)
    noise = rng.integers(0, 256, (9, 14, 3), dtype=np.uint8).repeat(8, 0).repeat(8, 1)
    yy, xx = np.mgrid[0:72, 0:112]
    noise[..., 1] = 127 + 120 * np.sin(xx * yy / 300.0)
    source = Image.fromarray(noise)
    source.save("resize/source.png")
    bilinear = Image.Resampling.BILINEAR
    source.resize((32, 32), bilinear, box=(20, 0, 92, 72)).save("resize/crop-32x32.png")
    source.resize((48, 20), bilinear, box=(0, 38 / 3, 112, 38 / 3 + 140 / 3)).save("resize/crop-48x20.png")
    source.resize((30, 40), bilinear).save("resize/stretch-30x40.png")
    source.resize((150, 150), bilinear, box=(20, 0, 92, 72)).save("resize/crop-150x150.png")
    padded = Image.new("RGB", (56, 56), (124, 116, 104))
    padded.paste(source.resize((56, 36), bilinear), (0, 10))
    padded.save("resize/pad-56x56.png")


def frames():
    """NAME-N.png is frame N as Pillow shows it, laid over those before it."""
    first = Image.fromarray(np.dstack([rgb, np.full_like(alpha, 255)]))
    layers = [first]
    for i in range(1, 4):
        layer = Image.new("RGBA", (W, H))
        layer.paste((255 - 60 * i, 60 * i, 40, 255), (3 * i, 2 * i, 3 * i + 8, 2 * i + 6))
        layers.append(layer)
    rest = layers[1:]
    for after in (1, 2, 3):
        first.save(f"frames/after{after}.gif", save_all=True, append_images=rest, disposal=after)
    for after in (0, 1, 2):
        for blend in (0, 1):
            first.save(f"frames/after{after}-{blend}.png", save_all=True, append_images=rest, disposal=after, blend=blend)
    first.save("frames/still-first.png", save_all=True, append_images=rest, default_image=True)
    first.save("frames/lossless.webp", save_all=True, append_images=rest, lossless=True)
    picture.save("frames/pages.tif", save_all=True, append_images=[picture.rotate(180), picture.convert("L")])
    for file in sorted(set(Path("frames").iterdir()) - set(Path("frames").glob("*.*-?.png"))):
        with Image.open(file) as image:
            for i in range(image.n_frames):
                image.seek(i)
                image.convert("RGBA").save(f"frames/{file.name}-{i}.png")


def inks():
    planes = np.stack([rgb[..., 1], 100 + x, 140 + y, alpha // 2], -1).astype(np.uint8)
    Image.fromarray(planes, "CMYK").save("read/cmyk.tif")
    expect("read/cmyk.tif")


if __name__ == "__main__":
    reading()
    resizing()
    frames()
    inks()
