// Words marked in the story: as a claim of their own, as this claim's words, or split off it.
// Offsets count code points of the revision's text, as the server does: never UTF-16 units.
"use strict";

factcheck.page((signal) => {
  const galley = document.querySelector(".galley");
  const own = document.getElementById("mark");
  const change = document.querySelector("#edit form");
  const points = (text) => [...text].length;

  // The place of a boundary of the selection in the revision's text, null outside of it.
  const place = (node, offset) => {
    const block = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.(".galley [data-at]");
    if (!block) return null;
    let at = Number(block.dataset.at);
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(node, offset);
    const part = before.cloneContents();
    for (const label of part.querySelectorAll(".label")) label.remove();
    return at + points(part.textContent);
  };
  const marked = () => {
    const chosen = getSelection();
    if (!galley || !chosen.rangeCount || chosen.isCollapsed) return null;
    const range = chosen.getRangeAt(0);
    const start = place(range.startContainer, range.startOffset);
    const end = place(range.endContainer, range.endOffset);
    const text = chosen.toString();
    return start === null || end === null || start >= end || !text.trim() ? null : { start, end, text };
  };

  const fill = (form, span) => {
    form.elements.start.value = span.start;
    form.elements.end.value = span.end;
    form.elements.quote.value = "";
    form.noValidate = true; // the places say it all
  };
  const bar = document.createElement("div");
  bar.className = "marking";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "With the marked words");
  bar.hidden = true;
  const button = (words, key, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn small";
    made.dataset.key = key;
    made.append(words, " ");
    const shown = document.createElement("kbd");
    shown.textContent = key;
    made.append(shown);
    made.addEventListener("click", () => {
      const span = marked();
      if (span) act(span);
    });
    bar.append(made);
  };
  if (own)
    button("Mark as a claim", "a", (span) => {
      fill(own, span);
      own.requestSubmit();
    });
  if (change) {
    button("This claim's words", "w", (span) => {
      fill(change, span);
      change.elements.statement.disabled = true; // the statement follows the words
      change.requestSubmit();
    });
    button("Split off", "o", (span) => {
      fill(change, span);
      change.requestSubmit(change.querySelector("[formaction$='/split/']"));
    });
  }
  if (galley && bar.children.length) {
    galley.parentElement.append(bar);
    const show = () => {
      const span = marked();
      bar.hidden = !span;
      if (!span) return;
      const box = getSelection().getRangeAt(0).getBoundingClientRect();
      const wide = bar.offsetWidth;
      bar.style.setProperty("--x", `${Math.max(8, Math.min(innerWidth - wide - 8, box.left))}px`);
      bar.style.setProperty("--y", `${box.bottom + bar.offsetHeight + 16 > innerHeight ? Math.max(8, box.top - bar.offsetHeight - 8) : box.bottom + 8}px`);
    };
    document.addEventListener("selectionchange", show, { signal });
    addEventListener("scroll", show, { passive: true, capture: true, signal });
    // A click must not take the selection away before the button has read it.
    bar.addEventListener("pointerdown", (event) => event.preventDefault());
  }
});
