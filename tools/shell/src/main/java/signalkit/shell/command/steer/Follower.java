package signalkit.shell.command.steer;

import java.time.Duration;
import java.util.List;
import signalkit.lab.LabException;
import signalkit.lab.server.ServerLog;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.SignalSender;
import signalkit.posix.Signal;
import signalkit.shell.console.Screen;

/**
 * Prints what a server logs from its start to its end, and passes Ctrl-C on to it.
 *
 * <p>A server that hangs never ends, so the follower gives it {@value #PATIENCE_SECONDS} seconds
 * after the first Ctrl-C. For one thread.
 */
final class Follower {
    private static final int PATIENCE_SECONDS = 12;

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Screen screen;
    private final ServerProcess server;
    private long next;
    private boolean atEnd;
    private long deadline;

    Follower(Screen screen, ServerProcess server) {
        this.screen = screen;
        this.server = server;
    }

    /** Returns when all that the server has ever logged is printed. */
    void run() {
        boolean asked = false;
        while (!atEnd) {
            try {
                if (asked) {
                    asked = false;
                    sendInt();
                }
                follow();
            } catch (InterruptedException e) {
                asked = true;
            }
        }
    }

    private void follow() throws InterruptedException {
        while (!atEnd) {
            ServerLog.Batch batch =
                    deadline == 0 ? server.log().follow(next) : server.log().follow(next, LOOK);
            batch.lines().forEach(screen::foreign);
            next = batch.next();
            atEnd = batch.ended();
            if (!atEnd && deadline != 0 && System.nanoTime() - deadline > 0) {
                throw StopCommand.notEnded(server, Duration.ofSeconds(PATIENCE_SECONDS));
            }
        }
    }

    /** From the first one on, the server has to come to its end. */
    private void sendInt() throws InterruptedException {
        if (deadline == 0) {
            deadline = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        }
        try {
            SignalSender.send(server, List.of(Signal.INT), Duration.ZERO);
        } catch (LabException e) {
            if (server.isAlive()) {
                throw e;
            }
        }
    }
}
