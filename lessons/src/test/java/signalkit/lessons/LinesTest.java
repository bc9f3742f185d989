package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The line numbers in the documentation outside of the lessons are those of the sources. */
class LinesTest {
    /** A frame of a stack, perhaps marked as a handler's: its method and its place. */
    private static final Pattern FRAME =
            Pattern.compile(
                    "(\\[SIG\\w+ handler] )?[\\w.]+\\.(\\w+)\\((\\w+\\.java)(?::(\\d+))?\\)\\s*$");

    /** A row of the explorer's table, which ends with the place and the source. */
    private static final Pattern ROW = Pattern.compile("\\s(\\w+\\.java):(\\d+)  (\\S.*)$");

    /** The source files, by their names. */
    private static final Map<String, List<Path>> SOURCES = new HashMap<>();

    private int checked;

    /** What a document shows of a call: the method, or none at the top of a stack, and a place. */
    private record Frame(boolean handler, String method, String file, int line) {}

    @Test
    void stacks_and_tables_in_the_documentation_show_the_sources_as_they_are() throws IOException {
        List<String> faults = new ArrayList<>(faults(Kit.HOME.resolve("README.md")));
        try (Stream<Path> tools = Files.list(Kit.HOME.resolve("tools"))) {
            for (Path tool : tools.sorted().toList()) {
                if (Files.isRegularFile(tool.resolve("README.md"))) {
                    faults.addAll(faults(tool.resolve("README.md")));
                }
            }
        }
        assertEquals(List.of(), faults);
        assertTrue(checked >= 20, checked + " lines were checked");
    }

    @Test
    void a_line_that_has_moved_is_noticed() throws IOException {
        String stack = "  at Mutex.lock(Mutex.java)\n  at A.b(WorkQueue.java:1)";
        assertEquals(1, faults("control", stack.lines().toList()).size());
        String row = "2  locks jobs  WorkQueue.java:1  jobsMutex.lock();";
        assertEquals(1, faults("control", List.of(row)).size());
    }

    private List<String> faults(Path document) throws IOException {
        return faults(Kit.HOME.relativize(document).toString(), Files.readAllLines(document));
    }

    private List<String> faults(String document, List<String> lines) throws IOException {
        List<String> faults = new ArrayList<>();
        List<Frame> stack = new ArrayList<>();
        for (String line : lines) {
            Matcher found = FRAME.matcher(line);
            Matcher row = ROW.matcher(line);
            Frame frame = found.find() ? frame(found) : null;
            if (frame == null || isInterrupted(stack, frame)) {
                faults.addAll(faults(document, stack, false));
                stack.clear();
            }
            if (frame != null) {
                stack.add(frame);
            } else if (row.find()) {
                int at = Integer.parseInt(row.group(2));
                faults.addAll(faults(document, row.group(1), at, row.group(3)));
            }
        }
        faults.addAll(faults(document, stack, false));
        return faults;
    }

    private static Frame frame(Matcher found) {
        int line = found.group(4) == null ? 0 : Integer.parseInt(found.group(4));
        return new Frame(found.group(1) != null, found.group(2), found.group(3), line);
    }

    /** What a handler runs on top of does not call it. */
    private static boolean isInterrupted(List<Frame> stack, Frame next) {
        return !stack.isEmpty() && stack.get(stack.size() - 1).handler() && !next.handler();
    }

    /** A stack has the innermost call first, a chain of findings the outermost. */
    private List<String> faults(String document, List<Frame> stack, boolean reversed)
            throws IOException {
        List<String> faults = new ArrayList<>();
        for (int i = 1; i < stack.size(); i++) {
            Frame caller = stack.get(i);
            if (caller.line() > 0) {
                String call = stack.get(i - 1).method() + "(";
                faults.addAll(faults(document, caller.file(), caller.line(), call));
            }
        }
        boolean isChain = stack.stream().allMatch(frame -> frame.line() > 0);
        if (faults.isEmpty() || reversed || !isChain) {
            return faults;
        }
        List<Frame> chain = new ArrayList<>(stack);
        Collections.reverse(chain);
        return faults(document, chain, true).isEmpty() ? List.of() : faults;
    }

    private List<String> faults(String document, String file, int line, String text)
            throws IOException {
        checked++;
        for (Path source : sources(file)) {
            List<String> lines = Files.readAllLines(source);
            if (line <= lines.size() && lines.get(line - 1).contains(text)) {
                return List.of();
            }
        }
        return List.of(document + ": no «" + text + "» in line " + line + " of " + file);
    }

    private static List<Path> sources(String file) throws IOException {
        if (SOURCES.isEmpty()) {
            Files.walkFileTree(Kit.HOME, new Sources());
        }
        return SOURCES.getOrDefault(file, List.of());
    }

    /** Notes each source file of the project by its name. */
    private static final class Sources extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            return name.equals("target") || name.startsWith(".")
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            boolean isOfLesson = file.getParent().endsWith("check");
            if (isOfLesson || file.toString().contains("src/main/java")) {
                String name = file.getFileName().toString();
                SOURCES.computeIfAbsent(name, absent -> new ArrayList<>()).add(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
