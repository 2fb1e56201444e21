// While an entry is typed, records that may be the same community are shown below name and address. Without
// this the same question comes with the first submit.
const form = document.querySelector('form[data-lookalikes]');
const panel = document.getElementById('lookalikes');
if (form && panel) watch();

function watch() {
  const compared = ['name', 'form', 'municipality', 'settlement', 'address'];
  const list = panel.querySelector('[data-found]');
  const told = document.getElementById('lookalikes-told');
  let asked = null, timer = 0, last = question();
  form.addEventListener('input', event => {
    if (!compared.includes(event.target.name)) return;
    clearTimeout(timer);
    timer = setTimeout(look, 350);
  });

  function question() {
    const words = new URLSearchParams();
    for (const name of compared) if (form.elements[name]?.value.trim()) words.set(name, form.elements[name].value);
    if (form.elements.self) words.set('self', form.elements.self.value);
    return words.has('name') && words.has('municipality') ? words.toString() : '';
  }

  async function look() {
    const words = question();
    if (words === last) return;
    last = words;
    asked?.abort();
    asked = new AbortController();
    if (!words) return show([]);
    try {
      const reply = await fetch(`${form.dataset.lookalikes}?${words}`, { signal: asked.signal });
      if (reply.ok && reply.headers.get('content-type')?.includes('json')) show(await reply.json());
    } catch (error) {
      // A newer question took its place, or nobody answers: then the question comes with the submit.
      if (error.name !== 'AbortError') last = '';
    }
  }

  function show(found) {
    const before = list.children.length;
    list.replaceChildren(...found.map(line));
    panel.hidden = found.length === 0;
    if (found.length > 0 && found.length !== before) told.textContent = told.dataset.one;
    if (found.length === 0) told.textContent = '';
  }

  function line(found) {
    const item = make('li');
    const seen = make('input');
    seen.type = 'hidden';
    seen.name = 'seen';
    seen.value = found.id;
    const name = make('p', 'row-name');
    name.append(link(found.address, found.name));
    const open = make('p');
    open.append(link(found.address, list.dataset.open, 'button quiet'));
    item.append(seen, name, make('p', 'row-about', found.about), make('p', 'row-about', found.why), open);
    return item;
  }

  function link(address, text, style) {
    const made = make('a', style, text);
    made.href = address;
    return made;
  }

  function make(tag, style, text) {
    const made = document.createElement(tag);
    if (style) made.className = style;
    if (text) made.textContent = text;
    return made;
  }
}
