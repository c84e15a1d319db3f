"""Chooses the flower photos that ship and writes them with their credits: python3 choose.py flowers.tar flowers-licence.txt assets/flowers

Sixty a class of the train part, in the order of the SHA-1 of their names, so that the choice has no taste of its own;
one a photographer, since photos of one walk look alike, and a second one only where a class has too few photographers.
Looked through by eye: photos that hardly show the flower of their class (LEFT_OUT) give way to the next in order.
Shorter side 160 pixels; smaller photos are not enlarged but left out.
"""
import hashlib
import io
import os
import re
import sys
import tarfile

from PIL import Image

CLASSES = ['daisy', 'dandelion', 'roses', 'sunflowers', 'tulips']
EACH, SIDE = 60, 160
LEFT_OUT = set('''
    10391248763 2351206867 2556503265 5434901893 7133935763 315645471 17161833794 11102341464
    12450781274 15750320284 2347579838 2364976562 2777518561 3265902330 4413509121 6655078437
    8523394349 9406573080 215798357 2759796022 4933230247 5437996076 6112510436 7270375648
    13514136074 13539404903 15275199229 16169741783 2374855021 5687705933 6325571510 8669794378
    8717900362'''.split())
LICENCE = re.compile(r'^(\S+\.jpg) CC-BY by (.*) - (https?://\S+)$')


def credited(path):
    with open(path, encoding='utf-8') as lines:
        return {found[1]: (found[2].strip(), found[3]) for found in map(LICENCE.match, lines) if found}


def number(name):
    """The photo's number at Flickr."""
    return name.split('/')[1].split('_')[0]


def chosen(names, credits):
    """Names in order: everybody's first photo, then the second ones."""
    seen, rounds = {}, []
    for name in sorted(names, key=lambda name: hashlib.sha1(name.encode()).hexdigest()):
        author = credits[name][0]
        seen[author] = seen.get(author, 0) + 1
        rounds.append((seen[author], len(rounds), name))
    return [name for _, _, name in sorted(rounds)]


def main(archive, licence, out):
    credits = credited(licence)
    rows = []
    with tarfile.open(archive) as tar:
        for label in CLASSES:
            names = [m.name[len('train/'):] for m in tar if m.name.startswith(f'train/{label}/')]
            os.makedirs(f'{out}/{label}', exist_ok=True)
            kept = []
            for name in chosen([n for n in names if n in credits and number(n) not in LEFT_OUT], credits):
                if len(kept) == EACH:
                    break
                picture = Image.open(io.BytesIO(tar.extractfile(f'train/{name}').read())).convert('RGB')
                scale = SIDE / min(picture.size)
                if scale > 1:
                    continue
                size = [max(SIDE, round(side * scale)) for side in picture.size]
                file = re.sub(r'(_[a-z])?\.jpg$', '.jpg', name)
                picture.resize(size, Image.LANCZOS).save(f'{out}/{file}', quality=85, optimize=True)
                kept.append((file, *credits[name]))
            rows += sorted(kept)
    with open(f'{out}/CREDITS.md', 'w', encoding='utf-8') as text:
        text.write('# The flower photos that NormScope ships\n\n'
                   'All are of TensorFlow\'s flower photos (licence CC-BY-2.0, creativecommons.org/licenses/by/2.0), '
                   'scaled down to 160 pixels\nand saved as JPEG by src/training/flowers/choose.py. '
                   'Our thanks to the photographers.\n\n'
                   '| file | picture | author | licence | source |\n|---|---|---|---|---|\n')
        for file, author, source in rows:
            words = file.split('/')[0].rstrip('s').capitalize()
            text.write(f'| {file} | {words} | {author.replace("|", "/")} | CC-BY-2.0 | {source} |\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
