// The arrow keys go over the grid by place on the screen: over appointments and free time, and over
// the starts that light up once something is in the hand. Of those, Tab reaches one and then leaves.
(() => {
  "use strict";

  if (!window.agenda) return;
  const { find, desk, isInHand } = window.agenda;
  const STARTS = ".agenda-lit button";
  const PIECES = ".agenda-visit__text[href], .agenda-free > a";
  const all = (selector) => [...desk().querySelectorAll(selector)];

  const rove = (current) => {
    const starts = all(STARTS);
    const here = current ?? starts[0];
    for (const one of starts) one.tabIndex = one === here ? 0 : -1;
  };

  // Goes to a start in the column that was asked for, or of what is in the hand, or else to the first
  // one. What is dragged stays under the mouse: nothing scrolls.
  const focusStart = ({ isDragged = false, column: asked = null } = {}) => {
    const column = asked || find(".agenda-visit--in-hand")?.closest(".agenda-column, .agenda-line");
    const starts = all(STARTS);
    const near = starts.find((one) => !column || column.contains(one)) ?? starts[0];
    const first = near ?? find(".agenda-first button") ?? find(".agenda-hand__back");
    rove(near);
    first?.focus({ preventScroll: isDragged || !near });
    if (asked) asked.scrollIntoView({ block: "nearest", inline: "start" });
  };

  const next = (from, key, selector) => {
    const column = from.closest(".agenda-column");
    const way = key === "ArrowDown" || key === "ArrowRight" ? 1 : -1;
    if (key === "ArrowDown" || key === "ArrowUp") {
      const inColumn = all(selector).filter((one) => column.contains(one));
      return inColumn[inColumn.indexOf(from) + way];
    }
    const here = from.getBoundingClientRect();
    const beside = all(selector).map((one) => [one, one.getBoundingClientRect()]);
    const ahead = beside.filter(([one, box]) => !column.contains(one) && (box.left - here.left) * way > 1);
    const distance = ([, box]) => Math.abs(box.left - here.left) * 100 + Math.abs(box.top - here.top);
    return ahead.sort((one, other) => distance(one) - distance(other))[0]?.[0];
  };

  // Who is due comes first, then what is in sight at the top.
  const first = (selector) => {
    const box = find(".agenda-scroll").getBoundingClientRect();
    const isInSight = (one) => one.getBoundingClientRect().top >= box.top;
    return find(".agenda-visit--due a") ?? all(selector).find(isInSight) ?? all(selector)[0];
  };

  document.addEventListener("keydown", (event) => {
    if (!event.key.startsWith("Arrow") || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const selector = isInHand() ? STARTS : PIECES;
    const from = event.target;
    const isNowhere = from === document.body && !isInHand();
    if (!from.matches(selector) && !isNowhere) return;
    event.preventDefault();
    const there = isNowhere ? first(selector) : next(from, event.key, selector);
    if (!there) return;
    if (isInHand()) rove(there);
    there.focus();
  });

  document.addEventListener("agenda:shown", () => rove());
  rove();
  window.agenda.focusStart = focusStart;
})();
