// Places on the grid as the mouse sees them: columns, minutes after the first hour, hours of the clock,
// and the word by which the server knows a place.
(() => {
  "use strict";

  if (!window.agenda) return;
  const { find } = window.agenda;
  const QUARTER = 15;
  // Pixels from an edge of the grid at which it scrolls on.
  const EDGE = 40;

  const trackOf = (column) => find(".agenda-track", column).getBoundingClientRect();
  // Pixels of a minute.
  const scaleOf = (column) => trackOf(column).height / Number(getComputedStyle(column).getPropertyValue("--minutes"));
  const minuteOf = (one) => Number(one.style.getPropertyValue("--s"));
  const lengthOf = (one) => Number(one.style.getPropertyValue("--l"));

  const columnAt = ([x, y]) =>
    document
      .elementsFromPoint(x, y)
      .map((one) => one.closest(".agenda-column"))
      .find(Boolean);
  // Minutes after the first hour at a height on the screen.
  const minuteAt = (column, y) => (y - trackOf(column).top) / scaleOf(column);
  const quarterAt = (column, y) => Math.max(0, Math.round(minuteAt(column, y) / QUARTER) * QUARTER);

  // For example: 13.00 – 13.30.
  const fromTo = (minute, length) => {
    const hour = find(".agenda__hour");
    const first = parseInt(hour.textContent, 10) * 60 - minuteOf(hour);
    const clock = (minutes) => `${Math.floor(minutes / 60)}.${String(minutes % 60).padStart(2, "0")}`;
    return `${clock(first + minute)} – ${clock(first + minute + length)}`;
  };

  // A place that does not light up: the server says why nothing can be there.
  const wordOf = (column, minute) => {
    const [person, begin] = column.dataset.begin.split("@");
    const iso = begin.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:00Z");
    const start = new Date(new Date(iso).getTime() + minute * 60000);
    return `${person}@${start.toISOString().replace(/[-:]/g, "").slice(0, 13)}Z`;
  };

  const step = (at, start, end) => {
    if (at < start - 2 * EDGE || at > end + 2 * EDGE) return 0;
    return at < start + EDGE ? -8 : at > end - EDGE ? 8 : 0;
  };
  // Scrolls the grid when the mouse is near its edge; tells whether it did.
  const scrollAt = ([x, y]) => {
    const scroller = find(".agenda-scroll");
    const { left, right, top, bottom } = scroller.getBoundingClientRect();
    const before = [scroller.scrollLeft, scroller.scrollTop];
    // The names of the columns lie over the top.
    scroller.scrollBy(step(x, left, right), step(y, top + EDGE, bottom));
    return scroller.scrollLeft !== before[0] || scroller.scrollTop !== before[1];
  };

  window.agenda.places = { trackOf, scaleOf, minuteOf, lengthOf, columnAt, minuteAt, quarterAt, fromTo, wordOf, scrollAt };
})();
