package signalkit.course.teach;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import signalkit.course.Course;
import signalkit.course.Lesson;
import signalkit.course.LessonStep;
import signalkit.course.check.LessonException;
import signalkit.course.check.PlainFiles;

/**
 * Which submissions have more in common than their exercise asks for.
 *
 * <p>Of each Java file, the runs of {@value #RUN} tokens that the exercise had from the start are
 * left out. The score of two files is the share of what is left that both have, of what the smaller
 * one has. Names, literals, comments and layout do not count. The kit's own solutions, alternatives
 * and mutants are compared, too; of those, the one that is most like a submission is reported.
 *
 * <p>A file that a check has made of a run, such as a thread dump, has the times and numbers of
 * that run. No two of them are equal, unless one is a copy.
 *
 * @param course whose exercises were handed in
 * @param threshold least score that is reported, from 0 to 1
 */
public record Similarity(Course course, double threshold) {
    /** Long enough that common idioms differ: a lock, an assignment and an unlock are 20 tokens. */
    static final int RUN = 8;

    /** Fewer runs than these of somebody's own say nothing: short answers are alike. */
    static final int LEAST = 25;

    /**
     * Two files that are alike.
     *
     * @param lesson the folder of the lesson
     * @param file its name
     * @param one who handed it in
     * @param other who handed in the other, or a folder of the kit
     * @param score from 0 to 1
     * @param runs of tokens that both have; the lines of a file that a check has made
     */
    public record Pair(
            String lesson, String file, String one, String other, double score, int runs) {}

    private static final String KIT = "the kit's ";

    private record Own(String name, boolean isKit, Map<List<String>, Integer> runs) {
        int size() {
            return runs.values().stream().mapToInt(Integer::intValue).sum();
        }

        int common(Own other) {
            return runs.entrySet().stream()
                    .mapToInt(
                            run ->
                                    Math.min(
                                            run.getValue(),
                                            other.runs.getOrDefault(run.getKey(), 0)))
                    .sum();
        }
    }

    /**
     * The number of files in which two submissions are alike.
     *
     * @param pairs as reported
     * @return by the names of the two; those of one file alone are left out, and so is the kit
     */
    public static Map<String, Long> byPeople(List<Pair> pairs) {
        Map<String, Long> counts =
                pairs.stream()
                        .filter(pair -> !pair.other.startsWith(KIT))
                        .collect(
                                Collectors.groupingBy(
                                        pair -> pair.one + " and " + pair.other,
                                        TreeMap::new,
                                        Collectors.counting()));
        counts.values().removeIf(count -> count < 2);
        return counts;
    }

    /**
     * Compares all submissions.
     *
     * @param folder with a folder for each
     * @return the pairs at or above the threshold, the most alike first
     * @throws LessonException when there are fewer than two, or they cannot be read
     */
    public List<Pair> of(Path folder) {
        try {
            List<Path> submissions = submissions(folder);
            List<Pair> pairs = new ArrayList<>();
            for (Lesson lesson : course.lessons()) {
                for (String file : files(lesson)) {
                    pairs.addAll(pairs(lesson, file, submissions));
                }
                for (String file : made(lesson)) {
                    pairs.addAll(copies(lesson, file, submissions));
                }
            }
            pairs.sort(
                    Comparator.comparingDouble(Pair::score)
                            .reversed()
                            .thenComparing(Pair::lesson)
                            .thenComparing(Pair::one)
                            .thenComparing(Pair::other));
            return pairs;
        } catch (IOException e) {
            throw new LessonException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    private static List<Path> submissions(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new LessonException(
                    folder + " is no folder; name one with a folder for each submission");
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> found =
                    all.filter(each -> Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS))
                            .sorted()
                            .toList();
            if (found.isEmpty()) {
                throw new LessonException(
                        folder + " has no folder in it; it should have one for each submission");
            }
            return found;
        }
    }

    private static List<String> files(Lesson lesson) {
        return lesson.steps().stream()
                .map(LessonStep::files)
                .flatMap(List::stream)
                .filter(file -> file.endsWith(".java"))
                .distinct()
                .toList();
    }

    /** What checks make beside the files of a learner. */
    private static List<String> made(Lesson lesson) {
        return lesson.steps().stream().map(LessonStep::made).flatMap(List::stream).toList();
    }

    private static List<Pair> copies(Lesson lesson, String file, List<Path> submissions)
            throws IOException {
        Map<List<String>, String> owners = new HashMap<>();
        Path kit = lesson.folder().resolve("solution").resolve(file);
        if (Files.exists(kit)) {
            owners.put(run(kit), KIT + "solution");
        }
        List<Pair> pairs = new ArrayList<>();
        for (Path submission : submissions) {
            Path folder = submission.resolve(lesson.name());
            Path own = folder.resolve(file);
            if (!Files.isSymbolicLink(folder) && PlainFiles.isPlain(own, PlainFiles.LARGEST)) {
                String name = submission.getFileName().toString();
                List<String> run = run(own);
                String other = owners.putIfAbsent(run, name);
                if (other != null) {
                    boolean isKit = other.startsWith(KIT);
                    String one = isKit ? name : other;
                    pairs.add(
                            new Pair(
                                    lesson.name(), file, one, isKit ? other : name, 1, run.size()));
                }
            }
        }
        return pairs;
    }

    /** Its lines below the first, which is a seal and can be made anew. */
    private static List<String> run(Path file) throws IOException {
        return readable(file).lines().skip(1).map(String::strip).toList();
    }

    private List<Pair> pairs(Lesson lesson, String file, List<Path> submissions)
            throws IOException {
        Path exercise = lesson.folder().resolve("exercise").resolve(file);
        Map<List<String>, Integer> given = runs(exercise);
        List<Own> all = new ArrayList<>();
        for (Path submission : submissions) {
            add(all, submission.getFileName().toString(), false, lesson, submission, file, given);
        }
        for (Path kit : kitFolders(lesson)) {
            String name = KIT + lesson.folder().relativize(kit);
            addFile(all, name, true, kit.resolve(file), given);
        }
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < all.size() && !all.get(i).isKit; i++) {
            Own one = all.get(i);
            List<Own> people = all.subList(i + 1, all.size());
            people.stream()
                    .filter(other -> !other.isKit)
                    .flatMap(other -> compare(lesson, file, one, other).stream())
                    .forEach(pairs::add);
            people.stream()
                    .filter(Own::isKit)
                    .flatMap(other -> compare(lesson, file, one, other).stream())
                    .max(Comparator.comparingDouble(Pair::score))
                    .ifPresent(pairs::add);
        }
        return pairs;
    }

    private Optional<Pair> compare(Lesson lesson, String file, Own one, Own other) {
        int smaller = Math.min(one.size(), other.size());
        if (smaller < LEAST) {
            return Optional.empty();
        }
        int common = one.common(other);
        double score = (double) common / smaller;
        return Optional.of(new Pair(lesson.name(), file, one.name, other.name, score, common))
                .filter(pair -> score >= threshold);
    }

    private static void add(
            List<Own> all,
            String name,
            boolean isKit,
            Lesson lesson,
            Path submission,
            String file,
            Map<List<String>, Integer> given)
            throws IOException {
        Path folder = submission.resolve(lesson.name());
        if (!Files.isSymbolicLink(folder)) {
            addFile(all, name, isKit, folder.resolve(file), given);
        }
    }

    private static void addFile(
            List<Own> all, String name, boolean isKit, Path file, Map<List<String>, Integer> given)
            throws IOException {
        if (PlainFiles.isPlain(file, PlainFiles.LARGEST)) {
            Map<List<String>, Integer> own = new HashMap<>(runs(file));
            given.forEach((run, count) -> own.computeIfPresent(run, (key, n) -> left(n, count)));
            all.add(new Own(name, isKit, own));
        }
    }

    private static Integer left(int count, int given) {
        return count > given ? count - given : null;
    }

    private static Map<List<String>, Integer> runs(Path file) throws IOException {
        return Files.exists(file)
                ? CodeTokens.runs(CodeTokens.of(readable(file)), RUN)
                : Collections.emptyMap();
    }

    /** Also of a file that is no UTF-8. */
    private static String readable(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static List<Path> kitFolders(Lesson lesson) throws IOException {
        List<Path> folders = new ArrayList<>(List.of(lesson.folder().resolve("solution")));
        folders.addAll(lesson.alternatives());
        folders.addAll(lesson.mutants());
        return folders;
    }
}
