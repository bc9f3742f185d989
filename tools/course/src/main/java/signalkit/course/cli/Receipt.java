package signalkit.course.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import signalkit.cli.FileReason;
import signalkit.course.Course;
import signalkit.course.Grader;
import signalkit.course.check.LessonException;

/**
 * What passed on which files: for an instructor who gets the files and this, and runs {@code lesson
 * verify}.
 *
 * <p>It is no signature: anyone who can write a file can write another one. What proves a pass is
 * that verification runs the same checks on the same files again and gets the same results; the
 * hashes say that the files are the same.
 *
 * @param version of the kit
 * @param owner whom it was made for
 * @param checks what was checked
 * @param digest of all the rest
 */
record Receipt(String version, Owner owner, List<Item> checks, String digest) {
    /**
     * Whom it was made for.
     *
     * @param name of the student; may be empty
     * @param nonce a word of the instructor's, so that no older receipt fits; may be empty
     */
    record Owner(String name, String nonce) {}

    /**
     * One exercise.
     *
     * @param lesson its folder
     * @param step of the exercise
     * @param passed the result
     * @param assisted whether the solution had been shown
     * @param points that it is worth; a pass after a look at the solution is worth half
     * @param schedules how many runs the check looked at
     * @param files their hashes, SHA-256
     */
    record Item(
            String lesson,
            String step,
            boolean passed,
            boolean assisted,
            int points,
            long schedules,
            Map<String, String> files) {
        /** The points of its step; 0 when this course has no such step. */
        int of(CourseContext context) {
            return place(context).map(place -> place.step().points()).orElse(0);
        }

        Optional<Course.Place> place(CourseContext context) {
            return context.course().places().stream()
                    .filter(each -> each.key().equals(lesson + "/" + step))
                    .findFirst();
        }
    }

    static Receipt of(CourseContext context, Owner owner, List<ScoredGrade> grades) {
        List<Item> items = grades.stream().map(grade -> item(context, grade)).toList();
        String version = Main.Version.number();
        return new Receipt(version, owner, items, digest(version, owner, items));
    }

    private static Item item(CourseContext context, ScoredGrade grade) {
        Course.Place place = grade.place();
        Path copies = context.workspace().of(place.lesson());
        return new Item(
                place.lesson().name(),
                place.step().id(),
                grade.result().passed(),
                grade.assisted(),
                grade.points(),
                grade.result().schedules(),
                Workspace.hashes(copies, place.step()));
    }

    static String digest(String version, Owner owner, List<Item> items) {
        Gson gson = new Gson();
        String text = version + "\n" + gson.toJson(owner) + "\n" + gson.toJson(items);
        return Workspace.hash(text.getBytes(StandardCharsets.UTF_8));
    }

    void save(Path file) {
        GradeReports.write(
                file, new GsonBuilder().setPrettyPrinting().create().toJson(this) + "\n");
    }

    static Receipt load(Path file) {
        try {
            Receipt read = new Gson().fromJson(Files.readString(file), Receipt.class);
            if (read == null
                    || read.version == null
                    || read.digest == null
                    || read.owner == null
                    || read.owner.name == null
                    || read.owner.nonce == null
                    || read.checks == null
                    || read.checks.stream().anyMatch(Receipt::isDamaged)) {
                throw new LessonException(
                        file + " is not a receipt; make one with check --receipt");
            }
            return read;
        } catch (IOException e) {
            throw new LessonException(
                    "cannot read the receipt " + file + ": " + FileReason.of(e), e);
        } catch (JsonParseException e) {
            throw new LessonException(file + " is not a receipt; make one with check --receipt", e);
        }
    }

    private static boolean isDamaged(Item item) {
        return item == null || item.files == null;
    }

    /** Whether it was made for somebody else, or on another occasion; one line each. */
    List<String> faults(Owner expected) {
        List<String> faults = new ArrayList<>();
        if (!expected.name.isEmpty() && !expected.name.equals(owner.name)) {
            faults.add("it is the receipt of «" + owner.name + "», not of «" + expected.name + "»");
        }
        if (!expected.nonce.isEmpty() && !expected.nonce.equals(owner.nonce)) {
            faults.add(
                    "it was made with the nonce «"
                            + owner.nonce
                            + "», not with «"
                            + expected.nonce
                            + "»");
        }
        return faults;
    }

    /** What does not hold, one line each. */
    List<String> faults(CourseContext context, boolean runChecks) {
        List<String> faults = new ArrayList<>();
        if (!digest.equals(digest(version, owner, checks))) {
            faults.add("the receipt was changed after it was made: its digest does not fit");
        }
        if (!version.equals(Main.Version.number())) {
            faults.add(
                    "it was made by version "
                            + version
                            + " of the kit, and this is "
                            + Main.Version.number());
        }
        Set<String> seen = new HashSet<>();
        for (Item item : checks) {
            if (!seen.add(item.lesson + "/" + item.step)) {
                faults.add(item.lesson + "/" + item.step + " is in the receipt twice");
            }
            faults.addAll(faults(context, item, runChecks));
        }
        return faults.stream().distinct().toList(); // Several checks may judge one file.
    }

    private static List<String> faults(CourseContext context, Item item, boolean runChecks) {
        Course.Place place =
                item.place(context)
                        .orElseThrow(
                                () ->
                                        new LessonException(
                                                "this course has no exercise "
                                                        + item.lesson
                                                        + "/"
                                                        + item.step));
        if (!place.step().isExercise()) {
            return List.of(place + " is no exercise, and has no place in a receipt");
        }
        Path copies = context.workspace().of(place.lesson());
        Map<String, String> now = Workspace.hashes(copies, place.step());
        List<String> faults = new ArrayList<>();
        Set<String> files = new TreeSet<>(now.keySet());
        files.addAll(item.files.keySet());
        for (String file : files) {
            if (!Objects.equals(now.get(file), item.files.get(file))) {
                faults.add(place.lesson().name() + "/" + file + " is not the file checked");
            }
        }
        if (context.progress().get(place).sawSolution() && !item.assisted) {
            faults.add(place + " was passed after a look at the solution");
        }
        if (item.points != (item.passed ? CourseProgress.points(place, item.assisted) : 0)) {
            faults.add(place + " is not worth the " + item.points + " points of the receipt");
        }
        if (faults.isEmpty() && runChecks) {
            Grader.Grade again = context.grading().verdict(place, copies);
            if (again.result().passed() != item.passed) {
                faults.add(
                        place.lesson().name()
                                + (again.result().passed() ? " passes" : " fails")
                                + " here, against the receipt: "
                                + again.result().summary());
            } else if (item.passed && again.result().schedules() != item.schedules) {
                faults.add(
                        place.lesson().name()
                                + ": "
                                + CourseOutput.runs(again.result().schedules())
                                + " here, "
                                + item.schedules
                                + " in the receipt");
            }
        }
        return faults;
    }
}
