package signalkit.rules.meter;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Measures leaves in JVMs of their own, with the lock meter as their agent. */
public final class LeafLab {
    /**
     * What one leaf did.
     *
     * @param cold lock events of the first call
     * @param warm lock events of a later call
     * @param bytes allocated by a later call
     */
    public record Figures(int cold, int warm, long bytes) {}

    /** A program that does nothing: what it has loaded is loaded in every program. */
    static final class Empty {
        private Empty() {}

        public static void main(String[] arguments) {}
    }

    private static final long DEADLINE_SECONDS = 60;

    private final Path folder;
    private final List<Leaf> leaves = Leaf.all();

    /**
     * Makes the agent and the probes.
     *
     * @param folder an empty folder for them
     */
    public LeafLab(Path folder) throws IOException {
        this.folder = folder;
        Probes.writeBootJar(leaves, folder.resolve("boot.jar"));
        writeAgent(LockMeterAgent.class.getName(), folder.resolve("agent.jar"));
        writeAgent("signalkit.weaver.Agent", folder.resolve("sanitizer.jar"));
    }

    /** An agent whose classes are on the class path, so that it needs no jar of its own. */
    private static void writeAgent(String premain, Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", premain);
        attributes.putValue("Can-Retransform-Classes", "true");
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
        }
    }

    /** The keys of all leaves; their positions are their numbers. */
    public List<String> keys() {
        return leaves.stream().map(Leaf::key).toList();
    }

    /** Measures all leaves in one JVM: right for warm calls, not for cold ones. */
    public Map<String, Figures> measureTogether() throws IOException, InterruptedException {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            all.add(i);
        }
        return run(all);
    }

    /** Measures one leaf in a JVM of its own. */
    public Figures measureAlone(String key) throws IOException, InterruptedException {
        return run(List.of(keys().indexOf(key))).get(key);
    }

    /**
     * Measures some leaves so that no two of one class share a JVM: right for cold calls, too.
     *
     * @param wanted tells of a leaf's key whether to measure it
     */
    public Map<String, Figures> measureApart(Predicate<String> wanted)
            throws IOException, InterruptedException {
        List<List<Integer>> runs = new ArrayList<>();
        Map<Class<?>, Integer> position = new HashMap<>();
        for (int i = 0; i < leaves.size(); i++) {
            if (!wanted.test(leaves.get(i).key())) {
                continue;
            }
            int run = position.merge(leaves.get(i).member.getDeclaringClass(), 1, Integer::sum) - 1;
            if (run == runs.size()) {
                runs.add(new ArrayList<>());
            }
            runs.get(run).add(i);
        }
        Map<String, Figures> figures = new TreeMap<>();
        for (List<Integer> run : runs) {
            figures.putAll(run(run));
        }
        return figures;
    }

    /** How many locks the handler sanitizer hears in a later call of each leaf. */
    public Map<String, Integer> sanitize() throws IOException, InterruptedException {
        Path results = folder.resolve("sanitized.txt");
        List<String> arguments = new ArrayList<>();
        arguments.add("-Xbootclasspath/a:" + folder.resolve("boot.jar"));
        arguments.add("-javaagent:" + folder.resolve("sanitizer.jar") + "=sanitize");
        arguments.add(SanitizedLeafMeter.class.getName());
        arguments.add(results.toString());
        for (int i = 0; i < leaves.size(); i++) {
            arguments.add(Integer.toString(i));
        }
        java(arguments.toArray(new String[0]));
        Map<String, Integer> locks = new TreeMap<>();
        for (String line : Files.readAllLines(results)) {
            String[] cells = line.split(" ");
            locks.put(leaves.get(Integer.parseInt(cells[0])).key(), Integer.valueOf(cells[1]));
        }
        return locks;
    }

    /** Whether the first use of a leaf loads its class. */
    public Set<String> leavesOfUnloadedClasses() throws IOException, InterruptedException {
        Path log = folder.resolve("loaded.txt");
        java("-Xlog:class+load:file=" + log, Empty.class.getName());
        Set<String> loaded = new HashSet<>();
        for (String line : Files.readAllLines(log)) {
            int source = line.indexOf(" source:");
            if (source > 0) {
                loaded.add(line.substring(line.lastIndexOf(']', source) + 1, source).trim());
            }
        }
        Set<String> keys = new HashSet<>();
        for (Leaf leaf : leaves) {
            if (!leaf.needsObject()
                    && !loaded.contains(leaf.member.getDeclaringClass().getName())) {
                keys.add(leaf.key());
            }
        }
        return keys;
    }

    private Map<String, Figures> run(List<Integer> numbers)
            throws IOException, InterruptedException {
        Path results = folder.resolve("results.txt");
        List<String> arguments = new ArrayList<>();
        arguments.add(
                "-javaagent:" + folder.resolve("agent.jar") + "=" + folder.resolve("boot.jar"));
        arguments.add(LeafMeter.class.getName());
        arguments.add(results.toString());
        numbers.forEach(number -> arguments.add(number.toString()));
        java(arguments.toArray(new String[0]));
        Map<String, Figures> figures = new TreeMap<>();
        for (String line : Files.readAllLines(results)) {
            String[] cells = line.split(" ");
            figures.put(
                    leaves.get(Integer.parseInt(cells[0])).key(),
                    new Figures(
                            Integer.parseInt(cells[1]),
                            Integer.parseInt(cells[2]),
                            Long.parseLong(cells[3])));
        }
        return figures;
    }

    private void java(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", classPath()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("no result in " + DEADLINE_SECONDS + " s: " + read(output));
        }
        if (process.exitValue() != 0) {
            throw new IOException("exit " + process.exitValue() + ": " + read(output));
        }
    }

    /** Surefire hides the class path of the tests in a jar, but names it in a property. */
    static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }
}
