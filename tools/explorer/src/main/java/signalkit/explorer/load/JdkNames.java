package signalkit.explorer.load;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.Remapper;

/** Which class stands for a class of the JDK in explored code. Immutable. */
final class JdkNames extends Remapper {
    /** What a class of the JDK is to explored code. */
    enum Standing {
        /** A model stands for it. */
        MODELLED,
        /** A renamed and woven copy stands for it. */
        COPIED,
        /** It is used as it is. */
        KEPT
    }

    static final String COPY = "explored/";

    /** What copies use in place of the JDK's Unsafe, and the class that it is made from. */
    static final String UNSAFE = "jdk/internal/misc/Unsafe";

    static final String UNSAFE_MODEL = "signalkit/explorer/jdk/HandleUnsafe";

    private static final String ABSTRACT_LIST = "java/util/AbstractList";
    private static final String BUILDER = "java/lang/Thread$Builder";
    private static final String MODELS = "signalkit/explorer/jdk/";
    private static final String UTIL = "java/util/";
    private static final String CONCURRENT = "java/util/concurrent/";
    private static final String LOCKS = "java/util/concurrent/locks/";

    /** By the JDK's name; nested classes go with their outermost one. */
    private static final Map<String, String> MODELLED =
            Map.ofEntries(
                    Map.entry("java/lang/Thread", "ModelThread"),
                    Map.entry("java/lang/ThreadGroup", "ModelThreadGroup"),
                    Map.entry(BUILDER, "ModelThreadBuilder"),
                    Map.entry("sun/misc/Signal", "JvmSignalModel"),
                    Map.entry("sun/misc/SignalHandler", "JvmHandlerModel"),
                    Map.entry("java/lang/ThreadLocal", "ModelThreadLocal"),
                    Map.entry("java/lang/InheritableThreadLocal", "ModelInheritableThreadLocal"),
                    Map.entry(LOCKS + "LockSupport", "ModelLockSupport"),
                    Map.entry(LOCKS + "ReentrantLock", "lock/ModelReentrantLock"),
                    Map.entry(LOCKS + "ReentrantReadWriteLock", "lock/ModelReadWriteLock"),
                    Map.entry(LOCKS + "StampedLock", "lock/ModelStampedLock"),
                    Map.entry(
                            LOCKS + "AbstractOwnableSynchronizer", "lock/ModelOwnableSynchronizer"),
                    Map.entry(LOCKS + "AbstractQueuedSynchronizer", "lock/ModelQueuedSynchronizer"),
                    Map.entry(CONCURRENT + "Semaphore", "lock/ModelSemaphore"),
                    Map.entry(CONCURRENT + "CountDownLatch", "lock/ModelCountDownLatch"),
                    Map.entry(CONCURRENT + "Exchanger", "lock/ModelExchanger"),
                    Map.entry(CONCURRENT + "ArrayBlockingQueue", "queue/ModelArrayBlockingQueue"),
                    Map.entry(CONCURRENT + "LinkedBlockingDeque", "queue/ModelLinkedBlockingDeque"),
                    Map.entry(CONCURRENT + "LinkedBlockingQueue", "queue/ModelLinkedBlockingQueue"),
                    Map.entry(CONCURRENT + "SynchronousQueue", "queue/ModelSynchronousQueue"),
                    Map.entry(CONCURRENT + "FutureTask", "pool/ModelFutureTask"),
                    Map.entry(CONCURRENT + "ForkJoinPool", "pool/ModelForkJoinPool"),
                    Map.entry(CONCURRENT + "ForkJoinTask", "pool/ModelForkJoinTask"),
                    Map.entry(CONCURRENT + "ForkJoinWorkerThread", "pool/ModelForkJoinWorker"),
                    Map.entry(CONCURRENT + "DelayScheduler", "pool/ModelDelayScheduler"),
                    Map.entry(CONCURRENT + "ThreadFactory", "ModelThreadFactory"),
                    Map.entry("jdk/internal/vm/SharedThreadContainer", "pool/ModelThreadContainer"),
                    Map.entry("jdk/internal/invoke/MhUtil", "pool/ModelMhUtil"));

    private static final Set<String> COPIED =
            concurrent(
                    "AbstractExecutorService",
                    "CountedCompleter",
                    "SubmissionPublisher",
                    "locks/AbstractQueuedLongSynchronizer",
                    "CompletableFuture",
                    "CompletionStage",
                    "ConcurrentHashMap",
                    "Helpers",
                    "ConcurrentLinkedDeque",
                    "ConcurrentLinkedQueue",
                    "ConcurrentSkipListMap",
                    "ConcurrentSkipListSet",
                    "CopyOnWriteArrayList",
                    "CopyOnWriteArraySet",
                    "CyclicBarrier",
                    "DelayQueue",
                    "ExecutorCompletionService",
                    "Executors",
                    "LinkedTransferQueue",
                    "Phaser",
                    "PriorityBlockingQueue",
                    "RecursiveAction",
                    "RecursiveTask",
                    "RejectedExecutionHandler",
                    "ScheduledThreadPoolExecutor",
                    "ThreadPoolExecutor");

    private static Set<String> concurrent(String... names) {
        return Stream.concat(
                        Arrays.stream(names).map(CONCURRENT::concat),
                        Stream.of(
                                        "Collections",
                                        "Hashtable",
                                        "Stack",
                                        "TaskQueue",
                                        "Timer",
                                        "TimerTask",
                                        "TimerThread",
                                        "Vector")
                                .map(UTIL::concat))
                .collect(Collectors.toSet());
    }

    /** The way back from {@link #MODELLED}. */
    private static final Map<String, String> ORIGINALS =
            MODELLED.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    /** Nested classes of what is modelled that stay what they are. */
    private static final Set<String> KEPT_NESTED = Set.of("java/lang/Thread$State");

    /** As classes of the program see them. */
    static final JdkNames PROGRAM = new JdkNames(false);

    private final boolean isForCopies;

    /** As classes of the program see them, or as copies do. */
    JdkNames(boolean isForCopies) {
        super(Opcodes.ASM9);
        this.isForCopies = isForCopies;
    }

    static Standing standing(String name) {
        String outermost = outermost(name);
        if (KEPT_NESTED.contains(name)) {
            return Standing.KEPT;
        }
        if (MODELLED.containsKey(outermost)) {
            return Standing.MODELLED;
        }
        return COPIED.contains(outermost) ? Standing.COPIED : Standing.KEPT;
    }

    /** The classes of the JDK that others stand for, but for nested ones. */
    static Set<String> known() {
        Set<String> all = new TreeSet<>(COPIED);
        all.addAll(MODELLED.keySet());
        return all;
    }

    @Override
    public String map(String name) {
        if (name.equals(UNSAFE) || name.equals(UNSAFE_MODEL)) {
            return COPY + UNSAFE;
        }
        if (isForCopies && outermost(name).equals(ABSTRACT_LIST)) {
            // A copy in another package could not see its protected fields.
            return COPY + name;
        }
        return switch (standing(name)) {
            case MODELLED -> {
                String outermost = outermost(name);
                yield MODELS + MODELLED.get(outermost) + name.substring(outermost.length());
            }
            case COPIED -> COPY + name;
            case KEPT -> name;
        };
    }

    /** The JDK's class that a class stands for; the class itself when it stands for none. */
    static String original(String name) {
        if (name.startsWith(COPY)) {
            return name.substring(COPY.length());
        }
        if (!name.startsWith(MODELS)) {
            return name;
        }
        String outermost = outermost(name);
        String original = ORIGINALS.get(outermost.substring(MODELS.length()));
        return original == null ? name : original + name.substring(outermost.length());
    }

    private static String outermost(String name) {
        if (name.startsWith(BUILDER)) {
            return BUILDER;
        }
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }
}
