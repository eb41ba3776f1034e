// The queue's table: choose all on the page, and say how many are chosen.
"use strict";

{
  const boxes = [...document.querySelectorAll("input[name=claims]")];
  const all = document.querySelector("[data-all]");
  const said = document.querySelector("[data-chosen]");
  const count = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    said.textContent = chosen ? `With the ${chosen} chosen below:` : "With those chosen below:";
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  };
  if (all && boxes.length) {
    all.hidden = false;
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
      count();
    });
    for (const box of boxes) box.addEventListener("change", count);
    window.addEventListener("pageshow", count);
  }
}
