"""`python -m bench.claims`: figures of status and attribution on the open and the held half; `--show` lists what goes wrong in the open one."""

from __future__ import annotations

import argparse

from bench.claims import cases

KINDS = ("status", "attribution")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", help=f"of: {', '.join(KINDS)}; default both")
    parser.add_argument("--show", action="store_true", help="faults of the open half; the held one's stay unseen")
    arguments = parser.parse_args()
    for kind in arguments.kinds or KINDS:
        if arguments.show:
            print(*cases.faults(kind), sep="\n")
        else:
            table, gold = cases.figures(kind)
            print(f"{kind} (cases {gold})")
            print(*(f"  {key:24} {value:.3f}" for key, value in table.items()), sep="\n")


if __name__ == "__main__":
    main()
