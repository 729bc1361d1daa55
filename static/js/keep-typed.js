// What is typed in a form of the desk is kept by the server for a quarter of an hour, for this login
// alone, so that reloading and Back give it back. The address gets a token, and nothing stays in the
// browser. A form names in data-keep where its fields are sent.
(() => {
  "use strict";

  const NAME = "getypt";
  const ANSWER = "antwoord";
  const WAIT = 600;
  const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  let waiting = null;
  let timer;

  const makeToken = () => [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => SIGNS[byte % SIGNS.length]).join("");

  const tokenHere = () => new URL(location.href).searchParams.get(NAME);

  // Gives the page a token, if it has none yet.
  const name = (form) => {
    const address = new URL(location.href);
    address.searchParams.set(NAME, tokenHere() ?? makeToken());
    if (form.closest("[data-confirm]")) address.searchParams.delete(ANSWER);
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  };

  const keep = () => {
    clearTimeout(timer);
    const form = waiting;
    waiting = null;
    if (!form?.isConnected) return;
    name(form);
    const body = new FormData(form);
    body.set("adres", form.getAttribute("action") || location.pathname + location.search);
    // It outlives the page; what could not be kept is still in the form.
    fetch(form.dataset.keep, { method: "POST", body, keepalive: true, headers: { "X-Requested-With": "XMLHttpRequest" } }).catch(() => {});
  };

  // A page that answered a form is shown again as it was, with what was refused or asked.
  const isKept = (form) => new URL(location.href).searchParams.has(ANSWER) && !form.closest("[data-confirm]");

  document.addEventListener("input", (event) => {
    const { form } = event.target;
    if (!form?.matches?.("[data-keep]") || isKept(form)) return;
    waiting = form;
    name(form);
    clearTimeout(timer);
    timer = setTimeout(keep, WAIT);
  });
  // A form sends the token along, so that what is done is forgotten.
  document.addEventListener("formdata", ({ target, formData }) => {
    if (target.matches("[data-keep]") && tokenHere()) formData.set(NAME, tokenHere());
  });
  // Before the form itself is sent, or the page goes.
  document.addEventListener("submit", () => waiting && keep(), true);
  document.addEventListener("visibilitychange", () => document.hidden && waiting && keep());
  addEventListener("pagehide", () => waiting && keep());
})();
