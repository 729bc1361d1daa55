// Several rows of a list of staff at once: a button shows only while one may press it for all rows
// that are ticked, and "select all" only where a row can be ticked.
(() => {
  const BOX = "[data-bulk-action-checkbox]";

  const hide = (element, hidden) => element.classList.toggle("w-hidden", hidden);

  const refresh = () => {
    const ticked = [...document.querySelectorAll(`${BOX}:checked`)].map((box) => box.dataset.may.split(" "));
    let shown = 0;
    document.querySelectorAll("[data-bulk-action-button]").forEach((button) => {
      const action = new URL(button.href).pathname.split("/").at(-2);
      const possible = ticked.every((may) => may.includes(action));
      hide(button, !possible);
      shown += possible;
    });
    document.querySelectorAll("[data-bulk-action-none]").forEach((words) => hide(words, shown > 0));
    const none = !document.querySelector(BOX);
    document.querySelectorAll("[data-bulk-action-select-all-checkbox]").forEach((box) => hide(box, none));
  };

  // Wagtail's own events on the boxes do not bubble.
  document.addEventListener("change", refresh, true);
  document.addEventListener("w-dropdown:shown", refresh);
  document.addEventListener("w-swap:success", refresh);
  document.addEventListener("DOMContentLoaded", refresh);
})();
