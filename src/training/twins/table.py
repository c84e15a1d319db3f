#!/usr/bin/env python3
"""Makes the table of the twins from the results file: Markdown on standard output.

  python3 src/training/twins/table.py
  python3 src/training/twins/table.py --into docs/training/twins.md     (between its two table markers)
"""
import argparse
import csv
import math
import os
from collections import defaultdict

LOOKS = ['photo', 'art', 'cartoon', 'sketch']
NAMES = {'none': 'none', 'ibn-a': 'IBN-a', 'ibn-b': 'IBN-b'}  # the others in capitals
ORDER = ['none', 'bn', 'ln', 'in', 'gn', 'lrn', 'ibn-a', 'ibn-b', 'bin']
# Share of the most frequent class among the pictures tested, in percent: person, person, elephant, horse.
MAJORITY = {'photo': 26.2, 'art': 21.9, 'cartoon': 19.5, 'sketch': 20.8}
BEGIN, END = '<!-- table: begin -->', '<!-- table: end -->'
RESULTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'results.csv')


def mean(values):
    return sum(values) / len(values)


def spread(values):
    """Sample standard deviation over seeds."""
    m = mean(values)
    return math.sqrt(sum((v - m) ** 2 for v in values) / (len(values) - 1))


def interval(p, n):
    """Half width in points of the 95 % interval (Wilson) for a share p of n pictures."""
    z = 1.96
    return 100 * z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))


def cell(values):
    def figure(x): return f'{100 * x + 1e-9:.1f}'  # halves up, as people round and as the app does
    m = figure(mean(values))
    return m + (f' ± {figure(spread(values))}' if len(values) > 1 else '')


def table(rows):
    runs = defaultdict(list)
    for r in rows:
        runs[r['twin'], r['epochs'], r['crop']].append(r)
    lines = ['| accuracy % | seeds | epochs | photo (held out) | art | cartoon | sketch |', '|---|---|---|---|---|---|---|']
    for twin, epochs, crop in sorted(runs, key=lambda k: (int(k[1]), int(k[2]), ORDER.index(k[0]))):
        found = runs[twin, epochs, crop]
        seeds = ' '.join(sorted(r['seed'] for r in found))
        lines.append(f'| {NAMES.get(twin, twin.upper())} | {seeds} | {epochs} at {crop} px | '
                     + ' | '.join(cell([float(r[k]) for r in found]) for k in LOOKS) + ' |')
    lines.append('| majority class | | | ' + ' | '.join(f'{MAJORITY[k]:.1f}' for k in LOOKS) + ' |')
    widths = [max(interval(float(r[k]), int(r['n_' + k])) for r in rows) for k in LOOKS]
    lines.append('| 95 % interval of one run | | | ' + ' | '.join(f'± {w:.1f}' for w in widths) + ' |')
    counts = ', '.join(f'{rows[0]["n_" + k]} {k}' for k in LOOKS)
    missing = [t for t in ORDER if not any(r['twin'] == t for r in rows)]
    few = [t for t in ORDER if any(r['twin'] == t for r in rows)
           and max(len(found) for k, found in runs.items() if k[0] == t) < 3]
    lines += ['', f'Mean ± standard deviation over the seeds named (a single seed has none). Pictures tested: {counts}; '
                  'the interval is the binomial one (Wilson, the widest of the runs) and covers the choice of pictures, '
                  'not of seeds.']
    if missing:
        lines.append('Not trained yet: ' + ', '.join(missing) + '.')
    if few:
        lines.append('Fewer than three seeds: ' + ', '.join(few) + '.')
    return '\n'.join(lines)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--results', default=RESULTS)
    p.add_argument('--into', metavar='FILE', help='replace what stands between the table markers of this file')
    o = p.parse_args()
    if not os.path.exists(o.results):
        raise SystemExit(f'{o.results}: not there yet; train.py writes it')
    with open(o.results, newline='') as f:
        rows = list(csv.DictReader(f))
    if not rows:
        raise SystemExit(f'{o.results}: no finished run in it')
    text = table(rows)
    if not o.into:
        print(text)
        return
    with open(o.into, encoding='utf-8') as f:
        page = f.read()
    if BEGIN not in page or END not in page:
        raise SystemExit(f'{o.into}: the markers {BEGIN} and {END} are missing')
    before, after = page.split(BEGIN)[0], page.split(END)[1]
    with open(o.into, 'w', encoding='utf-8') as f:
        f.write(f'{before}{BEGIN}\n{text}\n{END}{after}')


if __name__ == '__main__':
    main()
