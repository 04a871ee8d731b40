// Runs tests with the Python and the libraries of the built site.
// node run.mjs <assets of the site> <folder of Pyodide> <top of the repository> <folder with pytest> <list of packages> <argument of pytest ...>
import { createRequire } from "node:module";
import { readFileSync, readdirSync } from "node:fs";

const [assets, pyodide, top, testing, lock, ...options] = process.argv.slice(2);
const { loadPyodide } = createRequire(`file://${pyodide}/`)(`${pyodide}/pyodide.js`);
const python = await loadPyodide({
  indexURL: `${pyodide}/`,
  lockFileURL: lock,
  env: { HOME: "/home/pyodide", MPLCONFIGDIR: "/lib/python3.12/site-packages/.matplotlib" },
});
const libraries = readdirSync(assets).find((name) => name.startsWith("libraries-"));
python.unpackArchive(new Uint8Array(readFileSync(`${assets}/${libraries}`)), "gztar", { extractDir: "/lib/python3.12/site-packages" });
for (const [place, root] of [["/top", top], ["/testing", testing]]) {
  python.FS.mkdir(place);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, place);
}
process.on("uncaughtException", ({ message }) => {
  console.error(message); // without the source of Pyodide
  process.exit(1);
});
process.exitCode = python.runPython(`
import os, sys
sys.path[:0] = ["/top", "/testing"]
sys.dont_write_bytecode = True
os.chdir("/top")
import pytest
int(pytest.main(${JSON.stringify(options)}))
`);
