// Going to another page of the site without leaving this one: its text takes the place of what is here.
// `swapped(name)` ends what was live and gives a function to call once the new text stands; `unreachable()` says that a
// page could not be had.
const swapPages = ({ site, textOf, unreachable, swapped }) => {
  const nameOf = (url) => {
    if (!url.href.startsWith(site)) return null;
    const name = url.href.slice(site.length).split(/[?#]/)[0];
    if (name === "") return "index";
    return /^[\w-]+\.(html|ipynb)$/.test(name) ? name.replace(/\.\w+$/, "") : null;
  };
  let shown = new URL(location.href);
  const same = (url) => nameOf(url) === nameOf(shown) && url.search === shown.search;

  const show = (url, text) => {
    const next = new DOMParser().parseFromString(text, "text/html");
    shown = url;
    const begin = swapped(nameOf(url));
    document.title = next.title;
    for (const part of ["header nav", "main"]) document.querySelector(part)?.replaceWith(document.adoptNode(next.querySelector(part)));
    document.body.classList.remove("room");
    hideWrongSchool();
    begin();
    const place = url.hash.length > 1 && document.getElementById(decodeURIComponent(url.hash.slice(1)));
    if (place) place.scrollIntoView();
    else scrollTo(0, 0);
    document.querySelector("main").focus({ preventScroll: true });
  };
  const go = async (url) => {
    let text;
    try {
      text = await textOf(nameOf(url));
    } catch {
      return unreachable();
    }
    const from = location.href;
    try {
      history.pushState(null, "", url.href);
      show(url, text);
    } catch {
      history.replaceState(null, "", from);
      location.assign(url.href); // as if there were no script
    }
  };

  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || link.target || link.hasAttribute("download")) return;
    const url = new URL(link.getAttribute("href").replace(/^([\w-]+)\.ipynb/, "$1.html"), location.href);
    if (!nameOf(url) || same(url)) return;
    event.preventDefault();
    go(url);
  });
  addEventListener("popstate", async () => {
    const url = new URL(location.href);
    if (!nameOf(url) || same(url)) return;
    try {
      show(url, await textOf(nameOf(url)));
    } catch {
      location.reload();
    }
  });
};
