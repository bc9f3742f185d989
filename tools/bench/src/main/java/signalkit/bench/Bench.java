package signalkit.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import signalkit.bench.Workload.Mode;
import signalkit.lab.LabException;

/** Runs the rounds: all contenders in turn under each workload, begun by another one each time. */
final class Bench {
    private static final int VERIFIED_MESSAGES = 20;

    private final Plan plan;
    private final Results results;
    private final Consumer<String> progress;

    /**
     * How to measure.
     *
     * @param rounds how often each contender is measured
     * @param first not measured, after a server's start: rounds as those that follow
     * @param warm loaded and not measured, before each round
     * @param time measured in a round
     * @param rate messages a second in an open loop; 0: {@code load} of the reference's closed loop
     * @param load part of the reference's throughput, more than 0
     * @param clientWork how long the clients compute on each echo
     * @param calm how long to wait before a round until others leave the processors alone
     */
    record Plan(
            int rounds,
            Duration first,
            Duration warm,
            Duration time,
            double rate,
            double load,
            Duration clientWork,
            Duration calm) {}

    Bench(Plan plan, Results results, Consumer<String> progress) {
        this.plan = plan;
        this.results = results;
        this.progress = progress;
    }

    /** How long it takes at least, as far as that is planned. */
    Duration length() {
        Duration all = Duration.ZERO;
        for (Workload workload : results.workloads()) {
            long rounds = (long) plan.rounds() * results.contenders().size();
            all = all.plus(plan.warm().plus(plan.time()).multipliedBy(rounds));
            if (workload.mode() != Mode.TERM) {
                all = all.plus(plan.first().multipliedBy(results.contenders().size()));
            }
        }
        return all;
    }

    /** Measures all; what fails is noted in the results. */
    void run() throws IOException, InterruptedException {
        for (Workload workload : results.workloads()) {
            if (workload.mode() == Mode.TERM) {
                for (int round = 0; round < plan.rounds(); round++) {
                    stopEach(workload, round);
                }
            } else {
                measureAll(workload);
            }
        }
    }

    private void measureAll(Workload workload) throws IOException, InterruptedException {
        Map<Contender, Server> servers = new LinkedHashMap<>();
        try {
            for (Contender contender : results.contenders()) {
                if (!contender.canServe(workload)) {
                    results.fail(
                            workload, contender, "serves " + contender.capacity() + " at once");
                    continue;
                }
                progress.accept(workload + ": checking " + contender.name());
                attempt(
                        workload,
                        contender,
                        () -> servers.put(contender, prepare(workload, contender)));
            }
            double rate = workload.mode() == Mode.OPEN ? rate(workload, servers) : 0;
            for (int round = 0; round < plan.rounds(); round++) {
                for (Contender contender : inTurn(round)) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    Server server = servers.get(contender);
                    if (server != null && results.failure(workload, contender) == null) {
                        progress.accept(
                                workload + ": round " + (round + 1) + ", " + contender.name());
                        attempt(
                                workload,
                                contender,
                                () ->
                                        results.add(
                                                workload,
                                                contender,
                                                measureCalmly(workload, server, rate)));
                    }
                }
            }
        } finally {
            for (Server server : servers.values()) {
                server.close();
            }
        }
    }

    /**
     * Starts a server, checks each byte of some echoes, and lets its compiler see rounds.
     *
     * <p>One long load will not do: HotSpot compiles for clients that stay, and when they leave it
     * throws that away and compiles anew, in the first rounds that are measured.
     */
    private Server prepare(Workload workload, Contender contender)
            throws IOException, InterruptedException {
        Server server = Server.start(contender.watched());
        try {
            verify(workload, server);
            long end = System.nanoTime() + plan.first().toNanos();
            while (end - System.nanoTime() > 0) {
                try (Load load = closed(workload, server)) {
                    load.open();
                    load.run(plan.warm(), plan.time(), () -> {});
                }
            }
            return server;
        } catch (IOException | LabException e) {
            server.close();
            throw e;
        }
    }

    private void verify(Workload workload, Server server) throws IOException {
        try (Load load = closed(workload, server)) {
            load.verify();
            load.stopAfter((long) VERIFIED_MESSAGES * workload.senders());
            load.open();
            load.run(Duration.ZERO, Duration.ofMillis(Load.PATIENCE_MILLIS), () -> {});
            if (load.messages() < workload.senders()) {
                throw LabException.failed("echoed only " + load.messages() + " messages in time");
            }
        }
    }

    private Load closed(Workload workload, Server server) throws IOException {
        return working(
                workload.mode() == Mode.CHURN
                        ? new Churn(workload, server.address())
                        : new ClosedLoop(workload, server.address()));
    }

    private Load working(Load load) {
        load.clientWork(plan.clientWork());
        return load;
    }

    /** Measures when others leave the processors alone, if there is time to wait for that. */
    private Map<Metric, Double> measureCalmly(Workload workload, Server server, double rate)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + plan.calm().toNanos();
        while (true) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            boolean calm = !left.isNegative() && Machine.awaitCalm(left);
            Map<Metric, Double> sample = measure(workload, server, rate);
            if (!calm || sample.get(Metric.OTHERS) <= Machine.CALM) {
                return sample;
            }
        }
    }

    private Map<Metric, Double> measure(Workload workload, Server server, double rate)
            throws IOException {
        try (Load load =
                workload.mode() == Mode.OPEN
                        ? working(new OpenLoop(workload, server.address(), rate))
                        : closed(workload, server)) {
            load.open();
            List<Duration> cpu = new ArrayList<>();
            List<Duration> own = new ArrayList<>();
            List<Double> machine = new ArrayList<>();
            Machine processors = new Machine();
            load.run(
                    plan.warm(),
                    plan.time(),
                    () -> {
                        machine.add(processors.used());
                        cpu.add(server.cpu());
                        own.add(
                                ProcessHandle.current()
                                        .info()
                                        .totalCpuDuration()
                                        .orElse(Duration.ZERO));
                    });
            if (load.messages() == 0) {
                throw LabException.failed("echoed nothing");
            }
            Map<Metric, Double> sample = latencies(load.latencies(), workload, load);
            sample.put(Metric.RATE, load.messages() * 1e9 / load.measured());
            double used = cpu.get(1).minus(cpu.get(0)).toNanos() / 1e3;
            sample.put(Metric.CPU, used / load.messages());
            double ours = used * 1e3 + own.get(1).minus(own.get(0)).toNanos();
            double all = (double) load.measured() * Runtime.getRuntime().availableProcessors();
            sample.put(Metric.OTHERS, Math.max(0, machine.get(1) - ours / all));
            sample.put(Metric.MEMORY, server.residentKib() / 1024.0);
            return sample;
        }
    }

    private static Map<Metric, Double> latencies(
            Histogram latencies, Workload workload, Load load) {
        Map<Metric, Double> sample = new EnumMap<>(Metric.class);
        sample.put(Metric.P50, latencies.getValueAtPercentile(50) / 1e3);
        sample.put(Metric.P99, latencies.getValueAtPercentile(99) / 1e3);
        sample.put(Metric.P999, latencies.getValueAtPercentile(99.9) / 1e3);
        if (workload.mode() == Mode.CLOSED) {
            // A client that waited long has sent too little; what it left out is put back.
            long interval = load.measured() * workload.senders() / load.messages();
            Histogram corrected = latencies.copyCorrectedForCoordinatedOmission(interval);
            sample.put(Metric.CORRECTED_P99, corrected.getValueAtPercentile(99) / 1e3);
        }
        return sample;
    }

    /** The rate of an open loop: the same for all contenders. */
    private double rate(Workload workload, Map<Contender, Server> servers) throws IOException {
        if (plan.rate() > 0) {
            return plan.rate();
        }
        Server server = servers.get(results.reference());
        if (server == null) {
            throw LabException.failed(
                    workload + ": the reference cannot set the rate; give it with --rate");
        }
        try (Load load = closed(workload, server)) {
            load.open();
            load.run(plan.warm(), plan.time(), () -> {});
            return plan.load() * load.messages() * 1e9 / load.measured();
        }
    }

    private void stopEach(Workload workload, int round) throws IOException, InterruptedException {
        for (Contender contender : inTurn(round)) {
            if (results.failure(workload, contender) == null) {
                progress.accept(workload + ": round " + (round + 1) + ", " + contender.name());
                attempt(
                        workload,
                        contender,
                        () -> {
                            try (Server server = Server.start(contender)) {
                                results.add(workload, contender, stop(workload, server));
                            }
                        });
            }
        }
    }

    /** Loads a server, sends TERM in the middle, and waits for its end. */
    private Map<Metric, Double> stop(Workload workload, Server server)
            throws IOException, InterruptedException {
        try (Load load = closed(workload, server)) {
            load.tolerateEnds();
            load.open();
            AtomicReference<IOException> failure = new AtomicReference<>();
            Thread clients =
                    new Thread(
                            () -> {
                                try {
                                    load.run(Duration.ZERO, Duration.ofMinutes(1), () -> {});
                                } catch (IOException e) {
                                    failure.set(e);
                                }
                            },
                            "clients");
            clients.start();
            Thread.sleep(plan.warm().plus(plan.time()).toMillis());
            Duration exit;
            try {
                exit = server.terminate();
            } finally {
                load.stop();
                clients.join();
            }
            if (failure.get() != null) {
                throw failure.get();
            }
            Map<Metric, Double> sample = new EnumMap<>(Metric.class);
            sample.put(Metric.EXIT, exit.toNanos() / 1e6);
            sample.put(Metric.STATUS, (double) server.status());
            sample.put(Metric.CUT, (double) load.cut());
            sample.put(Metric.TOLD, (double) load.told());
            sample.put(Metric.RESET, (double) load.reset());
            server.bytesLost().ifPresent(bytes -> sample.put(Metric.LOST, (double) bytes));
            return sample;
        }
    }

    private List<Contender> inTurn(int round) {
        List<Contender> order = new ArrayList<>(results.contenders());
        Collections.rotate(order, -round);
        return order;
    }

    private interface Attempt {
        void run() throws IOException, InterruptedException;
    }

    private void attempt(Workload workload, Contender contender, Attempt attempt)
            throws InterruptedException {
        try {
            attempt.run();
        } catch (IOException | LabException e) {
            if (Thread.interrupted()) {
                // A channel that was closed for that is no fault of the server.
                throw new InterruptedException();
            }
            results.fail(workload, contender, e.getMessage());
        }
    }
}
