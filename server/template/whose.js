// A page comes about an invented school. Where another school is in use here, what is about a school stays unseen until
// that one has taken its place, so that nobody takes the wrong numbers for her own.
const hideWrongSchool = () => {
  const kept = (storage, name) => {
    try {
      return window[storage].getItem(`strategic-senco-workbook:${name}`);
    } catch {
      return null; // blocked, so nothing was kept
    }
  };
  const page = document.documentElement.dataset;
  const chosen = JSON.parse(kept("localStorage", "school"))?.value || page.firstSchool;
  const named = new URLSearchParams(location.search).has("school");
  if (!named && (kept("sessionStorage", "list") || chosen !== page.firstSchool)) page.anotherSchool = "";
};
hideWrongSchool();
