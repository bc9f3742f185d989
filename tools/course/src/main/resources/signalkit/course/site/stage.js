'use strict';
/** Draws a state as a learner would sketch it. Nothing here knows the rules of the game. */
const Stage = (() => {
  /** An element: `h('p', {class: 'x'}, 'text', child)`. A property that is null is left out. */
  function h(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name === 'on') {
        Object.entries(value).forEach(([event, listener]) => element.addEventListener(event, listener));
      } else if (value !== null && value !== undefined && value !== false) {
        element.setAttribute(name, value === true ? '' : value);
      }
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return element;
  }

  const chip = (kind, words) => h('span', { class: 'chip ' + kind }, words);
  const signalChip = (words) => chip('sig', '⚡ ' + words);
  const lockColour = (graph, name, locks) =>
    'lock-' + ((locks.findIndex((lock) => lock.name === name) % 4) + 1);

  const shortName = (method) =>
    method.slice(method.lastIndexOf('.') + 1).replace(/^(\w+) lambda$/, 'lambda in $1');

  /** The frames that a reader has the source of; the innermost first. */
  const known = (graph, block) => block.frames.filter((frame) => graph.sources[frame.file]);

  /** An exercise is in the package lesson, and what other files do is the scene around it. */
  const isScene = (graph, file) => (graph.side
    ? file.endsWith('Scenarios.java')
    : !/^package lesson;/m.test(graph.sources[file] || ''));

  /** What a thread does next, without the place, which the picture shows. */
  const nextStep = (thread) => thread.next.replace(/ at [\w.$]+\([^)]*\)$/, '');

  /** Kinds of failures in which a thread waits in vain; in others, a wait is no fault. */
  const IN_VAIN = ['self-deadlock', 'deadlock', 'mutex held at exit', 'lost wake up', 'starvation'];

  const waitsInVain = (state, thread) => thread.status === 'waits' && state.end !== null
    && state.end.kind === 'failed' && IN_VAIN.includes(state.end.finding.kind);

  function frame(graph, state, each, isTop, thread) {
    const source = graph.sources[each.file];
    return h('div', { class: 'frame' + (isTop ? ' current' : '') + (isScene(graph, each.file) ? ' scene' : '') },
      h('b', {}, shortName(each.method)),
      source ? h('span', { class: 'soft' }, 'line ' + each.line) : null,
      isTop ? doing(state, thread) : null);
  }

  /** One block of a stack: the thread's own code, or a handler on top of what it interrupted. */
  function block(graph, state, thread, each, isTop) {
    const frames = known(graph, each);
    const shown = frames.length > 0 ? frames : each.frames.slice(0, 1);
    return h('div', { class: 'block' + (each.signal ? ' handler' : '') },
      each.signal
        ? h('p', { class: 'on-top' }, '⚡ handler of ' + each.signal) : null,
      shown.map((one, index) => frame(graph, state, one, isTop && index === 0, thread)),
      shown.length === 0 ? h('div', { class: 'frame scene' }, isTop ? doing(state, thread) : each.signal ? 'about to begin' : 'code of the scene') : null);
  }

  /** Whether a thread waits; one that has what it waited for has only to be chosen. */
  const isWaiting = (state, thread) => thread.status === 'waits' && (thread.waitsFor !== ''
    || !state.choices.some((choice) => choice.thread === thread.number && ['go', 'switch'].includes(choice.kind)));

  /** A thread at the end of a run: one that has failed was cut off. */
  const stopped = (state) => (state.end.kind === 'complete' ? 'done' : 'stopped');

  /** Whether a handler lies on top of a thread and has not done anything yet. */
  const begins = (thread) => {
    const top = thread.blocks[thread.blocks.length - 1];
    return Boolean(top && top.signal) && top.frames.length === 0;
  };

  /** What a thread is about to do, or waits for. */
  function doing(state, thread) {
    return isWaiting(state, thread)
      ? h('span', { class: 'next-step waits' + (waitsInVain(state, thread) ? ' in-vain' : '') },
        'waits for ' + (thread.waitsFor || 'what is still to come'))
      : h('span', { class: 'next-step' }, thread.next ? 'next: ' + nextStep(thread)
        : state.end ? stopped(state) : begins(thread) ? 'about to begin' : 'goes on');
  }

  function lane(graph, state, thread) {
    const words = {
      new: 'not started',
      ready: state.end ? stopped(state) : thread.number === state.at ? 'at a step' : 'can run',
      waits: isWaiting(state, thread) ? 'waits' : 'can run',
      ended: 'ended',
    }[thread.status];
    const top = thread.blocks.length - 1;
    const isAlive = thread.status === 'ready' || thread.status === 'waits';
    return h('div', { class: 'lane ' + thread.status, role: 'group', 'aria-label': 'Thread ' + thread.name },
      h('p', { class: 'name' }, thread.name, isAlive ? h('span', { class: 'status' }, words) : null),
      h('div', { class: 'stack' },
        isAlive
          ? thread.blocks.map((each, index) => block(graph, state, thread, each, index === top)).reverse()
          : h('div', { class: 'frame none' }, words)),
      h('p', { class: 'chips' },
        thread.pending.length > 0 ? signalChip('pending: ' + thread.pending.join(', ')) : null,
        thread.blocked.length > 0 ? chip('mask', '⊘ blocks ' + thread.blocked.join(', ')) : null));
  }

  /** A bar across the lanes: filled where the lock is held, hatched where somebody waits for it. */
  function lockBar(graph, state, lock) {
    const name = (number) => graph.threads[number];
    // When a process ends in order, a thread that still waited for a condition is unwound with the lock.
    const isFree = lock.owner < 0 || (state.end !== null && state.end.kind === 'complete');
    const others = lock.waiters.filter((waiter) => waiter !== lock.owner).map(name);
    const isCondition = lock.kind === 'cond';
    const words = (isCondition ? '' : isFree ? 'free' : name(lock.owner) + ' holds it')
      + (!isFree && lock.waiters.includes(lock.owner) ? ' and waits for it' : '')
      + (others.length > 0 ? (isCondition ? '' : ', ') + others.join(' and ') + (others.length > 1 ? ' wait' : ' waits') : '');
    const touched = [...lock.waiters, ...(isFree ? [] : [lock.owner])];
    const cells = state.threads.map((thread) => {
      const holds = !isFree && lock.owner === thread.number;
      const waits = lock.waiters.includes(thread.number);
      const isBetween = thread.number > Math.min(...touched) && thread.number < Math.max(...touched);
      return h('span', { class: 'cell' + (isBetween ? ' between' : '') },
        holds ? h('span', { class: 'holds' }, 'holds') : null,
        waits ? h('span', { class: 'waits' }, holds ? '↻ waits for itself' : 'waits') : null);
    });
    const sort = { cond: 'condition', monitor: 'monitor', mutex: 'lock', lock: 'lock' }[lock.kind] || 'lock';
    return h('div', { class: 'lock ' + lockColour(graph, lock.name, state.locks) + (isFree ? ' free' : '') },
      h('p', {}, h('b', {}, lock.name), h('span', { class: 'soft' }, ' ' + sort + ': ' + words)),
      h('div', { class: 'cells', 'aria-hidden': 'true' }, cells));
  }

  const MOST_ITEMS = 8;

  /** A list as boxes in a row, anything else as it is. */
  function value(text) {
    const list = /^\[(.*)\]$/.exec(text);
    if (!list) {
      return h('span', { class: 'value' }, text);
    }
    // A comma within brackets belongs to an item.
    const items = list[1] === '' ? [] : list[1].split(/, (?![^([{]*[)\]}])/);
    const shown = items.length > MOST_ITEMS ? [...items.slice(0, MOST_ITEMS), '…'] : items;
    return h('span', { class: 'queue' },
      items.length === 0 ? h('i', { class: 'soft' }, 'empty') : shown.map((item) => h('span', {}, item)));
  }

  /** What never changes tells a player nothing, nor does what is not there yet. */
  function facts(state, before, varies) {
    const values = Object.entries(state.values).filter(([name, text]) =>
      varies[name] && (text !== 'null' || (before && before.values[name] !== text))).map(([name, text]) => {
      const isNew = before && before.values[name] !== text;
      return h('div', { class: isNew ? 'changed' : '' },
        h('dt', {}, name), h('dd', {}, value(text), isNew ? h('span', { class: 'sr' }, ' (changed)') : null));
    });
    return [
      values.length > 0 ? h('dl', { class: 'values' }, values) : null,
      h('p', { class: 'chips' },
        state.toCome.length > 0 ? chip('come', '⚡ still to come: ' + state.toCome.join(', ')) : null,
        state.pending.length > 0 ? signalChip('pending for the process: ' + state.pending.join(', ')) : null),
    ];
  }

  /** The whole picture of a state; a value that does not vary is left out. */
  function board(graph, state, before, varies) {
    const lanes = h('div', { class: 'lanes' }, state.threads.map((thread) => lane(graph, state, thread)));
    const shown = state.locks.filter((lock) => lock.kind !== 'cond' || lock.waiters.length > 0);
    const locks = h('div', { class: 'locks' }, shown.map((lock) => lockBar(graph, state, lock)));
    const all = h('div', { class: 'board' }, lanes, locks, facts(state, before, varies));
    const columns = (widths) => widths.map((width) => 'minmax(0, ' + width + 'fr)').join(' ');
    all.style.setProperty('--even-columns', columns(state.threads.map(() => 1)));
    all.style.setProperty('--narrow-columns',
      columns(state.threads.map(({ status }) => (status === 'new' || status === 'ended' ? 2 : 3))));
    return all;
  }

  const WORDS = new RegExp('(//.*|/\\*.*|^\\s*\\*.*)|("(?:\\\\.|[^"\\\\])*")|\\b(abstract|boolean|break|case|catch'
    + '|class|continue|default|do|else|extends|final|finally|for|if|implements|import|int|interface|long|new'
    + '|null|package|private|protected|public|return|static|switch|synchronized|this|throw|throws|true|false'
    + '|try|var|void|volatile|while)\\b|(@?\\b[A-Z]\\w*)', 'g');

  function coloured(line) {
    const code = h('code', {});
    let from = 0;
    for (const match of line.matchAll(WORDS)) {
      const kind = match[1] ? 'c' : match[2] ? 's' : match[3] ? 'k' : 't';
      code.append(line.slice(from, match.index), h('span', { class: kind }, match[0]));
      from = match.index + match[0].length;
    }
    code.append(line.slice(from));
    return code;
  }

  /** Who is at which line of a file: the running code of each thread, and what lies below it. */
  function places(graph, state, file) {
    const at = new Map();
    for (const thread of state.threads) {
      if (thread.status !== 'ready' && thread.status !== 'waits') {
        continue;
      }
      thread.blocks.forEach((each, index) => {
        const top = known(graph, each)[0];
        if (top && top.file === file) {
          const isBelow = index < thread.blocks.length - 1;
          const words = (each.signal ? '⚡ ' : '') + thread.name + (isBelow ? ', interrupted' : '');
          at.set(top.line, [...(at.get(top.line) || []), { words, isBelow }]);
        }
      });
    }
    return at;
  }

  /** The file that is worth looking at: where the thread at a step is, or the last one that moved. */
  function fileOf(graph, state, last) {
    const threads = [state.threads[state.at], state.threads[last], ...state.threads].filter(Boolean);
    for (const thread of threads) {
      for (const each of thread.blocks.slice().reverse()) {
        const top = known(graph, each)[0];
        if (top) {
          return top.file;
        }
      }
    }
    const names = Object.keys(graph.sources);
    return names.find((name) => !isScene(graph, name)) || names[0];
  }

  /**
   * A file with the threads at its lines; with `ask`, each line is a button that calls it, and the
   * one that was `answered` is marked.
   */
  function source(graph, state, file, ask, answered) {
    const at = places(graph, state, file);
    const lines = (graph.sources[file] || '').replace(/\n$/, '').split('\n').map((line, index) => {
      const number = index + 1;
      const who = at.get(number) || [];
      const content = [
        h('span', { class: 'no', 'aria-hidden': ask ? null : 'true' }, ask ? h('span', { class: 'sr' }, 'Line ') : null,
          String(number)),
        coloured(line),
        who.length > 0
          ? h('span', { class: 'who' + (who.every((one) => one.isBelow) ? ' below' : '') },
            '◀ ' + who.map((one) => one.words).join(', ')) : null,
      ];
      const isHere = who.length > 0;
      const mark = answered && answered.line === number ? (answered.right ? ' right' : ' wrong') : '';
      return h('li', { class: (isHere ? 'here' : '') + mark },
        ask
          ? h('button', { type: 'button', class: 'line', on: { click: () => ask(file, number) } }, ...content)
          : h('div', { class: 'line' }, ...content));
    });
    return h('ol', { class: 'lines', tabindex: '0', 'aria-label': file }, lines);
  }

  /** Scrolls a file so that the line of whoever runs is in its middle, or its class on top. */
  function showLine(code) {
    const lines = code.querySelector('.lines');
    const here = lines.querySelector('.here .who:not(.below)') || lines.querySelector('.here');
    const head = [...lines.children].find((line) => /^\s*\d*\s*(\w+ )*(class|interface|record|enum) \w/.test(line.textContent));
    if (here) {
      lines.scrollTop = Math.max(0, here.closest('li').offsetTop - lines.clientHeight / 2);
    } else if (head) {
      lines.scrollTop = head.offsetTop;
    }
  }

  return { h, nextStep, begins, board, showLine, source, fileOf, chip, signalChip, shortName };
})();
