import java.util.concurrent.atomic.AtomicReference;
import rx.Observable;
import rx.Subscriber;
import rx.subjects.PublishSubject;

/** One source fails while the other completes: the merged one must fail. */
public final class MergedError {
    private MergedError() {}

    public static void main(String[] arguments) throws InterruptedException {
        PublishSubject<String> failing = PublishSubject.create();
        PublishSubject<String> ending = PublishSubject.create();
        AtomicReference<String> end = new AtomicReference<>();
        Observable.merge(failing, ending)
                .unsafeSubscribe(
                        new Subscriber<String>() {
                            @Override
                            public void onNext(String value) {}

                            @Override
                            public void onError(Throwable thrown) {
                                end.set("failed");
                            }

                            @Override
                            public void onCompleted() {
                                end.set("completed");
                            }
                        });
        Thread other = new Thread(ending::onCompleted, "other");
        other.start();
        failing.onError(new IllegalStateException());
        other.join();
        assert "failed".equals(end.get()) : end.get();
    }
}
