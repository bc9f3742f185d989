package signalkit.explorer.jdk;

/** Stands for the builders of JDK 21. */
public interface ModelThreadBuilder {
    /** As in Thread.Builder. */
    ModelThreadBuilder name(String name);

    /** As in Thread.Builder. */
    ModelThreadBuilder name(String prefix, long start);

    /** As in Thread.Builder. */
    ModelThreadBuilder inheritInheritableThreadLocals(boolean inherit);

    /** As in Thread.Builder. */
    ModelThreadBuilder uncaughtExceptionHandler(ModelThread.UncaughtExceptionHandler taker);

    /** As in Thread.Builder. */
    ModelThread unstarted(Runnable code);

    /** As in Thread.Builder. */
    ModelThread start(Runnable code);

    /** As in Thread.Builder. */
    ModelThreadFactory factory();

    /** As in Thread.Builder. */
    interface OfVirtual extends ModelThreadBuilder {
        @Override
        OfVirtual name(String name);

        @Override
        OfVirtual name(String prefix, long start);

        @Override
        OfVirtual inheritInheritableThreadLocals(boolean inherit);

        @Override
        OfVirtual uncaughtExceptionHandler(ModelThread.UncaughtExceptionHandler taker);
    }

    /** As in Thread.Builder. */
    interface OfPlatform extends ModelThreadBuilder {
        @Override
        OfPlatform name(String name);

        @Override
        OfPlatform name(String prefix, long start);

        @Override
        OfPlatform inheritInheritableThreadLocals(boolean inherit);

        @Override
        OfPlatform uncaughtExceptionHandler(ModelThread.UncaughtExceptionHandler taker);

        /** As in Thread.Builder. */
        OfPlatform daemon(boolean on);

        /** As in Thread.Builder. */
        OfPlatform daemon();

        /** As in Thread.Builder. */
        OfPlatform group(ModelThreadGroup group);

        /** As in Thread.Builder. */
        OfPlatform priority(int priority);
    }
}
