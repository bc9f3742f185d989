package signalkit.libc;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import signalkit.posix.Signal;

/**
 * A JVM that blocks the tested signals in all its threads and runs every scenario on the kernel.
 */
final class KernelChild {
    private static final long DEADLINE_SECONDS = 110;
    private static final String NAME = "#";
    private static final String END = "# end";

    private KernelChild() {}

    public static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[0]);
        for (int round = 0; round < rounds; round++) {
            Scenarios.all()
                    .forEach(
                            (name, scenario) -> {
                                System.out.println(NAME + name);
                                KernelMachine machine = new KernelMachine();
                                machine.run(() -> scenario.accept(machine));
                                machine.trace().forEach(System.out::println);
                            });
        }
        System.out.println(END);
        Runtime.getRuntime().halt(0);
    }

    /** The traces of each scenario, one for each round; nothing of the child is left behind. */
    static Map<String, List<List<String>>> traces(int rounds)
            throws IOException, InterruptedException {
        Process child = new ProcessBuilder(command(rounds)).redirectErrorStream(true).start();
        Thread limit =
                new Thread(
                        () -> {
                            try {
                                child.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
                                child.destroyForcibly();
                            } catch (InterruptedException read) {
                                // There is nothing left to limit.
                            }
                        });
        limit.start();
        try (BufferedReader lines = child.inputReader()) {
            List<String> output = lines.lines().toList();
            int status = child.waitFor();
            if (status != 0 || output.isEmpty() || !output.get(output.size() - 1).equals(END)) {
                throw new AssertionError(
                        "the child ended with status "
                                + status
                                + " after\n"
                                + output.stream()
                                        .skip(Math.max(0, output.size() - 50))
                                        .collect(Collectors.joining("\n")));
            }
            return read(output);
        } finally {
            limit.interrupt();
            child.destroyForcibly().waitFor();
        }
    }

    private static List<String> command(int rounds) {
        String blocked = "--block-signal=";
        for (Signal signal : Machine.TESTED) {
            blocked += signal + ",";
        }
        List<String> command = new ArrayList<>();
        command.addAll(List.of("env", blocked.substring(0, blocked.length() - 1)));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xrs", "-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(ChildRun.LEAVE_NOTHING);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(KernelChild.class.getName(), Integer.toString(rounds)));
        return command;
    }

    private static Map<String, List<List<String>>> read(List<String> lines) {
        Map<String, List<List<String>>> traces = new LinkedHashMap<>();
        List<String> trace = null;
        for (String line : lines.subList(0, lines.size() - 1)) {
            if (line.startsWith(NAME)) {
                trace = new ArrayList<>();
                traces.computeIfAbsent(line.substring(1), n -> new ArrayList<>()).add(trace);
            } else {
                trace.add(line);
            }
        }
        return traces;
    }
}
