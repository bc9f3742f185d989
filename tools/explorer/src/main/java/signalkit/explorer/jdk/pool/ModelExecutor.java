package signalkit.explorer.jdk.pool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import signalkit.explorer.jdk.Here;

/** What models of thread pools share: how tasks become futures. */
abstract class ModelExecutor implements ExecutorService {
    @Override
    public Future<?> submit(Runnable code) {
        return start(new ModelFutureTask<>(code, null));
    }

    @Override
    public <T> Future<T> submit(Runnable code, T result) {
        return start(new ModelFutureTask<>(code, result));
    }

    @Override
    public <T> Future<T> submit(Callable<T> code) {
        return start(new ModelFutureTask<>(code));
    }

    private <T> Future<T> start(ModelFutureTask<T> task) {
        execute(task);
        return task;
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> codes)
            throws InterruptedException {
        return invokeAll(codes, Here.NEVER, TimeUnit.NANOSECONDS);
    }

    @Override
    public <T> List<Future<T>> invokeAll(
            Collection<? extends Callable<T>> codes, long time, TimeUnit unit)
            throws InterruptedException {
        List<Future<T>> futures = new ArrayList<>();
        for (Callable<T> code : codes) {
            futures.add(submit(code));
        }
        for (Future<T> future : futures) {
            try {
                future.get(time, unit);
            } catch (ExecutionException e) {
                // It is in the future.
            } catch (TimeoutException e) {
                futures.forEach(each -> each.cancel(true));
            }
        }
        return futures;
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> codes)
            throws InterruptedException, ExecutionException {
        Here.refuse("invokeAny");
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> codes, long time, TimeUnit unit)
            throws InterruptedException, ExecutionException {
        return invokeAny(codes);
    }
}
