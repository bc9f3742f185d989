package signalkit.echo.unsafe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import signalkit.rules.HandlerRules;

/** What the handlers of the server and of its event loop reach. */
class HandlerRulesTest {
    private static final String HANDLER = "signalkit.echo.unsafe.Shutdown.onSignal(Signal) → ";

    private static JavaClasses classes(String... packages) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(packages);
    }

    /** The findings of a rule, without their line numbers, which may change. */
    private static List<String> findings(ArchRule rule) {
        return rule
                .evaluate(classes("signalkit.echo", "signalkit.event"))
                .getFailureReport()
                .getDetails()
                .stream()
                .map(finding -> finding.replaceAll("java:\\d+", "java"))
                .toList();
    }

    private static List<String> offences(ArchRule rule) {
        return findings(rule).stream()
                .map(finding -> finding.lines().findFirst().orElseThrow())
                .map(line -> line.replace(HANDLER, ""))
                .toList();
    }

    @Test
    void the_handler_breaks_these_rules_and_no_others() {
        assertEquals(
                List.of(
                        "java.io.PrintStream.println(String)", // D1
                        "linkage of a string concatenation in"
                                + " signalkit.echo.server.Journal.note(String, String)",
                        "linkage of a string concatenation in"
                                + " signalkit.echo.server.ServerStatus.note(Signal)",
                        "plain field signalkit.echo.unsafe.EchoServer.acceptBase", // D9
                        "plain field signalkit.echo.unsafe.Worker.terminate", // D2
                        "signalkit.event.EventBase.loopExit(Duration)", // D1, D10
                        "signalkit.posix.Cond.broadcast()", // D1
                        "signalkit.posix.Mutex.lock()", // D1, D14, D16
                        "signalkit.posix.Mutex.unlock()"),
                offences(HandlerRules.handlers_are_async_signal_safe));
    }

    @Test
    void it_can_deadlock_with_the_code_that_it_interrupts_on_two_locks() {
        assertEquals(
                List.of("java.io.PrintStream.println(String)", "signalkit.posix.Mutex.lock()"),
                offences(HandlerRules.handlers_share_no_locks_with_interrupted_code));
    }

    @Test
    void the_chain_leads_from_the_handler_to_the_lock_of_the_queue() {
        String lock = findings(HandlerRules.handlers_share_no_locks_with_interrupted_code).get(1);
        assertTrue(
                lock.contains(
                        "  at signalkit.echo.unsafe.Shutdown.onSignal(Shutdown.java)\n"
                                + "      at"
                                + " signalkit.echo.unsafe.EchoServer.killServer(EchoServer.java)\n"
                                + "      at signalkit.echo.unsafe.WorkQueue.shutdown(WorkQueue.java)\n"
                                + "    deadlock: the interrupted code may hold"
                                + " signalkit.echo.unsafe.WorkQueue.jobsMutex, taken at "),
                lock);
    }
}
