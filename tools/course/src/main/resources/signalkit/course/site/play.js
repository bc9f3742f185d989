'use strict';
/**
 * A game without its looks: a path through a state graph. Everything it answers was explored when
 * the page was built.
 */
class Play {
  /**
   * @param graph a StateGraph
   */
  constructor(graph) {
    this.graph = graph;
    this.reset();
  }

  /** The choices that the id in a link makes; null for what is no run of this program. */
  static path(graph, id) {
    try {
      return graph.path(decodeURIComponent(id));
    } catch {
      return null; // Not even text.
    }
  }

  /** What to say of a link without a run. */
  static unknown(id) {
    const cut = id.length > 40 ? id.slice(0, 40) + '…' : id;
    return 'No run of this program has the id ' + cut + '. Compare the end of the link with the one you were given:'
      + ' it may be cut, or belong to another lesson.';
  }

  reset() {
    this.choices = [];
    this.states = [0];
  }

  /** The state that the run is in. */
  get state() {
    return this.graph.state(this.states[this.states.length - 1]);
  }

  get length() {
    return this.choices.length;
  }

  /** What can be chosen now: nothing once the program is broken. */
  get open() {
    return this.finding ? [] : this.state.choices;
  }

  choose(index) {
    const choice = this.open[index];
    if (!choice || choice.to < 0) {
      return false;
    }
    this.choices.push(index);
    this.states.push(choice.to);
    return true;
  }

  /** Lets the program run as it would by itself, up to where another thread or a signal comes in. */
  runOn() {
    const thread = this.open.length > 0 ? this.open[0].thread : -1;
    let steps = 0;
    while (this.open.length > 0 && this.open[0].kind === 'go' && this.open[0].thread === thread) {
      if (!this.choose(0)) {
        break;
      }
      steps++;
    }
    return steps > 0 || this.choose(0);
  }

  undo() {
    if (this.length === 0) {
      return false;
    }
    this.choices.pop();
    this.states.pop();
    return true;
  }

  /** Goes back to the moment after so many choices. */
  backTo(length) {
    this.choices.length = length;
    this.states.length = length + 1;
  }

  /** Makes these choices from the start, as far as they can be made. */
  follow(choices) {
    this.reset();
    return choices.every((index) => this.finding !== null || this.choose(index));
  }

  /** The choices that were made, with the states that they were made in. */
  get moves() {
    return this.choices.map((index, i) => this.graph.state(this.states[i]).choices[index]);
  }

  /** The rows of the trace so far. */
  get rows() {
    return this.moves.flatMap((choice) => choice.steps);
  }

  /** What is broken; null while nothing is. */
  get finding() {
    const warning = this.moves.flatMap((choice) => this.fatal(choice))[0];
    const end = this.state.end;
    return warning || (end && end.kind === 'failed' ? end.finding : null);
  }

  get isOver() {
    return this.finding !== null || this.state.end !== null;
  }

  fatal(choice) {
    return choice.warnings.filter((warning) => this.graph.failing.includes(warning.kind));
  }

  /** The name of this schedule, which the kit understands, too. */
  get id() {
    return this.graph.id(this.choices);
  }

  /** The choices from here to the failure with the fewest switches; null when no choice leads to one. */
  ahead() {
    return this.graph.shortestFailure(this.states[this.states.length - 1]);
  }

  /** The same from the start: the run that the explorer calls the shortest. */
  shortest() {
    return this.graph.shortestFailure();
  }
}
