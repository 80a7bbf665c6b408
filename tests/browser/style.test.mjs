// style.test.mjs - the style sheet and the views hold together: no rule without a use, no class without a rule.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const read = path => readFileSync(join(root, path), 'utf8');
const css = read('assets/a.css').replace(/\/\*[^]*?\*\//g, '');
const files = readdirSync(join(root, 'src'), { recursive: true }).map(String);
const views = files.filter(each => each.endsWith('.html')).map(each => read(join('src', each))).join('\n');
const c = files.filter(each => each.endsWith('.c') && !each.endsWith('_test.c')).map(each => read(join('src', each))).join('\n');
const icons = readdirSync(join(root, 'assets/icons')).map(each => read(join('assets/icons', each))).join('\n');
const js = read('assets/a.js');

// [selector, declarations] of every rule, also of those inside @media.
const rules = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector, body]) => [selector.trim(), body.trim()]);
const styled = new Set(rules.flatMap(([selector]) => [...selector.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(found => found[1])));

// class="..." as written: what stands in {if} counts too; names that C puts in are looked for in C.
const used = new Set([...(views + icons).matchAll(/class="((?:\{[^}]*\}|[^"{])*)"/g)]
  .flatMap(([, value]) => value.replace(/\{[^}]*\}/g, ' ').split(/\s+/)).filter(Boolean));
const ofParts = new Set([...c.matchAll(/"([a-z]\d?)"/g)].map(found => found[1]));
const ofScript = new Set([...js.matchAll(/className = '([^']+)'/g)].flatMap(found => found[1].split(' ')));

test('every class of the style sheet is used in a view, in the script, or is a part of a bar', () => {
  assert.deepEqual([...styled].filter(each => !used.has(each) && !ofScript.has(each) && !ofParts.has(each)), []);
});

test('every class in a view has a rule', () => {
  assert.deepEqual([...used].filter(each => !styled.has(each) && !js.includes(`.${each}`)), []);
});

test('every colour that rules ask for is named, and every named one is asked for', () => {
  const named = new Set([...css.matchAll(/(--[\w-]+):/g)].map(found => found[1]));
  const asked = new Set([...css.matchAll(/var\((--[\w-]+)\)/g)].map(found => found[1]));
  assert.deepEqual([...named].filter(each => !asked.has(each)), []);
  assert.deepEqual([...asked].filter(each => !named.has(each)), []);
});

test('dark and contrast change nothing but colours', () => {
  const ofColours = rules.filter(([selector]) => /data-theme|data-contrast/.test(selector));
  assert.ok(ofColours.length >= 4);
  for (const [selector, body] of ofColours)
    for (const line of body.split(';').map(each => each.trim()).filter(Boolean))
      assert.match(line, /^(color-scheme|--[\w-]+): ?/, `${selector}: ${line}`);
});

test('dark is the same by choice and by device', () => {
  const dark = rules.filter(([selector]) => selector.startsWith('[data-theme=dark]') || selector.startsWith(':root:not([data-theme])'));
  assert.equal(dark.length, 2);
  assert.equal(dark[0][1].replace(/\s+/g, ' '), dark[1][1].replace(/\s+/g, ' '));
});
