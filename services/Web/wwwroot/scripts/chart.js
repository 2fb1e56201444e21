// Pictures of tables: <div class="chart" data-chart="where the library is"> with a table in it. The picture says nothing
// that the table does not, and is drawn when its place comes near.

const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
const drawn = new Map();

const near = new IntersectionObserver(entries => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    // Without the picture the table still says everything.
    library(target.dataset.chart).then(() => draw(target), () => { });
  }
}, { rootMargin: '300px' });

const sized = new ResizeObserver(entries => {
  for (const { target } of entries) drawn.get(target.parentElement)?.resize();
});

look();
document.addEventListener('renewed', look);
// Colours are those of the page: in the other scheme, and on paper, they are asked for anew.
for (const query of ['(prefers-color-scheme: dark)', 'print'])
  matchMedia(query).addEventListener('change', () => drawn.forEach((picture, chart) => paint(picture, chart)));

function look() {
  for (const [chart, picture] of drawn) {
    if (chart.isConnected) continue;
    picture.dispose();
    drawn.delete(chart);
  }
  for (const chart of document.querySelectorAll('.chart[data-chart]')) if (!drawn.has(chart)) near.observe(chart);
}

function draw(chart) {
  if (drawn.has(chart) || !chart.isConnected) return;
  const place = document.createElement('div');
  place.className = 'chart-picture';
  place.setAttribute('role', 'img');
  place.setAttribute('aria-label', chart.dataset.label);
  const { names, series } = read(chart);
  place.style.height = `${names.length * 34 + (series.length > 1 ? 44 : 12)}px`;
  chart.prepend(place);
  chart.classList.add('drawn');
  const picture = window.echarts.init(place, null, { renderer: 'svg' });
  drawn.set(chart, picture);
  paint(picture, chart);
  sized.observe(place);
}

function read(chart) {
  const [, ...columns] = chart.querySelectorAll('thead th');
  const rows = [...chart.querySelectorAll('tbody tr')];
  return {
    names: rows.map(row => row.querySelector('th').textContent.trim()),
    series: columns.map((column, at) => ({
      name: column.textContent.trim(),
      data: rows.map(row => Number(row.querySelectorAll('td')[at].dataset.value)),
    })),
  };
}

function paint(picture, chart) {
  const style = getComputedStyle(chart);
  const token = name => style.getPropertyValue(name).trim();
  const { names, series } = read(chart);
  const text = { color: token('--ink'), fontFamily: style.fontFamily, fontSize: 14 };
  const number = value => value.toLocaleString(chart.dataset.lang);
  picture.setOption({
    animation: !still,
    textStyle: text,
    color: [1, 2, 3, 4, 5].map(at => token(`--chart-${at}`)),
    grid: { left: 4, right: 52, top: 4, bottom: series.length > 1 ? 36 : 4, containLabel: true },
    legend: { show: series.length > 1, bottom: 0, textStyle: text },
    tooltip: {
      trigger: 'axis', axisPointer: { type: 'shadow', shadowStyle: { color: token('--line'), opacity: .3 } },
      // HTML in a tooltip would need inline styles, which no page of ours allows.
      renderMode: 'richText', valueFormatter: number,
      backgroundColor: token('--card'), borderColor: token('--line'), textStyle: text,
    },
    xAxis: { type: 'value', show: false, max: 'dataMax' },
    yAxis: {
      type: 'category', data: names, inverse: true, axisTick: { show: false },
      axisLine: { lineStyle: { color: token('--line') } }, axisLabel: { ...text, width: 130, overflow: 'break' },
    },
    series: series.map(({ name, data }) => ({
      name, data, type: 'bar', barMaxWidth: 20, stack: series.length > 1 ? 'all' : undefined,
      label: {
        ...text, show: series.length === 1, position: 'right', formatter: ({ value }) => number(value),
      },
    })),
  });
}

function library(address) {
  library.asked ??= new Promise((done, failed) => {
    const script = document.createElement('script');
    script.onload = done;
    script.onerror = failed;
    script.src = address;
    document.head.append(script);
  });
  return library.asked;
}
