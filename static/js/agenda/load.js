// Shows the page of another address of the agenda in the place of this one, with the scroll of the grid
// as it was: another day while something is in the hand, what was put down, what was refused. Without
// the net it says so, and nothing was changed.
(() => {
  "use strict";

  if (!window.agenda) return;
  const { find, desk, rail, isInHand, keepNotes, bringBackNotes, drawn } = window.agenda;
  // What comes takes the place of the page, and gets an address like one: reloading shows it again.
  const AS_PAGE = { "X-Shown-As": "page" };
  let shown = location.href;

  // A form that was posted has no page of its own: its page is that of the agenda.
  const agendaAddress = (url) => {
    const address = new URL(url, location.href);
    address.pathname = address.pathname.replace(/zet\/$/, "");
    return address.href;
  };
  // An address without its card and what was typed beside it, which are of other scripts.
  const placeOf = (url) => {
    const address = new URL(url);
    for (const name of ["kaart", "getypt"]) address.searchParams.delete(name);
    return address.pathname + address.search;
  };

  const tellGone = () => {
    find(".agenda-refused")?.remove();
    const words = find("#hand-gone");
    if (words) desk().prepend(words.content.cloneNode(true));
  };

  const show = (page, address, isBack) => {
    const { scrollLeft, scrollTop } = find(".agenda-scroll") ?? {};
    const wasInHand = isInHand();
    keepNotes();
    const [here, next] = [desk(), find(".agenda-desk", page)];
    for (const { name } of [...here.attributes]) here.removeAttribute(name);
    for (const { name, value } of next.attributes) here.setAttribute(name, value);
    here.replaceChildren(...next.childNodes);
    bringBackNotes();
    find(".messages")?.replaceChildren(...(find(".messages", page)?.children ?? []));
    document.title = page.title;
    // What was picked up is put back by the browser's Back.
    if (isInHand() && !wasInHand && !isBack) history.pushState({}, "", address);
    else history.replaceState(history.state, "", address);
    shown = location.href;
    if (scrollTop !== undefined) find(".agenda-scroll")?.scrollTo(scrollLeft, scrollTop);
    window.htmx.process(here);
    drawn();
    document.dispatchEvent(new CustomEvent("agenda:shown"));
  };

  // What was posted is posted once more by the browser itself: the page that follows keeps it until
  // somebody has signed in.
  const postAsPage = (action, body) => {
    const form = Object.assign(document.createElement("form"), { method: "post", action, hidden: true });
    for (const [name, value] of body) form.append(Object.assign(document.createElement("input"), { name, value }));
    document.body.append(form);
    form.submit();
  };

  // Tells whether the page came. A login that ended leads to the screen to sign in.
  const load = async (url, options, isBack = false) => {
    document.documentElement.classList.add("agenda-busy");
    try {
      const answer = await fetch(url, { credentials: "same-origin", headers: AS_PAGE, ...options });
      if (new URL(answer.url).pathname.endsWith("/login/") || answer.status === 403) {
        if (options?.method === "POST") postAsPage(url, options.body);
        else location.assign(agendaAddress(url));
        return false;
      }
      if (!answer.ok && answer.status !== 409) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!find(".agenda-desk #agenda-stand", page)) {
        // Somewhere else, such as the form that books: go there.
        location.assign(answer.url);
        return false;
      }
      show(page, answer.redirected || answer.ok ? answer.url : agendaAddress(url), isBack);
      return true;
    } catch {
      tellGone();
      return false;
    } finally {
      document.documentElement.classList.remove("agenda-busy");
    }
  };

  addEventListener("popstate", () => {
    if (placeOf(location.href) !== placeOf(shown)) load(location.href, {}, true);
  });

  window.agenda.load = load;
})();
