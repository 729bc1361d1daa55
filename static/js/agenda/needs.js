// Bring the list of what needs the desk up to date each minute. Nothing is swapped under somebody's
// hands: not while the focus is in the list. Without this script the list is as it was loaded.
(() => {
  "use strict";

  const list = () => document.getElementById("needs");
  const isBusy = () => document.hidden || list().contains(document.activeElement);

  const refresh = async () => {
    if (isBusy()) return;
    try {
      const answer = await fetch(window.location.href, { credentials: "same-origin" });
      const text = await answer.text();
      const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("needs");
      if (!answer.ok || !fresh) throw new Error("no list");
      if (!isBusy()) list().replaceWith(document.importNode(fresh, true));
    } catch {
      list().querySelector(".needs-page__stale").hidden = false;
    }
  };

  window.setInterval(refresh, Number(list().dataset.every) * 1000);
})();
