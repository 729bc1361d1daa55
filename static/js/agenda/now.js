// The agenda opens where it stood when somebody comes back to that day or week, by Back or by a link
// that leads there; else at the present moment. Its line of the present moment moves on. Without this
// script the links to today lead to that line by the anchor in their address.
(() => {
  "use strict";

  const find = () => document.querySelector(".agenda-scroll");
  const scroller = find();
  if (!scroller) return;
  const place = () => `agenda ${document.querySelector(".agenda-desk").dataset.address}`;
  // Who asks for today, or comes from the menu, wants the present moment.
  const comesBack = location.search.includes("dag=") && !/^#(nu|kolom-)/.test(location.hash);
  const kept = history.state?.scroll ?? (comesBack && JSON.parse(sessionStorage.getItem(place())));
  const now = document.getElementById("nu");
  // The height of an hour may be another one by now.
  if (kept) {
    scroller.scrollTo(kept.left, Math.round(kept.part * scroller.scrollHeight));
    // For scripts that come after this one.
    history.replaceState({ ...history.state, scroll: kept }, "");
  } else if (now && /^(#nu|#kolom-.*)?$/.test(location.hash)) {
    scroller.scrollTop = now.offsetTop - scroller.clientHeight / 2;
  }
  if (location.hash.startsWith("#afspraak-"))
    document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: "nearest", inline: "nearest" });
  addEventListener("pagehide", () => {
    const { scrollLeft, scrollTop, scrollHeight } = find();
    const scroll = { left: scrollLeft, part: scrollTop / scrollHeight };
    history.replaceState({ ...history.state, scroll }, "");
    sessionStorage.setItem(place(), JSON.stringify(scroll));
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
