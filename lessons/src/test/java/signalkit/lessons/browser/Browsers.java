package signalkit.lessons.browser;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Two browsers that work through a list of pages side by side, because a browser lets all but one
 * core idle. Each keeps its own progress.
 */
final class Browsers implements AutoCloseable {
    private static final int COUNT = 2;

    /** What is done with one page. */
    interface Task<T> {
        T with(Browser browser, String page) throws Exception;
    }

    /** The same without a result. */
    interface Trial {
        void with(Browser browser, String page) throws Exception;
    }

    private final BlockingQueue<Browser> idle = new ArrayBlockingQueue<>(COUNT);
    private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);

    /** Starts them; skips the test where there is no Chromium. */
    static Browsers open(Path site) {
        Browsers all = new Browsers();
        for (int i = 0; i < COUNT; i++) {
            all.idle.add(Browser.open(site));
        }
        return all;
    }

    /** One of them, for what only one has to do; not while both are at work. */
    Browser any() {
        return idle.element();
    }

    /** What is found on all pages, in their order. */
    List<String> find(List<String> pages, Task<List<String>> task) throws Exception {
        List<String> found = new ArrayList<>();
        for (Future<List<String>> each : start(pages, task)) {
            found.addAll(result(each));
        }
        return found;
    }

    /** A test for each page; all are under way when the first one is waited for. */
    Stream<DynamicTest> tests(List<String> pages, Trial trial) {
        List<Future<Void>> started =
                start(
                        pages,
                        (browser, page) -> {
                            trial.with(browser, page);
                            return null;
                        });
        return Stream.iterate(0, i -> i < pages.size(), i -> i + 1)
                .map(i -> dynamicTest(pages.get(i), () -> result(started.get(i))));
    }

    private <T> List<Future<T>> start(List<String> pages, Task<T> task) {
        return pages.stream()
                .map(
                        page ->
                                threads.submit(
                                        () -> {
                                            Browser browser = idle.take();
                                            try {
                                                return task.with(browser, page);
                                            } finally {
                                                idle.add(browser);
                                            }
                                        }))
                .toList();
    }

    /** The result, or what the task threw. */
    private static <T> T result(Future<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        idle.forEach(Browser::close);
    }
}
