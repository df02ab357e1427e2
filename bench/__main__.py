"""`python -m bench [MEASURE…]`: prints figures beside their floors; exit code 1 if one is under its floor."""

from __future__ import annotations

import argparse
import os
import sys

from bench.gold import below, floors
from bench.measures import MEASURES


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("measures", nargs="*", help=f"of: {', '.join(MEASURES)}; default all")
    parser.add_argument("--shared", help="folder with the gold sets and their scorers")
    arguments = parser.parse_args()
    if arguments.shared:
        os.environ["KHABAR_SHARED"] = arguments.shared
    faults: list[str] = []
    for name in arguments.measures or MEASURES:
        figures, gold = MEASURES[name]()
        wanted = floors()[name]["floors"]
        assert isinstance(wanted, dict)
        print(f"{name} (gold {gold})")
        for key, value in figures.items():
            print(f"  {key:16} {value:.3f}" + (f"  floor {wanted[key]:.3f}" if key in wanted else ""))
        faults += below(name, figures, gold)
    print("\n".join(faults) or "every figure is at its floor or above")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
