// Weeks of hours: a press in closed time adds hours at that place, and the edges of a day are
// dragged, or moved by the arrow keys. Without this script each is a form that opens by a press.
(() => {
  "use strict";

  const QUARTER = 15;
  const LONGEST_ADDED = 240;
  const said = document.querySelector(".hours-said");
  const form = document.querySelector("form.hours-drag");

  const minutesOf = (clock) => {
    const [hours, minutes] = clock.split(":").map(Number);
    return hours * 60 + minutes;
  };
  const two = (number) => String(number).padStart(2, "0");
  const clockOf = (minutes) => `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
  const shownOf = (minutes) => `${Math.floor(minutes / 60)}.${two(minutes % 60)}`;

  // A press by mouse or finger has a place; one by the keyboard takes all of the closed time.
  document.querySelectorAll(".hours-closed > a").forEach((link) => {
    link.addEventListener("click", (event) => {
      if (event.detail === 0) return;
      const box = link.getBoundingClientRect();
      const length = Number(link.dataset.minutes);
      const pressed = ((event.clientY - box.top) / box.height) * length;
      const after = Math.floor(pressed / QUARTER) * QUARTER;
      const opens = minutesOf(link.dataset.from) + Math.max(0, after);
      const closes = Math.min(opens + LONGEST_ADDED, minutesOf(link.dataset.from) + length);
      const [first, last] = link.dataset.names.split(" ");
      const address = new URL(link.href);
      const day = link.dataset.day || "";
      address.searchParams.set(first, day + clockOf(opens));
      address.searchParams.set(last, day + clockOf(closes));
      link.href = address.href;
    });
  });

  const edgesOf = (stretch) => {
    const style = stretch.style;
    const start = Number(style.getPropertyValue("--s"));
    const length = Number(style.getPropertyValue("--l"));
    const opened = minutesOf(stretch.dataset.opens);
    const scale = stretch.closest(".agenda-scroll").style.getPropertyValue("--minutes");
    const own = { start, end: start + length };
    const clock = stretch.querySelector(".hours-stretch__clock");
    const words = clock.textContent;
    const toClock = (minute) => opened + minute - start;
    const state = { ...own };
    const handles = [];

    const draw = () => {
      style.setProperty("--s", state.start);
      style.setProperty("--l", state.end - state.start);
      const moved = state.start !== own.start || state.end !== own.end;
      const told = `${shownOf(toClock(state.start))}–${shownOf(toClock(state.end))}`;
      clock.textContent = moved ? told : words;
      stretch.classList.toggle("hours-stretch--moving", moved);
      handles.forEach(([handle, edge]) => {
        handle.setAttribute("aria-valuenow", toClock(state[edge]));
        handle.setAttribute("aria-valuetext", shownOf(toClock(state[edge])));
      });
      return moved;
    };
    const restore = () => {
      Object.assign(state, own);
      draw();
    };
    const move = (edge, minute) => {
      const rounded = Math.round(toClock(minute) / QUARTER) * QUARTER - toClock(0);
      const [least, most] =
        edge === "start" ? [0, state.end - QUARTER] : [state.start + QUARTER, Number(scale)];
      state[edge] = Math.min(most, Math.max(least, rounded));
      return draw();
    };
    const save = () => {
      if (!draw()) return;
      if (!navigator.onLine) {
        restore();
        said.textContent = said.dataset.offline;
        return;
      }
      form.action = stretch.dataset.address;
      form.elements.opens.value = clockOf(toClock(state.start));
      form.elements.closes.value = clockOf(toClock(state.end));
      form.elements.getoond.value = stretch.dataset.shown;
      form.submit();
    };
    const add = (edge, name) => {
      const handle = document.createElement("button");
      handle.type = "button";
      handle.className = `hours-edge hours-edge--${edge}`;
      handle.setAttribute("role", "slider");
      handle.setAttribute("aria-orientation", "vertical");
      handle.setAttribute("aria-label", `${name}, ${words}`);
      handle.setAttribute("aria-valuemin", toClock(0));
      handle.setAttribute("aria-valuemax", toClock(Number(scale)));
      let from = null;
      // Else the browser drags the link under the edge.
      handle.addEventListener("mousedown", (event) => {
        event.preventDefault();
        handle.focus();
      });
      handle.addEventListener("pointerdown", (event) => {
        handle.setPointerCapture(event.pointerId);
        const high = stretch.getBoundingClientRect().height;
        from = { y: event.clientY, minute: state[edge], each: (state.end - state.start) / high };
      });
      handle.addEventListener("pointermove", (event) => {
        if (from) move(edge, from.minute + (event.clientY - from.y) * from.each);
      });
      handle.addEventListener("pointerup", () => {
        from = null;
        save();
      });
      handle.addEventListener("pointercancel", () => {
        from = null;
        restore();
      });
      handle.addEventListener("keydown", (event) => {
        const step = { ArrowUp: -QUARTER, ArrowDown: QUARTER }[event.key];
        if (step) move(edge, state[edge] + step);
        else if (event.key === "Enter") save();
        else if (event.key === "Escape") restore();
        else return;
        event.preventDefault();
      });
      // What was moved and not saved does not stay on the screen.
      handle.addEventListener("blur", () => {
        if (!from && !form.action.endsWith(stretch.dataset.address)) restore();
      });
      handles.push([handle, edge]);
      stretch.append(handle);
    };
    add("start", stretch.dataset.startWords);
    add("end", stretch.dataset.endWords);
    draw();
  };
  if (form) document.querySelectorAll(".hours-stretch[data-address]").forEach(edgesOf);
})();
