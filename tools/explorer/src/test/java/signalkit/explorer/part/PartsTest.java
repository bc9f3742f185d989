package signalkit.explorer.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.FindingKind;
import signalkit.explorer.ReductionTest;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.Shard;
import signalkit.sample.Loops;

/** The parts of a search add up to what one search finds, and to no more. */
class PartsTest {
    private static final Bounds BOUNDS = Bounds.DEFAULT.withPreemptions(2);
    private static final Set<FindingKind> RACES = Set.of();

    @TempDir private Path folder;

    private static Part part(Class<? extends Scenario> type, Bounds bounds, String shard) {
        return part(type, bounds, shard, Set.of());
    }

    private static Part part(
            Class<? extends Scenario> type, Bounds bounds, String shard, Set<String> shared) {
        return new PartSearch(ScenarioCode.of(type), bounds, RACES)
                .run(Shard.of(shard), shared, type.getName(), "");
    }

    private Part written(Part part) throws IOException {
        Path file = folder.resolve("part");
        PartFile.write(part, file);
        Part read = PartFile.read(file);
        assertEquals(part.states(), read.states());
        assertEquals(part.traces(), read.traces());
        return read;
    }

    private List<Part> parts(Class<? extends Scenario> type, int count) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            parts.add(written(part(type, BOUNDS, i + "/" + count)));
        }
        return parts;
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ReductionTest.Dekker.class,
                ReductionTest.TimedWait.class,
                Loops.GivesUp.class,
                Loops.TwoSpinners.class
            })
    void four_parts_add_up_to_the_counts_of_one_search(Class<? extends Scenario> type)
            throws IOException {
        Result one = Explorer.explore(ScenarioCode.of(type), BOUNDS, RACES, ignored -> {});
        List<Part> parts = parts(type, 4);
        Result sum = new Merger(parts).merge();

        assertTrue(one.isProof() && sum.isProof(), sum::toString);
        assertEquals(one.toString(), sum.toString());
        assertEquals(one.outcomes(), sum.outcomes());
        assertEquals(one.statistics().runs(), sum.statistics().runs());
        assertEquals(one.statistics().states(), sum.statistics().states());
        assertEquals(one.statistics().traces(), sum.statistics().traces());
        assertTrue(
                parts.stream()
                        .anyMatch(
                                part ->
                                        part.result().statistics().runs()
                                                < one.statistics().runs()),
                "no part has less to do");
    }

    @Test
    void a_part_alone_is_no_proof_and_says_so() {
        Part part = part(ReductionTest.Dekker.class, BOUNDS, "2/4");

        assertFalse(part.shown().isProof());
        assertTrue(part.shown().toString().contains("this is part 2/4"));
    }

    @Test
    void what_is_missing_is_named_and_is_no_proof() throws IOException {
        List<Part> parts = parts(ReductionTest.Dekker.class, 4);
        Result sum = new Merger(List.of(parts.get(0), parts.get(2))).merge();

        assertFalse(sum.isProof());
        assertTrue(sum.toString().contains("missing of 4 parts: 2, 4"), sum::toString);
    }

    @Test
    void a_part_that_was_cut_is_no_proof() {
        Part whole = part(ReductionTest.Dekker.class, BOUNDS.withRuns(1_000), "1/2");
        Part cut = part(ReductionTest.Dekker.class, BOUNDS.withRuns(10), "2/2");
        Result sum = new Merger(List.of(whole, cut)).merge();

        assertFalse(sum.isProof());
        assertTrue(sum.toString().contains("part 2/2: the bound of 10 runs"), sum::toString);
    }

    @Test
    void a_part_that_did_not_know_what_is_shared_is_no_proof() {
        Part one = part(ReductionTest.Dekker.class, BOUNDS, "1/2", Set.of("more"));
        Part other = part(ReductionTest.Dekker.class, BOUNDS, "2/2");
        Merger merger = new Merger(List.of(one, other));
        Part again = part(ReductionTest.Dekker.class, BOUNDS, "2/2", merger.shared());

        assertFalse(merger.merge().isProof());
        assertTrue(merger.merge().toString().contains("did not know all memory"));
        assertTrue(new Merger(List.of(one, again)).merge().isProof());
    }

    @Test
    void parts_of_two_searches_are_refused() {
        Part one = part(ReductionTest.Dekker.class, BOUNDS, "1/2");
        for (Part other :
                List.of(
                        part(ReductionTest.TimedWait.class, BOUNDS, "2/2"),
                        part(ReductionTest.Dekker.class, BOUNDS.withPreemptions(1), "2/2"),
                        part(ReductionTest.Dekker.class, BOUNDS, "2/3"),
                        part(ReductionTest.Dekker.class, BOUNDS, "1/2"))) {
            assertThrows(
                    IllegalArgumentException.class, () -> new Merger(List.of(one, other)).merge());
        }
    }

    @Test
    void other_class_files_are_another_program() {
        Part one = part(ReductionTest.Dekker.class, BOUNDS, "1/2");
        Part two = part(ReductionTest.Dekker.class, BOUNDS, "2/2");
        String name = ReductionTest.Dekker.class.getName();
        assertTrue(two.checksums().containsKey(name), two.checksums()::toString);
        two.checksums().put(name, 1L);

        Exception error =
                assertThrows(IllegalArgumentException.class, () -> new Merger(List.of(one, two)));
        assertTrue(error.getMessage().contains("another " + name), error.getMessage());
    }

    @Test
    void a_failure_of_any_part_is_the_verdict() throws IOException {
        Result one = Explorer.explore(ScenarioCode.of(Loops.WrongSpinLock.class), BOUNDS);
        Result sum = new Merger(parts(Loops.WrongSpinLock.class, 2)).merge();

        assertEquals(one.failure(), sum.failure());
    }

    @Test
    void a_file_that_is_none_is_refused() throws IOException {
        Path file = folder.resolve("other");
        Files.writeString(file, "not a part");

        IOException error = assertThrows(IOException.class, () -> PartFile.read(file));
        assertTrue(error.getMessage().contains("is no whole part of a search"));
        assertThrows(IOException.class, () -> PartFile.read(folder.resolve("missing")));
        PartFile.write(part(ReductionTest.TimedWait.class, BOUNDS, "1/2"), file);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThrows(IOException.class, () -> PartFile.read(file));
    }
}
