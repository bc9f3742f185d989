package signalkit.course.site;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import signalkit.course.Course;
import signalkit.course.Grader;
import signalkit.course.check.CheckResult;
import signalkit.course.check.CompileException;
import signalkit.course.check.LessonException;
import signalkit.course.check.RefusedException;
import signalkit.course.check.Submission;
import signalkit.course.check.TemporaryFolder;
import signalkit.course.schedule.ScheduleChecks;

/**
 * What the check of a lesson says of each patch, recorded in the lesson's folder.
 *
 * <p>A record holds for the bytes of the patch, of the exercise, of the solution and of the scenes.
 * If one of them has changed, the check runs. The tests of the lessons run the check on each patch
 * and hold the record to that it passes or fails as recorded. Thread-safe.
 */
public final class PatchVerdicts {
    /** The file in a lesson's folder. */
    private static final String FILE = "verdicts.json";

    /**
     * A verdict.
     *
     * @param sources the hash of what it holds for
     * @param passed whether the check passed it
     * @param summary the result in one line
     * @param trace the run that breaks it, as a table; empty after a pass
     * @param hint what to look at; empty after a pass
     */
    public record Verdict(
            String sources, boolean passed, String summary, List<String> trace, String hint) {
        /**
         * Whether the check came to an end; on a busy machine jcstress may not.
         *
         * @return false when nothing is known
         */
        public boolean isDecided() {
            return !summary.startsWith("not decided");
        }
    }

    private static final int HASH_BYTES = 8;

    /** Of a run, so many lines are shown. */
    private static final int MOST_LINES = 36;

    private final Course.Place place;
    private final Map<String, Verdict> recorded;

    private PatchVerdicts(Course.Place place, Map<String, Verdict> recorded) {
        this.place = place;
        this.recorded = recorded;
    }

    /**
     * The verdicts on the patches of an exercise.
     *
     * @param place the exercise
     * @return what its lesson has recorded; nothing when there is no record
     * @throws IOException when the record cannot be read
     */
    public static PatchVerdicts of(Course.Place place) throws IOException {
        Path file = place.lesson().folder().resolve(FILE);
        if (!Files.exists(file)) {
            return new PatchVerdicts(place, Map.of());
        }
        Type type = new TypeToken<TreeMap<String, Verdict>>() {}.getType();
        return new PatchVerdicts(place, new Gson().fromJson(Files.readString(file), type));
    }

    /**
     * What is recorded.
     *
     * @return the verdicts by the names of their patches
     */
    public Map<String, Verdict> recorded() {
        return Map.copyOf(recorded);
    }

    /**
     * Runs the checks of all patches.
     *
     * @return the verdicts by the names of their patches
     * @throws IOException when a patch cannot be read
     */
    public Map<String, Verdict> checkAll() throws IOException {
        Map<String, Verdict> verdicts = new ConcurrentSkipListMap<>();
        PatchesHtml.folders(place).parallelStream()
                .forEach(patch -> verdicts.put(patch.getFileName().toString(), check(patch)));
        return verdicts;
    }

    /**
     * Runs the checks of the patches that the record lacks.
     *
     * @return the record and the new verdicts, by the names of their patches
     * @throws IOException when a patch cannot be read
     */
    public Map<String, Verdict> checkMissing() throws IOException {
        List<Path> patches = PatchesHtml.folders(place);
        Map<String, Verdict> verdicts = new ConcurrentSkipListMap<>(recorded);
        verdicts.keySet()
                .retainAll(patches.stream().map(each -> each.getFileName().toString()).toList());
        patches.parallelStream()
                .filter(patch -> !knows(patch))
                .forEach(patch -> verdicts.put(patch.getFileName().toString(), check(patch)));
        return verdicts;
    }

    /**
     * Writes a record of what is decided.
     *
     * @param verdicts of all patches
     * @throws IOException when it cannot be written
     */
    public void record(Map<String, Verdict> verdicts) throws IOException {
        Map<String, Verdict> decided = new TreeMap<>(verdicts);
        decided.values().removeIf(verdict -> !verdict.isDecided());
        Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
        Files.writeString(place.lesson().folder().resolve(FILE), gson.toJson(decided) + "\n");
    }

    /**
     * The patches whose verdicts the record lacks, or has for other bytes.
     *
     * @return their names
     * @throws IOException when a patch cannot be read
     */
    public List<String> missing() throws IOException {
        return PatchesHtml.folders(place).stream()
                .filter(patch -> !knows(patch))
                .map(patch -> patch.getFileName().toString())
                .toList();
    }

    /**
     * Whether the verdict on a patch is recorded, for just what is there now.
     *
     * @param patch its folder
     * @return false when the check has to run
     */
    public boolean knows(Path patch) {
        Verdict known = recorded.get(patch.getFileName().toString());
        return known != null && known.sources.equals(sources(patch));
    }

    /** The verdict on one folder of patches: what it lacks is as in the solution. */
    Verdict verdict(Path patch) {
        return knows(patch) ? recorded.get(patch.getFileName().toString()) : check(patch);
    }

    private Verdict check(Path patch) {
        try (TemporaryFolder copy = TemporaryFolder.make()) {
            for (String name : place.step().files()) {
                Path own = patch.resolve(name);
                Path solved = place.lesson().folder().resolve("solution").resolve(name);
                Files.copy(Files.exists(own) ? own : solved, copy.path().resolve(name));
            }
            CheckResult result = result(copy.path());
            return new Verdict(
                    sources(patch),
                    result.passed(),
                    result.summary(),
                    shortened(result.trace()),
                    result.hint());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the schedules refuse needs no further look, which takes seconds in some lessons. */
    private CheckResult result(Path folder) throws IOException {
        if (place.lesson().checks() instanceof ScheduleChecks checks) {
            Path lesson = place.lesson().folder();
            try {
                CheckResult quick =
                        checks.schedules()
                                .run(new Submission(lesson, folder, place.step().files()));
                if (!quick.passed()) {
                    return quick;
                }
            } catch (LessonException | CompileException | RefusedException e) {
                // The grader says so in its own words.
            }
        }
        return Grader.HERE.verdict(place, folder).result();
    }

    /** The head of a long run, and its end, which shows what went wrong. */
    private static List<String> shortened(List<String> trace) {
        if (trace.size() <= MOST_LINES) {
            return trace;
        }
        List<String> lines = new ArrayList<>(trace.subList(0, 3));
        lines.add("  ⋮");
        lines.addAll(trace.subList(trace.size() - MOST_LINES + 4, trace.size()));
        return lines;
    }

    private String sources(Path patch) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String folder : List.of("exercise", "solution", "check")) {
                addFiles(digest, place.lesson().folder().resolve(folder));
            }
            addFiles(digest, patch);
            return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addFiles(MessageDigest digest, Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path each : files) {
            digest.update(folder.relativize(each).toString().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(each));
        }
    }
}
