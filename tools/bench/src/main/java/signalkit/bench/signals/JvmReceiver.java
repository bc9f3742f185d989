package signalkit.bench.signals;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/**
 * A receiver in Java, for the sender in C: it writes the time of each action on TERM.
 *
 * <p>On Linux {@link System#nanoTime} reads CLOCK_MONOTONIC, as the sender does.
 */
final class JvmReceiver {
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private JvmReceiver() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (SignalWay.of(arguments[0]) == SignalWay.JVM_HOOK) {
            Runtime.getRuntime().addShutdownHook(new Thread(JvmReceiver::act));
        } else {
            Signal.handle(new Signal("TERM"), signal -> act());
            Signal.handle(new Signal("WINCH"), signal -> say("mark"));
        }
        say("ready");
        new CountDownLatch(1).await();
    }

    private static void act() {
        say(Long.toString(System.nanoTime()));
    }

    /** One write, so that lines of two threads do not mix. */
    private static void say(String line) {
        try {
            OUT.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
