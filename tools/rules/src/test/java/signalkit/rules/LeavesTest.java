package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.Selector;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import signalkit.annotations.HandlerContext;

/** Verdicts on methods of the JDK and of libraries, and on what they call back. */
class LeavesTest {
    /** The kinds and sinks, since each fixture has one handler for each construct. */
    private static List<String> sinks(Class<?> fixture) {
        return Verdicts.on(fixture).stream()
                .map(f -> f.replaceAll("^(\\w+): .* → (?:new )?(?:[a-z0-9]+\\.)*", "$1 "))
                .map(f -> f.replaceAll("\\(.*", ""))
                .toList();
    }

    static class LockFree {
        private final AtomicLong number = new AtomicLong();
        private final AtomicReference<String> reference = new AtomicReference<>();
        private final CountDownLatch latch = new CountDownLatch(1);
        private final StringBuilder text = new StringBuilder(100);
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(16);
        private final ThreadLocal<Integer> local = new ThreadLocal<>();
        private final ConcurrentHashMap<String, String> map = new ConcurrentHashMap<>();
        private final CopyOnWriteArrayList<String> list = new CopyOnWriteArrayList<>();
        private final LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
        volatile Object seen;
        volatile long time;
        volatile int size;

        @HandlerContext
        void onSignal() {
            number.getAndAdd(2);
            reference.set("x");
            latch.countDown();
            text.setLength(0);
            text.append("caught ").append(15);
            buffer.put(0, (byte) 1);
            local.set(null);
            seen = local.get();
            seen = map.get("x");
            seen = list.get(0);
            size = queue.size();
            time = System.nanoTime() + System.currentTimeMillis();
            seen = Thread.currentThread().getName();
            Thread.currentThread().interrupt();
            seen = System.getProperty("user.dir");
        }
    }

    @Test
    void what_takes_no_lock_is_fine() {
        assertEquals(List.of(), Verdicts.on(LockFree.class));
    }

    static class Waking {
        volatile Thread waiter;

        @HandlerContext
        void onSignal() {
            LockSupport.unpark(waiter);
        }

        @HandlerContext
        void halt() {
            Runtime.getRuntime().halt(1);
        }
    }

    @Test
    void unpark_and_halt_are_for_the_strict_profile() {
        assertEquals(List.of(), Verdicts.on(Waking.class));
        assertEquals(2, Verdicts.strictOn(Waking.class).size());
    }

    static class InterruptOther {
        volatile Thread worker;

        @HandlerContext
        void onSignal() {
            worker.interrupt();
        }
    }

    @Test
    void interrupting_another_thread_takes_a_lock() {
        assertEquals(List.of("LOCK Thread.interrupt"), sinks(InterruptOther.class));
    }

    static class Queues {
        private final LinkedBlockingQueue<String> linked = new LinkedBlockingQueue<>();
        private final ArrayBlockingQueue<String> array = new ArrayBlockingQueue<>(3);
        private final PriorityBlockingQueue<String> sorted = new PriorityBlockingQueue<>();
        volatile boolean done;
        volatile int size;

        @HandlerContext
        void onSignal() {
            done = linked.offer("x") && array.offer("x") && sorted.offer("x");
            size = array.size();
        }
    }

    @Test
    void blocking_queues_take_locks() {
        assertEquals(
                List.of(
                        "LOCK LinkedBlockingQueue.offer",
                        "LOCK ArrayBlockingQueue.offer",
                        "LOCK PriorityBlockingQueue.offer",
                        "LOCK ArrayBlockingQueue.size"),
                sinks(Queues.class));
    }

    static class QueueByInterface {
        private final BlockingQueue<String> linked = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> array = new ArrayBlockingQueue<>(3);
        volatile BlockingQueue<String> any;
        volatile int size;

        @HandlerContext
        void linked() {
            size = linked.size();
        }

        @HandlerContext
        void array() {
            size = array.size();
        }

        @HandlerContext
        void any() {
            size = any.size();
        }
    }

    @Test
    void the_receivers_class_decides_where_it_is_known() {
        assertEquals(
                List.of(
                        "LOCK: QueueByInterface.array() →"
                                + " java.util.concurrent.ArrayBlockingQueue.size()",
                        "UNVERIFIED: QueueByInterface.any() →"
                                + " java.util.concurrent.BlockingQueue.size()"),
                Verdicts.on(QueueByInterface.class));
    }

    static class CopyOnWrite {
        private final CopyOnWriteArrayList<String> list = new CopyOnWriteArrayList<>();

        @HandlerContext
        void onSignal() {
            list.add("x");
        }
    }

    @Test
    void a_write_to_a_copy_on_write_list_locks() {
        assertEquals(List.of("LOCK CopyOnWriteArrayList.add"), sinks(CopyOnWrite.class));
    }

    static class Synchronised {
        private final Hashtable<String, String> table = new Hashtable<>();
        private final Vector<String> vector = new Vector<>();
        private final StringBuffer buffer = new StringBuffer();
        private final List<String> list = Collections.synchronizedList(new Vector<>());

        @HandlerContext
        void onSignal() {
            table.put("a", "b");
            vector.add("x");
            buffer.append("x");
            list.add("x");
        }
    }

    @Test
    void old_collections_and_synchronized_wrappers_lock() {
        assertEquals(
                List.of(
                        "LOCK Hashtable.put",
                        "LOCK Vector.add",
                        "LOCK StringBuffer.append",
                        "LOCK Collections$SynchronizedList.add"),
                sinks(Synchronised.class));
    }

    static class Iteration {
        volatile Iterable<String> names;
        volatile int length;

        @HandlerContext
        void onSignal() {
            for (String name : names) {
                length = name.length();
            }
        }
    }

    @Test
    void iteration_is_an_interface_call() {
        assertTrue(sinks(Iteration.class).contains("UNVERIFIED Iterable.iterator"));
    }

    static class RawWrite {
        private final FileOutputStream out;
        private final byte[] line = {'x', '\n'};

        RawWrite(FileOutputStream out) {
            this.out = out;
        }

        @HandlerContext
        void onSignal() throws IOException {
            out.write(line);
        }
    }

    @Test
    void a_raw_write_is_fine() {
        assertEquals(List.of(), Verdicts.on(RawWrite.class));
        assertEquals(List.of(), Verdicts.strictOn(RawWrite.class));
    }

    static class Io {
        volatile FileChannel channel;
        volatile Selector selector;
        volatile DatagramSocket socket;
        volatile ByteBuffer buffer;
        volatile DatagramPacket packet;

        @HandlerContext
        void onSignal() throws IOException {
            channel.write(buffer);
            selector.wakeup();
            socket.send(packet);
        }
    }

    @Test
    void channels_selectors_and_sockets_are_not() {
        assertEquals(
                List.of("IO FileChannel.write", "LOCK Selector.wakeup", "IO DatagramSocket.send"),
                sinks(Io.class));
    }

    static class Logging {
        private static final Logger LOG = LoggerFactory.getLogger(Logging.class);
        private static final System.Logger SYSTEM = System.getLogger("x");

        @HandlerContext
        void onSignal() {
            LOG.debug("caught");
            SYSTEM.log(System.Logger.Level.DEBUG, "caught");
        }
    }

    @Test
    void logging_is_reported_whatever_its_level() {
        assertEquals(List.of("LOG Logger.debug", "LOG System$Logger.log"), sinks(Logging.class));
    }

    static class Time {
        volatile Object seen;

        @HandlerContext
        void instant() {
            seen = Instant.now();
        }

        @HandlerContext
        void local() {
            seen = LocalDateTime.now();
        }
    }

    @Test
    void an_instant_is_cold_and_a_local_date_is_refused() {
        assertTrue(sinks(Time.class).contains("FIRST_USE LocalDateTime.now"));
        assertTrue(
                Verdicts.strictOn(Time.class)
                        .contains("ALLOCATE: Time.instant() → java.time.Instant.now()"));
    }

    static class Threads {
        volatile ExecutorService pool;

        @HandlerContext
        void onSignal() {
            new Thread(() -> System.out.println("elsewhere")).start();
            pool.submit(() -> System.out.println("elsewhere"));
        }
    }

    @Test
    void making_threads_is_reported_and_what_they_run_is_not() {
        List<String> sinks = sinks(Threads.class);
        assertTrue(sinks.contains("THREAD Thread.start"), sinks.toString());
        assertTrue(sinks.contains("THREAD ExecutorService.submit"), sinks.toString());
        assertTrue(sinks.stream().noneMatch(s -> s.startsWith("IO")), sinks.toString());
    }

    static class Exit {
        @HandlerContext
        void onSignal() {
            System.exit(1);
        }
    }

    @Test
    void exit_is_reported_and_halt_is_recommended() {
        assertEquals(List.of("EXIT System.exit"), sinks(Exit.class));
        assertTrue(Verdicts.textsOn(Exit.class).get(0).contains("Runtime.halt is Java's _exit"));
    }

    static class Loading {
        volatile Object seen;

        @HandlerContext
        void onSignal() {
            seen = ServiceLoader.load(Runnable.class);
            seen = ByteBuffer.allocateDirect(8);
        }
    }

    @Test
    void services_and_direct_buffers_are_reported() {
        assertEquals(
                List.of("FIRST_USE ServiceLoader.load", "LOCK ByteBuffer.allocateDirect"),
                sinks(Loading.class));
    }

    static class Allocation {
        volatile Object seen;

        @HandlerContext
        void onSignal() {
            seen = new Object();
            seen = new byte[3];
            seen = new String[3][4];
            seen = Integer.valueOf(1234);
        }
    }

    @Test
    void allocation_is_for_the_strict_profile() {
        assertEquals(List.of(), Verdicts.on(Allocation.class));
        assertEquals(
                List.of(
                        "ALLOCATE: Allocation.onSignal() → new java.lang.Object",
                        "ALLOCATE: Allocation.onSignal() → new primitive array",
                        "ALLOCATE: Allocation.onSignal() → new java.lang.String[][]",
                        "ALLOCATE: Allocation.onSignal() → java.lang.Integer.valueOf(int)"),
                Verdicts.strictOn(Allocation.class));
    }
}
