package signalkit.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import signalkit.cli.Style;
import signalkit.lab.diagnosis.Health;
import signalkit.lab.server.ServerProcess;
import signalkit.shell.console.Table;
import signalkit.shell.console.TerminalScreen;
import signalkit.shell.interpreter.BackgroundLoad;
import signalkit.shell.interpreter.Session;
import signalkit.shell.view.StateView;

/**
 * The last line of the terminal: each server and its state, and the clients in the background.
 *
 * <p>It is drawn while the shell waits for a line and stays below what a command prints; while a
 * command runs it only follows the window.
 */
final class StatusBar implements AutoCloseable {
    private static final String PART = Style.FAINT.of(" · ");

    /** How long after a command a server that may hang is looked at, each time. */
    private static final long[] LOOKS_MILLIS = {300, 1_000, 2_500, 6_000};

    /** Servers that have ended and are still worth a place. */
    private static final int ENDED = 2;

    private final TerminalScreen screen;
    private final Session session;
    private final Map<ServerProcess, Health> seen = new ConcurrentHashMap<>();
    private final Set<ServerProcess> announced = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService doctor =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "health of servers");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final List<Future<?>> looks = new ArrayList<>();

    StatusBar(TerminalScreen screen, Session session) {
        this.screen = screen;
        this.session = session;
    }

    /** Looks now and a little later for servers that hang; called by the shell's own thread. */
    void examine(LineReader reader) {
        looks.forEach(look -> look.cancel(false));
        looks.clear();
        if (session.fleet().running().isEmpty()) {
            return;
        }
        for (long millis : LOOKS_MILLIS) {
            looks.add(doctor.schedule(() -> look(reader), millis, TimeUnit.MILLISECONDS));
        }
    }

    private void look(LineReader reader) {
        boolean changed = false;
        try {
            for (ServerProcess server : session.fleet().running()) {
                Health health = server.isDisturbed() ? Health.of(server) : Health.glance(server);
                Health before = seen.put(server, health);
                changed |= !health.equals(before);
                boolean hung = health.state().equals(Health.HUNG);
                if (hung && reader.isReading() && announced.add(server)) {
                    String why = health.why().orElse("");
                    String line = StateView.explain(server.name(), Health.HUNG, why);
                    reader.printAbove(screen.fitted(line));
                }
            }
        } catch (InterruptedException closing) {
            return;
        }
        if (changed) {
            stateChanged(reader);
        }
    }

    /** Shows the bar as it should be now; called by the shell's own thread. */
    void refresh() {
        screen.bar(text());
    }

    /** Shows the bar anew while the shell waits for a line; called by any thread. */
    void stateChanged(LineReader reader) {
        if (reader.isReading()) {
            try {
                refresh();
                reader.callWidget(LineReader.REDISPLAY);
            } catch (IllegalStateException justEnded) {
                // The line was entered meanwhile; the next prompt shows the bar.
            }
        }
    }

    private AttributedString text() {
        List<String> parts = new ArrayList<>();
        List<ServerProcess> ended =
                session.fleet().all().stream().filter(each -> !each.isAlive()).toList();
        session.fleet().running().forEach(server -> parts.add(describe(server)));
        ended.stream()
                .skip(Math.max(0, ended.size() - ENDED))
                .forEach(server -> parts.add(describe(server)));
        for (BackgroundLoad load : session.loads()) {
            parts.add(
                    Table.count(load.generator().report().open()) + " clients on " + load.server());
        }
        return screen.styled(
                parts.isEmpty() ? Style.FAINT.of("no servers") : String.join(PART, parts));
    }

    private String describe(ServerProcess server) {
        String name = Style.TITLE.of(server.name());
        Health now = Health.glance(server);
        Health last = seen.getOrDefault(server, now);
        boolean hangs = server.isAlive() && last.state().equals(Health.HUNG);
        String state = hangs ? Health.HUNG : now.state();
        String more =
                !server.isAlive()
                        ? " " + server.exitStatus().orElse(0)
                        : state.equals(Health.SUSPENDED) ? " (send CONT)" : " :" + server.port();
        return name + " " + StateView.style(state).of(state) + more;
    }

    @Override
    public void close() {
        doctor.shutdownNow();
        screen.closeBar();
    }
}
