package signalkit.explorer.memory;

import java.util.Arrays;

/** Binary relations, as tables. */
final class Relations {
    private Relations() {}

    static boolean[][] copy(boolean[][] relation) {
        return Arrays.stream(relation).map(boolean[]::clone).toArray(boolean[][]::new);
    }

    static void close(boolean[][] relation) {
        int size = relation.length;
        for (int k = 0; k < size; k++) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; relation[i][k] && j < size; j++) {
                    relation[i][j] |= relation[k][j];
                }
            }
        }
    }

    static boolean isIrreflexive(boolean[][] relation) {
        for (int i = 0; i < relation.length; i++) {
            if (relation[i][i]) {
                return false;
            }
        }
        return true;
    }
}
