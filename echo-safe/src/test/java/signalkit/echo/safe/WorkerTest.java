package signalkit.echo.safe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import signalkit.echo.server.Journal;
import signalkit.event.EventBase;

/** A worker outlives the jobs that it runs. */
@Timeout(30)
class WorkerTest {
    /** Or there would be 200 stack traces of exceptions on purpose. */
    @BeforeAll
    static void logNoFailures() {
        System.setProperty("org.slf4j.simpleLogger.log." + Journal.class.getName(), "off");
    }

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    private final class Note extends Job {
        private final String name;
        private final RuntimeException failure;

        Note(String name, RuntimeException failure) {
            this.name = name;
            this.failure = failure;
        }

        @Override
        void run() {
            events.add("run " + name);
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        public void start(EventBase base, Runnable onEnd) {}

        @Override
        public void shutdown(Request request) {}

        @Override
        public void reject() {}

        @Override
        void free() {
            events.add("free " + name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private String next() throws InterruptedException {
        return events.poll(10, TimeUnit.SECONDS);
    }

    @RepeatedTest(200)
    void an_exception_costs_its_job_and_not_the_worker() throws Exception {
        WorkQueue queue = new WorkQueue();
        Journal journal = new Journal(true);
        queue.init(1, journal);
        assertTrue(queue.add(new Note("bad", new IllegalStateException("on purpose"))));
        assertTrue(queue.add(new Note("good", null)));
        for (String event : new String[] {"run bad", "free bad", "run good", "free good"}) {
            assertEquals(event, next());
        }
        queue.drain();
        queue.join();
        assertEquals(2, journal.run.get());
    }
}
