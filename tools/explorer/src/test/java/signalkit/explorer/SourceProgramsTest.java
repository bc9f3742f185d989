package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Programs that this module's compiler settings do not take: newer ones, and JVM signals. */
class SourceProgramsTest {
    @TempDir private Path folder;

    private String verdict(String source) throws IOException {
        Path file = folder.resolve("Program.java");
        Files.writeString(file, source);
        // It warns of each use of sun.misc, whatever it is told.
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, said, "-d", folder.toString(), file.toString());
        assertEquals(0, status, said::toString);
        URL[] path = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, getClass().getClassLoader())) {
            return Explorer.explore(new ScenarioCode("Program", loader), Explored.BOUNDS)
                    .toString();
        }
    }

    @Test
    void handlers_of_the_jvm_run_on_threads_of_their_own_and_overlap() throws IOException {
        String program =
                """
                import sun.misc.Signal;

                class Program {
                    static volatile int count;

                    public static void main(String[] args) {
                        Signal signal = new Signal("USR2");
                        Signal.handle(
                                signal,
                                taken -> {
                                    int before = count;
                                    count = before + 1;
                                    assert count == before + 1 : "another handler";
                                    assert taken.getNumber() == signal.getNumber();
                                });
                        Signal.raise(signal);
                        Signal.raise(signal);
                    }
                }
                """;
        String overlap = verdict(program);
        assertTrue(overlap.contains("uncaught exception: SIGUSR2 handler"), overlap);

        String once = verdict(program.replaceFirst("Signal.raise\\(signal\\);", ""));
        assertTrue(once.startsWith("Program: proved"), once);
    }

    /** HotSpot's dispatcher looks for the handler when it wakes, and its threads are daemons. */
    @Test
    void handlers_of_the_jvm_are_looked_for_late_and_may_not_end() throws IOException {
        String program =
                """
                import java.util.concurrent.CountDownLatch;
                import sun.misc.Signal;

                class Program {
                    static volatile int count;
                    static final CountDownLatch DONE = new CountDownLatch(1);

                    static void handle(Signal signal, int number) {
                        Signal.handle(
                                signal,
                                taken -> {
                                    count = number;
                                    DONE.countDown();
                                });
                    }

                    public static void main(String[] args) throws InterruptedException {
                        Thread hook = new Thread(() -> { assert count == 1 : "it is " + count; });
                        Runtime.getRuntime().addShutdownHook(hook);
                        handle(new Signal("USR2"), 1);
                        Signal.raise(new Signal("USR2"));
                        DONE.await();
                        handle(new Signal("USR2"), 2);
                    }
                }
                """;
        String waits = verdict(program);
        assertTrue(waits.startsWith("Program: proved"), waits);

        String late = verdict(program.replace("DONE.await();", ""));
        assertTrue(late.contains("it is 2"), late);

        String cut = verdict(program.replaceAll("DONE.await.*|handle.*2\\);", ""));
        assertTrue(cut.contains("it is 0"), cut);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void virtual_threads_and_their_executor_are_explored() throws IOException {
        String program =
                """
                import java.util.concurrent.*;
                import java.util.concurrent.atomic.*;

                class Program {
                    public static void main(String[] args) throws Exception {
                        AtomicInteger count = new AtomicInteger();
                        Thread first =
                                Thread.ofVirtual().name("v").start(count::incrementAndGet);
                        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
                            pool.submit(count::incrementAndGet);
                        }
                        first.join();
                        assert first.isVirtual() && count.get() == 2 : count;
                    }
                }
                """;
        String joined = verdict(program);
        assertTrue(joined.startsWith("Program: proved"), joined);

        String unjoined = verdict(program.replace("first.join();", ""));
        assertTrue(unjoined.contains("uncaught exception: main"), unjoined);

        String factory = "newThreadPerTaskExecutor(Thread.ofPlatform().factory())";
        String own = verdict(program.replace("newVirtualThreadPerTaskExecutor()", factory));
        assertTrue(own.startsWith("Program: proved"), own);
    }

    @Test
    void classes_that_others_stand_for_say_what_those_of_the_jdk_say() throws IOException {
        String program =
                """
                import java.util.*;
                import java.util.concurrent.*;

                class Program {
                    public static void main(String[] args) {
                        assert Vector.class.getClassLoader() == null;
                        assert Vector.class.getSuperclass() == AbstractList.class;
                        assert ConcurrentHashMap.class.getPackageName().endsWith("concurrent");
                        assert Program.class.getSuperclass() == Object.class;
                    }
                }
                """;
        String text = verdict(program);

        assertTrue(text.startsWith("Program: proved"), text);
    }

    @Test
    void the_process_of_the_jvm_is_refused() throws IOException {
        String program =
                """
                import signalkit.posix.*;

                class Program {
                    public static void main(String[] args) {
                        PosixProcess.main().run(() -> Signals.raise(Signal.CHLD));
                    }
                }
                """;
        String text = verdict(program);

        assertTrue(text.contains("refused: signalkit.posix.PosixProcess.main at"), text);
    }

    @Test
    void who_waits_for_a_future_that_is_cancelled_is_told() throws IOException {
        String program =
                """
                import java.util.concurrent.*;

                class Program {
                    public static void main(String[] args) throws Exception {
                        CompletableFuture<Integer> future = new CompletableFuture<>();
                        Thread other = new Thread(() -> future.cancel(true));
                        other.start();
                        try {
                            future.get();
                            throw new AssertionError();
                        } catch (CancellationException e) {
                            other.join();
                        }
                    }
                }
                """;
        String text = verdict(program);

        assertTrue(text.startsWith("Program: proved"), text);
    }

    @Test
    void what_a_program_makes_of_the_time_is_not_proved() throws IOException {
        String program =
                """
                class Program {
                    public static void main(String[] args) {
                        long start = System.nanoTime();
                        assert System.nanoTime() - start < 1_000_000_000L : "took too long";
                    }
                }
                """;
        String text = verdict(program);

        assertTrue(text.contains("no proof"), text);
        assertTrue(text.contains("another time than the one that System.nanoTime gives"), text);
    }

    @Test
    void a_concurrent_map_runs_its_function_once_for_a_key() throws IOException {
        String program =
                """
                import java.util.concurrent.*;
                import java.util.concurrent.atomic.*;

                class Program {
                    public static void main(String[] args) throws Exception {
                        ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();
                        AtomicInteger calls = new AtomicInteger();
                        Runnable compute =
                                () -> map.computeIfAbsent("k", k -> calls.incrementAndGet());
                        Thread other = new Thread(compute);
                        other.start();
                        compute.run();
                        other.join();
                        assert calls.get() == 1;
                    }
                }
                """;
        String text = verdict(program);

        assertTrue(text.startsWith("Program: proved"), text);

        String checked =
                program.replace(
                        "map.computeIfAbsent(\"k\", k -> calls.incrementAndGet())",
                        "{ if (map.get(\"k\") == null) map.put(\"k\", calls.incrementAndGet()); }");
        String twice = verdict(checked);
        assertTrue(twice.contains("uncaught exception: main"), twice);
    }

    @Test
    void a_reference_to_a_method_of_a_hidden_superclass_is_explored() throws IOException {
        String program =
                """
                import java.util.List;

                class Program {
                    abstract static class Sum {
                        int sum;

                        final void add(int number) {
                            sum += number;
                        }
                    }

                    static final class Own extends Sum {
                        void addAll() {
                            List.of(1, 2).forEach(this::add);
                        }
                    }

                    public static void main(String[] args) {
                        Own own = new Own();
                        own.addAll();
                        assert own.sum == 3;
                    }
                }
                """;
        String text = verdict(program);

        assertTrue(text.startsWith("Program: proved"), text);
    }

    @Test
    void what_unsafe_writes_is_named_and_no_race_of_its_own() throws IOException {
        String program =
                """
                import java.lang.reflect.Field;
                import sun.misc.Unsafe;

                class Program {
                    static Unsafe unsafe;
                    static long place;
                    int value;

                    public static void main(String[] args) throws Exception {
                        Field field = Unsafe.class.getDeclaredField("theUnsafe");
                        field.setAccessible(true);
                        unsafe = (Unsafe) field.get(null);
                        place = unsafe.objectFieldOffset(Program.class.getDeclaredField("value"));
                        Program program = new Program();
                        Thread other = new Thread(() -> unsafe.putOrderedInt(program, place, 1));
                        other.start();
                        unsafe.compareAndSwapInt(program, place, 0, 2);
                        other.join();
                    }
                }
                """;
        String verdict = verdict(program);
        assertTrue(verdict.startsWith("Program: no failure, but no proof"), verdict);
        assertTrue(verdict.contains("what putOrderedInt leads to at "), verdict);
    }
}
