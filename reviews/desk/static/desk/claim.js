// The claim page: the lease's clock, more time while somebody works, citations, what is typed.
"use strict";

const form = document.getElementById("decision");
const clock = document.querySelector("[data-seconds]");

if (clock) {
  let ends = performance.now() + 1000 * Number(clock.dataset.seconds);
  const whole = Number(clock.dataset.whole);
  let worked = false;
  let asking = false;
  const left = () => Math.max(0, Math.round((ends - performance.now()) / 1000));

  const renew = async () => {
    asking = true;
    try {
      const body = new FormData();
      for (const name of ["csrfmiddlewaretoken", "lease_no"]) body.append(name, form.elements[name].value);
      const answer = await fetch(clock.dataset.renew, { method: "POST", body });
      const said = await answer.json();
      if (answer.ok) ends = performance.now() + 1000 * said.seconds;
      else lost(said.detail);
    } catch {
      // The network is away: the clock goes on, the next minute asks again.
    }
    worked = false;
    setTimeout(() => (asking = false), 30000);
  };
  const lost = (sentence) => {
    const note = document.getElementById("lost");
    note.firstElementChild.textContent = sentence;
    note.hidden = false;
    ends = 0;
  };
  const draw = () => {
    const seconds = left();
    clock.textContent = seconds ? `yours · ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : "your time ran out";
    clock.classList.toggle("low", seconds < 120);
    if (!seconds && document.getElementById("lost").hidden)
      lost("Your time with this claim ran out. Take it again to save; what you typed is kept.");
    if (worked && !asking && seconds && seconds < whole * 0.8) renew();
  };
  for (const name of ["keydown", "pointerdown", "input"]) document.addEventListener(name, () => (worked = true), { passive: true });
  draw();
  setInterval(draw, 1000);
}

if (form) {
  // A blank citation more, from the blank one that the page brings in a template.
  const list = document.getElementById("citations");
  const blank = document.getElementById("blank-citation");
  const add = form.querySelector("[name=more]");
  let number = list.children.length;
  add?.addEventListener("click", (event) => {
    event.preventDefault();
    const piece = blank.content.cloneNode(true);
    for (const element of piece.querySelectorAll("[name], [id], [for], [aria-describedby]"))
      for (const name of ["name", "id", "for", "aria-describedby"])
        if (element.hasAttribute(name)) element.setAttribute(name, element.getAttribute(name).replaceAll("__n__", number));
    number += 1;
    list.append(piece);
    list.lastElementChild.querySelector("input")?.focus();
  });
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-drop]");
    if (!button) return;
    event.preventDefault();
    button.closest(".cite").remove();
    keep();
    add?.focus();
  });

  // What is typed and not sent stays in this browser until it is sent, under the claim's id.
  const place = `factcheck:${form.dataset.claim}`;
  const fields = () => [...form.elements].filter((one) => /^(verdict|rationale|citations\[)/.test(one.name));
  const keep = () => {
    const typed = {};
    for (const one of fields()) if (one.type !== "radio" || one.checked) typed[one.name] = one.value;
    try {
      localStorage.setItem(place, JSON.stringify(typed));
      const saved = document.getElementById("saved");
      if (saved) saved.textContent = `Kept in this browser ${new Date().toLocaleTimeString()}`;
    } catch {
      // No storage: the page works without it.
    }
  };
  const restore = () => {
    let typed;
    try {
      typed = JSON.parse(localStorage.getItem(place) ?? "null");
    } catch {
      typed = null;
    }
    if (!typed || form.dataset.filled) return;
    for (const name of Object.keys(typed)) {
      const match = /^citations\[(\d+)\]\.url$/.exec(name);
      if (match && !form.elements[name]) add?.click();
    }
    for (const [name, value] of Object.entries(typed)) {
      const one = form.elements[name];
      if (!one) continue;
      if (one instanceof RadioNodeList) one.value = value;
      else if (one.type === "radio") one.checked = one.value === value;
      else one.value = value;
    }
    document.activeElement?.blur();
  };
  restore();
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name !== "more") sessionStorage.setItem("factcheck:sent", place);
  });
}
