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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.Opcodes;
import signalkit.rules.bytecode.MethodRef;
import signalkit.rules.bytecode.Program;

/**
 * The verdicts on library methods, which are not searched.
 *
 * <p>Three tables: {@code derived.tsv}, written by following the JDK's own byte code; {@code
 * measured.tsv}, written by measuring methods on the JDK; and {@code policy.tsv}, written by hand
 * for what neither can show: waiting, I/O, shared state. A more special row wins; of equal ones the
 * last of these tables. A row stands for one method, for all of a name, for a class ({@code C.*}),
 * for a package and those below it ({@code p.**}), or for all arrays ({@code [].name}).
 */
final class Leaves {
    /**
     * One row.
     *
     * @param calls methods that it may call back on its receiver and arguments, by name
     * @param text why, or what to use instead; may be empty
     */
    record Row(LeafVerdict verdict, String pattern, List<String> calls, String text) {
        /**
         * A line of a table.
         *
         * @throws IllegalArgumentException if it is no row
         */
        static Row of(String line) {
            String[] cells = line.split("\t", -1);
            if (cells.length < 4) {
                throw new IllegalArgumentException(
                        "a row needs four cells, with tabs between them: verdict, method, what it"
                                + " calls back (or -), and why: "
                                + line);
            }
            List<String> calls = cells[2].equals("-") ? List.of() : List.of(cells[2].split(","));
            return new Row(LeafVerdict.of(cells[0]), cells[1], calls, cells[3]);
        }

        private Row after(String source) {
            return new Row(verdict, pattern, calls, source + text);
        }
    }

    private static final List<String> TABLES = List.of("derived.tsv", "measured.tsv", "policy.tsv");

    /** What introduces the figures of a table that is not written by hand. */
    private static final Map<String, String> SOURCES =
            Map.of(
                    "measured.tsv", "locks of the first call/locks of a later one/bytes are ",
                    "derived.tsv", "by its byte code on JDK ");

    private static final Set<LeafVerdict> OBJECTIONS =
            Set.of(LeafVerdict.IO, LeafVerdict.LOCK, LeafVerdict.BLOCKS, LeafVerdict.LOG);

    /** The tables that were read; they are the same for every program. */
    private static final Map<String, Map<String, Row>> READ = new ConcurrentHashMap<>();

    private final Map<String, Row> rows = new HashMap<>();
    private final Map<MethodRef, Optional<Row>> own = new HashMap<>();
    private final Map<String, Optional<Row>> packages = new HashMap<>();
    private final Program program;

    Leaves(Program program) {
        this(program, TABLES);
    }

    /** Judges by some of the tables; of equal rows that of the last table counts. */
    Leaves(Program program, List<String> tables) {
        this.program = program;
        for (String table : tables) {
            rows.putAll(READ.computeIfAbsent(table, Leaves::readWithSource));
        }
    }

    /** Adds a row that counts before those of the tables. */
    void add(String line) {
        Row row = Row.of(line);
        rows.put(row.pattern(), row);
    }

    private static Map<String, Row> readWithSource(String table) {
        String source = SOURCES.getOrDefault(table, "");
        Map<String, Row> rows = read(table);
        rows.replaceAll((pattern, row) -> row.after(source));
        return rows;
    }

    static Map<String, Row> read(String table) {
        Map<String, Row> rows = new HashMap<>();
        try (InputStream in = Leaves.class.getResourceAsStream(table);
                InputStreamReader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            new BufferedReader(text)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Row::of)
                    .forEach(row -> rows.put(row.pattern, row));
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** Whether the row of a method says that it depends on the class of the object. */
    boolean leavesOpen(MethodRef ref) {
        return find(ref).filter(row -> row.verdict() == LeafVerdict.UNKNOWN).isPresent();
    }

    /** Whether the row of a method is a finding wherever it is called. */
    boolean objects(MethodRef ref) {
        return find(ref).filter(row -> OBJECTIONS.contains(row.verdict())).isPresent();
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
        return packages.computeIfAbsent(ref.owner(), owner -> Optional.ofNullable(ofPackage(owner)))
                .orElse(null);
    }

    private Row ofPackage(String owner) {
        String name = owner.replace('/', '.');
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            Row row = rows.get(name.substring(0, dot) + ".**");
            if (row != null) {
                return row;
            }
        }
        return null;
    }
}
