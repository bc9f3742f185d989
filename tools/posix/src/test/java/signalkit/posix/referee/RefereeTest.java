package signalkit.posix.referee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signalkit.posix.Signal;

/** Random programs do the same on the emulation and on the kernel of this machine. */
class RefereeTest {
    private static final int PROGRAMS = Integer.getInteger("kernel.programs", 200);
    private static final int LATER_PROGRAMS = Integer.getInteger("kernel.later", 200);
    private static final long SEED = Long.getLong("kernel.seed", 1);
    private static final int ENOUGH = Integer.getInteger("kernel.enough", 5);
    private static final int MANY = 1_000;
    private static final int ORDERS = 100;
    private static final int KERNEL_RUNS = 20;
    private static final String NONE =
            "no random program was compared with a kernel: it takes Linux and a C compiler, cc";

    @Test
    void random_programs_agree(@TempDir Path folder) throws Exception {
        assertAgree(SEED, PROGRAMS, "", folder);
    }

    /** Cancelling, cleanup handlers, keys, once, the old calls, children, a broken pipe. */
    @Test
    void random_programs_with_the_later_calls_agree(@TempDir Path folder) throws Exception {
        assertAgree(Program.LATER - 1 + SEED, LATER_PROGRAMS, " with the later calls", folder);
    }

    /** Calls that only look or whose time is over, pause, and signalfd. */
    @Test
    void random_programs_with_more_calls_agree(@TempDir Path folder) throws Exception {
        assertAgree(Program.MORE - 1 + SEED, LATER_PROGRAMS / 2, " with more calls", folder);
    }

    private static void assertAgree(long first, int count, String which, Path folder)
            throws Exception {
        Path interpreter = KernelRun.compile(folder).orElse(null);
        if (interpreter == null) {
            System.out.println("warning: " + NONE);
        }
        Assumptions.assumeTrue(interpreter != null, NONE);
        List<String> found = new Fuzz(first, count, ENOUGH).run(interpreter);
        if (count >= MANY) {
            System.out.printf(
                    "%d random programs%s from number %d on: %d disagree with the kernel%n",
                    count, which, first, found.size());
        }
        assertEquals("", String.join(System.lineSeparator(), found));
    }

    /** The mutants run in a profile of their own, long after whoever moves their text has gone. */
    @Test
    void mistake_of_each_mutant_fits_the_source() throws Exception {
        for (Mutant mutant : MutantsTest.mutants()) {
            assertTrue(mutant.fits(), mutant.what());
        }
        for (Mutant mutant : LaterMutants.all()) {
            assertTrue(mutant.fits(), mutant.what());
        }
        for (Mutant mutant : LaterMutants.more()) {
            assertTrue(mutant.fits(), mutant.what());
        }
        assertFalse(new Mutant("of no source", "Kernel.java", "no such text", "").fits());
    }

    /** Where the kernel has a choice, every log of it is one of the emulation's. */
    @ParameterizedTest
    @MethodSource("choices")
    void emulation_has_the_choices_of_the_kernel(Program program, @TempDir Path folder)
            throws Exception {
        Path interpreter = KernelRun.compile(folder).orElse(null);
        Assumptions.assumeTrue(interpreter != null, NONE);
        Set<String> emulated = new TreeSet<>();
        for (int i = 0; i < ORDERS; i++) {
            emulated.add(EmulatedRun.log(program, i == 0 ? null : new Random(i)));
        }
        assertTrue(emulated.size() > 1, () -> "a program without a choice: " + emulated);
        try (KernelRun kernel = KernelRun.start(interpreter)) {
            for (int i = 0; i < KERNEL_RUNS; i++) {
                String log = kernel.log(program);
                assertTrue(
                        emulated.stream().anyMatch(own -> Referee.agree(own, log)),
                        () -> log + " is none of " + emulated);
            }
        }
    }

    private static Program.Step step(int thread, char code, long a, long b, long c) {
        return new Program.Step(thread, new Call(code, a, b, c));
    }

    static List<Named<Program>> choices() {
        long usr1 = Signal.USR1.number();
        long usr2 = Signal.USR2.number();
        long segv = Signal.SEGV.number();
        long term = Signal.TERM.number();
        Program core =
                new Program(
                        2,
                        List.of(
                                List.of(
                                        new Call('K', segv, 0, 0),
                                        new Call('I', 0, 1L << segv, 0))),
                        List.of(step(1, 'A', usr1, 2, 0), step(1, 'R', usr1, 0, 0)));
        Program behind =
                new Program(
                        2,
                        List.of(
                                List.of(new Call('T', usr2, 0, 0), new Call('T', term, 0, 0)),
                                List.of()),
                        List.of(
                                step(0, 'A', usr1, 2, 0),
                                step(0, 'A', usr2, 3, 1L << term),
                                step(1, 'R', usr1, 0, 0)));
        Program third =
                new Program(
                        3,
                        List.of(
                                List.of(new Call('K', usr2, 0, 0), new Call('T', 0, 0, 0)),
                                List.of()),
                        List.of(
                                step(0, 'A', usr1, 2, 0),
                                step(0, 'A', usr2, 3, 0),
                                step(2, 'R', usr1, 0, 0)));
        return List.of(
                Named.of("the sender waits for its own signal that dumps core", core),
                Named.of("a fatal signal is sent behind another", behind),
                Named.of("pthread_kill may take what is on its way to a third thread", third));
    }
}
