package signalkit.course.stress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ends a JVM of jcstress in which the learner's code blocks a thread forever.
 *
 * <p>jcstress itself would wait forever. The stacks of the threads in the learner's code are left
 * in a file.
 */
public final class SampleWatchdog {
    /** Name of the property with the file. */
    public static final String FILE = "signalkit.course.stuck";

    /** Name of the property with the time within which a sample has to end, in milliseconds. */
    public static final String PATIENCE = "signalkit.course.patience";

    private static final String LEARNERS = "lesson.";

    private final AtomicLong ended = new AtomicLong();

    private SampleWatchdog() {}

    /**
     * Begins to watch, until this JVM ends.
     *
     * @return what has to hear of each sample
     */
    public static SampleWatchdog begin() {
        SampleWatchdog watch = new SampleWatchdog();
        Thread thread = new Thread(watch::run, "watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    /** Says that one more sample has ended. */
    public void sampleEnded() {
        ended.incrementAndGet();
    }

    private void run() {
        long before = -1;
        while (ended.get() != before || stuck().isEmpty()) {
            before = ended.get();
            try {
                Thread.sleep(Long.getLong(PATIENCE));
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts this thread", e);
            }
        }
        try {
            Files.write(Path.of(System.getProperty(FILE)), stuck());
        } catch (IOException e) {
            e.printStackTrace();
        }
        Runtime.getRuntime().halt(1);
    }

    /** The threads in the learner's code, with their stacks down to it. */
    private static List<String> stuck() {
        List<String> lines = new ArrayList<>();
        Thread.getAllStackTraces()
                .forEach(
                        (thread, stack) -> {
                            List<String> frames = new ArrayList<>();
                            int depth = 0;
                            for (int i = 0; i < stack.length; i++) {
                                frames.add("    at " + stack[i]);
                                if (stack[i].getClassName().startsWith(LEARNERS)) {
                                    depth = i + 1;
                                }
                            }
                            if (depth > 0) {
                                lines.add("\"" + thread.getName() + "\" " + thread.getState());
                                lines.addAll(frames.subList(0, depth));
                            }
                        });
        return lines;
    }
}
