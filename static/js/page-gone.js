// Wagtail's script asks now and then who else has the form of a page or a source open. When the answer
// is that it was deleted, that is told at once, above the form, which stays as it is.
(() => {
  "use strict";

  let isTold = false;

  document.addEventListener("w-swap:json", (event) => {
    const text = event.detail?.data?.gone;
    if (!text || isTold) return;
    isTold = true;
    const detail = { clear: true, text, type: "error" };
    document.dispatchEvent(new CustomEvent("w-messages:add", { detail }));
  });
})();
