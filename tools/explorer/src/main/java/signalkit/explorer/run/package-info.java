/**
 * One run of a scenario. Internal.
 *
 * <p>One thread of the scenario runs at a time and passes the turn to another at its points. The
 * driver waits until the run has ended and starts the next one with another choice somewhere.
 *
 * <pre>
 *   driver (one per worker)    threads of the scenario (carriers of one emulated process)
 *   ───────────────────────    ─────────────────────────────────────────────────────────
 *   Search: next schedule
 *   Execution.run ─ start ──►  main: Scenario.prepare, makes the others, then its own code
 *        waits                   │ at a point: Strategy.choose: go on, switch, deliver, time out
 *                                ├─ turn ──► a: goes on, or runs a handler on top of itself
 *                                │◄─ turn ── a: at its next point
 *        ◄── the last has ended ─┘
 *   RunOutcome: complete, pruned, or a finding
 * </pre>
 *
 * <p>Nothing in a run is locked: the turn (a volatile flag per thread) orders all accesses.
 */
package signalkit.explorer.run;
