'use strict';
/** Questions, the gate before the explanation, and the marks of what is done. */
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  /** Another order for each reader, and the same one whenever they return. */
  function shuffled(items, key) {
    let seed = 2166136261;
    const salt = readerSalt();
    for (const letter of salt + key) {
      seed = Math.imul(seed ^ letter.charCodeAt(0), 16777619) >>> 0;
    }
    const order = items.slice();
    for (let i = order.length - 1; i > 0; i--) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      const j = Math.floor((seed / 4294967296) * (i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  }

  function readerSalt() {
    try {
      const kept = localStorage.getItem('signalkit.reader') || String(Math.random());
      localStorage.setItem('signalkit.reader', kept);
      return kept;
    } catch {
      return '';
    }
  }

  function options(question) {
    const list = question.querySelector('.quiz');
    const items = all('li', list);
    shuffled(items, question.dataset.key).forEach((item, index) => {
      list.append(item);
      item.querySelector('.letter').textContent = 'abcdefgh'[index];
      const button = item.querySelector('.option');
      button.addEventListener('click', () => {
        const isRight = item.dataset.right === 'true';
        item.classList.add(isRight ? 'right' : 'wrong');
        item.querySelector('.why').hidden = false;
        item.querySelector('.letter').textContent = isRight ? '✓' : '✗';
        button.setAttribute('aria-expanded', 'true');
        answered(question.dataset.key, isRight);
      });
    });
  }

  /** Letters and digits in small letters, as the command compares answers. */
  const plain = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

  function field(question) {
    const form = question.querySelector('.answer');
    const answers = JSON.parse(form.dataset.answers).map(plain);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const isRight = answers.includes(plain(form.querySelector('input').value));
      question.querySelector('.why').hidden = !isRight;
      question.querySelector('.no').hidden = isRight;
      answered(question.dataset.key, isRight);
    });
  }

  function answered(key, isRight) {
    if (isRight) {
      Progress.passed(key);
    } else {
      Progress.failed(key, 'answer');
    }
  }

  for (const question of all('.question')) {
    if (question.querySelector('.quiz')) {
      options(question);
    } else {
      field(question);
    }
    question.setAttribute('role', 'group');
    question.setAttribute('aria-label', 'Question');
  }

  /** A right patch counts as a pass with help: the reader chose the fix and did not write it. */
  for (const patch of all('.patch')) {
    const check = patch.querySelector('.check');
    check.addEventListener('toggle', () => {
      if (!check.open) {
        return;
      }
      const isRight = patch.dataset.right === 'true';
      const verdict = check.querySelector('.note b').textContent;
      patch.querySelector('.tried').textContent = verdict.toLowerCase().replace('.', '');
      const { key } = patch.closest('.patches').dataset;
      if (isRight) {
        Progress.assisted(key);
      } else {
        Progress.failed(key, 'patch');
      }
    });
  }

  /** The explanation answers the prediction, so it waits for that. */
  function gate() {
    const closed = document.querySelector('.gate');
    const text = document.querySelector('.gated');
    if (!closed || !text) {
      return;
    }
    const predict = document.querySelector('.steps li[data-key$="/predict"]');
    const open = () => {
      closed.hidden = true;
      text.hidden = false;
    };
    const look = () => (!predict || Progress.isDone(predict.dataset.key) ? open() : undefined);
    closed.hidden = false;
    text.hidden = true;
    closed.querySelector('.open-gate').addEventListener('click', () => {
      open();
      document.getElementById('explain').scrollIntoView();
    });
    Progress.onChange(look);
    look();
  }

  function marks() {
    for (const step of all('.steps li')) {
      const isDone = Progress.isDone(step.dataset.key);
      step.classList.toggle('done', isDone);
      step.querySelector('.mark').textContent = isDone ? '✓' : '○';
      step.querySelector('.state').textContent = isDone ? ', done' : ', open';
    }
    for (const lesson of all('.map li')) {
      const steps = lesson.dataset.steps.split(' ');
      const done = steps.filter((step) => Progress.isDone(lesson.dataset.lesson + '/' + step)).length;
      lesson.querySelector('.progress').textContent =
        done === 0 ? '' : done === steps.length ? '✓ done' : done + ' of ' + steps.length + ' steps';
      lesson.classList.toggle('done', done === steps.length);
    }
  }

  function progressBox() {
    const box = document.getElementById('progress-box');
    if (!box) {
      return;
    }
    box.hidden = false;
    const note = document.getElementById('progress-note');
    const words = () => {
      const steps = all('.map li').flatMap(({ dataset }) =>
        dataset.steps.split(' ').map((step) => dataset.lesson + '/' + step));
      const done = steps.filter(Progress.isDone).length;
      document.getElementById('progress-words').textContent =
        done === 0 ? 'Nothing is done yet.' : 'Steps done: ' + done + ' of ' + steps.length + '.';
    };
    Progress.onChange(words);
    words();
    document.getElementById('export').addEventListener('click', () => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([Progress.text()], { type: 'application/json' }));
      link.download = 'signalkit-progress.json';
      link.click();
      URL.revokeObjectURL(link.href);
      note.textContent = 'Exported to signalkit-progress.json.';
    });
    const input = document.getElementById('import');
    input.addEventListener('change', async () => {
      const file = input.files[0];
      if (!file) {
        return;
      }
      try {
        Progress.replace(Progress.parse(await file.text()));
        note.textContent = 'Imported from ' + file.name + '.';
      } catch (error) {
        note.textContent = error.message;
      }
      input.value = '';
    });
    document.getElementById('forget').addEventListener('click', () => {
      Progress.replace({});
      note.textContent = 'Your progress is forgotten.';
    });
  }

  /** A link to a run leads nowhere on a page without a game. */
  function strayLink() {
    const id = location.hash.slice(1);
    const isPlace = (name) => document.getElementById(name) !== null;
    let plain = id;
    try {
      plain = decodeURIComponent(id);
    } catch {
      // It is shown as it is.
    }
    if (!id || isPlace(id) || isPlace(plain) || document.querySelector('.game-box, .twins-box')) {
      return;
    }
    const note = document.createElement('p');
    note.className = 'note bad';
    note.textContent = 'This page has no game and no place #' + id.slice(0, 40) + '. Compare the link with the one you were given.';
    document.querySelector('h1').after(note);
  }

  strayLink();
  gate();
  progressBox();
  marks();
  Progress.onChange(marks);
})();
