'use strict';
/** The game on a page: a board, the source, one button and one key for each choice. */
class Game {
  /** Between two steps of a run that is shown, in milliseconds. */
  static PACE = 650;

  /**
   * @param box an element with the game's settings as data-…; see GameHtml.java
   */
  constructor(box) {
    this.box = box;
    this.settings = box.dataset;
    const graph = new StateGraph(JSON.parse(document.getElementById(this.settings.graph).textContent));
    this.play = new Play(graph);
    this.varies = graph.varies;
    const question = document.getElementById(this.settings.question);
    this.question = question ? JSON.parse(question.textContent) : null;
    this.answered = null;
    this.shown = '';
    this.timer = 0;
    this.notice = '';
    this.build();
    this.draw();
    this.fromLink();
    addEventListener('hashchange', () => this.fromLink());
  }

  get graph() {
    return this.play.graph;
  }

  build() {
    const h = Stage.h;
    this.count = h('p', { class: 'count' });
    this.stage = h('div', { class: 'stage' });
    this.code = h('div', { class: 'code' });
    this.choices = h('div', { class: 'choices', role: 'group', 'aria-label': 'What happens next?' });
    this.result = h('div', { class: 'result' });
    this.trail = h('div', { class: 'trail' });
    this.live = h('p', { class: 'sr', role: 'status' });
    const tool = (words, key, action) => h('button', {
      type: 'button', class: 'button tool', 'data-tool': key, on: { click: action },
    }, words, h('kbd', { 'aria-hidden': 'true' }, key));
    this.keys = new Keys(this.box, {
      choices: () => this.play.open.length,
      choose: (index) => this.choose(index),
      tools: { g: () => this.runOn(), u: () => this.undo(), r: () => this.reset(), s: () => this.show() },
    });
    this.tools = h('div', { class: 'tools', role: 'group', 'aria-label': 'The run' },
      this.onTool = tool('Run on', 'g', () => this.runOn()),
      this.undoTool = tool('Undo', 'u', () => this.undo()),
      this.resetTool = tool('Restart', 'r', () => this.reset()),
      this.showTool = tool('Show the shortest failure', 's', () => this.show()),
      this.keys.button);
    this.box.replaceChildren(
      h('div', { class: 'head' },
        h('p', { class: 'goal' }, h('b', {}, 'Goal'), ' ', this.settings.goal), this.count),
      h('div', { class: 'play' },
        h('div', { class: 'left' }, this.stage,
          h('details', { class: 'run', open: matchMedia('(min-width: 56rem)').matches },
            h('summary', {}, 'The run so far'), this.trail)),
        h('div', { class: 'act' }, this.result, this.choices, this.tools),
        this.code),
      this.graph.note ? h('p', { class: 'small soft' }, this.graph.note) : '',
      this.live);
    this.listen();
  }

  listen() {
    this.code.addEventListener('keydown', (event) => {
      const way = { ArrowUp: 'previousElementSibling', ArrowDown: 'nextElementSibling' }[event.key];
      const line = way && event.target.closest('li');
      const next = line && line[way] && line[way].querySelector('button');
      if (next) {
        event.preventDefault();
        next.focus();
      }
    });
  }

  choose(index) {
    this.stop();
    const before = this.play.state;
    const choice = before.choices[index];
    if (!this.play.choose(index)) {
      return;
    }
    this.draw(before);
    this.say(Game.title(this.graph, before, choice) + '. ' + this.outcome());
  }

  /** How the run ended, for who does not see it; nothing while it goes on. */
  outcome() {
    const { finding, state } = this.play;
    return finding ? 'Broken: ' + finding.kind + '. ' + Game.sentence(this.graph, finding)
      : state.end ? 'The run is over.' : '';
  }

  runOn() {
    this.stop();
    const before = this.play.state;
    if (this.play.runOn()) {
      this.draw(before);
      this.say('Ran on: ' + this.play.rows.slice(-1).map((row) => row.text).join() + '. ' + this.outcome());
    }
  }

  undo() {
    this.stop();
    this.answered = null;
    if (this.play.undo()) {
      this.shown = this.play.length > 0 ? this.shown : '';
      this.draw();
      this.say('Took one step back.');
    }
  }

  reset() {
    this.stop();
    this.answered = null;
    this.shown = '';
    this.play.reset();
    this.draw();
    this.say('Back at the start.');
  }

  /** Plays the shortest failure, a step at a time where motion is welcome. */
  show() {
    this.reset();
    const left = this.play.shortest();
    if (!left) {
      this.say('There is no failure: every schedule was explored.');
      return;
    }
    this.shown = 'The shortest failure';
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.play.follow(left);
      this.draw();
      this.say(this.outcome());
      return;
    }
    const step = () => {
      const before = this.play.state;
      this.play.choose(left.shift());
      this.timer = left.length > 0 && !this.play.finding ? setTimeout(step, Game.PACE) : 0;
      this.draw(before);
      if (!this.timer) {
        this.say(this.outcome());
      }
    };
    step();
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = 0;
  }

  /** A link such as page.html#06w1-v replays that schedule. */
  fromLink() {
    const id = location.hash.slice(1);
    if (!id || document.getElementById(id)) {
      return;
    }
    this.stop();
    if (this.play.finding !== null && id === this.play.id) {
      this.draw();
      return;
    }
    const path = Play.path(this.graph, id);
    if (path && this.play.follow(path)) {
      this.answered = null;
      this.shown = 'The run of this link';
    } else {
      this.notice = Play.unknown(id);
      this.say(this.notice);
    }
    this.draw();
    this.box.scrollIntoView();
  }

  say(words) {
    this.live.textContent = words;
  }

  /** What a choice does, in a few words. */
  static title(graph, state, choice) {
    const name = choice.thread >= 0 ? graph.threads[choice.thread] : '';
    const thread = state.threads[choice.thread];
    switch (choice.kind) {
      case 'go':
      case 'switch':
        return name + (!thread || thread.status === 'new' ? ' starts' : thread.next ? ': ' + Stage.nextStep(thread)
          : Stage.begins(thread) ? ' begins the handler' : ' goes on');
      case 'deliver':
        return choice.signal + ' arrives on ' + name;
      case 'pend':
        return choice.signal + ' arrives and stays pending';
      case 'time-out':
        return name + ': the time is over';
      case 'spurious':
        return name + ' wakes up for no reason';
      case 'wake':
        return name + ' is woken';
      default:
        return choice.text;
    }
  }

  /** The line at which the thread of a choice is. */
  place(state, choice) {
    const thread = state.threads[choice.thread];
    const top = thread && thread.blocks.length > 0 ? thread.blocks[thread.blocks.length - 1].frames : [];
    const known = top.find((frame) => this.graph.sources[frame.file]);
    return known ? 'line ' + known.line : '';
  }

  draw(before) {
    const { play, graph } = this;
    const state = play.state;
    const last = play.moves.length > 0 ? play.moves[play.moves.length - 1].thread : 0;
    // After a win by keys alone, the next thing that the tab key reaches is what to do now.
    const hadFocus = this.choices.contains(document.activeElement)
      || (play.finding !== null && document.activeElement === document.body);
    this.stage.replaceChildren(Stage.board(graph, state, before, this.varies));
    this.drawCode(state, last);
    this.drawChoices(state);
    this.drawResult(state);
    this.drawTrail();
    this.drawCount();
    this.onTool.disabled = play.open.length === 0;
    this.undoTool.disabled = this.resetTool.disabled = play.length === 0;
    this.box.classList.toggle('won', play.finding !== null && !this.shown);
    if (hadFocus) {
      const next = this.choices.querySelector('button') || this.result.querySelector('[tabindex]');
      if (next) {
        next.focus({ preventScroll: true });
      }
    }
  }

  /** The file in which something happens, unless the reader has asked for another one. */
  drawCode(state, last, wanted) {
    const h = Stage.h;
    const ask = this.isAsking() ? (file, line) => this.answer(file, line) : null;
    const file = this.isQuestion() ? this.question.file : wanted || Stage.fileOf(this.graph, state, last);
    const names = this.isQuestion() ? [file] : Object.keys(this.graph.sources);
    const tab = (name) => h('button', {
      type: 'button', class: 'tab', 'aria-pressed': String(name === file),
      on: { click: () => this.drawCode(state, last, name) },
    }, name);
    this.code.replaceChildren(
      h('div', { class: 'file' }, names.length > 1 ? names.map(tab) : h('b', {}, file)),
      this.asked() || '',
      Stage.source(this.graph, state, file, ask, this.isQuestion() ? this.answered : null));
    this.code.classList.toggle('asking', ask !== null);
    Stage.showLine(this.code);
    if (wanted) {
      this.code.querySelector('.tab[aria-pressed=true]').focus({ preventScroll: true });
    }
  }

  drawChoices(state) {
    const h = Stage.h;
    const kinds = { deliver: ['sig', '⚡'], pend: ['sig', '⚡'], switch: ['', '⇄'], go: ['', '→'] };
    this.choices.replaceChildren(...this.play.open.map((choice, index) => {
      const [kind, sign] = kinds[choice.kind] || ['', '…'];
      return h('button', {
        type: 'button', class: 'choice ' + kind, disabled: choice.to < 0,
        on: { click: () => this.choose(index) },
      },
      h('kbd', { 'aria-hidden': 'true' }, String(index + 1)),
      h('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
      h('span', { class: 'words' }, Game.title(this.graph, state, choice),
        choice.preempts ? h('span', { class: 'soft' }, ' (interrupts ' + this.interrupted(state) + ')') : null),
      h('span', { class: 'soft where' }, choice.to < 0 ? 'outside of the bounds' : this.place(state, choice)));
    }));
  }

  interrupted(state) {
    return state.at >= 0 ? this.graph.threads[state.at] : 'another thread';
  }

  drawResult(state) {
    const h = Stage.h;
    const { finding } = this.play;
    if (this.notice) {
      this.result.replaceChildren(h('div', { class: 'note bad' }, h('p', {}, this.notice)));
      this.notice = '';
    } else if (finding) {
      this.result.replaceChildren(this.won(finding));
    } else if (state.end) {
      this.result.replaceChildren(h('div', { class: 'note', tabindex: '-1' },
        h('p', {}, h('b', {}, state.end.kind === 'cut' ? 'This run leaves the bounds. ' : 'This run ends in order. '),
          'Undo, or start again and let something else happen.')));
    } else {
      this.result.replaceChildren();
    }
  }

  /** A finding as a sentence; the name of a thread stays as it is. */
  static sentence(graph, finding) {
    const { text } = finding;
    if (finding.kind === 'invariant violated') {
      return 'This does not hold: ' + text;
    }
    const isName = graph.threads.includes(text.split(' ')[0]);
    return (isName ? text : text.charAt(0).toUpperCase() + text.slice(1)) + '.';
  }

  /** The second half of a win: what to change. */
  isQuestion() {
    return this.question !== null && this.play.finding !== null && !this.shown && this.timer === 0;
  }

  isAsking() {
    return this.isQuestion() && !(this.answered && this.answered.right);
  }

  /** Words with code between backticks, as elements. */
  static words(text) {
    return text.split('`').map((part, index) => (index % 2 === 1 ? Stage.h('code', {}, part) : part));
  }

  won(finding) {
    const h = Stage.h;
    const { id } = this.play;
    const parts = [
      h('p', {}, h('b', {}, (this.shown || 'You broke it') + ': ' + finding.kind + '.'), ' ',
        Game.sentence(this.graph, finding)),
    ];
    if (this.shown) {
      parts.push(h('p', {}, 'Now restart, and do it yourself.'));
    } else if (this.isAsking()) {
      parts.push(h('p', {}, h('button', { type: 'button', class: 'button first', on: { click: () => this.toQuestion() } },
        'Now name the line')));
    }
    const link = location.href.replace(/#.*/, '') + '#' + id;
    parts.push(h('p', { class: 'small soft' }, 'This link replays ' + (this.shown ? 'it' : 'your run') + ' for anyone:'), h('p', { class: 'row' },
      h('a', { class: 'share', href: '#' + id }, '#' + id),
      h('button', { type: 'button', class: 'button', on: { click: (event) => this.copy(event.target, link) } }, 'Copy the link'),
      this.settings.next && !this.shown ? h('a', { class: 'button', href: this.settings.next }, 'Continue') : null));
    if (this.settings.replay) {
      parts.push(h('p', { class: 'small soft' }, 'The same run in the kit: ', h('code', {}, this.settings.replay + ' ' + id)));
    }
    if (!this.shown && !this.isAsking() && this.settings.key) {
      this.note();
    }
    return h('div', { class: 'note ' + (this.shown ? '' : 'good'), tabindex: '-1' }, parts);
  }

  /** The question stands where the lines are, and so does the reply to an answer. */
  asked() {
    const h = Stage.h;
    if (!this.isQuestion()) {
      return null;
    }
    const { answered } = this;
    return h('div', { class: 'ask' },
      h('p', {}, h('b', {}, 'Which line of ' + this.question.file + ' would you change? '),
        this.isAsking() ? ['Choose it', h('span', { class: 'by-key' }, ' with a click, or with ↑ ↓ and Enter'), '.'] : null),
      answered ? h('p', { class: answered.right ? 'good-word' : 'bad-word' },
        h('b', {}, (answered.right ? '✓ Line ' : '✗ Not line ') + answered.line + '. '), ...Game.words(answered.why)) : null);
  }

  toQuestion() {
    const lines = this.code.querySelector('.lines');
    const first = lines.querySelector('.here:has(.who:not(.below)) button') || lines.querySelector('.here button')
      || lines.querySelector('button');
    this.code.scrollIntoView({ block: 'nearest' });
    first.focus({ preventScroll: true });
  }

  /** The step of the lesson is done once the line is named, too. */
  note() {
    if (!Progress.isDone(this.settings.key)) {
      Progress.passed(this.settings.key);
    }
  }

  async copy(button, link) {
    try {
      await navigator.clipboard.writeText(link);
      button.textContent = 'Copied';
    } catch {
      location.hash = link.slice(link.indexOf('#'));
      button.textContent = 'It is in the address bar';
    }
  }

  answer(file, line) {
    const about = this.question.lines.find((lines) => lines.from <= line && line <= lines.to);
    this.answered = about
      ? { line, right: about.right, why: about.why }
      : { line, right: false, why: 'Nothing on this line runs in this game.' };
    const { scrollTop } = this.code.querySelector('.lines');
    this.draw();
    const lines = this.code.querySelector('.lines');
    const chosen = lines.children[line - 1];
    const isInView = chosen.offsetTop >= scrollTop
      && chosen.offsetTop + chosen.offsetHeight <= scrollTop + lines.clientHeight;
    lines.scrollTop = isInView ? scrollTop : chosen.offsetTop - lines.clientHeight / 2;
    const again = chosen.querySelector('button');
    if (again) {
      again.focus({ preventScroll: true });
    }
    this.code.scrollIntoView({ block: 'nearest' });
    this.say((this.answered.right ? 'Right, line ' : 'Not line ') + line + '. ' + this.answered.why);
  }

  drawTrail() {
    const h = Stage.h;
    const { graph, play } = this;
    const head = h('tr', {}, h('th', { scope: 'col' }, '#'), graph.threads.map((name) => h('th', { scope: 'col' }, name)));
    let number = 0;
    const rows = play.moves.flatMap((choice, index) => choice.steps.map((step) => h('tr', {},
      h('td', { class: 'soft' }, h('button', {
        type: 'button', class: 'back', 'aria-label': 'Back to row ' + (number + 1),
        on: { click: () => this.backTo(index + 1) },
      }, String(++number))),
      graph.threads.map((_, thread) => h('td', {},
        thread === step.thread
          ? h('span', { class: 'did' + (step.depth > 0 ? ' in-handler' : '') },
            '│ '.repeat(step.depth) + step.text, step.line ? h('span', { class: 'soft' }, ' ' + step.line) : null)
          : null)))));
    this.trail.replaceChildren(rows.length === 0
      ? h('p', { class: 'soft small' }, 'Nothing has happened yet.')
      : h('table', {}, h('thead', {}, head), h('tbody', {}, rows)));
    this.trail.scrollTop = this.trail.scrollHeight;
  }

  backTo(length) {
    this.stop();
    this.answered = null;
    this.play.backTo(length);
    this.draw();
  }

  /** How far it is: exact, because every state is known. */
  drawCount() {
    const { play } = this;
    const choices = (count) => count + (count === 1 ? ' choice' : ' choices');
    const left = play.isOver ? null : play.ahead();
    const within = this.graph.complete ? '' : ' within the bounds';
    this.count.textContent = play.finding ? 'broken after ' + choices(play.length)
      : play.isOver ? 'this run is over'
        : choices(play.length) + ' made, ' + (left ? 'a failure is ' + left.length + ' away'
          : 'and no way from here' + within + ' leads to a failure');
  }
}

document.querySelectorAll('.game-box[data-graph]').forEach((box) => {
  box.game = new Game(box);
});
