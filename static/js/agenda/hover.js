// The mouse over an appointment tells what does not fit in it: the whole name, until when, what for, and
// the telephone. A press opens the card, which has more.
(() => {
  "use strict";

  document.addEventListener("mouseover", (event) => {
    const link = event.target.closest?.(".agenda-visit__text[data-kaart]");
    if (!link || link.title) return;
    const text = (selector) => link.querySelector(selector)?.textContent.trim() ?? "";
    const more = text(":scope > .w-sr-only").replace(/^,\s*/, "");
    link.title = [text(".agenda-visit__name b"), `${text(".agenda-visit__hour")} ${more}`, link.dataset.tel].filter(Boolean).join("\n");
  });
})();
