// Keys of the desk. An element says its own key: data-key="s"; it is clicked, or focused and
// checked where it is a choice. Keys are dead while somebody types, but for Ctrl+Enter and Escape.
"use strict";

const typing = (element) =>
  element instanceof HTMLElement &&
  (element.isContentEditable ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement ||
    (element instanceof HTMLInputElement && !["radio", "checkbox", "submit", "button"].includes(element.type)));

// Single-letter keys can be switched off (WCAG 2.1.4); the choice stays in this browser.
const off = () => localStorage.getItem("factcheck:keys") === "off";

const visible = (element) => element.getClientRects().length > 0 && !element.disabled;

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    // In another form than the page's own (a comment, an edit) it sends that one.
    const main = document.querySelector("[data-main]");
    const own = typing(document.activeElement) ? document.activeElement.form : null;
    if (own?.method === "post" && own !== main?.form) {
      event.preventDefault();
      own.requestSubmit();
    } else if (main) {
      event.preventDefault();
      main.click();
    }
    return;
  }
  if (event.key === "Escape" && typing(document.activeElement)) {
    document.activeElement.blur();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (document.querySelector("dialog[open]") && event.key !== "?") return;
  if (event.key === "?") {
    const keys = document.getElementById("keys");
    if (keys) {
      event.preventDefault();
      keys.open ? keys.close() : keys.showModal();
    }
    return;
  }
  if (event.key.length !== 1 || off() || (event.repeat && !"jk".includes(event.key))) return;
  const found = [...document.querySelectorAll(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`)].find(visible);
  if (!found) {
    // No element has the key: a page's own script may (a list to walk, words to mark).
    document.dispatchEvent(new CustomEvent("factcheck:key", { detail: event.key.toLowerCase() }));
    return;
  }
  event.preventDefault();
  const field = found instanceof HTMLTextAreaElement || (found instanceof HTMLInputElement && found.type !== "radio");
  if (field) found.focus();
  else {
    found.click();
    // What a key opens is ready to be typed in.
    if (found.tagName === "SUMMARY" && found.parentElement.open) found.parentElement.querySelector(found.parentElement.matches(".menu") ? "button, a" : "textarea, input[type=text]")?.focus();
    if (found instanceof HTMLInputElement) {
      found.dispatchEvent(new Event("change", { bubbles: true }));
      document.querySelector("[data-after-choice]")?.focus();
    }
  }
});

factcheck.page(() => {
  const choice = document.getElementById("keys-off");
  if (choice) {
    choice.checked = off();
    choice.addEventListener("change", () => localStorage.setItem("factcheck:keys", choice.checked ? "off" : "on"));
  }
  for (const button of document.querySelectorAll("[data-opens]"))
    button.addEventListener("click", (event) => {
      const dialog = document.getElementById(button.dataset.opens);
      if (dialog?.showModal) {
        event.preventDefault();
        dialog.showModal();
      }
    });
});

// A form is sent once: a second click while the answer is on its way does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  else if (form.method === "post") {
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 4000);
  }
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
