package signalkit.posix.referee;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random programs do the same on the emulation and on the kernel of this machine. */
class RefereeTest {
    private static final int PROGRAMS = Integer.getInteger("kernel.programs", 200);
    private static final long SEED = Long.getLong("kernel.seed", 1);
    private static final int ENOUGH = Integer.getInteger("kernel.enough", 5);

    @Test
    void random_programs_agree(@TempDir Path folder) throws Exception {
        KernelRun kernel = KernelRun.start(folder).orElse(null);
        Assumptions.assumeTrue(
                kernel != null, "no program was compared: it takes Linux and a C compiler, cc");
        List<String> found = new ArrayList<>();
        try (KernelRun open = kernel) {
            Referee referee = new Referee(open);
            for (int i = 0; i < PROGRAMS && found.size() < ENOUGH; i++) {
                Program program = Program.of(SEED + i);
                if (referee.disagrees(program)) {
                    found.add(
                            "program "
                                    + (SEED + i)
                                    + ", "
                                    + referee.explain(referee.minimise(program)));
                }
            }
        }
        assertEquals("", String.join(System.lineSeparator(), found));
    }
}
