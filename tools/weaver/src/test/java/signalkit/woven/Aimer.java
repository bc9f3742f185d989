package signalkit.woven;

import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.aim.Aim;

/** A program that aims signals at lines, and prints for each whether that was taken. */
public final class Aimer {
    private Aimer() {}

    public static void main(String[] aims) {
        for (String aim : aims) {
            try {
                PosixProcess.main().aims().add(Aim.parse(aim));
                System.out.println("taken");
            } catch (PosixException e) {
                System.out.println(e.detail());
            }
        }
    }
}
