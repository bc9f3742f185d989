/**
 * Every bounded schedule and every arrival of a signal of a small program, with a proof or a
 * replay.
 *
 * <p>This package is what scenarios, tests and lessons use. The packages below it are internal and
 * may change at any time:
 *
 * <pre>
 *   cli ──► view                       the commands; tables, pages and the stepper of a trace
 *    │       │
 *    ▼       ▼
 *   this package ──► search            all schedules of a scenario, the shortest failure, replay
 *    │                 ▼
 *    │                run ──► jdk      one run: who goes on, what arrives, what went wrong
 *    │                 ▼
 *    │               model             the program of a run: threads, monitors, memory, their order
 *    ▼
 *   load                               the classes of a scenario, with models in place of the JDK's
 * </pre>
 *
 * <p>They use the records of this package, such as findings and schedules. {@link
 * signalkit.explorer.Explorer#check} uses {@code view} for the table in its message.
 */
package signalkit.explorer;
