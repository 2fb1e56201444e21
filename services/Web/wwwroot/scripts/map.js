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
    await Promise.all([script(leaflet), points && script(clusters)]);
    await draw(box, texts, ...await asked);
  } catch {
    said.textContent = texts.failed;
    box.classList.add('failed');
  }
}

async function draw(box, texts, points, areas) {
  const large = box.classList.contains('large');
  const map = base(box, texts, large);
  const shaded = new Areas(map, texts, areas ?? []);
  const place = box.dataset.place?.split(',').map(Number);
  const outline = box.dataset.outline &&
    L.polygon(rings(JSON.parse(box.dataset.outline)), { className: 'area outline', interactive: false });
  const search = new URL(box.dataset.points ?? location, location).search;
  const within = large && document.getElementById('within')?.value.split(',').map(Number);
  const everything = L.latLngBounds([]).extend(shaded.bounds());
  if (points) everything.extend(boundsOf(decode(points)));
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
  if (!points) {
    box.querySelector('.map-said').textContent = '';
    box.dataset.ready = 'true';
    return;
  }

  // The areas are seen, and the page answers, before thousands of points are put in order.
  await new Promise(done => setTimeout(done));
  const found = new Points(map, texts, box, points);
  if (large) follow(map, box, texts, shaded, found, search);
}

function base(box, texts, large) {
  const map = L.map(box.querySelector('.map-canvas'), {
    zoomControl: false, attributionControl: false, zoomSnap: .5, minZoom: 3, maxZoom: 18,
    zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, inertia: !still,
    // A small map on a long page lets the page scroll.
    scrollWheelZoom: large, dragging: large || !L.Browser.mobile, keyboard: large,
  });
  // Leaflet listens for it only while the map itself has the focus, not what is opened in it.
  map.getContainer().addEventListener('keydown', ({ key }) => key === 'Escape' && map.closePopup());
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
    const told = group(area.name);
    told.append(
      element('p', counted(this.texts, row.dataset.count)),
      linked(this.texts.onlyThese, row.querySelector('a').href),
      linked(this.texts.openMunicipality, row.dataset.page));
    popup(this.map, this.texts, at, told);
  }
}

// Communities: in clusters, named where few are seen, told of when asked. Only what is seen has markers; all the others
// are numbers in an index.
class Points {
  constructor(map, texts, box, columns) {
    Object.assign(this, { map, texts, box, names: new Map(), drawn: new Map(), at: box.dataset.communities });
    this.dots = [0, 1, 2].map(dot);
    this.group = L.featureGroup().addTo(map);
    // A click without a press of the mouse is a screen reader's.
    this.group.on('click', ({ layer, originalEvent }) => this.open(layer, originalEvent.detail === 0));
    this.group.on('keydown', ({ layer, originalEvent: pressed }) => {
      if (pressed.key !== 'Enter' && pressed.key !== ' ') return;
      // Or the page scrolls, or the link follows that gets the focus meanwhile.
      pressed.preventDefault();
      this.open(layer, true);
    });
    this.show(columns);
    map.on('moveend', () => this.draw());
  }

  show(columns) {
    const begun = performance.now();
    delete this.box.dataset.ready;
    this.columns = columns;
    this.index = new Supercluster({
      radius: 56, extent: 256, minZoom: this.map.getMinZoom(), maxZoom: this.map.getMaxZoom(),
    }).load(features(columns));
    this.group.clearLayers();
    this.drawn.clear();
    this.draw();
    const count = columns.key.length;
    this.box.querySelector('.map-said').textContent =
      this.texts.shown.replace('{count}', counted(this.texts, count));
    // For who measures: how many, and how long it took to cluster and draw them.
    this.box.dataset.ready = count;
    this.box.dataset.milliseconds = Math.round(performance.now() - begun);
  }

  // What stays keeps its marker, and with it the focus. A little beyond the edges is drawn, too: it may be dragged in.
  draw() {
    const view = this.map.getBounds();
    const drawn = view.pad(.25);
    const found = new Map(this.index.getClusters(
      [drawn.getWest(), drawn.getSouth(), drawn.getEast(), drawn.getNorth()], this.map.getZoom())
      .map(feature => [feature.id, feature]));
    for (const [id, marker] of this.drawn) {
      if (found.has(id)) continue;
      this.group.removeLayer(marker);
      this.drawn.delete(id);
    }
    for (const [id, feature] of found)
      if (!this.drawn.has(id)) this.drawn.set(id, this.marker(feature).addTo(this.group));
    const markers = [...this.drawn.values()];
    const seen = new Set(markers.filter(marker => view.contains(marker.getLatLng())));
    const few = seen.size <= FEW;
    for (const marker of markers) marker.getElement().tabIndex = few && seen.has(marker) ? 0 : -1;
    clearTimeout(this.timer);
    if (few) this.timer = setTimeout(() => this.label([...seen].filter(({ options }) => !options.count)), 120);
  }

  marker({ id, properties: cluster, geometry: { coordinates: [east, north] } }) {
    if (cluster) {
      const count = cluster.point_count;
      return L.marker([north, east], { id, count, icon: heap(count, this.texts) });
    }
    const [key, icon] = [this.columns.key[id], this.dots[this.columns.kind[id]]];
    return L.marker([north, east], { key, icon, title: this.names.get(key)?.name ?? this.texts.community });
  }

  async label(markers) {
    try {
      await this.ask(markers.map(marker => marker.options.key));
    } catch {
      return; // They stay what they were, communities without a name, and can be asked about one by one.
    }
    for (const marker of markers) {
      const name = this.names.get(marker.options.key)?.name;
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

  // A cluster is opened where it parts; one that never does is one place, and told of as a list.
  open(marker, byKeyboard) {
    const { id, count } = marker.options;
    const parts = count && this.index.getClusterExpansionZoom(id);
    if (!count || parts > this.map.getMaxZoom()) return this.tell(marker, byKeyboard);
    const at = marker.getLatLng();
    if (byKeyboard) this.map.once('moveend', () => this.nearest(at)?.getElement().focus({ preventScroll: true }));
    this.map.setView(at, parts, { animate: !still });
  }

  nearest(at) {
    const away = marker => at.distanceTo(marker.getLatLng());
    return [...this.drawn.values()].sort((one, other) => away(one) - away(other))[0];
  }

  async tell(marker, byKeyboard) {
    const { id, count, key } = marker.options;
    const here = count && this.index.getLeaves(id, Infinity).map(leaf => leaf.id);
    const keys = here?.slice(0, FEW).map(point => this.columns.key[point]) ?? [key];
    try {
      await this.ask(keys);
    } catch {
      return this.box.querySelector('.map-said').textContent = this.texts.failed;
    }
    const communities = keys.map(key => this.names.get(key)).filter(community => community);
    if (communities.length === 0) return;
    const told = here ? this.list(communities, here) : this.single(communities[0]);
    const opened = popup(this.map, this.texts, marker.getLatLng(), told);
    if (!byKeyboard) return;
    told.querySelector('a').focus({ preventScroll: true });
    opened.once('remove', () => (marker.getElement() ?? this.map.getContainer()).focus({ preventScroll: true }));
  }

  single({ name, lines, marks, href }) {
    const told = group(name);
    for (const line of lines) told.append(element('p', line, 'soft'));
    told.append(marked(marks), linked(this.texts.open, href));
    return told;
  }

  // As many as a list in a small window can bear; the page's own list has them all.
  list(communities, here) {
    const told = group(counted(this.texts, here.length));
    const list = told.appendChild(element('ul', '', 'told-list'));
    for (const { name, lines: [form], marks, href } of communities) {
      const line = list.appendChild(element('li'));
      line.append(linked(name, href), element('p', form, 'soft'), marked(marks));
    }
    if (here.length > communities.length) told.append(linked(this.texts.allHere, this.addressOf(here)));
    return told;
  }

  addressOf(here) {
    const { lat, lng } = this.columns;
    const bounds = boundsOf({ lat: here.map(point => lat[point]), lng: here.map(point => lng[point]) });
    const address = new URL(location);
    // With a margin, about ten metres: edges are rounded.
    address.searchParams.set('within', edges(bounds, 1e-4));
    for (const name of ['view', 'cursor']) address.searchParams.delete(name);
    return address;
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
    const value = only.checked ? edges(map.getBounds()) : '';
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
      const columns = decode(await json(`${box.dataset.points.split('?')[0]}?${now}`));
      if (drawn !== now) return;
      points.show(columns);
      const bounds = boundsOf(columns);
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

// Columns of differences, in hundred-thousandths of a degree, become columns of numbers where they stand.
function decode(columns) {
  for (const column of [columns.key, columns.lat, columns.lng])
    for (let at = 1; at < column.length; at++) column[at] += column[at - 1];
  return columns;
}

function boundsOf({ lat, lng }) {
  const bounds = L.latLngBounds([]);
  if (lat.length === 0) return bounds;
  const all = (pick, column) => column.reduce((one, other) => pick(one, other)) / E5;
  return bounds.extend([all(Math.min, lat), all(Math.min, lng)]).extend([all(Math.max, lat), all(Math.max, lng)]);
}

// South, west, north, east, as addresses have them.
function edges(bounds, margin = 0) {
  return [bounds.getSouth() - margin, bounds.getWest() - margin, bounds.getNorth() + margin, bounds.getEast() + margin]
    .map(degrees => +degrees.toFixed(4)).join();
}

// As the index takes them; a point's id is its place in the columns.
function features({ lat, lng }) {
  return lat.map((north, id) => ({
    type: 'Feature', id, properties: null, geometry: { type: 'Point', coordinates: [lng[id] / E5, north / E5] },
  }));
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
  const maxHeight = Math.max(200, map.getSize().y / 2);
  const opened = L.popup({ className: 'told-box', minWidth: 200, maxWidth: 280, maxHeight, offset: [0, -4] })
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

function group(name) {
  const told = element('div', '', 'told');
  told.setAttribute('role', 'group');
  told.setAttribute('aria-label', name);
  told.append(element('p', name, 'told-name'));
  return told;
}

function marked(marks) {
  const line = element('p', '', 'marks');
  for (const { text, tone } of marks) line.append(element('span', text, `mark ${tone ?? ''}`));
  return line;
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
