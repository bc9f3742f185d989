package signalkit.rules.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.contrastsecurity.sarif.Result;
import com.contrastsecurity.sarif.SarifSchema210;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import signalkit.annotations.HandlerContext;

/** The SARIF log keeps to the schema of OASIS, and another program reads what it says. */
class SarifTest {
    static class Server {
        private final Object lock = new Object();
        volatile Object seen;

        void serve() {
            synchronized (lock) {
                seen = this;
            }
        }

        @HandlerContext
        void onSignal() {
            synchronized (lock) {
                seen = null;
            }
            log();
        }

        private void log() {
            System.out.println("caught");
            System.out.println("again");
        }
    }

    @TempDir private Path folder;

    private final ObjectMapper mapper = new ObjectMapper();
    private String log;

    @BeforeEach
    void check() throws IOException {
        Path file = folder.resolve("Server.class");
        Files.write(file, RulesCommandTest.classFile(Server.class));
        StringWriter out = new StringWriter();
        new CommandLine(new RulesCommand())
                .setOut(new PrintWriter(out))
                .execute("--sarif", file.toString());
        log = out.toString();
    }

    /** The schema comes with the library that reads the logs. */
    private Set<ValidationMessage> faults(JsonNode json) throws IOException {
        try (InputStream in =
                SarifSchema210.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            JsonSchema schema =
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(in);
            return schema.validate(json);
        }
    }

    @Test
    void the_log_keeps_to_the_schema() throws IOException {
        assertEquals(Set.of(), faults(mapper.readTree(log)));
    }

    @Test
    void a_level_that_the_schema_does_not_know_would_be_found() throws IOException {
        assertEquals(1, faults(mapper.readTree(log.replaceFirst("\"error\"", "\"bad\""))).size());
    }

    @Test
    void another_program_reads_rules_places_and_chains() throws IOException {
        SarifSchema210 sarif = mapper.readValue(log, SarifSchema210.class);
        List<Result> results = sarif.getRuns().get(0).getResults();
        Result worst = results.get(0);
        assertEquals("self-deadlock", worst.getRuleId());
        assertEquals(Result.Level.ERROR, worst.getLevel());
        assertTrue(
                worst.getRelatedLocations()
                        .iterator()
                        .next()
                        .getMessage()
                        .getText()
                        .contains("serve"));
        Result io = results.get(1);
        assertEquals("io", io.getRuleId());
        assertEquals(2, io.getCodeFlows().get(0).getThreadFlows().get(0).getLocations().size());
        var place = io.getLocations().get(0).getPhysicalLocation();
        assertEquals(
                "signalkit/rules/command/SarifTest.java", place.getArtifactLocation().getUri());
        assertEquals(
                io.getRuleId(),
                sarif.getRuns().get(0).getTool().getDriver().getRules().stream()
                        .skip(io.getRuleIndex())
                        .findFirst()
                        .orElseThrow()
                        .getId());
    }
}
