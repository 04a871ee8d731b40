// Going to another page of the site without leaving this one: its text takes the place of what is here.
// `swapped(name)` ends what was live and gives a function to call once the new text stands.
const swapPages = ({ site, textOf, swapped }) => {
  const nameOf = (url) => {
    if (!url.href.startsWith(site)) return null;
    const name = url.href.slice(site.length).split(/[?#]/)[0];
    if (name === "") return "index";
    return /^[\w-]+\.(html|ipynb)$/.test(name) ? name.replace(/\.\w+$/, "") : null;
  };
  const same = (url) => nameOf(url) === nameOf(new URL(location.href)) && url.search === location.search;

  const show = async (url) => {
    const text = await textOf(nameOf(url));
    const next = new DOMParser().parseFromString(text, "text/html");
    const main = document.querySelector("main");
    const begin = swapped(nameOf(url));
    document.title = next.title;
    for (const part of ["header nav", "main"]) document.querySelector(part)?.replaceWith(document.adoptNode(next.querySelector(part)));
    document.body.classList.remove("room");
    begin();
    const place = url.hash.length > 1 && document.getElementById(decodeURIComponent(url.hash.slice(1)));
    if (place) place.scrollIntoView();
    else scrollTo(0, 0);
    document.querySelector("main").focus({ preventScroll: true });
    return main;
  };
  const go = async (url) => {
    try {
      const from = location.href;
      history.pushState(null, "", url.href);
      await show(url).catch((problem) => {
        history.replaceState(null, "", from);
        throw problem;
      });
    } catch {
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
  addEventListener("popstate", () => {
    const url = new URL(location.href);
    if (nameOf(url)) show(url).catch(() => location.reload());
  });
};
