// A list to walk by keys: j and k step, Enter opens, a row's own keys act on the row at hand.
"use strict";

factcheck.page((signal) => {
  const list = document.querySelector("[data-walk]");
  const rows = () => [...(list?.children ?? [])].filter((row) => row.querySelector("a"));
  const at = () => rows().findIndex((row) => row.getAttribute("aria-current") === "true");
  const go = (row) => {
    if (!row) return;
    for (const other of rows()) other.removeAttribute("aria-current");
    row.setAttribute("aria-current", "true");
    row.querySelector("a").focus();
  };
  document.addEventListener("factcheck:key", (event) => {
    const all = rows();
    if (!all.length) return;
    const here = at();
    if (event.detail === "j") go(all[Math.min(all.length - 1, here + 1)]);
    else if (event.detail === "k") go(all[Math.max(0, here < 0 ? 0 : here - 1)]);
    else if (here >= 0) all[here].querySelector(`[data-row-key="${CSS.escape(event.detail)}"]`)?.click();
  }, { signal });
  // After an act on a row the page is drawn anew: the same row is at hand, or the one that
  // stands in its place.
  const place = `factcheck:row:${location.pathname}`;
  list?.addEventListener("submit", (event) => {
    const row = rows().indexOf(event.target.closest("li"));
    sessionStorage.setItem(place, String(row));
  });
  const named = location.hash.startsWith("#row-") && document.getElementById(location.hash.slice(1));
  const kept = sessionStorage.getItem(place);
  sessionStorage.removeItem(place);
  if (kept !== null) go(rows()[Math.min(rows().length - 1, Number(kept))]);
  else if (named) go(named);
});
