package signalkit.shell.view;

import signalkit.lab.server.ServerLog;
import signalkit.lab.server.ServerProcess;
import signalkit.shell.console.Screen;

/** Shows what a server prints while it prints it. */
public final class LogView {
    private LogView() {}

    /**
     * Prints the last lines of the log, and all that follow until the server closes it.
     *
     * @param screen where to
     * @param server whose log
     * @param last how many of the lines that are there already
     * @throws InterruptedException when somebody has seen enough
     */
    public static void follow(Screen screen, ServerProcess server, int last)
            throws InterruptedException {
        ServerLog.Batch batch = server.log().follow(0);
        int size = batch.lines().size();
        batch.lines().subList(Math.max(0, size - last), size).forEach(screen::foreign);
        while (!batch.ended()) {
            batch = server.log().follow(batch.next());
            batch.lines().forEach(screen::foreign);
        }
    }
}
