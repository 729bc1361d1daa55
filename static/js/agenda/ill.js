// Somebody is ill: the button counts what is ticked, and the list that two desks work on stays
// fresh. Without this script the button names no number, and the page shows what it showed.
(() => {
  "use strict";

  const go = document.querySelector(".ill-go[data-many]");
  const ticks = [...document.querySelectorAll(".ill-tick")];
  const count = () => {
    const mails = ticks.filter((tick) => tick.checked && !tick.disabled).length;
    const words = [go.dataset.none, go.dataset.one][mails] ?? go.dataset.many;
    go.textContent = words.replace("{n}", mails);
  };
  if (go && ticks.length) {
    ticks.forEach((tick) => tick.addEventListener("change", count));
    count();
  }

  // Who and how long lead on at once; the button remains for whoever wants to wait.
  document.querySelectorAll(".ill-line select[name=kin], .ill-line input[name=duur]").forEach((field) =>
    field.addEventListener("change", () => {
      const until = document.querySelector("input[name=tot]");
      const asksDay = document.querySelector("input[name=duur][value=until]")?.checked && !until?.value;
      if (asksDay) until.focus();
      else if (document.querySelector("select[name=kin]").value) document.querySelector("button[value=toon]").click();
    }),
  );

  const told = document.getElementById("ill-updated");
  const list = () => document.getElementById("ill-progress");
  const fail = () => {
    if (told && !told.classList.contains("ill-stale")) {
      told.textContent = `${told.dataset.failed} ${told.textContent.replace(/^\D*/, "")}`;
      told.classList.add("ill-stale");
    }
  };
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target === list() && list().contains(document.activeElement)) event.preventDefault();
  });
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const page = event.detail.xhr.responseText;
    const busy = list()?.contains(document.activeElement);
    if (!page.includes('id="ill-progress"') || event.detail.xhr.status !== 200) fail();
    else if (!busy) {
      const fresh = new DOMParser().parseFromString(page, "text/html").getElementById("ill-updated");
      if (told && fresh) told.textContent = fresh.textContent;
      told?.classList.remove("ill-stale");
      return;
    }
    event.detail.shouldSwap = false;
  });
  // What is fetched anew is as the server wrote it: its button to print is hidden.
  const offerPaper = () => document.querySelectorAll(".ill [data-prints]").forEach((button) => (button.hidden = false));
  document.body.addEventListener("htmx:afterSwap", offerPaper);
  document.body.addEventListener("click", (event) => event.target.closest("[data-prints]") && window.print());
  offerPaper();
  ["htmx:sendError", "htmx:timeout"].forEach((name) => document.body.addEventListener(name, fail));
})();
