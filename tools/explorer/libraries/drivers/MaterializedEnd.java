import java.util.concurrent.atomic.AtomicInteger;
import rx.Notification;
import rx.Subscriber;
import rx.subjects.PublishSubject;

/** A subscriber asks for more while the source completes: the end must be delivered once. */
public final class MaterializedEnd {
    private MaterializedEnd() {}

    private static final class Counter extends Subscriber<Notification<String>> {
        private final AtomicInteger values = new AtomicInteger();

        @Override
        public void onStart() {
            request(0);
        }

        @Override
        public void onNext(Notification<String> value) {
            values.incrementAndGet();
        }

        @Override
        public void onError(Throwable thrown) {}

        @Override
        public void onCompleted() {}

        void more() {
            request(1);
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        PublishSubject<String> subject = PublishSubject.create();
        Counter counter = new Counter();
        subject.materialize().unsafeSubscribe(counter);
        Thread other = new Thread(counter::more, "other");
        other.start();
        subject.onCompleted();
        other.join();
        assert counter.values.get() == 1 : "delivered " + counter.values.get() + " times";
    }
}
