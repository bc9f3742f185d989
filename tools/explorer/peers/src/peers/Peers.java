package peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The same programs under the explorer, Fray and Lincheck, each in a JVM of its own on one JDK.
 *
 * <p>A program with a bug gets 10 seconds, or as many as the script is told: is the bug found, and after how many
 * milliseconds, without the start of the JVM? A program without one gets 10
 * seconds, too: how many executions are there in a second, and is a failure reported all the same? A
 * program whose schedules the explorer has all run before says so instead, and all tools then run
 * the longer program {@link Often}, in a row of its own. Each third one is measured. The tools take turns, so that the load of the machine is the same for all.
 * A row that the log of an earlier run has is not measured again.
 *
 * <p>Fray runs with its POS scheduler and interleaves memory accesses ({@code -m}), which finds more
 * than its default. The explorer runs with its default bounds, and on one thread where its speed is
 * measured.
 */
final class Peers {
    private static final int FIND_SECONDS = Integer.getInteger("find", 10);
    private static final int SPEED_SECONDS = Integer.getInteger("speed", 10);

    /** To start a JVM and to say something. */
    private static final int GRACE_SECONDS = 10;

    /** What the issue of the explorer's speed asks for. */
    private static final int ENOUGH = 10;

    /** Behind the name of a program: {@link Often}. */
    private static final String OFTEN = "*" + Often.TIMES;

    /** The speed is measured with each third program. */
    private static final int STRIDE = 3;

    private static final List<String> TOOLS =
            List.of(System.getProperty("tools", "explorer,fray,lincheck").split(","));
    private static final Pattern ROW = Pattern.compile("(ordinary\\.\\S+) \\[(.*)]");
    private static final Pattern FRAY_FOUND =
            Pattern.compile("Error found at iter: (\\d+).*Elapsed time: (\\d+)ms");
    private static final Pattern FRAY_DONE = Pattern.compile("Iterations/sec: ([0-9.]+)");

    private final Map<String, String> options = new HashMap<>();
    private final List<String> notes = new ArrayList<>();

    private Peers(String[] arguments) {
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i].substring(2), arguments[i + 1]);
        }
    }

    /**
     * Compares.
     *
     * @param arguments as the script beside it gives them
     * @throws Exception when a child cannot be started
     */
    public static void main(String[] arguments) throws Exception {
        Peers peers = new Peers(arguments);
        peers.compare(Path.of(peers.options.get("log")));
    }

    private void compare(Path log) throws IOException, InterruptedException {
        Map<String, List<Said>> finds = new LinkedHashMap<>();
        Map<String, List<Said>> speeds = new LinkedHashMap<>();
        read(log, finds, speeds);
        long end =
                System.nanoTime() + TimeUnit.MINUTES.toNanos(Long.getLong("minutes", 24 * 60));
        int fixed = 0;
        int left = 0;
        for (String program : programs()) {
            boolean isFixed = isFixed(program);
            if (isFixed && fixed++ % STRIDE != 0) {
                continue;
            }
            if (finds.containsKey(program) || speeds.containsKey(program)) {
                continue;
            }
            if (System.nanoTime() > end) {
                left++;
                continue;
            }
            List<Said> said = row(log, program, isFixed ? speeds : finds);
            if (said.get(0).verdict().equals("all")) {
                row(log, program + OFTEN, speeds);
            }
        }
        print(new TreeMap<>(finds), new TreeMap<>(speeds));
        if (left > 0) {
            System.out.println(left + " programs are left; run it again");
            System.exit(3);
        }
    }

    /** Lets all tools run one program. */
    private List<Said> row(Path log, String program, Map<String, List<Said>> rows)
            throws IOException, InterruptedException {
        List<Said> said = new ArrayList<>();
        for (String tool : TOOLS) {
            said.add(run(tool, program, isFixed(program) ? "speed" : "find"));
        }
        rows.put(program, said);
        String row = program + " " + said;
        System.err.println(row);
        Files.writeString(log, row + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return said;
    }

    private static boolean isFixed(String program) {
        return program.replace(OFTEN, "").endsWith("$Fixed");
    }

    /** Reads the rows of a run that was stopped, or of several. */
    private static void read(
            Path log, Map<String, List<Said>> finds, Map<String, List<Said>> speeds)
            throws IOException {
        for (String line : Files.exists(log) ? Files.readAllLines(log) : List.<String>of()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                (isFixed(row.group(1)) ? speeds : finds)
                        .put(
                                row.group(1),
                                Stream.of(row.group(2).split(", ")).map(Said::read).toList());
            }
        }
    }

    private void print(Map<String, List<Said>> finds, Map<String, List<Said>> speeds) {
        System.out.println("Programs with a bug: is it found, and after how long?\n");
        table(finds);
        System.out.println(
                "\nPrograms without: executions per second, and the explorer's by those of the next tool. A program"
                        + " whose\nschedules are soon all run is measured as one that runs it "
                        + Often.TIMES
                        + " times.\n");
        table(speeds);
        System.out.println();
        summary(finds, speeds);
        notes.forEach(System.out::println);
    }

    /** The classes with a main method, but for those of the tests of weak or odd things. */
    private List<String> programs() throws IOException {
        Path root = Path.of(options.get("programs"));
        Pattern only = Pattern.compile(options.get("only"));
        try (Stream<Path> files = Files.list(root.resolve("ordinary"))) {
            return files.map(file -> "ordinary." + file.getFileName())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .filter(name -> name.contains("$") && !name.matches(".*(Programs|Test)\\$.*"))
                    .filter(name -> only.matcher(name).find())
                    .filter(Peers::isProgram)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isProgram(String name) {
        try {
            Class.forName(name, false, Peers.class.getClassLoader())
                    .getMethod("main", String[].class);
            return true;
        } catch (ClassNotFoundException | NoSuchMethodException e) {
            return false;
        }
    }

    private Said run(String tool, String program, String mode)
            throws IOException, InterruptedException {
        int seconds = mode.equals("find") ? FIND_SECONDS : SPEED_SECONDS;
        Path output = Files.createTempFile("peer", ".txt");
        Process child =
                new ProcessBuilder(command(tool, program, mode, seconds))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        boolean ended = child.waitFor(seconds + GRACE_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            child.destroyForcibly().waitFor();
        }
        String text = Files.readString(output);
        Files.delete(output);
        if (tool.equals("fray")) {
            return fray(program, mode);
        }
        Said said = ended ? last(text) : new Said("not in time", 0, "");
        if (said.verdict().equals("failed") || mode.equals("speed") == isFound(said)) {
            notes.add(tool + " on " + program + ": " + said.verdict() + " " + said.words());
        }
        return said;
    }

    private static boolean isFound(Said said) {
        return said.verdict().equals("found");
    }

    private List<String> command(String tool, String program, String mode, int seconds) {
        boolean isFray = tool.equals("fray");
        List<String> command = new ArrayList<>();
        command.add(options.get(isFray ? "fray-jdk" : "jdk") + "/bin/java");
        command.addAll(List.of("-ea", "-Xshare:auto"));
        if (program.endsWith(OFTEN)) {
            command.add("-Doften=" + program.replace(OFTEN, ""));
        }
        String type = program.endsWith(OFTEN) ? Often.class.getName() : program;
        Path target = Path.of(options.get("target"));
        String classes = target.resolve("classes") + ":" + options.get("programs");
        switch (tool) {
            case "fray" ->
                    command.addAll(
                            List.of(
                                    "-cp",
                                    options.get("fray") + classes,
                                    "-agentpath:" + target.resolve("libjvmti.so"),
                                    "-javaagent:" + options.get("fray-agent"),
                                    "org.pastalab.fray.core.MainKt",
                                    "--run-config",
                                    "cli",
                                    "--clazz",
                                    type,
                                    "--method",
                                    "main",
                                    "-m",
                                    "-o",
                                    target.resolve("fray-report").toString(),
                                    "--iter",
                                    "100000000",
                                    "--timeout",
                                    String.valueOf(seconds),
                                    "--scheduler",
                                    "pos"));
            case "lincheck" ->
                    command.addAll(
                            List.of(
                                    "-XX:+EnableDynamicAgentLoading",
                                    "-Djdk.attach.allowAttachSelf=true",
                                    "-cp",
                                    options.get("lincheck") + classes,
                                    "peers.LincheckPeer",
                                    type,
                                    mode,
                                    String.valueOf(seconds)));
            default ->
                    command.addAll(
                            List.of(
                                    "--add-exports",
                                    "java.base/jdk.internal.vm=ALL-UNNAMED",
                                    "--add-opens",
                                    "java.base/java.lang=ALL-UNNAMED",
                                    "-cp",
                                    options.get("explorer") + ":" + classes,
                                    "peers.ExplorerPeer",
                                    type,
                                    mode,
                                    String.valueOf(seconds)));
        }
        return command;
    }

    /** Fray writes its results into a log. */
    private Said fray(String program, String mode) throws IOException {
        Path log = Path.of(options.get("target"), "fray-report", "fray.log");
        String text = Files.exists(log) ? Files.readString(log) : "";
        Matcher found = FRAY_FOUND.matcher(text);
        if (found.find()) {
            if (mode.equals("speed")) {
                String first = text.lines().filter(line -> line.contains("rror")).findFirst().get();
                notes.add("fray on " + program + ": found " + first);
            }
            return new Said("found", Double.parseDouble(found.group(2)), "");
        }
        Matcher done = FRAY_DONE.matcher(text);
        if (done.find()) {
            return mode.equals("find")
                    ? new Said("clean", 0, "")
                    : new Said("speed", Double.parseDouble(done.group(1)), "");
        }
        notes.add("fray on " + program + ": no result");
        return new Said("failed", 0, text);
    }

    private static Said last(String text) {
        List<String> lines = text.lines().toList();
        for (int i = lines.size() - 1; i >= 0; i--) {
            String[] words = lines.get(i).split(" ", 3);
            if (words[0].matches("found|clean|proved|speed|all")) {
                double number = words.length > 1 ? Double.parseDouble(words[1]) : 0;
                return new Said(words[0], number, words.length > 2 ? words[2] : "");
            }
        }
        return new Said("failed", 0, lines.isEmpty() ? "" : lines.get(0));
    }

    private static void table(Map<String, List<Said>> rows) {
        System.out.println(row("program", TOOLS));
        rows.forEach(
                (name, said) -> {
                    String cells =
                            row(name.substring("ordinary.".length()), said.subList(0, TOOLS.size()));
                    boolean hasRatio = TOOLS.size() > 1 && bothSpeeds(said, 1);
                    String times =
                            hasRatio ? String.format(Locale.ROOT, " %6.1f", ratio(said, 1)) : "";
                    System.out.println(cells + times);
                });
    }

    private static boolean bothSpeeds(List<Said> row, int tool) {
        return row.get(0).verdict().equals("speed") && row.get(tool).verdict().equals("speed");
    }

    /** How many times as many executions in a second the first tool makes. */
    private static double ratio(List<Said> row, int tool) {
        return row.get(0).number() / Math.max(row.get(tool).number(), 0.1);
    }

    private static String row(String name, List<?> cells) {
        StringBuilder line = new StringBuilder(String.format("%-52s", name));
        cells.forEach(cell -> line.append(String.format(" %16s", cell)));
        return line.toString();
    }

    private static void summary(Map<String, List<Said>> finds, Map<String, List<Said>> speeds) {
        for (int tool = 0; tool < TOOLS.size(); tool++) {
            int at = tool;
            double[] times = numbers(finds, at, "found");
            double[] rates = numbers(speeds, at, "speed");
            long alarms = speeds.values().stream().filter(row -> isFound(row.get(at))).count();
            System.out.printf(
                    Locale.ROOT,
                    "%-9s found %d of %d, median %,.0f ms, longest %,.0f ms;"
                            + " failures reported without a bug: %d of %d;"
                            + " median %,.0f executions/s%n",
                    TOOLS.get(tool),
                    times.length,
                    finds.size(),
                    median(times),
                    times.length == 0 ? 0 : times[times.length - 1],
                    alarms,
                    speeds.size(),
                    median(rates));
        }
        for (int tool = 1; tool < TOOLS.size(); tool++) {
            int at = tool;
            double[] ratios =
                    speeds.values().stream()
                            .filter(row -> bothSpeeds(row, at))
                            .mapToDouble(row -> ratio(row, at))
                            .sorted()
                            .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "executions/s, explorer to %s: median %.1f times, least %.1f,"
                            + " at least %d times in %d of %d programs%n",
                    TOOLS.get(tool),
                    median(ratios),
                    ratios.length == 0 ? 0 : ratios[0],
                    ENOUGH,
                    Arrays.stream(ratios).filter(each -> each >= ENOUGH).count(),
                    ratios.length);
        }
    }

    private static double[] numbers(Map<String, List<Said>> rows, int tool, String verdict) {
        return rows.values().stream()
                .map(row -> row.get(tool))
                .filter(said -> said.verdict().equals(verdict))
                .mapToDouble(Said::number)
                .sorted()
                .toArray();
    }

    private static double median(double[] sorted) {
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
