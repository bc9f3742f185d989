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
import java.util.stream.StreamSupport;
import signalkit.posix.Signal;

/**
 * A JVM that blocks the tested signals in all its threads and runs every scenario on the kernel.
 */
final class KernelChild {
    private static final long DEADLINE_SECONDS = 110;
    private static final String NAME = "#";

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
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    /** The traces of each scenario, one for each round. */
    static Map<String, List<List<String>>> traces(int rounds)
            throws IOException, InterruptedException {
        return read(output(KernelChild.class, Integer.toString(rounds)));
    }

    /**
     * What the main method of a class prints in such a JVM; nothing of the child is left behind.
     *
     * @throws AssertionError when its status is not 0
     */
    static List<String> output(Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = command();
        command.add(main.getName());
        command.addAll(List.of(arguments));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
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
            if (status != 0) {
                throw new AssertionError(
                        "the child ended with status "
                                + status
                                + " after\n"
                                + output.stream()
                                        .skip(Math.max(0, output.size() - 50))
                                        .collect(Collectors.joining("\n")));
            }
            return output;
        } finally {
            limit.interrupt();
            child.destroyForcibly().waitFor();
        }
    }

    private static List<String> command() {
        String blocked =
                StreamSupport.stream(Machine.TESTED.spliterator(), false)
                        .map(Signal::name)
                        .collect(Collectors.joining(","));
        List<String> command = new ArrayList<>();
        command.addAll(List.of("env", "--block-signal=" + blocked));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xrs", "-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(ChildResult.LEAVE_NOTHING);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return command;
    }

    private static Map<String, List<List<String>>> read(List<String> lines) {
        Map<String, List<List<String>>> traces = new LinkedHashMap<>();
        List<String> trace = null;
        for (String line : lines) {
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
