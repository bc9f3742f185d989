package signalkit.posix.referee;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The referee finds each mistake that is put into the emulation on purpose. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfSystemProperty(named = "kernel.mutants", matches = "true")
class MutantsTest {
    private static final int PROGRAMS = Integer.getInteger("kernel.mutant.programs", 20_000);
    private static final int KERNEL_RUNS = 40;

    private final Map<Long, String> logs = new HashMap<>();
    private KernelRun kernel;

    @BeforeAll
    void startTheKernel(@TempDir Path folder) throws Exception {
        Path interpreter = KernelRun.compile(folder).orElse(null);
        Assumptions.assumeTrue(interpreter != null, "it takes Linux and a C compiler, cc");
        kernel = KernelRun.start(interpreter);
    }

    @AfterAll
    void end() {
        if (kernel != null) {
            kernel.close();
        }
    }

    static List<Mutant> mutants() {
        List<Mutant> all = new ArrayList<>();
        String kernel = "Kernel.java";
        all.add(
                new Mutant(
                        "no retarget on a mask change",
                        kernel,
                        "retarget(self, self.mask & ~old);",
                        ""));
        all.add(
                new Mutant(
                        "ignored signals that stay pending", kernel, "discard(signal.bit());", ""));
        all.add(
                new Mutant(
                        "handlers without sa_mask",
                        kernel,
                        "self.mask | action.mask().bits;",
                        "self.mask;"));
        all.add(
                new Mutant(
                        "handlers that interrupt themselves",
                        kernel,
                        "blocked |= signal.bit();",
                        ""));
        all.add(
                new Mutant(
                        "a mask of sigsuspend that stays",
                        kernel,
                        "self.suspended ? self.maskBeforeSuspend : self.mask",
                        "self.mask"));
        all.add(
                new Mutant(
                        "SA_RESETHAND without effect",
                        kernel,
                        "actions.set(signal, action.reset());",
                        ""));
        all.add(
                new Mutant(
                        "SA_RESETHAND that forgets mask and flags",
                        kernel,
                        "actions.set(signal, action.reset());",
                        "actions.set(signal, Sigaction.DEFAULT);"));
        all.add(
                new Mutant(
                        "ignored signals lost though blocked",
                        kernel,
                        "actions.isIgnored(signal) && !blocked",
                        "actions.isIgnored(signal)"));
        all.add(
                new Mutant(
                        "the mask of the sender for what is ignored",
                        kernel,
                        "threads.hasAlive(first) ? first : threads.main(), pending);",
                        "Pthread.selfOrNull(), pending);"));
        all.add(
                new Mutant(
                        "CONT beside STOP", "PendingSignals.java", "return STOPS;", "return 0;"));
        all.add(
                new Mutant(
                        "STOP beside CONT",
                        "PendingSignals.java",
                        "? 0 : Signal.CONT.bit()",
                        "? 0 : 0"));
        all.add(
                new Mutant(
                        "stops that end no wait",
                        kernel,
                        "threads.forEach(Kernel::wake); // each",
                        "// each"));
        all.add(
                new Mutant(
                        "core dumps that end the process at once",
                        kernel,
                        "signal.defaultAction() != Signal.Default.CORE",
                        "true"));
        all.add(
                new Mutant(
                        "waits for unblocked signals that hide the default action",
                        kernel,
                        "(taker.maskBeforeWait & signal.bit())",
                        "(taker.awaited & signal.bit())"));
        all.add(
                new Mutant(
                        "fatal signals that overtake what is on its way",
                        kernel,
                        "!taker.signalled || process.scheduler().mayRun(taker)",
                        "true"));
        all.add(
                new Mutant(
                        "a pthread_kill after which nobody looks",
                        kernel,
                        "setMask(self, setMask(self, SignalSet.BLOCKABLE));",
                        ""));
        all.add(new Mutant("waiters that nobody wakes", kernel, "self.mask &= ~set;", ""));
        all.add(
                new Mutant(
                        "waits that do not look again at their end",
                        kernel,
                        "return status >= 0 ? null : poll(self, set);",
                        "return null;"));
        all.add(
                new Mutant(
                        "a process's signals before a thread's own",
                        kernel,
                        "Siginfo own = self.pending.take(set);\n"
                                + "        Siginfo info = own != null ? own : pending.take(set);",
                        "Siginfo own = pending.take(set);\n"
                                + "        Siginfo info = own != null ? own"
                                + " : self.pending.take(set);"));
        all.add(
                new Mutant(
                        "KILL and STOP in a mask",
                        kernel,
                        "self.mask = mask & ~SignalSet.UNCATCHABLE;",
                        "self.mask = mask;"));
        all.add(
                new Mutant(
                        "KILL and STOP in a reported sa_mask",
                        kernel,
                        "action.withoutMask(SignalSet.UNCATCHABLE)",
                        "action"));
        all.add(
                new Mutant(
                        "numbers before faults",
                        "PendingSignals.java",
                        "(from & FAULTS) != 0 ? from & FAULTS : from",
                        "from"));
        all.add(
                new Mutant(
                        "real-time signals that merge",
                        "PendingSignals.java",
                        "(bits & signal.bit()) != 0 && !signal.isRealTime()",
                        "(bits & signal.bit()) != 0"));
        all.add(
                new Mutant(
                        "standard signals that queue",
                        "PendingSignals.java",
                        "(bits & signal.bit()) != 0 && !signal.isRealTime()",
                        "signal.bit() == 0"));
        all.add(
                new Mutant(
                        "ppoll with the mask of before",
                        "SignalWaits.java",
                        "self.maskBeforeSuspend = kernel.setMask(self, mask.bits);\n        }",
                        "self.maskBeforeSuspend = self.mask;\n        }"));
        all.add(
                new Mutant(
                        "no preference for main",
                        "ThreadTable.java",
                        "if (first != null && wants(first, bit)) {",
                        "if (first == null) {"));
        all.add(
                new Mutant(
                        "no round robin",
                        "ThreadTable.java",
                        "                lastTarget = thread;\n",
                        ""));
        all.add(
                new Mutant(
                        "signals that change the mask only later",
                        "Signals.java",
                        "        OsSignals.forward(self.process(), SignalSet.ofBits(self.mask &"
                                + " ~old));\n"
                                + "        self.checkpoint();",
                        ""));
        all.add(
                new Mutant(
                        "sigwait that fails with EINTR",
                        "SignalWaits.java",
                        "if (interruptible) {",
                        "if (true) {"));
        all.add(
                new Mutant(
                        "sigwaitinfo that never fails with EINTR",
                        "SignalWaits.java",
                        "if (interruptible) {",
                        "if (false) {"));
        all.add(
                new Mutant(
                        "a restart that a later signal decides",
                        "Pthread.java",
                        "            handledWithoutRestart = decided;\n",
                        ""));
        all.add(
                new Mutant(
                        "SA_RESTART without effect",
                        "Pthread.java",
                        "restarts ? before : before + 1",
                        "before + 1"));
        all.add(
                new Mutant(
                        "handlers that run one after the other",
                        "Pthread.java",
                        "            checkpoint();\n            process.scheduler().handlerBegins",
                        "            process.scheduler().handlerBegins"));
        all.add(
                new Mutant(
                        "errno set by pthread functions",
                        "PosixException.java",
                        "return new PosixException(errno, detail, null);",
                        "return new PosixException(errno, detail);"));
        all.add(
                new Mutant(
                        "ERRORCHECK mutexes that count",
                        "Mutex.java",
                        "if (kind == Kind.ERRORCHECK) {",
                        "if (kind == null) {"));
        all.add(
                new Mutant(
                        "semaphores that no flag restarts",
                        "ipc/Sem.java",
                        "deadline == Scheduler.NEVER ?",
                        "deadline == 0 ?"));
        return all;
    }

    static List<Mutant> laterMutants() {
        return LaterMutants.all();
    }

    static List<Mutant> moreMutants() {
        return LaterMutants.more();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void mutant_is_found(Mutant mutant, @TempDir Path folder) throws Exception {
        assertFound(mutant, folder, 1);
    }

    @ParameterizedTest
    @MethodSource("laterMutants")
    void mutant_of_a_later_call_is_found(Mutant mutant, @TempDir Path folder) throws Exception {
        assertFound(mutant, folder, Program.LATER);
    }

    @ParameterizedTest
    @MethodSource("moreMutants")
    void mutant_of_more_calls_is_found(Mutant mutant, @TempDir Path folder) throws Exception {
        assertFound(mutant, folder, Program.MORE);
    }

    private void assertFound(Mutant mutant, Path folder, long first) throws Exception {
        Files.createDirectories(folder);
        LongFunction<String> mutated = mutant.compile(folder);
        for (long seed = first; seed < first + PROGRAMS; seed++) {
            String log = mutated.apply(seed);
            if (!log.equals(kernelLog(seed)) && !isKernelLog(seed, log)) {
                System.out.println(mutant.what() + ": found by program " + seed);
                return;
            }
        }
        fail("nothing shows " + mutant.what());
    }

    private String kernelLog(long seed) throws Exception {
        String log = logs.get(seed);
        if (log == null) {
            log = kernel.log(Program.of(seed));
            logs.put(seed, log);
        }
        return log;
    }

    /** Whether the kernel does so too, at times; or the emulation does, and it is no mistake. */
    private boolean isKernelLog(long seed, String log) throws Exception {
        if (log.equals(EmulatedRun.log(seed))) {
            return true;
        }
        for (int i = 0; i < KERNEL_RUNS; i++) {
            if (log.equals(kernel.log(Program.of(seed)))) {
                return true;
            }
        }
        return false;
    }
}
