// a.js - live fragments: what changed on the server replaces the old piece by piece; and the clock of shared computers.
// ES5; every page works without it.
(function () {
  'use strict';
  var d = document, region = d.querySelector('[data-live]'), status = d.getElementById('say');
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

  if (!region) return;
  var events = region.getAttribute('data-events'), slow = /2g/.test((navigator.connection || {}).effectiveType);
  var stream, heard, busy, again, tag, words, held, queued, first, more, news, said, told = 0;

  function all(e, what) { return [].slice.call(e.querySelectorAll(what)); }
  function within(e, id) { return id && e.querySelector('[id="' + id + '"]'); }
  function hasFocus(e) { return e.contains(d.activeElement); }

  // Typed or chosen, and not yet sent.
  function typed(e) {
    return e.querySelector('.bad') || all(e, 'input:not([type=hidden]),textarea,select').some(function (f) {
      return f.options ? f.options[f.selectedIndex] !== (f.querySelector('[selected]') || f.options[0])
        : f.value !== f.defaultValue || f.checked !== f.defaultChecked;
    });
  }

  // Without what differs each time or is only for this script: secrets of forms, what the reader has opened, news.
  function bare(e) { return e.outerHTML.replace(/<input type="hidden" name="(token|key)"[^>]*>| (open|tabindex|data-say)="[^"]*"/g, ''); }
  function shell(e) { return e.data === undefined ? bare(e.cloneNode()) + e.childNodes.length + e.id : '#'; }
  function areCards(e) { return e.children.length && all(e, ':scope > :not([id])').length === 0; }

  function merge(old, fresh, isAsked) {
    var twins = [].slice.call(fresh.childNodes);
    if (old.data !== undefined) old.data = fresh.data;
    else if (bare(old) === bare(fresh)) return;
    else if (fresh.hasAttribute('data-queue') && areCards(old) && areCards(fresh)) mergeCards(old, fresh, isAsked);
    else if (shell(old) === shell(fresh) && twins.every(function (e, i) { return e.nodeName === old.childNodes[i].nodeName; }))
      [].slice.call(old.childNodes).forEach(function (e, i) { merge(e, twins[i], isAsked); });
    else replace(old, fresh);
  }

  // Cards that are there stay where they are; new ones wait until the reader asks, so that nothing moves under a finger.
  function mergeCards(old, fresh, isAsked) {
    all(old, ':scope > *').forEach(function (e) {
      if (!within(fresh, e.id) && !hasFocus(e)) old.removeChild(e);
    });
    [].slice.call(fresh.children).forEach(function (e, i) {
      var twin = within(old, e.id);
      if (twin) merge(twin, e, isAsked);
      else if (isAsked) {
        old.insertBefore(e, old.children[i] || null);
        first = first || e;
      }
      else queued.push(fresh.getAttribute('data-queue'));
    });
  }

  function replace(old, fresh) {
    var a = d.activeElement, twin = old.contains(a) && (fresh.id && fresh.id === a.id ? fresh : within(fresh, a.id));
    if (typed(old) || old.contains(a) && (!twin || /^(INPUT|TEXTAREA|SELECT)$/.test(a.tagName))) {
      held = true;
      return;
    }
    all(old, 'details[open][id]').forEach(function (e) {
      if ((e = within(fresh, e.id))) e.open = true;
    });
    if (old === region) {
      old.textContent = '';
      while (fresh.firstChild) old.appendChild(fresh.firstChild);
    } else old.parentNode.replaceChild(fresh, old);
    if (twin) twin.focus();
  }

  function show(isAsked) {
    var fresh = region.cloneNode(), sign;
    fresh.innerHTML = words;
    sign = fresh.querySelector('[data-reload]');
    if (sign) return leave(sign);
    sign = fresh.querySelector('[data-say]');
    if (sign && said !== (said = sign.getAttribute('data-say'))) news = said;
    held = false;
    queued = [];
    merge(region, fresh, isAsked);
    offer();
  }

  function offer() {
    if (more) more.hidden = !queued.length;
    if (!queued.length) return;
    if (!more) {
      more = region.parentNode.insertBefore(d.createElement('button'), region);
      more.className = 'btn more';
      more.onclick = function () {
        first = null;
        show(true);
        if (!first) return;
        first.tabIndex = -1;
        first.focus();
      };
    }
    news = more.textContent = queued[0] + ' (' + queued.length + ')';
  }

  // The page belongs to something that is over: go on, unless something typed would be lost.
  function leave(sign) {
    var link = sign.querySelector('a');
    if (!typed(d.body)) {
      if (location.href.split('#')[0] === link.href) location.reload();
      else location.href = link.href;
    } else if (!d.querySelector('[data-reload]')) {
      region.parentNode.insertBefore(sign, region);
      news = sign.textContent;
    }
  }

  function tell() {
    if (!news || Date.now() - told < 2e4) return;
    status.textContent = news;
    news = '';
    told = Date.now();
  }

  function get() {
    var x = new XMLHttpRequest();
    again = busy;
    if (busy) return;
    busy = true;
    x.open('GET', region.getAttribute('data-live'));
    x.timeout = 2e4;
    if (tag) x.setRequestHeader('If-None-Match', tag);
    x.onloadend = function () {
      busy = false;
      if (x.status === 200 && /<html/i.test(x.responseText)) { // the login has ended
        if (!typed(d.body)) location.reload();
      } else if (x.status === 200) {
        tag = x.getResponseHeader('ETag');
        words = x.responseText;
        show();
      }
      tell();
      if (again) get();
    };
    x.send();
  }

  function listen() {
    if (stream) stream.close();
    heard = Date.now();
    stream = new EventSource(events);
    stream.onopen = stream.onmessage = function () { heard = Date.now(); get(); };
    stream.addEventListener('beat', function () { heard = Date.now(); });
  }

  // Asks by itself whenever there is no open stream; a stream that was silent for 45 s is opened again.
  setInterval(function () {
    if (d.hidden) return;
    if (stream && Date.now() - heard > 45e3) listen();
    if (!stream || stream.readyState !== 1) get();
    else if (held) show();
    tell();
  }, slow ? 8e3 : 4e3);
  d.addEventListener('visibilitychange', function () { if (!d.hidden) get(); });
  if (events && window.EventSource && !slow) listen();

  // 1, 2, 3 answer while the focus is on the ballot.
  d.addEventListener('keydown', function (e) {
    var vote = region.querySelector('.vote'), answer = vote && hasFocus(vote) && vote.querySelectorAll('button')[e.key - 1];
    if (answer && !e.ctrlKey && !e.altKey && !e.metaKey) answer.click();
  });
}());
