// What a page's scripts do, they do on the page as it stands, and again when the answer to a form
// has taken its place: `factcheck.page(start)`. What `start` listens to ends with its `signal`.
"use strict";

globalThis.factcheck = (() => {
  const starts = [];
  let life = new AbortController();
  let busy = false;
  let here = location.pathname + location.search;

  const again = () => {
    life.abort();
    life = new AbortController();
    for (const start of starts) start(life.signal);
    for (const part of document.querySelectorAll("[hx-get]")) globalThis.htmx?.process(part);
  };

  // The page that the server answered with, in the place of this one.
  const show = (html, address) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    document.title = page.title;
    document.body.className = page.body.className;
    if (page.body.dataset.person) document.body.dataset.person = page.body.dataset.person;
    document.body.replaceChildren(...page.body.childNodes);
    for (const script of page.head.querySelectorAll("script[src]")) {
      if (document.head.querySelector(`script[src="${script.getAttribute("src")}"]`)) continue;
      const more = document.createElement("script");
      more.src = script.src;
      more.async = false;
      document.head.append(more);
    }
    const to = new URL(address, location.href);
    if (to.href !== location.href) history.pushState(null, "", to);
    here = location.pathname + location.search;
    scrollTo(0, 0);
    const main = document.getElementById("main");
    if (main) {
      main.tabIndex = -1;
      main.focus({ preventScroll: true });
    }
    again();
    if (to.hash) document.querySelector(to.hash)?.scrollIntoView();
  };

  const tell = (kind, words) => document.dispatchEvent(new CustomEvent(`factcheck:${kind}`, { detail: words }));

  // A form of the claim page or the article page: its answer is drawn in place, without a load.
  const send = async (form, button) => {
    busy = true;
    const body = new FormData(form);
    if (button?.name) body.append(button.name, button.value);
    const address = button?.getAttribute("formaction") ?? form.action;
    const answer = await fetch(address, {
      method: "POST",
      body: new URLSearchParams(body),
      headers: { Accept: "text/html", "X-Page": "1" },
    }).catch(() => null);
    const html = await answer?.text().catch(() => null);
    busy = false;
    delete form.dataset.sent;
    if (html == null) tell("unsent", "Offline: kept in this browser; save again when the desk answers");
    else if (answer.status === 401) {
      tell("unsent", "Kept in this browser: log in again, then save");
      tell("logged-out");
    } else if (answer.status >= 500) tell("unsent", "The desk failed. What you typed is kept; try again");
    else show(html, answer.headers.get("X-Address") ?? (answer.redirected ? answer.url : location.href));
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.closest("dialog, header")) return;
    if (!document.body.classList.contains("full")) return;
    event.preventDefault();
    if (!busy) send(form, event.submitter);
  });
  addEventListener("popstate", () => {
    if (location.pathname + location.search !== here) location.reload();
  });

  return {
    page(start) {
      starts.push(start);
      start(life.signal);
    },
  };
})();
