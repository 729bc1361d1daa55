// The card of an appointment opens beside the grid, its buttons change what they change and nothing
// else, and the browser's Back closes it. Without this script an appointment is a page of its own.
(() => {
  "use strict";

  if (!window.agenda) return;
  const { desk, rail, card, address, stand, isInHand, dirty, drafts, ask, say, put, focusAfter } = window.agenda;
  let latest = 0;

  // Fills the rail; false when the server cannot be asked now, or asks to sign in.
  const fill = async (pk) => {
    const turn = ++latest;
    let answer;
    try {
      answer = await ask(address(pk), { headers: { "HX-Target": "agenda-rail" } });
    } catch {
      say("net");
      return false;
    }
    if (!answer.ok) {
      say("out");
      return false;
    }
    const html = await answer.text();
    if (turn === latest) put(html, rail());
    return turn === latest;
  };

  const open = async (pk, { byKey, link }) => {
    const had = card();
    const from = document.activeElement;
    const box = link.getBoundingClientRect();
    if (link.closest("#agenda-grid")) desk().dataset.side = box.left + box.width / 2 > innerWidth / 2 ? "left" : "right";
    if (!(await fill(pk))) return;
    if (had) history.replaceState(history.state, "", address(pk));
    else history.pushState({ card: true }, "", address(pk));
    rail().scrollTop = 0;
    if (byKey) focusAfter(from, rail().querySelector("h2"));
  };

  const close = async () => {
    if (history.state?.card) return history.back();
    const pk = card();
    const from = document.activeElement;
    if (!(await fill(""))) return;
    history.replaceState(history.state, "", address(""));
    focusAfter(from, document.getElementById(`afspraak-${pk}`));
  };

  addEventListener("popstate", async () => {
    const pk = new URLSearchParams(location.search).get("kaart") ?? "";
    const before = card();
    if (pk === before) return;
    const from = document.activeElement;
    const hadFocus = rail().contains(from) || from === document.body;
    if ((await fill(pk)) && !pk && hadFocus) focusAfter(from, document.getElementById(`afspraak-${before}`));
  });

  // What the server refuses for want of a login is sent by the browser itself: the page that follows
  // keeps it until somebody has signed in.
  const send = async (form, button) => {
    const body = new FormData(form, button);
    body.set("next", address());
    body.set("stand", stand());
    let answer;
    try {
      answer = await ask(button?.getAttribute("formaction") ?? form.action, { method: "POST", body });
    } catch {
      say("net");
      return;
    }
    if (!answer.ok) {
      const next = form.elements.namedItem("next");
      if (next) next.value = address();
      form.dataset.native = "";
      form.requestSubmit(button);
      return;
    }
    for (const one of form.querySelectorAll("textarea")) {
      drafts.delete(`${card()} ${one.id}`);
      one.defaultValue = one.value;
    }
    say();
    put(await answer.text());
  };

  document.addEventListener("click", (event) => {
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!plain || event.defaultPrevented || isInHand()) return;
    const link = event.target.closest?.("a[data-kaart]");
    if (link) {
      event.preventDefault();
      open(link.dataset.kaart, { byKey: event.detail === 0, link });
    } else if (event.target.closest?.(".agenda-card__close")) {
      event.preventDefault();
      close();
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || "native" in form.dataset) return;
    if (!form.matches("#check-in, .agenda-card form:not(.agenda-length), .agenda-done form")) return;
    event.preventDefault();
    send(form, event.submitter);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || isInHand() || !card()) return;
    event.preventDefault();
    close();
  });

  // A note that was not saved is not lost without a question.
  addEventListener("beforeunload", (event) => {
    if (dirty().length || drafts.size) event.preventDefault();
  });

  window.agenda.openCard = open;
  window.agenda.send = send;
})();
