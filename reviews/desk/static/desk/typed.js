// What is typed and not submitted: to the server while one types, to this browser at once, and
// shown as saved, saving or offline. A copy that was typed elsewhere is never overwritten unasked.
"use strict";

factcheck.page((signal) => {
  const form = document.getElementById("decision");
  document.querySelector("[data-without-script]")?.remove();
  const note = document.getElementById("saved");
  const place = form && `factcheck:${form.dataset.person}:${form.dataset.claim}`;
  const WAIT = 700; // milliseconds without a key before a save
  const AGAIN = 5000; // and before another try

  const fields = () => [...form.elements].filter((one) => /^(verdict|rationale|citations\[)/.test(one.name));
  const typed = () => {
    const found = {};
    for (const one of fields()) if (one.type !== "radio" || one.checked) found[one.name] = one.value;
    return found;
  };
  const version = () => Number(form.elements.draft_version.value);
  const say = (words) => note && (note.textContent = words);

  // ---- this browser's own copy, until the server has it -----------------------------------------
  const hold = () => {
    try {
      localStorage.setItem(place, JSON.stringify({ version: version(), typed: typed() }));
    } catch {
      // No storage: the server's copy is enough.
    }
  };
  const held = () => {
    try {
      return JSON.parse(localStorage.getItem(place) ?? "null");
    } catch {
      return null;
    }
  };
  const forget = () => {
    try {
      localStorage.removeItem(place);
    } catch {
      // As above.
    }
  };

  // ---- filling the form ------------------------------------------------------------------------
  const fill = (values) => {
    for (const name of Object.keys(values)) {
      const match = /^citations\[(\d+)\]\.url$/.exec(name);
      if (match && !form.elements[name]) document.dispatchEvent(new CustomEvent("factcheck:row"));
    }
    for (const one of fields()) {
      const value = values[one.name] ?? "";
      if (one.type === "radio") one.checked = one.value === value;
      else if (one.name in values || one.tagName !== "SELECT") one.value = value;
    }
  };
  const flat = (content) => {
    const values = { verdict: content.verdict ?? "", rationale: content.rationale ?? "" };
    (content.citations ?? []).forEach((row, at) => {
      for (const [part, value] of Object.entries(row)) values[`citations[${at}].${part}`] = value;
    });
    return values;
  };

  // ---- to the server ---------------------------------------------------------------------------
  let timer = 0;
  let busy = false;
  let dirty = false;
  const soon = (wait = WAIT) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };
  let stop = new AbortController();
  const save = async () => {
    if (busy || !dirty) return;
    busy = true;
    stop = new AbortController();
    dirty = false;
    say("Saving…");
    const body = new FormData(form);
    body.delete("lease_no");
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body, headers: { Accept: "application/json" }, signal: stop.signal });
      if (answer.status === 401 || answer.redirected) {
        dirty = true;
        say("Kept in this browser: log in again to save");
        document.dispatchEvent(new CustomEvent("factcheck:logged-out"));
      } else {
        const told = await answer.json();
        if (answer.ok) {
          form.elements.draft_version.value = told.version;
          const policy = document.getElementById("policy");
          if (policy) {
            policy.hidden = !told.policy;
            policy.innerHTML = told.policy; // drawn by the server, every word of it escaped
          }
          if (!dirty) forget();
          say(dirty ? "Saving…" : "Saved");
        } else if (told.code === "stale_draft") choose(told);
        else say(told.detail);
      }
    } catch {
      busy = false;
      if (stop.signal.aborted) return; // the whole form is on its way
      dirty = true;
      say("Offline: kept in this browser, sent as soon as the desk answers");
      soon(AGAIN);
    }
    busy = false;
    if (dirty && navigator.onLine) soon(AGAIN);
  };

  // ---- typed in two places ---------------------------------------------------------------------
  const choose = (told) => {
    const panel = document.getElementById("elsewhere");
    const theirs = flat(told.content ?? {});
    panel.querySelector("[data-said]").textContent = theirs.rationale || "(no rationale)";
    panel.hidden = false;
    say("Not saved: typed in two places");
    panel.onclick = (event) => {
      const use = event.target.closest("[data-use]")?.dataset.use;
      if (!use) return;
      form.elements.draft_version.value = told.version;
      panel.hidden = true;
      if (use === "theirs") {
        fill(theirs);
        forget();
        say("Saved");
      } else {
        dirty = true;
        save();
      }
      document.getElementById("rationale").focus();
    };
  };

  if (form) {
    const kept = held();
    if (kept && !form.dataset.refused) {
      if (kept.version === version()) {
        fill(kept.typed);
        dirty = true;
        soon(0);
      } else if (JSON.stringify(kept.typed) !== JSON.stringify(typed()) && version() > kept.version) {
        const content = typed();
        fill(kept.typed);
        choose({ version: version(), content: { verdict: content.verdict, rationale: content.rationale, citations: rowsOf(content) } });
      } else forget();
      document.activeElement?.blur();
    }
    const changed = () => {
      dirty = true;
      hold();
      if (!busy) soon();
    };
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    addEventListener("online", () => dirty && soon(0), { signal });
    document.addEventListener("factcheck:logged-in", () => dirty && soon(0), { signal });
    // What was sent and not taken is typed and not sent again.
    document.addEventListener("factcheck:unsent", (event) => {
      sessionStorage.removeItem("factcheck:sent");
      dirty = true;
      hold();
      say(event.detail);
      soon(AGAIN);
    }, { signal });
    signal.addEventListener("abort", () => clearTimeout(timer));
    addEventListener("pagehide", () => {
      if (dirty && navigator.sendBeacon) navigator.sendBeacon(form.dataset.draft, new FormData(form));
    }, { signal });
    form.addEventListener("submit", (event) => {
      clearTimeout(timer);
      if (event.submitter?.name !== "more") {
        stop.abort();
        dirty = false;
        sessionStorage.setItem("factcheck:sent", place);
      }
    });
  }

  function rowsOf(values) {
    const rows = [];
    for (const [name, value] of Object.entries(values)) {
      const match = /^citations\[(\d+)\]\.(\w+)$/.exec(name);
      if (match) (rows[Number(match[1])] ??= {})[match[2]] = value;
    }
    return rows.filter(Boolean);
  }
});
