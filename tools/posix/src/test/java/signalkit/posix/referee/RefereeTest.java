package signalkit.posix.referee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random programs do the same on the emulation and on the kernel of this machine. */
class RefereeTest {
    private static final int PROGRAMS = Integer.getInteger("kernel.programs", 200);
    private static final long SEED = Long.getLong("kernel.seed", 1);
    private static final int ENOUGH = Integer.getInteger("kernel.enough", 5);
    private static final int MANY = 1_000;
    private static final String NONE =
            "no random program was compared with a kernel: it takes Linux and a C compiler, cc";

    @Test
    void random_programs_agree(@TempDir Path folder) throws Exception {
        Path interpreter = KernelRun.compile(folder).orElse(null);
        if (interpreter == null) {
            System.out.println("warning: " + NONE);
        }
        Assumptions.assumeTrue(interpreter != null, NONE);
        List<String> found = new Fuzz(SEED, PROGRAMS, ENOUGH).run(interpreter);
        if (PROGRAMS >= MANY) {
            System.out.printf(
                    "%d random programs from number %d on: %d disagree with the kernel%n",
                    PROGRAMS, SEED, found.size());
        }
        assertEquals("", String.join(System.lineSeparator(), found));
    }

    @Test
    void signal_that_dumps_core_may_be_taken_by_the_thread_that_sent_it() {
        String emulated = "0:Ka,r0, 1:ha,c0,v0,qb, skip: killed 11";
        String real = "0:Ka,r0, 1:ha,c0,v0,qb,r0,I0,rb,c1,v9,ea, skip: mask0:0 pend0:0 alive";
        assertTrue(Referee.isCoreTaken(emulated, real));
        assertFalse(
                Referee.isCoreTaken(emulated.replace("11", "15"), real), "TERM ends all at once");
        assertFalse(Referee.isCoreTaken(emulated, real.replace("rb", "ra")), "another was taken");
        assertFalse(Referee.isCoreTaken(emulated, real.replace("Ka", "Kb")), "another program");
        assertFalse(Referee.isCoreTaken(real, real), "nothing has ended");
    }
}
