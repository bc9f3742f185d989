'use strict';
/**
 * Two programs under one schedule: the reader drives the broken one, and the other one runs the same
 * id, as in `kit replay ID --on safe`. The first row in which they differ is marked.
 */
class Twins {
  constructor(box) {
    this.box = box;
    const read = (id) => new Play(new StateGraph(JSON.parse(document.getElementById(id).textContent)));
    this.broken = read(box.dataset.broken);
    this.sound = read(box.dataset.sound);
    // What changes in one of the two can be compared.
    this.varies = this.broken.graph.varies;
    Object.entries(this.sound.graph.varies).forEach(([name, varies]) => { this.varies[name] ||= varies; });
    this.build();
    this.draw();
    // On a page with a game, a link is a run of the game.
    this.hasLinks = !document.querySelector('.game-box');
    if (this.hasLinks) {
      this.fromLink();
      addEventListener('hashchange', () => this.fromLink());
    }
  }

  /** A link such as twins.html#06w1-v replays that schedule on both. */
  fromLink() {
    const id = location.hash.slice(1);
    if (!id || document.getElementById(id)) {
      return;
    }
    const path = Play.path(this.broken.graph, id);
    if (path && this.broken.follow(path)) {
      this.draw();
    } else {
      this.parted.replaceChildren(Play.unknown(id));
    }
  }

  build() {
    const h = Stage.h;
    const side = (name, words) => {
      const part = { board: h('div', { class: 'stage' }), code: h('div', { class: 'code' }), end: h('div', {}) };
      part.box = h('section', { class: 'twin', 'aria-label': name },
        h('p', { class: 'twin-name' }, Twins.capital(name), h('span', { class: 'soft' }, ' ' + words)), part.board, part.code, part.end);
      return part;
    };
    this.left = side(this.box.dataset.brokenName, 'you drive it');
    this.right = side(this.box.dataset.soundName, 'gets the same schedule');
    this.choices = h('div', { class: 'choices', role: 'group', 'aria-label': 'What happens next in ' + this.box.dataset.brokenName + '?' });
    this.rows = h('div', { class: 'trail', role: 'region', tabindex: '0', 'aria-label': 'Both runs, row by row' });
    this.parted = h('p', { class: 'parted', role: 'status' });
    this.share = h('p', {});
    const tools = {
      g: () => this.change(() => this.broken.runOn()),
      u: () => this.change(() => this.broken.undo()),
      r: () => this.change(() => this.broken.reset()),
      s: () => this.change(() => this.broken.follow(this.broken.shortest() || [])),
    };
    const tool = (words, key) => h('button', {
      type: 'button', class: 'button tool', 'data-tool': key, on: { click: tools[key] },
    }, words, h('kbd', { 'aria-hidden': 'true' }, key));
    this.onTool = tool('Run on', 'g');
    this.undoTool = tool('Undo', 'u');
    this.resetTool = tool('Restart', 'r');
    this.keys = new Keys(this.box, { choices: () => this.broken.open.length, choose: (index) => this.choose(index), tools });
    this.box.replaceChildren(h('div', { class: 'pair' },
      this.left.box,
      h('div', { class: 'act' }, this.parted, this.share, this.choices,
        h('div', { class: 'tools', role: 'group', 'aria-label': 'The run' }, this.onTool, this.undoTool, this.resetTool,
          tool('Show the shortest failure', 's'), this.keys.button)),
      this.right.box,
      h('details', { class: 'run', open: matchMedia('(min-width: 56rem)').matches },
        h('summary', {}, 'Both runs, row by row'), this.rows)));
  }

  choose(index) {
    this.change(() => this.broken.choose(index));
  }

  change(action) {
    action();
    this.draw();
    const { key } = this.box.dataset;
    if (key && this.broken.finding && !Progress.isDone(key)) {
      Progress.passed(key);
    }
  }

  /** Takes the sound program as far as the broken one is, or to its end when that one is over. */
  follow() {
    const run = this.sound.graph.replay(this.broken.id);
    const { length } = run.path;
    this.missed = run.missed;
    this.sound.follow(run.path.slice(0, this.broken.isOver ? length : Math.min(this.broken.length, length)));
  }

  /** What of the schedule the sound program does not do, in a sentence. */
  missedWords() {
    const name = this.box.dataset.soundName;
    return this.missed === 0 ? ''
      : ' ' + (this.missed === 1 ? 'One choice' : this.missed + ' choices')
        + ' of the schedule cannot be made in ' + name + '; it goes on by itself there.';
  }

  /** The first row that differs, from 0; -1 while there is none. */
  partedAt() {
    const [broken, sound] = [this.broken, this.sound].map((play) =>
      play.rows.map((row) => play.graph.threads[row.thread] + ' ' + row.text));
    const length = this.broken.isOver ? Math.max(broken.length, sound.length) : Math.min(broken.length, sound.length);
    for (let i = 0; i < length; i++) {
      if (broken[i] !== sound[i]) {
        return i;
      }
    }
    return -1;
  }

  /** A name at the beginning of a sentence; that of a program stays as it is. */
  static capital(name) {
    return name.includes('-') ? name : name.charAt(0).toUpperCase() + name.slice(1);
  }

  draw() {
    const h = Stage.h;
    this.follow();
    this.drawSide(this.left, this.broken);
    this.drawSide(this.right, this.sound);
    const state = this.broken.state;
    const hadFocus = this.choices.contains(document.activeElement);
    this.choices.replaceChildren(...this.broken.open.map((choice, index) => h('button', {
      type: 'button', class: 'choice' + (choice.signal ? ' sig' : ''), disabled: choice.to < 0,
      on: { click: () => this.choose(index) },
    }, h('kbd', { 'aria-hidden': 'true' }, String(index + 1)),
    h('span', { class: 'sign', 'aria-hidden': 'true' }, choice.signal ? '⚡' : choice.preempts ? '⇄' : '→'),
    h('span', { class: 'words' }, Game.title(this.broken.graph, state, choice)))));
    if (hadFocus) {
      (this.choices.firstChild || this.resetTool).focus({ preventScroll: true });
    }
    const at = this.partedAt();
    const row = (play) => play.rows[at] ? Twins.words(play.graph, play.rows[at]) : 'nothing more';
    this.parted.replaceChildren(...(at < 0
      ? [this.broken.finding ? 'Both did the same steps, and only one of them is broken.' : 'So far, both do the same.']
      : [h('b', {}, 'Here they part, in row ' + (at + 1) + '.'), ' ' + Twins.capital(this.box.dataset.brokenName) + ': '
        + row(this.broken) + '. ' + Twins.capital(this.box.dataset.soundName) + ': ' + row(this.sound) + '.']),
    this.missedWords());
    this.drawRows(at);
    this.onTool.disabled = this.broken.open.length === 0;
    this.undoTool.disabled = this.resetTool.disabled = this.broken.length === 0;
    this.box.classList.toggle('apart', at >= 0);
    const { id } = this.broken;
    const { replay } = this.box.dataset;
    this.share.replaceChildren(...(this.hasLinks && this.broken.finding
      ? ['This link replays your run for anyone: ', h('a', { class: 'share', href: '#' + id }, '#' + id),
        '. The same run in the kit: ', h('code', {}, replay + id), ', and with ', h('code', { class: 'short' }, '--on safe'),
        ' that of the other server.'] : []));
  }

  /** A row of a run as a sentence. */
  static words(graph, { thread, text }) {
    const name = graph.threads[thread];
    return / stays pending$/.test(text) ? text : / arrives$/.test(text) ? text + ' on ' + name : name + ' ' + text;
  }

  /** The two runs beside each other, with a mark where they part. */
  drawRows(at) {
    const h = Stage.h;
    const { brokenName, soundName } = this.box.dataset;
    const [left, right] = [this.broken, this.sound].map((play) => play.rows.map((row) =>
      h('span', { class: 'did' + (row.depth > 0 ? ' in-handler' : '') }, Twins.words(play.graph, row))));
    const length = Math.max(left.length, right.length);
    const body = Array.from({ length }, (_, i) => h('tr', { class: i === at ? 'parting' : null },
      h('td', { class: 'soft' }, String(i + 1), i === at ? h('span', { class: 'sr' }, ', here they part') : null),
      h('td', {}, left[i]), h('td', {}, right[i])));
    this.rows.replaceChildren(length === 0 ? h('p', { class: 'soft small' }, 'Nothing has happened yet.')
      : h('table', {}, h('thead', {}, h('tr', {}, ['#', brokenName, soundName].map((name) => h('th', { scope: 'col' }, name)))),
        h('tbody', {}, body)));
    const mark = this.rows.querySelector('.parting');
    this.rows.scrollTop = mark ? mark.offsetTop - this.rows.clientHeight / 2 : this.rows.scrollHeight;
  }

  drawSide(side, play) {
    const h = Stage.h;
    const last = play.moves.length > 0 ? play.moves[play.moves.length - 1].thread : 0;
    side.board.replaceChildren(Stage.board(play.graph, play.state, null, this.varies));
    const file = Stage.fileOf(play.graph, play.state, last);
    side.code.replaceChildren(h('p', { class: 'file' }, h('b', {}, file)), Stage.source(play.graph, play.state, file));
    Stage.showLine(side.code);
    // A data race is a finding of a step, and the run has not ended.
    side.end.replaceChildren(!play.finding && !play.state.end ? '' : h('p', { class: 'note ' + (play.finding ? 'bad' : 'good') },
      h('b', {}, play.finding ? '✗ ' + play.finding.kind + '. ' : '✓ It ends in order. '),
      play.finding ? Game.sentence(play.graph, play.finding) : ''));
  }
}

document.querySelectorAll('.twins-box[data-broken]').forEach((box) => {
  box.twins = new Twins(box);
});
