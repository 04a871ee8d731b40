"""Make the files of the invented schools, the same bytes each time.

    python tools/build_sample.py [folder]        (without a folder: data/sample)

The files are what a school's own systems would export in January 2026: no names, ordinary headings. How many pupils
have which provision and main need is set by hand in tools/samples/schools.py, close to England's rates for the phase,
apart from the planted stories, which docs/facilitators tells. Who they are is drawn with a fixed seed, chosen so that
chance adds no second story.

Only `random()` of numpy's generator is used: its numbers do not change between versions of numpy.
"""

import sys
from pathlib import Path

from samples.history import draw_children
from samples.lists import write_lists
from samples.schools import SCHOOLS

if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "data" / "sample"
    for plan in SCHOOLS:
        for path in write_lists(plan, draw_children(plan), target):
            print(path)
