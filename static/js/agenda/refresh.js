// The agenda asks every half minute what has changed, and says when it could not. Nothing is asked
// while something is in the hand, and the rail stays as it is while somebody is in one of its fields.
(() => {
  "use strict";

  if (!window.agenda) return;
  const { find, desk, rail, fresh, address, stand, isInHand, ask, say, put } = window.agenda;
  const EVERY = 30000;
  let etag;
  let failures = 0;
  let isAsking = false;

  const isTyping = () =>
    Boolean(find("[data-confirm]", rail())) || (rail().contains(document.activeElement) && document.activeElement.matches("input, select, textarea"));
  // The clinic's clock, whatever the computer's is.
  const clock = () => {
    const parts = { timeZone: fresh().dataset.zone, hourCycle: "h23", hour: "numeric", minute: "2-digit" };
    const [hour, minute] = new Date().toLocaleTimeString("en", parts).split(":");
    return `${Number(hour)}.${minute}`;
  };
  const tellOf = (answer) => {
    failures = answer ? 0 : failures + 1;
    if (!answer) return failures >= 2 && say("old");
    if (answer.type === "opaqueredirect" || answer.status === 403) return say("out");
    if (answer.status !== 304 && !answer.ok) return tellOf(null);
    say();
    for (const one of fresh()?.querySelectorAll("b") ?? []) one.textContent = clock();
  };

  const refresh = async () => {
    if (isAsking || isInHand() || document.visibilityState !== "visible") return;
    isAsking = true;
    const busy = isTyping();
    const asked = new URLSearchParams(new URL(address(), location.href).search);
    asked.set("stand", stand());
    if (busy) asked.set("bezig", "1");
    const before = stand();
    try {
      const headers = { "If-None-Match": etag };
      const signal = AbortSignal.timeout(EVERY - 5000);
      const answer = await ask(`${desk().dataset.news}?${asked}`, { headers, signal });
      if (answer.ok) {
        const html = await answer.text();
        // A button was pressed meanwhile, or something picked up: that answer is newer.
        if (before === stand() && !isInHand() && isTyping() === busy) {
          put(html);
          etag = busy ? "" : answer.headers.get("ETag");
        }
      }
      tellOf(answer);
    } catch {
      tellOf(null);
    }
    isAsking = false;
  };

  const show = () => {
    etag = "";
    if (fresh()) fresh().hidden = false;
  };
  show();
  document.addEventListener("agenda:shown", show);
  setInterval(refresh, EVERY);
  addEventListener("online", refresh);
  document.addEventListener("visibilitychange", refresh);
})();
