/* Dragging an appointment to another start, or its lower edge to another end. A mouse or a pen drags;
   a finger scrolls. Where it is dropped the same form is sent as a press sends; a drop beside the
   starts that fit is sent too, and the server says why it cannot be. */
(function () {
  "use strict";

  if (!window.agenda) return;
  const hand = window.agenda;
  const FAR = 5;
  const EDGE = 40;
  let drag = null;

  const quarter = (column) => {
    const track = hand.find(".agenda-track", column).getBoundingClientRect();
    return track.height / Number(getComputedStyle(column).getPropertyValue("--minutes"));
  };

  document.addEventListener("dragstart", (event) => {
    if (event.target.closest?.(".agenda-visit")) {
      event.preventDefault();
    }
  });

  document.addEventListener("pointerdown", (event) => {
    const visit = event.target.closest?.(".agenda-visit[data-hand]");
    if (!visit || event.button || event.pointerType === "touch" || event.target.closest("button")) {
      return;
    }
    const box = visit.getBoundingClientRect();
    drag = {
      visit,
      box,
      pk: visit.dataset.hand,
      plek: visit.dataset.plek,
      shown: visit.dataset.getoond,
      from: [event.clientX, event.clientY],
      at: [event.clientX, event.clientY],
      resizes: event.target === visit,
      begun: false,
    };
  });

  document.addEventListener("pointermove", (event) => {
    if (!drag) {
      return;
    }
    drag.at = [event.clientX, event.clientY];
    if (!drag.begun && Math.hypot(drag.at[0] - drag.from[0], drag.at[1] - drag.from[1]) > FAR) {
      begin();
    }
    if (drag.begun) {
      event.preventDefault();
      follow();
    }
  });

  function begin() {
    drag.begun = true;
    document.documentElement.classList.add(drag.resizes ? "agenda-resizes" : "agenda-drags");
    if (drag.resizes) {
      return;
    }
    drag.ghost = drag.visit.cloneNode(true);
    drag.ghost.classList.add("agenda-ghost");
    drag.ghost.removeAttribute("data-hand");
    drag.ghost.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
    drag.ghost.setAttribute("aria-hidden", "true");
    drag.ghost.style.inlineSize = `${drag.box.width}px`;
    drag.ghost.style.blockSize = `${drag.box.height}px`;
    const here = drag;
    const isInHand = hand.bar()?.dataset.afspraak === drag.pk;
    drag.ready = (isInHand ? Promise.resolve(true) : hand.pickUp(drag.pk, true)).then((came) => {
      if (!came && drag === here) {
        end();
      } else if (here.ghost) {
        hand.find(".agenda-desk").append(here.ghost);
      }
      return came;
    });
    hand.find(".agenda-desk").append(drag.ghost);
  }

  function follow() {
    if (drag.resizes) {
      const minutes = lengthNow();
      drag.visit.style.setProperty("--l", minutes);
      drag.visit.dataset.lengte = `${minutes} min`;
      return;
    }
    drag.ghost.style.left = `${drag.at[0] - (drag.from[0] - drag.box.left)}px`;
    drag.ghost.style.top = `${drag.at[1] - (drag.from[1] - drag.box.top)}px`;
    const scroller = hand.find(".agenda-scroll");
    const box = scroller.getBoundingClientRect();
    scroller.scrollTop += step(drag.at[1], box.top + EDGE, box.bottom);
    scroller.scrollLeft += step(drag.at[0], box.left, box.right);
    const lit = litUnder();
    hand.preview(lit);
    drag.ghost.classList.toggle("agenda-ghost--over", Boolean(lit));
  }

  function step(at, start, end) {
    if (at < start + EDGE) {
      return at < start ? 0 : -8;
    }
    return at > end - EDGE && at < end ? 8 : 0;
  }

  function lengthNow() {
    const column = drag.visit.closest(".agenda-column");
    const minutes = (drag.at[1] - drag.visit.getBoundingClientRect().top) / quarter(column);
    return Math.max(5, Math.round(minutes / 5) * 5);
  }

  function columnUnder() {
    return document
      .elementsFromPoint(...drag.at)
      .map((one) => one.closest(".agenda-column"))
      .find(Boolean);
  }

  /* Minutes after the first hour at which the dragged visit begins now. */
  function minuteIn(column) {
    const top = drag.at[1] - (drag.from[1] - drag.box.top);
    const track = hand.find(".agenda-track", column).getBoundingClientRect();
    return (top - track.top) / quarter(column);
  }

  /* The start that fits nearest to the top of what is dragged, if one is near. */
  function litUnder() {
    const column = columnUnder();
    if (!column || !hand.bar()) {
      return null;
    }
    const minute = minuteIn(column);
    const away = (one) =>
      Math.abs(Number(one.closest(".agenda-lit").style.getPropertyValue("--s")) - minute);
    const lit = Array.from(column.querySelectorAll(".agenda-lit button"));
    lit.sort((one, other) => away(one) - away(other));
    return lit[0] && away(lit[0]) <= 10 ? lit[0] : null;
  }

  document.addEventListener("pointerup", async () => {
    const done = drag;
    if (!done?.begun) {
      drag = null;
      return;
    }
    swallowClick();
    if (done.resizes) {
      const minutes = lengthNow();
      const column = done.visit.closest(".agenda-column");
      const before = Math.round(done.box.height / quarter(column) / 5) * 5;
      end();
      if (minutes === before || !(await put(done, done.plek, minutes))) {
        done.visit.style.setProperty("--l", before);
      }
      return;
    }
    if (!(await done.ready) || drag !== done) {
      return;
    }
    const lit = litUnder();
    const column = columnUnder();
    const plek = lit ? lit.value : column && plekIn(column);
    const where = column && [column.id, lit ? null : stepIn(column)];
    end();
    if (plek && plek !== done.plek) {
      await put(done, plek);
      markDrop(where);
    } else {
      await hand.back();
    }
  });

  const stepIn = (column) => Math.max(0, Math.round(minuteIn(column) / 15) * 15);

  /* The word for a place that does not light up: the server says why it cannot be there. */
  function plekIn(column) {
    const [person, begin] = column.dataset.begin.split("@");
    const minutes = stepIn(column);
    const iso = begin.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:00Z");
    const start = new Date(new Date(iso).getTime() + minutes * 60000);
    return `${person}@${start.toISOString().replace(/[-:]/g, "").slice(0, 13)}Z`;
  }

  function put(done, plek, minutes) {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", hand.find("[name=csrfmiddlewaretoken]").value);
    data.set("getoond", done.shown);
    data.set("plek", plek);
    if (minutes) {
      data.set("lengte", minutes);
    }
    const address = new URL(location.href);
    address.pathname = address.pathname.replace(/(zet\/)?$/, "zet/");
    address.searchParams.set("hand", done.pk);
    address.searchParams.delete("kaart");
    address.hash = "";
    return hand.load(address.href, { method: "POST", body: data }).then((came) => {
      if (came && !hand.find(".agenda-refused")) {
        hand.find(`#afspraak-${done.pk}`)?.focus({ preventScroll: true });
      }
      return came;
    });
  }

  /* A red outline where it was dropped, beside the sentence that says why. */
  function markDrop([id, minute]) {
    const refused = hand.find(".agenda-refused");
    if (!refused) {
      return;
    }
    refused.classList.add("agenda-refused--bubble");
    refused.querySelector("a, button")?.focus({ preventScroll: true });
    const pieces = hand.find(".agenda-pieces", document.getElementById(id));
    if (minute !== null && pieces && hand.bar()) {
      const drop = document.createElement("li");
      drop.className = "agenda-drop";
      drop.setAttribute("aria-hidden", "true");
      drop.style.setProperty("--s", minute);
      drop.style.setProperty("--l", hand.bar().dataset.minuten);
      drop.textContent = hand.bar().dataset.naam;
      pieces.append(drop);
    }
  }

  function end() {
    drag?.ghost?.remove();
    if (drag?.visit) {
      delete drag.visit.dataset.lengte;
    }
    drag = null;
    hand.preview(null);
    document.documentElement.classList.remove("agenda-drags", "agenda-resizes");
  }

  function swallowClick() {
    const stop = (event) => {
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => document.removeEventListener("click", stop, { capture: true }), 50);
  }

  document.addEventListener("pointercancel", end);
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Escape" && drag?.begun) {
        const resized = drag.resizes ? drag : null;
        event.preventDefault();
        event.stopImmediatePropagation();
        end();
        if (resized) {
          const column = resized.visit.closest(".agenda-column");
          resized.visit.style.setProperty("--l", Math.round(resized.box.height / quarter(column)));
        } else {
          hand.back();
        }
      }
    },
    { capture: true },
  );
})();
