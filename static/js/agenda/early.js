// Keys that are pressed on a page whose scripts are still on their way: they are pressed once more as
// soon as those are there. This stands in the head, before everything that hears keys.
(() => {
  "use strict";

  const early = [];
  const note = (event) => {
    const isOfPage = [document.body, document.documentElement].includes(event.target);
    if (isOfPage && !event.ctrlKey && !event.altKey && !event.metaKey && !event.repeat) early.push(event);
  };

  addEventListener("keydown", note, true);
  // Scripts that are deferred have run by then.
  document.addEventListener("DOMContentLoaded", () => {
    removeEventListener("keydown", note, true);
    for (const { key, code, shiftKey } of early) {
      const again = new KeyboardEvent("keydown", { key, code, shiftKey, bubbles: true, cancelable: true });
      document.activeElement.dispatchEvent(again);
    }
  });
})();
