package signalkit.rules.meter;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** The classes whose public methods are measured, each with an object to call them on. */
final class Subjects {
    /**
     * One class.
     *
     * @param names the only methods to call; empty for all that need no more than canned arguments
     */
    record Subject(Class<?> type, Supplier<Object> object, Set<String> names) {}

    private Subjects() {}

    /** Built when asked for, so that no class here is used before its methods are measured. */
    static List<Subject> all() {
        List<Subject> all = new ArrayList<>();
        all.add(all(AtomicBoolean.class, AtomicBoolean::new));
        all.add(all(AtomicInteger.class, () -> new AtomicInteger(1)));
        all.add(all(AtomicLong.class, () -> new AtomicLong(1)));
        all.add(all(AtomicReference.class, () -> new AtomicReference<>("x")));
        all.add(all(AtomicIntegerArray.class, () -> new AtomicIntegerArray(4)));
        all.add(all(AtomicLongArray.class, () -> new AtomicLongArray(4)));
        all.add(all(AtomicReferenceArray.class, () -> new AtomicReferenceArray<>(4)));
        all.add(all(AtomicMarkableReference.class, () -> new AtomicMarkableReference<>("x", true)));
        all.add(all(AtomicStampedReference.class, () -> new AtomicStampedReference<>("x", 1)));
        all.add(all(LongAdder.class, LongAdder::new));
        all.add(all(DoubleAdder.class, DoubleAdder::new));
        all.add(all(LongAccumulator.class, () -> new LongAccumulator(Long::sum, 0)));
        all.add(only(CountDownLatch.class, () -> new CountDownLatch(9), "countDown getCount"));
        all.add(only(Semaphore.class, () -> new Semaphore(9), "release availablePermits"));
        all.add(only(ConcurrentSkipListMap.class, ConcurrentSkipListMap::new, MAP));
        all.add(
                only(
                        CopyOnWriteArrayList.class,
                        () -> new CopyOnWriteArrayList<>(List.of("a", "b")),
                        LIST_READS));
        all.add(only(Boolean.class, () -> true, SCALAR));
        all.add(only(Byte.class, () -> (byte) 7, SCALAR));
        all.add(only(Character.class, () -> 'x', SCALAR + " isDigit isLetter toLowerCase"));
        all.add(only(Short.class, () -> (short) 7, SCALAR));
        all.add(only(Integer.class, () -> 123_456, SCALAR + " parseInt toHexString bitCount min"));
        all.add(only(Long.class, () -> 123_456L, SCALAR + " parseLong toHexString bitCount min"));
        all.add(only(Float.class, () -> 1.5f, SCALAR));
        all.add(only(Double.class, () -> 1.5, SCALAR + " isNaN doubleToLongBits"));
        all.add(only(Math.class, () -> null, "abs min max floorMod floorDiv addExact toIntExact"));
        all.add(only(String.class, () -> "text", STRING));
        all.add(only(StringBuilder.class, () -> new StringBuilder(4096), BUILDER));
        all.add(only(StringBuffer.class, () -> new StringBuffer(4096), BUILDER));
        all.add(only(Object.class, Object::new, "<init> hashCode equals toString getClass"));
        all.add(
                only(
                        Enum.class,
                        () -> TimeUnit.SECONDS,
                        "name ordinal compareTo equals hashCode toString"));
        all.add(only(TimeUnit.class, () -> TimeUnit.SECONDS, "toNanos toMillis toSeconds"));
        all.add(only(Class.class, () -> String.class, "getName isInstance isInterface cast"));
        all.add(only(Objects.class, () -> null, "requireNonNull isNull nonNull"));
        all.add(only(Optional.class, () -> Optional.of("x"), "get isPresent isEmpty empty of"));
        all.add(only(OptionalInt.class, () -> OptionalInt.of(1), "getAsInt isPresent"));
        all.add(only(Arrays.class, () -> null, "fill equals copyOf asList"));
        all.add(only(List.class, () -> List.of("x"), "of"));
        all.add(only(Set.class, () -> Set.of("x"), "of"));
        all.add(only(ByteBuffer.class, () -> ByteBuffer.allocateDirect(64), BUFFER));
        all.add(only(System.class, () -> null, SYSTEM));
        all.add(only(Runtime.class, Runtime::getRuntime, "getRuntime availableProcessors"));
        all.add(only(Runtime.class, Runtime::getRuntime, "freeMemory totalMemory maxMemory"));
        all.add(only(ProcessHandle.class, ProcessHandle::current, "current pid isAlive"));
        all.add(only(Instant.class, Instant::now, "now toEpochMilli getEpochSecond getNano"));
        all.add(only(Duration.class, () -> Duration.ofMillis(5), "toMillis toNanos ofMillis"));
        all.add(only(ThreadLocalRandom.class, ThreadLocalRandom::current, "current nextInt"));
        return all;
    }

    private static final String SCALAR =
            "valueOf toString hashCode equals compareTo compare intValue longValue byteValue"
                    + " charValue booleanValue shortValue floatValue doubleValue";

    private static final String STRING =
            "length charAt isEmpty toString hashCode equals compareTo startsWith endsWith indexOf contains"
                    + " contentEquals substring valueOf toLowerCase trim concat getBytes";

    private static final String BUILDER =
            "<init> append setLength length charAt setCharAt deleteCharAt capacity toString";

    private static final String BUFFER =
            "put get putInt getInt putLong getLong position limit clear flip rewind remaining"
                    + " hasRemaining capacity array isDirect allocate wrap";

    private static final String LIST_READS = "<init> get size isEmpty contains iterator";

    private static final String MAP = "get put remove containsKey size isEmpty firstEntry";

    private static final String SYSTEM =
            "nanoTime currentTimeMillis arraycopy identityHashCode getProperty getenv"
                    + " lineSeparator";

    private static Subject all(Class<?> type, Supplier<Object> object) {
        return new Subject(type, object, Set.of());
    }

    private static Subject only(Class<?> type, Supplier<Object> object, String names) {
        return new Subject(type, object, Set.of(names.split(" ")));
    }
}
