package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import signalkit.shell.console.PlainScreen;
import signalkit.shell.interpreter.Interpreter;
import signalkit.shell.interpreter.Session;

/** {@code docs/json.md} shows what the commands print, and they print nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JsonPageTest {
    private static final Path PAGE = Path.of("../../docs/json.md");
    private static final Pattern SHAPE = Pattern.compile("(?s)### `([^`]+)`\n\n```json\n(.*?)```");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Session session =
            new Session(Commands.all(), new PlainScreen(stream(), System.err), false, () -> {});
    private final Map<String, JsonElement> shapes = new LinkedHashMap<>();

    private PrintStream stream() {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    @BeforeAll
    void readPageAndStartServers() throws IOException {
        SHAPE.matcher(Files.readString(PAGE))
                .results()
                .forEach(each -> shapes.put(each.group(1), JsonParser.parseString(each.group(2))));
        String patient = " --ready-within 60s; ";
        String start =
                "start unsafe"
                        + patient
                        + "start unsafe --name ended --sanitize"
                        + patient
                        + "send TERM ended; wait ended";
        assertEquals(0, new Interpreter(session).run(start), out::toString);
    }

    @AfterAll
    void endServers() {
        session.close();
    }

    private JsonElement run(String line) {
        out.reset();
        new Interpreter(session).run(line);
        return JsonParser.parseString(out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void each_command_prints_what_its_shape_says_and_nothing_else() {
        Map<String, String> lines =
                Map.of(
                        "ps --json", "ps --json",
                        "locks --json", "locks unsafe --json",
                        "queue --json", "queue unsafe --json",
                        "findings --json", "findings ended --json",
                        "faults --json", "faults term-idle --json",
                        "repeat --trial NAME --json", "repeat 1 --trial idle --json",
                        "repeat N COMMAND --json", "repeat 1 version --json");
        assertEquals(lines.keySet(), shapes.keySet());
        for (String command : shapes.keySet()) {
            List<String> problems = problems("", shapes.get(command), run(lines.get(command)));
            assertEquals(List.of(), problems, command);
        }
    }

    @Test
    void what_does_not_fit_a_shape_is_noticed() {
        JsonElement shape =
                JsonParser.parseString(
                        "{'a': 'number', 'b': ['string'], 'c': 'ok|bad', 'd': 'string?'}");
        String right = "{'a': 1, 'b': ['x'], 'c': 'ok', 'd': null}";
        assertEquals(List.of(), problems("", shape, JsonParser.parseString(right)));
        for (String wrong :
                List.of(
                        right.replace("1", "'1'"),
                        right.replace("'x'", "2"),
                        right.replace("'ok'", "'KEPT'"),
                        right.replace("'a': 1, ", ""),
                        right.replace("'a': 1", "'a': null"),
                        right.replace("'a'", "'e': 2, 'a'"))) {
            assertFalse(problems("", shape, JsonParser.parseString(wrong)).isEmpty(), wrong);
        }
        assertTrue(problems("", shape, JsonParser.parseString("[]")).size() > 0);
    }

    private static List<String> problems(String where, JsonElement shape, JsonElement value) {
        List<String> problems = new ArrayList<>();
        if (shape.isJsonArray()) {
            if (!value.isJsonArray()) {
                return List.of(where + " is no list");
            }
            for (JsonElement each : value.getAsJsonArray()) {
                problems.addAll(problems(where + "[]", shape.getAsJsonArray().get(0), each));
            }
        } else if (shape.isJsonObject()) {
            if (!value.isJsonObject()) {
                return List.of(where + " is no object");
            }
            compare(where, shape.getAsJsonObject(), value.getAsJsonObject(), problems);
        } else if (!fits(shape.getAsString(), value)) {
            problems.add(where + " is no " + shape.getAsString() + ": " + value);
        }
        return problems;
    }

    private static void compare(
            String where, JsonObject shape, JsonObject value, List<String> problems) {
        if (shape.has("*")) {
            value.asMap()
                    .forEach((key, each) -> problems.addAll(problems(key, shape.get("*"), each)));
            return;
        }
        if (!shape.keySet().equals(value.keySet())) {
            problems.add(where + " has " + value.keySet() + " and not " + shape.keySet());
            return;
        }
        shape.asMap()
                .forEach(
                        (key, each) ->
                                problems.addAll(problems(where + "." + key, each, value.get(key))));
    }

    private static boolean fits(String type, JsonElement value) {
        if (value.isJsonNull()) {
            return type.endsWith("?");
        }
        if (!value.isJsonPrimitive()) {
            return false;
        }
        var primitive = value.getAsJsonPrimitive();
        return switch (type.replace("?", "")) {
            case "string" -> primitive.isString();
            case "number" -> primitive.isNumber();
            case "boolean" -> primitive.isBoolean();
            default -> List.of(type.split("\\|")).contains(primitive.getAsString());
        };
    }
}
