package signalkit.course.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What reaches beyond an exercise is refused, and what right answers are made of is not. */
class AllowedUseTest {
    private static final String FILE = "Own.java";

    @TempDir private Path folder;

    private Compilation compile(String text) throws IOException {
        Files.writeString(folder.resolve(FILE), text);
        return Compilation.of(folder, List.of(FILE));
    }

    private Compilation statements(String text) throws IOException {
        return compile(
                "package lesson; class Own { int x; static volatile int y;"
                        + " void go() throws Throwable { "
                        + text
                        + " } }");
    }

    private static final List<String> REFUSED =
            List.of(

                    // Ends the JVM.
                    "System.exit(0);",
                    "Runtime.getRuntime().halt(0);",
                    "java.util.function.IntConsumer end = System::exit; end.accept(0);",
                    "new java.beans.Statement(System.class, \"exit\", new Object[] {0}).execute();",
                    "new java.beans.Expression(Class.class, \"forName\", null).getValue();",
                    "Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));",
                    "sun.misc.Signal.raise(new sun.misc.Signal(\"KILL\"));",
                    // Reaches other classes by their names.
                    "Class.forName(\"java.lang.System\");",
                    "System.class.getMethods();",
                    "getClass().getClassLoader();",
                    "getClass().getResourceAsStream(\"/x\");",
                    "getClass().getModule().getLayer();",
                    "Thread.currentThread().getContextClassLoader();",
                    "new java.net.URLClassLoader(new java.net.URL[0]);",
                    "java.lang.invoke.MethodHandles.lookup().findStatic(System.class, \"gc\", null);",
                    "java.lang.invoke.MethodHandles.privateLookupIn(Thread.class, null);",
                    "java.lang.invoke.MethodHandles.lookup().defineClass(null);",
                    "java.lang.reflect.Proxy.newProxyInstance(null, null, null);",
                    "java.lang.reflect.Array.newInstance(Own.class, 1);",
                    "java.util.ServiceLoader.load(Runnable.class);",
                    "java.util.ResourceBundle.getBundle(\"x\");",
                    "java.util.ListResourceBundle.getBundle(\"x\");",
                    "new java.util.ResourceBundle.Control() {};",
                    "new java.io.ObjectInputStream(null).readObject();",
                    "new java.beans.XMLDecoder((java.io.InputStream) null).readObject();",
                    "new javax.naming.InitialContext().lookup(\"x\");",
                    // Tells the check from real use.
                    "new Throwable().getStackTrace();",
                    "new IllegalStateException().getStackTrace();",
                    "new Throwable().printStackTrace(new java.io.PrintWriter(System.out));",
                    "new Exception() {}.getStackTrace();",
                    "new Throwable() { void see() { super.getStackTrace(); } };",
                    "class E extends Error { void getStackTrace(int n) {} } new E().getStackTrace();",
                    "class T extends Thread { void getThreadGroup(int n) {} }"
                            + " new T().getThreadGroup();",
                    "getClass().getName();",
                    "java.util.function.Function<Throwable, Object> see = Throwable::getStackTrace;",
                    "Thread.getAllStackTraces();",
                    "new Thread() {}.getStackTrace();",
                    "StackWalker.getInstance();",
                    "Thread.currentThread().getThreadGroup().interrupt();",
                    "Thread.setDefaultUncaughtExceptionHandler(null);",
                    "System.getProperty(\"signalkit.home\");",
                    "System.getProperties();",
                    "System.getenv();",
                    "Integer.getInteger(\"signalkit.course.limit\");",
                    "Boolean.getBoolean(\"x\");",
                    "java.lang.management.ManagementFactory.getThreadMXBean();",
                    // Reaches files, the network and other processes.
                    "new java.io.File(\"x\").delete();",
                    "java.nio.file.Files.delete(null);",
                    "new java.io.FileOutputStream(java.io.FileDescriptor.out).write(1);",
                    "new java.io.PrintStream(\"x\");",
                    "new java.io.PrintWriter(\"x\");",
                    "new java.util.Formatter(\"x\");",
                    "new java.util.Scanner(System.in);",
                    "System.in.read();",
                    "System.setOut(null);",
                    "new java.util.logging.FileHandler(\"x\");",
                    "java.util.prefs.Preferences.userRoot();",
                    "new java.net.ServerSocket(0);",
                    "new ProcessBuilder(\"true\").start();",
                    "ProcessHandle.current().parent().get().destroy();",
                    "Runtime.getRuntime().exec(\"true\");",
                    "java.nio.ByteBuffer.allocateDirect(1);",
                    // Reaches into the kit.
                    "signalkit.posix.Points.disarm(signalkit.posix.Points.Reason.SIGNAL);",
                    "signalkit.posix.Points.isArmed();",
                    "signalkit.posix.Pthread.self().process().scheduler();",
                    "signalkit.posix.Pthread.onHandlerReturn(() -> {});",
                    "signalkit.posix.Pthread.self().handlerDepth();",
                    "new signalkit.posix.PosixProcess(\"x\").exit(0);",
                    "signalkit.explorer.Schedule.of(\"x\");",
                    "Object pass = signalkit.course.check.CheckResult.pass(\"x\", 1);",
                    "Object type = signalkit.course.Grader.class;",
                    "Object type = signalkit.course.Grader[].class;",
                    "if ((Object) this instanceof signalkit.explorer.Scenario) {}",
                    "new signalkit.lessons.tally.MarkAndMark();",
                    "Class<?> scene = signalkit.lessons.tally.MarkAndMark.class;",
                    "try { go(); } catch (signalkit.course.check.LessonException e) {}");

    private static final List<String> ALLOWED =
            List.of(
                    "var lock = new java.util.concurrent.locks.ReentrantLock(); lock.lock();",
                    "new java.util.concurrent.locks.ReentrantReadWriteLock().readLock().lock();",
                    "new java.util.concurrent.locks.StampedLock().tryOptimisticRead();",
                    "new java.util.concurrent.Semaphore(1).acquire();",
                    "new java.util.concurrent.LinkedBlockingQueue<Integer>().take();",
                    "java.util.concurrent.locks.LockSupport.park();",
                    "java.util.concurrent.Executors.newFixedThreadPool(2).submit(() -> x++);",
                    "java.util.concurrent.CompletableFuture.runAsync(() -> {}).join();",
                    "new Thread(() -> x++, \"worker\").start(); Thread.sleep(1); new Thread().join();",
                    "new Thread() { @Override public void run() { setName(getName()); } }.start();",
                    "new java.util.concurrent.atomic.AtomicIntegerArray(4).incrementAndGet(0);",
                    "java.util.concurrent.atomic.AtomicIntegerFieldUpdater.newUpdater(Own.class, \"x\");",
                    "var v = java.lang.invoke.MethodHandles.lookup()"
                            + ".findVarHandle(Own.class, \"x\", int.class); v.setRelease(this, 1);",
                    "int[] all = new int[2]; java.lang.invoke.MethodHandles"
                            + ".arrayElementVarHandle(int[].class).setVolatile(all, 0, 1);",
                    "record Pair(int a, int b) {} System.out.println(new Pair(1, 2));",
                    "enum Stage { OPEN, DONE } switch (Stage.OPEN) { case OPEN: break; default: }",
                    "switch (\"a\" + x) { case \"a1\" -> y++; default -> {} }",
                    "assert x == 0 : \"x is \" + x;",
                    "Object o = x; if (o instanceof Integer i && i > 1) { y = i; }",
                    "int[][] grid = new int[2][3]; grid.clone();",
                    "synchronized (this) { wait(1); notifyAll(); }",
                    "try { x /= 0; } catch (ArithmeticException e) { throw new Error(e.getMessage()); }",
                    "java.util.stream.IntStream.range(0, 9).boxed().toList().forEach(i -> x += i);",
                    "java.time.Duration.ofMillis(5).plusNanos(System.nanoTime());",
                    "String.format(\"%d\", x).matches(\"a|b\");",
                    "int cores = Runtime.getRuntime().availableProcessors();",
                    "signalkit.posix.Pthread.create(\"w\", () -> {}).join();",
                    "new signalkit.posix.Mutex(\"m\", signalkit.posix.Mutex.Kind.RECURSIVE).lock();",
                    "signalkit.posix.Signals.sigwait(signalkit.posix.SignalSet.of("
                            + "signalkit.posix.Signal.TERM));",
                    "new signalkit.posix.ipc.Sem(\"s\", 0).post();",
                    "signalkit.lessons.tally.Tally tally = null; tally.add();",
                    "class E extends Error { void see(int n) {} void see() {} } new E().see();",
                    "class Own2 extends Exception { Own2() { super(\"x\"); } } new Own2().getMessage();",
                    "@FunctionalInterface interface Job { void run(); } Job j = () -> x++; j.run();");

    /** What the classes of one statement are refused for; all statements are compiled at once. */
    private Map<String, Optional<RefusedException>> look(List<String> statements)
            throws IOException {
        StringBuilder text = new StringBuilder("package lesson; ");
        for (int i = 0; i < statements.size(); i++) {
            text.append("class Own").append(i).append(" { int x; static volatile int y;");
            text.append(" void go() throws Throwable { ");
            text.append(statements.get(i).replace("Own.class", "Own" + i + ".class"));
            text.append(" } }\n");
        }
        Files.writeString(folder.resolve(FILE), text);
        Map<String, byte[]> all = Compilation.compile(folder, List.of(FILE)).classFiles();
        Map<String, Optional<RefusedException>> found = new LinkedHashMap<>();
        for (int i = 0; i < statements.size(); i++) {
            String name = "lesson.Own" + i;
            Map<String, byte[]> own = new TreeMap<>(all);
            own.keySet().removeIf(each -> !each.equals(name) && !each.startsWith(name + "$"));
            found.put(statements.get(i), refusal(own));
        }
        return found;
    }

    private static Optional<RefusedException> refusal(Map<String, byte[]> classFiles) {
        try {
            AllowedUse.require(classFiles, AllowList.EXERCISE);
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e);
        }
    }

    @TestFactory
    List<DynamicTest> use_is_refused() throws IOException {
        return tests(look(REFUSED), refused -> assertTrue(refused.isPresent()));
    }

    @TestFactory
    List<DynamicTest> use_is_allowed() throws IOException {
        return tests(look(ALLOWED), refused -> assertEquals(Optional.empty(), refused));
    }

    private static List<DynamicTest> tests(
            Map<String, Optional<RefusedException>> found,
            Consumer<Optional<RefusedException>> claim) {
        assertFalse(found.isEmpty());
        return found.entrySet().stream()
                .map(
                        each ->
                                DynamicTest.dynamicTest(
                                        each.getKey(), () -> claim.accept(each.getValue())))
                .toList();
    }

    @Test
    void class_of_another_package_is_refused_however_harmless() {
        for (String other :
                List.of("signalkit.explorer", "java.util.lesson", "lessons", "signalkit.posix")) {
            RefusedException refused =
                    assertThrows(
                            RefusedException.class,
                            () -> compile("package " + other + "; class Own {}"));
            assertTrue(refused.getMessage().contains("not in the package"), refused.getMessage());
        }
        assertThrows(RefusedException.class, () -> compile("class Own {}"));
    }

    @Test
    void submission_that_vouches_for_itself_is_refused() {
        RefusedException refused =
                assertThrows(
                        RefusedException.class,
                        () ->
                                compile(
                                        "package lesson; class Own {"
                                                + " @signalkit.annotations.AsyncSignalSafe(\"me\")"
                                                + " void go() {} }"));
        assertEquals("trust", refused.result().cause());
    }

    @Test
    void superclass_and_interface_are_uses() {
        for (String kind :
                List.of(
                        "class Own extends ClassLoader {}",
                        "abstract class Own implements signalkit.course.check.Check {}",
                        "abstract class Own implements signalkit.explorer.Scenario {}",
                        "abstract class Own implements signalkit.posix.Scheduler {}")) {
            assertThrows(RefusedException.class, () -> compile("package lesson; " + kind), kind);
        }
    }

    @Test
    void program_may_end_its_own_jvm_and_nothing_else() throws IOException {
        String form = "package lesson; class Own { static void go() throws Throwable { %s } }";
        for (String good :
                List.of(
                        "System.exit(0);",
                        "Runtime.getRuntime().addShutdownHook(new Thread());",
                        "sun.misc.Signal.handle(new sun.misc.Signal(\"TERM\"), s -> {});")) {
            Files.writeString(folder.resolve(FILE), form.formatted(good));
            Compilation.ofProgram(folder, List.of(FILE));
        }
        for (String bad :
                List.of(
                        "Runtime.getRuntime().exec(\"true\");",
                        "ProcessHandle.current().parent().get().destroy();",
                        "new java.io.File(\"x\").delete();",
                        "Class.forName(\"x\");")) {
            Files.writeString(folder.resolve(FILE), form.formatted(bad));
            assertThrows(
                    RefusedException.class, () -> Compilation.ofProgram(folder, List.of(FILE)));
        }
    }

    @Test
    void second_source_file_is_compiled_and_looked_at() throws IOException {
        Files.writeString(folder.resolve("Helper.java"), "package lesson; class Helper {}");
        assertEquals(2, statements("new Helper();").classFiles().size());
        Files.writeString(
                folder.resolve("Helper.java"),
                "package lesson; class Helper { static { System.exit(0); } }");
        assertThrows(RefusedException.class, () -> statements("new Helper();"));
    }

    @Test
    void messages_of_the_compiler_have_bounds() {
        String wide = "int wide = " + "(".repeat(9_000) + ";";
        String many = "int many = \"one\"; ".repeat(500);
        for (String text : List.of(wide, many)) {
            CompileException error = assertThrows(CompileException.class, () -> statements(text));
            assertTrue(error.getMessage().length() < 60 * 210, text.substring(0, 20));
        }
    }
}
