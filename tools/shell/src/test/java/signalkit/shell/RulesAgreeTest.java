package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the handler rules say of a server's code is what the sanitizer sees when it runs: the same
 * places take a lock in the handler that the code below it takes, too.
 */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RulesAgreeTest {
    private final ScriptedShell shell = new ScriptedShell();

    @AfterEach
    void endServers() {
        shell.close();
    }

    /** The lines of the server whose call takes such a lock, as the rules know them. */
    private static Set<String> byRules(String server) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(List.of("-jar", "../rules/target/rules.jar", "--json"));
        for (String module : List.of("echo-" + server, "tools/server", "tools/event")) {
            command.add("../../" + module + "/target/classes");
        }
        Process rules = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        Set<String> places = new TreeSet<>();
        for (JsonElement each : json(rules.inputReader()).getAsJsonArray("violations")) {
            JsonObject violation = each.getAsJsonObject();
            if (violation.has("deadlockWith")) {
                JsonArray chain = violation.getAsJsonArray("chain");
                places.add(place(chain.get(chain.size() - 1).getAsString()));
            }
        }
        return places;
    }

    private static JsonObject json(Reader text) {
        return JsonParser.parseReader(text).getAsJsonObject();
    }

    /** The same, as they were when the server ran. */
    private Set<String> bySanitizer(String server) {
        shell.run("start " + server + " --sanitize; stop");
        Set<String> places = new TreeSet<>();
        shell.news();
        shell.run("findings --json");
        JsonObject findings = json(new StringReader(shell.text()));
        for (JsonElement each : findings.getAsJsonArray("locks")) {
            JsonObject taken = each.getAsJsonObject().getAsJsonObject("inHandler");
            for (JsonElement frame : taken.getAsJsonArray("stack")) {
                if (frame.getAsString()
                        .matches("(EchoServer|WorkQueue|Journal|Shutdown|Worker)\\..*")) {
                    places.add(place(frame.getAsString()));
                    break;
                }
            }
        }
        return places;
    }

    /** Without the packages, which a short stack leaves out. */
    private static String place(String frame) {
        return frame.replaceAll("^(?:[a-z]+\\.)*", "");
    }

    @Test
    void both_name_the_same_places_in_the_unsafe_server() throws IOException {
        Set<String> seen = bySanitizer("unsafe");

        assertFalse(seen.isEmpty());
        assertEquals(seen, byRules("unsafe"));
    }

    @Test
    void neither_has_anything_to_say_of_the_safe_server() throws IOException {
        assertEquals(Set.of(), bySanitizer("safe"));
        assertEquals(Set.of(), byRules("safe"));
    }
}
