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

  // The token of the page, which the form sends along so that what is done is forgotten.
  const tokenOf = (form) => {
    const address = new URL(location.href);
    const token = address.searchParams.get(NAME) ?? makeToken();
    address.searchParams.set(NAME, token);
    if (form.closest("[data-confirm]")) address.searchParams.delete(ANSWER);
    if (address.href !== location.href) history.replaceState(history.state, "", address);
    let field = form.elements.namedItem(NAME);
    if (!field) {
      field = Object.assign(document.createElement("input"), { type: "hidden", name: NAME });
      form.append(field);
    }
    field.value = token;
    return token;
  };

  const keep = () => {
    clearTimeout(timer);
    const form = waiting;
    waiting = null;
    if (!form?.isConnected) return;
    const body = new FormData(form);
    body.set(NAME, tokenOf(form));
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
    tokenOf(form);
    clearTimeout(timer);
    timer = setTimeout(keep, WAIT);
  });
  // Before the form itself is sent, or the page goes. A form that came back says of which token it is.
  document.addEventListener("submit", ({ target }) => {
    if (waiting) keep();
    if (target.matches("[data-keep]") && location.search.includes(`${NAME}=`)) tokenOf(target);
  }, true);
  document.addEventListener("visibilitychange", () => document.hidden && waiting && keep());
  addEventListener("pagehide", () => waiting && keep());
})();
