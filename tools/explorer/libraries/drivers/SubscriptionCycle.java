import rx.subscriptions.CompositeSubscription;
import rx.subscriptions.MultipleAssignmentSubscription;

/** A composite that is unsubscribed calls what it holds with its lock held. */
public final class SubscriptionCycle {
    private SubscriptionCycle() {}

    public static void main(String[] arguments) throws InterruptedException {
        CompositeSubscription parent = new CompositeSubscription();
        MultipleAssignmentSubscription child = new MultipleAssignmentSubscription();
        parent.add(child);
        child.setSubscription(parent);
        Thread other = new Thread(child::unsubscribe, "other");
        other.start();
        parent.unsubscribe();
        other.join();
    }
}
