// Sources as they were: sent while one goes on typing, and the excerpt proved against them.
"use strict";

factcheck.page((signal) => {
  const form = document.getElementById("decision");
  const list = document.getElementById("citations");
  if (!form || !list) return;
  const WAIT = 600; // milliseconds without a key before an excerpt is proved

  // A pasted text or a file is sent by its own button alone, not with each saving of the draft.
  const apart = () => {
    for (const one of list.querySelectorAll("[data-paste], [data-file]")) one.setAttribute("form", "nowhere");
  };
  apart();
  const watch = new MutationObserver(apart);
  watch.observe(list, { childList: true });
  signal.addEventListener("abort", () => watch.disconnect());

  const part = (cite, name) => cite.querySelector(`[name$="].${name}"]`);
  const wrong = (cite, words) => {
    const place = cite.querySelector("[data-wrong]");
    place.textContent = words;
    place.hidden = !words;
    if (words) cite.querySelector(".keep").open = true;
  };
  // As the server drew it, where all that is foreign was escaped.
  const mark = (cite, html) => {
    const drawn = new DOMParser().parseFromString(html, "text/html").body;
    cite.querySelector("[data-proof]").replaceChildren(...drawn.childNodes);
  };
  const ask = async (address, body) => {
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
    if (answer.status === 401) document.dispatchEvent(new CustomEvent("factcheck:logged-out"));
    return [answer.ok, await answer.json()];
  };

  const prove = async (cite) => {
    const body = new FormData();
    const excerpt = part(cite, "excerpt").value;
    body.append("excerpt", excerpt);
    const [done, told] = await ask(`/desk/snapshots/${part(cite, "snapshot").value}/prove/`, body).catch(() => [false]);
    if (done && excerpt === part(cite, "excerpt").value) mark(cite, told.mark);
  };

  const keep = async (button) => {
    const cite = button.closest(".cite");
    const number = button.value;
    const paste = cite.querySelector("[data-paste]");
    const file = cite.querySelector("[data-file]");
    const both = cite.querySelectorAll("[data-keep], [data-fetch]");
    const held = cite.querySelector("[data-held]");
    const before = held.textContent;
    const body = new FormData();
    body.append(button.name, number); // snapshot: what was pasted or chosen; fetch: what the link gives
    for (const name of ["url", "excerpt", "title", "author", "publisher", "date"]) body.append(`citations[${number}].${name}`, part(cite, name).value);
    body.append(`snapshot_text[${number}]`, paste.value);
    if (file.files[0]) body.append(`snapshot_file[${number}]`, file.files[0]);
    for (const one of both) one.disabled = true;
    wrong(cite, "");
    held.textContent = button.name === "fetch" ? "· being fetched …" : "· being kept …";
    try {
      const [done, told] = await ask(button.getAttribute("formaction"), body);
      held.textContent = done ? told.held : before;
      if (done) {
        part(cite, "snapshot").value = told.snapshot;
        for (const [name, value] of Object.entries(told.filled)) if (!part(cite, name).value) part(cite, name).value = value;
        if (part(cite, "excerpt").value === body.get(`citations[${number}].excerpt`)) mark(cite, told.mark);
        else prove(cite); // typed on while the source was under way
        const see = cite.querySelector("[data-see]");
        see.href = told.href;
        see.hidden = false;
        paste.value = "";
        file.value = "";
        form.dispatchEvent(new Event("input"));
      } else wrong(cite, told.detail);
    } catch {
      held.textContent = before;
      wrong(cite, "Not kept: the desk does not answer. Try again.");
    }
    for (const one of both) one.disabled = false;
  };

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-keep], [data-fetch]");
    if (!button) return;
    event.preventDefault();
    keep(button);
  });

  let timer = 0;
  signal.addEventListener("abort", () => clearTimeout(timer));
  list.addEventListener("input", (event) => {
    const cite = event.target.closest(".cite");
    const kept = cite && part(cite, "snapshot").value;
    if (!kept || event.target !== part(cite, "excerpt")) return;
    clearTimeout(timer);
    timer = setTimeout(() => prove(cite), WAIT);
  });

  // What was pasted and not kept would be lost by saving.
  form.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("formaction") || event.submitter?.name === "more") return;
    const left = [...list.querySelectorAll(".cite")].find(
      (cite) => cite.querySelector("[data-paste]").value.trim() || cite.querySelector("[data-file]").files.length,
    );
    if (!left) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    wrong(left, "Press “Keep the source” first, or take its text or file out.");
    left.querySelector("[data-keep]").focus();
  }, { capture: true });
});
