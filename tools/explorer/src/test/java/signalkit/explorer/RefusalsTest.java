package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signalkit.explorer.Explored.explore;

import java.io.PipedReader;
import java.lang.ref.ReferenceQueue;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Scanner;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What waits where no schedule reaches it ends a search with its name, and never hangs it. */
class RefusalsTest {
    /** A thread that waits. */
    abstract static class Waiting implements Scenario {
        abstract void await() throws Exception;

        @Override
        public void prepare(Plan plan) {
            plan.thread(
                    "a",
                    () -> {
                        try {
                            await();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    });
        }
    }

    static final class Parks extends Waiting {
        @Override
        void await() {
            LockSupport.park();
        }
    }

    static final class Locks extends Waiting {
        private final ReentrantLock lock = new ReentrantLock();

        @Override
        void await() {
            lock.lock();
        }
    }

    static final class Acquires extends Waiting {
        private final Semaphore semaphore = new Semaphore(0);

        @Override
        void await() throws Exception {
            semaphore.acquire();
        }
    }

    static final class CountsDown extends Waiting {
        private final CountDownLatch latch = new CountDownLatch(1);

        @Override
        void await() throws Exception {
            latch.await();
        }
    }

    static final class Takes extends Waiting {
        private final LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();

        @Override
        void await() throws Exception {
            queue.take();
        }
    }

    static final class Gets extends Waiting {
        private final CompletableFuture<String> future = new CompletableFuture<>();

        @Override
        void await() throws Exception {
            future.get();
        }
    }

    static final class Starts extends Waiting {
        @Override
        void await() {
            new Thread(() -> {}).start();
        }
    }

    static final class Joins extends Waiting {
        private final Thread other = Thread.currentThread();

        @Override
        void await() throws Exception {
            other.join(1_000);
        }
    }

    static final class Submits extends Waiting {
        private final ExecutorService pool = Executors.newCachedThreadPool();

        @Override
        void await() {
            pool.submit(() -> {});
            pool.shutdown();
        }
    }

    static final class Receives extends Waiting {
        private DatagramSocket socket;

        @Override
        void await() throws Exception {
            socket.receive(new DatagramPacket(new byte[1], 1));
        }
    }

    static final class Selects extends Waiting {
        private Selector selector;

        @Override
        void await() throws Exception {
            selector.select();
        }
    }

    static final class Reads extends Waiting {
        private final PipedReader reader = new PipedReader();

        @Override
        void await() throws Exception {
            reader.read();
        }
    }

    static final class Listens extends Waiting {
        @Override
        void await() throws Exception {
            new ServerSocket(0).close();
        }
    }

    static final class Accepts extends Waiting {
        @Override
        void await() throws Exception {
            Callable<Socket> accept = SocketFactory.getDefault()::createSocket;
            accept.call();
        }
    }

    static final class StartsAProcess extends Waiting {
        @Override
        void await() throws Exception {
            Callable<Process> start = new ProcessBuilder("true")::start;
            start.call();
        }
    }

    static final class Executes extends Waiting {
        @Override
        void await() throws Exception {
            Runtime.getRuntime().exec(new String[] {"true"});
        }
    }

    static final class Scans extends Waiting {
        @Override
        void await() {
            new Scanner(System.in, StandardCharsets.UTF_8).nextLine();
        }
    }

    /** Nothing is ever put there; and to the explorer this is a call like any other. */
    static final class Removes extends Waiting {
        private final ReferenceQueue<String> queue = new ReferenceQueue<>();

        @Override
        void await() throws Exception {
            queue.remove();
        }
    }

    @Test
    void a_wait_that_nobody_knows_is_noticed_and_shown_with_the_stack_and_the_schedule() {
        Bounds alone = Explored.BOUNDS.withWorkers(1);
        Result result = Explorer.explore(ScenarioCode.of(Removes.class), alone);

        Result.Failure failure = result.failure().orElseThrow();
        assertEquals(FindingKind.REFUSED, failure.finding().kind());
        String text = failure.finding().text();
        assertTrue(text.contains("ReferenceQueue.remove"), text);
        assertTrue(text.contains("RefusalsTest$Removes.await"), text);
        assertEquals(Schedule.PLAIN, failure.schedule());
    }

    static final class Polls extends Waiting {
        private final LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();

        @Override
        void await() throws Exception {
            queue.poll(1, TimeUnit.SECONDS);
        }
    }

    static final class Pauses extends Waiting {
        @Override
        void await() throws Exception {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    static final class Schedules extends Waiting {
        @Override
        void await() {
            TimerTask task =
                    new TimerTask() {
                        @Override
                        public void run() {}
                    };
            new Timer(true).schedule(task, 1);
        }
    }

    static final class Forks extends Waiting {
        private final List<Integer> numbers = List.of(1);

        @Override
        void await() {
            numbers.parallelStream().count();
        }
    }

    static final class Supplies extends Waiting {
        @Override
        void await() {
            CompletableFuture.supplyAsync(() -> "");
        }
    }

    static final class Exits extends Waiting {
        @Override
        void await() {
            System.exit(0);
        }
    }

    /** Its own class inherits what is refused. */
    static final class StartsItsOwn extends Waiting {
        static final class Own extends Thread {}

        @Override
        void await() {
            new Own().start();
        }
    }

    static final class Interrupts extends Waiting {
        @Override
        void await() {
            Thread.currentThread().interrupt();
        }
    }

    static final class Asks extends Waiting {
        @Override
        void await() throws Exception {
            System.in.read();
        }
    }

    static final class Hooks extends Waiting {
        @Override
        void await() {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));
        }
    }

    static Stream<Arguments> waits() {
        return Stream.of(
                Arguments.of(Forks.class, "List.parallelStream", "a thread pool"),
                Arguments.of(Asks.class, "System.in", "Pipe"),
                Arguments.of(Scans.class, "System.in", "Pipe"),
                Arguments.of(Reads.class, "PipedReader.read", "Pipe"),
                Arguments.of(Listens.class, "new java.net.ServerSocket", "Pipe"),
                Arguments.of(Accepts.class, "SocketFactory.getDefault", "Pipe"),
                Arguments.of(StartsAProcess.class, "ProcessBuilder.start", "a thread"),
                Arguments.of(Executes.class, "Runtime.exec", "a thread"),
                Arguments.of(Receives.class, "DatagramSocket.receive", "Pipe"),
                Arguments.of(Selects.class, "Selector.select", "Pipe"));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void a_foreign_wait_is_refused_with_its_name_its_place_and_the_replacement(
            Class<? extends Scenario> type, String name, String replacement) {
        Result result = explore(type);

        assertTrue(result.failure().isPresent(), result::toString);
        Finding finding = result.failure().get().finding();
        assertEquals(FindingKind.REFUSED, finding.kind(), finding::toString);
        String place = name + " at RefusalsTest$" + type.getSimpleName() + ".";
        assertTrue(finding.text().contains(place), finding::text);
        assertTrue(finding.text().contains("await"), finding::text);
        assertTrue(finding.text().contains("; use "), finding::text);
        assertTrue(finding.text().contains(replacement), finding::text);
    }

    static Stream<Arguments> modelled() {
        return Stream.of(
                Arguments.of(
                        Parks.class, "lost wake up: main waits for the end of a, a waits for an"),
                Arguments.of(Takes.class, "lost wake up: main waits for the end of a, a waits for"),
                Arguments.of(Polls.class, "proved"),
                Arguments.of(Gets.class, "lost wake up: main waits for the end of a, a waits for"),
                Arguments.of(Supplies.class, "proved"),
                Arguments.of(Submits.class, "proved"),
                Arguments.of(Schedules.class, "proved"),
                Arguments.of(Locks.class, "proved"),
                Arguments.of(Acquires.class, "lost wake up: main waits for the end of a, a waits"),
                Arguments.of(CountsDown.class, "lost wake up: main waits for the end of a"),
                Arguments.of(Starts.class, "proved"),
                Arguments.of(StartsItsOwn.class, "proved"),
                Arguments.of(Pauses.class, "proved"),
                Arguments.of(Interrupts.class, "proved"),
                Arguments.of(Hooks.class, "proved"),
                Arguments.of(Exits.class, "proved"),
                Arguments.of(Joins.class, "proved"));
    }

    /** These were refused once. */
    @ParameterizedTest
    @MethodSource("modelled")
    void what_a_model_stands_for_is_explored(Class<? extends Scenario> type, String verdict) {
        String text = explore(type).toString();

        assertTrue(text.startsWith(type.getSimpleName() + ": " + verdict), text);
    }

    static final class ListsStacks extends Waiting {
        @Override
        void await() {
            Thread.getAllStackTraces();
        }
    }

    @Test
    void a_method_that_a_model_lacks_is_refused_by_name_and_place() {
        String text = explore(ListsStacks.class).toString();

        String place =
                "refused: java.lang.Thread.getAllStackTraces at RefusalsTest$ListsStacks.await(";
        assertTrue(text.contains(place), text);
        assertTrue(text.contains("leave it out"), text);
    }
}
