// Draws times over sizes as SVG: p50 as a line, the way to p99 as a band; the scale of time is logarithmic.

const WIDE = 420;
const HIGH = 260;
const LEFT = 52;
const TOP = 34;
const INNER = { wide: WIDE - LEFT - 16, high: 150 };
const COLOURS = ['#b45309', '#1d4ed8', '#047857'];

/** One panel per item of `panels`: { title, sizes: [words], series: [[name, [[p50, p99], …]], …] }. */
export const draw = (panels) => {
  const all = panels.flatMap((it) => it.series.flatMap(([, points]) => points.flat())).filter((it) => it > 0);
  const low = Math.floor(Math.log10(Math.min(...all)));
  const high = Math.ceil(Math.log10(Math.max(...all)));
  const y = (ms) => TOP + INNER.high * (1 - (Math.log10(Math.max(ms, 10 ** low)) - low) / (high - low));
  const wide = WIDE * panels.length;
  const said = panels.map((it) => panel(it, low, high, y)).map((it, at) => `<g transform="translate(${at * WIDE} 0)">${it}</g>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${HIGH}" font-family="sans-serif" font-size="11" fill="#1f2937">\n`
    + `<title>Milliseconds per plan (p50, band to p99) over the size of the cart</title>\n`
    + `<rect width="${wide}" height="${HIGH}" fill="#ffffff"/>\n${said.join('\n')}\n</svg>\n`;
};

const panel = ({ title, sizes, series }, low, high, y) => {
  const x = (at) => LEFT + (INNER.wide * at) / Math.max(1, sizes.length - 1);
  const point = ([at, ms]) => `${x(at).toFixed(1)},${y(ms).toFixed(1)}`;
  const parts = [`<text x="${LEFT}" y="18" font-weight="bold">${title}</text>`];
  for (let power = low; power <= high; power += 1) {
    const height = y(10 ** power).toFixed(1);
    parts.push(`<line x1="${LEFT}" x2="${LEFT + INNER.wide}" y1="${height}" y2="${height}" stroke="#d1d5db"/>`);
    parts.push(`<text x="${LEFT - 6}" y="${height}" text-anchor="end" dominant-baseline="middle">${label(power)}</text>`);
  }
  for (const [at, size] of sizes.entries()) {
    const words = size.split(', ');
    const anchor = at === 0 ? 'start' : at === sizes.length - 1 ? 'end' : 'middle';
    const height = TOP + INNER.high + 16 + (at % 2) * 14;
    parts.push(`<text x="${x(at).toFixed(1)}" y="${height}" text-anchor="${anchor}" font-size="9">${words[0]}, ${words[1]}</text>`);
  }
  for (const [place, [name, points]] of series.entries()) {
    const colour = COLOURS[place % COLOURS.length];
    const up = points.map((it, at) => point([at, it[1]]));
    const mid = points.map((it, at) => point([at, it[0]]));
    parts.push(`<polygon points="${[...up, ...[...mid].reverse()].join(' ')}" fill="${colour}" fill-opacity="0.15"/>`);
    parts.push(`<polyline points="${mid.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`);
    const across = LEFT + place * 90;
    parts.push(`<rect x="${across}" y="${HIGH - 22}" width="12" height="12" fill="${colour}"/>`);
    parts.push(`<text x="${across + 17}" y="${HIGH - 12}">${name}</text>`);
  }
  parts.push(`<text x="${LEFT + 280}" y="${HIGH - 12}" font-size="9">line p50, band to p99</text>`);
  return parts.join('\n');
};

const label = (power) => (power < 0 ? `${(10 ** power).toFixed(-power)} ms` : power < 3 ? `${10 ** power} ms` : `${10 ** (power - 3)} s`);
