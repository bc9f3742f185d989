package signalkit.shell.top;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import signalkit.cli.Paragraph;
import signalkit.cli.Style;
import signalkit.lab.diagnosis.Diagnosis;
import signalkit.lab.diagnosis.Health;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.Snapshot;
import signalkit.posix.inspect.LockInfo;
import signalkit.posix.inspect.ThreadReport;
import signalkit.shell.view.StateView;

/** One picture of the live view: lines with markup for a window of some size. */
final class TopView {
    static final String KEYS =
            "q quit   tab next server   t TERM  i INT  h HUP  u USR1  s STOP  c CONT  k KILL";

    private static final String KEYS_IF_NARROW =
            "q tab  t TERM i INT h HUP u USR1 s STOP c CONT k KILL";

    private static final int NAME = 15;
    private static final int STATE = 14;
    private static final int LEAST_LOG = 3;

    private final int width;
    private final int height;
    private final List<String> lines = new ArrayList<>();

    TopView(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** The picture of some servers, one of which is shown in full. */
    List<String> lines(
            List<ServerProcess> servers, int chosen, Health health, Optional<Snapshot> snapshot) {
        servers(servers, chosen, health);
        ServerProcess server = servers.get(chosen);
        health.why()
                .ifPresent(
                        why ->
                                Paragraph.wrap(
                                                server.name() + " is " + health.state() + ": ",
                                                why,
                                                width)
                                        .forEach(line -> add(Style.BAD, line)));
        snapshot.ifPresent(this::inside);
        log(server);
        while (lines.size() < height - 1) {
            lines.add("");
        }
        List<String> picture = new ArrayList<>(lines.subList(0, height - 1));
        picture.add(Style.FAINT.of(cut(KEYS.length() <= width ? KEYS : KEYS_IF_NARROW)));
        return picture;
    }

    private void servers(List<ServerProcess> servers, int chosen, Health health) {
        add(
                Style.TITLE,
                column("SERVER", NAME) + column("STATE", STATE) + column("PORT", 8) + "PID");
        for (int i = 0; i < servers.size(); i++) {
            ServerProcess server = servers.get(i);
            String state = i == chosen ? health.state() : Health.glance(server).state();
            String mark = i == chosen ? "▶ " : "  ";
            lines.add(
                    Style.TITLE.of(column(mark + server.name(), NAME))
                            + StateView.style(state).of(column(state, STATE))
                            + column(Integer.toString(server.port()), 8)
                            + server.pid());
        }
    }

    private void inside(Snapshot snapshot) {
        lines.add("");
        add(
                Style.TITLE,
                column("THREAD", NAME) + column("STATE", STATE) + "WAITS FOR, CALL, SIGNALS");
        for (ThreadReport thread : snapshot.threads()) {
            boolean handles = !thread.getHandlers().isEmpty();
            String row = column(thread.getName(), NAME) + column(thread.getState(), STATE);
            for (String line : Paragraph.wrap(row, about(thread), width)) {
                lines.add(handles ? Style.BAD.of(cut(line)) : cut(line));
            }
        }
        lines.add("");
        add(Style.TITLE, column("LOCK", NAME) + column("HELD BY", STATE) + "WAITING");
        snapshot.locks().stream()
                .sorted(Comparator.comparing(LockInfo::getName))
                .filter(lock -> lock.getOwner() != null || !lock.getWaiters().isEmpty())
                .forEach(lock -> lines.add(cut(row(lock))));
        lines.add(
                cut(
                        column("connections", NAME)
                                + snapshot.counters().getOrDefault("accepted", 0L)
                                + " accepted, "
                                + snapshot.queue().size()
                                + " wait in the queue"));
    }

    private static String row(LockInfo lock) {
        String owner = lock.getOwner() == null ? "-" : lock.getOwner();
        return column(lock.getName(), NAME)
                + column(owner, STATE)
                + String.join(", ", lock.getWaiters());
    }

    private static String about(ThreadReport thread) {
        List<String> parts = new ArrayList<>();
        if (thread.getWaitsFor() != null) {
            parts.add("waits for " + thread.getWaitsFor());
        }
        note(parts, "in the handler of", thread.getHandlers());
        Diagnosis.framesOfInterest(thread.getStack()).stream()
                .findFirst()
                .ifPresent(frame -> parts.add(frame.replaceFirst("signalkit\\.([a-z]+\\.)+", "")));
        note(parts, "blocked", thread.getBlocked());
        note(parts, "pending", thread.getPending());
        return String.join("; ", parts);
    }

    private static void note(List<String> parts, String what, List<String> signals) {
        if (!signals.isEmpty()) {
            parts.add(what + " " + String.join(" ", signals));
        }
    }

    /** As many of the last lines as there is room for. */
    private void log(ServerProcess server) {
        lines.add("");
        add(Style.TITLE, "LOG");
        List<String> log = server.log().lines();
        int room = Math.max(LEAST_LOG, height - 1 - lines.size());
        for (String line : log.subList(Math.max(0, log.size() - room), log.size())) {
            lines.add(cut(line.replaceAll("\\p{Cntrl}", "·")));
        }
    }

    private void add(Style style, String text) {
        lines.add(style.of(cut(text)));
    }

    private String cut(String text) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
    }

    private static String column(String text, int width) {
        return text.length() < width
                ? text + " ".repeat(width - text.length())
                : text.substring(0, width - 2) + "… ";
    }
}
