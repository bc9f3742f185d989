package signalkit.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The servers in C that the README compares with, where there is a compiler for C. */
@EnabledOnOs(OS.LINUX)
class BareTest {
    @TempDir private static Path folder;

    private static Path bare() {
        return folder.resolve("bare");
    }

    private record Run(int status, String output) {}

    private static Run run(String port, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PORT", port);
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), () -> command[0] + " does not end");
            byte[] output = process.getInputStream().readAllBytes();
            return new Run(process.exitValue(), new String(output, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    @BeforeAll
    static void compile() throws Exception {
        List<String> command = new ArrayList<>(List.of("cc", "-O2", "-Wall", "-Wextra", "-Werror"));
        command.addAll(List.of("-pthread", "-o", bare().toString(), "src/main/c/bare.c"));
        Run compiler;
        try {
            compiler = run("0", command.toArray(String[]::new));
        } catch (IOException e) {
            assumeTrue(false, "there is no cc: " + e.getMessage());
            return;
        }
        assertEquals("", compiler.output());
        assertEquals(0, compiler.status());
    }

    @Test
    @Tag("slow")
    void the_benchmark_gets_every_byte_back() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] arguments = {
            "--rounds=1",
            "--seconds=0.05",
            "--warm=0.01",
            "--first=0.05",
            "--on=netty",
            "--peer=loop=" + bare() + " loop",
            "--peer=loops=" + bare() + " loops",
            "--peer=read=" + bare() + " read",
            "closed:4x64",
            "closed:4x64K",
            "churn:4x64"
        };
        int status =
                Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        assertEquals(0, status, () -> out + "" + err);
        for (String mode : List.of("loop", "loops", "read")) {
            // A row in each table; a server that is left out or fails has words in its row.
            String row = "(?m)^  " + mode + " +[0-9,]+ +\\d+\\.\\d\\d .*$";
            long rows = Pattern.compile(row).matcher(out.toString()).results().count();
            assertEquals(3, rows, () -> mode + " in\n" + out);
        }
    }

    /** A client that takes little at a time: what does not fit in the socket is kept and sent. */
    @ParameterizedTest
    @ValueSource(strings = {"loop", "loops", "read"})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_slow_reader_gets_every_byte_back(String mode) throws Exception {
        byte[] sent = new byte[16 << 20];
        new Random(mode.length()).nextBytes(sent);
        Contender contender = Contender.peer(bare() + " " + mode);
        try (Server server = Server.start(contender);
                Socket client = new Socket()) {
            client.setReceiveBufferSize(4096);
            client.connect(server.address());
            CountDownLatch ahead = new CountDownLatch(1);
            CompletableFuture<Void> sender =
                    CompletableFuture.runAsync(() -> send(client, sent, ahead));
            ahead.await();
            assertArrayEquals(sent, client.getInputStream().readNBytes(sent.length));
            sender.get();
        }
    }

    private static void send(Socket client, byte[] bytes, CountDownLatch ahead) {
        try {
            OutputStream output = client.getOutputStream();
            output.write(bytes, 0, 1 << 18);
            ahead.countDown();
            output.write(bytes, 1 << 18, bytes.length - (1 << 18));
            client.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ahead.countDown();
        }
    }

    @Test
    void bad_usage_is_one_line_and_status_2() throws Exception {
        String bare = bare().toString();
        String port = "error: the variable PORT has to be a port, 1 to 65535\n";
        assertEquals(new Run(2, port), run("", bare, "loop"));
        assertEquals(new Run(2, port), run("80x", bare, "loop"));
        assertEquals(new Run(2, port), run("65536", bare, "loop"));
        String usage = "usage: PORT=N bare loop|loops|read\n";
        assertEquals(new Run(2, usage), run("1", bare));
        assertEquals(new Run(2, usage), run("1", bare, "lop"));
    }
}
