package signalkit.bench.signals;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import signalkit.lab.LabException;

/** Measures the ways to take a signal, in turn, on this machine. */
@Command(
        name = "signals",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures the ways to take a signal: from kill to the action, and the cost.",
        footer = {
            "",
            "Needs Linux and a C compiler with the name cc.",
            "Exit status: 0 measured; 1 a receiver failed; 2 bad usage.",
            "Example: bench signals sigwait signalfd jvm-handler --rounds 3"
        })
public final class SignalsCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Parameters(
            paramLabel = "WAY",
            description = {
                "flag, ppoll, flag-look, self-pipe, sem_post, sigwait, real-time, signalfd,"
                        + " jvm-handler, jvm-hook. Default: all."
            })
    private List<String> names = new ArrayList<>();

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Default: 5.")
    private int rounds;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "100",
            description = "Signals in each round, one by one. Default: 100.")
    private int count;

    @Option(
            names = "--burst",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Signals sent at once at the end of each round. Default: 1000.")
    private int burst;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write all latencies as JSON; -: print.")
    private String json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        require(rounds >= 1 && rounds <= 100, "--rounds", "1 to 100");
        require(count >= 1 && count <= 10_000, "--count", "1 to 10000");
        require(burst >= 0 && burst <= 100_000, "--burst", "0 to 100000");
        try {
            Map<SignalWay, WayResult> results = measured(ways());
            PrintWriter out = spec.commandLine().getOut();
            if ("-".equals(json)) {
                out.println(document(results));
            } else {
                print(results, out);
                if (json != null) {
                    Files.writeString(Path.of(json), document(results));
                }
            }
            out.flush();
            return 0;
        } catch (LabException e) {
            if (e.isUsage()) {
                throw new ParameterException(spec.commandLine(), e.getMessage());
            }
            spec.commandLine().getErr().println("error: " + e.getMessage());
            return FAILED;
        }
    }

    private void require(boolean valid, String option, String range) {
        if (!valid) {
            throw new ParameterException(spec.commandLine(), option + " is out of range: " + range);
        }
    }

    private List<SignalWay> ways() {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw LabException.usage("bench signals needs Linux; this is another system");
        }
        return names.isEmpty()
                ? List.of(SignalWay.values())
                : names.stream().map(SignalWay::of).distinct().toList();
    }

    /** Each round begins with another way, so that a busy minute hits all of them. */
    private Map<SignalWay, WayResult> measured(List<SignalWay> ways)
            throws IOException, InterruptedException {
        Map<SignalWay, WayResult> results = new EnumMap<>(SignalWay.class);
        ways.forEach(way -> results.put(way, new WayResult()));
        try (SenderProgram sender = new SenderProgram()) {
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < ways.size(); i++) {
                    SignalWay way = ways.get((i + round) % ways.size());
                    sender.measure(way, count, burst, results.get(way));
                }
            }
        }
        return results;
    }

    private void print(Map<SignalWay, WayResult> results, PrintWriter out) {
        String format = "%-12s %11s %9s %13s  %-12s  %s%n";
        out.printf(format, "way", "median µs", "99 % µs", "CPU µs/signal", "of " + burst, "");
        results.forEach(
                (way, result) ->
                        out.printf(
                                format,
                                way,
                                text(result.median()),
                                text(result.p99()),
                                text(result.cpu()),
                                way.isLast() ? "1, then ends" : result.seen(),
                                way.meaning));
        out.printf(
                "%nfrom kill to the action; %d rounds; load average %.1f on %d processors%n",
                rounds,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.getRuntime().availableProcessors());
    }

    private static String text(double microseconds) {
        return Double.isNaN(microseconds) ? "" : String.format(Locale.ROOT, "%.1f", microseconds);
    }

    private String document(Map<SignalWay, WayResult> results) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("java", System.getProperty("java.vm.version"));
        document.put("rounds", rounds);
        document.put("count", count);
        document.put("burst", burst);
        Map<String, Object> ways = new LinkedHashMap<>();
        results.forEach((way, result) -> ways.put(way.toString(), result.values()));
        document.put("ways", ways);
        return new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(document);
    }
}
