package signalkit.rules.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import signalkit.posix.Signals;

/** The kit keeps its own rules: what is left of its jars is accepted with a reason. */
class OwnJarsTest {
    private static String placeOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    @Test
    void the_kit_s_own_handlers_are_clean() throws URISyntaxException {
        String jars =
                placeOf(Signals.class)
                        + File.pathSeparator
                        + placeOf(signalkit.weaver.sanitizer.Sanitizer.class);
        StringWriter out = new StringWriter();
        int status =
                RulesCommand.commandLine()
                        .setOut(new PrintWriter(out))
                        .execute("--suppress=accepted.txt", jars);
        assertEquals(0, status, out::toString);
        assertTrue(!out.toString().contains("unused"), out::toString);
        assertTrue(out.toString().contains(" in 14 handlers of "), out::toString);
    }
}
