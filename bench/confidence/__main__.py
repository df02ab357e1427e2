"""`python -m bench.confidence [--plot FILE]`: how far the score of claims can be trusted, set by set, and what each threshold keeps.

`--plot` draws the reliability of the score into a file that ends in .svg, .png or .html.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.confidence.measure import by_chance, error, ranked, sets
from bench.confidence.plot import reliability
from bench.confidence.thresholds import rows
from khabar.exports import drawing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plot", type=Path, help="draw the reliability of the score into this file")
    arguments = parser.parse_args()
    print("set        claims  error  by chance  ranking")
    for name, one in sets().items():
        print(f"{name:10} {len(one.right):6}  {error(one):.3f}  {by_chance(one):9.3f}  {ranked(one):7.3f}")
    print("\nset    least score  claims  precision  recall")
    for row in rows():
        print(f"{row.name:6} {row.least:11.1f}  {row.claims:6}  {row.precision:9.3f}  {row.recall:6.3f}")
    if arguments.plot:
        drawing.save(reliability(sets()), arguments.plot)


if __name__ == "__main__":
    main()
