package signalkit.shell.demo;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import signalkit.cli.Style;
import signalkit.lab.LabException;
import signalkit.lab.diagnosis.Diagnosis;
import signalkit.lab.load.LoadGenerator;
import signalkit.lab.load.LoadPlan;
import signalkit.lab.server.RemoteServer;
import signalkit.lab.server.ServerKind;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.ServerSpec;
import signalkit.lab.server.SignalSender;
import signalkit.lab.server.Snapshot;
import signalkit.lab.server.SourceLine;
import signalkit.lab.trial.TrialPlan;
import signalkit.lab.trial.TrialResult;
import signalkit.lab.trial.TrialVerdict;
import signalkit.posix.Signal;

/**
 * A signal that arrives at the one moment that breaks the unsafe server: no luck is needed.
 *
 * @param title of the chapter
 * @param clients how many are served when it happens
 * @param aim when the signal arrives; {@code <LINE>} stands for the place of {@code code}
 * @param code a line of the work queue's source, or empty
 * @param sent what is sent to the process from outside, or null
 * @param spec the server
 * @param expected how the verdict begins, or the last line of a server that ends
 * @param lesson what it means
 */
record AimedDemo(
        String title,
        int clients,
        String aim,
        String code,
        Signal sent,
        ServerSpec spec,
        String expected,
        List<String> lesson)
        implements Demo.Script {
    private static final Duration START = Duration.ofSeconds(20);

    /** A machine that is busy with other work needs many times what a quiet one needs. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration STEP = Duration.ofMillis(20);
    private static final int WARM_UP = 10;
    private static final String QUEUE =
            "echo-unsafe/src/main/java/signalkit/echo/unsafe/WorkQueue.java";

    static AimedDemo selfDeadlock() {
        return new AimedDemo(
                "TERM arrives while main hands a connection to the queue",
                1,
                "TERM when main holds jobs",
                "",
                null,
                unsafe(List.of("--workers", "1"), List.of()),
                "self-deadlock",
                List.of(
                        "The handler wants the lock of the code that it interrupted. That code goes"
                                + " on when the handler returns, and the handler returns when it has"
                                + " the lock."));
    }

    static AimedDemo nestedHandler() {
        return new AimedDemo(
                "TERM on an idle server, and INT while TERM's handler holds the lock",
                0,
                "INT when main holds jobs",
                "",
                Signal.TERM,
                unsafe(List.of("--workers", "1"), List.of()),
                "self-deadlock",
                List.of(
                        "sigaction was given an empty mask, so one handler may interrupt the other;"
                                + " no connection is needed for that."));
    }

    static AimedDemo tornList() {
        return new AimedDemo(
                "A recursive lock, and TERM between the two writes that add a job",
                1,
                "TERM at <LINE> in main",
                "jobs = job;",
                null,
                unsafe(List.of("--workers", "1"), List.of("-Dsignalkit.mutex=recursive")),
                "STOPPED",
                List.of(
                        "The lock lets its owner in again, and so the handler: it empties the queue"
                                + " while add is half done, and add then puts its job into a queue that"
                                + " nobody serves any more. A recursive lock keeps other threads out,"
                                + " not the handler."));
    }

    static AimedDemo lostWakeUp() {
        return new AimedDemo(
                "TERM is taken by a worker while main sleeps in its loop",
                1,
                "TERM in worker-1",
                "",
                null,
                unsafe(List.of("--workers", "1", "--queue", "2015"), List.of()),
                "lost wake-up",
                List.of(
                        "loopExit from another thread sets a timer and wakes nobody, unless the"
                                + " base was told about threads. The loop would see it when the next"
                                + " connection comes."));
    }

    static AimedDemo strandedLock() {
        return new AimedDemo(
                "The queue of 2014: two workers serve, TERM comes, both clients leave",
                2,
                "TERM in worker-1",
                "",
                null,
                unsafe(List.of("--workers", "2", "--queue", "2014"), List.of()),
                "stranded lock",
                List.of("The worker that saw the flag first returned without unlocking."));
    }

    private static ServerSpec unsafe(List<String> options, List<String> jvmOptions) {
        List<String> all = new java.util.ArrayList<>(List.of("--port", "0"));
        all.addAll(options);
        return ServerSpec.of(ServerKind.UNSAFE, all).withWeaver(true).withJvmOptions(jvmOptions);
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        stage.chapter("echo-unsafe: " + title);
        ServerProcess server = stage.fleet().start(null, spec);
        try {
            server.requireReady(START);
            show(stage, server);
        } finally {
            server.kill();
            stage.fleet().forget(server);
        }
    }

    private void show(Stage stage, ServerProcess server) throws InterruptedException {
        InetSocketAddress target =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        // A worker that waits comes to its first point with the lock; one that serves has none.
        boolean served = aim.contains("in worker-");
        try (LoadGenerator load =
                new LoadGenerator(LoadPlan.steady(target, Math.max(1, clients)))) {
            if (served) {
                connect(stage, load);
                load.awaitEchoes(clients, clients, WARM_UP * clients, PATIENCE);
            }
            String place = code.isEmpty() ? "" : SourceLine.find(QUEUE, code);
            String aimed = RemoteServer.aim(server, aim.replace("<LINE>", place));
            stage.say(Style.CODE.of("aim " + aimed));
            if (sent != null) {
                SignalSender.send(server, List.of(sent), Duration.ZERO);
                stage.say("the shell sends " + sent);
            } else if (!served) {
                connect(stage, load);
            }
            awaitFired(stage, server);
        }
        List<Diagnosis> diagnosis = awaitVerdict(server);
        stage.showLog(server.log().lines());
        stage.showDiagnosis(diagnosis);
        if (server.isAlive()) {
            stage.showLocks(server);
        }
        boolean asExpected =
                diagnosis.isEmpty()
                        ? server.log().last(expected).isPresent()
                        : diagnosis.get(0).verdict().startsWith(expected);
        if (diagnosis.isEmpty()) {
            server.log()
                    .last("STOPPED")
                    .ifPresent(
                            line ->
                                    stage.say(
                                            Style.BAD.of(
                                                    served(
                                                            line.number("run"),
                                                            line.number("submitted")))));
        }
        if (asExpected) {
            lesson.forEach(stage::say);
            control(stage);
        } else {
            stage.say(Style.WARN.of("expected: " + expected + "; this run went another way"));
        }
    }

    /** The safe server blocks its signals, so nothing can be aimed at it. */
    private void control(Stage stage) throws InterruptedException {
        TrialPlan plan = clients > 0 ? TrialPlan.LOAD : TrialPlan.INT_TERM;
        TrialResult safe = stage.run(plan, ServerKind.SAFE, List.of(), server -> {});
        stage.chapter("echo-safe: " + plan.description());
        stage.say(
                (safe.verdict() == TrialVerdict.CLEAN ? Style.GOOD : Style.BAD)
                                .of(safe.verdict().label())
                        + ", exit status "
                        + safe.exitStatus().orElse(-1)
                        + ", "
                        + safe.millis()
                        + " ms: the signal is blocked in every thread, and one thread waits for"
                        + " it.");
    }

    private void connect(Stage stage, LoadGenerator load) {
        load.start();
        stage.say(clients == 1 ? "one client connects" : clients + " clients connect");
    }

    private static void awaitFired(Stage stage, ServerProcess server) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (server.isAlive() && System.nanoTime() < deadline) {
            List<String> aims;
            try {
                aims = RemoteServer.aims(server);
            } catch (LabException ended) {
                return; // It may be over before anybody could look.
            }
            if (aims.stream().noneMatch(line -> line.startsWith("waits"))) {
                aims.forEach(stage::say);
                return;
            }
            Thread.sleep(STEP.toMillis());
        }
        if (server.isAlive()) {
            stage.say(
                    "the moment has not come within "
                            + PATIENCE.toSeconds()
                            + " s; this machine is busy, so try again later");
        }
    }

    /** Looks until the locks, or the sleeping loop, say what is wrong, or the server has ended. */
    private List<Diagnosis> awaitVerdict(ServerProcess server) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Diagnosis> last = List.of();
        while (System.nanoTime() < deadline) {
            if (server.awaitEnd(STEP)) {
                return List.of();
            }
            try {
                Snapshot snapshot = RemoteServer.snapshot(server);
                last = Diagnosis.ofHang(snapshot, server.log());
            } catch (LabException ending) {
                continue;
            }
            if (last.get(0).verdict().startsWith(expected)) {
                return last;
            }
        }
        return last;
    }

    private static String served(long served, long clients) {
        return served == 0 && clients == 1
                ? "the server never served its one client"
                : served + " of " + clients + " clients were served";
    }
}
