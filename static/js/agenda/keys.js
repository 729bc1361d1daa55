// Letters and signs on the agenda. A control says in data-key by which it is pressed, and a screen
// reader hears them as long as they hold: somebody may have turned them off. Escape closes what is
// folded open above the grid.
(() => {
  "use strict";

  if (!window.agenda) return;
  const { find, desk, isInHand, pickUp } = window.agenda;
  const KEY = /^[a-z?/[\]]$/i;
  const FIELDS = "input, select, textarea, [contenteditable=true]";
  const OWN = ".agenda-visit, .agenda-slip, .agenda-card";
  // What can be moved is picked up with M.
  const MOVED = ".agenda-visit[data-hand] > a, a.agenda-slip[data-hand]";
  const list = () => document.getElementById("agenda-keys");
  const areOn = () => "keys" in desk().dataset;

  const name = () => {
    if (!areOn()) return;
    for (const one of desk().querySelectorAll(`[data-key], ${MOVED}`)) one.setAttribute("aria-keyshortcuts", one.dataset.key ?? "M");
  };

  // Nothing is done with a key that a browser or a system wants. A keyboard that writes [ with AltGr
  // sends Ctrl and Alt along on some systems.
  const isPlain = (event) => {
    if (event.metaKey || event.repeat || event.isComposing) return false;
    if (event.getModifierState("AltGraph")) return !/[a-z]/i.test(event.key);
    return !event.ctrlKey && !event.altKey;
  };

  // Of a week, that of the day from which somebody came; of a day, the first in which somebody works.
  const columnOfDay = () => {
    const day = new URL(desk().dataset.address, location.href).searchParams.get("dag");
    return document.getElementById(`kolom-${day}`) ?? find(".agenda-column:not(.agenda-column--slim)");
  };

  // In the appointment or the card of the focus, in its column or line, and then in the agenda. With
  // something in the hand only what stands above the grid has a key.
  const control = (key, from) => {
    const selector = `[data-key~="${key}"]`;
    if (isInHand()) return find(`.agenda-hand ${selector}`);
    const own = from.closest(OWN);
    if (key === "M" && own?.matches("[data-hand]")) return own.matches(MOVED) ? own : find(":scope > a", own);
    const cell = from.closest(".agenda-cell");
    if (key === "D" && cell) return find(".agenda-cell__day", cell);
    const others = [...desk().querySelectorAll(selector)].filter((one) => !one.closest(OWN) && one.getClientRects().length);
    const column = from.closest(".agenda-column, .agenda-line") ?? columnOfDay();
    return (own && find(selector, own)) ?? others.find((one) => column?.contains(one)) ?? others[0];
  };

  const press = (one) => {
    if (one.matches("input")) {
      one.focus();
      one.select();
    } else if (one.matches(MOVED)) {
      pickUp(one.dataset.kaart);
    } else {
      one.click();
    }
  };

  const atLetter = (event) => {
    const { target } = event;
    const isHere = target === document.body || desk().contains(target);
    if (!areOn() || !isHere || target.closest(FIELDS) || !KEY.test(event.key) || !isPlain(event)) return;
    const one = event.key === "?" ? list() : control(event.key.toUpperCase(), target);
    if (!one) return;
    event.preventDefault();
    event.stopPropagation();
    if (one === list()) one.togglePopover();
    else press(one);
  };

  const atEscape = (event) => {
    if (event.key !== "Escape") return;
    const menu = find(".agenda-toolbar details[open]");
    if (!menu && !list()?.matches(":popover-open")) return;
    event.preventDefault();
    event.stopPropagation();
    if (menu) {
      menu.open = false;
      find("summary", menu).focus();
    } else {
      list().hidePopover();
    }
  };

  // Before other scripts and before Wagtail, which has a list of its own keys behind "?".
  document.addEventListener("keydown", atEscape, true);
  document.addEventListener("keydown", atLetter, true);

  document.addEventListener("click", (event) => {
    const menu = find(".agenda-toolbar details[open]");
    if (menu && !menu.contains(event.target)) menu.open = false;
    const isToList = event.target.closest?.("[data-keys-list], [data-a11y-dialog-show='keyboard-shortcuts-dialog']");
    if (!isToList || !list() || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (menu) menu.open = false;
    list().showPopover();
  }, true);

  document.addEventListener("agenda:drawn", name);
  name();
})();
