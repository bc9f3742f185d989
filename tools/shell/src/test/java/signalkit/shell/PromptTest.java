package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jline.utils.AttributedString;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signalkit.shell.console.TerminalScreen;
import signalkit.shell.interpreter.Session;

/** The line that somebody types, in a window that changes its size. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PromptTest {
    private static final long LIMIT_NANOS = 20_000_000_000L;

    @RepeatedTest(5)
    void half_typed_line_and_bar_survive_a_change_of_the_window() throws Exception {
        ScreenTerminal.VirtualTerminal made = ScreenTerminal.withTerminal("test", "xterm", 60, 20);
        ScreenTerminal window = made.screen();
        try (LineDisciplineTerminal terminal = made.terminal()) {
            TerminalScreen screen = new TerminalScreen(terminal);
            screen.bar(new AttributedString("no servers"));
            Prompt prompt = new Prompt(terminal, screen, Map.of());
            CompletableFuture<String> line =
                    CompletableFuture.supplyAsync(() -> prompt.readLine("kit> "));
            type(terminal, "start un");
            await(window, "kit> start un");
            for (Size size : new Size[] {Size.of(50, 12), Size.of(80, 30), Size.of(60, 20)}) {
                window.setSize(size);
                terminal.setSize(size);
                terminal.raise(Terminal.Signal.WINCH);

                List<String> rows = window.toString().lines().map(String::strip).toList();
                assertTrue(rows.contains("kit> start un"), window::toString);
                assertEquals(rows.size() - 1, rows.indexOf("no servers"), window::toString);
            }
            type(terminal, "safe\r");
            assertEquals("start unsafe", line.get());
        }
    }

    @RepeatedTest(5)
    void lines_that_were_typed_before_the_shell_was_there_are_run() throws Exception {
        ScreenTerminal.VirtualTerminal made = ScreenTerminal.withTerminal("test", "xterm", 60, 20);
        try (LineDisciplineTerminal terminal = made.terminal()) {
            TerminalScreen screen = new TerminalScreen(terminal);
            try (Session session = new Session(Commands.all(), screen, true, () -> {})) {
                int status = new Repl(terminal, screen, session, null).run("help exit\nexit\n");

                assertEquals(0, status);
            }
        }
        String shown = made.screen().toString();
        assertTrue(shown.contains("kit> help exit"), shown);
        assertTrue(shown.contains("End all servers and leave."), shown);
    }

    @RepeatedTest(3)
    void pasted_lines_run_in_turn_also_after_one_that_fails() throws Exception {
        String shown = pasted("help exit # don't wait\nnonsense\nhelp version\nexit\n", "\r");

        int exit = shown.indexOf("End all servers and leave.");
        int version = shown.indexOf("Print the versions");
        assertTrue(exit > 0 && shown.contains("no command is called nonsense"), shown);
        assertTrue(version > exit, shown);
        assertFalse(shown.contains("a quote is open"), shown);
    }

    @Test
    void a_listing_is_pasted_with_its_prompts_and_its_output() throws Exception {
        String shown =
                pasted(
                        "\ufeff$ tools/kit help exit\n\nEnd it all.\nkit> help \\\nversion\n",
                        "\rexit\r");

        assertTrue(shown.contains("End all servers and leave."), shown);
        assertTrue(shown.contains("Print the versions"), shown);
        assertTrue(shown.contains("taken for output and not run: a line without"), shown);
        assertFalse(shown.contains("no command"), shown);
    }

    @Test
    void a_backslash_at_the_end_of_a_line_asks_for_the_next() throws Exception {
        String shown = pasted("help \\", "\rexit\rexit\r");

        assertTrue(shown.contains("End all servers and leave."), shown);
        assertFalse(shown.contains("a quote is open"), shown);
    }

    @Test
    void a_quote_that_is_open_is_named_in_the_next_line() throws Exception {
        String shown = pasted("help 'exi\n", "t'\rexit\r");

        assertTrue(shown.contains("a quote is open …"), shown);
    }

    /** What the window shows after a bracketed paste, some keys and the end of the shell. */
    private static String pasted(String text, String keys) throws Exception {
        ScreenTerminal.VirtualTerminal made = ScreenTerminal.withTerminal("test", "xterm", 80, 60);
        try (LineDisciplineTerminal terminal = made.terminal()) {
            TerminalScreen screen = new TerminalScreen(terminal);
            try (Session session = new Session(Commands.all(), screen, true, () -> {})) {
                Repl repl = new Repl(terminal, screen, session, null);
                CompletableFuture<Integer> status =
                        CompletableFuture.supplyAsync(() -> repl.run(""));
                await(made.screen(), "kit> ");
                type(terminal, "\033[200~" + text + "\033[201~" + keys);
                assertEquals(0, status.get());
            }
        }
        return made.screen().toString();
    }

    @Test
    void whole_lines_that_wait_are_taken_and_nothing_else_of_the_keyboard() throws IOException {
        byte[] keys = "ps\tsafe\n\033[Ahelp\n".getBytes(StandardCharsets.UTF_8);

        assertEquals("ps safe\n [Ahelp\n", TypeAhead.take(new ByteArrayInputStream(keys)));
        assertEquals("", TypeAhead.take(InputStream.nullInputStream()));
    }

    private static void type(LineDisciplineTerminal terminal, String keys) throws IOException {
        terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
    }

    private static void await(ScreenTerminal window, String text) throws InterruptedException {
        long start = System.nanoTime();
        while (!window.toString().contains(text)) {
            window.waitDirty(50);
            assertTrue(System.nanoTime() - start < LIMIT_NANOS, () -> "it shows\n" + window);
        }
    }
}
