package signalkit.course.check;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The whole numbers that an exercise has in its code, from 1 up. Immutable.
 *
 * <p>A program that is right only up to some number of its own usually has that number in its code,
 * so a check that promises "any number" tries more. No check can try all numbers.
 */
public final class SourceNumbers {
    private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");

    /** Of those in a text; a class file has room for that. */
    private static final int MOST = 5_000;

    private final NavigableSet<Integer> numbers;
    private final long seed;
    private final boolean fractions;

    private SourceNumbers(NavigableSet<Integer> numbers, long seed, boolean fractions) {
        this.numbers = numbers;
        this.seed = seed;
        this.fractions = fractions;
    }

    /**
     * Reads them: constants, cases of a switch, the digits in texts, how far a short type counts
     * and how far the upper of two numbers in one long does.
     *
     * @param compiled the exercise
     * @return its numbers
     */
    public static SourceNumbers of(Compilation compiled) {
        NavigableSet<Integer> numbers = new TreeSet<>();
        AtomicBoolean fractions = new AtomicBoolean();
        CRC32 sum = new CRC32();
        for (Map.Entry<String, byte[]> each : new TreeMap<>(compiled.classFiles()).entrySet()) {
            new ClassReader(each.getValue())
                    .accept(new Reader(numbers, fractions), ClassReader.SKIP_DEBUG);
            sum.update(ByteBuffer.wrap(each.getValue()));
        }
        return new SourceNumbers(numbers, sum.getValue(), fractions.get());
    }

    /** Them as text, for {@link #read}. */
    String text() {
        return seed
                + numbers.stream()
                        .limit(MOST)
                        .map(number -> " " + number)
                        .collect(Collectors.joining());
    }

    /** What {@link #text} wrote. */
    static SourceNumbers read(String text) {
        List<Long> all = Stream.of(text.split(" ")).map(Long::valueOf).toList();
        NavigableSet<Integer> numbers = new TreeSet<>();
        all.stream().skip(1).forEach(number -> add(number, numbers));
        return new SourceNumbers(numbers, all.get(0), false);
    }

    /**
     * A number that no limit in the code reaches.
     *
     * @param floor is less, in any case
     * @param ceiling of the numbers that are looked at: larger ones are no limits of a few things
     * @return more than twice the largest of them, as a limit may be a sum of two
     */
    public int beyond(int floor, int ceiling) {
        Integer largest = numbers.floor(ceiling);
        int more = random().nextInt(Math.max(2, floor / 8));
        return Math.max(floor, largest == null ? 0 : 2 * largest) + 1 + more;
    }

    /**
     * The smallest number of a range.
     *
     * @param above is less, in any case
     * @param most is not less
     * @return none when the code has no such number
     */
    OptionalInt firstBetween(int above, int most) {
        Integer next = numbers.higher(above);
        return next == null || next > most ? OptionalInt.empty() : OptionalInt.of(next);
    }

    /**
     * Whether the code computes with a float or a double, which count exactly up to some number
     * that is not in the code.
     */
    boolean hasFractions() {
        return fractions;
    }

    /**
     * The numbers in the code.
     *
     * @return a copy, in order
     */
    public int[] all() {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * What a check draws that may be anything.
     *
     * @return a new source, the same for the same code
     */
    public Random random() {
        return new Random(seed);
    }

    private static void add(Object constant, NavigableSet<Integer> numbers) {
        if (constant instanceof String text) {
            DIGITS.matcher(text)
                    .results()
                    .map(MatchResult::group)
                    .forEach(digits -> add(Long.valueOf(digits), numbers));
            add(text.length(), numbers);
        } else if (constant instanceof Number number) {
            long value = Math.abs(number.longValue());
            if (value > 0 && value <= Integer.MAX_VALUE) {
                numbers.add((int) value);
            }
        }
    }

    private static final class Reader extends ClassVisitor {
        private final NavigableSet<Integer> numbers;
        private final AtomicBoolean fractions;

        Reader(NavigableSet<Integer> numbers, AtomicBoolean fractions) {
            super(Opcodes.ASM9);
            this.numbers = numbers;
            this.fractions = fractions;
        }

        @Override
        public FieldVisitor visitField(
                int access, String name, String type, String generic, Object value) {
            add(value, numbers);
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String type, String generic, String[] thrown) {
            return new Constants(numbers, fractions);
        }
    }

    private static final class Constants extends MethodVisitor {
        private static final Set<Integer> OF_FRACTIONS =
                Set.of(
                        Opcodes.I2F,
                        Opcodes.I2D,
                        Opcodes.L2F,
                        Opcodes.L2D,
                        Opcodes.FADD,
                        Opcodes.DADD,
                        Opcodes.FSUB,
                        Opcodes.DSUB,
                        Opcodes.FMUL,
                        Opcodes.DMUL);

        private final NavigableSet<Integer> numbers;
        private final AtomicBoolean fractions;
        private int shift;

        Constants(NavigableSet<Integer> numbers, AtomicBoolean fractions) {
            super(Opcodes.ASM9);
            this.numbers = numbers;
            this.fractions = fractions;
        }

        /**
         * What is left of a long above that many bits, for a number that it holds beside others.
         */
        private void addRoomAbove(int bits) {
            if (bits > 0 && bits < Long.SIZE - 1) {
                add(1L << (Long.SIZE - 1 - bits), numbers);
            }
        }

        private void note(boolean isFraction) {
            fractions.set(fractions.get() || isFraction);
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String called, String type, boolean isInterface) {
            note(owner.startsWith("java/util/concurrent/atomic/Double"));
        }

        @Override
        public void visitInsn(int opcode) {
            note(OF_FRACTIONS.contains(opcode));
            if (opcode >= Opcodes.ISHL && opcode <= Opcodes.LUSHR && (opcode & 1) == 1) {
                addRoomAbove(shift);
            }
            if (opcode > Opcodes.ICONST_0 && opcode <= Opcodes.ICONST_5) {
                add(opcode - Opcodes.ICONST_0, numbers);
            } else if (opcode == Opcodes.I2B) {
                add(1 << Byte.SIZE, numbers);
            } else if (opcode == Opcodes.I2S || opcode == Opcodes.I2C) {
                add(1 << Short.SIZE, numbers);
            }
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            if (opcode != Opcodes.NEWARRAY) {
                add(operand, numbers);
                shift = operand;
            }
        }

        @Override
        public void visitIincInsn(int variable, int increment) {
            add(increment, numbers);
        }

        @Override
        public void visitLdcInsn(Object value) {
            add(value, numbers);
            if (value instanceof Long bits && Long.bitCount(bits) == 1) {
                addRoomAbove(Long.numberOfTrailingZeros(bits));
            }
        }

        @Override
        public void visitTableSwitchInsn(int from, int to, Label otherwise, Label... labels) {
            add(from, numbers);
            add(to, numbers);
        }

        @Override
        public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
            for (int key : keys) {
                add(key, numbers);
            }
        }
    }
}
