// A series on the agenda: all buttons are of one form, and this fetches the page that they lead to
// in place of loading it. Another start in a list is planned at once. Without it the same buttons
// send the form.
(() => {
  "use strict";

  const form = () => document.getElementById("reeks");
  if (!window.agenda) return;
  const { load } = window.agenda;

  // The address or the body of the form, with the button that was pressed.
  function asked(button) {
    const data = new FormData(form(), button);
    const address = new URL(button?.getAttribute("formaction") || form().getAttribute("action"), location.href);
    if (form().method === "post") return [address.href, { method: "POST", body: data }];
    address.search = new URLSearchParams(data);
    return [address.href, {}];
  }

  const first = (selector) => document.querySelector(`#reeks ${selector}`);

  // After a plan: what is amiss, what has to be typed, or the button that books.
  function focusPlan() {
    const isEmpty = (name) => first(`[name=${name}]:not([type=hidden])`)?.value === "";
    const amiss = first(".error-message")?.closest(".w-field__wrapper")?.querySelector("input, select");
    const typing = isEmpty("name") ? first("[name=name]") : null;
    const next = amiss || first(".desk-same") || typing || first("[data-book]") || first("[autofocus]") || first("summary");
    // What does not fit stands at the top.
    if (next?.matches("[data-book]")) window.scrollTo(0, 0);
    next?.focus({ preventScroll: next.matches("[data-book]") });
  }

  // The same control as before, for whoever goes through days or appointments by keyboard.
  function focusAgain(button) {
    const found = [...document.querySelectorAll(`[form=reeks][name="${button.name}"], #reeks [name="${button.name}"]`)];
    const same = found.find((one) => one.value === button.value || (button.dataset.key && one.dataset.key === button.dataset.key));
    if (same) same.focus({ preventScroll: true });
    else focusPlan();
  }

  async function send(button, select) {
    if (!(await load(...asked(button)))) {
      const lost = first("[data-lost-at]");
      if (lost) [lost.textContent, lost.hidden] = [form().dataset.lost, false];
      return;
    }
    if (!form()) document.querySelector("#phone-words, .agenda-scroll")?.focus();
    else if (select) document.getElementById(select)?.focus();
    else if (["toont", "zonder"].includes(button?.name)) focusAgain(button);
    else focusPlan();
  }

  document.addEventListener("click", async (event) => {
    const link = event.target.closest(".agenda-desk a[data-series]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (await load(link.href)) (first("[autofocus]") || first("select"))?.focus();
  });

  document.addEventListener("submit", (event) => {
    if (event.target !== form()) return;
    event.preventDefault();
    send(event.submitter);
  });

  document.addEventListener("change", (event) => {
    if (event.target.closest("#reeks .series-rows")) send(first("button[name=toon]"), event.target.id);
  });
})();
