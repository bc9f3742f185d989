package signalkit.course.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receipt holds for the files and the results that it was made of, and for no others. */
class ReceiptTest {
    @TempDir private Path work;

    private Path adder;

    @BeforeEach
    void findExercise() {
        adder = work.resolve("01-sums").resolve("Adder.java");
    }

    private TestCourse.Run lesson(String... words) {
        return TestCourse.lesson(work, words);
    }

    @Test
    void receipt_holds_until_a_byte_of_the_files_changes() throws IOException {
        TestCourse.solve(work, "1", "Adder.java");
        Path receipt = work.resolve("receipt.json");
        assertEquals(0, lesson("check", "1", "--receipt", receipt.toString()).status());
        assertEquals(0, lesson("verify", receipt.toString()).status());
        Files.writeString(adder, Files.readString(adder) + "\n");
        TestCourse.Run run = lesson("verify", receipt.toString());
        assertEquals(1, run.status());
        assertTrue(run.out().contains("Adder.java is not the file checked"), run.out());
    }

    @Test
    void receipt_that_was_changed_does_not_hold() throws IOException {
        Path receipt = work.resolve("receipt.json");
        assertEquals(1, lesson("check", "1", "--receipt", receipt.toString()).status());
        String forged =
                Files.readString(receipt)
                        .replace("\"passed\": false", "\"passed\": true")
                        .replace("\"points\": 0", "\"points\": 4");
        Files.writeString(receipt, forged);
        TestCourse.Run run = lesson("verify", receipt.toString());
        assertEquals(1, run.status());
        assertTrue(run.out().contains("digest"), run.out());
        assertTrue(run.out().contains("fails here"), "the checks run again: " + run.out());
    }

    @Test
    void receipt_made_to_fit_other_files_does_not_hold() throws IOException {
        TestCourse.solve(work, "1", "Adder.java");
        Path receipt = work.resolve("receipt.json");
        lesson("check", "1", "--receipt", receipt.toString());
        String solved = Workspace.hash(Files.readAllBytes(adder));
        Files.copy(
                TestCourse.COURSE.lesson("1").folder().resolve("exercise").resolve("Adder.java"),
                adder,
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(
                receipt,
                Files.readString(receipt)
                        .replace(solved, Workspace.hash(Files.readAllBytes(adder))));
        TestCourse.Run run = lesson("verify", receipt.toString());
        assertEquals(1, run.status());
        assertTrue(run.out().contains("fails here"), run.out());
    }

    @Test
    void receipt_says_that_the_solution_had_been_shown() throws IOException {
        lesson("solution", "1");
        TestCourse.solve(work, "1", "Adder.java");
        Path receipt = work.resolve("receipt.json");
        lesson("check", "1", "--receipt", receipt.toString());
        assertTrue(Files.readString(receipt).contains("\"assisted\": true"));
    }

    @Test
    void pass_after_a_look_at_the_solution_is_worth_half_wherever_points_are_shown()
            throws IOException {
        lesson("solution", "1");
        TestCourse.solve(work, "1", "Adder.java");
        Path receipt = work.resolve("receipt.json");
        Path table = work.resolve("grades.csv");
        String report =
                lesson("check", "--all", "--receipt", receipt.toString(), "--csv", "" + table)
                        .out();
        assertTrue(
                report.contains("lesson 1, fix              2/4 points  passed (assisted)"),
                report);
        assertTrue(lesson("list").out().lines().toList().get(0).contains("h+   3/7"), report);
        assertTrue(lesson("check", "--all", "--json").out().contains("\"points\": 2,"), report);
        assertTrue(Files.readString(table).contains("01-sums,fix,true,true,2,4"), report);
        assertEquals(2, Receipt.load(receipt).checks().get(0).points());
        assertTrue(lesson("verify", receipt.toString()).out().contains(" 3 points of 13"), report);
    }

    @Test
    void receipt_that_hides_the_look_at_the_solution_does_not_hold() throws IOException {
        lesson("solution", "1");
        TestCourse.solve(work, "1", "Adder.java");
        Path receipt = work.resolve("receipt.json");
        lesson("check", "1", "--receipt", receipt.toString());
        Receipt.Item item = Receipt.load(receipt).checks().get(0);
        Receipt.Item forged =
                new Receipt.Item(
                        item.lesson(), "fix", true, false, 4, item.schedules(), item.files());
        String version = Main.Version.number();
        Receipt.Owner nobody = new Receipt.Owner("", "");
        String digest = Receipt.digest(version, nobody, List.of(forged));
        new Receipt(version, nobody, List.of(forged), digest).save(receipt);
        TestCourse.Run run = lesson("verify", receipt.toString());
        assertEquals(1, run.status(), run.out());
        assertTrue(run.out().contains("after a look at the solution"), run.out());
    }

    @Test
    void receipt_holds_for_its_name_and_nonce_alone() throws IOException {
        TestCourse.solve(work, "1", "Adder.java");
        String receipt = work.resolve("receipt.json").toString();
        lesson("check", "1", "--receipt", receipt, "--name", "Ada Byron", "--nonce", "spring-7");
        String out = lesson("verify", receipt, "--name", "Ada Byron", "--nonce", "spring-7").out();
        assertTrue(out.startsWith("holds for Ada Byron: 1 of 1 passed, 4 points of 4"), out);
        assertEquals(1, lesson("verify", receipt, "--name", "Grace Hopper").status());
        assertEquals(1, lesson("verify", receipt, "--nonce", "spring-8").status());
        Files.writeString(
                Path.of(receipt),
                Files.readString(Path.of(receipt)).replace("Ada Byron", "Grace Hopper"));
        assertTrue(lesson("verify", receipt).out().contains("digest"), "the name is bound");
    }

    @Test
    void verification_speaks_json() throws IOException {
        TestCourse.solve(work, "1", "Adder.java");
        String receipt = work.resolve("receipt.json").toString();
        lesson("check", "1", "--receipt", receipt, "--name", "Ada");
        String out = lesson("verify", receipt, "--json").out();
        assertTrue(out.contains("\"holds\": true") && out.contains("\"name\": \"Ada\""), out);
        Files.writeString(adder, "changed");
        TestCourse.Run run = lesson("verify", receipt, "--json");
        assertEquals(1, run.status());
        assertTrue(run.out().contains("\"holds\": false"), run.out());
        assertTrue(run.out().contains("Adder.java is not the file checked"), run.out());
    }

    @Test
    void second_source_file_belongs_to_what_was_checked() throws IOException {
        TestCourse.solve(work, "1", "Adder.java");
        Path helper = work.resolve("01-sums/Helper.java");
        Files.writeString(helper, "package lesson; class Helper {}");
        String receipt = work.resolve("receipt.json").toString();
        lesson("check", "1", "--receipt", receipt);
        assertEquals(0, lesson("verify", receipt).status());
        Files.writeString(helper, "package lesson; class Helper { int changed; }");
        assertEquals(1, lesson("verify", receipt).status());
    }

    @Test
    void receipt_of_another_version_or_of_other_runs_does_not_hold() throws IOException {
        TestCourse.solve(work, "1", "Adder.java");
        Path receipt = work.resolve("receipt.json");
        lesson("check", "1", "--receipt", receipt.toString());
        Files.writeString(
                receipt,
                Files.readString(receipt)
                        .replace("\"schedules\": 3", "\"schedules\": 1")
                        .replaceFirst("\"version\": \"[^\"]*\"", "\"version\": \"0\""));
        String out = lesson("verify", receipt.toString()).out();
        assertTrue(out.contains("made by version 0"), out);
        assertTrue(out.contains("3 runs here, 1 in the receipt"), out);
    }

    @Test
    void no_field_of_a_receipt_can_be_changed_although_its_digest_is_made_to_fit()
            throws IOException {
        TestCourse.solve(work, "1", "Adder.java");
        Path receipt = work.resolve("receipt.json");
        lesson("check", "1", "--receipt", receipt.toString());
        Receipt.Item item = Receipt.load(receipt).checks().get(0);
        long runs = item.schedules();
        Map<String, String> more = new TreeMap<>(item.files());
        more.put("More.java", "0");
        List<Receipt.Item> forged =
                List.of(
                        new Receipt.Item(
                                item.lesson(), "replay", true, false, 4, runs, item.files()),
                        new Receipt.Item(item.lesson(), "fix", false, false, 0, runs, item.files()),
                        new Receipt.Item(item.lesson(), "fix", true, false, 40, runs, item.files()),
                        new Receipt.Item(
                                item.lesson(), "fix", true, false, 4, runs + 1, item.files()),
                        new Receipt.Item(item.lesson(), "fix", true, false, 4, runs, more),
                        new Receipt.Item(item.lesson(), "fix", true, false, 4, runs, Map.of()));
        for (Receipt.Item each : forged) {
            assertDoesNotHold(List.of(each), "does not hold");
        }
    }

    private void assertDoesNotHold(List<Receipt.Item> items, String why) {
        Path receipt = work.resolve("forged.json");
        String version = Main.Version.number();
        Receipt.Owner nobody = new Receipt.Owner("", "");
        String digest = Receipt.digest(version, nobody, items);
        new Receipt(version, nobody, items, digest).save(receipt);
        TestCourse.Run run = lesson("verify", receipt.toString());
        assertEquals(1, run.status(), items + run.out() + run.err());
        assertTrue(run.out().contains(why), run.out());
    }

    @Test
    void exercise_counts_once_and_a_question_never() throws IOException {
        TestCourse.solve(work, "1", "Adder.java");
        Path receipt = work.resolve("receipt.json");
        lesson("check", "1", "--receipt", receipt.toString());
        Receipt.Item item = Receipt.load(receipt).checks().get(0);
        assertDoesNotHold(List.of(item, item), "is in the receipt twice");
        assertDoesNotHold(
                List.of(
                        item,
                        new Receipt.Item(item.lesson(), "predict", true, false, 1, 0, Map.of())),
                "is no exercise");
    }

    @Test
    void what_is_no_receipt_is_said_to_be_none() throws IOException {
        Path receipt = work.resolve("receipt.json");
        for (String text : List.of("", "{}", "[]", "{\"checks\": [null], \"digest\": \"\"}")) {
            Files.writeString(receipt, text);
            TestCourse.Run run = lesson("verify", receipt.toString());
            assertEquals(2, run.status(), run.out() + run.err());
            assertTrue(run.err().contains("is not a receipt"), run.err());
        }
    }
}
