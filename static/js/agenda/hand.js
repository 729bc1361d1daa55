/* An appointment in the hand: everything is a link or a button of the page, and this fetches what it
   leads to in place of loading the page. What the server answers is shown as it is: a refusal is
   its sentence above the grid. Without the net it says so, and nothing was changed. */
(function () {
  "use strict";

  const find = (selector, within) => (within || document).querySelector(selector);
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const bar = () => find(".agenda-hand");
  let busy = false;

  /* Show the page of an address, with the scroll of the grid as it was; tells whether it came. */
  async function load(url, options) {
    busy = true;
    document.documentElement.classList.add("agenda-busy");
    try {
      const answer = await fetch(url, { credentials: "same-origin", ...options });
      if (new URL(answer.url).pathname.endsWith("/login/") || answer.status === 403) {
        leave(url);
        return false;
      }
      if (!answer.ok && answer.status !== 409) {
        throw new Error(String(answer.status));
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!find(".agenda-desk", page)) {
        // Somewhere else, such as the form that books: go there.
        location.assign(answer.url);
        return false;
      }
      put(page, answer.status === 409 ? agendaAddress(url) : answer.url);
      return true;
    } catch {
      tellGone();
      return false;
    } finally {
      busy = false;
      document.documentElement.classList.remove("agenda-busy");
    }
  }

  /* Other scripts hold on to these elements: they stay, with what is new inside. */
  const KEPT = ["agenda-rail", "agenda-fresh"];
  const kept = new Map();

  function keep(page) {
    for (const id of KEPT) {
      const there = document.getElementById(id);
      const next = page.getElementById(id);
      if (there && !kept.has(id)) {
        kept.set(id, there);
      }
      if (next && kept.has(id)) {
        kept.get(id).replaceChildren(...next.childNodes);
        next.replaceWith(kept.get(id));
      }
    }
  }

  /* What was typed in a note and not saved comes back with its card. */
  function keepNotes() {
    const { dirty, drafts, card } = window.agenda || {};
    for (const one of dirty?.() || []) {
      const shown = one.form.elements.getoond.value;
      drafts.set(`${card()} ${one.id}`, { text: one.value, shown });
    }
  }

  function put(page, address) {
    const desk = find(".agenda-desk");
    const before = find(".agenda-scroll");
    const at = before ? [before.scrollLeft, before.scrollTop] : null;
    keepNotes();
    keep(page);
    const next = find(".agenda-desk", page);
    for (const { name } of Array.from(desk.attributes)) {
      desk.removeAttribute(name);
    }
    for (const { name, value } of next.attributes) {
      desk.setAttribute(name, value);
    }
    desk.replaceChildren(...next.childNodes);
    const told = find(".messages");
    if (told) {
      told.replaceChildren(...(find(".messages", page)?.children || []));
    }
    document.title = page.title;
    history.replaceState(history.state, "", address);
    const after = find(".agenda-scroll");
    if (at && after) {
      [after.scrollLeft, after.scrollTop] = at;
    }
    if (window.htmx) {
      window.htmx.process(desk);
    }
    rove(null);
    document.dispatchEvent(new CustomEvent("agenda:shown"));
  }

  /* The login has ended: sign in, and the address fills the hand again. */
  function leave(url) {
    location.assign(agendaAddress(url));
  }

  function agendaAddress(url) {
    const address = new URL(url, location.href);
    address.pathname = address.pathname.replace(/zet\/$/, "");
    return address.href;
  }

  function tellGone() {
    find(".agenda-refused")?.remove();
    const words = find("#hand-gone");
    if (words) {
      find(".agenda-desk").prepend(words.content.cloneNode(true));
    }
  }

  /* Picking up, leaving, pressing */

  function addressWith(pk) {
    const address = new URL(location.href);
    ["kaart", "behandeling", "lengte", "bij", "patient", "wissel"].forEach((name) =>
      address.searchParams.delete(name),
    );
    address.searchParams.set("hand", pk);
    address.hash = "";
    return address.href;
  }

  async function pickUp(pk) {
    if (await load(addressWith(pk))) {
      focusStart();
      return Boolean(bar());
    }
    return false;
  }

  async function back() {
    const link = find(".agenda-hand__back");
    const pk = bar()?.dataset.afspraak;
    if (link && (await load(link.href))) {
      find(`#afspraak-${pk}`)?.focus({ preventScroll: true });
    }
  }

  async function send(form, submitter) {
    const data = new FormData(form, submitter);
    const pk = bar()?.dataset.afspraak;
    const address = submitter?.getAttribute("formaction") || form.action;
    if (await load(address, { method: "POST", body: data })) {
      if (find(".agenda-refused")) {
        find(".agenda-refused a, .agenda-refused button")?.focus({ preventScroll: true });
      } else {
        const shown = find(`#afspraak-${pk}`);
        shown?.focus({ preventScroll: true });
        shown?.scrollIntoView({ block: "nearest", inline: "nearest" });
      }
    }
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    if (event.target.closest("[data-close]")) {
      event.target.closest(".agenda-refused").remove();
      return;
    }
    if (bar() && event.target.closest("a[data-kaart]")) {
      // With something in the hand a press on an appointment does not lead away from it.
      event.preventDefault();
      return;
    }
    const link = event.target.closest(".agenda-desk a[href]");
    if (!link || !(link.search.includes("hand=") || link.matches(".agenda-hand a"))) {
      return;
    }
    if (link.pathname !== location.pathname.replace(/zet\/$/, "")) {
      return;
    }
    event.preventDefault();
    if (link.matches(".agenda-hand__back")) {
      back();
    } else {
      load(link.href).then((came) => came && focusStart());
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.id === "zet" || form.matches(".agenda-refused form, .agenda-desk .agenda-length")) {
      event.preventDefault();
      if (!busy) {
        send(form, event.submitter);
      }
    } else if (form.matches(".agenda-hand form")) {
      event.preventDefault();
      choose(form);
    }
  });

  document.addEventListener("change", (event) => {
    const form = event.target.closest(".agenda-hand form");
    if (form && form.method === "get") {
      // Another treatment brings its own length.
      if (event.target.name === "behandeling" && form.elements.lengte) {
        form.elements.lengte.value = "";
      }
      choose(form, event.target.id);
    }
  });

  async function choose(form, id) {
    const address = new URL(form.action);
    address.search = new URLSearchParams(new FormData(form)).toString();
    if ((await load(address.href)) && id) {
      find(`#${id}`)?.focus();
    }
  }

  /* Starts: the arrows go from one to the next by place on the screen, and Tab leaves them. */

  const starts = () => all(".agenda-lit button");

  function rove(current) {
    const lit = starts();
    const here = current || lit[0];
    lit.forEach((one) => {
      one.tabIndex = one === here ? 0 : -1;
    });
  }

  function focusStart() {
    const own = find(".agenda-visit--in-hand");
    const column = own?.closest(".agenda-column");
    const near = starts().find((one) => !column || column.contains(one)) || starts()[0];
    const first = near || find(".agenda-first button") || find(".agenda-hand__back");
    rove(near);
    first?.focus({ preventScroll: !near });
  }

  function nextStart(from, key) {
    const here = from.getBoundingClientRect();
    const column = from.closest(".agenda-column");
    const places = starts().map((one) => [one, one.getBoundingClientRect()]);
    const down = key === "ArrowDown" ? 1 : -1;
    if (key === "ArrowDown" || key === "ArrowUp") {
      const inColumn = places.filter(([one]) => column.contains(one));
      const index = inColumn.findIndex(([one]) => one === from);
      return inColumn[index + down]?.[0];
    }
    const right = key === "ArrowRight" ? 1 : -1;
    const beside = places.filter(([, box]) => (box.left - here.left) * right > 1);
    const distance = ([, box]) => Math.abs(box.left - here.left) * 100 + Math.abs(box.top - here.top);
    beside.sort((one, other) => distance(one) - distance(other));
    return beside[0]?.[0];
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) {
      return;
    }
    if (event.key === "Escape" && (find(".agenda-refused") || bar())) {
      event.preventDefault();
      const bubble = find(".agenda-refused");
      if (bubble) {
        bubble.remove();
        find(".agenda-drop")?.remove();
        focusStart();
      } else {
        back();
      }
      return;
    }
    const inGrid = event.target.closest?.(".agenda-scroll, .agenda-rail");
    if (!inGrid || event.target.closest("input, select, textarea")) {
      return;
    }
    const visit = event.target.closest(".agenda-visit[data-hand]");
    if (event.key.toLowerCase() === "m" && visit && !bar()) {
      event.preventDefault();
      pickUp(visit.dataset.hand);
    } else if (bar() && (event.key === "[" || event.key === "]")) {
      event.preventDefault();
      find(`.agenda-hand a[rel="${event.key === "[" ? "prev" : "next"}"]`).click();
    } else if (event.key.startsWith("Arrow") && event.target.matches(".agenda-lit button")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      const next = nextStart(event.target, event.key);
      if (next) {
        rove(next);
        next.focus();
      }
    }
  });

  /* A preview at full length under the mouse or the focus. */

  function preview(button) {
    find(".agenda-preview")?.remove();
    const place = button?.closest(".agenda-lit");
    if (!place || !bar()) {
      return;
    }
    const shown = document.createElement("li");
    shown.className = "agenda-preview";
    shown.setAttribute("aria-hidden", "true");
    shown.style.setProperty("--s", place.style.getPropertyValue("--s"));
    shown.style.setProperty("--l", bar().dataset.minuten);
    const name = document.createElement("b");
    name.dir = "auto";
    name.textContent = bar().dataset.naam;
    shown.append(name, ` ${find("b", button).textContent} – ${button.dataset.tot}`);
    place.after(shown);
  }

  const startAt = (event) => event.target.closest?.(".agenda-lit button");
  document.addEventListener("mouseover", (event) => preview(startAt(event)));
  document.addEventListener("focusin", (event) => preview(startAt(event)));
  document.addEventListener("focusout", () => preview(null));

  document.documentElement.classList.add("agenda-by-script");
  rove(null);
  window.agendaHand = { load, pickUp, back, bar, preview, tellGone, find };
})();
