// What folds on the agenda stays as somebody left it: the month, where there is no room beside the
// grid, and what was done last. That is gone once it can no longer be undone.
(() => {
  "use strict";

  if (!window.agenda) return;
  const { find, desk } = window.agenda;
  const MONTH = "agenda-month-open";
  const DONE = "agenda-done-closed";
  const bar = () => find(".agenda-bar-done");

  const restore = () => {
    const rest = find(".agenda-rest");
    if (rest && localStorage.getItem(MONTH)) rest.open = true;
    if (bar()?.dataset.until && sessionStorage.getItem(DONE) === bar().dataset.until) bar().open = false;
  };

  // A fold tells of it, and is heard on its way down.
  document.addEventListener("toggle", ({ target }) => {
    if (target.matches(".agenda-rest")) {
      if (target.open) localStorage.setItem(MONTH, "1");
      else localStorage.removeItem(MONTH);
    } else if (target === bar() && !target.open) {
      if (target.dataset.until) sessionStorage.setItem(DONE, target.dataset.until);
      const small = find(".agenda-undo-small");
      const isLost = document.activeElement === document.body || target.contains(document.activeElement);
      if (isLost) (small?.checkVisibility() ? small : find(".agenda-scroll")).focus({ preventScroll: true });
    }
  }, true);

  setInterval(() => {
    if (bar()?.dataset.until && Date.now() >= Date.parse(bar().dataset.until)) bar().remove();
  }, 5000);

  // The link to what was cancelled leads into the fold.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("a[href='#geannuleerd']") && find(".agenda-rest")) find(".agenda-rest").open = true;
  });

  document.addEventListener("agenda:drawn", restore);
  restore();
})();
