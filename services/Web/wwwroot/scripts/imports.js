// Long work that is looked at: the bar and its words follow without asking for the page, and the part that is
// about it is taken over when it has ended. And a file that is too large is told before it is sent.

for (const bar of document.querySelectorAll('[data-status]')) follow(bar);

function follow(bar) {
  const words = bar.querySelector('[data-progress-text]'), said = bar.querySelector('[data-progress-said]');
  let quarter = 0, failures = 0;
  setTimeout(ask, 700);

  async function ask() {
    if (!bar.isConnected) return;
    try {
      const reply = await fetch(bar.dataset.status, { headers: { accept: 'application/json' } });
      // Signed out, or gone: the page itself says what to do.
      if (!reply.ok || reply.redirected) return location.reload();
      const state = await reply.json();
      failures = 0;
      if (!state.isUnderWay) return await renew();
      show(state);
    } catch {
      failures++; // the line is down for a moment
    }
    setTimeout(ask, Math.min(1000 * 2 ** failures, 30000));
  }

  function show(state) {
    words.textContent = state.text;
    if (!state.total) return;
    const progress = bar.querySelector('progress');
    progress.max = state.total;
    progress.value = state.done;
    const now = Math.floor(4 * state.done / state.total);
    if (now > quarter) said.textContent = state.text;
    quarter = Math.max(quarter, now);
  }

  // Only that part, so that nothing is lost of what is chosen elsewhere on the page.
  async function renew() {
    const reply = await fetch(location.href);
    const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
    const [old, fresh] = [document, page].map(from => from.getElementById(bar.dataset.renews));
    if (!reply.ok || !old || !fresh) return location.reload();
    old.replaceChildren(...fresh.childNodes);
    const title = old.querySelector('h2');
    if (title) {
      title.tabIndex = -1;
      title.focus({ preventScroll: true });
    }
    for (const again of old.querySelectorAll('[data-status]')) follow(again);
  }
}

for (const form of document.querySelectorAll('form[data-upload]')) {
  const file = form.querySelector('input[type=file]'), problem = form.querySelector('#file-problem');
  const isTooLarge = () => file.files.length > 0 && file.files[0].size > Number(file.dataset.max);
  file.addEventListener('change', () => {
    problem.hidden = !isTooLarge();
    problem.textContent = isTooLarge() ? file.dataset.tooLarge : '';
  });
  form.addEventListener('submit', event => {
    if (isTooLarge()) event.preventDefault();
  });
}
