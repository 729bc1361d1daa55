// One field on the agenda finds whoever is on the phone, and books beside the grid. Without this
// script the same forms lead to pages of their own. The desk itself is drawn anew by hand.js.
(() => {
  "use strict";

  if (!window.agenda) return;
  const rail = "agenda-rail";
  const field = () => document.getElementById("phone-words");
  const panel = () => document.getElementById("phone-panel");
  const list = () => document.getElementById("phone-rows");
  const rows = () => [...document.querySelectorAll("#phone-rows [role=option]")];
  const chosen = () => rows().find((row) => row.getAttribute("aria-selected") === "true");
  const confirming = () => document.querySelector(`#${rail} [data-confirm]`);

  // The list below the field.

  function prepare() {
    const input = field();
    if (!input || input.hasAttribute("role")) return;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", "phone-rows");
    input.setAttribute("aria-expanded", "false");
  }

  function choose(row) {
    for (const one of rows()) one.setAttribute("aria-selected", String(one === row));
    if (!row) return;
    field().setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
  }

  function show(isOpen) {
    const input = field();
    if (!input) return;
    panel().hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) input.removeAttribute("aria-activedescendant");
  }

  function tell(words) {
    const status = document.querySelector("[data-phone-status]");
    if (status) status.textContent = words;
  }

  function showRows() {
    show(Boolean(list()));
    if (!list()) return;
    choose(rows()[0]);
    tell(list().dataset.told);
  }

  // Rows of other words than those in the field are on their way out: nobody means them.
  const isFresh = () =>
    Boolean(list()) && !panel().hidden && list().dataset.words === field().value.trim();

  async function go(address, options) {
    if (!(await window.agenda.load(address, options))) return;
    prepare();
    const card = new URL(location.href).searchParams.get("kaart");
    const start = document.querySelector(".agenda-lit button, .agenda-first button");
    const visit = card && document.getElementById(`afspraak-${card}`);
    (start || visit || field())?.focus();
  }

  function take(row) {
    if (!row) return;
    const { form } = field();
    if ("new" in row.dataset) {
      const body = new FormData(form);
      body.set("nieuw", "ja");
      go(form.action, { method: "POST", body });
    } else if (row.dataset.hand) {
      go(row.dataset.hand);
    }
  }

  function fillRail(verb, address, more) {
    return window.htmx.ajax(verb, address, { target: `#${rail}`, swap: "innerHTML", ...more });
  }

  async function openCard(row) {
    if (!row || !row.dataset.page) return;
    if (!row.dataset.card) {
      location.assign(row.dataset.page);
      return;
    }
    const address = window.agenda.here();
    address.searchParams.set("kaart", row.dataset.card);
    show(false);
    await fillRail("GET", address.pathname + address.search);
    window.agenda.focusAfter(field(), document.querySelector(`#${rail} h2[tabindex]`));
  }

  function atKeyInField(event) {
    const input = event.target;
    const all = rows();
    const isAtEnd = input.selectionStart === input.value.length;
    if (event.key === "Escape" && !panel().hidden) {
      show(false);
    } else if (event.key === "Enter") {
      // A list that is not of these words yet is asked for: the next press takes what was seen.
      if (isFresh()) take(chosen());
      else window.htmx.trigger(input, "phone-again");
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && all.length) {
      const step = event.key === "ArrowDown" ? 1 : -1;
      show(true);
      choose(all[(all.indexOf(chosen()) + step + all.length) % all.length]);
    } else if (event.key === "ArrowRight" && isFresh() && isAtEnd) {
      openCard(chosen());
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  // What is confirmed in the rail.

  function focusRail() {
    const part = confirming();
    if (!part) return;
    const fields = [...part.querySelectorAll("input:not([type=hidden]):not([type=search]), select")];
    const isFaulty = (one) => one.closest(".w-field__wrapper")?.querySelector(".error-message");
    const isEmpty = (one) => ["name", "phone"].includes(one.name) && !one.value;
    const first =
      part.querySelector(".desk-same") ||
      fields.find(isFaulty) ||
      part.querySelector(".desk-people button, #zoek_zoek") ||
      fields.find(isEmpty) ||
      part.querySelector("[data-book]");
    first?.focus();
    const lit = [...document.querySelectorAll(".agenda-lit button")];
    for (const one of lit) one.classList.toggle("phone-chosen", one.value === part.dataset.spot);
    const pressed = lit.find((one) => one.matches(".phone-chosen"));
    pressed?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (pressed) window.agenda.preview(pressed);
  }

  function sayLost() {
    const form = confirming()?.querySelector("form");
    const place = form?.querySelector("[data-lost-at]");
    if (!place) return;
    place.textContent = form.dataset.lost;
    place.hidden = false;
  }

  function askAbout(form, button) {
    fillRail("POST", form.getAttribute("action"), { values: { ...Object.fromEntries(new FormData(form)), plek: button.value } });
  }

  // Before other scripts: these keys and presses are of the field and of the confirmation.

  document.addEventListener("keydown", (event) => {
    const { target } = event;
    if (target === field()) {
      atKeyInField(event);
    } else if (event.key === "Escape" && target.closest("[data-confirm]")) {
      event.preventDefault();
      event.stopPropagation();
      go(confirming().querySelector("[data-other]").href);
    }
  }, true);

  document.addEventListener("click", (event) => {
    const row = event.target.closest("#phone-rows [role=option]");
    if (row) take(row);
    else if (!event.target.closest("[data-phone]")) show(false);
    const link = event.target.closest("a[data-book-here], a[data-other]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (link.matches("[data-other]")) go(link.href);
    else fillRail("GET", link.getAttribute("href"));
  }, true);

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const isOfField = form === field()?.form;
    if (!isOfField && !(form.id === "zet" && new URL(form.action).searchParams.get("hand") === "nieuw" && event.submitter)) return;
    event.preventDefault();
    event.stopPropagation();
    if (isOfField) window.htmx.trigger(field(), "phone-again");
    else askAbout(form, event.submitter);
  }, true);

  // Another treatment has another end, and another start is another form: what is typed stays, and is kept.
  let typed = null;
  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-confirm] form");
    if (!form || event.target.name !== "treatment") return;
    fillRail("POST", form.getAttribute("action"), { source: form, values: { vooraf: "ja" } });
  });

  document.addEventListener("focusout", (event) => {
    const next = event.relatedTarget;
    if (event.target === field() && next && !next.closest("[data-phone]")) show(false);
  });

  document.addEventListener("phone:booked", (event) => go(event.detail.value));

  // A login that ended answers with its own screen: the whole page then goes there, and comes back
  // to what is in the hand. What was typed to book is sent as a form, which is kept through it.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, target, elt, requestConfig } = event.detail;
    if (target?.id !== rail && target?.id !== "phone-panel") return;
    const { plek, vooraf } = requestConfig.parameters;
    const asked = (plek || vooraf || requestConfig.verb === "get") && target.querySelector("[data-confirm] form");
    typed = asked ? new FormData(asked) : null;
    const landed = xhr.responseURL ? new URL(xhr.responseURL).pathname : "";
    if (xhr.status !== 403 && !landed.endsWith("/login/")) return;
    event.detail.shouldSwap = false;
    typed = null;
    const isToBook = elt.matches("[data-confirm] form") && !vooraf;
    if (isToBook && requestConfig.verb === "post") elt.submit();
    else location.reload();
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id === "phone-panel") showRows();
    const { elements } = document.querySelector("[data-confirm] form") || {};
    for (const [name, value] of (elements && typed) || []) {
      if (elements[name]?.matches?.("input:not([type=hidden], [type=checkbox]), textarea, [name=language]")) elements[name].value = value;
    }
    if (typed && elements && location.search.includes("getypt=")) elements[0].dispatchEvent(new Event("input", { bubbles: true }));
    typed = null;
  });

  // Only now: htmx itself puts the cursor in a field.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id === rail) focusRail();
  });

  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(name, (event) => {
      if (event.detail.elt === field()) tell(field().form.dataset.lost);
      else sayLost();
    });
  }

  // After reloading, or Back, what was typed stands beside the agenda again.
  function bringBack() {
    prepare();
    const { typedAt } = window.agenda.desk().dataset;
    if (typedAt) fillRail("GET", typedAt);
  }

  document.addEventListener("agenda:shown", bringBack);
  bringBack();
})();
