// Tick all mails of the page at once, in the list of mails.
(() => {
  "use strict";

  const place = document.querySelector(".mails-again__all");
  if (!place) return;
  const boxes = () => [...document.querySelectorAll(".mails-again input[name='mail']")];
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-small button-secondary";
  button.textContent = place.dataset.label;
  button.addEventListener("click", () => {
    const all = boxes();
    const rest = all.some((box) => !box.checked);
    all.forEach((box) => {
      box.checked = rest;
    });
  });
  place.append(button);
})();
