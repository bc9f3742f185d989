/**
 * What a signal handler may reach: ArchUnit rules and a command.
 *
 * <pre>
 * class files → Program ─────→ CodeIndex         who calls, writes, makes what (one pass)
 *                  │               │
 *                  │            Origins, Flow     where a value comes from
 *                  │               │              (these four: signalkit.rules.bytecode)
 *                  │           CallTargets        what a call may run
 *                  │               │
 *               Roots ──→ CodeEffects             what each line does in handler context
 *                  │               │    └── LeafEffects, Leaves: verdicts on library methods
 *                  └──→ Analysis ──┘              nearest code first, from each handler
 *                          │  └── FirstUses, Interrupted: what the rest of the program does
 *                      Violation
 * </pre>
 *
 * <p>{@link signalkit.rules.HandlerRules} and {@link signalkit.rules.command.RulesCommand} are the
 * two ways in; all else is internal.
 */
package signalkit.rules;
