// Compiles the Python modules in a folder with the Python that will run them, and finds the charts' fonts beforehand.
// node compile.mjs <folder of Pyodide> <folder of modules> <list of packages>
import { pathToFileURL } from "node:url";
import { createRequire } from "node:module";

const [pyodide, folder, lock] = process.argv.slice(2);
const { loadPyodide } = createRequire(pathToFileURL(`${pyodide}/`))(`${pyodide}/pyodide.js`);
const python = await loadPyodide({
  indexURL: `${pyodide}/`,
  lockFileURL: lock,
  env: { MPLCONFIGDIR: "/modules/.matplotlib", HOME: "/home/pyodide" },
});
python.FS.mkdir("/modules");
python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/modules");
python.runPython(`
import os, py_compile, sys
from pathlib import Path

sys.path.insert(0, "/modules")
if Path("/modules/matplotlib").is_dir():
    import matplotlib.font_manager
unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
for path in sorted(Path("/modules").rglob("*.py")):
    name = str(path.relative_to("/modules"))
    py_compile.compile(str(path), cfile=f"{path}c", dfile=name, doraise=True, invalidation_mode=unchecked)
    path.unlink()
for path in Path("/modules").rglob("__pycache__"):
    for one in path.iterdir():
        one.unlink()
    path.rmdir()
`);
