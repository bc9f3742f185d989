package signalkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program whose output is lost says so, unless its reader has seen enough. */
class OutputTest {
    @ParameterizedTest
    @CsvSource({
        "No space left on device, 1",
        "Bad file descriptor, 1",
        "Broken pipe, 0",
    })
    void what_cannot_be_written_ends_the_program(String reason, int ends) {
        OutputStream broken =
                new OutputStream() {
                    @Override
                    public void write(int letter) throws IOException {
                        throw new IOException(reason);
                    }
                };
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        AtomicInteger ended = new AtomicInteger();
        try (PrintStream out =
                new PrintStream(new Output(broken, errors, ended::incrementAndGet), true)) {
            out.println("hello");
        }

        assertEquals(ends > 0, ended.get() > 0);
        assertEquals(
                ends > 0,
                errors.toString(StandardCharsets.UTF_8)
                        .startsWith("error: cannot write standard output: " + reason));
    }
}
