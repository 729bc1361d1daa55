// Buttons that copy: the text of the field that `data-copies` names or, with `data-copies-link`, the
// file behind the link in front of the button. Without this script they stay hidden: the text can be
// selected and copied by hand, and the link gives the file.
(() => {
  "use strict";

  const copyField = async (field) => {
    field.select();
    // Only a page that came over https, or from this machine, has the clipboard.
    if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
    else if (!document.execCommand("copy")) throw new Error("not copied");
  };

  const copyFile = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error("not found");
    await navigator.clipboard.writeText(await answer.text());
  };

  const offer = (button, copy, giveWay) => {
    const status = button.nextElementSibling;
    button.hidden = false;
    button.addEventListener("click", async () => {
      status.textContent = "";
      try {
        await copy();
        status.textContent = status.dataset.copied;
      } catch {
        giveWay();
      }
    });
  };

  document.querySelectorAll("button[data-copies]").forEach((button) => {
    const field = document.getElementById(button.dataset.copies);
    // What is selected can still be copied with the keyboard.
    offer(button, () => copyField(field), () => field.focus());
  });

  document.querySelectorAll("button[data-copies-link]").forEach((button) => {
    const link = button.previousElementSibling;
    if (navigator.clipboard) offer(button, () => copyFile(link.href), () => link.click());
  });
})();
