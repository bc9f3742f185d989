package signalkit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import signalkit.posix.PosixProcess;

/** A process whose main thread has a base of its own. */
final class TestLoop {
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);

    private TestLoop() {}

    /** Runs the main thread to its end, which has to come without an exception. */
    static void run(PosixProcess process, Consumer<EventBase> main) {
        process.start(() -> main.accept(new EventBase("tested")));
        assertEquals(0, process.waitFor(LONGEST), process.uncaught()::toString);
    }
}
