package attack;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;

/**
 * Tries to catch the explorer with a wrong verdict: each program is explored, run on real threads
 * many times, and compared with what its author says of it.
 *
 * <p>The first lines of a program's source say the truth: {@code // truth: fails} or {@code // truth:
 * holds}. A program holds when no schedule of it throws, hangs or has a data race.
 */
final class Attack {
    private static final Pattern TRUTH = Pattern.compile("(?i)// truth: (fail|f|hold|pass|p)");

    /** A real run that takes longer hangs. */
    private static final long HANGS = TimeUnit.SECONDS.toMillis(20);

    private final URL[] classes;
    private final Duration time;
    private final int runs;
    private final Duration realTime;
    private int wrong;
    private int undecided;

    private Attack(Path classes, int seconds, int runs, int realSeconds) throws IOException {
        this.classes = new URL[] {classes.toUri().toURL()};
        this.time = Duration.ofSeconds(seconds);
        this.runs = runs;
        this.realTime = Duration.ofSeconds(realSeconds);
    }

    /**
     * Attacks.
     *
     * @param arguments as the script beside it gives them
     * @throws Exception when a file cannot be read
     */
    public static void main(String[] arguments) throws Exception {
        Path sources = Path.of(arguments[0]);
        Attack attack =
                new Attack(
                        Path.of(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        Integer.parseInt(arguments[3]),
                        Integer.parseInt(arguments[4]));
        List<Path> files;
        try (Stream<Path> all = Files.walk(sources)) {
            files = all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
        int count = 0;
        for (Path file : files) {
            Matcher truth = TRUTH.matcher(Files.readString(file));
            if (truth.find()) {
                String name = sources.relativize(file).toString().replace('/', '.');
                boolean fails = truth.group(1).toLowerCase(Locale.ROOT).startsWith("f");
                attack.attack(name.substring(0, name.length() - ".java".length()), fails);
                count++;
            }
        }
        System.out.printf(
                "%d programs: %d wrong verdicts, %d undecided%n",
                count, attack.wrong, attack.undecided);
        System.exit(attack.wrong == 0 ? 0 : 1);
    }

    private void attack(String name, boolean fails) throws Exception {
        long start = System.nanoTime();
        String said;
        boolean failed = false;
        boolean proved = false;
        try {
            ClassLoader loader = new URLClassLoader(classes, Attack.class.getClassLoader());
            Result result =
                    Explorer.explore(new ScenarioCode(name, loader), Bounds.DEFAULT.withTime(time));
            proved = result.isProof();
            failed = result.failure().isPresent() && !isRefused(result);
            said = result.toString().lines().findFirst().orElse("");
        } catch (RuntimeException | Error e) {
            said = e.toString();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        String real = runs == 0 ? "" : run(name);
        boolean isWrong = proved && (fails || !real.isEmpty()) || failed && !fails;
        boolean isDecided = proved || failed;
        wrong += isWrong ? 1 : 0;
        undecided += isDecided ? 0 : 1;
        String verdict = failed ? "fails" : proved ? "proved" : "undecided";
        System.out.printf(
                "%-5s %-22s truth %-5s explorer %-9s %5.1f s  %s | %s%n",
                isWrong ? "WRONG" : isDecided ? "ok" : "",
                name,
                fails ? "fails" : "holds",
                verdict,
                seconds,
                real.isEmpty() ? "" : "real threads: " + real,
                said);
    }

    private static boolean isRefused(Result result) {
        return result.failure().get().finding().kind().isUndecided();
    }

    /** Runs a program on real threads; what failed, or nothing. */
    private String run(String name) throws Exception {
        long end = System.nanoTime() + realTime.toNanos();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> thrown.compareAndSet(null, e));
        for (int i = 0; i < runs && System.nanoTime() < end; i++) {
            ClassLoader loader = new URLClassLoader(classes, Attack.class.getClassLoader());
            Method main = loader.loadClass(name).getMethod("main", String[].class);
            Thread first = new Thread(() -> invoke(main, thrown));
            first.setDaemon(true);
            first.start();
            first.join(HANGS);
            if (first.isAlive()) {
                return "hangs in run " + i;
            }
            if (thrown.get() != null) {
                return thrown.get() + " in run " + i;
            }
        }
        return "";
    }

    private static void invoke(Method main, AtomicReference<Throwable> thrown) {
        try {
            main.invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            thrown.compareAndSet(null, e.getCause());
        } catch (IllegalAccessException e) {
            thrown.compareAndSet(null, e);
        }
    }
}
