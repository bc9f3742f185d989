package signalkit.rules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import signalkit.rules.bytecode.MethodRef;
import signalkit.rules.bytecode.Program;

/**
 * The verdicts on library methods, which are not searched.
 *
 * <p>Two tables: {@code measured.tsv}, written by measuring each method on the JDK, and {@code
 * policy.tsv}, written by hand for what one call cannot show: waiting, I/O, shared state. A more
 * special row wins; of two equal ones policy's. A row stands for one method, for all of a name, for
 * a class ({@code C.*}), for a package and those below it ({@code p.**}), or for all arrays ({@code
 * [].name}).
 */
final class Leaves {
    /**
     * One row.
     *
     * @param calls methods that it may call back on its receiver and arguments, by name
     * @param text why, or what to use instead; may be empty
     */
    record Row(LeafVerdict verdict, String pattern, List<String> calls, String text) {}

    private final Map<String, Row> rows = new HashMap<>();
    private final Map<MethodRef, Optional<Row>> own = new HashMap<>();
    private final Program program;

    Leaves(Program program) {
        this.program = program;
        read("measured.tsv").forEach((pattern, row) -> rows.put(pattern, measured(row)));
        rows.putAll(read("policy.tsv"));
    }

    private static Row measured(Row row) {
        String text = "locks of the first call/locks of a later one/bytes are " + row.text;
        return new Row(row.verdict, row.pattern, row.calls, text);
    }

    static Map<String, Row> read(String table) {
        Map<String, Row> rows = new HashMap<>();
        try (InputStream in = Leaves.class.getResourceAsStream(table);
                InputStreamReader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            new BufferedReader(text)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Leaves::row)
                    .forEach(row -> rows.put(row.pattern, row));
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length < 4) {
            throw new IllegalArgumentException("a row has fewer than 4 cells: " + line);
        }
        List<String> calls = cells[2].equals("-") ? List.of() : List.of(cells[2].split(","));
        return new Row(LeafVerdict.of(cells[0]), cells[1], calls, cells[3]);
    }

    /** The row for a method, found as the JVM would find the method: going up from its class. */
    Optional<Row> find(MethodRef ref) {
        for (String type : program.supertypes(ref.owner())) {
            Row row = own(ref.in(type));
            if (row != null) {
                return Optional.of(row);
            }
            if (declares(ref.in(type))) {
                break;
            }
        }
        return Optional.ofNullable(ofPackage(ref));
    }

    /** Whether a row speaks of the very class that is named. */
    boolean judges(MethodRef ref) {
        return own(ref) != null || ofPackage(ref) != null;
    }

    /** Whether a function given to this method runs on another thread, or as a handler. */
    boolean runsElsewhere(MethodRef ref) {
        return find(ref)
                .filter(r -> r.verdict == LeafVerdict.THREAD || r.verdict == LeafVerdict.REGISTERS)
                .isPresent();
    }

    private boolean declares(MethodRef ref) {
        return program.method(ref).filter(m -> !m.is(Opcodes.ACC_ABSTRACT)).isPresent();
    }

    private Row own(MethodRef ref) {
        return own.computeIfAbsent(ref, r -> Optional.ofNullable(findOwn(r))).orElse(null);
    }

    private Row findOwn(MethodRef ref) {
        if (ref.owner().startsWith("[")) {
            return rows.get("[]." + ref.name());
        }
        String key = ref.key();
        Row row = rows.get(key);
        row = row != null ? row : rows.get(ref.className() + "." + ref.name());
        return row != null || ref.isConstructor() ? row : rows.get(ref.className() + ".*");
    }

    private Row ofPackage(MethodRef ref) {
        String name = ref.className();
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            Row row = rows.get(name.substring(0, dot) + ".**");
            if (row != null) {
                return row;
            }
        }
        return null;
    }
}
