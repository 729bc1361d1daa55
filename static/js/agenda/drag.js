// Dragging an appointment to another start, or its lower edge to another end. A mouse or a pen drags; a
// finger scrolls. Where it is dropped the same form is sent as a press sends; a drop beside the starts
// that fit is sent too, and the server says why it cannot be.
(() => {
  "use strict";

  if (!window.agenda) return;
  const { find, desk, load, pickUp, back, bar, preview } = window.agenda;
  const { trackOf, scaleOf, minuteOf, lengthOf, columnAt, minuteAt, quarterAt, fromTo, wordOf, scrollAt } = window.agenda.places;
  // Pixels of the mouse that are a drag and no press; minutes from a start that are meant for it.
  const FAR = 5;
  const NEAR = 10;
  let drag = null;

  document.addEventListener("dragstart", (event) => {
    if (event.target.closest?.(".agenda-visit")) event.preventDefault();
  });

  document.addEventListener("pointerdown", (event) => {
    const visit = event.target.closest?.(".agenda-visit[data-hand]");
    if (!visit || event.button || event.pointerType === "touch" || event.target.closest("button")) return;
    const at = [event.clientX, event.clientY];
    const { hand: pk, plek, getoond: shown } = visit.dataset;
    drag = { visit, box: visit.getBoundingClientRect(), length: lengthOf(visit), pk, plek, shown, from: at, at };
    drag.resizes = event.target === visit;
  });

  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    drag.at = [event.clientX, event.clientY];
    if (!drag.begun && Math.hypot(drag.at[0] - drag.from[0], drag.at[1] - drag.from[1]) > FAR) begin();
    if (!drag.begun) return;
    event.preventDefault();
    follow();
  });

  const begin = () => {
    drag.begun = true;
    document.documentElement.classList.add(drag.resizes ? "agenda-resizes" : "agenda-drags");
    scrollOn();
    if (drag.resizes) return;
    drag.ghost = ghostOf(drag.visit);
    const here = drag;
    const isInHand = bar()?.dataset.afspraak === drag.pk;
    drag.ready = (isInHand ? Promise.resolve(true) : pickUp(drag.pk, true)).then((came) => {
      if (!came && drag === here) end();
      else if (here.ghost) desk().append(here.ghost);
      return came;
    });
    desk().append(drag.ghost);
  };

  // What follows the mouse: the name, and from when to when it would be.
  const ghostOf = (visit) => {
    const ghost = document.createElement("div");
    ghost.className = `${visit.className} agenda-ghost`;
    ghost.setAttribute("aria-hidden", "true");
    const name = document.createElement("b");
    name.dir = "auto";
    name.textContent = find(".agenda-visit__name b", visit).textContent;
    ghost.append(name, document.createElement("span"));
    return ghost;
  };

  const left = () => drag.at[0] - (drag.from[0] - drag.box.left);
  const top = () => drag.at[1] - (drag.from[1] - drag.box.top);
  const lengthNow = () => {
    const minutes = (drag.at[1] - drag.visit.getBoundingClientRect().top) / scaleOf(drag.visit.closest(".agenda-column"));
    return Math.max(5, Math.round(minutes / 5) * 5);
  };

  const follow = () => {
    if (drag.resizes) {
      const minutes = lengthNow();
      drag.visit.style.setProperty("--l", minutes);
      drag.visit.dataset.lengte = `${fromTo(minuteOf(drag.visit), minutes)} · ${minutes} min`;
      return;
    }
    place(drag.ghost);
    const lit = litUnder();
    preview(lit);
    drag.ghost.classList.toggle("agenda-ghost--over", Boolean(lit));
  };

  // On a quarter of the column under the mouse; where there is none, at the mouse.
  const place = ({ style, lastChild: words }) => {
    const column = columnAt(drag.at);
    const track = column && trackOf(column);
    const minute = column && quarterAt(column, top());
    const isWide = column && !column.matches(".agenda-column--slim");
    style.inlineSize = `${isWide ? track.width - 8 : drag.box.width}px`;
    style.blockSize = `${drag.box.height}px`;
    style.left = `${isWide ? track.left + 3 : left()}px`;
    style.top = `${column ? track.top + minute * scaleOf(column) : top()}px`;
    words.textContent = column ? fromTo(minute, drag.length) : "";
  };

  // Near an edge the grid scrolls on, also while the mouse stands still.
  const scrollOn = () => {
    if (!drag?.begun) return;
    if (scrollAt(drag.at)) follow();
    requestAnimationFrame(scrollOn);
  };

  // The start that fits nearest to the top of what is dragged, if one is near.
  const litUnder = () => {
    const column = columnAt(drag.at);
    if (!column || !bar()) return null;
    const minute = minuteAt(column, top());
    const away = (one) => Math.abs(minuteOf(one.closest(".agenda-lit")) - minute);
    const [nearest] = [...column.querySelectorAll(".agenda-lit button")].sort((one, other) => away(one) - away(other));
    return nearest && away(nearest) <= NEAR ? nearest : null;
  };

  document.addEventListener("pointerup", async () => {
    const done = drag;
    if (!done?.begun) {
      drag = null;
      return;
    }
    swallowClick();
    if (done.resizes) {
      const minutes = lengthNow();
      end();
      if (minutes === done.length || !(await put(done, done.plek, minutes))) done.visit.style.setProperty("--l", done.length);
      return;
    }
    if (!(await done.ready) || drag !== done) return;
    const lit = litUnder();
    const column = columnAt(done.at);
    const minute = column && quarterAt(column, top());
    const plek = lit ? lit.value : column && wordOf(column, minute);
    end();
    if (!plek || plek === done.plek) return back();
    await put(done, plek);
    markDrop(column.id, lit ? null : minute);
  });

  const put = async (done, plek, minutes) => {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", find("[name=csrfmiddlewaretoken]").value);
    data.set("getoond", done.shown);
    data.set("plek", plek);
    if (minutes) data.set("lengte", minutes);
    const address = window.agenda.here();
    address.pathname = address.pathname.replace(/(zet\/)?$/, "zet/");
    address.searchParams.set("hand", done.pk);
    address.searchParams.delete("kaart");
    address.hash = "";
    const came = await load(address.href, { method: "POST", body: data });
    if (came && !find(".agenda-refused")) find(`#afspraak-${done.pk}`)?.focus({ preventScroll: true });
    return came;
  };

  // A red outline where it was dropped, beside the sentence that says why.
  const markDrop = (id, minute) => {
    const refused = find(".agenda-refused");
    if (!refused) return;
    refused.classList.add("agenda-refused--bubble");
    find("a, button", refused)?.focus({ preventScroll: true });
    const column = document.getElementById(id);
    if (minute === null || !column || !bar()) return;
    const drop = document.createElement("li");
    drop.className = "agenda-drop";
    drop.setAttribute("aria-hidden", "true");
    drop.style.setProperty("--s", minute);
    drop.style.setProperty("--l", bar().dataset.minuten);
    drop.textContent = bar().dataset.naam;
    find(".agenda-pieces", column).append(drop);
  };

  const end = () => {
    drag?.ghost?.remove();
    if (drag) delete drag.visit.dataset.lengte;
    drag = null;
    preview(null);
    document.documentElement.classList.remove("agenda-drags", "agenda-resizes");
  };

  const swallowClick = () => {
    const stop = (event) => {
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => document.removeEventListener("click", stop, { capture: true }), 50);
  };

  document.addEventListener("pointercancel", () => end());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drag?.begun) return;
    const { resizes, visit, length } = drag;
    event.preventDefault();
    event.stopImmediatePropagation();
    end();
    if (resizes) visit.style.setProperty("--l", length);
    else back();
  }, { capture: true });
})();
