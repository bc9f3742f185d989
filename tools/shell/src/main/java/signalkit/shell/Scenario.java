package signalkit.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import signalkit.posix.LockInfo;
import signalkit.posix.Signal;
import signalkit.posix.ThreadReport;

/** One fresh server, some load, some signals, and what came of it. */
enum Scenario {
    IDLE("one TERM, nobody connected", 0, false, 8, Signal.TERM),
    NESTED("INT and TERM together, nobody connected", 0, false, 8, Signal.INT, Signal.TERM),
    LOAD("TERM while 8 clients echo", 8, false, 8, Signal.TERM),
    CHURN("TERM while 4 clients connect, echo and close", 4, true, 8, Signal.TERM),
    CROWD("TERM while 24 clients want 8 workers", 24, false, 8, Signal.TERM);

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int WARM_MESSAGES = 200;
    private static final int SIZE = 512;

    private final String description;
    private final int clients;
    private final boolean churn;
    private final int workers;
    private final List<Signal> signals;

    Scenario(String description, int clients, boolean churn, int workers, Signal... signals) {
        this.description = description;
        this.clients = clients;
        this.churn = churn;
        this.workers = workers;
        this.signals = List.of(signals);
    }

    /** How a run ended. */
    enum Verdict {
        CLEAN,
        LOST,
        CRASHED,
        HUNG
    }

    /** A run and what can be said about it. */
    record Result(Verdict verdict, String details, List<String> evidence) {}

    String description() {
        return description;
    }

    Result run(Path home, String kind, List<String> options) throws InterruptedException {
        List<String> all = new java.util.ArrayList<>(options);
        all.addAll(List.of("--workers", Integer.toString(workers)));
        try (Server server = Server.start(home, kind, kind, all)) {
            Clients load = new Clients(server.port(), SIZE, 0, churn);
            load.start(clients);
            while (clients > 0 && load.messages() < WARM_MESSAGES) {
                Thread.onSpinWait();
            }
            server.send(signals);
            Optional<Integer> status = server.awaitEnd(DEADLINE);
            if (status.isEmpty()) {
                List<String> evidence = evidence(server);
                server.kill();
                load.stop();
                return new Result(Verdict.HUNG, "still there after " + DEADLINE, evidence);
            }
            load.stop();
            return judge(server, load, status.get());
        }
    }

    private Result judge(Server server, Clients load, int status) {
        boolean orderly = status == 0 || signals.stream().anyMatch(s -> s.exitStatus() == status);
        if (!orderly) {
            return new Result(Verdict.CRASHED, "exit status " + status, tail(server));
        }
        // What the kernel had connected and the server never saw raced the closing listener; nobody
        // can promise anything to those.
        long raced = load.connected() - server.stopped("accepted");
        long resets = Math.max(0, load.resets() - raced);
        long unserved = Math.max(0, load.unserved() - raced);
        long lost = load.missing() - server.stopped("late") - raced * SIZE;
        if (resets > 0 || unserved > 0 || lost > 0) {
            return new Result(
                    Verdict.LOST,
                    resets + " reset, " + unserved + " never served, " + lost + " bytes lost",
                    tail(server));
        }
        return new Result(Verdict.CLEAN, "exit status " + status, List.of());
    }

    private static List<String> tail(Server server) {
        List<String> log = server.log();
        return log.subList(Math.max(0, log.size() - 3), log.size());
    }

    /** Who waits for what, drawn from the live process. */
    static List<String> evidence(Server server) {
        List<String> lines = new java.util.ArrayList<>();
        for (LockInfo lock : server.look().getLocks()) {
            if (lock.getOwner() != null || !lock.getWaiters().isEmpty()) {
                lines.add(lock.toString());
            }
        }
        for (ThreadReport thread : server.look().getThreads()) {
            if (!thread.getHandlers().isEmpty()) {
                lines.add(
                        thread.getName()
                                + " runs the handler of "
                                + thread.getHandlers()
                                + (thread.getWaitsFor() == null
                                        ? ""
                                        : " and waits for the lock " + thread.getWaitsFor()));
                thread.getStack().stream()
                        .filter(frame -> frame.contains("signalkit."))
                        .forEach(frame -> lines.add("    " + frame));
            }
        }
        if (lines.isEmpty()) {
            lines.add("no handler runs and no lock is held: the accept loop sleeps (D10)");
        }
        return lines;
    }
}
