// Who closes a menu or a window of Wagtail with the keyboard comes back to the button that opened it.
// Wagtail lets go of the focus, so that the next Tab begins at the top of the page.
(() => {
  "use strict";

  const OVER = ".modal, [role=dialog], .w-dropdown__content, [data-tippy-root], .sidebar-sub-menu-panel";
  const AFTER_CLOSING = 400; // milliseconds, longer than it takes to fade
  let before = null; // what had the focus outside of those
  let isInside = false;

  const isSeen = (element) => element?.isConnected && element.checkVisibility({ visibilityProperty: true });

  const comeBack = () => {
    if (document.activeElement !== document.body || !isInside || !before) return;
    // What was chosen hides the button that opened the window, and shows others in its place.
    const place = isSeen(before) ? [before] : (before.closest(".chooser")?.querySelectorAll("button") ?? []);
    [...place].find(isSeen)?.focus();
  };

  document.addEventListener("focusin", (event) => {
    isInside = Boolean(event.target.closest(OVER));
    if (!isInside) before = event.target;
  });
  // What gives the focus back itself says so when its window closes.
  document.addEventListener("focus-is-given", () => {
    before = null;
  });
  document.addEventListener("focusout", () => {
    if (isInside) setTimeout(comeBack, AFTER_CLOSING);
  });
})();
