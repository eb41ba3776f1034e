// On every page: a decision that was accepted is no longer kept in the browser. The claim page
// that shows the refused form again has the form's place in its own id, and keeps it.
"use strict";

factcheck.page(() => {
  const sent = sessionStorage.getItem("factcheck:sent");
  const here = document.getElementById("decision");
  if (sent && !(here && here.dataset.refused)) localStorage.removeItem(sent);
  sessionStorage.removeItem("factcheck:sent");
});
// The story moves to its claim; on a phone only the story's own window does, not the page.
factcheck.page(() => {
  const mark = document.querySelector("mark");
  const pane = mark?.closest(matchMedia("(max-width: 900px)").matches ? ".galley" : ".story");
  if (pane) pane.scrollTop += mark.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
});
