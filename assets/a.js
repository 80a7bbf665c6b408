// a.js - live fragments: what changed on the server replaces the old piece by piece; and the clock of shared computers.
// ES5; every page works without it.
(function () {
  'use strict';
  var d = document, regions = list(d.querySelectorAll('[data-live]')), status = d.getElementById('say');
  var idle = d.getElementById('idle'), clock;

  // A shared computer: when nobody touches it, it asks, and ends the visit where nobody answers.
  function after(seconds, then) {
    clearTimeout(clock);
    clock = setTimeout(then, seconds * 1e3);
  }
  function end() { location.href = '/start-again'; }
  function ask() {
    if (!idle.showModal) location.href = idle.getAttribute('data-next');
    else {
      idle.hidden = false;
      idle.showModal();
      after(30, end);
    }
  }
  function touched() { if (!idle.open) after(90, ask); }
  if (d.querySelector('[data-ends]')) after(30, end);
  if (idle) {
    ['keydown', 'pointerdown', 'touchstart', 'input', 'wheel'].forEach(function (name) {
      d.addEventListener(name, touched, true);
    });
    idle.addEventListener('close', touched);
    touched();
  }

  if (!regions.length) return;
  var slow = /2g/.test((navigator.connection || {}).effectiveType), events = d.querySelector('[data-events]');
  var stream, heard = 0, news = '', told = 0, more, queues = [], held;

  function list(nodes) { return Array.prototype.slice.call(nodes); }
  function within(e, id) { return e.querySelector('[id="' + id + '"]'); }
  function say(e) { e = e.querySelector('[data-say]'); return e ? e.getAttribute('data-say') : ''; }

  // Typed or chosen, and not yet sent.
  function typed(e) {
    return e.querySelector('.bad') || list(e.querySelectorAll('input,textarea,select')).some(function (f) {
      if (f.type === 'hidden') return false;
      if (f.options) return f.options[f.selectedIndex] !== (f.querySelector('[selected]') || f.options[0]);
      return f.value !== f.defaultValue || f.checked !== f.defaultChecked;
    });
  }

  // Without what differs each time or is only for this script: tokens of forms, what the reader has opened, news.
  function bare(e) { return e.outerHTML.replace(/<input type="hidden"[^>]*>| open=""| data-say="[^"]*"/g, ''); }
  function shell(e) { return e.data === undefined ? bare(e.cloneNode(false)) + e.childNodes.length : '#'; }

  function replace(old, fresh) {
    var a = d.activeElement, mine = old.contains(a);
    var twin = mine && a.id && (fresh.id === a.id ? fresh : within(fresh, a.id));
    if (typed(old) || mine && (!twin || /^(INPUT|TEXTAREA|SELECT)$/.test(a.tagName))) {
      held = true;
      return;
    }
    list(old.querySelectorAll('details[open][id]')).forEach(function (e) {
      e = within(fresh, e.id);
      if (e) e.open = true;
    });
    if (regions.indexOf(old) < 0) old.parentNode.replaceChild(fresh, old);
    else {
      old.textContent = '';
      while (fresh.firstChild) old.appendChild(fresh.firstChild);
    }
    if (twin) d.getElementById(twin.id).focus();
  }

  // A list where new entries wait until the reader asks for them, so that nothing moves under a finger.
  function queue(old, fresh) {
    list(old.children).forEach(function (e) {
      var twin = within(fresh, e.id);
      if (twin) merge(e, twin.cloneNode(true));
      else if (!e.contains(d.activeElement)) old.removeChild(e);
    });
    var count = list(fresh.children).filter(function (e) { return !within(old, e.id); }).length;
    if (count) queues.push({ old: old, fresh: fresh, count: count });
  }

  function showMore() {
    var first;
    queues.forEach(function (q) {
      list(q.fresh.children).forEach(function (e, i) {
        if (!within(q.old, e.id)) {
          q.old.insertBefore(e = e.cloneNode(true), q.old.children[i] || null);
          first = first || e;
        }
      });
    });
    queues = [];
    offer();
    if (first) {
      first.tabIndex = -1;
      first.focus();
    }
  }

  function offer() {
    var count = queues.reduce(function (n, q) { return n + q.count; }, 0);
    if (!count) {
      if (more) d.body.removeChild(more);
      more = null;
      return;
    }
    if (!more) {
      more = d.body.appendChild(d.createElement('button'));
      more.className = 'btn more';
      more.onclick = showMore;
    }
    more.textContent = queues[0].old.getAttribute('data-queue').replace('{1}', count);
  }

  function merge(old, fresh) {
    if (old.data !== undefined) old.data = fresh.data;
    else if (bare(old) === bare(fresh)) return;
    else if (fresh.hasAttribute('data-queue')) queue(old, fresh);
    else if (shell(old) === shell(fresh) && list(old.childNodes).every(function (e, i) {
      return e.nodeName === fresh.childNodes[i].nodeName && e.id === fresh.childNodes[i].id;
    })) {
      var twins = list(fresh.childNodes);
      list(old.childNodes).forEach(function (e, i) { merge(e, twins[i]); });
    } else replace(old, fresh);
  }

  // The page belongs to something that is over: go on, unless something typed would be lost.
  function leave(region, sign) {
    var link = sign.querySelector('a');
    if (typed(d.body)) {
      if (!d.querySelector('[data-reload]')) region.parentNode.insertBefore(sign, region);
      news = sign.textContent;
    } else if (location.href.split('#')[0] === link.href) location.reload();
    else location.href = link.href;
  }

  function show(region) {
    var fresh = region.cloneNode(false), sign;
    fresh.innerHTML = region.words;
    sign = fresh.querySelector('[data-reload]');
    if (sign) return leave(region, sign);
    if (say(fresh) && say(fresh) !== region.said) news = region.said = say(fresh);
    queues = queues.filter(function (q) { return !region.contains(q.old); });
    held = false;
    merge(region, fresh);
    region.held = held;
    offer();
    tell();
  }

  function tell() {
    if (!news || !status || Date.now() - told < 2e4) return;
    status.textContent = news;
    news = '';
    told = Date.now();
  }

  function get(region) {
    var x = new XMLHttpRequest();
    region.again = region.busy;
    if (region.busy) return;
    region.busy = true;
    x.open('GET', region.getAttribute('data-live'));
    x.timeout = 2e4;
    x.setRequestHeader('X-Fragment', '1');
    if (region.tag) x.setRequestHeader('If-None-Match', region.tag);
    x.onloadend = function () {
      region.busy = false;
      if (x.status === 200 && !/<html/i.test(x.responseText)) {
        region.tag = x.getResponseHeader('ETag');
        region.words = x.responseText;
        show(region);
      }
      if (region.again) get(region);
    };
    x.send();
  }
  function getAll() { regions.forEach(get); }

  function listen() {
    if (stream) stream.close();
    heard = Date.now();
    stream = new EventSource(events.getAttribute('data-events'));
    stream.onopen = stream.onmessage = function () { heard = Date.now(); getAll(); };
    stream.addEventListener('beat', function () { heard = Date.now(); });
  }

  // Asks by itself whenever there is no open stream; a stream that was silent for 45 s is opened again.
  setInterval(function () {
    if (d.hidden) return;
    if (stream && Date.now() - heard > 45e3) listen();
    regions.forEach(function (region) {
      if (!stream || stream.readyState !== 1) get(region);
      else if (region.held) show(region);
    });
    tell();
  }, slow ? 8e3 : 4e3);
  d.addEventListener('visibilitychange', function () { if (!d.hidden) getAll(); });
  regions.forEach(function (region) { region.said = say(region); });
  if (events && window.EventSource && !slow) listen();
}());
