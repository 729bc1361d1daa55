// Sources that are ticked in the chooser stay ticked after another search or on another page: those
// that are not among the new results move above them.
(() => {
  const BOX = '[data-multiple-choice-select]';
  const watched = new WeakSet();

  document.addEventListener('change', ({ target }) => {
    if (!target.matches?.(BOX)) return;
    const form = target.closest('form');
    const results = form?.querySelector('#search-results');
    if (!results) return;
    if (!results.contains(target) && !target.checked) target.closest('li').remove();
    if (!watched.has(results)) watch(results, form);
    allowConfirming(form);
  });

  function watch(results, form) {
    watched.add(results);
    new MutationObserver((changes) => {
      const removed = changes.flatMap(({ removedNodes }) => [...removedNodes]);
      const ticked = removed.flatMap((node) => [...(node.querySelectorAll?.(`${BOX}:checked`) || [])]);
      ticked.forEach((box) => keep(box, results));
      form.querySelectorAll(`.kept-choices ${BOX}`).forEach((box) => {
        const shown = [...results.querySelectorAll(BOX)].find(({ value }) => value === box.value);
        if (!shown) return;
        shown.checked = true;
        box.closest('li').remove();
      });
      allowConfirming(form);
    }).observe(results, { childList: true });
  }

  function keep(box, results) {
    const name = box.closest('tr').querySelector('label').textContent;
    const label = document.createElement('label');
    label.append(box, ` ${name.trim()}`);
    const item = document.createElement('li');
    item.append(label);
    listBefore(results).append(item);
  }

  function listBefore(results) {
    const there = results.previousElementSibling;
    if (there?.matches('.kept-choices')) return there;
    const list = document.createElement('ul');
    list.className = 'kept-choices';
    results.before(list);
    return list;
  }

  function allowConfirming(form) {
    const button = form.querySelector('[data-multiple-choice-submit]');
    if (button) button.disabled = !form.querySelector(`${BOX}:checked`);
  }
})();
