package signalkit.rules.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Whatever is in a jar, the command ends with one of its four statuses and prints no stack trace.
 *
 * <p>Each number mutates a jar of its own. {@code tools/rules/fuzz 10000} tries more of them.
 */
class MutatedJarsTest {
    private static final int FIRST = Integer.getInteger("signalkit.fuzz.first", 0);
    private static final int JARS = Integer.getInteger("signalkit.fuzz.jars", 40);
    private static final int CLASSES = 4;
    private static final int MOST_FLIPS = 12;
    private static final int MOST_SECONDS = 60;
    private static final String MANIFEST = "Manifest-Version: 1.0\nMulti-Release: true\n";

    @TempDir private Path folder;

    private final List<Path> seeds = new ArrayList<>();

    @Test
    @Timeout(3600)
    void no_mutated_jar_gets_more_than_a_word_out_of_the_command() throws IOException {
        Path classes = Path.of("target/test-classes/signalkit/rules");
        try (Stream<Path> files = Files.walk(classes)) {
            files.filter(f -> f.toString().endsWith(".class")).sorted().forEach(seeds::add);
        }
        Map<Integer, Integer> statuses = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        double slowest = 0;
        for (int number = FIRST; number < FIRST + JARS; number++) {
            Random random = new Random(number);
            Path jar = folder.resolve("mutant.jar");
            Files.write(jar, mutant(random));
            StringWriter printed = new StringWriter();
            PrintWriter both = new PrintWriter(printed);
            CommandLine command = RulesCommand.commandLine().setOut(both).setErr(both);
            String form = random.nextBoolean() ? "--sarif" : "--strict";
            long start = System.nanoTime();
            int status =
                    assertTimeoutPreemptively(
                            Duration.ofSeconds(MOST_SECONDS),
                            () -> command.execute(form, jar.toString()),
                            "jar " + number);
            slowest = Math.max(slowest, (System.nanoTime() - start) / 1e9);
            statuses.merge(status, 1, Integer::sum);
            String text = printed.toString();
            if (status < 0
                    || status > 3
                    || text.isEmpty()
                    || text.contains("\tat ")
                    || text.contains("defect")) {
                wrong.add(number + ": status " + status + ", " + text.lines().findFirst());
            }
        }
        if (Integer.getInteger("signalkit.fuzz.jars") != null) {
            int last = FIRST + JARS - 1;
            System.out.printf(
                    "jars %d to %d by status: %s; the slowest took %.1f s%n",
                    FIRST, last, statuses, slowest);
        }
        assertEquals(List.of(), wrong);
        assertTrue(statuses.size() > 2, "the mutants are all alike: " + statuses);
    }

    /**
     * Mutated classes in a plain, a multi-release or a nested jar; or the jar itself is mutated.
     */
    private byte[] mutant(Random random) throws IOException {
        int kind = random.nextInt(10);
        boolean isMultiRelease = random.nextInt(4) == 0;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            if (isMultiRelease) {
                byte[] manifest = MANIFEST.getBytes(StandardCharsets.UTF_8);
                put(zip, "META-INF/MANIFEST.MF", kind < 2 ? flipped(manifest, random) : manifest);
            }
            for (int i = 0; i < CLASSES; i++) {
                byte[] file = Files.readAllBytes(seeds.get(random.nextInt(seeds.size())));
                String place = isMultiRelease && i % 2 == 0 ? "META-INF/versions/9/" : "";
                put(zip, place + "c" + i + ".class", kind < 8 ? flipped(file, random) : file);
            }
        }
        byte[] jar = bytes.toByteArray();
        if (kind == 8) {
            jar = flipped(jar, random);
        } else if (kind == 9) {
            jar = Arrays.copyOf(jar, random.nextInt(jar.length));
        }
        return random.nextInt(4) == 0 ? nested(jar) : jar;
    }

    private static byte[] nested(byte[] jar) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "BOOT-INF/lib/inner.jar", jar);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Some bytes are others, one more, or, as in an index that is wrong, those of another place.
     */
    private static byte[] flipped(byte[] file, Random random) {
        for (int flips = 1 + random.nextInt(MOST_FLIPS); flips > 0; flips--) {
            int at = random.nextInt(file.length - 1);
            switch (random.nextInt(3)) {
                case 0 -> file[at] = (byte) random.nextInt();
                case 1 -> file[at]++;
                default -> System.arraycopy(file, random.nextInt(file.length - 1), file, at, 2);
            }
        }
        return file;
    }
}
