package signalkit.echo.safe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import signalkit.rules.HandlerRules;

/** What the handlers of the server and of its event loop reach. */
class HandlerRulesTest {
    private static JavaClasses classes(String... packages) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(packages);
    }

    private static List<String> findings(JavaClasses classes) {
        return HandlerRules.handlers_are_strictly_async_signal_safe
                .evaluate(classes)
                .getFailureReport()
                .getDetails();
    }

    /** The loop has one: the handler of signal events, which writes to a pipe. */
    @Test
    void the_handlers_are_async_signal_safe() {
        assertEquals(List.of(), findings(classes("signalkit.echo", "signalkit.event")));
    }

    @Test
    void the_server_itself_has_no_handler() {
        AssertionError error =
                assertThrows(AssertionError.class, () -> findings(classes("signalkit.echo.safe")));
        assertTrue(error.getMessage().contains("met no handler"), error.getMessage());
    }
}
