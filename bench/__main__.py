"""`python -m bench [MEASURE…]`: prints figures beside their floors; exit code 1 if one is under its floor."""

from __future__ import annotations

import argparse
import os
import sys

from bench.gold import below, floors, shared
from bench.measures import MEASURES, OWN


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("measures", nargs="*", help=f"of: {', '.join(MEASURES)}; default all")
    parser.add_argument("--shared", help="folder with the gold sets and their scorers")
    arguments = parser.parse_args()
    if arguments.shared:
        os.environ["KHABAR_SHARED"] = arguments.shared
    faults: list[str] = []
    at_hand = (shared() / "gold").is_dir()
    if not at_hand and not arguments.measures:
        print(f"the gold sets are not at {shared()}: what needs none is measured")
    for name in arguments.measures or [name for name in MEASURES if at_hand or name in OWN]:
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
