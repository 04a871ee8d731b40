// Compiles the modules of the libraries and of the workbook with the Python that will run them, finds the charts' fonts,
// and notes the memory of that Python once it has started and has imported what needs no compiled library.
// node compile.mjs <folder of Pyodide> <libraries> <workbook> <list of packages> <file for the memory>
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

process.on("uncaughtException", (problem) => {
  console.error(String(problem)); // without the line of Pyodide that it came from, which is all of Pyodide
  process.exit(1);
});
const [pyodide, libraries, workbook, lockFileURL, memory] = process.argv.slice(2);
process.argv[1] = "./this.program"; // as in a page: Python notes it
const { loadPyodide } = createRequire(pathToFileURL(`${pyodide}/`))(`${pyodide}/pyodide.js`);
const PACKAGES = "/lib/python3.12/site-packages"; // these as in the page (page/worker.js)
const HOME = "/home/pyodide/workbook";
const env = { HOME: "/home/pyodide", PYTHONPATH: HOME, MPLCONFIGDIR: `${PACKAGES}/.matplotlib` };

// A Python that sees the two folders where the page has them.
const start = async (options) => {
  const python = await loadPyodide({ indexURL: `${pyodide}/`, lockFileURL, env, ...options });
  python.FS.mkdirTree(HOME);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: libraries }, PACKAGES);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: workbook }, HOME);
  python.runPython("import importlib; importlib.invalidate_caches()");
  return python;
};

(await start({})).runPython(`
import matplotlib.font_manager
import py_compile
from pathlib import Path

unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
for folder in ("${PACKAGES}", "${HOME}"):
    for path in sorted(Path(folder).rglob("*.py")):
        name = str(path.relative_to(folder))
        py_compile.compile(str(path), cfile=f"{path}c", dfile=name, doraise=True, invalidation_mode=unchecked)
        path.unlink()
    for path in Path(folder).rglob("__pycache__"):
        for one in path.iterdir():
            one.unlink()
        path.rmdir()
`);

const started = await start({ _makeSnapshot: true });
started.runPython(`
import gc, importlib, sys
import anywidget, dateutil.parser, dateutil.zoneinfo, ipywidgets, IPython.core.completer, IPython.core.magics, pytz
import ctypes, statistics, tarfile, tomllib, urllib.request, xml.etree.ElementTree
import edition.running

compiled = [name for name, module in sys.modules.items() if str(getattr(module, "__file__", "")).endswith(".so")]
assert not compiled, f"memory with compiled libraries cannot be kept: {compiled}"
importlib.invalidate_caches()
gc.collect()
`);
const [, , , ...files] = started.FS.streams.filter(Boolean).map(({ path }) => path);
if (files.length) throw new Error(`memory with open files cannot be kept: ${files}`);
started.FS.unmount(PACKAGES);
started.FS.unmount(HOME);
writeFileSync(memory, started.makeMemorySnapshot());
