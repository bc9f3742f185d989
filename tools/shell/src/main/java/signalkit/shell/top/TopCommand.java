package signalkit.shell.top;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import signalkit.lab.LabException;
import signalkit.lab.diagnosis.Health;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.ServerWatch;
import signalkit.lab.server.SignalSender;
import signalkit.lab.server.Snapshot;
import signalkit.posix.Signal;
import signalkit.shell.console.Screen;
import signalkit.shell.console.ShellException;
import signalkit.shell.console.TerminalScreen;
import signalkit.shell.interpreter.Session;
import signalkit.shell.interpreter.ShellCommand;
import signalkit.shell.names.RunningServerNames;

/** Shows the servers live: threads, masks, handlers, locks, log; keys send the usual signals. */
@Command(sortOptions = false, footer = TopView.KEYS)
public final class TopCommand extends ShellCommand {
    private static final int FRAME_MILLIS = 500;
    private static final int TAB = '\t';

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVER",
            completionCandidates = RunningServerNames.class,
            description = "The one to begin with. Default: the last that was started.")
    String name;

    private int chosen;

    /**
     * The command.
     *
     * @param session what it works on
     */
    public TopCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!(screen() instanceof TerminalScreen window)) {
            throw ShellException.usage(
                    "top needs a terminal; without one, ask for: `ps`, `threads`, `locks`");
        }
        ServerProcess first =
                name == null && fleet().running().size() > 1
                        ? fleet().running().get(fleet().running().size() - 1)
                        : session().servers().running(name);
        chosen = servers().indexOf(first);
        Terminal terminal = window.terminal();
        Screen.Loan loan = window.lend().orElseThrow();
        Attributes before = terminal.enterRawMode();
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        try {
            watch(window, terminal);
        } catch (IOException e) {
            throw ShellException.failed("the terminal cannot be read: " + e.getMessage());
        } finally {
            terminal.puts(Capability.cursor_normal);
            terminal.puts(Capability.exit_ca_mode);
            terminal.setAttributes(before);
            terminal.flush();
            loan.close();
        }
        return 0;
    }

    private List<ServerProcess> servers() {
        return fleet().all();
    }

    private void watch(TerminalScreen window, Terminal terminal)
            throws IOException, InterruptedException {
        NonBlockingReader keys = terminal.reader();
        ServerWatch watch = null;
        try {
            while (true) {
                ServerProcess server = servers().get(chosen);
                if (watch == null || watch.server() != server) {
                    if (watch != null) {
                        watch.close();
                    }
                    watch = new ServerWatch(server);
                }
                draw(window, terminal, watch);
                int key = keys.read(FRAME_MILLIS);
                if (key == 'q' || key == NonBlockingReader.EOF || key == 3 || key == 4) {
                    return;
                }
                if (key > 0) {
                    act(server, key);
                }
            }
        } finally {
            if (watch != null) {
                watch.close();
            }
        }
    }

    private void draw(TerminalScreen window, Terminal terminal, ServerWatch watch)
            throws InterruptedException {
        ServerProcess server = watch.server();
        Health glance = Health.glance(server);
        boolean asleep = glance.state().equals(Health.SUSPENDED);
        Optional<Snapshot> snapshot = asleep ? Optional.empty() : watch.look();
        Health health = snapshot.flatMap(seen -> Health.hang(server, seen)).orElse(glance);
        int width = terminal.getSize().getColumns();
        int height = Math.max(8, terminal.getSize().getRows());
        List<String> lines = new TopView(width, height).lines(servers(), chosen, health, snapshot);
        PrintWriter out = terminal.writer();
        for (int i = 0; i < lines.size(); i++) {
            // Not a new line, which would scroll where the shell's bar has left its region.
            terminal.puts(Capability.cursor_address, i, 0);
            out.print(window.ansi(lines.get(i)));
            terminal.puts(Capability.clr_eol);
        }
        terminal.flush();
    }

    private void act(ServerProcess server, int key) throws InterruptedException {
        Optional<Signal> signal =
                switch (key) {
                    case 't' -> Optional.of(Signal.TERM);
                    case 'i' -> Optional.of(Signal.INT);
                    case 'h' -> Optional.of(Signal.HUP);
                    case 'u' -> Optional.of(Signal.USR1);
                    case 's' -> Optional.of(Signal.STOP);
                    case 'c' -> Optional.of(Signal.CONT);
                    case 'k' -> Optional.of(Signal.KILL);
                    default -> Optional.empty();
                };
        if (key == TAB) {
            chosen = (chosen + 1) % servers().size();
        }
        if (signal.isPresent() && server.isAlive()) {
            try {
                SignalSender.send(server, List.of(signal.get()), Duration.ZERO);
            } catch (LabException e) {
                // It has just ended, and the next picture shows that.
            }
        }
    }
}
