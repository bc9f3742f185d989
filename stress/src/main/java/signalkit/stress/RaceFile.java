package signalkit.stress;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.grading.GradingResult;

/** What {@code race run --json} prints: a list with a row for each outcome of each test. */
final class RaceFile {
    private static final Gson GSON = new GsonBuilder().create();

    private RaceFile() {}

    /**
     * How often an outcome was seen.
     *
     * @param server {@code unsafe} or {@code safe}
     * @param expect {@code acceptable}, {@code interesting} or {@code forbidden}
     * @param machine where, in one line
     */
    private record Row(
            String race,
            String server,
            String outcome,
            long samples,
            String expect,
            String means,
            String machine) {}

    /** A race's results in JSON, without a line's end. */
    static String of(List<Race> races, Jcstress.Results results, String machine) {
        List<Row> rows = new ArrayList<>();
        for (Race race : races) {
            race.tests()
                    .forEach(
                            (server, test) -> {
                                for (GradingResult seen : results.of(test).values()) {
                                    rows.add(row(race, server, seen, machine));
                                }
                            });
        }
        return GSON.toJson(rows);
    }

    private static Row row(Race race, String server, GradingResult seen, String machine) {
        return new Row(
                race.name(),
                shortName(server),
                seen.id,
                seen.count,
                RaceReport.word(seen.expect),
                seen.description,
                machine);
    }

    private static String shortName(String server) {
        return server.replaceFirst("^echo-", "");
    }

    /**
     * Adds up what several runs have seen.
     *
     * @param files each with what {@code race run --json} printed
     * @param machines gets each machine that a file names
     * @throws IllegalArgumentException when a file is no such list; the message names it
     */
    static Jcstress.Results sum(List<Path> files, List<String> machines) throws IOException {
        Map<String, Map<String, GradingResult>> outcomes = new TreeMap<>();
        for (Path file : files) {
            for (Row row : read(file)) {
                GradingResult seen =
                        new GradingResult(row.outcome, expect(file, row), row.samples, row.means);
                outcomes.computeIfAbsent(test(file, row).name(), absent -> new TreeMap<>())
                        .merge(seen.id, seen, Jcstress::sum);
                if (row.machine != null && !machines.contains(row.machine)) {
                    machines.add(row.machine);
                }
            }
        }
        boolean isForbidden =
                outcomes.values().stream()
                        .flatMap(each -> each.values().stream())
                        .anyMatch(one -> one.expect == Expect.FORBIDDEN && one.count > 0);
        return new Jcstress.Results(isForbidden ? 1 : 0, outcomes, List.of());
    }

    private static List<Row> read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            List<Row> rows = GSON.fromJson(reader, new TypeToken<List<Row>>() {}.getType());
            if (rows == null || rows.isEmpty() || rows.contains(null)) {
                throw noResults(file);
            }
            return rows;
        } catch (JsonParseException | java.nio.charset.CharacterCodingException e) {
            throw noResults(file);
        }
    }

    private static IllegalArgumentException noResults(Path file) {
        return new IllegalArgumentException(
                file + " is not what race run --json prints: a list with a row for each outcome");
    }

    private static TestInfo test(Path file, Row row) {
        Map<String, TestInfo> tests = new LinkedHashMap<>();
        for (Race race : Race.all()) {
            if (race.name().equals(row.race)) {
                race.tests().forEach((server, test) -> tests.put(shortName(server), test));
            }
        }
        TestInfo test = tests.get(row.server);
        if (test == null || row.outcome == null || row.samples < 0) {
            throw new IllegalArgumentException(
                    String.format(
                            "%s has a row that this kit cannot read: race %s, server %s,"
                                    + " outcome %s, samples %d",
                            file, row.race, row.server, row.outcome, row.samples));
        }
        return test;
    }

    private static Expect expect(Path file, Row row) {
        for (Expect expect : Expect.values()) {
            if (RaceReport.word(expect).equals(row.expect)) {
                return expect;
            }
        }
        throw noResults(file);
    }
}
