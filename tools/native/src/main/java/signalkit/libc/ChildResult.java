package signalkit.libc;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One {@link InterruptedChild}, from its start to its end, which is by KILL when it is stuck.
 *
 * @param ending what became of it
 * @param detail the stack of the stuck thread, or what else there is to say, line by line
 */
record ChildResult(Ending ending, List<String> detail) {
    private static final long DEADLINE_SECONDS = 20;

    /** A deadlock is one that lasts; nothing in the child could end it. */
    private static final long STILL_STUCK_MILLIS = 200;

    /** No core, no crash report, no table of counters, no socket of the attach mechanism. */
    static final List<String> LEAVE_NOTHING =
            List.of(
                    "-XX:-CreateCoredumpOnCrash",
                    "-XX:+ErrorFileToStdout",
                    "-XX:-UsePerfData",
                    "-XX:+DisableAttachMechanism");

    /** What became of a child. */
    enum Ending {
        /** The worker waits for a lock that it holds itself. */
        DEADLOCKED,
        /** The handler saw half a transfer. */
        TORN,
        /** The handler saw a whole state, and the child ended with status 0. */
        CLEAN,
        /** Anything else: it crashed, or said nothing in time. */
        FAILED
    }

    /** Runs a child to its end; it, its files and its watcher are gone afterwards. */
    static ChildResult of(InterruptedChild.Trial trial) throws IOException, InterruptedException {
        Process child = start(trial);
        Thread limit = limit(child);
        try (BufferedReader lines = child.inputReader()) {
            return judge(child, lines);
        } finally {
            limit.interrupt();
            child.destroyForcibly().waitFor();
        }
    }

    private static Process start(InterruptedChild.Trial trial) throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("env", "--block-signal=TERM"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xrs", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"));
        command.addAll(LEAVE_NOTHING);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(InterruptedChild.class.getName());
        command.add(trial.name());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Kills the child at the deadline, which ends its output and with it the reading. */
    private static Thread limit(Process child) {
        Thread limit =
                new Thread(
                        () -> {
                            try {
                                child.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
                                child.destroyForcibly();
                            } catch (InterruptedException judged) {
                                // There is nothing left to limit.
                            }
                        },
                        "deadline of " + child.pid());
        limit.setDaemon(true);
        limit.start();
        return limit;
    }

    private static ChildResult judge(Process child, BufferedReader lines)
            throws IOException, InterruptedException {
        List<String> said = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(InterruptedChild.READY)) {
                child.toHandle().destroy(); // TERM; Process.destroy would close the pipes, too.
            } else if (line.equals(InterruptedChild.END)) {
                return stuck(child, said);
            } else {
                said.add(line);
            }
        }
        int status = child.waitFor();
        String last = said.isEmpty() ? "" : said.get(said.size() - 1);
        if (status == 0 && last.startsWith(InterruptedChild.DONE)) {
            return new ChildResult(last.contains("torn") ? Ending.TORN : Ending.CLEAN, said);
        }
        said.add("exit status " + status);
        return new ChildResult(Ending.FAILED, said);
    }

    private static ChildResult stuck(Process child, List<String> said) throws InterruptedException {
        if (child.waitFor(STILL_STUCK_MILLIS, TimeUnit.MILLISECONDS)) {
            return new ChildResult(Ending.FAILED, List.of("it ended by itself after all"));
        }
        List<String> stack = said.subList(said.indexOf(InterruptedChild.STUCK) + 1, said.size());
        return new ChildResult(Ending.DEADLOCKED, List.copyOf(stack));
    }
}
