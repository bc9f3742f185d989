package signalkit.shell.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import signalkit.lab.server.Launcher;
import signalkit.shell.console.ShellException;

/** A handler that the kernel itself runs on top of a Java thread: the program of tools/native. */
final class NativeDeadlockDemo implements Demo.Script {
    private static final String JAR = "tools/native/target/native.jar";

    @Override
    public void play(Stage stage) throws InterruptedException {
        stage.chapter("Not emulated: the kernel runs a handler in C, which calls Java");
        try {
            Process process =
                    new ProcessBuilder(Launcher.tool(JAR, List.of()))
                            .redirectErrorStream(true)
                            .start();
            try {
                int status = show(process, stage);
                if (status != 0) {
                    throw ShellException.failed(JAR + " ended with status " + status);
                }
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw ShellException.failed("cannot run " + JAR + ": " + e.getMessage());
        }
    }

    /** The reader is a thread of its own, since nothing interrupts a read from a pipe. */
    private static int show(Process process, Stage stage) throws InterruptedException {
        BufferedReader output = process.inputReader();
        Thread printer =
                new Thread(
                        () -> output.lines().forEach(line -> stage.screen().foreign("  " + line)),
                        "output of native-deadlock");
        printer.setDaemon(true);
        printer.start();
        int status = process.waitFor();
        printer.join(TimeUnit.SECONDS.toMillis(1));
        return status;
    }
}
