/*
 * Reads the state graphs that `explore --graph` writes; docs/state-graph.md says what they hold.
 *
 * A classic script without dependencies, so that a page opened from a disk can load it. It defines
 * one name, StateGraph.
 */
"use strict";

const StateGraph = (() => {
  const KINDS = ["go", "deliver", "time-out", "spurious", "wake", "older"];
  const STATUS = ["new", "ready", "waits", "ended"];
  const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
  const GROUP = 4;
  const [GO, DELIVER, TIME_OUT, SPURIOUS, WAKE, OLDER] = KINDS.keys();

  /** The number that an id has for a choice, see Schedule.java. */
  function code(kind, thread, arrival) {
    switch (kind) {
      case OLDER: return written(GO, 1, arrival - 1);
      case SPURIOUS: return written(TIME_OUT, 0, thread);
      case WAKE: return written(GO, 0, thread);
      default: return written(kind, arrival, thread);
    }
  }

  function written(kind, arrival, thread) {
    return kind + 3 * (arrival + 1) + 24 * (thread + 1);
  }

  function digits(value) {
    let text = "";
    let left = value;
    while (left > 15) {
      text += DIGITS[16 | (left & 15)];
      left >>>= 4;
    }
    return text + DIGITS[left];
  }

  /** The last letter of an id tells whether the others are right. */
  function check(text) {
    let sum = 0;
    for (const letter of text) {
      sum = (sum * 7 + DIGITS.indexOf(letter) + 1) % 32;
    }
    return DIGITS[sum];
  }

  /** [thread, step, code] of each choice that an id makes; null when it is none. */
  function deviations(id) {
    const text = id.replaceAll("-", "").toLowerCase();
    const body = text.slice(0, -1);
    if (text === "" || [...text].some((letter) => !DIGITS.includes(letter))
        || check(body) !== text.at(-1)) {
      return null;
    }
    const values = [];
    let value = 0;
    let shift = 0;
    for (const letter of body) {
      const digit = DIGITS.indexOf(letter);
      value |= (digit & 15) << shift;
      shift += 4;
      if (shift > 28) {
        return null;
      }
      if ((digit & 16) === 0) {
        values.push(value);
        value = 0;
        shift = 0;
      }
    }
    if (shift !== 0 || values.length % 3 !== 0) {
      return null;
    }
    const result = [];
    for (let i = 0; i < values.length; i += 3) {
      result.push(values.slice(i, i + 3));
    }
    return result;
  }

  /** A place of a stack trace, "LockedMeter.count(LockedMeter.java:17)". */
  function place(text) {
    const found = /\(([^():]+):(\d+)\)$/.exec(text);
    return found === null ? {file: "", line: 0} : {file: found[1], line: Number(found[2])};
  }

  class StateGraph {
    #json;
    #first = [];
    #states = new Map();

    constructor(json) {
      if (json.format !== "signalkit-state-graph" || json.version !== 1) {
        throw new Error("this is no state graph of version 1");
      }
      this.#json = json;
      let first = 0;
      for (const count of json.states.choices) {
        this.#first.push(first);
        first += count;
      }
    }

    get scenario() { return this.#json.scenario; }
    get side() { return this.#json.side; }
    get complete() { return this.#json.left === ""; }
    get note() { return this.#json.left; }
    get failing() { return this.#json.failing; }
    get sources() { return this.#json.sources; }
    /** For the name of each value whether it is not the same in all states. */
    get varies() {
      const {strings, valueLists} = this.#json;
      const seen = {};
      const varies = {};
      for (const list of valueLists) {
        for (let i = 0; i < list.length; i += 2) {
          const name = strings[list[i]];
          seen[name] ??= list[i + 1];
          varies[name] = varies[name] === true || seen[name] !== list[i + 1];
        }
      }
      return varies;
    }

    get size() { return this.#json.states.at.length; }

    /** The names of the threads, by number; of a number that has several, the first. */
    get threads() {
      const {states, threads, strings} = this.#json;
      return states.threads.map((lane) => strings[threads[lane.find((row) => row >= 0)][0]]);
    }

    state(number) {
      let state = this.#states.get(number);
      if (state === undefined) {
        state = this.#read(number);
        this.#states.set(number, state);
      }
      return state;
    }

    #read(number) {
      const {strings, states, locks, lockLists, valueLists, signalLists, ends} = this.#json;
      const heldLocks = lockLists[states.locks[number]].map((row) => {
        const [name, kind, owner, waiters] = locks[row];
        return {name: strings[name], kind: strings[kind], owner, waiters};
      });
      const values = {};
      const list = valueLists[states.values[number]];
      for (let i = 0; i < list.length; i += 2) {
        values[strings[list[i]]] = strings[list[i + 1]];
      }
      const end = states.end[number] < 0 ? null : ends[states.end[number]];
      return {
        number,
        at: states.at[number],
        threads: states.threads
            .map((lane, thread) => [lane[number], thread])
            .filter(([row]) => row >= 0)
            .map(([row, thread]) => this.#thread(row, thread, heldLocks)),
        locks: heldLocks,
        values,
        pending: signalLists[states.pending[number]].map((each) => strings[each]),
        toCome: signalLists[states.toCome[number]].map((each) => strings[each]),
        end: end === null ? null : {
          kind: strings[end[0]],
          finding: end[1] === null ? null : this.#finding(end[1]),
        },
        choices: this.#choices(number),
      };
    }

    #thread(row, number, heldLocks) {
      const {strings, threads, blocks, frames} = this.#json;
      const [name, status, waitsFor, next, ownBlocks, blocked, pending] = threads[row];
      return {
        number,
        name: strings[name],
        status: STATUS[status],
        waitsFor: strings[waitsFor],
        next: strings[next],
        blocks: ownBlocks.map((block) => ({
          signal: strings[blocks[block][0]] || null,
          frames: blocks[block][1].map((frame) => {
            const [method, file, line] = frames[frame];
            return {method: strings[method], file: strings[file], line};
          }),
        })),
        holds: heldLocks.filter((lock) => lock.owner === number).map((lock) => lock.name),
        blocked: blocked.map((each) => strings[each]),
        pending: pending.map((each) => strings[each]),
      };
    }

    #finding([kind, text]) {
      return {kind: this.#json.strings[kind], text: this.#json.strings[text]};
    }

    #choices(number) {
      const {strings, states, labels, effects, choices} = this.#json;
      const at = states.at[number];
      const result = [];
      for (let i = 0; i < states.choices[number]; i++) {
        const edge = this.#first[number] + i;
        const [kind, thread, arrival, text, preempts] = labels[choices.label[edge]];
        const effect = choices.effect[edge] < 0 ? [[], [], []] : effects[choices.effect[edge]];
        const words = strings[text];
        const signal = kind === DELIVER ? words.split(" ")[0] : null;
        const isSwitch = kind === GO && thread !== at;
        result.push({
          kind: isSwitch ? "switch" : kind === DELIVER && thread < 0 ? "pend" : KINDS[kind],
          text: words,
          label: this.#label(kind, thread, signal, at, number, arrival),
          thread,
          signal,
          preempts: preempts === 1,
          to: choices.to[edge] === 0 ? -1 : number + choices.to[edge],
          steps: effect[1].map(([who, depth, did, where]) => ({
            thread: who, depth, text: strings[did], ...place(strings[where]),
          })),
          warnings: effect[2].map((each) => this.#finding(each)),
        });
      }
      return result;
    }

    #name(state, thread) {
      const {states, threads, strings} = this.#json;
      const row = thread < 0 ? -1 : states.threads[thread][state];
      return row < 0 ? "a new thread" : strings[threads[row][0]];
    }

    #label(kind, thread, signal, at, state, arrival) {
      const name = this.#name(state, thread);
      switch (kind) {
        case GO: return thread === at ? `continue ${name}` : `switch to ${name}`;
        case DELIVER: return thread < 0 ? `send ${signal}` : `deliver ${signal} to ${name}`;
        case TIME_OUT: return `time out ${name}`;
        case SPURIOUS: return `wake ${name} for no reason`;
        case WAKE: return `wake ${name}`;
        default: return arrival > 0 ? "see an older value" : "see the latest value";
      }
    }

    /** The edge of a choice, by its number among all. */
    #edge(state, index) {
      if (!(index >= 0 && index < this.#json.states.choices[state])) {
        throw new RangeError(`state ${state} has no choice ${index}`);
      }
      return this.#first[state] + index;
    }

    #target(state, index) {
      const {choices} = this.#json;
      const to = choices.to[this.#edge(state, index)];
      return to === 0 ? -1 : state + to;
    }

    /** How many points the threads have come to, by number. */
    #startSteps() {
      const steps = [];
      const {firstSteps} = this.#json;
      for (let i = 0; i < firstSteps.length; i += 2) {
        steps[firstSteps[i]] = firstSteps[i + 1];
      }
      return steps;
    }

    #advance(steps, state, index) {
      const {choices, effects} = this.#json;
      const row = choices.effect[this.#edge(state, index)];
      const counts = row < 0 ? [] : effects[row][0];
      for (let i = 0; i < counts.length; i += 2) {
        steps[counts[i]] = (steps[counts[i]] ?? 0) + counts[i + 1];
      }
    }

    /** The id of the schedule that makes these choices from the start, as `kit replay` takes it. */
    id(path) {
      const {states, choices, labels} = this.#json;
      const steps = this.#startSteps();
      let state = 0;
      let text = "";
      for (const index of path) {
        const at = states.at[state];
        if (index > 0) {
          const [kind, thread, arrival] = labels[choices.label[this.#edge(state, index)]];
          text += digits(at) + digits(steps[at] ?? 0) + digits(code(kind, thread, arrival));
        }
        this.#advance(steps, state, index);
        state = this.#target(state, index);
      }
      text += check(text);
      return text.match(new RegExp(`.{1,${GROUP}}`, "g")).join("-");
    }

    /** The choices that an id makes, up to the end of the run; null when it does not fit. */
    path(id) {
      const run = this.replay(id);
      return run === null || run.missed > 0 || run.isOutside ? null : run.path;
    }

    /**
     * The run that `kit replay` makes of an id of this program or of another: a choice that is not
     * possible where the id has it is left out, and the threads go on.
     *
     * @return the path, the number of choices that were left out, and whether the path leads out of
     *     the bounds; null for what is no id
     */
    replay(id) {
      const {states, choices, labels} = this.#json;
      const left = deviations(id);
      if (left === null) {
        return null;
      }
      const steps = this.#startSteps();
      const path = [];
      let missed = 0;
      let state = 0;
      while (state >= 0 && states.choices[state] > 0) {
        const at = states.at[state];
        let index = 0;
        if (left.length > 0 && left[0][0] === at && left[0][1] === (steps[at] ?? 0)) {
          for (let i = 1; i < states.choices[state] && index === 0; i++) {
            const [kind, thread, arrival] = labels[choices.label[this.#edge(state, i)]];
            index = code(kind, thread, arrival) === left[0][2] ? i : 0;
          }
          missed += index === 0 ? 1 : 0;
          left.shift();
        }
        path.push(index);
        this.#advance(steps, state, index);
        state = this.#target(state, index);
      }
      return {path, missed: missed + left.length, isOutside: state < 0};
    }

    /**
     * The choices that lead from a state to the nearest failure: with the fewest preemptions, then
     * the fewest choices that are not the first one, then the fewest at all; null for none.
     */
    shortestFailure(from = 0) {
      const best = new Map([[from, {cost: [0, 0, 0], before: -1, index: -1}]]);
      const queue = [[from, [0, 0, 0]]];
      while (queue.length > 0) {
        const [state, cost] = queue.shift();
        if (compare(cost, best.get(state).cost) !== 0) {
          continue;
        }
        if (state < 0 || this.#fails(state)) {
          return wayTo(best, state, from);
        }
        this.#choices(state).forEach((choice, index) => {
          // A warning that counts ends the way: its state is a negative number of its own.
          const isWrong = choice.warnings.some((each) => this.failing.includes(each.kind));
          if (choice.to < 0 && !isWrong) {
            return;
          }
          const target = isWrong ? -2 - (this.#first[state] + index) : choice.to;
          const [preemptions, others, length] = cost;
          const next = [preemptions + (choice.preempts ? 1 : 0), others + (index > 0 ? 1 : 0),
            length + 1];
          const known = best.get(target);
          if (known === undefined || compare(next, known.cost) < 0) {
            best.set(target, {cost: next, before: state, index});
            insert(queue, [target, next]);
          }
        });
      }
      return null;
    }

    #fails(state) {
      const {states, ends} = this.#json;
      return states.end[state] >= 0 && ends[states.end[state]][1] !== null;
    }
  }

  function compare(a, b) {
    return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
  }

  /** Keeps the queue in order; it is short, since most ways cost the same. */
  function insert(queue, entry) {
    let low = 0;
    let high = queue.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(queue[middle][1], entry[1]) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    queue.splice(low, 0, entry);
  }

  function wayTo(best, state, from) {
    const way = [];
    let each = state;
    while (each !== from) {
      const {before, index} = best.get(each);
      way.unshift(index);
      each = before;
    }
    return way;
  }

  return StateGraph;
})();

if (typeof module !== "undefined") {
  module.exports = StateGraph;
}
