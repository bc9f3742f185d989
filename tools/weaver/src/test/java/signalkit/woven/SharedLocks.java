package signalkit.woven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Vector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;
import signalkit.weaver.sanitizer.Acquisition;
import signalkit.weaver.sanitizer.Sanitizer;

/** Programs for the sanitizer to watch; the first argument chooses one. */
public final class SharedLocks {
    private static final Object MONITOR = new Object();
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Vector<Object> VECTOR = new Vector<>();

    private SharedLocks() {}

    public static void main(String[] arguments) {
        switch (arguments[0]) {
            case "unblocked" -> share(false);
            case "blocked" -> share(true);
            case "nested" -> nest();
            case "endless" -> stay(Path.of(arguments[1]));
            default -> measure();
        }
        System.out.println("END");
    }

    /** A handler takes three locks that main takes too, with the signal blocked or not. */
    private static void share(boolean blocked) {
        Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> takeAll()));
        SignalSet usr1 = SignalSet.of(Signal.USR1);
        if (blocked) {
            Signals.sigmask(How.BLOCK, usr1);
        }
        takeAll();
        Signals.sigmask(How.UNBLOCK, usr1);
        Signals.raise(Signal.USR1);
    }

    /** Two handlers take one lock, and the second may interrupt the first. */
    private static void nest() {
        Signals.sigaction(
                Signal.USR1,
                Sigaction.handler(
                        signal -> {
                            takeAll();
                            Signals.raise(Signal.TERM);
                        }));
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> takeAll()));
        Signals.raise(Signal.USR1);
    }

    /** A handler that takes the locks of main and does not return before that was reported. */
    private static void stay(Path output) {
        Signals.sigaction(
                Signal.USR1,
                Sigaction.handler(
                        signal -> {
                            takeAll();
                            awaitFinding(output);
                            System.out.println("STILL IN THE HANDLER");
                        }));
        takeAll();
        Signals.raise(Signal.USR1);
    }

    private static void awaitFinding(Path output) {
        long start = System.nanoTime();
        try {
            while (!Files.readString(output).contains("FINDING ")) {
                if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(30)) {
                    System.out.println("NO FINDING IN 30 s");
                    return;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void takeAll() {
        synchronized (MONITOR) {
            LOCK.lock();
            VECTOR.add("x");
            LOCK.unlock();
        }
    }

    private static void measure() {
        show("println", () -> System.out.print(""));
        show("add", () -> VECTOR.add("x"));
        show("length", () -> "text".length());
    }

    private static void show(String what, Runnable body) {
        body.run();
        List<String> locks =
                Sanitizer.locksTakenBy(body, Duration.ofSeconds(30)).stream()
                        .map(Acquisition::lock)
                        .toList();
        System.out.println(what + " " + locks);
    }
}
