// The form of a page sends along which newer version Wagtail's dialog told of, so that the server
// does not tell of it again. Without this script the server tells once more, and a second press saves.
(() => {
  "use strict";

  let told = "";

  document.addEventListener("w-swap:json", (event) => {
    const others = event.detail?.data?.other_sessions || [];
    told = others.find((one) => one.revision_id)?.revision_id || "";
  });

  // Before Wagtail hears of it and presses the button of the form again.
  document.addEventListener("w-dialog:confirmed", (event) => {
    const form = event.target.closest("[data-edit-form]");
    if (!told || !form) return;
    const field = form.elements.namedItem("told_revision_id") || document.createElement("input");
    Object.assign(field, { type: "hidden", name: "told_revision_id", value: told });
    form.append(field);
  }, true);
})();
