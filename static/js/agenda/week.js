// The week of all is one stop of the Tab key: the arrows go from one part of it to the next by its
// place on the screen. On a phone it opens at today, or at the first start that fits. Without this
// script all of it are links and buttons, each with a stop of its own.
(() => {
  "use strict";

  if (!window.agenda) return;
  const { find } = window.agenda;
  const PARTS = "a[href], .agenda-lit button";
  const week = () => find(".agenda-week");
  const parts = () => [...week().querySelectorAll(PARTS)];
  let last = "";

  // A part comes back by its id, or by the start that it gives.
  const nameOf = (part) => part.id || part.value || part.href;

  const rove = (chosen = null) => {
    if (!week()) return;
    const all = parts();
    const here =
      chosen ?? all.find((one) => one === document.activeElement) ?? all.find((one) => nameOf(one) === last) ??
      find(".agenda-lit button, .agenda-cell--today a, .agenda-cell a", week()) ?? all[0];
    for (const one of all) one.tabIndex = one === here ? 0 : -1;
    if (here) last = nameOf(here);
  };

  // Along a line by the order of the page; from line to line to what is nearest sideways.
  const next = (from, key) => {
    const line = from.closest(".agenda-line");
    if (key === "ArrowLeft" || key === "ArrowRight") {
      const along = [...line.querySelectorAll(PARTS)];
      return along[along.indexOf(from) + (key === "ArrowRight" ? 1 : -1)];
    }
    const isLit = from.matches("button");
    const isSlip = from.matches(".agenda-slip");
    const middle = (one) => {
      const box = one.getBoundingClientRect();
      return box.left + box.width / 2;
    };
    const isAlike = (one) => one.matches("button") === isLit && one.matches(".agenda-slip") === isSlip;
    let other = line;
    while ((other = key === "ArrowDown" ? other.nextElementSibling : other.previousElementSibling)) {
      const all = [...other.querySelectorAll(PARTS)];
      const alike = all.filter(isAlike);
      const found = (alike.length || isLit ? alike : all).map((one) => [Math.abs(middle(one) - middle(from)), one]);
      if (found.length) return found.sort(([one], [two]) => one - two)[0][1];
    }
    return null;
  };

  const partOf = (element) => (element.closest?.(".agenda-week") ? element.closest(PARTS) : null);

  // Before arrows.js, which goes over columns.
  document.addEventListener("keydown", (event) => {
    if (!event.key.startsWith("Arrow") || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const from = partOf(event.target);
    if (!week() || (!from && event.target !== document.body)) return;
    event.preventDefault();
    event.stopPropagation();
    const to = from ? next(from, event.key) : parts().find((one) => one.tabIndex === 0);
    if (!to) return;
    rove(to);
    to.focus({ preventScroll: true });
    to.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, true);

  document.addEventListener("focusin", (event) => {
    const part = partOf(event.target);
    if (part) rove(part);
  });

  // Where it is wider than the screen: to the first start that fits, or else to today.
  const toFirst = () => {
    const scroller = week()?.closest(".agenda-scroll");
    const first = scroller && (find(".agenda-cell--lit", scroller) ?? find(".agenda-line__day--today", scroller));
    if (!first || history.state?.scroll) return;
    const names = find(".agenda-line__corner", scroller).getBoundingClientRect();
    scroller.scrollLeft += first.getBoundingClientRect().left - names.right;
  };

  document.addEventListener("agenda:drawn", () => rove());
  rove();
  toFirst();
})();
