package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a README shows below a command is what the command prints, line numbers included. Figures
 * that differ from run to run (times, shares, bars) are not compared.
 */
@Tag("slow")
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TranscriptsTest {
    // Maven runs tests in the module's folder.
    private static final Path HOME = Path.of("../..");

    /** The lines of one listing: commands, and what they print. */
    record Transcript(Path text, List<String> commands, List<String> output) {
        @Override
        public String toString() {
            return HOME.relativize(text) + ": " + commands.get(commands.size() - 1);
        }
    }

    static List<Transcript> transcripts() throws IOException {
        List<Path> texts = new ArrayList<>(List.of(HOME.resolve("README.md")));
        for (String folder : List.of("stress", "tools")) {
            try (Stream<Path> files = Files.walk(HOME.resolve(folder), 2)) {
                files.filter(file -> file.endsWith("README.md")).sorted().forEach(texts::add);
            }
        }
        List<Transcript> found = new ArrayList<>();
        for (Path text : texts) {
            found.addAll(transcripts(text, Files.readString(text)));
        }
        return found;
    }

    @Test
    void the_first_listing_with_output_is_the_first_bug() throws IOException {
        assertEquals("README.md: demo self-deadlock", transcripts().get(0).toString());
        assertTrue(transcripts().size() >= 4, () -> "few listings have output");
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void a_command_prints_what_its_text_shows(Transcript transcript) {
        assumeTrue(
                Files.exists(HOME.resolve("stress/target/jcstress.jar")),
                "the scenarios are built after this module: mvn -DskipTests package first");
        String printed;
        try (ScriptedShell shell = new ScriptedShell()) {
            for (String command : transcript.commands()) {
                shell.news();
                shell.run(command);
            }
            printed = shell.news();
        }
        assertEquals(Optional.empty(), missing(transcript.output(), printed), () -> printed);
    }

    @Test
    void a_line_number_that_has_moved_is_noticed() throws IOException {
        Transcript transcript =
                transcripts(
                                Path.of("X.md"),
                                "```\n$ tools/kit demo x\n\nat Mutex.java:101\n…\nclean, 231 ms\n```\n")
                        .get(0);

        assertEquals(List.of("demo x"), transcript.commands());
        assertEquals(
                Optional.empty(),
                missing(transcript.output(), "at Mutex.java:101\nmore\nclean, 9 ms\n"));
        assertEquals(
                Optional.of("at Mutex.java:101"),
                missing(transcript.output(), "at Mutex.java:102\nmore\nclean, 9 ms\n"));
        assertEquals(
                Optional.of("clean, 231 ms"),
                missing(transcript.output(), "clean, 9 ms\nat Mutex.java:101\n"));
    }

    /** The first line of a listing that was not printed in its place. */
    private static Optional<String> missing(List<String> shown, String printed) {
        List<String> lines = Arrays.stream(printed.split("\n")).map(TranscriptsTest::same).toList();
        int next = 0;
        for (String line : shown) {
            int at = lines.subList(next, lines.size()).indexOf(same(line));
            if (at < 0) {
                return Optional.of(line);
            }
            next += at + 1;
        }
        return Optional.empty();
    }

    /** A line without what differs from run to run. */
    private static String same(String line) {
        return line.strip()
                .replaceAll("\\d+(\\.\\d+)? (ms|%)( +█+)?", "N $2")
                .replaceAll(" +", " ");
    }

    private static List<Transcript> transcripts(Path text, String markdown) {
        List<Transcript> found = new ArrayList<>();
        String[] parts = markdown.split("(?m)^```.*$");
        for (int i = 1; i < parts.length; i += 2) { // each second part is a listing
            List<String> commands = new ArrayList<>();
            List<String> output = new ArrayList<>();
            for (String line : parts[i].split("\n")) {
                if (line.startsWith("$ tools/kit ") || line.startsWith("kit> ")) {
                    commands.add(line.replaceFirst("\\$ tools/kit |kit> +", "").split(" +# ")[0]);
                } else if (!commands.isEmpty() && !line.isBlank() && !line.strip().equals("…")) {
                    output.add(line);
                }
            }
            if (!commands.isEmpty() && !output.isEmpty()) {
                found.add(new Transcript(text, commands, output));
            }
        }
        return found;
    }
}
