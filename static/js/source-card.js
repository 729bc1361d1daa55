// A card with the source that a number in the text stands for. It holds what the list under the
// article says of it, so nothing is fetched and nothing stands in the page twice. Without this
// script a number is a link to the list.
(() => {
  "use strict";

  const list = document.querySelector("[data-card]");
  if (!list || !HTMLElement.prototype.showPopover) return;

  const GAP = 8; // px between the number and its card
  const card = document.createElement("div");
  let opener = null;
  let openAtPress = null;
  let justClosed = null;

  const element = (tag, className, text = "") => {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  };

  const linkOf = (event) => event.target.closest?.(".citation");
  const isOpen = () => card.matches(":popover-open");
  const anchors = (link) => (link.dataset.cites || link.hash.slice(1)).split(" ");

  // What was found comes first: it is what a reader wants to know, unless the work was taken back.
  function contents(anchor) {
    const row = document.getElementById(anchor);
    const copy = row.querySelector(".source").cloneNode(true);
    copy.classList.add("source-card__source");
    const finding = copy.querySelector(".source__finding");
    if (finding) copy.prepend(finding);
    const notice = copy.querySelector(".source__notice");
    if (notice) copy.prepend(notice);
    const kind = copy.querySelector("[data-kind]");
    const explains = kind && list.querySelector(`[data-explains="${kind.dataset.kind}"]`);
    if (explains) kind.after(element("span", "source-card__explanation", explains.textContent));
    return copy;
  }

  function head() {
    const made = element("div", "source-card__head");
    const close = element("button", "source-card__close", "×");
    close.type = "button";
    close.setAttribute("aria-label", list.dataset.cardClose);
    close.addEventListener("click", () => {
      const back = opener;
      card.hidePopover();
      back?.focus();
    });
    made.append(element("span", "", list.dataset.card), close);
    return made;
  }

  const isAtFoot = () => getComputedStyle(card).position === "fixed";

  // Under the number or above it, never over it: where it fits whole, or else where most room is.
  function place(link) {
    card.style.removeProperty("--card-room");
    const at = link.getBoundingClientRect();
    const above = at.top - 2 * GAP;
    const below = window.innerHeight - at.bottom - 2 * GAP;
    const isUnder = card.offsetHeight <= below || below >= above;
    card.style.setProperty("--card-room", `${isUnder ? below : above}px`);
    const top = isUnder ? at.bottom + GAP : at.top - GAP - card.offsetHeight;
    const furthest = document.documentElement.clientWidth - card.offsetWidth - GAP;
    card.style.setProperty("--card-top", `${top + window.scrollY}px`);
    card.style.setProperty("--card-left", `${Math.max(GAP, Math.min(at.left, furthest))}px`);
  }

  // A card at the foot of the screen leaves the place where the reader was in sight.
  function show(link) {
    const hidden = link.getBoundingClientRect().bottom + GAP - card.getBoundingClientRect().top;
    if (hidden > 0) window.scrollBy(0, hidden);
  }

  function release() {
    opener?.removeAttribute("aria-expanded");
    opener = null;
  }

  function open(link) {
    if (isOpen()) card.hidePopover();
    release();
    // Next to its number, so that the Tab key goes from the one into the other.
    (link.closest("sup") || link).after(card);
    card.replaceChildren(head(), ...anchors(link).map(contents));
    card.showPopover();
    if (isAtFoot()) show(link);
    else place(link);
    opener = link;
    link.setAttribute("aria-expanded", "true");
  }

  card.className = "source-card";
  card.popover = "auto";
  card.tabIndex = -1;
  card.setAttribute("role", "group");
  card.setAttribute("aria-label", list.dataset.card);
  card.addEventListener("beforetoggle", (event) => {
    if (event.newState === "open") return;
    // The focus that goes back to the number must not open the card again.
    justClosed = opener;
    setTimeout(() => {
      justClosed = null;
    });
    release();
  });

  // A press outside closes the card before the click arrives: remember whose it was.
  document.addEventListener("pointerdown", (event) => {
    openAtPress = isOpen() ? opener : null;
    if (!linkOf(event)) openAtPress = null;
  }, true);

  document.addEventListener("click", (event) => {
    const link = linkOf(event);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const pressedAgain = openAtPress === link;
    openAtPress = null;
    if (pressedAgain) {
      if (isOpen()) card.hidePopover();
    } else if (event.detail === 0 && opener === link) {
      card.focus(); // the Enter key, on a number whose card the focus opened
    } else {
      open(link);
    }
  });

  // A telephone that is turned, or a window that changes, moves the number.
  window.addEventListener("resize", () => {
    if (isOpen() && opener && !isAtFoot()) place(opener);
  });

  document.addEventListener("focusin", (event) => {
    const link = linkOf(event);
    if (link && link === justClosed) return;
    if (link && link !== opener && link.matches(":focus-visible")) open(link);
    else if (isOpen() && !link && !card.contains(event.target)) card.hidePopover();
  });
})();
