import ch.qos.logback.classic.LoggerContext;

/** A logger is made while the context is reset. */
public final class ResetContext {
    private ResetContext() {}

    public static void main(String[] arguments) throws InterruptedException {
        LoggerContext context = new LoggerContext();
        context.getLogger("a");
        Thread other = new Thread(() -> context.getLogger("b"), "other");
        other.start();
        context.reset();
        other.join();
    }
}
