// What every page gains from a script. Without it all of this still works: forms are sent by their buttons,
// notes stay where they stand.

// Lists that answer while one types: <form data-live="ids of the parts to renew">. The page is asked for as
// the form would ask for it, so the address stays one that can be kept and shared. <form data-says="id">: where
// it is said aloud what was found, in the words of the page's title.
for (const form of document.querySelectorAll('form[data-live]')) live(form);

function live(form) {
  let asked = null, timer = 0;
  form.addEventListener('input', event => {
    clearTimeout(timer);
    timer = setTimeout(renew, event.target.type === 'search' ? 250 : 0);
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    clearTimeout(timer);
    renew();
  });

  async function renew() {
    const address = new URL(form.action);
    for (const [name, value] of new FormData(form)) if (value) address.searchParams.append(name, value);
    asked?.abort();
    asked = new AbortController();
    form.setAttribute('aria-busy', 'true');
    try {
      const reply = await fetch(address, { signal: asked.signal });
      if (!reply.ok) return location.assign(address);
      show(new DOMParser().parseFromString(await reply.text(), 'text/html'), address);
      form.removeAttribute('aria-busy');
    } catch (error) {
      // A newer question took its place; anything else is for the browser to tell.
      if (error.name !== 'AbortError') location.assign(address);
    }
  }

  function show(page, address) {
    const found = page.querySelector('h1').textContent;
    for (const id of form.dataset.live.split(' ')) {
      const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
      if (old && fresh) old.replaceChildren(...fresh.childNodes);
    }
    // The numbers beside the choices follow, but for the one that is being made.
    for (const select of form.querySelectorAll('select')) {
      const fresh = page.getElementById(select.id);
      if (!fresh || select === document.activeElement) continue;
      // A choice taken out of its list leaves the next one chosen, so that the last would be chosen here.
      const { value } = fresh;
      select.replaceChildren(...fresh.childNodes);
      select.value = value;
    }
    document.title = page.title;
    const said = document.getElementById(form.dataset.says);
    if (said) said.textContent = found;
    history.replaceState(null, '', address);
    for (const link of document.querySelectorAll('a.language'))
      link.href = page.querySelector('a.language')?.href ?? link.href;
    document.dispatchEvent(new CustomEvent('renewed', { detail: { address } }));
  }
}

// A note of what was done can be put away.
for (const note of document.querySelectorAll('.toast[data-close]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'close';
  button.textContent = '×';
  button.setAttribute('aria-label', note.dataset.close);
  button.addEventListener('click', () => note.remove());
  note.append(button);
}

// A form is sent once, however often its button is pressed.
document.addEventListener('submit', event => {
  if (event.target.method !== 'post' || event.defaultPrevented) return;
  if (event.target.dataset.sent) return event.preventDefault();
  event.target.dataset.sent = 'true';
  setTimeout(() => delete event.target.dataset.sent, 5000);
});
// Shown again out of the browser's memory, it may be sent anew.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});
