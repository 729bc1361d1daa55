// Light or dark as the visitor chose. Runs before the page is drawn, so that the other theme never
// flashes. Nothing is stored until somebody presses the button, and nothing when the choice is what
// the device says anyway. Without this script the page follows the device.
(() => {
  "use strict";

  const KEY = "theme";
  const root = document.documentElement;
  const device = window.matchMedia("(prefers-color-scheme: dark)");

  const chosen = () => {
    try {
      return window.localStorage.getItem(KEY);
    } catch {
      return null; // storage is off: the choice lasts for this page
    }
  };

  const remember = (theme) => {
    try {
      if (theme === null) window.localStorage.removeItem(KEY);
      else window.localStorage.setItem(KEY, theme);
    } catch {
      // the same
    }
  };

  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : device.matches);

  const stored = chosen();
  if (stored === "dark" || stored === "light") root.dataset.theme = stored;

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector(".theme-toggle");
    if (!button) return;

    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", () => {
      const dark = !isDark();
      root.dataset.theme = dark ? "dark" : "light";
      remember(dark === device.matches ? null : root.dataset.theme);
      show();
    });
    device.addEventListener("change", show);
    button.hidden = false;
    show();
  });
})();
