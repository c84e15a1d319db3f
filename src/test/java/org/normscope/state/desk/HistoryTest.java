package org.normscope.state.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final History<String> history = new History<>("a", 3);

    @Test
    void undoAndRedoWalkTheStates() {
        history.change("b");
        history.change("c");
        assertEquals("b", history.undo());
        assertEquals("a", history.undo());
        assertEquals("a", history.undo());
        assertEquals("b", history.redo());
        assertEquals("c", history.redo());
        assertEquals("c", history.redo());
    }

    @Test
    void aChangeForgetsTheFuture() {
        history.change("b");
        history.undo();
        history.change("c");
        assertEquals(Optional.empty(), history.next());
        assertEquals("a", history.undo());
    }

    @Test
    void whatIsChangedAsideIsNoEntryAndKeepsTheFuture() {
        history.change("b");
        history.change("c");
        history.undo();
        history.aside(state -> state + "'");
        assertEquals("b'", history.present());
        assertEquals(Optional.of("c"), history.next());
        assertEquals("a", history.undo());
        assertEquals("b", history.redo());
    }

    @Test
    void backLeadsWhereAStepWasMadeForthWhereItLedWhateverIsLookedAtBetween() {
        history.change("b");
        history.aside(state -> "b at another place");
        history.change("c");
        for (int twice = 0; twice < 2; twice++) {
            history.aside(state -> state + " from afar");
            assertEquals("b at another place", history.undo());
            history.aside(state -> state + " from afar");
            assertEquals("a", history.undo());
            history.aside(state -> state + " from afar");
            assertEquals("b", history.redo());
            history.aside(state -> state + " from afar");
            assertEquals("c", history.redo());
        }
    }

    @Test
    void aDragThatOnlyMetAChangeAsideIsNoEntry() {
        history.begin();
        history.aside(state -> state + "'");
        history.end();
        assertEquals(Optional.empty(), history.previous());
    }

    @Test
    void joinedChangesThatComeBackAreNoEntry() {
        history.change("b");
        history.change("c", "zoom");
        history.change("d", "zoom");
        history.change("b", "zoom");
        assertEquals(Optional.of("a"), history.previous());
        history.change("e", "zoom");
        assertEquals("b", history.undo());
        assertEquals("a", history.undo());
        assertEquals("b", history.redo());
        assertEquals("e", history.redo());
    }

    @Test
    void whatIsChangedEverywhereStaysWhereverOneGoes() {
        history.change("b");
        history.change("c");
        history.undo();
        history.everywhere(String::toUpperCase);
        assertEquals("B", history.present());
        assertEquals("C", history.redo());
        history.undo();
        assertEquals("A", history.undo());
    }

    @Test
    void aDragIsOneEntry() {
        history.change("b");
        history.begin();
        for (int i = 0; i < 100; i++) history.change("drag " + i);
        history.end();
        assertEquals("drag 99", history.present());
        assertEquals("b", history.undo());
        assertEquals("a", history.undo());
    }

    @Test
    void aDragThatComesBackIsNoEntry() {
        history.begin();
        history.change("b");
        history.change("a");
        history.end();
        assertEquals(Optional.empty(), history.previous());
    }

    @Test
    void undoDuringADragGoesToItsStart() {
        history.begin();
        history.change("b");
        assertEquals(Optional.of("a"), history.previous());
        assertEquals("a", history.undo());
        assertEquals("b", history.redo());
    }

    @Test
    void changesOfOneKindAreOneEntry() {
        history.change("zoom 2", "zoom");
        history.change("zoom 3", "zoom");
        history.change("other");
        history.change("zoom 4", "zoom");
        assertEquals("other", history.undo());
        assertEquals("zoom 3", history.undo());
        assertEquals("a", history.undo());
    }

    @Test
    void noChangeIsNoEntry() {
        history.change("a");
        assertEquals(Optional.empty(), history.previous());
    }

    @Test
    void theOldestAreForgotten() {
        for (String state : List.of("b", "c", "d", "e")) history.change(state);
        for (int i = 0; i < 10; i++) history.undo();
        assertEquals("b", history.present());
    }

    @Test
    void agreesWithAListAndAnIndex() {
        Random random = new Random(1);
        History<Integer> tested = new History<>(0, 1000);
        List<Integer> states = new ArrayList<>(List.of(0));
        int at = 0;
        for (int step = 1; step <= 500; step++) {
            int what = random.nextInt(3);
            if (what == 0 && at > 0) at--;
            if (what == 1 && at < states.size() - 1) at++;
            if (what == 2) {
                states.subList(++at, states.size()).clear();
                states.add(step);
            }
            int present = what == 0 ? tested.undo() : what == 1 ? tested.redo() : change(tested, step);
            assertEquals(states.get(at), present);
        }
    }

    private static int change(History<Integer> history, int next) {
        history.change(next);
        return history.present();
    }
}
