"""Makes the browser edition: a folder of files that any web host can serve, with Python inside the page.

    python tools/build_browser_edition.py --out site/ [--pyodide FOLDER]

Without --pyodide, Pyodide's own release is fetched, once, and every file is checked against the hash it must have.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEPT = Path.home() / ".cache" / "strategic-senco-workbook" / "pyodide"


def main() -> None:
    """Builds the site and says where it is and how large."""
    parser = argparse.ArgumentParser(prog="python tools/build_browser_edition.py", description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, required=True, help="the folder for the site")
    parser.add_argument("--pyodide", type=Path, help="a folder with the files of Pyodide's release")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    from edition.libraries import BuildError
    from edition.site import build_site

    try:
        build_site(options.out, options.pyodide, KEPT)
    except BuildError as problem:
        sys.exit(str(problem))
    size = sum(path.stat().st_size for path in options.out.rglob("*") if path.is_file())
    print(f"The site is in {options.out}, {size / 1e6:.0f} MB. Try it: python -m http.server --directory {options.out}")


if __name__ == "__main__":
    main()
