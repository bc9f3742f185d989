import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.IgnoreExceptionHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.WorkHandler;
import com.lmax.disruptor.WorkProcessor;

/** A worker that is halted before its thread begins runs for ever. */
public final class HaltedWorker {
    private HaltedWorker() {}

    public static void main(String[] arguments) throws InterruptedException {
        RingBuffer<Object> ring =
                RingBuffer.createMultiProducer(Object::new, 4, new BlockingWaitStrategy());
        WorkHandler<Object> handler = event -> {};
        WorkProcessor<Object> worker =
                new WorkProcessor<>(
                        ring, ring.newBarrier(), handler, new IgnoreExceptionHandler(), new Sequence());
        Thread thread = new Thread(worker, "worker");
        thread.start();
        worker.halt();
        thread.join();
    }
}
