// A form of the editor saves itself while one types. What is pressed before the answer is there waits
// for it: sent at once it would add the page a second time, or decide about an older version.
// Two presses of one button are one: the second would be told that the first was before it.
(() => {
  "use strict";

  const LONGEST = 10000; // milliseconds that a press waits at most
  const DOUBLE = 1000; // milliseconds within which a window's button is pressed twice by mistake
  let saving = null; // the form that saves itself now
  let pressed = null; // the button that waits
  let isSent = false;
  let sentAt = new WeakMap(); // of each form of a page or a window

  const stop = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  const isPressedAgain = (event) => {
    const form = event.target;
    if (form.method !== "post" || !form.matches("#page-edit-form, .modal form")) return false;
    const within = form.id === "page-edit-form" ? LONGEST : DOUBLE;
    if (event.timeStamp - (sentAt.get(form) ?? -Infinity) < within) return true;
    sentAt.set(form, event.timeStamp);
    // Wagtail may ask first whether to save over what a colleague saved.
    if (within === LONGEST) setTimeout(() => event.defaultPrevented && sentAt.delete(form));
    return false;
  };

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
        if (isPressedAgain(event)) stop(event);
        isSent ||= event.target.id === "page-edit-form";
        return;
      }
      stop(event);
      if (!pressed) setTimeout(send, LONGEST);
      pressed ??= event.submitter ?? {};
    },
    true,
  );
  // These send a form that Wagtail makes anew at each press.
  document.addEventListener(
    "click",
    (event) => {
      if (event.detail > 1 && event.target.closest("[data-workflow-action-url]")) stop(event);
    },
    true,
  );
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    isSent = false;
    sentAt = new WeakMap();
  });
})();
