package signalkit.explorer.part;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import signalkit.explorer.Bounds;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Result;
import signalkit.explorer.Schedule;
import signalkit.explorer.SearchStatistics;
import signalkit.explorer.Shard;

/** The file of a part: compressed, a line of JSON and then its states and traces as numbers. */
public final class PartFile {
    private static final String MAGIC = "signalkit part 1";

    private record Failure(FindingKind kind, String text, String schedule) {
        static Failure of(Result.Failure failure) {
            return new Failure(
                    failure.finding().kind(), failure.finding().text(), failure.schedule().id());
        }

        Result.Failure toResult() {
            return new Result.Failure(new Finding(kind, text), Schedule.of(schedule));
        }
    }

    /** All but the numbers. */
    private record Header(
            String shard,
            String subject,
            String options,
            Set<String> failures,
            String version,
            Map<String, Long> checksums,
            Set<String> shared,
            String scenario,
            int preemptions,
            int steps,
            boolean spuriousWakeUps,
            int olderValues,
            Failure failure,
            List<Failure> warnings,
            Set<String> outcomes,
            String cut,
            Set<String> unexplored,
            boolean seesOlderValues,
            long runs,
            long pruned,
            long skipped,
            long millis) {}

    private PartFile() {}

    /** Writes a part; an IOException says which file it is. */
    public static void write(Part part, Path file) throws IOException {
        Result result = part.result();
        Header header =
                new Header(
                        part.shard().toString(),
                        part.subject(),
                        part.options(),
                        part.failures(),
                        part.version(),
                        part.checksums(),
                        part.shared(),
                        result.scenario(),
                        result.bounds().preemptions(),
                        result.bounds().steps(),
                        result.bounds().spuriousWakeUps(),
                        result.bounds().olderValues(),
                        result.failure().map(Failure::of).orElse(null),
                        result.warnings().stream().map(Failure::of).toList(),
                        result.outcomes(),
                        result.cut().orElse(null),
                        result.unexplored(),
                        result.seesOlderValues(),
                        result.statistics().runs(),
                        result.statistics().pruned(),
                        result.statistics().skipped(),
                        result.statistics().elapsed().toMillis());
        try (DataOutputStream out =
                new DataOutputStream(
                        new BufferedOutputStream(
                                new GZIPOutputStream(Files.newOutputStream(file))))) {
            out.writeUTF(MAGIC);
            byte[] json = new Gson().toJson(header).getBytes(StandardCharsets.UTF_8);
            out.writeInt(json.length);
            out.write(json);
            out.writeInt(part.states().size());
            for (Map.Entry<Long, Integer> state : part.states().entrySet()) {
                out.writeLong(state.getKey());
                out.writeInt(state.getValue());
            }
            out.writeInt(part.traces().size());
            for (long trace : part.traces()) {
                out.writeLong(trace);
            }
        }
    }

    /** Reads a part; the message of an IOException is for people. */
    public static Part read(Path file) throws IOException {
        try (DataInputStream in =
                new DataInputStream(
                        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))))) {
            if (!in.readUTF().equals(MAGIC)) {
                throw malformed(file);
            }
            byte[] json = in.readNBytes(in.readInt());
            String text = new String(json, StandardCharsets.UTF_8);
            Header header = new Gson().fromJson(text, Header.class);
            Map<Long, Integer> states = new HashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                states.put(in.readLong(), in.readInt());
            }
            Set<Long> traces = new HashSet<>();
            for (int left = in.readInt(); left > 0; left--) {
                traces.add(in.readLong());
            }
            return part(header, states, traces);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file + "; name files of --out", e);
        } catch (ZipException | EOFException | JsonParseException | IllegalArgumentException e) {
            throw malformed(file);
        }
    }

    private static IOException malformed(Path file) {
        return new IOException(
                file
                        + " is no whole part of a search; write it again with explore --shard K/N"
                        + " --out FILE");
    }

    private static Part part(Header header, Map<Long, Integer> states, Set<Long> traces) {
        Bounds bounds =
                Bounds.DEFAULT
                        .withPreemptions(header.preemptions)
                        .withSteps(header.steps)
                        .withOlderValues(header.olderValues);
        SearchStatistics statistics =
                new SearchStatistics(
                        header.runs,
                        header.pruned,
                        header.skipped,
                        traces.size(),
                        states.size(),
                        0,
                        header.preemptions,
                        0,
                        Duration.ofMillis(header.millis));
        Result result =
                new Result(
                        header.scenario,
                        header.spuriousWakeUps ? bounds : bounds.withoutSpuriousWakeUps(),
                        Optional.ofNullable(header.failure).map(Failure::toResult),
                        header.warnings.stream().map(Failure::toResult).toList(),
                        header.outcomes,
                        statistics,
                        Optional.ofNullable(header.cut),
                        header.unexplored,
                        Optional.empty(),
                        header.seesOlderValues);
        return new Part(
                Shard.of(header.shard),
                header.subject,
                header.options,
                header.failures,
                header.version,
                header.checksums,
                header.shared,
                result,
                states,
                traces);
    }
}
