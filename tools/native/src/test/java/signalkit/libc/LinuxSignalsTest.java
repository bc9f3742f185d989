package signalkit.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import signalkit.posix.PosixProcess;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.os.Delivery;
import signalkit.posix.os.KernelSignals;

/** Where native delivery cannot work it says so, and what helps. */
class LinuxSignalsTest {
    private static final String INT_AND_TERM = "0000000000004002";
    private static final String TERM_ALONE = "0000000000004000";

    @TempDir Path process;

    @Test
    void another_system_needs_linux() {
        String message = refusal(new LinuxSignals("Mac OS X", process));
        assertTrue(message.contains("needs Linux, and this is Mac OS X"), message);
    }

    @Test
    void one_thread_that_does_not_block_int_is_enough_to_refuse() throws IOException {
        thread(1, INT_AND_TERM);
        thread(2, TERM_ALONE);
        String message = refusal(new LinuxSignals("Linux", process));
        assertTrue(message.contains("and INT is not; start it with: env --block"), message);
    }

    @Test
    void what_is_blocked_is_what_every_thread_blocks() throws IOException {
        thread(1, "fffffffe7ffbfeff");
        thread(2, "0000000000004a07");
        thread(3, INT_AND_TERM);
        assertEquals(SignalSet.of(Signal.INT, Signal.TERM), BlockedSignals.inEveryThread(process));
    }

    @Test
    void a_thread_that_ends_meanwhile_does_not_count() throws IOException {
        thread(1, INT_AND_TERM);
        Files.createDirectories(process.resolve("task/2"));
        assertEquals(SignalSet.of(Signal.INT, Signal.TERM), BlockedSignals.inEveryThread(process));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void this_jvm_which_blocks_nothing_is_refused() {
        PosixProcess main = PosixProcess.main();
        assertThrows(UnsupportedOperationException.class, () -> main.deliverBy(Delivery.NATIVE));
        assertEquals(Delivery.POSIX, main.delivery());
    }

    @Test
    void a_process_that_is_not_the_jvms_has_no_kernel() {
        PosixProcess emulated = new PosixProcess("emulated");
        assertThrows(
                UnsupportedOperationException.class, () -> emulated.deliverBy(Delivery.NATIVE));
    }

    @Test
    void it_is_found_by_its_service_file() {
        assertInstanceOf(
                LinuxSignals.class,
                ServiceLoader.load(KernelSignals.class).findFirst().orElseThrow());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void calls_of_the_default_process_are_the_kernels() throws Exception {
        assertEquals(
                List.of("sigaction EINVAL", "kill TERM", "outside INT", "sigtimedwait EAGAIN"),
                KernelChild.output(NativeProcess.class));
    }

    private static String refusal(LinuxSignals signals) {
        return assertThrows(UnsupportedOperationException.class, signals::open).getMessage();
    }

    private void thread(int id, String mask) throws IOException {
        Path folder = Files.createDirectories(process.resolve("task/" + id));
        Files.writeString(
                folder.resolve("status"), "Name:\tjava\nSigQ:\t0/1\nSigBlk:\t" + mask + "\n");
    }
}
