package signalkit.shell.tutorial;

import java.util.List;
import java.util.Optional;

/** The tour of five minutes: its steps, and where its user is. For one thread. */
public final class Tour {
    /**
     * A step.
     *
     * @param text why the reader should care
     * @param command what to type
     * @param look what to look at in its output
     */
    public record Step(String text, String command, String look) {}

    /** In their order: a hang, what it looks like from inside, and the server without it. */
    public static final List<Step> STEPS =
            List.of(
                    new Step(
                            "A threaded echo server, written as two public C servers of 2012 were:"
                                    + " its signal handler shuts it down. Start it.",
                            "start unsafe --workers 2",
                            "the server is ready, and the last line of the window shows its state"),
                    new Step(
                            "Let two clients talk to it for a second.",
                            "clients 2 --duration 1s",
                            "every byte came back: missing 0"),
                    new Step(
                            "A real TERM seldom hits the worst moment, which is while main hands a"
                                    + " connection to the queue. Aim one at it.",
                            "aim TERM when main holds jobs",
                            "the signal waits for the moment at which main holds the lock jobs"),
                    new Step(
                            "The next client that connects brings that moment about.",
                            "clients 1 --duration 1s",
                            "the server never served its client"),
                    new Step("What became of the server?", "ps", "it is HUNG: a self-deadlock"),
                    new Step(
                            "Look at its threads. Read the stack of main from below: it was in"
                                    + " WorkQueue.add and held jobs when the handler ran on top.",
                            "threads",
                            "the frames marked [SIGTERM handler] wait for the code below them"),
                    new Step(
                            "Nothing can end this server in order any more.",
                            "kill",
                            "it ended by KILL"),
                    new Step(
                            "Its twin differs in one decision: a thread of its own waits for the"
                                    + " signals.",
                            "start safe --workers 2",
                            "the same server, ready again"),
                    new Step(
                            "Give it clients that echo all the time.",
                            "clients 2 --background",
                            "they go on while you type"),
                    new Step(
                            "End it in the middle of that.",
                            "stop",
                            "its account: every connection, job and byte is accounted for"),
                    new Step(
                            "And what did the clients see?",
                            "clients --stop",
                            "what the server has read came back; only what was sent after its"
                                    + " goodbye is missing, which the account calls late"),
                    new Step(
                            "Was the hang one bad moment or one of many? The explorer tries them"
                                    + " all, and shows the shortest schedule that fails.",
                            "explore self-deadlock",
                            "seven steps, and the handler of TERM behind a bar"));

    private int index;

    /**
     * Where the user is.
     *
     * @return empty at the end
     */
    public Optional<Step> step() {
        return index < STEPS.size() ? Optional.of(STEPS.get(index)) : Optional.empty();
    }

    /**
     * How many steps are behind the user.
     *
     * @return 0 at the beginning
     */
    public int done() {
        return index;
    }

    /** Goes on to the next step. */
    public void goOn() {
        index = Math.min(index + 1, STEPS.size());
    }

    /**
     * Whether a line does what the step asks for.
     *
     * @param line as it was typed
     * @return true for the step's command, however it is spaced
     */
    public boolean isAnswer(String line) {
        return step().map(step -> words(step.command()).equals(words(line))).orElse(false);
    }

    private static List<String> words(String line) {
        return List.of(line.strip().replaceFirst("^(\\./)?(tools/)?kit +", "").split("\\s+"));
    }
}
