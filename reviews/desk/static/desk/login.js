// The session ended while somebody typed: log in again in place, nothing on the page is lost.
"use strict";

factcheck.page((signal) => {
  const dialog = document.getElementById("again");
  const form = dialog?.querySelector("form");
  const wrong = dialog?.querySelector("[role=alert]");

  document.addEventListener("factcheck:logged-out", () => dialog && !dialog.open && dialog.showModal(), { signal });

  // The page as the server draws it now has the new token; another person's page is loaded instead.
  const renewTokens = async () => {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    if (page.body.dataset.person !== document.body.dataset.person) return location.reload();
    const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token ?? field.value;
    dialog.close();
    document.dispatchEvent(new CustomEvent("factcheck:logged-in"));
  };

  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
      if (answer.redirected) await renewTokens();
      else wrong.hidden = false;
    } catch {
      wrong.textContent = "The desk does not answer. Try again in a moment; what you typed is kept.";
      wrong.hidden = false;
    }
  });
});
