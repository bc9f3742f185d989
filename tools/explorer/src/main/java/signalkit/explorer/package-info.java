/**
 * Every bounded schedule and every arrival of a signal of a small program, with a proof or a
 * replay.
 *
 * <p>One thread of the scenario runs at a time and hands the baton on at its points. The driver
 * waits until the run is over and starts the next one with another choice somewhere.
 *
 * <pre>
 *   driver (one per worker)    threads of the scenario (carriers of one emulated process)
 *   ───────────────────────    ─────────────────────────────────────────────────────────
 *   Search: next schedule
 *   Execution.run ─ start ──►  main: Scenario.prepare, makes the others, then its own code
 *        waits                   │ at a point: Director.choose: go on, switch, deliver, time out
 *                                ├─ baton ──► a: goes on, or runs a handler on top of itself
 *                                │◄─ baton ── a: at its next point
 *        ◄── the last has ended ─┘
 *   Outcome: complete, pruned, or a finding
 * </pre>
 *
 * <p>Nothing in a run is locked: the baton (a volatile flag per thread) orders all accesses.
 */
package signalkit.explorer;
