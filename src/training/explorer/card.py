#!/usr/bin/env python3
"""Writes the figures of docs/training/explorer.md anew, from what write.py and transfer.py left here.

  python3 src/training/explorer/card.py
"""
import json
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
CARD = HERE.parents[2] / 'docs/training/explorer.md'
LOOKS = {'photo': 'PACS photo', 'art_painting': 'PACS art', 'cartoon': 'PACS cartoon', 'sketch': 'PACS sketch', 'caltech': 'Caltech-101'}


def table(head, rows):
    lines = ['| ' + ' | '.join(row) + ' |' for row in [head, *rows]]
    return '\n'.join([lines[0], '|' + '---|' * len(head), *lines[1:]])


def trained(results):
    return (f'{results["minutes"]} minutes of one process, seed {results["seed"]}, {results["steps"]:,} steps of the optimizer, '
            f'{results["batches"]:,} batches.')


def held_out(results):
    return table(['held out', 'pictures', 'classes', 'accuracy %', 'mean of classes %', 'largest class %'],
                 [[LOOKS[look], str(of['pictures']), str(of['classes'])]
                  + [f'{100 * of[key]:.1f}' for key in ('accuracy', 'by_class', 'majority')] for look, of in results['looks'].items()])


def flowers(found):
    rows = [[str(row['size']), f'{row["c"]:g}', f'{sum(row["few"]) / len(row["few"]):.1f} ({", ".join(f"{v:.1f}" for v in row["few"])})', f'{row["all"]:.1f}']
            for row in found['rows']]
    return table(['pixels', 'C of the penalty', f'{found["per_class"]} a class, {len(found["rows"][0]["few"])} draws %',
                  f'all {found["trained_on"]:,} %'], rows)


def main():
    results, found = (json.loads((HERE / name).read_text()) for name in ('results.json', 'flowers.json'))
    text = CARD.read_text()
    for name, figures in (('trained', trained(results)), ('held out', held_out(results)), ('flowers', flowers(found))):
        text, times = re.subn(rf'(<!-- {name}: begin -->\n).*?(<!-- {name}: end -->)', lambda m: m[1] + figures + '\n' + m[2], text, flags=re.S)
        assert times == 1, f'{CARD} has no place for {name}'
    CARD.write_text(text)


if __name__ == '__main__':
    main()
