'use strict';
/**
 * What the learner has done, in the form that `kit lesson export` writes and `import` reads:
 * a map from "NN-topic/step" to an entry. Kept by the browser; where it keeps nothing, for as long
 * as the page is open.
 */
const Progress = (() => {
  const KEY = 'signalkit.progress';
  const MARKS = ['OPEN', 'PASSED', 'ASSISTED', 'SKIPPED'];
  const listeners = [];
  let memory = null;

  const isEntry = (entry) =>
    entry !== null && typeof entry === 'object' && MARKS.includes(entry.mark)
    && ['cause', 'hint', 'at'].every((name) => typeof entry[name] === 'string')
    && ['attempts', 'hints'].every((name) => Number.isInteger(entry[name]) && entry[name] >= 0)
    && typeof entry.sawSolution === 'boolean';

  /** The entries of a text; throws with the reason when it is no progress. */
  function parse(text) {
    let read;
    try {
      read = JSON.parse(text);
    } catch {
      throw new Error('This file is not JSON. Choose one that was exported here or by lesson export.');
    }
    const isMap = read !== null && typeof read === 'object' && !Array.isArray(read);
    if (!isMap || !Object.values(read).every(isEntry)) {
      throw new Error('This file is not progress. Choose one that was exported here or by lesson export.');
    }
    return read;
  }

  function load() {
    if (memory) {
      return memory;
    }
    try {
      const text = localStorage.getItem(KEY);
      return text ? parse(text) : {};
    } catch {
      return {};
    }
  }

  function save(entries) {
    try {
      localStorage.setItem(KEY, JSON.stringify(entries));
    } catch {
      memory = entries;
    }
    listeners.forEach((listener) => listener());
  }

  const blank = () => ({
    mark: 'OPEN', attempts: 0, hints: 0, sawSolution: false, cause: '', hint: '', at: '',
  });

  function change(key, update) {
    const entries = load();
    entries[key] = update(entries[key] || blank());
    save(entries);
  }

  const isDone = (key) => (load()[key] || blank()).mark !== 'OPEN';

  return {
    parse,
    isDone,
    all: load,
    replace: save,
    text: () => JSON.stringify(load(), null, 2) + '\n',
    onChange: (listener) => listeners.push(listener),
    assisted: (key) => change(key, (entry) => (entry.mark === 'PASSED' ? entry : {
      ...entry,
      mark: 'ASSISTED',
      sawSolution: true,
      attempts: entry.attempts + 1,
      at: entry.at || new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    })),
    passed: (key) => change(key, (entry) => ({
      ...entry,
      mark: entry.mark === 'PASSED' || !entry.sawSolution ? 'PASSED' : 'ASSISTED',
      attempts: entry.attempts + 1,
      at: entry.at || new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    })),
    failed: (key, cause) => change(key, (entry) => ({ ...entry, attempts: entry.attempts + 1, cause })),
  };
})();
