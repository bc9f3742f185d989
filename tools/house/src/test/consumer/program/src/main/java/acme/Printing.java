package acme;

import signalkit.annotations.HandlerContext;

/** A handler that the rules must not accept. */
final class Printing {
    @HandlerContext
    void onSignal() {
        System.out.println("stopping");
    }
}
