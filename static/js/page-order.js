// Pages of a list that are put in another order by dragging: their addresses carry the order that the
// list shows, and when a colleague changed it meanwhile, the list is loaded anew, with the reason.
(() => {
  "use strict";

  const LIST = "[data-w-orderable-url-value*='/set_position/']";

  const note = () => {
    const list = document.querySelector(LIST);
    if (!list) return;
    const rows = [...list.querySelectorAll("[data-w-orderable-item-id]")];
    const shown = rows.map((row) => row.dataset.wOrderableItemId).join("-");
    list.dataset.wOrderableUrlValue = list.dataset.wOrderableUrlValue.replace(/\/set_position\/.*/, `/set_position/${shown}/`);
  };

  document.addEventListener("DOMContentLoaded", note);
  document.addEventListener("w-swap:success", note);
  document.addEventListener("w-messages:add", note); // a page was moved
  window.addEventListener("unhandledrejection", (event) => {
    if (document.querySelector(LIST) && /Status: 409$/.test(event.reason?.message)) window.location.reload();
  });
})();
