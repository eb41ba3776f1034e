// The claim page: the lease's clock, more time while somebody works, citations.
"use strict";

factcheck.page((signal) => {
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
        const answer = await fetch(clock.dataset.renew, { method: "POST", body, headers: { Accept: "application/json" } });
        const said = await answer.json();
        if (answer.status === 401) document.dispatchEvent(new CustomEvent("factcheck:logged-out"));
        else if (answer.ok) ends = performance.now() + 1000 * said.seconds;
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
    for (const name of ["keydown", "pointerdown", "input"]) document.addEventListener(name, () => (worked = true), { passive: true, signal });
    draw();
    const ticking = setInterval(draw, 1000);
    signal.addEventListener("abort", () => clearInterval(ticking));
  }

  if (form) {
    // A blank citation more, from the blank one that the page brings in a template.
    const list = document.getElementById("citations");
    const blank = document.getElementById("blank-citation");
    const add = form.querySelector("[name=more]");
    let number = list.children.length;
    const row = () => {
      list.insertAdjacentHTML("beforeend", blank.innerHTML.replaceAll("__n__", number));
      number += 1;
      return list.lastElementChild;
    };
    add?.addEventListener("click", (event) => {
      event.preventDefault();
      row().querySelector("input")?.focus();
    });
    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-drop]");
      if (!button) return;
      event.preventDefault();
      button.closest(".cite").remove();
      form.dispatchEvent(new Event("input"));
      add?.focus();
    });

    // Several links pasted into one field become several citations.
    list.addEventListener("paste", (event) => {
      const field = event.target.closest("[name$='.url']");
      const links = event.clipboardData?.getData("text").match(/https?:\/\/[^\s,;]+/gi) ?? [];
      if (!field || field.value.trim() || links.length < 2) return;
      event.preventDefault();
      field.value = links[0];
      for (const link of links.slice(1)) list.lastElementChild && (row().querySelector("[name$='.url']").value = link);
      form.dispatchEvent(new Event("input"));
    });
    document.addEventListener("factcheck:row", row, { signal });
  }

  // The other claim of a duplicate is chosen from the story's own, which stand in the side list.
  document.querySelector("[name=duplicate_of]")?.addEventListener("focus", () => {
    const others = document.getElementById("others");
    if (others.children.length) return;
    for (const link of document.querySelectorAll(".others li:not([aria-current]) a")) {
      const option = document.createElement("option");
      option.value = link.getAttribute("href");
      option.label = link.textContent;
      others.append(option);
    }
  });
});
