package signalkit.weaver;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A program in a JVM of its own under the agent, whose classes come from this class path. */
public record AgentJvm(int status, List<String> output) {
    private static final long LIMIT_SECONDS = 60;

    /** Where a program that runs with this folder prints to. */
    public static Path outputOf(Path folder) {
        return folder.resolve("output.txt");
    }

    /** Runs a class's main under the agent, to its end. */
    public static AgentJvm run(
            Path folder, String agentOptions, String classPath, String... program)
            throws Exception {
        Path output = outputOf(folder);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.add("-javaagent:" + agentJar(folder) + "=" + agentOptions);
        command.addAll(List.of("-cp", classPath));
        command.addAll(List.of(program));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        List<String> lines = Files.readAllLines(output);
        assertTrue(ended, () -> "it hangs: " + lines);
        return new AgentJvm(process.exitValue(), lines.stream().filter(AgentJvm::isOurs).toList());
    }

    /** Runs a class of this class path. */
    public static AgentJvm run(
            Path folder, String agentOptions, Class<?> program, String... arguments)
            throws Exception {
        List<String> words = new ArrayList<>(List.of(program.getName()));
        words.addAll(List.of(arguments));
        String classPath = System.getProperty("java.class.path");
        return run(folder, agentOptions, classPath, words.toArray(String[]::new));
    }

    /** A word about the options that this test gives to the JVM is none of the program's. */
    private static boolean isOurs(String line) {
        return !line.contains("VM warning: Options -Xverify");
    }

    /** Only a manifest; the agent's classes are on the class path. */
    private static Path agentJar(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", Agent.class.getName());
        attributes.putValue("Can-Retransform-Classes", "true");
        Path jar = folder.resolve("agent.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }
}
