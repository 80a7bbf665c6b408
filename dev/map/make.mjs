// make.mjs - draws the outline map of the countries around the Baltic Sea: src/networks/views/map_outline.html.
//
// Run by hand when the map should change, never during the build:
//     cp -r dev/map /tmp/map && cd /tmp/map && npm install && node make.mjs > .../src/networks/views/map_outline.html
// Data: npm package world-atlas (ISC licence), made from Natural Earth (public domain), at a scale of 1:50 million.
// The projection is the same as in src/networks/map_project.c; whoever changes one changes the other.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(process.cwd() + '/');
const atlas = JSON.parse(fs.readFileSync(require.resolve('world-atlas/countries-50m.json'), 'utf8'));

const WIDTH = 600, HEIGHT = 720, MARGIN = 12; // what lies behind the edge is cut off a little outside of it
const LATITUDE = 60, LONGITUDE = 20;          // the middle of the projection
const SCALE = 1765, X = 300, Y = 372;         // pixels for one radius of the earth; where the middle lies
const TOLERANCE = 1.2, SMALLEST = 6;          // pixels; square pixels of the smallest island
const COUNTRIES = ['Belarus', 'Denmark', 'Estonia', 'Finland', 'Germany', 'Latvia', 'Lithuania', 'Norway', 'Poland',
  'Russia', 'Sweden', 'Ukraine'];

// Lambert azimuthal equal-area on a sphere: Snyder, Map Projections - A Working Manual (USGS 1395), 22-4 and 24-2.
function project([longitude, latitude]) {
  const degree = Math.PI / 180, phi = latitude * degree, phi0 = LATITUDE * degree;
  const lambda = (longitude - LONGITUDE) * degree;
  const c = Math.sin(phi0) * Math.sin(phi) + Math.cos(phi0) * Math.cos(phi) * Math.cos(lambda);
  const k = Math.sqrt(2 / Math.max(1 + c, 1e-9));
  return [X + SCALE * k * Math.cos(phi) * Math.sin(lambda),
    Y - SCALE * k * (Math.cos(phi0) * Math.sin(phi) - Math.sin(phi0) * Math.cos(phi) * Math.cos(lambda))];
}

// Leaves out points that lie less than TOLERANCE beside the line (Douglas and Peucker). Works on the arcs that two
// countries share, so that their borders stay the same line.
function simplify(points) {
  let far = 0, at = 0;
  const [ax, ay] = points[0], [bx, by] = points[points.length - 1], length = Math.hypot(bx - ax, by - ay);
  for (let i = 1; i < points.length - 1; i++) {
    const [x, y] = points[i];
    const d = length === 0 ? Math.hypot(x - ax, y - ay)
      : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length;
    if (d > far) [far, at] = [d, i];
  }
  if (far < TOLERANCE) return [points[0], points[points.length - 1]];
  return [...simplify(points.slice(0, at + 1)).slice(0, -1), ...simplify(points.slice(at))];
}

// Cuts a ring at one edge of the window (Sutherland and Hodgman).
function cut(ring, inside, meet) {
  return ring.flatMap((b, i) => {
    const a = ring[(i + ring.length - 1) % ring.length];
    if (inside(a) !== inside(b)) return inside(b) ? [meet(a, b), b] : [meet(a, b)];
    return inside(b) ? [b] : [];
  });
}

function cutToWindow(ring) {
  const atX = x => (a, b) => [x, a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])];
  const atY = y => (a, b) => [a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]), y];
  ring = cut(ring, p => p[0] >= -MARGIN, atX(-MARGIN));
  ring = cut(ring, p => p[0] <= WIDTH + MARGIN, atX(WIDTH + MARGIN));
  ring = cut(ring, p => p[1] >= -MARGIN, atY(-MARGIN));
  return cut(ring, p => p[1] <= HEIGHT + MARGIN, atY(HEIGHT + MARGIN));
}

function area(ring) {
  return Math.abs(ring.reduce((sum, [x, y], i) => {
    const [nx, ny] = ring[(i + 1) % ring.length];
    return sum + x * ny - nx * y;
  }, 0)) / 2;
}

const arcs = atlas.arcs.map(arc => {
  let x = 0, y = 0;
  const { scale, translate } = atlas.transform;
  return simplify(arc.map(([dx, dy]) => {
    [x, y] = [x + dx, y + dy];
    return project([x * scale[0] + translate[0], y * scale[1] + translate[1]]);
  }));
});

function ringOf(indexes) {
  return indexes.flatMap(i => (i < 0 ? [...arcs[~i]].reverse() : arcs[i]).slice(0, -1));
}

function pathOf(rings) {
  return rings.map(cutToWindow).filter(ring => ring.length > 2 && area(ring) >= SMALLEST).map(ring => {
    let x = 0, y = 0, path = '';
    for (const point of ring) {
      const [nx, ny] = point.map(Math.round);
      if (path === '') path = `M${nx} ${ny}l`;
      else if (nx !== x || ny !== y)
        path += (path.endsWith('l') || nx < x ? '' : ' ') + (nx - x) + (ny < y ? '' : ' ') + (ny - y);
      [x, y] = [nx, ny];
    }
    return path + 'z';
  }).join('');
}

function ringsOf(country) {
  return (country.type === 'Polygon' ? [country.arcs] : country.arcs).flatMap(polygon => polygon.map(ringOf));
}

// A path may have line breaks where it has spaces.
function draw(name, countries) {
  const line = `<path class="${name}" d="${pathOf(countries.flatMap(ringsOf))}"/>`;
  console.log(line.replace(/(.{1,119})( |$)/g, '$1\n').trimEnd());
}

const all = atlas.objects.countries.geometries;
const near = COUNTRIES.map(name => all.find(country => country.properties.name === name));
const far = all.filter(country => !near.includes(country));
console.log('{# map_outline.html - the land around the Baltic Sea, drawn by dev/map/make.mjs from Natural Earth. #}');
console.log('{view map_outline}');
draw('far', far);
for (const country of near) draw('land', [country]);
