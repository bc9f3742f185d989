package signalkit.rules.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is in a jar, the command ends with one of its four statuses and prints no stack trace.
 *
 * <p>Each number mutates a jar of its own. {@code tools/rules/fuzz 10000} tries more of them.
 */
@Tag("slow")
class MutatedJarsTest {
    private static final int FIRST = Integer.getInteger("signalkit.fuzz.first", 0);
    private static final int JARS = Integer.getInteger("signalkit.fuzz.jars", 200);
    private static final int CLASSES = 4;
    private static final int MOST_FLIPS = 12;

    @TempDir private Path folder;

    private final List<Path> seeds = new ArrayList<>();

    @Test
    void no_mutated_jar_gets_more_than_a_word_out_of_the_command() throws IOException {
        Path classes = Path.of("target/test-classes/signalkit/rules");
        try (Stream<Path> files = Files.list(classes)) {
            files.filter(f -> f.toString().endsWith(".class")).sorted().forEach(seeds::add);
        }
        Map<Integer, Integer> statuses = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (int number = FIRST; number < FIRST + JARS; number++) {
            Random random = new Random(number);
            Path jar = folder.resolve("mutant.jar");
            Files.write(jar, mutant(random));
            StringWriter printed = new StringWriter();
            PrintWriter both = new PrintWriter(printed);
            int status =
                    RulesCommand.commandLine()
                            .setOut(both)
                            .setErr(both)
                            .execute(random.nextBoolean() ? "--sarif" : "--strict", jar.toString());
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
            System.out.println("jars " + FIRST + " to " + last + " by status: " + statuses);
        }
        assertEquals(List.of(), wrong);
        assertTrue(statuses.size() > 2, "the mutants are all alike: " + statuses);
    }

    /** Some classes with flipped bytes, some jars with flipped bytes, some cut short. */
    private byte[] mutant(Random random) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int kind = random.nextInt(10);
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < CLASSES; i++) {
                byte[] file = Files.readAllBytes(seeds.get(random.nextInt(seeds.size())));
                zip.putNextEntry(new ZipEntry("c" + i + ".class"));
                zip.write(kind < 8 ? flipped(file, random) : file);
                zip.closeEntry();
            }
        }
        return kind == 8
                ? flipped(bytes.toByteArray(), random)
                : kind == 9
                        ? java.util.Arrays.copyOf(bytes.toByteArray(), random.nextInt(bytes.size()))
                        : bytes.toByteArray();
    }

    private static byte[] flipped(byte[] file, Random random) {
        for (int flips = 1 + random.nextInt(MOST_FLIPS); flips > 0; flips--) {
            int at = random.nextInt(file.length);
            file[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) (file[at] + 1);
        }
        return file;
    }
}
