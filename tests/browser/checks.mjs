// checks.mjs - what must hold on every page. Each check returns sentences about what is wrong; none means all is well.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// What colours alone can break.
const ofColours = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'];

// `colours`: only the rules of colours.
export async function axeCheck(page, colours = false) {
  if (!await page.evaluate('window.axe !== undefined')) await page.evaluate(axe);
  const { violations } = await page.evaluate(
    only => window.axe.run(document, { runOnly: only, resultTypes: ['violations'] }), colours ? ofColours : tags);
  return violations.map(each => `axe ${each.id}: ` + each.nodes.slice(0, 3)
    .map(node => `${node.target.join(' ')} (${(node.any[0] || node.all[0] || node.none[0] || { message: '' }).message})`).join('; '));
}

export async function noOverflow(page, when = '') {
  return page.evaluate(words => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.body.querySelectorAll('*')].filter(e => e.children.length === 0 && !e.closest('.scroll')
      && e.getBoundingClientRect().right > clientWidth + 1);
    const named = wide.slice(0, 3).map(e => `<${e.tagName.toLowerCase()}> ${e.textContent.trim().slice(0, 30)}`);
    return [`${scrollWidth} wide in a window of ${clientWidth}${words}: ${named.join('; ')}`];
  }, when);
}

// WCAG 2.5.5: 44 px each way; links inside of sentences and on the map, which repeats the list, are let off.
export async function targets(page, least = 44) {
  return page.evaluate(least => {
    const wrong = [];
    for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
      if (e.closest('svg, .skip') || (e.tagName === 'A' && getComputedStyle(e).display === 'inline')) continue;
      const target = /^(radio|checkbox)$/.test(e.type) ? e.closest('.pick') || e : e;
      const { width, height } = target.getBoundingClientRect();
      if (width > 0 && (width < least - .5 || height < least - .5))
        wrong.push(`small target ${Math.round(width)} x ${Math.round(height)}: ${e.textContent.trim().slice(0, 30) || e.name}`);
    }
    return wrong;
  }, least);
}

// WCAG 1.4.12: the reader widens lines, letters and words.
export async function textSpacing(page) {
  const handle = await page.evaluateHandle(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }'
      + ' p { margin-bottom: 2em !important; }');
    document.adoptedStyleSheets = [sheet];
    return sheet;
  });
  const wrong = await noOverflow(page, ' with wide text spacing');
  await page.evaluate(() => { document.adoptedStyleSheets = []; });
  await handle.dispose();
  return wrong;
}

// Every text 1.6 times as long, and one word of 33 letters in each paragraph and heading: as other languages may need. The
// page is as it was afterwards.
export async function longTexts(page) {
  await page.evaluate(() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    window.shorter = [];
    for (let node; (node = walk.nextNode());) {
      const text = node.data.trim();
      if (text === '' || node.parentElement.closest('script, style, svg, .s-code, .hero, option')) continue;
      const tall = /^(P|H1|H2|H3|LABEL|LEGEND|BUTTON)$/.test(node.parentElement.tagName);
      window.shorter.push([node, node.data]);
      node.data = `${node.data} ${text.slice(0, Math.ceil(text.length * .6))}${tall ? ' Unterstützungsmöglichkeitenliste' : ''}`;
    }
  });
  const wrong = await noOverflow(page, ' with texts 1.6 times as long');
  await page.evaluate(() => window.shorter.forEach(([node, text]) => { node.data = text; }));
  return wrong;
}

// The three answers of a ballot are of one size.
export async function equalVotes(page) {
  return page.evaluate(() => [...document.querySelectorAll('.vote')].flatMap(vote => {
    const boxes = [...vote.querySelectorAll('button')].map(e => e.getBoundingClientRect());
    const sizes = boxes.map(box => `${Math.round(box.width)} x ${Math.round(box.height)}`);
    return new Set(sizes).size > 1 ? [`a ballot with unequal answers: ${sizes.join(', ')}`] : [];
  }));
}

// Bare words in a flex box become a box of their own: without the spaces around them, and broken apart where it is narrow.
// Words beside an icon, and what only screen readers read, are let off.
export async function brokenWords(page) {
  return page.evaluate(() => [...document.body.querySelectorAll('*')]
    .filter(e => /flex$/.test(getComputedStyle(e).display) && e.getClientRects().length > 0)
    .filter(e => {
      const parts = [...e.childNodes].filter(part => (part.nodeType === Node.TEXT_NODE ? part.data.trim() !== ''
        : part.nodeType === Node.ELEMENT_NODE && !part.matches('svg, .sr, [hidden], input[type=hidden]')));
      return parts.length > 1 && parts.some(part => part.nodeType === Node.TEXT_NODE);
    })
    .map(e => `words fall apart: <${e.tagName.toLowerCase()} class="${e.className}"> ${e.textContent.trim().slice(0, 40)}`));
}

export async function basics(page) {
  const wrong = await page.evaluate(() => {
    const found = [], bad = document.querySelector('.f.bad');
    const count = (what, most) => {
      const n = document.querySelectorAll(what).length;
      if (n > most) found.push(`${n} of ${what}`);
    };
    if (!document.documentElement.lang) found.push('no language');
    if (document.querySelectorAll('h1').length !== 1) found.push(`${document.querySelectorAll('h1').length} h1`);
    if (!document.title.endsWith('Sempre')) found.push(`title "${document.title}"`);
    count('[style]', 0);
    count('link[rel=stylesheet], style', 1);
    count('script', 1);
    const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
    found.push(...ids.filter((id, i) => ids.indexOf(id) !== i).map(id => `the id ${id} stands twice`));
    if (bad && !document.querySelector('.note.err a[href^="#"]')) found.push('a wrong field without a summary');
    for (const e of document.querySelectorAll('.note.err a[href^="#"]'))
      if (!document.getElementById(e.hash.slice(1))) found.push(`the summary leads to ${e.hash}, which is not there`);
    return found;
  });
  const isError = page.answer.status() >= 400, title = await page.title();
  if (isError !== title.startsWith('Error:')) wrong.push(`status ${page.answer.status()} and title "${title}"`);
  return [...wrong, ...await brokenWords(page), ...page.troubles];
}

// Bytes of a first visit, as gzip sends them: HTML with its CSS, and everything without photos. `page` came without the
// cookie that says the style sheet is there already.
export async function firstVisit(page) {
  const html = await page.content(), base = new URL(page.url()).origin;
  const assets = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(found => found[1]);
  const gzip = text => gzipSync(text, { level: 9 }).length;
  let critical = gzip(html), all = critical;
  for (const asset of new Set(assets)) {
    const n = gzip(Buffer.from(await (await fetch(base + asset)).arrayBuffer()));
    all += n;
    if (asset.endsWith('.css')) critical += n;
  }
  return [...(critical > 14000 ? [`HTML and CSS are ${critical} bytes`] : []), ...(all > 40 * 1024 ? [`all is ${all} bytes`] : [])];
}

// What depends on the room there is: at each width, and in each mode that changes the layout.
export async function fits(page, leastTarget) {
  return [...await noOverflow(page), ...await targets(page, leastTarget), ...await equalVotes(page), ...await textSpacing(page),
    ...await longTexts(page)];
}
