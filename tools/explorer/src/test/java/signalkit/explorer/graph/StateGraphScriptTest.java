package signalkit.explorer.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.explorer.Explorer;
import signalkit.explorer.Schedule;

/** The decoder for pages reads what the exporter wrote: in Node.js, or else in Chromium. */
class StateGraphScriptTest {
    /** Tells all of a graph in lines, and the ids of some paths; Java tells the same below. */
    private static final String TELL =
            """
            const graph = new StateGraph(json);
            const frame = (f) => `${f.method}@${f.file}:${f.line}`;
            const block = (b) => `${b.signal ?? ""}{${b.frames.map(frame).join(",")}}`;
            const thread = (t) => [t.name, t.status, t.waitsFor, t.next,
              t.blocks.map(block).join(""), t.blocked.join(","), t.pending.join(",")].join("|");
            const lock = (l) => `${l.name}|${l.kind}|${l.owner}|${l.waiters.join(",")}`;
            const finding = (f) => f === null ? "-" : `${f.kind}: ${f.text}`;
            const end = (e) => e === null ? "-" : `${e.kind} ${finding(e.finding)}`;
            const row = (r) => `${r.thread}/${r.depth} ${r.text} ${r.file}:${r.line}`;
            const choice = (c) => [c.text, c.thread, c.preempts, c.to, c.steps.map(row).join(";"),
              c.warnings.map(finding).join(";")].join("|");
            const lines = [];
            for (let i = 0; i < graph.size; i++) {
              const s = graph.state(i);
              lines.push([i, s.at, s.threads.map(thread).join(" "), s.locks.map(lock).join(" "),
                Object.entries(s.values).map(([k, v]) => `${k}=${v}`).join(" "),
                s.pending.join(","), s.toCome.join(","), end(s.end),
                s.choices.map(choice).join(" ")].join(" # "));
            }
            for (const path of paths) {
              const id = graph.id(path);
              const again = graph.path(id);
              lines.push(`${path} ${id} ${again}`);
            }
            lines.push(`no id: ${graph.path("none")} ${graph.path("")} ${graph.path("0cw1-2")}`);
            const failure = graph.shortestFailure();
            lines.push(`failure: ${failure}`);
            """;

    private static final String REPLAY =
            """
            const graph = new StateGraph(json);
            const lines = ids.map((id) => {
              const run = graph.replay(id);
              return `${graph.id(run.path)} ${run.missed} ${run.isOutside}`;
            });
            """;

    @TempDir Path folder;

    @Test
    void script_reads_each_state_and_writes_each_id_as_java_does()
            throws IOException, InterruptedException {
        for (String name :
                List.of(
                        "FindingsTest$HandlerLocks",
                        "ReductionTest$TimedWait",
                        "ArrivalsTest$OnlySignals")) {
            String json = StateGraphTest.export(name, GraphExport.GAME, 4_000).json();
            StateGraph graph = GraphReader.read(json);
            GraphWalks walks =
                    new GraphWalks(StateGraphTest.code(name), GraphExport.GAME, graph, 2);
            assertEquals(Optional.empty(), walks.walk(20));

            List<String> told = told(json, walks.walked());

            List<String> expected = new ArrayList<>();
            for (int i = 0; i < graph.states().size(); i++) {
                expected.add(tell(i, graph.states().get(i)));
            }
            for (GraphWalks.Walked each : walks.walked()) {
                String path = join(each.path(), ",");
                expected.add(path + " " + each.id() + " " + path);
            }
            expected.add("no id: null null null");
            assertEquals(expected, told.subList(0, told.size() - 1));
            assertEndsInFailure(graph, told.get(told.size() - 1));
        }
    }

    /** As with the twins on a page: the broken program's schedule on the sound one, and back. */
    @Test
    void script_replays_an_id_on_another_program_as_the_kit_does()
            throws IOException, InterruptedException {
        List<String> names =
                List.of("FindingsTest$HandlerLocks", "FindingsTest$HandlerLocksWhileBlocked");
        int missed = 0;
        for (String name : names) {
            String other = names.get(1 - names.indexOf(name));
            String json = StateGraphTest.export(name, GraphExport.GAME, 4_000).json();
            GraphWalks walks =
                    new GraphWalks(
                            StateGraphTest.code(name), GraphExport.GAME, GraphReader.read(json), 3);
            assertEquals(Optional.empty(), walks.walk(20));
            List<String> ids = walks.walked().stream().map(GraphWalks.Walked::id).toList();
            List<String> expected = new ArrayList<>();
            for (String id : ids) {
                Schedule asked = Schedule.of(id);
                Schedule made = Explorer.replay(StateGraphTest.code(other), asked).schedule();
                missed += asked.length() - made.length();
                expected.add(made.id() + " " + (asked.length() - made.length()) + " false");
            }
            String otherJson = StateGraphTest.export(other, GraphExport.GAME, 4_000).json();
            assertEquals(
                    expected,
                    run(
                            "const json = "
                                    + otherJson
                                    + ";\nconst ids = "
                                    + new Gson().toJson(ids)
                                    + ";\n",
                            REPLAY));
        }
        assertTrue(missed > 0, "some choice of these walks is not possible in the other program");
    }

    private static void assertEndsInFailure(StateGraph graph, String line) {
        boolean fails = graph.states().stream().anyMatch(state -> state.finding() != null);
        assertEquals(fails, !line.equals("failure: null"), line);
        int state = 0;
        for (String index :
                fails ? line.substring("failure: ".length()).split(",") : new String[0]) {
            state = graph.states().get(state).edges().get(Integer.parseInt(index)).target();
        }
        assertTrue(!fails || graph.states().get(state).finding() != null, line);
    }

    private List<String> told(String json, List<GraphWalks.Walked> walks)
            throws IOException, InterruptedException {
        String paths = new Gson().toJson(walks.stream().map(GraphWalks.Walked::path).toList());
        String data = "const json = " + json + ";\nconst paths = " + paths + ";\n";
        return run(data, TELL);
    }

    /** The lines that a script makes of some data. */
    private List<String> run(String data, String lines) throws IOException, InterruptedException {
        String script = decoder() + data.replace("</", "<\\/") + lines;
        Optional<Path> node = find("node");
        Optional<Path> chromium = find("chromium");
        assumeTrue(
                node.isPresent() || chromium.isPresent(),
                "not run: there is neither Node.js nor Chromium");
        return node.isPresent() ? inNode(script) : inChromium(chromium.get(), script);
    }

    private List<String> inNode(String script) throws IOException, InterruptedException {
        Path file = folder.resolve("tell.js");
        Files.writeString(file, script + "console.log(lines.join('\\n'));\n");
        return output("node", file.toString()).lines().toList();
    }

    private List<String> inChromium(Path browser, String script)
            throws IOException, InterruptedException {
        Path file = folder.resolve("tell.html");
        String show =
                "const bytes = new TextEncoder().encode(lines.join('\\n'));\n"
                        + "document.body.textContent ="
                        + " '<' + btoa(String.fromCharCode(...bytes)) + '>';\n";
        Files.writeString(
                file,
                "<!DOCTYPE html><meta charset=utf-8><body><script>"
                        + script
                        + show
                        + "</script></body>");
        String page =
                output(
                        browser.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--dump-dom",
                        file.toUri().toString());
        Matcher matcher = Pattern.compile("&lt;([A-Za-z0-9+/=]*)&gt;").matcher(page);
        assertTrue(matcher.find(), page);
        byte[] bytes = Base64.getDecoder().decode(matcher.group(1));
        return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }

    private String output(String... command) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "no answer from " + command[0]);
        assertEquals(0, process.exitValue(), Files.readString(err));
        return Files.readString(out);
    }

    private static Optional<Path> find(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(each -> Path.of(each, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String decoder() throws IOException {
        try (InputStream in = GraphExport.class.getResourceAsStream("state-graph.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String tell(int number, StateGraph.State state) {
        StatePicture seen = state.picture();
        return Stream.of(
                        number,
                        seen.at(),
                        each(seen.threads(), StateGraphScriptTest::tell, " "),
                        each(
                                seen.locks(),
                                lock ->
                                        String.join(
                                                "|",
                                                lock.name(),
                                                lock.kind(),
                                                "" + lock.owner(),
                                                join(lock.waiters(), ",")),
                                " "),
                        each(
                                seen.values().entrySet(),
                                value -> value.getKey() + "=" + value.getValue(),
                                " "),
                        join(seen.pending(), ","),
                        join(seen.toCome(), ","),
                        state.end() == null
                                ? "-"
                                : state.end().name().toLowerCase(Locale.ROOT)
                                        + " "
                                        + (state.finding() == null ? "-" : state.finding()),
                        each(state.edges(), StateGraphScriptTest::tell, " "))
                .map(String::valueOf)
                .collect(Collectors.joining(" # "));
    }

    private static String tell(StatePicture.ThreadView thread) {
        return String.join(
                "|",
                thread.name(),
                thread.status().name().toLowerCase(Locale.ROOT),
                thread.waitsFor(),
                thread.next(),
                each(
                        thread.blocks(),
                        block ->
                                block.signal()
                                        + "{"
                                        + each(
                                                block.frames(),
                                                frame ->
                                                        frame.method()
                                                                + "@"
                                                                + frame.file()
                                                                + ":"
                                                                + frame.line(),
                                                ",")
                                        + "}",
                        ""),
                join(thread.blocked(), ","),
                join(thread.pending(), ","));
    }

    private static String tell(StateGraph.Edge edge) {
        return Stream.of(
                        edge.text(),
                        edge.choice().thread(),
                        edge.preempts(),
                        edge.target(),
                        each(edge.effect().rows(), StateGraphScriptTest::tell, ";"),
                        join(edge.effect().warnings(), ";"))
                .map(String::valueOf)
                .collect(Collectors.joining("|"));
    }

    private static String tell(StateGraph.Row row) {
        Matcher place = Pattern.compile("\\(([^():]+):(\\d+)\\)$").matcher(row.place());
        String where = place.find() ? place.group(1) + ":" + place.group(2) : ":0";
        return row.thread() + "/" + row.depth() + " " + row.text() + " " + where;
    }

    private static String join(Iterable<?> values, String glue) {
        return each(values, String::valueOf, glue);
    }

    private static <T> String each(
            Iterable<T> values,
            java.util.function.Function<? super T, String> teller,
            String glue) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(teller.apply(value)));
        return String.join(glue, texts);
    }
}
