package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.normscope.shift.Trait;
import org.normscope.state.app.Desk;
import org.normscope.state.desk.Theme;
import org.normscope.state.shift.ShiftModel;
import org.normscope.state.shift.ShiftSettings;
import org.normscope.state.style.StyleModel;
import org.normscope.state.style.StyleSettings;
import org.normscope.view.control.NumberSlider;
import org.normscope.view.shift.CurvesCard;
import org.normscope.view.shift.LookCard;
import org.normscope.view.shift.ResultsCard;
import org.normscope.view.shift.SurgeryCard;
import org.normscope.view.style.BeforeAfter;
import org.normscope.view.style.ContentCard;
import org.normscope.view.style.MixPad;
import org.normscope.view.style.RenderBar;
import org.normscope.view.style.SheetView;
import org.normscope.view.style.StyleInspector;
import org.normscope.view.style.StyleTile;
import org.normscope.view.style.StyleTiles;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Style and Shift without a pointer. */
@ExtendWith(ApplicationExtension.class)
class KeysWindowTest {
    private OpenWindow window;

    @Start
    void open(Stage stage) {
        window = new OpenWindow(stage, Desk.DATA,
            OpenWindow.settings().withWorkspace(StyleSettings.ID));
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    @Test
    void tabReachesAllOfStyleWithARing(FxRobot robot) {
        settle();
        robot.interact(() -> {
            window.app.workspace(StyleModel.class).mix()
                .toggleStyle(window.app.workspace(StyleModel.class).styles().get(1).picture());
            window.app.workspace(StyleModel.class)
                .setBrush(window.app.workspace(StyleModel.class).settings().get().brush().withOn(true));
        });
        settle();
        until(() -> !window.app.workspace(StyleModel.class).sheet().get().cells().isEmpty());
        walkInEveryTheme(robot,
            List.of(TopBar.class, ContentCard.class, StyleTiles.class, MixPad.class, BeforeAfter.class,
                StyleInspector.class, SheetView.class, RenderBar.class));
    }

    @Test
    void tabReachesAllOfShiftWithARing(FxRobot robot) {
        robot.interact(() -> window.app.setWorkspace(ShiftSettings.ID));
        until(() ->
            window.app.workspace(ShiftModel.class).compared().size() == 3
                && !window.app.workspace(ShiftModel.class).computing().get() && window.app.activity().get() == null
                && window.app.workspace(ShiftModel.class).meter().get() != null);
        walkInEveryTheme(robot,
            List.of(TopBar.class, LookCard.class, CurvesCard.class, ResultsCard.class, SurgeryCard.class));
    }

    /** Of one window: opening it takes longer than the walk. @param order of the parts in which Tab comes to them */
    private void walkInEveryTheme(FxRobot robot, List<Class<? extends Parent>> order) {
        for (Theme theme : Theme.values()) {
            robot.interact(() -> window.app.setTheme(theme));
            robot.interact(() -> new FocusWalk(window.frame).walk(order, theme.toString()));
        }
    }

    private Node owner() {
        return window.frame.getScene().getFocusOwner();
    }

    @Test
    void slidersGoBySmallAndLargeStepsAndToTheirEnds(FxRobot robot) {
        settle();
        slide(robot, "style-weight");
        assertEquals(0.85, window.app.workspace(StyleModel.class).settings().get().weight());
        robot.interact(() -> window.app.setWorkspace(ShiftSettings.ID));
        until(() -> window.app.workspace(ShiftModel.class).meter().get() != null
            && window.app.activity().get() == null);
        slide(robot, "trait-" + Trait.BRIGHTNESS.name());
        assertTrue(window.app.workspace(ShiftModel.class).settings().get().untouched());
    }

    /** Every key moves the value, and is one step back. */
    private void slide(FxRobot robot, String called) {
        NumberSlider number = all(window.frame, NumberSlider.class)
            .filter(one -> one.getStyleClass().contains(called) || called.equals(one.getId()))
            .findFirst().orElseThrow();
        Slider slider = all(number, Slider.class).findFirst().orElseThrow();
        double start = slider.getValue();
        robot.interact(slider::requestFocus);
        move(robot, slider, KeyCode.RIGHT, start + 0.01);
        move(robot, slider, KeyCode.LEFT, start - 0.01);
        move(robot, slider, KeyCode.UP, start + 0.01);
        move(robot, slider, KeyCode.DOWN, start - 0.01);
        move(robot, slider, KeyCode.PAGE_UP, start + 0.1);
        move(robot, slider, KeyCode.PAGE_DOWN, start - 0.1);
        move(robot, slider, KeyCode.END, 1);
        move(robot, slider, KeyCode.HOME, 0);
    }

    private void move(FxRobot robot, Slider slider, KeyCode key, double wanted) {
        double start = slider.getValue();
        robot.type(key);
        assertEquals(slider, owner(), key + " keeps the focus");
        assertEquals(wanted, slider.getValue(), 0.006, key.toString());
        robot.interact(window.app::undo);
        assertEquals(start, slider.getValue(), 1e-9, key + " undone");
    }

    @Test
    void theGalleryIsWalkedMixedAndChosenFrom(FxRobot robot) {
        settle();
        List<StyleTile> tiles = all(window.frame, StyleTile.class).toList();
        StyleModel model = window.app.workspace(StyleModel.class);
        robot.interact(tiles.get(0).picture::requestFocus);
        robot.type(KeyCode.RIGHT).type(KeyCode.RIGHT);
        assertEquals(tiles.get(2).picture, owner());
        robot.type(KeyCode.SPACE);
        assertEquals(List.of(origin(tiles, 2)), mixture());
        robot.type(KeyCode.LEFT).type(KeyCode.PLUS);
        assertEquals(List.of(origin(tiles, 2), origin(tiles, 1)), mixture());
        robot.type(KeyCode.DELETE);
        assertEquals(List.of(origin(tiles, 2)), mixture());
        robot.type(KeyCode.DOWN);
        assertTrue(tiles.indexOf(owner().getParent()) > 2, "a row further");
        Button add = all(window.frame, Button.class).filter(button -> button.getStyleClass().contains("add-style"))
            .findFirst().orElseThrow();
        robot.interact(tiles.get(tiles.size() - 1).picture::requestFocus);
        robot.type(KeyCode.RIGHT);
        assertEquals(add, owner());
        window.asker.toOpen.add(Path.of("assets/images/paintings/night-cafe.jpg"));
        robot.type(KeyCode.SPACE);
        until(() -> model.settings().get().own().size() == 1);
        StyleTile own = all(window.frame, StyleTile.class).reduce((one, next) -> next).orElseThrow();
        robot.interact(own.picture::requestFocus);
        robot.type(KeyCode.DELETE);
        assertEquals(List.of(), model.settings().get().own());
        settle();
    }

    private List<String> mixture() {
        return window.app.workspace(StyleModel.class).settings().get().styles()
            .stream().map(share -> share.picture().origin()).toList();
    }

    private static String origin(List<StyleTile> tiles, int index) {
        return tiles.get(index).item().picture().origin();
    }

    @Test
    void theContentIsChosenAndEscapeLeavesItsChoice(FxRobot robot) {
        settle();
        StyleModel model = window.app.workspace(StyleModel.class);
        robot.interact(() -> model.setBrush(model.settings().get().brush().withOn(true)));
        Node content = window.frame.lookup(".content-button");
        robot.interact(content::requestFocus);
        String before = model.settings().get().content().origin();
        robot.type(KeyCode.SPACE);
        until(() -> panel() != null && model.contents().size() > 5);
        robot.type(KeyCode.ESCAPE);
        until(() -> panel() == null);
        assertTrue(model.settings().get().brush().on(), "Escape was the choice's");
        assertEquals(content, owner());
        assertEquals(before, model.settings().get().content().origin());
        robot.type(KeyCode.SPACE);
        until(() -> panel() != null);
        for (int i = 0; i < 4; i++) robot.type(KeyCode.TAB);
        Node photo = owner();
        assertTrue(photo instanceof ToggleButton && photo.isFocusVisible(), String.valueOf(photo));
        robot.type(KeyCode.SPACE);
        until(() -> panel() == null && !model.settings().get().content().origin().equals(before));
        settle();
    }

    /** Null where there is none. */
    private Node panel() {
        return window.frame.lookup(".panel");
    }

    @Test
    void arrowsTurnThePagesOfResults(FxRobot robot) {
        robot.interact(() -> window.app.setWorkspace(ShiftSettings.ID));
        until(() -> window.app.workspace(ShiftModel.class).meter().get() != null
            && window.app.activity().get() == null);
        ResultsCard card = all(window.frame, ResultsCard.class).findFirst().orElseThrow();
        List<ToggleButton> pages = all(card, ToggleButton.class).toList();
        String first = OnScreen.words(card).get(0);
        robot.interact(pages.get(0)::requestFocus);
        robot.type(KeyCode.RIGHT);
        assertEquals(pages.get(1), owner());
        assertEquals(pages.get(1).isSelected(), !first.equals(OnScreen.words(card).get(0)),
            "what is pressed is what is shown");
        robot.type(KeyCode.SPACE);
        assertTrue(pages.get(1).isSelected() && !first.equals(OnScreen.words(card).get(0)),
            OnScreen.words(card).toString());
        robot.type(KeyCode.LEFT).type(KeyCode.SPACE);
        assertTrue(pages.get(0).isSelected() && first.equals(OnScreen.words(card).get(0)),
            OnScreen.words(card).toString());
    }

    @Test
    void nineSettingsAreWalkedAndChosen(FxRobot robot) {
        settle();
        until(() -> !window.app.workspace(StyleModel.class).sheet().get().cells().isEmpty());
        List<Node> cells = List.copyOf(window.frame.lookupAll(".sheet-cell"));
        robot.interact(cells.get(0)::requestFocus);
        robot.type(KeyCode.RIGHT).type(KeyCode.DOWN).type(KeyCode.SPACE);
        assertEquals(cells.get(4), owner());
        assertEquals(List.of(0.7, 0.5),
            List.of(window.app.workspace(StyleModel.class).settings().get().weight(),
                window.app.workspace(StyleModel.class).settings().get().rho()));
        settle();
    }

    private void settle() {
        until(() -> window.app.activity().get() == null && !window.app.workspace(StyleModel.class).computing().get()
            && window.app.workspace(StyleModel.class).frame().get() != null
            && window.app.workspace(StyleModel.class).frame().get().sharp());
    }
}
