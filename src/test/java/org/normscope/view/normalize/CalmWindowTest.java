package org.normscope.view.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.normscope.normalize.Cell;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.view.frame.OnScreen;
import org.normscope.view.frame.WindowFixture;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What the pointer brings has its place already. */
class CalmWindowTest extends WindowFixture {
    @Start
    void start(Stage stage) {
        open(stage);
    }

    private NormalizeModel model() {
        return window.app.workspace(NormalizeModel.class);
    }

    /** Words may grow, and gaps beside them give way; what they lie in may not. */
    private Map<Region, Bounds> places(FxRobot robot) {
        Map<Region, Bounds> places = new LinkedHashMap<>();
        robot.interact(() -> {
            window.frame.applyCss();
            window.frame.layout();
            all(window.frame, Region.class).filter(OnScreen::shown).filter(region -> !(region instanceof Labeled)
                && !(region.getParent() instanceof Labeled) && !region.getStyleClass().isEmpty())
                .forEach(region -> places.put(region, region.localToScene(region.getLayoutBounds())));
        });
        return places;
    }

    @Test
    void nothingJumpsWhenThePointerEntersAPane(FxRobot robot) {
        until(() -> model().maps().get() != null && !model().computing().get() && window.app.activity().get() == null);
        robot.moveTo(window.frame.localToScreen(5, 5));
        Cell kept = model().pointer().cell().get();
        Map<Region, Bounds> before = places(robot);
        MosaicView maps = all(window.frame, MosaicView.class).filter(OnScreen::shown).findFirst().orElseThrow();
        Bounds there = maps.localToScreen(maps.getLayoutBounds());
        robot.moveTo(there.getMinX() + there.getWidth() / 3, there.getMinY() + there.getHeight() / 3);
        until(() -> !Objects.equals(kept, model().pointer().cell().get()) && !model().computing().get());
        Map<Region, Bounds> after = places(robot);
        List<String> jumped = new ArrayList<>();
        before.forEach((region, was) -> {
            Bounds is = after.get(region);
            boolean stays = is == null || Math.abs(is.getMinX() - was.getMinX()) + Math.abs(is.getMinY()
                - was.getMinY()) + Math.abs(is.getWidth() - was.getWidth()) + Math.abs(is.getHeight()
                - was.getHeight()) < 1;
            if (!stays) jumped.add(region.getClass().getSimpleName() + " " + region.getStyleClass() + was + is);
        });
        assertEquals(List.of(), jumped);
    }
}
