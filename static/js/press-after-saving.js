// A form of the editor saves itself while one types. What is pressed before the answer is there waits
// for it: sent at once it would add the page a second time, or decide about an older version.
(() => {
  "use strict";

  const LONGEST = 10000; // milliseconds that a press waits at most
  let saving = null; // the form that saves itself now
  let pressed = null; // the button that waits
  let isSent = false;

  const send = () => {
    const form = saving;
    saving = null;
    if (!form || !pressed) return;
    // The button itself may be out of order by now, as it shows that it was pressed.
    const { name, value } = pressed;
    if (name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    form.requestSubmit();
  };

  document.addEventListener("w-autosave:save", (event) => {
    if (isSent || pressed) event.preventDefault();
    else saving = event.target;
  });
  document.addEventListener("w-autosave:success", () => setTimeout(send));
  document.addEventListener("w-autosave:error", () => setTimeout(send));

  document.addEventListener(
    "submit",
    (event) => {
      if (event.target !== saving) {
        isSent ||= event.target.id === "page-edit-form";
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!pressed) setTimeout(send, LONGEST);
      pressed ??= event.submitter ?? {};
    },
    true,
  );
})();
