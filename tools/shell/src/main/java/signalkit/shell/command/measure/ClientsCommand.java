package signalkit.shell.command.measure;

import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import signalkit.lab.load.LoadGenerator;
import signalkit.lab.load.LoadPlan;
import signalkit.lab.load.LoadReport;
import signalkit.lab.server.ServerProcess;
import signalkit.shell.console.Screen;
import signalkit.shell.console.ShellException;
import signalkit.shell.interpreter.BackgroundLoad;
import signalkit.shell.interpreter.NumberRange;
import signalkit.shell.interpreter.Session;
import signalkit.shell.interpreter.ShellCommand;
import signalkit.shell.names.RunningServerNames;
import signalkit.shell.view.LoadView;

/** Lets clients talk to a server: each byte that comes back is checked, latency is measured. */
@Command(
        sortOptions = false,
        footer = {
            "Without N: shows the clients in the background.",
            "Examples: clients 8 --duration 5s",
            "          clients 4 --churn --background unsafe",
            "          clients --stop"
        })
final class ClientsCommand extends ShellCommand {
    private static final int MOST = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration FRAME = Duration.ofMillis(100);

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "N",
            description = "How many at once, 1 to 20000.")
    Integer count;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SERVER",
            completionCandidates = RunningServerNames.class,
            description = "The server's name. Default: the only one that runs.")
    String name;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Messages a second of all together. Default: as fast as echoes come.")
    double rate;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            defaultValue = "1024",
            description = "Of one message, 1 to 65536. Default: ${DEFAULT-VALUE}.")
    int size;

    @Option(
            names = "--churn",
            description = "Connect, send one message, get it back, close, over and over.")
    boolean churn;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "Default: 10s; in the background, until --stop or the server's end.")
    Duration duration;

    @Option(
            names = {"-b", "--background"},
            description = "Go on while other commands run.")
    boolean background;

    @Option(names = "--stop", description = "Stop the clients in the background and report.")
    boolean stop;

    ClientsCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (count == null) {
            return stop ? stopAll() : showAll();
        }
        if (stop) {
            throw ShellException.usage("give N to start clients or --stop to stop them, not both");
        }
        checkRanges();
        ServerProcess server = session().servers().running(name);
        LoadPlan plan = plan(server);
        LoadGenerator generator = new LoadGenerator(plan);
        generator.start();
        if (background) {
            if (duration != null) {
                generator.stopAfter(duration, PATIENCE);
            }
            session().add(new BackgroundLoad(server.name(), plan, generator));
            screen().line(count + " clients in the background; end them with: `clients --stop`");
            return 0;
        }
        return runInForeground(generator, server);
    }

    private void checkRanges() {
        NumberRange.check("N", count, 1, MOST);
        NumberRange.check("--size", size, 1, LoadPlan.LARGEST);
        NumberRange.check("--rate", rate, 0, 1_000_000);
    }

    private LoadPlan plan(ServerProcess server) {
        if (server.port() == 0) {
            throw ShellException.failed(server.name() + " is not ready; wait for READY");
        }
        return new LoadPlan(server.address(), count, size, rate, churn);
    }

    private int runInForeground(LoadGenerator generator, ServerProcess server)
            throws InterruptedException {
        try (generator) {
            generator.stopAfter(duration == null ? Duration.ofSeconds(10) : duration, PATIENCE);
            watch(generator);
            LoadReport report = generator.report();
            LoadView.print(screen(), report);
            explainWaits(server.workers());
            return report.isClean() ? 0 : ShellException.FAILED;
        }
    }

    /** Without a word, the longest latency looks like a fault of the server. */
    private void explainWaits(int workers) {
        if (workers > 0 && workers < count) {
            screen().line(
                            count
                                    + " clients shared "
                                    + (workers == 1 ? "1 worker" : workers + " workers")
                                    + ": a worker serves one client at a time, and the others"
                                    + " wait");
        }
    }

    private void watch(LoadGenerator generator) throws InterruptedException {
        try (Screen.LiveLine line = screen().live()) {
            while (!generator.awaitEnd(FRAME)) {
                line.show(LoadView.brief(generator.report()));
            }
        } catch (InterruptedException e) {
            // Ctrl-C ends the clients, not the report.
            generator.stop(PATIENCE);
            generator.awaitEnd(PATIENCE.plusSeconds(1));
        }
    }

    private List<BackgroundLoad> loads() {
        List<BackgroundLoad> loads = session().loads();
        if (loads.isEmpty()) {
            screen().line(
                            "no clients in the background; start some with: `clients 4"
                                    + " --background`");
        }
        return loads;
    }

    private int showAll() {
        for (BackgroundLoad load : loads()) {
            String state = load.generator().isRunning() ? "" : " (all have left)";
            screen().line(
                            load.plan().clients()
                                    + " on "
                                    + load.server()
                                    + state
                                    + ": "
                                    + LoadView.brief(load.generator().report()));
        }
        return 0;
    }

    private int stopAll() throws InterruptedException {
        boolean clean = true;
        for (BackgroundLoad load : loads()) {
            load.generator().stop(PATIENCE);
            load.generator().awaitEnd(PATIENCE.plusSeconds(1));
            session().remove(load);
            screen().line(load.plan().clients() + " clients on " + load.server() + ":");
            LoadReport report = load.generator().report();
            LoadView.print(screen(), report);
            clean &= report.isClean();
        }
        return clean ? 0 : ShellException.FAILED;
    }
}
