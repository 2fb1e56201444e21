// Maps: points in clusters, municipalities shaded by how many communities they have, one place on a page. The list and
// the table beside a map say the same, so that nothing here is needed to know it.

const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
// As many stops as a map may have for the keyboard; where more are seen, the list is the shorter way.
const FEW = 40;
const E5 = 1e5;

const near = new IntersectionObserver(entries => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    open(target);
  }
}, { rootMargin: '200px' });

for (const box of document.querySelectorAll('.map-box')) {
  box.hidden = false;
  near.observe(box);
}

async function open(box) {
  const texts = JSON.parse(box.dataset.texts);
  const said = box.querySelector('.map-said');
  said.textContent = texts.loading;
  try {
    const { leaflet, clusters, points, areas } = box.dataset;
    // What is drawn and what draws it are fetched at once.
    const asked = Promise.all([points && json(points), areas && json(areas)]);
    asked.catch(() => { });
    await script(leaflet);
    if (points) await script(clusters);
    draw(box, texts, ...await asked);
  } catch {
    said.textContent = texts.failed;
    box.classList.add('failed');
  }
}

function draw(box, texts, points, areas) {
  const said = box.querySelector('.map-said');
  const large = box.classList.contains('large');
  const map = base(box, texts, large);
  const shaded = new Areas(map, texts, areas ?? []);
  const place = box.dataset.place?.split(',').map(Number);
  const outline = box.dataset.outline &&
    L.polygon(rings(JSON.parse(box.dataset.outline)), { className: 'area outline', interactive: false });
  const search = new URL(box.dataset.points ?? location, location).search;
  const within = large && document.getElementById('within')?.value.split(',').map(Number);
  const everything = L.latLngBounds([]).extend(shaded.bounds());
  const markers = points && decode(points, texts);
  for (const marker of markers ?? []) everything.extend(marker.getLatLng());
  if (place) everything.extend(place);
  if (outline) everything.extend(outline.getBounds());

  if (within?.length === 4) map.fitBounds([[within[0], within[1]], [within[2], within[3]]], { animate: false });
  else if (outline) map.fitBounds(outline.getBounds(), { animate: false, maxZoom: 16 });
  else if (place && box.dataset.tiles) map.setView(place, 15, { animate: false });
  else if (everything.isValid()) map.fitBounds(everything, { animate: false, maxZoom: 14 });
  else map.setView([55, 56], 5);

  shaded.show();
  if (outline) outline.addTo(map);
  if (place) L.marker(place, { icon: dot(0), interactive: false, keyboard: false }).addTo(map);
  said.textContent = '';
  if (!points) return box.dataset.ready = 'true';

  const found = new Points(map, texts, box, markers);
  if (large) follow(map, box, texts, shaded, found, search);
}

function base(box, texts, large) {
  const map = L.map(box.querySelector('.map-canvas'), {
    zoomControl: false, attributionControl: false, zoomSnap: .5, minZoom: 3, maxZoom: 18,
    zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, inertia: !still,
    // A small map on a long page lets the page scroll.
    scrollWheelZoom: large, dragging: large || !L.Browser.mobile, keyboard: large,
  });
  L.control.zoom({ zoomInTitle: texts.zoomIn, zoomOutTitle: texts.zoomOut }).addTo(map);
  const { tiles, credit } = box.dataset;
  if (tiles) L.tileLayer(tiles, { maxZoom: 18 }).addTo(map);
  if (tiles) box.classList.add('tiled');
  if (credit) {
    const text = document.createElement('span');
    text.textContent = credit;
    L.control.attribution({ prefix: false }).addTo(map).addAttribution(text.innerHTML);
  }
  return map;
}

// Municipalities. What the table on the page says of each decides its shade.
class Areas {
  constructor(map, texts, areas) {
    this.map = map;
    this.texts = texts;
    this.layers = new Map(areas.map(area => [area.id, this.layer(area)]));
  }

  layer(area) {
    const layer = area.rings
      ? L.polygon(rings(area.rings), { className: 'area', smoothFactor: .7 })
      : L.circleMarker(area.centre, { className: 'area', radius: 9 });
    layer.bindTooltip(() => this.said(area), { sticky: true, className: 'said' });
    layer.on('click', event => this.tell(area, event.latlng));
    return layer;
  }

  row(id) {
    return document.querySelector(`tr[data-area="${id}"]`);
  }

  bounds() {
    const bounds = L.latLngBounds([]);
    for (const layer of this.layers.values())
      bounds.extend(layer.getBounds ? layer.getBounds() : layer.getLatLng());
    return bounds;
  }

  show() {
    for (const [id, layer] of this.layers) {
      layer.addTo(this.map);
      const shade = document.querySelector('tr[data-area]') ? this.row(id)?.dataset.shade ?? 0 : 'x';
      layer.getElement()?.setAttribute('class', `leaflet-interactive area s${shade}`);
    }
  }

  replace(areas) {
    for (const layer of this.layers.values()) layer.remove();
    this.layers = new Map(areas.map(area => [area.id, this.layer(area)]));
    this.show();
  }

  said(area) {
    const count = this.row(area.id)?.dataset.count;
    return element('span', count ? `${area.name}: ${counted(this.texts, count)}` : area.name);
  }

  tell(area, at) {
    const row = this.row(area.id);
    if (!row) return;
    const told = element('div', '', 'told');
    told.append(
      element('p', area.name, 'told-name'), element('p', counted(this.texts, row.dataset.count)),
      linked(this.texts.onlyThese, row.querySelector('a').href),
      linked(this.texts.openMunicipality, row.dataset.page));
    popup(this.map, this.texts, at, told);
  }
}

// Communities: in clusters, named where few are seen, told of when asked.
class Points {
  constructor(map, texts, box, markers) {
    Object.assign(this, { map, texts, box, names: new Map(), at: box.dataset.communities });
    this.show(markers);
    map.on('moveend layeradd', () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.label(), 120);
    });
  }

  show(markers) {
    this.group?.remove();
    const begun = performance.now();
    delete this.box.dataset.ready;
    this.group = L.markerClusterGroup({
      chunkedLoading: true, chunkInterval: 80, chunkDelay: 10, maxClusterRadius: 56, animate: !still,
      showCoverageOnHover: false, spiderLegPolylineOptions: { className: 'leg' },
      iconCreateFunction: cluster => heap(cluster.getChildCount(), this.texts),
      chunkProgress: (done, all) => done === all && this.shown(all, begun),
    });
    this.group.on('click', event => this.tell(event.layer, false));
    this.group.on('keypress', event => event.originalEvent.key === 'Enter' && this.tell(event.layer, true));
    this.group.addTo(this.map);
    if (markers.length > 0) this.group.addLayers(markers);
    else this.shown(0, begun);
  }

  shown(count, begun) {
    this.box.querySelector('.map-said').textContent =
      this.texts.shown.replace('{count}', counted(this.texts, count));
    // For who measures: how many, and how long the clustering took.
    this.box.dataset.ready = count;
    this.box.dataset.milliseconds = Math.round(performance.now() - begun);
  }

  async label() {
    const seen = [];
    this.map.eachLayer(layer => layer instanceof L.Marker && layer.getElement() && seen.push(layer));
    const few = seen.length <= FEW;
    for (const marker of seen) marker.getElement().tabIndex = few ? 0 : -1;
    if (!few) return;
    const single = seen.filter(marker => marker.options.key !== undefined);
    try {
      await this.ask(single.map(marker => marker.options.key));
    } catch {
      return; // They stay what they were, communities without a name, and can be asked about one by one.
    }
    for (const marker of single) {
      const name = this.names.get(marker.options.key)?.name;
      if (name) marker.options.title = name;
      if (name && marker.getElement()) marker.getElement().title = name;
    }
  }

  async ask(keys) {
    const unknown = keys.filter(key => !this.names.has(key));
    if (unknown.length === 0) return;
    const address = new URL(this.at, location);
    address.searchParams.set('at', unknown.join());
    for (const community of await json(address)) this.names.set(community.key, community);
  }

  async tell(marker, byKeyboard) {
    try {
      await this.ask([marker.options.key]);
    } catch {
      return this.box.querySelector('.map-said').textContent = this.texts.failed;
    }
    const community = this.names.get(marker.options.key);
    if (!community) return;
    const told = element('div', '', 'told');
    told.append(element('p', community.name, 'told-name'));
    for (const line of community.lines) told.append(element('p', line, 'soft'));
    const marks = told.appendChild(element('p', '', 'marks'));
    for (const { text, tone } of community.marks) marks.append(element('span', text, `mark ${tone ?? ''}`));
    told.append(linked(this.texts.open, community.href));
    const opened = popup(this.map, this.texts, marker.getLatLng(), told);
    if (!byKeyboard) return;
    told.querySelector('a').focus({ preventScroll: true });
    opened.once('remove', () => marker.getElement()?.focus({ preventScroll: true }));
  }
}

// The large map, the form and the list keep together: what is chosen in the form is drawn, and what is seen may narrow
// the list. The list itself is renewed by the form (see site.js).
function follow(map, box, texts, areas, points, search) {
  const within = document.getElementById('within');
  const tick = document.querySelector('[data-in-view]');
  const only = tick.querySelector('input');
  let drawn = filterOf(search);
  tick.hidden = false;
  only.addEventListener('change', narrow);
  map.on('moveend', () => only.checked && narrow());
  document.addEventListener('renewed', renew);

  function narrow() {
    const seen = map.getBounds();
    const edges = [seen.getSouth(), seen.getWest(), seen.getNorth(), seen.getEast()];
    const value = only.checked ? edges.map(degrees => +degrees.toFixed(4)).join() : '';
    if (value === within.value) return;
    within.value = value;
    within.dispatchEvent(new Event('input', { bubbles: true }));
  }

  async function renew({ detail: { address } }) {
    areas.show();
    const [now, before] = [filterOf(address.search), drawn];
    if (`${now}` === `${before}`) return;
    drawn = now;
    try {
      const asOf = now.get('asOf');
      if (asOf !== before.get('asOf')) {
        points.names.clear();
        points.at = dated(points.at, asOf);
        areas.replace(await json(dated(box.dataset.areas, asOf)));
      }
      const markers = decode(await json(`${box.dataset.points.split('?')[0]}?${now}`), texts);
      if (drawn !== now) return;
      points.show(markers);
      const bounds = L.latLngBounds(markers.map(marker => marker.getLatLng()));
      if (!only.checked && bounds.isValid()) map.fitBounds(bounds, { maxZoom: 14, animate: !still });
    } catch {
      box.querySelector('.map-said').textContent = texts.failed;
    }
  }
}

// What decides which points there are.
function filterOf(search) {
  const filter = new URLSearchParams(search);
  for (const name of ['within', 'view', 'order', 'cursor']) filter.delete(name);
  return filter;
}

function dated(address, asOf) {
  const url = new URL(address, location);
  if (asOf) url.searchParams.set('asOf', asOf);
  else url.searchParams.delete('asOf');
  return url.pathname + url.search;
}

// Columns of differences, in hundred-thousandths of a degree.
function decode({ key, lat, lng, kind }, texts) {
  const icons = [0, 1, 2].map(dot);
  let [id, north, east] = [0, 0, 0];
  return key.map((step, at) => {
    id += step;
    north += lat[at];
    east += lng[at];
    return L.marker([north / E5, east / E5], { icon: icons[kind[at]], title: texts.community, key: id });
  });
}

function rings(polygons) {
  return polygons.map(polygon => polygon.map(ring => {
    const points = [];
    for (let at = 0, north = 0, east = 0; at < ring.length; at += 2) {
      north += ring[at];
      east += ring[at + 1];
      points.push([north / E5, east / E5]);
    }
    return points;
  }));
}

function dot(kind) {
  return L.divIcon({ className: `dot k${kind}`, iconSize: [24, 24] });
}

function heap(count, texts) {
  const size = count < 10 ? 34 : count < 100 ? 40 : count < 1000 ? 48 : 56;
  const content = element('span', count.toLocaleString(document.documentElement.lang), 'num');
  content.append(element('span', ` ${noun(texts, count)}`, 'unseen'));
  return L.divIcon({ html: content, className: 'heap', iconSize: [size, size] });
}

function popup(map, texts, at, content) {
  const opened = L.popup({ className: 'told-box', minWidth: 200, maxWidth: 280, offset: [0, -4] })
    .setLatLng(at).setContent(content).openOn(map);
  opened.getElement().querySelector('.leaflet-popup-close-button')?.setAttribute('aria-label', texts.close);
  return opened;
}

function counted(texts, count) {
  return `${Number(count).toLocaleString(document.documentElement.lang)} ${noun(texts, count)}`;
}

function noun(texts, count) {
  const form = new Intl.PluralRules(document.documentElement.lang).select(Number(count));
  return texts.nouns[form] ?? texts.nouns.other;
}

function linked(text, address) {
  const line = element('p');
  const link = line.appendChild(element('a', text));
  link.href = address;
  return line;
}

function element(name, text = '', className = '') {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

async function json(address) {
  const reply = await fetch(address);
  if (!reply.ok) throw new Error(`${reply.status}`);
  return reply.json();
}

// The libraries are no modules: each is put on the page once, whoever asks for it.
function script(address) {
  const there = document.querySelector(`script[data-library="${address}"]`);
  if (there) return there.loading;
  const added = document.createElement('script');
  added.dataset.library = address;
  added.loading = new Promise((done, failed) => {
    added.onload = done;
    added.onerror = () => failed(new Error(address));
  });
  added.src = address;
  document.head.append(added);
  return added.loading;
}
