// The agenda opens at the present moment, or where it stood when somebody comes back to it, and its
// line of the present moment moves on. Without this script the links to today lead to that line by
// the anchor in their address.
(() => {
  "use strict";

  const find = () => document.querySelector(".agenda-scroll");
  const scroller = find();
  if (!scroller) return;
  const kept = history.state && history.state.scroll;
  const now = document.getElementById("nu");
  if (kept) scroller.scrollTo(kept.left, kept.top);
  else if (now && /^(#nu|#kolom-.*)?$/.test(location.hash))
    scroller.scrollTop = now.offsetTop - scroller.clientHeight / 2;
  addEventListener("pagehide", () => {
    const scroll = { left: find().scrollLeft, top: find().scrollTop };
    history.replaceState({ ...history.state, scroll }, "");
  });

  // Minutes of the line when its grid was drawn, by the grid: an answer may bring another one.
  const drawn = new WeakMap();
  const move = () => {
    const grid = document.getElementById("agenda-grid");
    const label = document.getElementById("nu");
    if (!grid || !label) return;
    if (!drawn.has(grid)) {
      const [hour, minute] = label.textContent.split(".").map(Number);
      const line = Number(grid.style.getPropertyValue("--now"));
      drawn.set(grid, { clock: hour * 60 + minute, line, at: Date.now() });
    }
    const { clock, line, at } = drawn.get(grid);
    const passed = Math.floor((Date.now() - at) / 60000);
    const shown = (clock + passed) % 1440;
    grid.style.setProperty("--now", line + passed);
    label.textContent = `${Math.floor(shown / 60)}.${String(shown % 60).padStart(2, "0")}`;
  };
  move();
  setInterval(move, 10000);
})();
