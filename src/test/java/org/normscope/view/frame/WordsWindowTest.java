package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.normscope.network.ModelLibrary;
import org.normscope.state.desk.Workspace;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.tree.TreeModel;
import org.normscope.text.Language;
import org.normscope.text.Messages;
import org.normscope.view.control.Tips;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What is on screen is explained: by a sentence at the pointer, and by a glossary. */
class WordsWindowTest extends WindowFixture {
    /** Signs, abbreviations of normalizations, figures in percent or milliseconds. */
    private static final Pattern TERSE = Pattern.compile(".*([\u03b1-\u03c9\u03a3%]|\\b\\d+(\\.\\d+)? ms\\b).*",
        Pattern.DOTALL);

    private static final String CELL = "\u5355\u5143\u683c";


    @Start
    void start(Stage stage) {
        open(stage);
    }

    @BeforeEach
    void waitUntilOpen() {
        until(() -> window.app.workspace(NormalizeModel.class).maps().get() != null
            && !window.app.workspace(NormalizeModel.class).computing().get());
    }

    /** What is painted has words beside it; the nodes of the tree have theirs before. */
    private void enter(FxRobot robot, Workspace workspace) {
        robot.interact(() -> window.app.setWorkspace(workspace.id()));
        until(() -> workspace instanceof TreeModel || !workspace.computing().get());
    }

    @Test
    void noTooltipRepeatsItsLabel(FxRobot robot) {
        Set<String> mute = new TreeSet<>();
        for (Workspace workspace : window.app.workspaces()) {
            enter(robot, workspace);
            robot.interact(() -> all(window.frame, Control.class).filter(WordsWindowTest::shown).forEach(control -> {
                String label = control instanceof Labeled labeled && labeled.getText() != null ? labeled.getText() : "";
                String tip = Tips.words(control).orElse("").replaceAll("  \\(.*\\)$", "");
                if (control instanceof ButtonBase && label.length() > 0 && (tip.isEmpty() || tip.equals(label))) {
                    mute.add(workspace.id() + ": " + label);
                }
            }));
        }
        assertEquals(Set.of(), mute, "says nothing but its label");
    }

    @Test
    void everySignAndFigureIsExplained(FxRobot robot) {
        Set<String> mute = new TreeSet<>();
        for (Workspace workspace : window.app.workspaces()) {
            enter(robot, workspace);
            // By the window's own thread: what is being laid anew hangs nowhere for a moment.
            robot.interact(() -> all(window.frame, Label.class).filter(WordsWindowTest::shown)
                .filter(label -> label.getText() != null && label.getText().length() < 60
                    && TERSE.matcher(label.getText()).matches() && !explained(label))
                .forEach(label -> mute.add(workspace.id() + ": " + label.getText().replace('\n', ' '))));
        }
        assertEquals(Set.of(), mute, "no tooltip");
    }

    private static boolean explained(Node node) {
        for (Node up = node; up != null; up = up.getParent()) {
            if (Tips.words(up).isPresent()) return true;
            if (up.getStyleClass().contains("card")) return false;
        }
        return false;
    }

    private static boolean shown(Node node) {
        for (Node up = node; up != null; up = up.getParent()) if (!up.isVisible()) return false;
        return true;
    }

    @Test
    void theGlossaryOpensAndClosesByKeys(FxRobot robot) {
        Glossary glossary = all(window.frame, Glossary.class).findFirst().orElseThrow();
        robot.type(KeyCode.F2);
        assertTrue(glossary.isVisible());
        assertTrue(all(glossary, Label.class).anyMatch(label -> label.getText().startsWith("Batch normalization:")));
        robot.type(KeyCode.ESCAPE);
        assertFalse(glossary.isVisible());
    }

    @Test
    void classesOfBuiltInNetworksHaveNamesInChinese() {
        Set<String> english = new TreeSet<>();
        for (String name : ModelLibrary.builtIn()) {
            for (String label : labels(name)) {
                if (!Messages.has("class." + label) || Messages.get(Language.CHINESE, "class." + label).equals(label)) {
                    english.add(label);
                }
            }
        }
        assertEquals(Set.of(), english);
    }

    private static List<String> labels(String network) {
        List<String> labels = new ArrayList<>();
        try {
            new ObjectMapper().readTree(Path.of("assets/networks", network + ".json").toFile()).path("labels")
                .forEach(label -> labels.add(label.asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertTrue(labels.size() > 1, network);
        return labels;
    }

    @Test
    void unitAndCellAreTwoWordsInChinese() {
        Set<String> same = new TreeSet<>();
        for (String key : Messages.keys(Language.ENGLISH)) {
            String english = Messages.get(Language.ENGLISH, key).toLowerCase(Locale.ROOT),
                chinese = Messages.get(Language.CHINESE, key);
            boolean unit = english.matches(".*\\bunits?\\b.*");
            boolean cellWord = chinese.replace(CELL, "").contains("\u5355\u5143");
            if (unit && cellWord) same.add(key);
        }
        assertEquals(Set.of(), same, "a unit is called as a cell");
    }
}
