package signalkit.echo.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import signalkit.posix.PosixProcess;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;
import signalkit.posix.os.Delivery;

/** The program of {@link ParentWatchTest}, in a JVM of its own. */
public final class WatchedChild {
    private WatchedChild() {}

    /**
     * Runs one role.
     *
     * @param arguments the role, then the delivery
     */
    public static void main(String[] arguments) {
        PosixProcess process = PosixProcess.main();
        boolean jvm = arguments.length > 1 && arguments[1].equals("jvm");
        process.deliverBy(jvm ? Delivery.JVM : Delivery.POSIX);
        process.run(
                () -> {
                    switch (arguments[0]) {
                        case "orphan" -> orphan();
                        case "stuck" -> stuck();
                        case "unwatched" -> unwatched();
                        default -> throw new IllegalArgumentException(arguments[0]);
                    }
                });
    }

    private static void orphan() {
        ParentWatch.start(() -> false, Duration.ofSeconds(20));
        Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> handle()));
        System.out.println("READY");
        pauseForever();
    }

    /** Tells which thread runs the handler, and what it interrupted. */
    private static void handle() {
        boolean below =
                StackWalker.getInstance()
                        .walk(
                                frames ->
                                        frames.anyMatch(
                                                f -> f.getMethodName().equals("pauseForever")));
        String thread = Thread.currentThread().getName();
        System.out.println("handler on " + thread + " below=" + below);
        PosixProcess.main().exit(3);
    }

    private static void stuck() {
        Signals.sigaction(
                Signal.TERM, Sigaction.handler(signal -> System.out.println("ignored TERM")));
        ParentWatch.start(() -> false, Duration.ofMillis(200));
        System.out.println("READY");
        pauseForever();
    }

    /** Stops the watch inside its system call, while the parent holds the other end. */
    private static void unwatched() {
        ParentWatch.start(() -> false, Duration.ofMillis(200));
        System.out.println("READY");
        until(() -> watchIsIn("read"));
        ParentWatch.stop();
        until(() -> !watchIsIn("watch"));
        System.out.println("stopped");
    }

    private static void pauseForever() {
        while (true) {
            Signals.pause();
        }
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(20_000);
        }
    }

    private static boolean watchIsIn(String method) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals("parent watch"))
                .flatMap(thread -> Stream.of(thread.getValue()))
                .anyMatch(frame -> frame.getMethodName().equals(method));
    }
}
