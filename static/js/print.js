// Buttons that print the page. Without this script they stay hidden: the browser's own menu prints.
(() => {
  "use strict";

  document.querySelectorAll("button[data-prints]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
})();
