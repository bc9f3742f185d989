package signalkit.litmus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import signalkit.explorer.memory.Fence;
import signalkit.explorer.memory.Litmus;
import signalkit.explorer.memory.LitmusCatalogue;

/** Writes the litmus tests of the catalogue as tests of jcstress; see litmus/run. */
public final class JcstressSource {
    private static final String HEAD =
            """
            package litmus;

            import java.lang.invoke.MethodHandles;
            import java.lang.invoke.VarHandle;
            import java.util.Arrays;
            import org.openjdk.jcstress.annotations.*;
            import org.openjdk.jcstress.infra.results.L_Result;

            @JCStressTest
            @Outcome(expect = Expect.ACCEPTABLE)
            @State
            public class %s {
                private int x;
                private int y;
                private int z;
            """;

    private static final String HANDLE =
            """
                private static final VarHandle %1$s = handle("%2$s");
            """;

    private static final String TAIL =
            """

                private static VarHandle handle(String name) {
                    try {
                        return MethodHandles.lookup().findVarHandle(%s.class, name, int.class);
                    } catch (ReflectiveOperationException e) {
                        throw new ExceptionInInitializerError(e);
                    }
                }
            }
            """;

    private JcstressSource() {}

    /** Takes the folder to write to. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0], "litmus"));
        int number = 0;
        for (LitmusCatalogue.Entry entry : LitmusCatalogue.all()) {
            String name = name(number++);
            Files.writeString(folder.resolve(name + ".java"), source(name, entry.litmus()));
        }
    }

    /** The class of the test of a number. */
    static String name(int number) {
        return "T%03d".formatted(number);
    }

    private static String source(String name, Litmus litmus) {
        StringBuilder text = new StringBuilder(HEAD.formatted(name));
        for (String each : List.of("x", "y", "z")) {
            text.append(HANDLE.formatted(each.toUpperCase(java.util.Locale.ROOT), each));
        }
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < litmus.threads().size(); i++) {
            seen.add(actor(text, litmus.threads().get(i), i));
        }
        text.append("\n    @Arbiter\n    public void end(L_Result result) {\n");
        String outcome = String.join(" + \" | \" + ", seen);
        List<String> last = List.of("x", "y", "z").subList(0, litmus.locations());
        text.append("        String text = ").append(outcome);
        text.append(" + \" # \" + Arrays.toString(new int[] {")
                .append(String.join(", ", last))
                .append("});\n        result.r1 = text.replace(' ', '_');\n    }\n");
        return text.append(TAIL.formatted(name)).toString();
    }

    /** Adds a thread; an expression of what its reads have seen. */
    private static String actor(StringBuilder text, List<Litmus.Step> steps, int thread) {
        StringBuilder code = new StringBuilder();
        List<String> reads = new ArrayList<>();
        for (Litmus.Step step : steps) {
            String value = code(step);
            if (!step.isFence() && step.access().reads()) {
                String field = "r" + thread + "_" + reads.size();
                text.append("    private int ").append(field).append(";\n");
                reads.add(field);
                value = field + " = " + value;
            }
            code.append("        ").append(value).append(";\n");
        }
        text.append(
                "\n    @Actor\n    public void thread%d() {\n%s    }\n".formatted(thread, code));
        return reads.isEmpty() ? "\"\"" : "\"\" + " + String.join(" + \",\" + ", reads);
    }

    private static String code(Litmus.Step step) {
        if (step.isFence()) {
            return "VarHandle." + fence(step.fence()) + "Fence()";
        }
        String field = "xyz".substring(step.location(), step.location() + 1);
        String handle = "XYZ".substring(step.location(), step.location() + 1);
        String mode = mode(step);
        return switch (step.access().kind()) {
            case READ ->
                    step.access().isPlain()
                            ? field
                            : "(int) %s.get%s(this)".formatted(handle, mode);
            case WRITE ->
                    step.access().isPlain()
                            ? field + " = " + step.value()
                            : "%s.set%s(this, %d)".formatted(handle, mode, step.value());
            case UPDATE ->
                    "(int) %s.getAndSet%s(this, %d)"
                            .formatted(handle, mode.replace("Volatile", ""), step.value());
            default ->
                    "(int) %s.compareAndExchange%s(this, %d, %d)"
                            .formatted(
                                    handle,
                                    mode.replace("Volatile", ""),
                                    step.expected(),
                                    step.value());
        };
    }

    private static String mode(Litmus.Step step) {
        return switch (step.access().mode()) {
            case PLAIN -> "";
            case OPAQUE -> "Opaque";
            case ACQUIRE -> "Acquire";
            case RELEASE -> "Release";
            default -> "Volatile";
        };
    }

    private static String fence(Fence fence) {
        return switch (fence) {
            case FULL -> "full";
            case ACQUIRE -> "acquire";
            case RELEASE -> "release";
            case LOAD_LOAD -> "loadLoad";
            case STORE_STORE -> "storeStore";
        };
    }
}
