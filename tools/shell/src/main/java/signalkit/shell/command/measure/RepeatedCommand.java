package signalkit.shell.command.measure;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import signalkit.cli.Style;
import signalkit.lab.LabException;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.SignalSender;
import signalkit.lab.server.Transition;
import signalkit.posix.Signal;
import signalkit.shell.console.ProgressBar;
import signalkit.shell.console.Screen;
import signalkit.shell.console.ShellException;
import signalkit.shell.console.Table;
import signalkit.shell.console.Transcript;
import signalkit.shell.interpreter.Interpreter;
import signalkit.shell.interpreter.Session;
import signalkit.shell.interpreter.ShellCommand;

/** A command line that is run many times, each time in a session of its own. */
final class RepeatedCommand {
    private static final Duration LAST_GRACE = Duration.ofSeconds(5);

    private final Session outer;
    private final String line;

    private int done;
    private int clean;
    private int failed;
    private int crashed;
    private int hung;
    private Transcript firstBad;

    RepeatedCommand(Session outer, String line) {
        this.outer = outer;
        this.line = line;
    }

    /** The JSON. */
    private record Row(String command, int runs, int clean, int failed, int crashed, int hung) {}

    int run(int count, boolean json) throws InterruptedException {
        Screen screen = outer.screen();
        try (ProgressBar bar = new ProgressBar(screen, line, count)) {
            for (int i = 0; i < count; i++) {
                runOnce();
                done++;
                bar.step("clean " + clean + ", failed " + failed + ", hung " + hung);
            }
        } catch (InterruptedException e) {
            if (done > 0) {
                show(screen, json);
            }
            throw e;
        }
        show(screen, json);
        return clean == count ? 0 : ShellException.FAILED;
    }

    private void runOnce() throws InterruptedException {
        Transcript transcript = new Transcript();
        int status;
        boolean anyHung = false;
        boolean anyCrashed = false;
        try (Session session = new Session(outer.registry(), transcript, false, () -> {})) {
            status = new Interpreter(session).run(line);
            if (status == Interpreter.INTERRUPTED) {
                throw new InterruptedException();
            }
            session.loads().forEach(load -> load.generator().close());
            for (ServerProcess server : session.fleet().all()) {
                boolean hangs = hangs(server);
                anyHung |= hangs;
                anyCrashed |= !hangs && !endedInOrder(server);
            }
        }
        clean += status == 0 && !anyHung && !anyCrashed ? 1 : 0;
        failed += status != 0 ? 1 : 0;
        hung += anyHung ? 1 : 0;
        crashed += anyCrashed ? 1 : 0;
        if (firstBad == null && (status != 0 || anyHung || anyCrashed)) {
            firstBad = transcript;
        }
    }

    /** A server that nobody signalled may still run; then it must end when it is told to. */
    private static boolean hangs(ServerProcess server) throws InterruptedException {
        try {
            if (server.isAlive()) {
                SignalSender.send(server, List.of(Signal.TERM), Duration.ZERO);
            }
        } catch (LabException e) {
            if (server.isAlive()) {
                throw e;
            }
        }
        boolean hangs = !server.awaitEnd(LAST_GRACE);
        if (hangs) {
            server.kill();
        }
        return hangs;
    }

    private static boolean endedInOrder(ServerProcess server) {
        OptionalInt status = server.exitStatus();
        return server.log()
                .last("STOPPED")
                .flatMap(Transition::cause)
                .filter(cause -> server.kind().isOrderly(status.orElse(-1), cause.number()))
                .isPresent();
    }

    private void show(Screen screen, boolean json) {
        if (json) {
            ShellCommand.json(screen, new Row(line, done, clean, failed, crashed, hung));
        } else {
            print(screen);
        }
    }

    private void print(Screen screen) {
        Table table = new Table("RUNS", "CLEAN", "COMMAND FAILED", "SERVER CRASHED", "SERVER HUNG");
        table.row(done, clean, failed, crashed, hung);
        table.print(screen);
        if (firstBad != null) {
            screen.line(Style.TITLE.of("the first run that was not clean printed:"));
            firstBad.lines().forEach(each -> screen.foreign("  " + each));
        }
    }
}
