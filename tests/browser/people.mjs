// people.mjs - how somebody acts on a page: by finger or mouse, by keyboard alone, with JavaScript or without.
//
// A person knows words, not selectors: press('Send'), write('One sentence', '...'), sees('Thank you'). `card`: words on the
// card (a list entry) in which the button stands.
import assert from 'node:assert/strict';
import { openPage, visitor } from './browser.mjs';

// What a live page shows after a change may take this long, and not more.
const patience = 10000;

const pressable = 'button:visible, a:visible, summary:visible';
const writable = 'input:visible, textarea:visible, select:visible';

export const ways = {
  'by finger and mouse': { script: true, keyboard: false },
  'with JavaScript off': { script: false, keyboard: false },
  'by keyboard alone': { script: true, keyboard: true },
};

// Focus is where it was asked to be, can be seen, and no other thing lies over it.
function lookAtFocus() {
  const e = document.activeElement;
  if (!e || e === document.body) return { at: 'nowhere' };
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const marked = e.closest('svg') || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 0), innerHeight - 1);
  const over = document.elementFromPoint(x, y);
  const free = over && (e.contains(over) || over.contains(e) || [...(e.labels || [])].some(label => label.contains(over)));
  const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return { at: `${e.tagName.toLowerCase()} "${(e.textContent || e.name || '').trim().slice(0, 40)}"`,
    wrong: e.tabIndex > 0 ? 'has a place of its own in the order' : !inside ? 'is out of sight' : !marked ? 'cannot be seen'
      : !free ? `is covered by <${over ? over.tagName.toLowerCase() : 'nothing'} class="${over ? over.className : ''}">` : '' };
}

export class Person {
  constructor(page, way) {
    this.page = page;
    this.way = way;
    this.patience = patience;
  }

  // --- finding ---

  where(card) {
    return card ? this.page.locator('main li, main fieldset').filter({ hasText: card }) : this.page.locator('main');
  }

  button(words, card) {
    const exact = typeof words === 'string' ? new RegExp(`^\\s*${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`) : words;
    return this.where(card).locator(pressable).filter({ hasText: exact }).first();
  }

  field(label, card) {
    return this.where(card).getByLabel(label, { exact: false }).and(this.page.locator(writable)).first();
  }

  // --- acting ---

  async press(words, card) {
    await this.act(this.button(words, card), async target => {
      const leads = await target.evaluate(e => Boolean(e.form) || (e.tagName === 'A' && !e.getAttribute('href').startsWith('#')));
      const before = await this.age();
      if (this.way.keyboard) await this.key(await target.evaluate(e => (e.tagName === 'SUMMARY' ? 'Space' : 'Enter')));
      else if (this.touch) await target.tap();
      else await target.click();
      if (leads) await this.anotherPage(before, words);
    });
  }

  // When the page that is open began; undefined while it changes to another one.
  age() {
    return this.page.evaluate(() => (document.readyState === 'loading' ? undefined : performance.timeOrigin)).catch(() => undefined);
  }

  async anotherPage(before, words) {
    for (const end = Date.now() + this.patience; Date.now() < end; await this.page.waitForTimeout(20)) {
      const now = await this.age();
      if (now !== undefined && now !== before) return;
    }
    assert.fail(`"${words}" leads nowhere; ${this.page.url()}`);
  }

  async write(label, text, card) {
    await this.act(this.field(label, card), async target => {
      const type = await target.evaluate(e => e.type);
      if (!this.way.keyboard) return target.fill(text);
      if (type === 'date') { // month, day, year, as the browser's language writes them
        const [year, month, day] = text.split('-');
        return this.page.keyboard.type(month + day + year);
      }
      if (type === 'time') {
        const [hour, minute] = text.split(':');
        const half = Number(hour) >= 12 ? 'PM' : 'AM';
        return this.page.keyboard.type(String(((Number(hour) + 11) % 12) + 1).padStart(2, '0') + minute + half);
      }
      await this.page.keyboard.press('Control+A');
      return this.page.keyboard.type(text);
    });
  }

  async choose(label, option, card) {
    await this.act(this.field(label, card), async target => {
      if (!this.way.keyboard) return target.selectOption({ label: option });
      const labels = await target.evaluate(e => [...e.options].map(o => o.label));
      const steps = labels.indexOf(option) - await target.evaluate(e => e.selectedIndex);
      for (let i = 0; i < Math.abs(steps); i++) await this.page.keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
      assert.equal(await target.evaluate(e => e.options[e.selectedIndex].label), option);
    });
  }

  // A radio button (of the question `card`) or a check box.
  async tick(label, card) {
    const target = this.where(card).getByLabel(label, { exact: true }).first();
    if (!this.way.keyboard) return target.check();
    const group = await target.evaluate(e => e.type === 'radio' && [...document.getElementsByName(e.name)].indexOf(e));
    if (group === false) {
      await this.tabTo(target);
      return this.page.keyboard.press('Space');
    }
    await this.tabTo(this.where(card).locator('input[type=radio]').first());
    for (let i = 0; i < group; i++) await this.page.keyboard.press('ArrowDown');
    if (group === 0) await this.page.keyboard.press('Space');
    assert.ok(await target.isChecked(), `${label} is not chosen by arrow keys`);
  }

  async key(name) {
    await this.page.keyboard.press(name);
  }

  async act(target, does) {
    await target.waitFor({ timeout: this.patience });
    if (this.way.keyboard) await this.tabTo(target);
    await does(target);
  }

  // Tab, or Shift+Tab where it stands before the focus, until it has the focus; every stop on the way can be seen.
  // A live page may put a new one in its place meanwhile, so it is looked for at each step.
  async tabTo(target) {
    const back = await target.evaluate(e => document.activeElement !== document.body
      && (document.activeElement.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING) > 0);
    for (let i = 0; i < 250; i++) {
      if (await target.evaluate(e => e === document.activeElement)) return;
      await this.page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
      const focus = await this.page.evaluate(lookAtFocus);
      assert.ok(!focus.wrong, `the focus on ${focus.at} ${focus.wrong} (${this.page.url()})`);
    }
    assert.fail(`no way by Tab to ${target}`);
  }

  // --- seeing ---

  // Without JavaScript a page follows by itself only where it says so; elsewhere people press "Show what is new".
  async look() {
    if (this.way.script) return;
    const link = this.page.getByRole('link', { name: 'Show what is new' });
    if (await link.count() > 0) await link.click();
    else await this.page.reload();
  }

  async waitFor(what, holds, ms = this.patience) {
    const end = Date.now() + ms;
    for (;;) {
      if (await holds()) return;
      if (Date.now() > end) break;
      if (this.way.script) await this.page.waitForTimeout(50);
      else await this.look();
    }
    assert.fail(`${what}; ${this.page.url()} says:\n${(await this.page.locator('body').innerText()).slice(0, 1500)}`);
  }

  text(words) {
    return this.page.getByText(words).and(this.page.locator(':visible')).first();
  }

  async sees(words, ms) {
    await this.waitFor(`"${words}" does not appear`, () => this.text(words).isVisible(), ms);
  }

  // A card that may wait behind "Show new ones"; without JavaScript the page has it when it is loaded.
  async seesCard(words) {
    const more = this.page.locator('main > button.more');
    await this.waitFor(`the card "${words}" does not appear`, async () => {
      if (await this.text(words).isVisible()) return true;
      if (await more.isVisible()) await this.press('Show new ones');
      return this.text(words).isVisible();
    });
  }

  async seesNot(words, ms) {
    await this.waitFor(`"${words}" stays`, async () => !await this.text(words).isVisible(), ms);
  }
}

// A new person with a browser of their own. `options`: touch, width, height.
export async function person(browser, base, way, options = {}) {
  const context = await visitor(browser, base, { script: way.script, ...options });
  context.setDefaultTimeout(patience);
  const page = await openPage(context, base);
  const made = new Person(page, way);
  made.touch = Boolean(options.touch);
  return made;
}
