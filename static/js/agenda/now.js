// The agenda opens at the present moment. Without this script the links to today do the same, by
// the anchor in their address.
(() => {
  "use strict";

  const now = document.getElementById("nu");
  const scroller = now && now.closest(".agenda-scroll");
  if (scroller) scroller.scrollTop = now.offsetTop - scroller.clientHeight / 2;
})();
