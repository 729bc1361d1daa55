// An appointment in the hand: everything is a link or a button of the page, and what it leads to is
// shown without loading a page. A refusal is its sentence above the grid.
(() => {
  "use strict";

  if (!window.agenda) return;
  const { find, load } = window.agenda;
  const bar = () => find(".agenda-hand");
  const isBusy = () => document.documentElement.classList.contains("agenda-busy");

  const addressWith = (pk) => {
    const address = window.agenda.here();
    for (const name of ["kaart", "behandeling", "lengte", "bij", "patient", "wissel"]) address.searchParams.delete(name);
    address.searchParams.set("hand", pk);
    address.hash = "";
    return address.href;
  };

  const pickUp = async (pk, isDragged) => {
    if (!(await load(addressWith(pk)))) return false;
    window.agenda.focusStart({ isDragged });
    return Boolean(bar());
  };

  const back = async () => {
    const link = find(".agenda-hand__back");
    const pk = bar()?.dataset.afspraak;
    if (link && (await load(link.href))) find(`#afspraak-${pk}`)?.focus({ preventScroll: true });
  };

  const send = async (form, submitter) => {
    const data = new FormData(form, submitter);
    const pk = bar()?.dataset.afspraak;
    const address = submitter?.getAttribute("formaction") || form.action;
    if (!(await load(address, { method: "POST", body: data }))) return;
    const refused = find(".agenda-refused");
    const next = refused ? find("a, button", refused) : find(`#afspraak-${pk}`);
    next?.focus({ preventScroll: true });
    if (!refused) next?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  const choose = async (form, id) => {
    const address = new URL(form.action);
    address.search = new URLSearchParams(new FormData(form)).toString();
    if ((await load(address.href)) && id) find(`#${id}`)?.focus();
  };

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
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
    if (!link || !(link.search.includes("hand=") || link.matches(".agenda-hand a"))) return;
    if (link.pathname !== location.pathname.replace(/zet\/$/, "")) return;
    event.preventDefault();
    const { kaart } = link.closest(".agenda-card")?.dataset ?? {};
    if (link.matches(".agenda-hand__back")) back();
    // What is in sight is picked up there: in the week, if that is shown.
    else if (kaart && link.dataset.key === "M" && find(`#agenda-grid #afspraak-${kaart}`)) pickUp(kaart);
    else load(link.href).then((came) => came && window.agenda.focusStart({ column: link.hash && find(link.hash) }));
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.id === "zet" || form.matches(".agenda-refused form, .agenda-desk .agenda-length")) {
      event.preventDefault();
      if (!isBusy()) send(form, event.submitter);
    } else if (form.matches(".agenda-hand form")) {
      event.preventDefault();
      choose(form);
    }
  });

  document.addEventListener("change", (event) => {
    const form = event.target.closest(".agenda-hand form");
    if (form?.method !== "get") return;
    // Another treatment brings its own length.
    if (event.target.name === "behandeling" && form.elements.lengte) form.elements.lengte.value = "";
    choose(form, event.target.id);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const refused = find(".agenda-refused");
    if (!refused && !bar()) return;
    event.preventDefault();
    if (!refused) return back();
    refused.remove();
    find(".agenda-drop")?.remove();
    window.agenda.focusStart();
  });

  // A preview at full length under the mouse or the focus.
  const preview = (button) => {
    find(".agenda-preview")?.remove();
    const place = button?.closest(".agenda-lit");
    if (!place || !bar()) return;
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
  };
  const startAt = (event) => event.target.closest?.(".agenda-lit button");
  document.addEventListener("mouseover", (event) => preview(startAt(event)));
  document.addEventListener("focusin", (event) => preview(startAt(event)));
  document.addEventListener("focusout", () => preview(null));

  document.documentElement.classList.add("agenda-by-script");
  Object.assign(window.agenda, { pickUp, back, bar, preview });
})();
