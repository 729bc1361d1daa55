// Shared by the scripts of the agenda: asks the server for pieces of the page and puts them in place
// without losing focus, what was typed, or what was unfolded. Everything works without it too, as
// links and forms.
(() => {
  "use strict";

  if (!document.getElementById("agenda-stand")) return;
  // Looked up each time: another page may come into the place of this one.
  const find = (selector, within = document) => within.querySelector(selector);
  const desk = () => find(".agenda-desk");
  const rail = () => document.getElementById("agenda-rail");
  const fresh = () => document.getElementById("agenda-fresh");
  // Notes that were typed and not saved, with the version that their form showed, by card and field.
  const drafts = new Map();

  const card = () => rail().querySelector(".agenda-card")?.dataset.kaart ?? "";
  const address = (pk = card()) => desk().dataset.address + (pk ? `&kaart=${pk}` : "");
  const stand = () => document.getElementById("agenda-stand").value;
  const isInHand = () => "hand" in desk().dataset;
  const dirty = () => [...rail().querySelectorAll("textarea")].filter((one) => one.value !== one.defaultValue);

  // A redirect is not followed: it leads to the screen to sign in.
  const ask = (url, options = {}) =>
    fetch(url, {
      ...options,
      redirect: "manual",
      headers: { "HX-Request": "true", "X-Requested-With": "XMLHttpRequest", ...options.headers },
    });

  // Shows one remark beside the toolbar: "old", "out" or "net"; none without a name.
  const say = (name = "") => {
    if (!fresh()) return;
    for (const one of fresh().querySelectorAll("[role=status] > p")) one.hidden = !one.classList.contains(`agenda-fresh__${name}`);
    fresh().classList.toggle("agenda-fresh--amiss", name !== "");
  };

  const keepNotes = () => {
    for (const one of dirty())
      drafts.set(`${card()} ${one.id}`, { text: one.value, shown: one.form.elements.getoond.value });
  };
  const bringBackNotes = () => {
    for (const one of rail().querySelectorAll("textarea")) {
      const draft = drafts.get(`${card()} ${one.id}`);
      if (!draft) continue;
      one.value = draft.text;
      one.form.elements.getoond.value = draft.shown;
    }
  };
  // What needs the desk is counted in the menu too, where no answer comes.
  const countInMenu = () => {
    const needs = document.getElementById("agenda-needs");
    const link = needs && find(`#wagtail-sidebar a[href="${needs.getAttribute("href")}"]`);
    const number = needs && find(".agenda-needs__count", needs)?.textContent;
    if (number) link?.setAttribute("data-needs", number);
    else link?.removeAttribute("data-needs");
  };
  // Marks the appointment whose card is open, and lets other scripts see to what was drawn anew.
  const drawn = () => {
    countInMenu();
    for (const one of desk().querySelectorAll("[aria-current=true]")) one.removeAttribute("aria-current");
    document.getElementById(`afspraak-${card()}`)?.setAttribute("aria-current", "true");
    document.dispatchEvent(new CustomEvent("agenda:drawn"));
  };

  // Focuses what an answer brought, unless somebody went on to a field while it was on its way: `from`
  // had the focus when it was asked for.
  const focusAfter = (from, to) => {
    const { activeElement } = document;
    if (activeElement === from || !activeElement?.matches("input, select, textarea")) to?.focus({ preventScroll: true });
  };

  // Puts an answer in place: its pieces by their ids, or all of it into the rail.
  const put = (html, target = null) => {
    const focused = document.activeElement;
    const nearest = focused?.closest(".agenda-visit")?.querySelector("[id]")?.id ?? focused?.closest(".agenda-week [id]")?.id;
    const wasInCard = rail().contains(focused);
    const before = card();
    const unfolded = [...rail().querySelectorAll("details")].map((one) => one.open);
    keepNotes();
    window.htmx.swap(target ?? desk(), html, { swapStyle: target ? "innerHTML" : "none" });
    bringBackNotes();
    if (before === card()) rail().querySelectorAll("details").forEach((one, number) => (one.open = unfolded[number] ?? false));
    drawn();
    if (document.contains(focused) && document.activeElement !== document.body) return;
    const next = nearest ? document.getElementById(nearest) : wasInCard && rail().querySelector(".agenda-bar button, h2");
    if (next) next.focus({ preventScroll: true });
  };

  // The address that shows, without the tokens by which an answer, or what was typed, is shown again.
  const here = () => {
    const shown = new URL(location.href);
    for (const token of ["antwoord", "getypt"]) shown.searchParams.delete(token);
    return shown;
  };

  window.agenda = { here, find, desk, rail, fresh, card, address, stand, isInHand, dirty, drafts, keepNotes, bringBackNotes, drawn, ask, say, put, focusAfter };
  drawn();
})();
