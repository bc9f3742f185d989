package signalkit.posix.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import signalkit.posix.inspect.Refused;

/** Every call of POSIX's signal.h is there, or is refused by name with the reason. */
class RefusedTest {
    private static final Path SOURCES = Path.of("src/main/java/signalkit/posix");

    /** The functions that POSIX.1-2017 declares in signal.h. */
    private static final List<String> SIGNAL_H =
            List.of(
                    ("kill killpg psiginfo psignal pthread_kill pthread_sigmask raise sigaction"
                                    + " sigaddset sigaltstack sigdelset sigemptyset sigfillset"
                                    + " sighold sigignore siginterrupt sigismember signal sigpause"
                                    + " sigpending sigprocmask sigqueue sigrelse sigset sigsuspend"
                                    + " sigtimedwait sigwait sigwaitinfo")
                            .split(" "));

    @Test
    void call_of_signal_h_is_named_by_the_javadoc_or_refused() throws IOException {
        String sources = sources();
        List<String> refused = Stream.of(Refused.values()).map(Refused::call).toList();
        List<String> missing =
                SIGNAL_H.stream()
                        .filter(call -> !refused.contains(call) && !names(sources, call))
                        .toList();
        assertEquals(List.of(), missing);
        assertTrue(!names(sources, "sigstack"), "a call that POSIX has withdrawn");
        for (String call : refused) {
            assertTrue(!names(sources, call) || call.equals("fork"), call);
        }
    }

    /** The first word of the code that a javadoc quotes: {@code kill(getpid(), n)}. */
    private static boolean names(String sources, String call) {
        return sources.contains("{@code " + call + "}") || sources.contains("{@code " + call + "(");
    }

    private static String sources() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    @Test
    void page_has_every_refusal_and_its_reason() throws IOException {
        String page = Files.readString(Path.of("differences/README.md"));
        for (Refused each : Refused.values()) {
            String row = "| `" + each.call() + "` | " + each.reason() + " |";
            assertTrue(page.contains(row), row);
        }
    }

    @Test
    void cancelling_between_two_instructions_is_refused() {
        UnsupportedOperationException refusal =
                assertThrows(
                        UnsupportedOperationException.class,
                        () -> ThreadLife.setCancelType(ThreadLife.CancelType.ASYNCHRONOUS));
        assertTrue(refusal.getMessage().startsWith("PTHREAD_CANCEL_ASYNCHRONOUS is not there: "));
    }
}
